"""The comparison on the screen: its columns with their texts, and every change of them; it asks nobody anything."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.comparison import (
    MOST_SHOWN,
    Choice,
    Column,
    ColumnKey,
    ColumnState,
    Compared,
    Comparison,
    Grid,
    letter_of,
)
from desktop.core.copy import Copy
from desktop.core.finding import Measure
from desktop.runtime.columns import Held
from desktop.runtime.comparing_labels import Labels
from desktop.runtime.fields import FieldSpec

_FRAME_MS = 16
_TELLING_S = 0.006
"""How long one turn of the event loop tells of text that grew; the rest is told in the next turn."""

LIVE = frozenset({ColumnState.WAITING, ColumnState.WRITING})
_FIRST_SHOWN = 4


class Board(QObject):
    """Holds one comparison; what happens to it is told by signals."""

    opened = Signal()
    changed = Signal()
    column_changed = Signal(str)
    streamed = Signal(str, str)
    touched = Signal(bool)  # something is to be kept; whether it is only text that streams

    def __init__(
        self,
        labels: Labels,
        fields: Callable[[], tuple[FieldSpec, ...]],
        measured: Callable[[Copy], dict[str, Measure]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._labels = labels
        self._fields_of_draft = fields
        self._measured = measured
        self.comparison = Comparison()
        self._held: dict[str, Held] = {}
        self._columns: dict[str, Column] = {}
        self._letters: dict[str, str] = {}
        self._compared: dict[str, Compared] = {}
        self._told_labels: dict[str, str] = {}
        self._grown: dict[tuple[str, str], None] = {}
        self._frame = QTimer(self, singleShot=True)
        self._frame.timeout.connect(self._tell)

    # Reading

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields of the draft's brief, in their order."""
        return self._fields_of_draft()

    def column(self, key: str) -> Column | None:
        """The column with this key."""
        return self._columns.get(key)

    def held(self, key: str) -> Held | None:
        """What is held of a column."""
        return self._held.get(key)

    def letter(self, key: str) -> str:
        """The short name of a column, by its place."""
        return self._letters.get(key, "")

    def is_live(self, key: str) -> bool:
        """Whether a column is written, or waits for it."""
        column = self._columns.get(key)
        return column is not None and column.state in LIVE

    def compared(self, key: str) -> Compared | None:
        """A column with all that is known of it."""
        found = self._compared.get(key)
        if found is None and key in self._columns:
            found = self._compared[key] = self._compare(self._columns[key], self._held[key])
        return found

    def snapshot(self) -> Comparison:
        """The comparison as it is to be kept: columns whose text is no version yet have it with them."""
        return msgspec.structs.replace(self.comparison, columns=tuple(map(self.kept_column, self.comparison.columns)))

    def kept_column(self, column: Column) -> Column:
        """A column as it is to be kept."""
        held = self._held[column.key]
        if held.growing or held.unkept:
            return msgspec.structs.replace(column, copy=held.now())
        return column

    def _compare(self, column: Column, held: Held) -> Compared:
        copy = held.now()
        if not held.measures and not held.growing:
            held.measures = self._measured(held.copy)
        label = self._told_labels[column.key] = self._labels.column(column, held)
        return Compared(
            column.key,
            self._letters[column.key],
            label,
            copy,
            held.brief,
            column.choice,
            column.version,
            held.variant,
            held.report if not held.growing else None,
            held.measures if not held.growing else {},
            column.state,
            column.error,
            column.pinned,
        )

    # Changing

    def put(self, comparison: Comparison, held: dict[str, Held] | None = None) -> None:
        """Show another comparison."""
        self.comparison = comparison
        self._held = held or {}
        self._grown.clear()
        self._told_labels.clear()
        self._index()
        self.opened.emit()

    def set_kept(self, comparison: Comparison) -> None:
        """Take over the id, draft and times that the store gave."""
        self.comparison = msgspec.structs.replace(
            self.comparison,
            id=comparison.id,
            draft=comparison.draft,
            made_at=comparison.made_at,
            changed_at=comparison.changed_at,
        )

    def set_grid(self, grid: Grid) -> None:
        """Choose with what is written next."""
        if grid != self.comparison.grid:
            self._change(grid=grid)

    def add(self, columns: Sequence[tuple[Column, Held]], *, after: str = "") -> None:
        """Put columns behind the others, or behind one of them, and show them; the first of all is the base."""
        if not columns:
            return
        base = self.comparison.base or (ColumnKey("") if self.comparison.columns else columns[0][0].key)
        for column, held in columns:
            self._held[column.key] = held
        all_of_them = list(self.comparison.columns)
        place = next((place + 1 for place, each in enumerate(all_of_them) if each.key == after), len(all_of_them))
        all_of_them[place:place] = [column for column, _ in columns]
        shown = self._with_shown([column.key for column, _ in columns], all_of_them)
        self._change(columns=tuple(all_of_them), shown=shown, base=base)

    def remove(self, key: str) -> None:
        """Take a column out."""
        if key not in self._columns:
            return
        rest = tuple(each for each in self.comparison.columns if each.key != key)
        shown = tuple(each for each in self.comparison.shown if each != key)
        if not shown:
            shown = tuple(each.key for each in rest[:_FIRST_SHOWN])
        base = self.comparison.base if self.comparison.base != key else ColumnKey("")
        widths = {name: share for name, share in self.comparison.widths.items() if name != key}
        del self._held[key]
        self._compared.pop(key, None)
        self._change(columns=rest, shown=shown, base=base, widths=widths)

    def move(self, key: str, place: int) -> None:
        """Put a column at another place; those side by side stand in the same order."""
        column = self._columns.get(key)
        if column is None:
            return
        rest = [each for each in self.comparison.columns if each.key != key]
        place = max(0, min(place, len(rest)))
        columns = (*rest[:place], column, *rest[place:])
        shown = set(self.comparison.shown)
        self._change(columns=columns, shown=tuple(each.key for each in columns if each.key in shown))

    def show_only(self, keys: Iterable[str]) -> None:
        """Show these columns side by side, in the order of all."""
        wanted = list(dict.fromkeys(key for key in keys if key in self._columns))[:MOST_SHOWN]
        shown = tuple(each.key for each in self.comparison.columns if each.key in wanted)
        if shown != self.comparison.shown:
            self._change(shown=shown)

    def set_base(self, key: str) -> None:
        """Compare the others with this column."""
        if key != self.comparison.base and (not key or key in self._columns):
            self._change(base=ColumnKey(key))

    def set_width(self, key: str, share: int) -> None:
        """Give a column a share of the room."""
        if key in self._columns and self.comparison.widths.get(key) != share:
            self._change(widths={**self.comparison.widths, key: share})

    def set_comments(self, comments: dict[str, str]) -> None:
        """Keep what others said of fields; what was said of the others stays."""
        if comments:
            self._change(comments={**self.comparison.comments, **comments})

    def set_column(self, column: Column) -> None:
        """Put a column in the place of the one with its key."""
        if column.key not in self._columns:
            return
        before = self._columns[column.key]
        if before != column:
            columns = tuple(column if each.key == column.key else each for each in self.comparison.columns)
            self.comparison = msgspec.structs.replace(self.comparison, columns=columns)
            self._columns[column.key] = column
            self.touched.emit(False)
        self.tell_column(column.key)
        if before.pinned != column.pinned:
            self.changed.emit()

    def tell_column(self, key: str) -> None:
        """What is held of a column has changed."""
        if key in self._columns:
            self._compared.pop(key, None)
            self.column_changed.emit(key)

    def forget_measures(self) -> None:
        """Texts are counted as other channels count them now."""
        for held in self._held.values():
            held.measures = {}
        self._compared.clear()
        self.changed.emit()

    def relabel(self) -> None:
        """Models may be called otherwise now, as their titles come after the first columns."""
        labels = {key: self._labels.column(each, self._held[key]) for key, each in self._columns.items()}
        if any(labels[key] != label for key, label in self._told_labels.items() if key in labels):
            self._compared.clear()
            self.changed.emit()

    def grown(self, key: str, field: str) -> None:
        """Text of a field came; it is told with the next frame, together with all that comes until then."""
        self._compared.pop(key, None)
        self._grown[(key, field)] = None
        if not self._frame.isActive():
            self._frame.start(_FRAME_MS)

    def tell_grown(self) -> None:
        """Tell what came so far, now."""
        while self._grown:
            self._tell()

    def next_number(self, choice: Choice) -> int:
        """The number of the next variant of a box."""
        return 1 + max((each.number for each in self.comparison.columns if each.choice == choice), default=0)

    def _tell(self) -> None:
        """Tell of what grew, for so long as the window does not feel it; then let it paint, and go on."""
        self._frame.stop()
        until = time.monotonic() + _TELLING_S
        while self._grown and time.monotonic() < until:
            key, field = next(iter(self._grown))
            del self._grown[key, field]
            if key in self._columns:
                self.streamed.emit(key, field)
        if self._grown:
            self._frame.start(0)
        self.touched.emit(True)

    def _with_shown(self, new: list[ColumnKey], columns: list[Column]) -> tuple[ColumnKey, ...]:
        """Those shown with the new ones: when there is no room for all, the pinned ones and the new ones stay."""
        by_key = {each.key: each for each in columns}
        before = [key for key in self.comparison.shown if key in by_key]
        room = MOST_SHOWN - len(new[:MOST_SHOWN])
        if len(before) > room:
            pinned = [key for key in before if by_key[key].pinned]
            before = (pinned + [key for key in reversed(before) if key not in pinned])[: max(room, 0)]
        wanted = {*before, *new[:MOST_SHOWN]}
        return tuple(each.key for each in columns if each.key in wanted)

    def _change(self, **parts: object) -> None:
        self.comparison = msgspec.structs.replace(self.comparison, **parts)
        self._index()
        self.touched.emit(False)
        self.changed.emit()

    def _index(self) -> None:
        self._columns = {each.key: each for each in self.comparison.columns}
        self._letters = {each.key: letter_of(place) for place, each in enumerate(self.comparison.columns)}
        self._compared.clear()


def with_state(column: Column, state: ColumnState, **parts: object) -> Column:
    """The column in another state."""
    return msgspec.structs.replace(column, state=state, **parts)
