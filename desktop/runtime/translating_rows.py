"""What the writer does to rows: typing, confirming, states, inserting, splitting, remarks, fixes, replacing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from desktop.core.errors import CopydeskError
from desktop.core.moment import timestamp
from desktop.core.reshaping import join_with_next, split_at
from desktop.core.segment import SegmentState, TaggedText, tagged
from desktop.core.translation import (
    Comment,
    MemoryUnit,
    Origin,
    OriginKind,
    Reshaping,
    Row,
    RowKey,
    TranslationError,
)
from desktop.core.translation_finding import SegmentFinding, Side
from desktop.core.words import tr, trn
from desktop.runtime.translating_looking_up import LookingUp
from desktop.runtime.translating_searching import found_in, replaced_in
from desktop.runtime.translating_sheet import is_mine
from desktop.runtime.translating_undo import RowStep
from desktop.runtime.translating_values import CONFIRMED, Occurrence, RowSearch
from desktop.runtime.translating_words import (
    fitting,
    inserted,
    next_number,
    next_tag,
    remarks_of,
    silenced_as,
    typed_state,
)

if TYPE_CHECKING:
    from desktop.store.store import Store

_EXACT = 100
_AT_ONCE = 1000


class RowActions(LookingUp):
    """Every one of these is a step that can be undone; locked rows stay as they are."""

    # Typing and states

    def edit(self, key: RowKey, text: str) -> None:
        """The target as it is typed, tags as `{1}`; letters that follow each other are one step of undo."""
        row = self._open_row(key)
        if row is None:
            return
        target = tagged(text, _numbers(row))
        if target != row.segment.target:
            self.apply(tr("Type"), [self._typed(row, target)], key, typed=True)

    def confirm(self, key: RowKey) -> None:
        """Vouch for a row and go to the next open one.

        It becomes reviewed, goes into the first memory that may be written, and its target into the rows with the same
        source that nobody vouches for or wrote. Who confirms what is confirmed already approves it.
        """
        row = self._open_row(key)
        if row is None:
            return
        if row.segment.target.is_empty:
            self.said.emit(tr("There is no translation to confirm yet."))
            return
        state = SegmentState.APPROVED if row.segment.state in CONFIRMED else SegmentState.REVIEWED
        confirmed = self._with_target(row, row.segment.target, state, row.note.origin)
        others = [self._repeated(each, row) for each in self._repetitions(row)]
        self.apply(tr("Confirm"), [confirmed, *others], key)
        self._check_now(key)
        self._remember_pairs([confirmed])
        if others:
            self.said.emit(trn("{n} repetition filled in.", "{n} repetitions filled in.", len(others)))
        self.next_open()

    def set_state(self, keys: Iterable[RowKey], state: SegmentState) -> None:
        """Give rows a state; one without a translation is only untranslated or rejected.

        What is confirmed by it goes into the memory.
        """
        bare = frozenset({SegmentState.UNTRANSLATED, SegmentState.REJECTED})
        rows = [row for row in self._open_rows(keys) if state in bare or not row.segment.target.is_empty]
        changed = [self._with_target(row, row.segment.target, state, row.note.origin) for row in rows]
        self.apply(tr("State"), changed)
        if state in CONFIRMED:
            self._remember_pairs(changed)

    def copy_source(self, key: RowKey) -> None:
        """The source as the target, tags and all."""
        row = self._open_row(key)
        if row is not None:
            self.apply(tr("Copy the source"), [self._typed(row, row.segment.source)], key)

    def clear(self, key: RowKey) -> None:
        """No target."""
        row = self._open_row(key)
        if row is not None:
            self.apply(tr("Clear"), [self._typed(row, TaggedText())], key)

    # Inserting

    def insert_match(self, key: RowKey, n: int) -> None:
        """The target of the n-th suggestion (from 1) in the place of the row's own."""
        row = self._open_row(key)
        matches = self.suggestions(key)
        if row is None or not 1 <= n <= len(matches):
            return
        match = matches[n - 1]
        target = fitting(match.target, row.segment)
        origin = Origin(OriginKind.MEMORY, by=match.by, memory=match.memory, percent=match.percent)
        state = SegmentState.TRANSLATED if match.percent >= _EXACT else SegmentState.DRAFT
        self.apply(tr("Insert a match"), [self._with_target(row, target, state, origin)], key)

    def insert_text(self, key: RowKey, text: str, at: int = -1) -> int:
        """Words put into the target at a code point (-1: its end); the code point after them."""
        row = self._open_row(key)
        if row is None or not text:
            return at
        whole, after = inserted(row.segment.target, text, at)
        self.apply(tr("Insert"), [self._typed(row, tagged(whole, _numbers(row)))], key)
        return after

    def insert_term(self, key: RowKey, n: int, at: int = -1) -> int:
        """The target of the n-th term (from 1) that stands in the source; the code point after it."""
        found = dict.fromkeys(hit.term for hit in self.term_hits(key) if hit.in_source and hit.term.target)
        terms = list(found)
        return self.insert_text(key, terms[n - 1].target, at) if 1 <= n <= len(terms) else at

    def insert_number(self, key: RowKey, at: int = -1) -> int:
        """The next number of the source that the target has not, as the source writes it; the code point after it."""
        row = self._sheet.rows.get(key)
        return self.insert_text(key, next_number(row.segment), at) if row is not None else at

    def insert_tag(self, key: RowKey, at: int = -1) -> int:
        """The next tag of the source that the target has not; the code point after it."""
        row = self._sheet.rows.get(key)
        return self.insert_text(key, next_tag(row.segment), at) if row is not None else at

    # Splitting and joining

    def split(self, key: RowKey, at: int) -> None:
        """Split a row at a code point of its source; its target goes to the first part. A joined one comes apart."""
        row = self._open_row(key)
        if row is None:
            return
        opened = self._sheet.files[key.file]
        try:
            shape = split_at(row.segment, self._sheet.base_of(key), opened.file.reshaped, at)
        except CopydeskError as error:
            self.failed.emit(error.problem)
            return
        self._shape(tr("Split"), key, shape)

    def join(self, key: RowKey) -> None:
        """Join a row with the one after it, where both are in one paragraph of the file."""
        row = self._open_row(key)
        if row is None:
            return
        opened = self._sheet.files[key.file]
        try:
            shape = join_with_next(opened.segments, opened.file.reshaped, key.segment)
        except CopydeskError as error:
            self.failed.emit(error.problem)
            return
        self._shape(tr("Join"), key, shape)

    def _shape(self, label: str, key: RowKey, shape: tuple[Reshaping, ...]) -> None:
        """Reshape a file; the words that stood in the rows that go stand in those that come."""
        before, places = dict(self._sheet.rows), self._sheet.places
        shape_before = self._sheet.files[key.file].file.reshaped
        made = self._reshape(key.file, shape)
        rows = self._sheet.rows
        gone = {*(before.keys() - rows.keys()), *(each for each in made if each in before)}
        old = {each: before[each] for each in sorted(gone, key=places.__getitem__)}
        new = {each: rows[each] for each in made}
        words = [row for row in old.values() if not row.segment.target.is_empty]
        first = next(iter(new.values()))
        text = " ".join(row.segment.target.text.strip() for row in words)
        target = tagged(text, _numbers(first))
        bare = SegmentState.UNTRANSLATED
        moved = {each: self._with_target(row, TaggedText(), bare, Origin()) for each, row in new.items()}
        state = SegmentState.UNTRANSLATED if target.is_empty else SegmentState.DRAFT
        origin = words[0].note.origin if words else Origin()
        moved[first.key] = self._with_target(first, target, state, origin, **remarks_of(old.values()))
        step = RowStep(label, first.key, old, moved, {key.file: shape_before}, {key.file: shape})
        self._undo.note(step)
        self._put(moved)
        self._keeping.flush()  # at once: a file that is kept split without its words would seem to have lost them
        self.undo_changed.emit()
        self.go(first.key)

    # Remarks and errors

    def comment(self, key: RowKey, text: str) -> None:
        """A remark on a row, signed and dated; also on a locked one."""
        row = self._sheet.rows.get(key)
        if row is not None and text.strip():
            said = Comment(text.strip(), self.person, timestamp())
            self.apply(tr("Comment"), [self._with_note(row, comments=(*row.note.comments, said))], key)

    def uncomment(self, key: RowKey, comment: Comment) -> None:
        """Take a remark away."""
        row = self._sheet.rows.get(key)
        if row is not None:
            left = tuple(each for each in row.note.comments if each != comment)
            self.apply(tr("Comment"), [self._with_note(row, comments=left)], key)

    def mark_error(self, key: RowKey, error: TranslationError) -> None:
        """Mark an error in a row; it is signed and dated here."""
        row = self._sheet.rows.get(key)
        if row is not None:
            signed = msgspec.structs.replace(error, by=error.by or self.person, at=error.at or timestamp())
            self.apply(tr("Mark an error"), [self._with_note(row, errors=(*row.note.errors, signed))], key)

    def unmark_error(self, key: RowKey, error: TranslationError) -> None:
        """Take a marked error away."""
        row = self._sheet.rows.get(key)
        if row is not None:
            left = tuple(each for each in row.note.errors if each != error)
            self.apply(tr("Mark an error"), [self._with_note(row, errors=left)], key)

    # Findings

    def apply_fix(self, key: RowKey, finding: SegmentFinding, n: int = 1) -> None:
        """Put the n-th fix (from 1) of a finding in the place of its words."""
        row = self._open_row(key)
        if row is None or not 1 <= n <= len(finding.fixes) or finding.side is not Side.TARGET:
            return
        text = row.segment.target.text
        if text[finding.start : finding.end] != finding.text:
            self.said.emit(tr("The words have changed since they were checked."))
            return
        whole = text[: finding.start] + finding.fixes[n - 1] + text[finding.end :]
        self.apply(tr("Fix"), [self._typed(row, tagged(whole, _numbers(row)), OriginKind.FIX)], key)
        self._check_now(key)

    def silence(self, finding: SegmentFinding, key: RowKey | None = None) -> None:
        """Say no more of this finding in this row; without `key` it is one of the file of the current row."""
        if key is None and self._current is not None:
            key = RowKey(self._current.file, finding.segment)
        row = self._sheet.rows.get(key) if key is not None else None
        if row is not None:
            silenced = tuple(dict.fromkeys((*row.note.silenced, silenced_as(finding))))
            self.apply(tr("Silence"), [self._with_note(row, silenced=silenced)], key)

    # Finding and replacing

    def occurrences(self, search: RowSearch) -> list[Occurrence]:
        """Where the words stand, in the order of what is shown, then of the files; a wrong expression by `failed`."""
        keys = self._order if search.shown else self._sheet.keys
        try:
            return found_in([self._sheet.rows[key] for key in keys], search)
        except CopydeskError as error:
            self.failed.emit(error.problem)
            return []

    def replace(self, search: RowSearch, with_: str, keys: Sequence[RowKey] | RowKey | None = None) -> int:
        """Replace the words in the targets of these rows (none: all that are searched), as one step; how many times.

        In a regular expression `\\1` stands for its first group. Tags stay, and what is found within one is left.
        """
        wanted = [keys] if isinstance(keys, RowKey) else keys
        rows = self._open_rows(wanted if wanted is not None else self._order if search.shown else self._sheet.keys)
        try:
            found = replaced_in(rows, search, with_)
        except CopydeskError as error:
            self.failed.emit(error.problem)
            return 0
        self.apply(tr("Replace"), [self._typed(row, target) for row, target, _ in found])
        count = sum(each[2] for each in found)
        self.said.emit(trn("{n} place replaced.", "{n} places replaced.", count))
        return count

    # What they are made of

    def _check_now(self, key: RowKey) -> None:
        """Have a row checked without waiting for a pause."""

    def _open_row(self, key: RowKey) -> Row | None:
        row = self._sheet.rows.get(key)
        if row is not None and row.segment.locked:
            self.said.emit(tr("This segment is locked."))
            return None
        return row

    def _open_rows(self, keys: Iterable[RowKey]) -> list[Row]:
        rows = (self._sheet.rows.get(key) for key in keys)
        return [row for row in rows if row is not None and not row.segment.locked]

    def _typed(self, row: Row, target: TaggedText, kind: OriginKind = OriginKind.TYPED) -> Row:
        base = self._sheet.base[row.key]
        state = base.state if target == base.target else typed_state(row.segment.state, target)
        return self._with_target(row, target, state, Origin(kind, by=self.person))

    def _with_note(self, row: Row, **changes: object) -> Row:
        return msgspec.structs.replace(row, note=self._noted(row, **changes))

    def _repetitions(self, row: Row) -> list[Row]:
        """The rows with the same source that nobody vouches for or wrote, and that are not the same already."""
        same = (self._sheet.rows[key] for key in self._sheet.same_source(row.key) if key != row.key)
        return [
            each
            for each in same
            if each.segment.state not in CONFIRMED
            and not each.segment.locked
            and (each.segment.target.is_empty or not is_mine(each))
            and each.segment.target != row.segment.target
            and set(row.segment.target.numbers) <= _numbers(each)
        ]

    def _repeated(self, row: Row, like: Row) -> Row:
        origin = Origin(OriginKind.REPETITION, by=self.person)
        return self._with_target(row, like.segment.target, SegmentState.TRANSLATED, origin)

    def _remember_pairs(self, rows: Sequence[Row]) -> None:
        """Keep confirmed rows in the first memory that may be written."""
        job = self._job
        memory = next((each.memory for each in job.memories if not each.read_only), 0) if job is not None else 0
        if not memory or not rows:
            return
        units = [self._unit(row) for row in rows]

        def work(store: Store) -> int:
            return sum(store.add_units(memory, units[at : at + _AT_ONCE]) for at in range(0, len(units), _AT_ONCE))

        self._services.store.submit(work, lambda _count: self._looked_stale(), self._tell)

    def _unit(self, row: Row) -> MemoryUnit:
        before, after = self._sheet.around(row.key)
        segment = row.segment
        return MemoryUnit(segment.source.text, segment.target.text, before, after, self.person, timestamp())


def _numbers(row: Row) -> set[int]:
    return {tag.number for tag in row.segment.tags}
