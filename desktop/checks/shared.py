"""What several texts have in common: runs of words that stand in every one of them."""

from __future__ import annotations

import string
from collections.abc import Sequence

from desktop.checks.difference import Op, difference

_LEAST_WORDS = 2
_ENDS = string.whitespace + ".,;:!?…)]”’"


def shared(texts: Sequence[str]) -> tuple[tuple[tuple[int, int], ...], ...]:
    """For each text the spans (code points) of what all of them say in the same order, each of two words at least.

    Nothing is shared by fewer than two texts, nor with an empty one.
    """
    if len(texts) < 2 or not all(text.strip() for text in texts):
        return tuple(() for _ in texts)
    first = texts[0]
    common = [(0, len(first))]
    for text in texts[1:]:
        common = _both(common, [span for span, _ in _same(first, text)])
    common = [(start, end) for start, end in common if len(first[start:end].split()) >= _LEAST_WORDS]
    return (
        tuple(_trimmed(first, span) for span in common),
        *(tuple(_carried(text, common, _same(first, text))) for text in texts[1:]),
    )


def _same(old: str, new: str) -> list[tuple[tuple[int, int], int]]:
    """Runs that both texts have: the span in the old one, and how far it is shifted in the new one."""
    found = []
    before = after = 0
    for piece in difference(old, new):
        size = len(piece.text)
        if piece.op is Op.SAME:
            found.append(((before, before + size), after - before))
        before += size if piece.op is not Op.ADD else 0
        after += size if piece.op is not Op.DELETE else 0
    return found


def _both(ones: list[tuple[int, int]], others: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that lie in both lists."""
    return [
        (max(start, begin), min(end, stop))
        for start, end in ones
        for begin, stop in others
        if max(start, begin) < min(end, stop)
    ]


def _carried(
    text: str, common: list[tuple[int, int]], same: list[tuple[tuple[int, int], int]]
) -> list[tuple[int, int]]:
    """The spans of the first text where they stand in another one."""
    return [
        _trimmed(text, (start + shift, end + shift))
        for start, end in common
        for (begin, stop), shift in same
        if begin <= start and end <= stop
    ]


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The span without white space at its ends, nor signs that end what stands before it."""
    part = text[span[0] : span[1]]
    return span[0] + len(part) - len(part.lstrip(_ENDS)), span[0] + len(part.rstrip())
