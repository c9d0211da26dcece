"""What is shown of a proposal: the words of the old text and of the new one in one line of reading, and the chips.

Nothing of it stands in a document: each run says where its words stand in the draft, if they do.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from desktop.runtime.assisting_values import Change, Decision, Kept, Proposal, Same

BREAK = "\u2028"
"""What a line break is in one layout."""
HOLDER = "\u00a0"
"""The character over which a chip or a sign is painted: the line breaks before and behind it only at a space."""
_PARAGRAPH, _SPACE = "¶", "␣"
_CLOSING = frozenset(".,;:!?)]}…»”’")


class RunKind(StrEnum):
    """How a run is shown."""

    SAME = "same"
    GONE = "gone"
    ADDED = "added"
    CHIP = "chip"
    """✓ and ✗ for a change that is open."""
    TICK = "tick"
    """A small ✓ behind a change that was accepted."""
    GAP = "gap"


class Run(msgspec.Struct, frozen=True):
    """A run of what is shown; `at` is its code point in the text of the draft (-1: it does not stand there).

    `number` is that of its change (-1: none), `kept` says that these words kept their old text where others changed.
    """

    kind: RunKind
    text: str
    number: int = -1
    at: int = -1
    kept: bool = False


def runs_of(before: str, proposal: Proposal, after: str, at: int, kept: tuple[Kept, ...] = ()) -> tuple[Run, ...]:
    """The runs for a proposal between the words `before` and `after` it; `before` begins at code point `at`."""
    made = _Maker(at)
    made.same(before)
    new = 0
    number = -1
    for place, part in enumerate(proposal.parts):
        following = _first(proposal, place + 1, after)
        if isinstance(part, Same):
            for text, is_kept in _split(part.text, new, kept):
                made.same(text, kept=is_kept)
            new += len(part.text)
            continue
        number += 1
        new += len(part.new)
        made.change(part, number, proposal.decisions[number], following)
    made.same(after)
    return tuple(run for run in made.runs if run.text)


class _Maker:
    def __init__(self, at: int) -> None:
        self.runs: list[Run] = []
        self._at = at

    def same(self, text: str, number: int = -1, *, kept: bool = False) -> None:
        """Words that stand in the draft."""
        self.runs.append(Run(RunKind.SAME, text, number, self._at, kept))
        self._at += len(text)

    def change(self, change: Change, number: int, decision: Decision, following: str) -> None:
        """A change as it stands: open with its chip, accepted with a tick, rejected as the old words."""
        if decision is Decision.REJECTED:
            self.same(change.old, number)
            return
        if decision is Decision.ACCEPTED:
            lead, core, tail = _parted(change.new)
            self.same(lead + core, number)
            self._put(RunKind.TICK, HOLDER, number)
            self.same(tail, number)
            self._end(tail or following)
            return
        lead, core, tail = _parted(change.old)
        new_lead, new_core, new_tail = _parted(change.new)
        self.same(lead, number)
        if change.old:
            self.runs.append(Run(RunKind.GONE, core or _sign(change.old), number, self._at if core else -1))
            self._at += len(core)
        if change.old and change.new:
            self._put(RunKind.GAP, " ", number)
        if change.new:
            shown = _breaks(new_lead, lead) + (new_core or _sign(change.new)) if change.old else new_core
            if not change.old:
                self._put(RunKind.GAP, new_lead, number)
            self._put(RunKind.ADDED, shown or _sign(change.new), number)
        self._put(RunKind.GAP, HOLDER, number)  # the chip stays on the line of the last word
        self._put(RunKind.CHIP, HOLDER, number)
        if change.old:
            self.same(tail, number)
        elif new_tail:
            self._put(RunKind.GAP, new_tail, number)
        self._end((tail if change.old else new_tail) or following)

    def _put(self, kind: RunKind, text: str, number: int) -> None:
        self.runs.append(Run(kind, text, number))

    def _end(self, following: str) -> None:
        """A gap, unless what follows begins with one or closes the sentence."""
        if following and not following[0].isspace() and following[0] not in _CLOSING:
            self._put(RunKind.GAP, " ", -1)


def _first(proposal: Proposal, place: int, after: str) -> str:
    """The text that follows a part."""
    for part in proposal.parts[place : place + 1]:
        if isinstance(part, Same):
            return part.text
        return part.old or part.new
    return after


def _parted(text: str) -> tuple[str, str, str]:
    """White space before, words, white space behind; of white space alone all is before."""
    core = text.strip()
    if not core:
        return "", "", text
    start = text.index(core)
    return text[:start], core, text[start + len(core) :]


def _sign(space: str) -> str:
    """A sign for white space that is a change by itself."""
    return _PARAGRAPH if "\n" in space else _SPACE


def _breaks(new: str, old: str) -> str:
    """A sign before words that begin a paragraph of their own now."""
    return f"{_PARAGRAPH} " if "\n" in new and "\n" not in old else ""


def _split(text: str, at: int, kept: tuple[Kept, ...]) -> Iterator[tuple[str, bool]]:
    """A text in the runs that were kept and those that were not; `at` is its place in the new text."""
    done = 0
    for each in kept:
        start, end = max(done, each.start - at), min(len(text), each.end - at)
        if start < end:
            yield text[done:start], False
            yield text[start:end], True
            done = end
    yield text[done:], False
