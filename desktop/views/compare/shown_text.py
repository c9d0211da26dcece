"""A text as a column shows it: with the words that were left out in their places, and where everything stands.

The text of a column is what the writer may take; the shown one has the words of the base besides. All places are code
points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

import msgspec

_ADD, _DELETE = "add", "delete"


class PieceLike(Protocol):
    """A run of text that both have, or one of them; `op` is `same`, `add` or `delete`."""

    @property
    def op(self) -> str:
        """What happened to it."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def moved(self) -> bool:
        """Whether it stands elsewhere in the other text."""


class ChangeKind(StrEnum):
    """What is said of a run of words."""

    ADDED = "added"
    LEFT_OUT = "left_out"
    MOVED_HERE = "moved_here"
    MOVED_AWAY = "moved_away"
    SHARED = "shared"


GONE = frozenset({ChangeKind.LEFT_OUT, ChangeKind.MOVED_AWAY})
"""Words that the column's own text does not have."""


class Change(msgspec.Struct, frozen=True, gc=False):
    """A marked run of the shown text."""

    start: int
    end: int
    kind: ChangeKind


class ShownText(msgspec.Struct, frozen=True):
    """A text with what is marked in it; `gaps` are the places of the text before which foreign words stand."""

    text: str
    own: str
    changes: tuple[Change, ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()

    def position(self, offset: int, *, end: bool = False) -> int:
        """Where a place of the text is shown; as the end of a span it stands before the foreign words there."""
        at = (bisect_left if end else bisect_right)(self.gaps, offset, key=lambda gap: gap[0])
        return offset + sum(length for _, length in self.gaps[:at])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the text is shown."""
        first = self.position(start)
        return first, max(first, self.position(end, end=True))

    def offset(self, position: int) -> int:
        """The place of the text at a place of what is shown; within foreign words it is the one behind them."""
        shift = 0
        for at, length in self.gaps:
            if position < at + shift:
                break
            if position < at + shift + length:
                return at
            shift += length
        return min(max(0, position - shift), len(self.own))


def plain(text: str, spans: Sequence[tuple[int, int]] = ()) -> ShownText:
    """The text as it is; `spans` are what it shares with all others."""
    return ShownText(text, text, tuple(Change(start, end, ChangeKind.SHARED) for start, end in spans))


def compared(pieces: Sequence[PieceLike], own: str) -> ShownText:
    """The text against its base, by the pieces of their difference; words that came since stand at the end."""
    parts: list[str] = []
    changes: list[Change] = []
    gaps: list[tuple[int, int]] = []
    length = offset = 0
    gone = ""
    for piece in pieces:
        if piece.op == _DELETE:
            gone = " ".join(piece.text.split("\n"))
            kind = ChangeKind.MOVED_AWAY if piece.moved else ChangeKind.LEFT_OUT
            changes += _trimmed(gone, length, kind)
            gaps.append((offset, len(gone)))
            parts.append(gone)
            length += len(gone)
            continue
        if gone and not (gone[-1:].isspace() or piece.text[:1].isspace()) and piece.op == _ADD:
            parts.append(" ")  # or the old and the new word read as one
            gaps[-1] = (gaps[-1][0], gaps[-1][1] + 1)
            length += 1
        gone = ""
        if piece.op == _ADD:
            kind = ChangeKind.MOVED_HERE if piece.moved else ChangeKind.ADDED
            changes += _trimmed(piece.text, length, kind)
        parts.append(piece.text)
        length += len(piece.text)
        offset += len(piece.text)
    parts.append(own[offset:])
    return ShownText("".join(parts), own, tuple(changes), tuple(gaps))


def _trimmed(words: str, at: int, kind: ChangeKind) -> tuple[Change, ...]:
    """The change without the white space at its ends, which would be underlined for nothing."""
    start = at + len(words) - len(words.lstrip())
    end = at + len(words.rstrip())
    return (Change(start, end, kind),) if start < end else ()


def without_rest(pieces: Sequence[PieceLike]) -> Sequence[PieceLike]:
    """The pieces of a text that is still being written: what the base has behind its end is not left out yet."""
    end = len(pieces)
    while end and pieces[end - 1].op == _DELETE:
        end -= 1
    return pieces[:end]
