"""The state of an open translation job: its rows, their order, where the writer is, undo, and what is kept."""

from __future__ import annotations

import getpass
from collections.abc import Iterable

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.errors import CopydeskError, ErrorKind, Problem
from desktop.core.moment import timestamp
from desktop.core.profile import Profile
from desktop.core.segment import SegmentState, TaggedText
from desktop.core.settings import REVIEWER, TRANSLATING
from desktop.core.term import Term
from desktop.core.translation import Job, Origin, Reshaping, Row, RowKey, RowNote
from desktop.core.translation_finding import SegmentFinding
from desktop.core.words import tr
from desktop.runtime.beside import Beside
from desktop.runtime.comparing_values import Services
from desktop.runtime.translating_keeping import RowKeeping
from desktop.runtime.translating_order import ordered
from desktop.runtime.translating_scores import Scores
from desktop.runtime.translating_sheet import Sheet, as_now
from desktop.runtime.translating_undo import RowStep, RowUndo
from desktop.runtime.translating_values import CONFIRMED, EVERY_ROW, Remembered, RowCounts, RowFilter, Work, Working

_REMEMBER_MS = 1000


class TranslatingCore(QObject):
    """What all parts of the session share; every change of a row goes through `apply`."""

    job_opened = Signal()
    job_closed = Signal()
    rows_changed = Signal(object)  # list[RowKey]: their words, states or notes are others now
    order_changed = Signal()  # `order`: which rows are shown, and where
    findings_changed = Signal(object)  # list[RowKey]: what the checks say of them, and their scores
    suggestions_came = Signal(object)  # RowKey: `suggestions` and `term_hits` of it
    progress_changed = Signal()  # `counts`
    jobs_changed = Signal()  # jobs were made, changed or put away: ask for `list_jobs` anew
    failed = Signal(object)  # Problem
    said = Signal(str)  # a quiet sentence
    working_changed = Signal()  # `working`
    current_changed = Signal(object)  # RowKey or None: the row to be brought into view
    undo_changed = Signal()  # `undo_label`, `redo_label`

    def __init__(self, services: Services, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._profile = profile
        self._job: Job | None = None
        self._sheet = Sheet()
        self._scores = Scores(self._sheet)
        self._undo = RowUndo()
        self._terms: tuple[Term, ...] = ()
        self._filter, self._sort = EVERY_ROW, "order"
        self._order: tuple[RowKey, ...] = ()
        self._places: dict[RowKey, int] = {}
        self._unfinished = ""
        self._shown = 0
        self._current: RowKey | None = None
        self._works: dict[Work, Working] = {}
        self._keeping = RowKeeping(services.store, self._segments_of, self)
        self._keeping.failed.connect(self.failed)
        self._remembering = QTimer(self, singleShot=True, interval=_REMEMBER_MS)
        self._remembering.timeout.connect(self._remember)

    # State

    @property
    def services(self) -> Services:
        """What the session works with, for what stands beside the grid and works on the same store."""
        return self._services

    @property
    def job(self) -> Job | None:
        """The job that is open."""
        return self._job

    @property
    def rows(self) -> dict[RowKey, Row]:
        """Every row by its key, also those that are not shown; a view does not change it."""
        return self._sheet.rows

    @property
    def order(self) -> tuple[RowKey, ...]:
        """The keys of the rows that are shown, filtered and sorted.

        A row stays where it is while it is worked on, even when the filter would leave it out by now; `refresh_order`
        (and every new filter or sort) looks anew.
        """
        return self._order

    @property
    def current(self) -> RowKey | None:
        """The row on which the writer is."""
        return self._current

    @property
    def filter(self) -> RowFilter:
        """What is shown."""
        return self._filter

    @property
    def sort(self) -> str:
        """How it is sorted: `worst`, `order` or `match`."""
        return self._sort

    @property
    def counts(self) -> RowCounts:
        """How many rows there are of each sort, over all files."""
        return self._sheet.counts

    @property
    def working(self) -> Working | None:
        """What runs and how far it is; `None` when nothing does."""
        return next((self._works[kind] for kind in Work if kind in self._works), None)

    @property
    def undo_label(self) -> str:
        """What `undo` would take back; empty when there is nothing."""
        return self._undo.undo_label

    @property
    def redo_label(self) -> str:
        """What `redo` would do again; empty when there is nothing."""
        return self._undo.redo_label

    @property
    def all_kept(self) -> bool:
        """Whether the store has all that was done."""
        return self._keeping.all_kept

    @property
    def person(self) -> str:
        """Who works here, as origins, comments and errors name it: what the settings say, else the computer's user."""
        return self._services.settings.get(REVIEWER) or _user()

    def findings(self, key: RowKey) -> tuple[SegmentFinding, ...]:
        """What the checks say of a row, in the order of its text, without what was silenced."""
        return self._sheet.findings(key)

    def score(self, key: RowKey) -> float | None:
        """How good a row is likely to be, from 0 to 100; `None` when nothing is known of it."""
        return self._scores.of(key)[0]

    def score_reason(self, key: RowKey) -> str:
        """Why the score of a row is what it is, in some words; empty without a score."""
        return " · ".join(self._scores.of(key)[1])

    # Where the writer is

    def set_filter(self, chosen: RowFilter) -> None:
        """Show these rows only; `order_changed` tells when it is done, for a regular expression a moment later.

        An expression that is wrong changes nothing, and is told by `failed`.
        """
        self._show(chosen, self._sort)

    def set_sort(self, sort: str) -> None:
        """Sort by `worst` (score), `order` (of the files) or `match` (percentage of the memories)."""
        self._show(self._filter, sort)

    def refresh_order(self) -> None:
        """Filter and sort anew, as the rows are now."""
        self._show(self._filter, self._sort)

    def go(self, key: RowKey) -> None:
        """Go to a row; what is typed there from now on is a step of its own."""
        if key not in self._sheet.rows:
            return
        if key != self._current:
            self._undo.pause()
            self._current = key
            self._remembering.start()
            self._entered(key)
        self.current_changed.emit(key)

    def next_open(self) -> None:
        """Go to the next row that is shown and not confirmed, from the first one again after the last."""
        found = self._next_open_after(self._current)
        if found is None:
            self.said.emit(tr("Every segment that is shown is confirmed."))
        else:
            self.go(found)

    def step(self, by: int) -> None:
        """Go so many rows down (or up, below 0) in what is shown."""
        place = self._place_of(self._current)
        if self._order:
            self.go(self._order[max(0, min(len(self._order) - 1, place + by))])

    def next_finding(self, by: int = 1) -> None:
        """Go to the next row that is shown and has findings (with -1 the one before)."""
        count = len(self._order)
        place = self._place_of(self._current)
        for away in range(1, count + 1):
            key = self._order[(place + by * away) % count]
            if self._sheet.findings(key):
                self.go(key)
                return

    def _next_open_after(self, key: RowKey | None) -> RowKey | None:
        count = len(self._order)
        place = self._place_of(key)
        for away in range(1, count + 1):
            row = self._sheet.rows[self._order[(place + away) % count]]
            if row.segment.state not in CONFIRMED and not row.segment.locked:
                return row.key
        return None

    def _place_of(self, key: RowKey | None) -> int:
        """Where a row is in what is shown; of one that is not, where it would be by the order of the files."""
        if key is None:
            return -1
        place = self._places.get(key)
        if place is not None:
            return place
        number = self._sheet.places.get(key, -1)
        return sum(self._sheet.places[each] < number for each in self._order) - 1

    def _show(self, chosen: RowFilter, sort: str) -> None:
        self._shown += 1
        if chosen.text and chosen.regex:
            self._show_beside(chosen, sort, self._shown)
            return
        try:
            order = ordered(self._sheet, chosen, sort, self.score)
        except CopydeskError as error:
            self.failed.emit(error.problem)
            return
        self._take_order(chosen, sort, order)

    def _show_beside(self, chosen: RowFilter, sort: str, number: int) -> None:
        """An expression is tried on all rows on a thread beside: it may take a second."""
        found: list[tuple[RowKey, ...]] = []
        beside = Beside("filter", self)

        def then() -> None:
            beside.deleteLater()
            if number == self._shown:
                self._take_order(chosen, sort, tuple(key for key in found[0] if key in self._sheet.rows))

        def failed(problem: Problem) -> None:
            beside.deleteLater()
            self._tell(problem)

        beside.run(lambda: found.append(ordered(self._sheet, chosen, sort, self.score)), then, failed)

    def _take_order(self, chosen: RowFilter, sort: str, order: tuple[RowKey, ...]) -> None:
        self._filter, self._sort = chosen, sort
        self._set_order(order)
        self._remembering.start()

    def _set_order(self, order: tuple[RowKey, ...]) -> None:
        self._order = order
        self._places = {key: place for place, key in enumerate(order)}
        self.order_changed.emit()

    # Changing rows

    def apply(
        self, label: str, rows: Iterable[Row], key: RowKey | None = None, *, typed: bool = False, run: str = ""
    ) -> list[RowKey]:
        """Put rows in the places of those with their keys, as one step that can be undone; the keys that changed."""
        after = {row.key: row for row in rows if self._sheet.rows.get(row.key) != row}
        if not after:
            return []
        before = {each: self._sheet.rows[each] for each in after}
        self._undo.note(RowStep(label, key or next(iter(after)), before, after, typed=typed, run=run))
        self._put(after)
        self.undo_changed.emit()
        return list(after)

    def undo(self) -> None:
        """Take the last step back, and bring its row into view."""
        step = self._undo.undo()
        if step is not None:
            self._turn(step.key, step.before, step.shape_before)

    def redo(self) -> None:
        """Do again what was undone last, and bring its row into view."""
        step = self._undo.redo()
        if step is not None:
            self._turn(step.key, step.after, step.shape_after)

    def _turn(self, key: RowKey, rows: dict[RowKey, Row], shapes: dict[int, tuple[Reshaping, ...]]) -> None:
        for file, reshaped in shapes.items():
            self._reshape(file, reshaped)
        now = self._sheet.rows
        self._put({each: as_now(row, now[each]) for each, row in rows.items() if each in now})
        if shapes:
            self._keeping.flush()
        self._undo.pause()
        self.undo_changed.emit()
        if key not in self._sheet.rows:
            key = next((each for each in rows if each in self._sheet.rows), key)
        self.go(key)

    def _put(self, rows: dict[RowKey, Row]) -> None:
        for row in rows.values():
            self._sheet.put(row)
            self._scores.forget(row.key)
            self._keeping.later(row)
        self.rows_changed.emit(list(rows))
        self.progress_changed.emit()
        self._changed(list(rows))

    def _note_rows(self, rows: dict[RowKey, Row]) -> None:
        """Rows of which something more is known, which is no step of the writer's; their words are the same."""
        for row in rows.values():
            self._sheet.put(row)
            self._scores.forget(row.key)
            self._keeping.later(row)
        if rows:
            self.rows_changed.emit(list(rows))

    def _reshape(self, file: int, reshaped: tuple[Reshaping, ...]) -> list[RowKey]:
        """Show the segments of a file split and joined in another way, and keep that; the keys that are new."""
        new = self._sheet.reshape(file, reshaped)
        for key in new:
            self._scores.forget(key)
        opened = self._sheet.files[file].file
        if self._job is not None:
            files = tuple(opened if each.id == file else each for each in self._job.files)
            self._job = msgspec.structs.replace(self._job, files=files)
        self._services.store.submit(lambda store: store.change_job_file(opened), lambda _none: None, self.failed.emit)
        self._show(self._filter, self._sort)
        self._changed(new)
        return new

    def _noted(self, row: Row, **changes: object) -> RowNote:
        """The note of a row with these changes, signed and dated; a source that changed is marked until it is read."""
        source = row.note.source if row.changed_source else row.segment.source.text
        return msgspec.structs.replace(row.note, **{"source": source, "by": self.person, "at": timestamp(), **changes})

    def _with_target(self, row: Row, target: TaggedText, state: SegmentState, origin: Origin, **changes: object) -> Row:
        """A row with another target and state; where that is what the file has, it is the file's again."""
        base = self._sheet.base[row.key]
        changes = {"source": row.segment.source.text, **changes}
        if target != row.segment.target and row.note.estimate is not None:
            changes = {"estimate": None, "estimate_reason": "", **changes}
        if target == base.target and state is base.state:
            note = self._noted(row, target=None, state=None, origin=Origin(), **changes)
            return msgspec.structs.replace(row, segment=base, note=note, changed_source=False)
        segment = msgspec.structs.replace(row.segment, target=target, state=state)
        note = self._noted(row, target=target.text, state=state, origin=origin, **changes)
        return msgspec.structs.replace(row, segment=segment, note=note, changed_source=False)

    # What parts add

    def _changed(self, keys: list[RowKey]) -> None:
        """Rows have other words: what is known of them is asked for anew."""

    def _entered(self, key: RowKey) -> None:
        """The writer went to a row."""

    def _set_working(self, kind: Work, working: Working | None) -> None:
        if working == self._works.get(kind):
            return
        if working is None:
            del self._works[kind]
        else:
            self._works[kind] = working
        self.working_changed.emit()

    def _tell(self, problem: Problem) -> None:
        """Say what went wrong, unless the writer stopped it."""
        if problem.kind is not ErrorKind.CANCELLED:
            self.failed.emit(problem)

    def _segments_of(self, file: int) -> int:
        return len(self._sheet.of_file(file)) if file in self._sheet.files else -1

    def _remember(self) -> None:
        """Write down where the writer is, for the next time."""
        key = self._current
        noted = Remembered(
            self._job.id if self._job is not None else 0,
            key.file if key is not None else 0,
            key.segment if key is not None else "",
            self._filter,
            self._sort,
            self._unfinished,
        )
        self._services.settings.set(TRANSLATING, msgspec.json.encode(noted).decode())


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
