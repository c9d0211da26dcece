"""Where the letters of a Markdown paragraph stand in its file: markdown-it gives their lines only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Content(NamedTuple):
    """A paragraph's text with the place of each letter of it, and of its end."""

    text: str
    places: list[int]

    def at(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the content stands in the file."""
        if end <= start:
            return self.places[start], self.places[start]
        last = self.places[end - 1] + 1
        return self.places[start], self.places[end] if self.text[end - 1] in " \n" and end < len(self.text) else last

    def is_even(self, start: int, end: int) -> bool:
        """Whether a part stands in the file letter by letter."""
        return end <= start or self.places[end - 1] - self.places[start] == end - 1 - start


def content_of(text: str, lines: Sequence[tuple[int, str]], *, heading: bool) -> Content | None:
    """The places of a content whose lines end these lines of the file; `None` where it is not found there.

    `lines` are those of the file from the paragraph's first one, each with its place.
    """
    places: list[int] = []
    for number, wanted in enumerate(text.split("\n")):
        if number >= len(lines):
            return None
        start, line = lines[number]
        at = _found(line, wanted, heading=heading)
        if at is None:
            return None
        blanks = len(wanted) - len(wanted.lstrip())
        places += [start + at] * blanks if not line.startswith(wanted[:blanks], max(0, at - blanks)) else [
            start + at - blanks + each for each in range(blanks)
        ]  # fmt: skip
        places += range(start + at, start + at + len(wanted) - blanks)
        places.append(start + at + len(wanted) - blanks)  # the line break, or the end
    return Content(text, places)


def _found(line: str, wanted: str, *, heading: bool) -> int | None:
    """Where a line's content begins, without the blanks before it."""
    words = wanted.strip()
    end = line.rstrip()
    if heading and not end.endswith(words):
        end = end.rstrip("#").rstrip()
    if heading and words and not end.endswith(words):
        return None
    if not end.endswith(words):
        return None
    return len(end) - len(words)


def cells_of(line: str, place: int, wanted: Sequence[str]) -> list[Content | None]:
    """The cells of a row of a table, of which `wanted` are the contents; `None` for one that is not there."""
    parts = _parts(line)
    first = 1 if len(parts) > 1 and not _plain(line, *parts[0]).strip(" \t>") else 0
    found: list[Content | None] = []
    for number, text in enumerate(wanted):
        there = parts[number + first] if number + first < len(parts) else None
        found.append(_cell(line, place, there, text) if there is not None and text else None)
    return found


def _parts(line: str) -> list[tuple[int, int]]:
    """What stands between the bars of a row; one behind a backslash is a letter."""
    parts: list[tuple[int, int]] = []
    start = 0
    for number, sign in enumerate(line):
        if sign == "|" and (number == 0 or line[number - 1] != "\\"):
            parts.append((start, number))
            start = number + 1
    return [*parts, (start, len(line))]


def _plain(line: str, start: int, end: int) -> str:
    return line[start:end].replace("\\|", "|")


def _cell(line: str, place: int, part: tuple[int, int], wanted: str) -> Content | None:
    start, end = part
    places = [at for at in range(start, end) if not (line[at] == "\\" and line[at + 1 : at + 2] == "|")]
    text = "".join(line[at] for at in places)
    stripped = text.rstrip()
    if not stripped.endswith(wanted):
        return None
    first = len(stripped) - len(wanted)
    if text[:first].strip(" \t>*+-.)0123456789"):
        return None
    kept = [place + at for at in places[first : first + len(wanted)]]
    return Content(wanted, [*kept, kept[-1] + 1]) if kept else None
