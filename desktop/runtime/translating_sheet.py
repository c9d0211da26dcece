"""The rows of an open job: values by their keys, counted as they change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from desktop.core.reshaping import base_id, changes_of, reshape
from desktop.core.segment import Change, Segment, SegmentState, tagged
from desktop.core.translation import JobFile, Origin, OriginKind, Reshaping, Row, RowKey, RowNote
from desktop.core.translation_finding import SegmentFinding
from desktop.runtime.translating_values import CONFIRMED, RowCounts

_NO_COUNT = (0, 0, 0, 0, 0, 0, 0, 0, 0)


class OpenFile(msgspec.Struct, frozen=True):
    """A file of the job as it was opened: its own segments, before anything was split or joined."""

    file: JobFile
    format: str
    source: str
    target: str
    segments: tuple[Segment, ...]


class Sheet:
    """Rows in the order of their files, with what the checks say of each; every change goes through `put`."""

    def __init__(self) -> None:
        self.files: dict[int, OpenFile] = {}
        self.rows: dict[RowKey, Row] = {}
        self.keys: tuple[RowKey, ...] = ()
        self.places: dict[RowKey, int] = {}
        self.base: dict[RowKey, Segment] = {}
        """The segments as the grid would show them if nothing had been done to them."""
        self._of_file: dict[int, tuple[RowKey, ...]] = {}
        self._same: dict[str, list[RowKey]] = {}
        self._findings: dict[RowKey, tuple[SegmentFinding, ...]] = {}
        self._count: dict[RowKey, tuple[int, ...]] = {}
        self._totals = list(_NO_COUNT)

    # Files

    def open(self, opened: OpenFile, notes: Iterable[RowNote]) -> None:
        """Show a file after those that are shown, or again in its place."""
        self.files[opened.file.id] = opened
        self._lay_out(opened, {note.segment: note for note in notes})
        self._number()

    def close(self, file: int) -> None:
        """Show a file no more."""
        self.files.pop(file, None)
        self._drop(file)
        self._number()

    def reshape(self, file: int, reshaped: Sequence[Reshaping]) -> list[RowKey]:
        """Show the segments of a file split and joined in another way; the keys of rows that are new or other ones."""
        opened = self.files[file]
        changed = msgspec.structs.replace(opened, file=msgspec.structs.replace(opened.file, reshaped=tuple(reshaped)))
        self.files[file] = changed
        notes = {key: self.rows[key].note for key in self._of_file[file]}
        shown = {RowKey(file, each.id): each for each in reshape(changed.segments, changed.file.reshaped)}
        for key in self._of_file[file]:
            if shown.get(key) != self.base[key]:
                self._remove(key)
        new = []
        for number, (key, segment) in enumerate(shown.items(), 1):
            row = self.rows.get(key)
            if row is None:
                self._add(key, number, segment, notes.get(key))
                new.append(key)
            elif row.number != number:
                self.rows[key] = msgspec.structs.replace(row, number=number)
        self._of_file[file] = tuple(shown)
        self._number()
        return new

    def _lay_out(self, opened: OpenFile, notes: Mapping[str, RowNote]) -> None:
        self._drop(opened.file.id)
        keys = []
        for number, segment in enumerate(reshape(opened.segments, opened.file.reshaped), 1):
            key = RowKey(opened.file.id, segment.id)
            self._add(key, number, segment, notes.get(segment.id))
            keys.append(key)
        self._of_file[opened.file.id] = tuple(keys)

    def _add(self, key: RowKey, number: int, segment: Segment, note: RowNote | None) -> None:
        self.base[key] = segment
        self._same.setdefault(segment.source.text, []).append(key)
        self.put(row_of(key, number, segment, note))

    def _drop(self, file: int) -> None:
        for key in self._of_file.pop(file, ()):
            self._remove(key)

    def _remove(self, key: RowKey) -> None:
        self._take_off(key)
        source = self.base.pop(key).source.text
        self._same[source].remove(key)
        if not self._same[source]:
            del self._same[source]
        self._findings.pop(key, None)
        del self.rows[key]

    def _number(self) -> None:
        """The order of the files, and within each that of its segments."""
        self.keys = tuple(key for file in self.files for key in self._of_file[file])
        self.places = {key: place for place, key in enumerate(self.keys)}

    # Rows

    def put(self, row: Row) -> None:
        """A row in the place of the one that was there."""
        self.rows[row.key] = row
        self._recount(row.key)

    def find(self, key: RowKey, findings: tuple[SegmentFinding, ...]) -> bool:
        """Keep what the checks say of a row; whether that is something else than before."""
        if self._findings.get(key, ()) == findings:
            return False
        if findings:
            self._findings[key] = findings
        else:
            self._findings.pop(key, None)
        self._recount(key)
        return True

    def findings(self, key: RowKey) -> tuple[SegmentFinding, ...]:
        """What the checks say of a row."""
        return self._findings.get(key, ())

    def of_file(self, file: int) -> tuple[RowKey, ...]:
        """The keys of the rows of a file, in its order."""
        return self._of_file.get(file, ())

    def same_source(self, key: RowKey) -> tuple[RowKey, ...]:
        """The rows with the very same source, this one among them, in the order in which they were laid out."""
        return tuple(self._same.get(self.base[key].source.text, ())) if key in self.base else ()

    def is_repeated(self, key: RowKey) -> bool:
        """Whether its source stands elsewhere too."""
        return len(self._same.get(self.base[key].source.text, ())) > 1

    def around(self, key: RowKey) -> tuple[str, str]:
        """The sources before and after it in its file; empty at the ends."""
        place = self.places[key]
        before = self.keys[place - 1] if place else None
        after = self.keys[place + 1] if place + 1 < len(self.keys) else None
        return (
            self.base[before].source.text if before is not None and before.file == key.file else "",
            self.base[after].source.text if after is not None and after.file == key.file else "",
        )

    @property
    def counts(self) -> RowCounts:
        """How many rows there are of each sort."""
        return RowCounts(*self._totals)

    def changes(self, file: int) -> dict[str, Change]:
        """What the segments of the file itself become; empty when nothing was done to them."""
        opened = self.files[file]
        wanted = {
            key.segment: Change(row.segment.target, row.segment.state)
            for key in self._of_file[file]
            if (row := self.rows[key]).segment is not self.base[key]
        }
        return changes_of(opened.segments, opened.file.reshaped, wanted)

    def base_of(self, key: RowKey) -> Segment:
        """The segment of the file that a row shows, or shows a part of."""
        opened = self.files[key.file]
        own = {each.id: each for each in opened.segments}
        return own[base_id(key.segment, own)[0]]

    def _recount(self, key: RowKey) -> None:
        self._take_off(key)
        counted = self._count[key] = _counted(self.rows[key], key in self._findings)
        totals = self._totals
        for place, number in enumerate(counted):
            totals[place] += number

    def _take_off(self, key: RowKey) -> None:
        counted = self._count.pop(key, None)
        if counted is not None:
            totals = self._totals
            for place, number in enumerate(counted):
                totals[place] -= number


def row_of(key: RowKey, number: int, segment: Segment, note: RowNote | None) -> Row:
    """A segment with what was kept of it."""
    if note is None:
        return Row(key, number, segment, RowNote(segment.id, source=segment.source.text))
    changed = bool(note.source) and note.source != segment.source.text
    return Row(key, number, with_note(segment, note), note, changed)


def with_note(segment: Segment, note: RowNote) -> Segment:
    """The segment of the file as the desk left it."""
    if note.target is None and note.state is None:
        return segment
    target = segment.target if note.target is None else tagged(note.target, {tag.number for tag in segment.tags})
    return msgspec.structs.replace(segment, target=target, state=note.state or segment.state)


def as_now(row: Row, now: Row) -> Row:
    """A row as it was, with what was found out about it since: its place and its match."""
    note = msgspec.structs.replace(row.note, match=now.note.match, match_kind=now.note.match_kind)
    return msgspec.structs.replace(row, number=now.number, note=note)


def is_mine(row: Row) -> bool:
    """Whether somebody at this desk changed the row, and not a model or a memory alone."""
    note = row.note
    return note.origin.kind in _BY_HAND and (note.target is not None or note.state is not None)


_BY_HAND = frozenset({OriginKind.TYPED, OriginKind.FIX})
NO_ORIGIN = Origin()
_UNTRANSLATED = SegmentState.UNTRANSLATED


def _counted(row: Row, found: bool) -> tuple[int, ...]:
    """A row as it counts in `RowCounts`, in the order of its fields."""
    segment = row.segment
    if segment.locked:
        return (1, 0, 0, 0, 0, 0, 0, 0, 1)
    confirmed = segment.state in CONFIRMED
    empty = segment.target.is_empty
    words = len(segment.source.words.split())
    return (
        1, int(not confirmed and not empty), int(found), int(empty), int(is_mine(row)), int(confirmed),
        0 if confirmed else words, words, 0,
    )  # fmt: skip
