"""Rows checked in the background: the whole file once, then what changed, and at last what belongs together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.errors import ErrorKind, Problem
from desktop.core.events import SegmentsChecked
from desktop.core.segment import Segment, TaggedText
from desktop.core.translation import Row, RowKey
from desktop.core.translation_finding import SegmentFinding, Side, Surroundings
from desktop.engine.translation_messages import CheckBitext, SegmentFindings
from desktop.runtime.engine_client import EngineClient, EngineState, Job
from desktop.runtime.lull import Lull
from desktop.runtime.translating_sheet import Sheet
from desktop.runtime.translating_values import Work, Working
from desktop.runtime.translating_words import silenced_as

_SOON_MS = 150
_TOGETHER_MS = 2500
_MOST_SOON = 300
"""More rows than this that changed at once are checked with their whole file."""


class _Asked(msgspec.Struct, frozen=True, eq=False):
    """One request under way: the file, the targets as they were sent, and the how-many-eth request it is."""

    number: int
    file: int
    sent: dict[str, TaggedText]
    job: Job


class RowChecks(QObject):
    """Asks the engine; what it says of words that have changed since is left out."""

    found = Signal(object)  # list[RowKey]: what the checks say of them is another thing now
    checked = Signal(int)  # the id of a file that has been checked as a whole
    working = Signal(object)  # Working or None
    failed = Signal(object)  # Problem

    def __init__(
        self,
        engine: EngineClient,
        sheet: Sheet,
        around: Callable[[], Surroundings],
        lull: Lull,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._sheet = sheet
        self._around = around
        self._lull = lull
        self._register = ""
        self._number = 0
        self._heard_of: dict[RowKey, int] = {}
        """Which request a row was last told of by: a long one that began earlier knows older terms."""
        self._failed: set[RowKey] = set()
        self._each: dict[RowKey, tuple[SegmentFinding, ...]] = {}
        self._over: dict[RowKey, tuple[SegmentFinding, ...]] = {}
        self._files: list[int] = []
        self._whole: _Asked | None = None
        self._beside: set[_Asked] = set()
        self._waiting: dict[RowKey, None] = {}
        self._apart: set[int] = set()
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(lambda: lull.run(self._ask_soon))
        self._later = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._later.timeout.connect(lambda: lull.run(self._ask_together))
        engine.state_changed.connect(self._on_engine)

    # What is asked

    def begin(self, files: Iterable[int]) -> None:
        """Check these files from nothing, one after another."""
        for file in files:
            if file not in self._files:
                self._files.append(file)
        self._next_file()

    def changed(self, keys: Iterable[RowKey]) -> None:
        """These rows have other words: check them in a moment, and what belongs together some moments later."""
        for key in keys:
            self._waiting[key] = None
            self._over.pop(key, None)
            self._prune(key)
            if len(self._sheet.same_source(key)) > 1:
                self._apart.add(key.file)
        self._tell(list(self._waiting))
        self._soon.start()

    def now(self, key: RowKey) -> None:
        """Check a row without waiting for a pause."""
        self._waiting[key] = None
        self._ask_soon()

    def show(self, keys: Iterable[RowKey]) -> None:
        """Say anew what is known of these rows: something was silenced, or heard again."""
        self._tell(list(keys))

    def forget(self) -> None:
        """Another job is open: hear no more of this one."""
        for each in [*self._beside, *([self._whole] if self._whole is not None else [])]:
            each.job.cancel()
        self._soon.stop()
        self._later.stop()
        self._beside.clear()
        self._each, self._over, self._waiting, self._heard_of = {}, {}, {}, {}
        self._files, self._whole, self._register = [], None, ""
        self._apart.clear()
        self._failed.clear()
        self.working.emit(None)

    # Whole files

    def _next_file(self) -> None:
        if self._whole is not None:
            return
        while self._files:
            file = self._files.pop(0)
            if file in self._sheet.files:
                self._check_file(file)
                return
        self.working.emit(None)  # all are checked

    def _check_file(self, file: int) -> None:
        rows = [self._sheet.rows[key] for key in self._sheet.of_file(file)]
        asked = self._request(file, rows, whole=True)
        self._whole = asked
        self.working.emit(Working(Work.CHECKING, 0, len(rows)))
        asked.job.happened.connect(lambda event: self._on_part(asked, event))
        asked.job.finished.connect(lambda found: self._on_whole(asked, found))
        asked.job.failed.connect(lambda problem: self._on_whole_failed(asked, problem))

    def _on_part(self, asked: _Asked, event: object) -> None:
        if asked is self._whole and isinstance(event, SegmentsChecked):
            self._take(asked, event.segments, event.findings)
            self.working.emit(Working(Work.CHECKING, event.done, event.total))

    def _on_whole(self, asked: _Asked, found: SegmentFindings) -> None:
        if asked is self._whole:
            self._whole = None
            self._register = found.register or self._register
            self._take_over(asked, found.findings)
            self.checked.emit(asked.file)
            self._next_file()

    def _on_whole_failed(self, asked: _Asked, problem: Problem) -> None:
        if asked is not self._whole:
            return
        self._whole = None
        if self._engine.state is not EngineState.READY:
            self._files.insert(0, asked.file)  # it has stopped, and starts again by itself
            self.working.emit(None)
            return
        if problem.kind is not ErrorKind.CANCELLED:
            self.failed.emit(problem)
        self._next_file()

    def _on_engine(self, state: str) -> None:
        if state == EngineState.READY:
            self._next_file()

    # What changed

    def _ask_soon(self) -> None:
        self._soon.stop()
        waiting, self._waiting = self._waiting, {}
        of_file: dict[int, list[Row]] = defaultdict(list)
        for key in waiting:
            if (row := self._sheet.rows.get(key)) is not None:
                of_file[key.file].append(row)
        for file, rows in of_file.items():
            if len(rows) > _MOST_SOON:
                self.begin((file,))
            else:
                self._ask_beside(file, rows)
        if self._apart:
            self._later.start()

    def _ask_beside(self, file: int, rows: Sequence[Row]) -> None:
        asked = self._request(file, rows, whole=False)
        self._beside.add(asked)
        asked.job.finished.connect(lambda found: self._on_beside(asked, found))
        asked.job.failed.connect(lambda problem: self._on_beside_failed(asked, problem))

    def _on_beside_failed(self, asked: _Asked, problem: Problem) -> None:
        """Ask once more for rows whose check came to nothing, as with an engine that was only starting."""
        keys = {RowKey(asked.file, segment) for segment in asked.sent} if asked in self._beside else set()
        self._drop(asked)
        if problem.kind is not ErrorKind.CANCELLED and not keys <= self._failed:
            self._failed |= keys
            self._waiting.update(dict.fromkeys(keys))
            self._soon.start()

    def _on_beside(self, asked: _Asked, found: SegmentFindings) -> None:
        if asked in self._beside:
            self._take(asked, tuple(asked.sent), found.findings)
            self._failed -= {RowKey(asked.file, segment) for segment in asked.sent}
        self._drop(asked)

    # What belongs together

    def _ask_together(self) -> None:
        """Rows with one source, held beside each other: only these can disagree."""
        files, self._apart = self._apart, set()
        for file in files & set(self._sheet.files):
            rows = [self._sheet.rows[key] for key in self._sheet.of_file(file) if self._sheet.is_repeated(key)]
            if rows:
                self._ask_over(file, rows)

    def _ask_over(self, file: int, rows: Sequence[Row]) -> None:
        asked = self._request(file, rows, whole=True, each=False)
        self._beside.add(asked)
        asked.job.finished.connect(lambda found: self._on_over(asked, found))
        asked.job.failed.connect(lambda _problem: self._drop(asked))

    def _on_over(self, asked: _Asked, found: SegmentFindings) -> None:
        if asked in self._beside:
            self._take_over(asked, found.findings)
        self._drop(asked)

    # What is said

    def _request(self, file: int, rows: Sequence[Row], *, whole: bool, each: bool = True) -> _Asked:
        opened = self._sheet.files[file]
        around = self._around()
        if not whole and not around.register and self._register:
            around = _with_register(around, self._register)
        segments: tuple[Segment, ...] = tuple(row.segment for row in rows)
        request = CheckBitext(segments, opened.source, opened.target, around, whole, each)
        sent = {segment.id: segment.target for segment in segments}
        self._number += 1
        return _Asked(self._number, file, sent, self._engine.request(request, SegmentFindings))

    def _take(self, asked: _Asked, segments: Sequence[str], findings: Sequence[SegmentFinding]) -> None:
        said: dict[str, list[SegmentFinding]] = {segment: [] for segment in segments}
        for finding in findings:
            said.setdefault(finding.segment, []).append(finding)
        keys = []
        for segment, heard in said.items():
            key = RowKey(asked.file, segment)
            if self._holds(key, asked) and self._heard_of.get(key, 0) <= asked.number:
                self._heard_of[key] = asked.number
                self._each[key] = tuple(heard)
                keys.append(key)
        self._tell(keys)

    def _take_over(self, asked: _Asked, findings: Sequence[SegmentFinding]) -> None:
        said: dict[RowKey, list[SegmentFinding]] = {RowKey(asked.file, segment): [] for segment in asked.sent}
        for finding in findings:
            said.setdefault(RowKey(asked.file, finding.segment), []).append(finding)
        changed = [key for key, heard in said.items() if self._holds(key, asked) and self._hear_over(key, tuple(heard))]
        self._tell(changed)

    def _hear_over(self, key: RowKey, heard: tuple[SegmentFinding, ...]) -> bool:
        if self._over.get(key, ()) == heard:
            return False
        if heard:
            self._over[key] = heard
        else:
            self._over.pop(key, None)
        return True

    def _holds(self, key: RowKey, asked: _Asked) -> bool:
        """Whether the words of a row are still those that were checked."""
        row = self._sheet.rows.get(key)
        return row is not None and row.segment.target == asked.sent.get(key.segment)

    def _prune(self, key: RowKey) -> None:
        """Of a row that has other words, say only what still holds for the words that stand there."""
        known, row = self._each.get(key), self._sheet.rows.get(key)
        if known and row is not None:
            text = {Side.SOURCE: row.segment.source.text, Side.TARGET: row.segment.target.text}
            self._each[key] = tuple(each for each in known if text[each.side][each.start : each.end] == each.text)

    def _tell(self, keys: Sequence[RowKey]) -> None:
        changed = [key for key in keys if key in self._sheet.rows and self._sheet.find(key, self._speaking(key))]
        if changed:
            self.found.emit(changed)

    def _speaking(self, key: RowKey) -> tuple[SegmentFinding, ...]:
        """What is shown of a row: nothing of one that nobody has translated yet, nothing that was silenced."""
        row = self._sheet.rows[key]
        if row.segment.locked or row.segment.target.is_empty:
            return ()
        silenced = frozenset(row.note.silenced)
        heard = (*self._each.get(key, ()), *self._over.get(key, ()))
        return tuple(each for each in heard if silenced_as(each) not in silenced)

    def _drop(self, asked: _Asked) -> None:
        self._beside.discard(asked)


def _with_register(around: Surroundings, register: str) -> Surroundings:
    return msgspec.structs.replace(around, register=register)
