"""How much of a subject and a preheader an inbox shows: on a desktop, and on a phone.

A line is as long as its letters are wide, so it is measured, with the widths of Arial: the fonts of the usual clients
(Roboto, San Francisco, Segoe) are within some percent of it. The rooms are those of a list beside an open mail
(Outlook, Apple Mail) and of Gmail's list on a telephone 360 wide, both in letters of 14 pixels.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

DESKTOP_PX, PHONE_PX = 320, 250
"""The room for a line, in CSS pixels, at letters of `LETTERS_PX`."""
LETTERS_PX = 14
PHONE_LINES = 2
"""Lines of the preheader that a phone shows."""

_ELLIPSIS = "…"
_LONGEST = 400
"""Characters; no inbox shows more, and a pasted book is not to be measured."""
_INVISIBLE = re.compile(r"[\u034f\u200b\u200c\u200e\u200f\u2060\ufeff\u00ad]+|(?<!\S)\u200d+(?!\S)")
"""A joiner between two signs makes one of them, as in families and professions; by itself it is filler."""


class Shown(msgspec.Struct, frozen=True):
    """What is shown of a text, line by line: `count` of its `total` characters."""

    lines: tuple[str, ...]
    count: int
    total: int

    @property
    def whole(self) -> bool:
        """Whether nothing is cut off."""
        return self.count >= self.total


def shown(text: str, room: int, lines: int = 1) -> Shown:
    """What of a text fits into so many lines, each `room` CSS pixels wide; cut at a letter, as inboxes do."""
    line = " ".join(_INVISIBLE.sub("", text).split())
    total = len(line)
    rest = line[:_LONGEST]
    found: list[str] = []
    for number in range(1, lines + 1):
        if _fits(rest, room) and len(line) <= _LONGEST:
            found.append(rest)
            return Shown(tuple(each for each in found if each), total, total)
        if number == lines:
            kept = _fitting(rest, room, _ELLIPSIS).rstrip()
            found.append(kept + _ELLIPSIS)
            break
        head = _fitting(rest, room)
        space = head.rfind(" ")
        if space > 0 and not rest[len(head) :].startswith(" "):
            head = head[:space]
        found.append(head.strip())
        rest = rest[len(head) :].lstrip()
    count = sum(map(len, found)) + len(found) - 1 - len(_ELLIPSIS)
    return Shown(tuple(found), min(count, total), total)


def _fits(text: str, room: int) -> bool:
    from desktop.checks.widths import pixel_width

    return pixel_width(text, LETTERS_PX) <= room


def _fitting(text: str, room: int, end: str = "") -> str:
    """So much of the beginning as fits with `end`; no letter is torn from its accent."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(text[:middle] + end, room):
            low = middle
        else:
            high = middle - 1
    while 0 < low < len(text) and (_belongs_to_the_one_before(text[low]) or text[low - 1] == "\u200d"):
        low -= 1
    return text[:low]


def _belongs_to_the_one_before(char: str) -> bool:
    return (
        unicodedata.category(char) in {"Mn", "Me"}
        or char in "\u200d\ufe0f\ufe0e"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )
