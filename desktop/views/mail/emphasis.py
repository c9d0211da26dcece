"""Puts Markdown's signs around chosen words, or takes them away again."""

from __future__ import annotations

from typing import NamedTuple

STRONG, EMPHASIS = "**", "*"


class Emphasised(NamedTuple):
    """A run of a text to be written over: from, to, with what, and which words of it are chosen then."""

    start: int
    end: int
    text: str
    first: int
    last: int


def toggled(text: str, start: int, end: int, sign: str) -> Emphasised:
    """The words from code point `start` to `end` with the signs around them, or without those that are there.

    Blanks at the edges stay outside, as Markdown wants it; without any word the signs stand side by side.
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    width = len(sign)
    words = text[start:end]
    if _has_around(text, start, end, sign):
        return Emphasised(start - width, end + width, words, start - width, end - width)
    if len(words) > 2 * width and words.startswith(sign) and words.endswith(sign):
        return Emphasised(start, end, words[width:-width], start, end - 2 * width)
    return Emphasised(start, end, f"{sign}{words}{sign}", start + width, end + width)


def _has_around(text: str, start: int, end: int, sign: str) -> bool:
    """Whether just these signs stand around the words: two stars are no emphasis, but three are."""
    if sign == STRONG:
        return text[:start].endswith(STRONG) and text[end:].startswith(STRONG)
    before = len(text[:start]) - len(text[:start].rstrip("*"))
    after = len(text[end:]) - len(text[end:].lstrip("*"))
    return before % 2 == 1 and after % 2 == 1
