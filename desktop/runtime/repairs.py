"""What was put right after a model had written it, as changes that can be looked at and taken back one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.copy import FieldValue
from desktop.core.words import tr
from desktop.runtime.fields import is_list_field
from desktop.runtime.session import DraftSession, Place
from desktop.runtime.splices import splice

_LONGEST = 20_000
"""Characters up to which two texts are compared by word; the time it takes grows with the square."""
_CONTEXTS = (24, 12, 6)
"""How many characters around a piece tell it from others; the fewer, the nearer a text may be edited."""
_BREAK = re.compile(r"[.!?…][\"”’')\]]*(?:\s|$)|\n")
_LAST_WORD = re.compile(r"\S+(?=\s*\Z)")
_FIRST_WORD = re.compile(r"\S+")


class Repair(msgspec.Struct, frozen=True):
    """A field before and after it was put right; a list has one item a line. `reason` is a sentence for the writer."""

    field: str
    before: str
    after: str
    reason: str


class PutRight(msgspec.Struct, frozen=True):
    """A piece of a field that was put right and still stands: code points `start` to `end` were `before`.

    `id` stays the same while the draft is on the desk. `shown` are the words to be marked: the piece itself, or the
    word beside it where something was only left out; of no length when there is no word.
    """

    id: str
    field: str
    start: int
    end: int
    before: str
    after: str
    reason: str
    shown: tuple[int, int]


class Change(msgspec.Struct, frozen=True):
    """Code points `start` to `end` of a new text, and what stood there in the old one."""

    start: int
    end: int
    before: str


class Repairs(QObject):
    """The repairs of the draft on the desk, as long as it is there."""

    changed = Signal()

    def __init__(self, session: DraftSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._repairs: dict[str, list[Repair]] = {}
        self._pieces: dict[str, list[tuple[Change, str]]] = {}
        session.opened.connect(self._on_opened)

    @property
    def all(self) -> tuple[Repair, ...]:
        """Every repair, field by field in the order in which they were made."""
        return tuple(repair for repairs in self._repairs.values() for repair in repairs)

    def add(self, repair: Repair) -> None:
        """Keep a repair; several of one field build on each other."""
        self._repairs.setdefault(repair.field, []).append(repair)
        self._pieces.pop(repair.field, None)
        self.changed.emit()

    def forget(self, field: str) -> None:
        """The field is written anew."""
        self._pieces.pop(field, None)
        if self._repairs.pop(field, None):
            self.changed.emit()

    def standing(self) -> tuple[PutRight, ...]:
        """The pieces whose words stand in the draft, field by field in the order of the text."""
        copy = self._session.handed_in.copy
        return tuple(piece for field in self._repairs for piece in self._standing_in(field, copy.text(field)))

    def put_back(self, piece_id: str) -> bool:
        """Put the words of before in the place of a piece, as a change that can be undone; `False` when it is gone."""
        copy = self._session.draft.copy  # with what was typed just now
        piece = next((each for each in self.standing() if each.id == piece_id), None)
        if piece is None or self._session.locked:
            return False
        text = copy.text(piece.field)
        value = value_of(piece.field, text[: piece.start] + piece.before + text[piece.end :])
        place = Place(f"repair.{piece_id}")  # of its own, so that two of them are two steps of undo
        self._session.set_copy(copy.with_field(piece.field, value), place, tr("Put back"))
        self.changed.emit()
        return True

    def _standing_in(self, field: str, text: str) -> Iterator[PutRight]:
        if field not in self._pieces:
            self._pieces[field] = _pieces(self._repairs[field])
        final = self._repairs[field][-1].after
        for number, (change, reason) in enumerate(self._pieces[field]):
            start = placed(change, final, text)
            if start is not None:
                end = start + change.end - change.start
                yield PutRight(
                    f"{field}:{number}", field, start, end, change.before, text[start:end], reason,
                    (start, end) if end > start else _beside(text, start),
                )  # fmt: skip

    def _on_opened(self, _draft: object) -> None:
        self._repairs.clear()
        self._pieces.clear()
        self.changed.emit()


def value_of(field: str, text: str) -> FieldValue:
    """The value of a field whose text has one item a line if it is a list."""
    return tuple(line for line in text.split("\n") if line.strip()) if is_list_field(field) else text


def changes(old: str, new: str) -> list[Change]:
    """What is different in `new`, joined by sentence: a sentence with three new words is one change."""
    if max(len(old), len(new)) > _LONGEST:
        one = splice(old, new)
        return [Change(one.start, one.start + len(one.text), old[one.start : one.end])] if old != new else []
    from desktop.checks.difference import Op, difference  # its library takes time that a window does not wait for

    found: list[Change] = []
    at, gap = 0, ""
    for piece in difference(old, new):
        if piece.op is Op.SAME:
            at += len(piece.text)
            gap = piece.text
            continue
        before, length = (piece.text, 0) if piece.op is Op.DELETE else ("", len(piece.text))
        last = found[-1] if found else None
        if last is not None and last.end + len(gap) == at and not _BREAK.search(gap):
            found[-1] = Change(last.start, at + length, last.before + gap + before)
        else:
            found.append(Change(at, at + length, before))
        at, gap = at + length, ""
    return found


def placed(change: Change, was: str, now: str) -> int | None:
    """Where the words of a change of the text `was` begin in the text `now`; `None` when they are gone."""
    if was == now:
        return change.start
    edit = splice(was, now)
    words = was[change.start : change.end]
    if change.end < edit.start:
        return change.start
    if change.start > edit.end:
        return change.start + len(now) - len(was)
    for reach in _CONTEXTS:
        head = was[max(0, change.start - reach) : change.start]
        around = head + words + was[change.end : change.end + reach]
        if around and now.count(around) == 1:
            return now.index(around) + len(head)
    return None


def _pieces(repairs: list[Repair]) -> list[tuple[Change, str]]:
    """What the repairs of a field together changed, each with the reasons of those that did it."""
    final = repairs[-1].after
    spans: list[tuple[int, int, str]] = []
    for number, repair in enumerate(repairs):
        later = [each.after for each in repairs[number:]]
        spans.extend(
            (_carried(each.start, later), _carried(each.end, later), repair.reason)
            for each in changes(repair.before, repair.after)
        )
    pieces: list[tuple[Change, str]] = []
    for change in changes(repairs[0].before, final):
        reasons = [reason for start, end, reason in spans if start <= change.end and change.start <= end]
        pieces.append((change, " ".join(dict.fromkeys(reasons)) or repairs[-1].reason))
    return pieces


def _carried(offset: int, texts: list[str]) -> int:
    """A place in the first text where it is in the last one."""
    for old, new in pairwise(texts):
        grown = 0
        for change in changes(old, new):
            start = change.start - grown
            if offset <= start:
                break
            if offset < start + len(change.before):
                offset = start
                break
            grown += change.end - change.start - len(change.before)
        offset += grown
    return offset


def _beside(text: str, at: int) -> tuple[int, int]:
    """The word before a place, else the one behind it."""
    found = _LAST_WORD.search(text, 0, at) or _FIRST_WORD.search(text, at)
    return found.span() if found is not None else (at, at)
