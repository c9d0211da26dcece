"""Columns in memory: what the Compare screen sees of a comparison, moved on by the test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.checks.difference import Piece, difference
from desktop.checks.sentences import sentences_of
from desktop.checks.shared import shared
from desktop.core.brief import Brief
from desktop.core.comparison import (
    MOST_SHOWN,
    Choice,
    Column,
    ColumnKey,
    ColumnState,
    Compared,
    Comparison,
    ComparisonHeader,
    ComparisonId,
    Grid,
    letter_of,
)
from desktop.core.copy import Copy, FieldValue
from desktop.core.draft import Variant
from desktop.core.errors import Problem
from desktop.core.finding import CheckReport
from desktop.core.ids import VersionId
from desktop.core.provenance import Source
from desktop.runtime.comparing_values import GridEstimate
from desktop.runtime.fields import FieldSpec, fields_of, is_list_field
from desktop.runtime.session import DraftSession, Place


class FakeComparing(QObject):
    """Holds columns; what it is asked for is noted in `asked`."""

    opened = Signal()
    changed = Signal()
    column_changed = Signal(str)
    streamed = Signal(str, str)
    busy_changed = Signal(bool)
    estimated = Signal(object)
    taken = Signal(object)

    def __init__(self, session: DraftSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._held: dict[str, Compared] = {}
        self._order: list[str] = []
        self._streams: dict[tuple[str, str], str] = {}
        self._notes: dict[str, str] = {}
        self.comparison = Comparison()
        self.estimate = GridEstimate()
        self.headers: list[ComparisonHeader] = []
        self.asked: list[tuple[object, ...]] = []

    # What a test puts in

    def put(
        self,
        copy: Copy,
        choice: Choice | None = None,
        *,
        state: ColumnState = ColumnState.DONE,
        report: CheckReport | None = None,
        variant: Variant | None = None,
        error: Problem | None = None,
        title: str = "",
        brief: Brief | None = None,
        version: VersionId = VersionId(0),  # noqa: B008 - a number
    ) -> ColumnKey:
        """Another column at the end, shown while there is room."""
        key = ColumnKey(f"k{len(self._held) + 1}")
        letter = letter_of(len(self._order))
        wanted = brief if brief is not None else self._session.draft.brief
        self._held[key] = Compared(
            key, letter, title or (choice.model if choice is not None else "Text"), copy, wanted, choice,
            version=version, variant=variant, report=report, state=state, error=error,
        )  # fmt: skip
        self._order.append(key)
        shown = self.comparison.shown
        self._keep(shown=(*shown, key) if len(shown) < MOST_SHOWN else shown)
        self.changed.emit()
        return key

    def say(self, estimate: GridEstimate) -> None:
        """Writing takes this."""
        self.estimate = estimate
        self.estimated.emit(estimate)

    def stream(self, key: str, field: str, text: str) -> None:
        """Words have come."""
        if self._held[key].state is not ColumnState.WRITING:
            self.set_state(key, ColumnState.WRITING)
        self._streams[key, field] = text
        self.streamed.emit(key, field)

    def set_state(self, key: str, state: ColumnState, error: Problem | None = None) -> None:
        """A column stands otherwise."""
        was_busy = self.busy
        self._held[key] = msgspec.structs.replace(self._held[key], state=state, error=error)
        if state not in {ColumnState.WAITING, ColumnState.WRITING}:
            for field in [field for at, field in self._streams if at == key]:
                self._replace_field(key, field, self._streams.pop((key, field)))
        self.column_changed.emit(key)
        if self.busy is not was_busy:
            self.busy_changed.emit(self.busy)

    def set_report(self, key: str, report: CheckReport | None) -> None:
        """A column was checked."""
        self._held[key] = msgspec.structs.replace(self._held[key], report=report)
        self.column_changed.emit(key)

    def set_note(self, key: str, note: str) -> None:
        """A column waits for something."""
        self._notes[key] = note
        self.column_changed.emit(key)

    # What the screen reads

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        return fields_of(self._session.handed_in.brief)

    @property
    def grid(self) -> Grid:
        return self.comparison.grid

    @property
    def busy(self) -> bool:
        return bool(self.writing)

    @property
    def writing(self) -> tuple[ColumnKey, ...]:
        running = {ColumnState.WAITING, ColumnState.WRITING}
        return tuple(each.key for each in self._held.values() if each.state in running)

    def columns(self) -> tuple[Compared, ...]:
        return tuple(
            msgspec.structs.replace(self._held[key], letter=letter_of(place)) for place, key in enumerate(self._order)
        )

    def shown(self) -> tuple[Compared, ...]:
        return tuple(each for each in self.columns() if each.key in self.comparison.shown)

    def compared(self, key: str) -> Compared | None:
        return next((each for each in self.columns() if each.key == key), None)

    def text(self, key: str, field: str) -> str:
        if (key, field) in self._streams:
            return self._streams[key, field]
        return self._held[key].copy.text(field) if key in self._held else ""

    def note(self, key: str) -> str:
        return self._notes.get(key, "")

    def sentences(self, key: str, field: str) -> tuple[tuple[int, int], ...]:
        return tuple((start, end) for start, end in sentences_of(self.text(key, field), "en"))

    def differences(self, key: str, field: str) -> tuple[Piece, ...]:
        base, text = self.text(self.comparison.base, field), self.text(key, field)
        if self._held[key].state is ColumnState.WRITING:
            base = base[: len(text)]
        return difference(base, text) if self.comparison.base else ()

    def shared(self, field: str) -> dict[ColumnKey, tuple[tuple[int, int], ...]]:
        shown = self.shown()
        return dict(
            zip((each.key for each in shown), shared([self.text(each.key, field) for each in shown]), strict=True)
        )

    def speed(self, key: str) -> float:
        return 8.0

    @property
    def spent(self) -> float | None:
        costs = [each.variant.usage.cost for each in self.columns() if each.variant is not None]
        known = [cost for cost in costs if cost is not None]
        return sum(known) if known else None

    @property
    def comments(self) -> dict[str, str]:
        return dict(self.comparison.comments)

    def landing(self, key: str, field: str, start: int, end: int, into: str, at: int) -> int:
        borders = [0, *(stop for _, stop in sentences_of(self._session.draft.copy.text(into), "en"))]
        return min(borders, key=lambda border: abs(border - at))

    # What the screen asks for

    def set_grid(self, grid: Grid) -> None:
        self._keep(grid=grid)
        self.changed.emit()

    def write(self) -> None:
        self.asked.append(("write",))
        for choice in self.grid.chosen:
            self.put(Copy(), choice, state=ColumnState.WAITING)
        self.busy_changed.emit(self.busy)

    def stop(self, key: str = "") -> None:
        self.asked.append(("stop", key))
        for each in [key] if key else self.writing:
            self.set_state(each, ColumnState.STOPPED)

    def redo(self, key: str) -> None:
        self.asked.append(("redo", key))

    def make_again(self, key: str) -> None:
        self.asked.append(("make_again", key))

    def remove(self, key: str) -> None:
        self._order.remove(key)
        del self._held[key]
        self._keep(shown=tuple(each for each in self.comparison.shown if each != key))
        self.changed.emit()

    def pin(self, key: str, on: bool) -> None:
        self._held[key] = msgspec.structs.replace(self._held[key], pinned=on)
        self.changed.emit()

    def move(self, key: str, place: int) -> None:
        self._order.remove(key)
        self._order.insert(place, key)
        self.changed.emit()

    def show_only(self, keys: Sequence[str]) -> None:
        self._keep(shown=tuple(map(ColumnKey, keys)))
        self.changed.emit()

    def set_base(self, key: str) -> None:
        self._keep(base=ColumnKey(key))
        self.changed.emit()

    def set_width(self, key: str, share: int) -> None:
        self._keep(widths={**self.comparison.widths, key: share})

    def add_versions(self, ids: Sequence[VersionId]) -> None:
        self.asked.append(("add_versions", tuple(ids)))

    def add_text(self, title: str, copy: Copy) -> None:
        self.asked.append(("add_text", title))
        self.put(copy, title=title)

    def edit(self, key: str, field: str, value: FieldValue) -> None:
        held = self._held[key]
        self._held[key] = msgspec.structs.replace(held, copy=held.copy.with_field(field, value), report=None)
        self.column_changed.emit(key)

    def new(self) -> None:
        self.asked.append(("new",))

    def open(self, id: ComparisonId) -> None:
        self.asked.append(("open", id))

    def list(self, then: Callable[[list[ComparisonHeader]], None]) -> None:
        then(self.headers)

    def export(self, path: Path, *, shown_only: bool = True) -> None:
        self.asked.append(("export", path))

    def export_ads(self, path: Path, kind: str) -> None:
        self.asked.append(("export_ads", path, kind))

    def read_sheet(self, path: Path) -> None:
        self.asked.append(("read_sheet", path))

    def take_field(self, key: str, field: str) -> None:
        self.asked.append(("take_field", key, field))
        self._session.set_field(field, self._held[key].copy.fields.get(field, ""), "Take")
        self._tell(key, field, self.text(key, field), whole=True)

    def take_all(self, key: str) -> None:
        self.asked.append(("take_all", key))
        self._session.set_copy(self._held[key].copy, Place("take"), "Take")

    def take_text(self, key: str, field: str, start: int, end: int, *, into: str = "", at: int = -1) -> None:
        self.asked.append(("take_text", key, field, start, end, into, at))
        target, text = into or field, self.text(key, field)[start:end]
        old = self._session.draft.copy.text(target)
        place = len(old) if at < 0 else at
        self._session.set_field(target, f"{old[:place].rstrip()} {text} {old[place:].lstrip()}".strip(), "Take")
        self._tell(key, target, text)

    # Inside

    def _tell(self, key: str, field: str, text: str, *, whole: bool = False) -> None:
        column = self.compared(key)
        self.taken.emit(Source(field, text, column=column.letter if column is not None else "", whole=whole))

    def _replace_field(self, key: str, field: str, text: str) -> None:
        held = self._held[key]
        value: FieldValue = tuple(text.split("\n")) if is_list_field(field) else text
        self._held[key] = msgspec.structs.replace(held, copy=held.copy.with_field(field, value))

    def _keep(
        self,
        *,
        shown: tuple[ColumnKey, ...] | None = None,
        base: ColumnKey | None = None,
        grid: Grid | None = None,
        widths: dict[str, int] | None = None,
    ) -> None:
        now = self.comparison
        self.comparison = Comparison(
            now.id, now.draft, now.made_at, now.changed_at, grid if grid is not None else now.grid,
            tuple(Column(ColumnKey(key)) for key in self._order), shown if shown is not None else now.shown,
            base if base is not None else now.base, widths if widths is not None else now.widths,
        )  # fmt: skip
