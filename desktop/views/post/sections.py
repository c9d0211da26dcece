"""The outline of a Markdown text: its headings with their words, and moving a section with all that is under it."""

from __future__ import annotations

from typing import NamedTuple

from desktop.core.outline import headings_of
from desktop.core.word_counts import WordCounts


class OutlineRow(NamedTuple):
    """A heading of the text, in code points: its line, and its section with all under it, from `start` to `stop`.

    `words` are those of the section without the heading itself; `own` those before the next heading of any level.
    """

    level: int
    text: str
    start: int
    end: int
    stop: int
    words: int
    own: int


class Structure(NamedTuple):
    """The outline of a text, how many words it has in all, and how many before its first heading."""

    rows: tuple[OutlineRow, ...]
    words: int
    opening: int

    def row_at(self, offset: int) -> int:
        """The number of the section that a code point is in; -1 before the first heading."""
        return max((at for at, row in enumerate(self.rows) if row.start <= offset), default=-1)


class SectionCounts(WordCounts):
    """The outline of a text with its words; costs what changed since the last time, and a look at each line."""

    def structure(self, text: str) -> Structure:
        """The outline of a text with the words of each section."""
        headings = headings_of(text)
        first = headings[0].start if headings else len(text)
        own = [self.of(text[heading.end : heading.stop]) for heading in headings]
        titles = [self.of(heading.text) for heading in headings]
        rows = []
        for at, heading in enumerate(headings):
            last = at + 1
            while last < len(headings) and headings[last].level > heading.level:
                last += 1
            stop = headings[last - 1].stop
            words = sum(own[at:last]) + sum(titles[at + 1 : last])
            rows.append(OutlineRow(heading.level, heading.text, heading.start, heading.end, stop, words, own[at]))
        opening = self.of(text[:first])
        return Structure(tuple(rows), opening + sum(own) + sum(titles), opening)


class Moved(NamedTuple):
    """A text in which a section stands elsewhere: what is written over, and where the section begins now."""

    start: int
    end: int
    text: str
    at: int


def moved_section(text: str, rows: tuple[OutlineRow, ...], which: int, before: int) -> Moved | None:
    """Section number `which`, with all under it, put before section `before` (the number of rows: at the end).

    Every character is kept but the empty lines between sections, of which there is one at each seam. `None` when it
    would stand where it stands.
    """
    row = rows[which]
    last = which + 1
    while last < len(rows) and rows[last].start < row.stop:
        last += 1
    if which <= before <= last:
        return None
    at = rows[before].start if before < len(rows) else len(text)
    start, end = min(row.start, at), max(row.stop, at)
    piece = text[row.start : row.stop].strip("\n")
    rest = (text[row.stop : at] if at > row.start else text[at : row.start]).strip("\n")
    parts = (rest, piece) if at > row.start else (piece, rest)
    lead = "" if not start or text[:start].endswith("\n\n") else "\n"
    tail = "\n\n" if end < len(text) else "\n"
    made = f"{lead}{parts[0]}\n\n{parts[1]}{tail}"
    begins = start + len(lead) + (len(parts[0]) + 2 if at > row.start else 0)
    return Moved(start, end, made, begins)


def step_of_section(rows: tuple[OutlineRow, ...], which: int, *, back: bool) -> int | None:
    """Before which section to put one, so that it goes past its neighbour of the same level; `None` at the edge."""
    level = rows[which].level
    if back:
        for at in range(which - 1, -1, -1):
            if rows[at].level == level:
                return at
            if rows[at].level < level:
                return None
        return None
    after = which + 1
    while after < len(rows) and rows[after].level > level:
        after += 1
    if after >= len(rows) or rows[after].level < level:
        return None
    after += 1
    while after < len(rows) and rows[after].level > level:
        after += 1
    return after
