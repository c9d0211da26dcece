"""What the assistant works with: a place in the draft, a proposal for its words, and how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from desktop.core.brief import LANGUAGES
from desktop.core.draft import Draft
from desktop.core.errors import Problem
from desktop.core.wishes import Wish, WishName
from desktop.runtime.session import DraftSession, Place

if TYPE_CHECKING:
    from desktop.checks.difference import Piece

BESIDE = frozenset({WishName.CONTINUE, WishName.SUMMARISE, WishName.EXPLAIN, WishName.TRANSLATE})
"""Wishes whose text is another one, to be looked at as a whole, and no change of the words that stand there."""


class TextPlace(msgspec.Struct, frozen=True, eq=False):
    """A text of the draft: `read` finds it in a draft, `write` gives the session another one under a label of undo."""

    read: Callable[[Draft], str]
    write: Callable[[str, str], None]


def copy_place(session: DraftSession, field: str) -> TextPlace:
    """One field of the copy; of a list field each line is an item. Every writing is a step of undo of its own."""

    def read(draft: Draft) -> str:
        return draft.copy.text(field)

    def write(text: str, label: str) -> None:
        draft = session.draft
        is_list = not isinstance(draft.copy.fields.get(field, ""), str)
        value = tuple(text.split("\n") if text else ()) if is_list else text
        session.take(draft.copy.with_field(field, value), draft.sources, Place(f"copy.{field}"), label)

    return TextPlace(read, write)


def translation(language: str) -> Wish:
    """The wish for a language by its code, or by any name that the writer types for another one."""
    named = language.strip()
    if named.casefold() in LANGUAGES:
        return Wish(WishName.TRANSLATE, named.casefold())
    return Wish(WishName.FREE, f"Say all of this text in {named}, leave nothing out.")


class Decision(StrEnum):
    """What the writer said to a change."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Same(msgspec.Struct, frozen=True):
    """Words that both texts have."""

    text: str


class Change(msgspec.Struct, frozen=True):
    """Words of the old text and those of the new one in their place; one of them may be empty.

    `partner` is the number of the change with the other end of a sentence that was moved, -1 for none: both are
    accepted or rejected together, or the sentence would stand there twice or not at all.
    """

    old: str
    new: str
    partner: int = -1


Part = Same | Change


class Kept(msgspec.Struct, frozen=True):
    """A piece whose old text stays, in code points of the new text, and why."""

    start: int
    end: int
    reason: str


class Proposal(msgspec.Struct, frozen=True):
    """A new text for an old one as changes, with what was decided of each."""

    parts: tuple[Part, ...]
    decisions: tuple[Decision, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes in the order of the text; their numbers count from 0."""
        return tuple(part for part in self.parts if isinstance(part, Change))

    @property
    def old(self) -> str:
        """The text before anything was accepted."""
        return self._text(frozenset())

    @property
    def new(self) -> str:
        """The text with every change accepted."""
        return self._text(frozenset(Decision))

    @property
    def now(self) -> str:
        """The text as it stands in the draft: what is accepted is new, all else is old."""
        return self._text(frozenset({Decision.ACCEPTED}))

    @property
    def wanted(self) -> str:
        """The text as it will be when all that is open is accepted."""
        return self._text(frozenset({Decision.ACCEPTED, Decision.OPEN}))

    @property
    def open(self) -> tuple[int, ...]:
        """The numbers of the changes of which nothing was decided."""
        return tuple(at for at, decision in enumerate(self.decisions) if decision is Decision.OPEN)

    @property
    def accepted(self) -> int:
        """How many changes were accepted."""
        return sum(decision is Decision.ACCEPTED for decision in self.decisions)

    def with_decided(self, numbers: Iterable[int], decision: Decision) -> Proposal:
        """The same with this said to these changes, and to the other ends of sentences that were moved."""
        changes = self.changes
        chosen = set(numbers)
        chosen |= {changes[at].partner for at in chosen}
        decided = tuple(decision if at in chosen else each for at, each in enumerate(self.decisions))
        return msgspec.structs.replace(self, decisions=decided)

    def _text(self, takes_new: frozenset[Decision]) -> str:
        decisions = iter(self.decisions)
        return "".join(
            part.text if isinstance(part, Same) else part.new if next(decisions) in takes_new else part.old
            for part in self.parts
        )


def proposal_of(pieces: Sequence[Piece]) -> Proposal:
    """The proposal in a difference: what is gone and what is new in one place is one change."""
    parts: list[Part] = []
    moved: list[tuple[int, str]] = []
    old = new = ""

    def end_change() -> None:
        nonlocal old, new
        if old or new:
            parts.append(Change(old, new))
            old = new = ""

    for piece in pieces:
        gone, same = piece.op == "delete", piece.op == "same"
        if same or piece.moved:
            end_change()
        if same:
            parts.append(Same(piece.text))
        elif piece.moved:
            moved.append((len(parts), piece.text.strip()))
            parts.append(Change(piece.text, "") if gone else Change("", piece.text))
        elif gone:
            old += piece.text
        else:
            new += piece.text
    end_change()
    _pair(parts, moved)
    return Proposal(tuple(parts), (Decision.OPEN,) * sum(isinstance(part, Change) for part in parts))


def _pair(parts: list[Part], moved: list[tuple[int, str]]) -> None:
    """Tell the two ends of each sentence that was moved of one another."""
    numbers: dict[int, int] = {}
    for at, part in enumerate(parts):
        if isinstance(part, Change):
            numbers[at] = len(numbers)
    waiting: dict[tuple[str, bool], list[int]] = {}
    for at, text in moved:
        part = parts[at]
        if not isinstance(part, Change):
            continue
        gone = bool(part.old)
        others = waiting.get((text, not gone))
        if others:
            other = others.pop(0)
            partner = parts[other]
            if isinstance(partner, Change):
                parts[other] = Change(partner.old, partner.new, numbers[at])
            parts[at] = Change(part.old, part.new, numbers[other])
        else:
            waiting.setdefault((text, gone), []).append(at)


class Phase(StrEnum):
    """How far the assistant is."""

    IDLE = "idle"
    """It works on nothing."""
    READY = "ready"
    """It has words to work on, and is asked nothing."""
    ASKING = "asking"
    PROPOSED = "proposed"
    """Changes are there to be decided."""
    ANSWERED = "answered"
    """A text of its own is there: a summary, a translation, what goes on."""


class Assisted(msgspec.Struct, frozen=True):
    """All that is known of the words that the assistant works on.

    `text` is what streamed in so far, or the text beside the old one. `note` is a sentence on what is waited for, or on
    an answer that is not whole; `problem` is why there is none.
    """

    phase: Phase = Phase.IDLE
    wish: Wish | None = None
    text: str = ""
    proposal: Proposal | None = None
    kept: tuple[Kept, ...] = ()
    note: str = ""
    problem: Problem | None = None


def words_in(text: str) -> int:
    """How many words a text has."""
    return len(text.split())
