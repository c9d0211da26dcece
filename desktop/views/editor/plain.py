"""Plain text between Python and Qt: what is cleaned, and how Qt counts positions.

Qt counts UTF-16 units, findings count code points; Qt's `toPlainText` changes characters, `toRawText` does not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

PARAGRAPH_SEPARATOR = "\u2029"
"""What Qt puts between two blocks of a document."""

_UNSHOWABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
_LINE_BREAKS = "\r\n?|\u2029"


class Cleaned(NamedTuple):
    """A text that editor, database and files can hold, and how many characters had to go for that."""

    text: str
    removed: int


def clean(text: str) -> Cleaned:
    """Take out what nothing can show or keep (NUL and other controls, lone surrogates, noncharacters).

    Line breaks of all systems become `\\n`; every other character stays as it is, also those that look like a space.
    """
    if "\r" in text or PARAGRAPH_SEPARATOR in text:
        text = re.sub(_LINE_BREAKS, "\n", text)
    if re.search(_UNSHOWABLE, text) is None:
        return Cleaned(text, 0)
    shown, removed = re.subn(_UNSHOWABLE, "", text)
    return Cleaned(shown, removed)


def units(text: str) -> int:
    """The length of a text as Qt counts it, in UTF-16 units."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def code_points(text: str, count: int) -> int:
    """How many code points of `text` the first `count` UTF-16 units hold; half a pair counts as the whole."""
    if text.isascii():
        return min(count, len(text))
    head = text.encode("utf-16-le", "surrogatepass")[: count * 2].decode("utf-16-le", "surrogatepass")
    return len(head)


def in_pieces(line: str, longest: int, piece: int) -> list[str]:
    """A line of more than `longest` characters as pieces of about `piece`, cut behind a space where there is one."""
    if len(line) <= longest:
        return [line]
    pieces: list[str] = []
    start = 0
    while len(line) - start > piece:
        space = line.rfind(" ", start + piece // 2, start + piece)
        end = space + 1 if space >= 0 else start + piece
        pieces.append(line[start:end])
        start = end
    pieces.append(line[start:])
    return pieces
