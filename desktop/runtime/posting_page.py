"""A rendered post in pieces: one for each outermost block of the text, by the line in which it begins.

A window lays out only the pieces around what is seen: all of a text of 50,000 words would take it a tenth of a second
after each pause.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from copy import copy
from functools import cached_property

import msgspec

from desktop.core.post import TextAnchor
from desktop.formats.blog.paper import simple_html

_NOTES = '<section class="footnotes">'
_OPENING = re.compile(
    r"\s*(?:<(?:div|ul|ol|li|table|thead|tbody|tr|th|td|blockquote|pre|p|hr|h[1-6])(?: [^<>]*)?>\s*)+"
)
_HEADING = re.compile(r"<(/?)h([1-6])( [^<>]*)?>")
_PICTURE = re.compile(r'<img src="(picture:[\w.-]+)"')


class Piece(msgspec.Struct, frozen=True):
    """One block of a post: `html` is sanitised; it stands in the lines from `line` (from 1) up to but not `end`."""

    line: int
    end: int
    html: str

    def shown(self, number: int) -> str:
        """Its HTML for a simple layout, with a mark by which it is found there: the anchor `piece-NUMBER`.

        A layout forgets an anchor with no letter behind it, so a picture bears the mark in its address. It has sizes
        of its own for headings, which no style sheet changes: a heading is a paragraph of class `h1` to `h6`.
        """
        html = _HEADING.sub(_as_paragraph, simple_html(self.html))
        if _PICTURE.search(html):
            return _PICTURE.sub(rf'<img src="\1#piece-{number}"', html, count=1)
        found = _OPENING.match(html)
        at = found.end() if found else 0
        return f'{html[:at]}<a name="piece-{number}"></a>{html[at:]}'


class PostPage:
    """What is shown of a post: its title and its pieces in order."""

    def __init__(self, title: str, html: str, anchors: Sequence[TextAnchor], text: str) -> None:
        self.title = title
        self.html = html
        self.pieces = _pieces(html, anchors, text.split("\n"))

    def with_title(self, title: str) -> PostPage:
        """The same page under another title."""
        page = copy(self)
        page.title = title
        return page

    @property
    def size(self) -> int:
        """Characters of the HTML."""
        return len(self.html)

    @cached_property
    def starts(self) -> list[int]:
        """The line in which each piece begins, ascending."""
        return [piece.line for piece in self.pieces]

    def at_line(self, line: float) -> int:
        """The number of the piece in which a line of the text stands; 0 for those before the first."""
        return max(0, bisect_right(self.starts, line) - 1)

    def place_of(self, line: float) -> tuple[int, float]:
        """The piece in which a line of the text stands, and which share of it is above the line."""
        number = self.at_line(line)
        if not self.pieces:
            return 0, 0.0
        piece = self.pieces[number]
        return number, min(1.0, max(0.0, (line - piece.line) / (piece.end - piece.line)))

    def line_of(self, number: int, share: float) -> float:
        """The line of the text that a share of a piece stands for; the opposite of `place_of`."""
        piece = self.pieces[number]
        return piece.line + min(1.0, max(0.0, share)) * (piece.end - piece.line)

    def with_id(self, name: str) -> int:
        """The number of the piece that holds an element with this id; -1 when none does."""
        mark = f'id="{name}"'
        return next((number for number, piece in enumerate(self.pieces) if mark in piece.html), -1)

    def around(self, number: int, most: int, before: float = 0.35) -> range:
        """The pieces around one that hold `most` characters together, this share of them before it; at least that one.

        All of them when the post is no longer.
        """
        if self.size <= most or not self.pieces:
            return range(len(self.pieces))
        first = number
        room = most * before
        while first > 0 and (room := room - len(self.pieces[first - 1].html)) >= 0:
            first -= 1
        room = most - sum(len(piece.html) for piece in self.pieces[first:number])
        last = number
        while last < len(self.pieces) and (room := room - len(self.pieces[last].html)) >= 0:
            last += 1
        return range(first, max(last, number + 1))


def _as_paragraph(found: re.Match[str]) -> str:
    return "</p>" if found[1] else f'<p class="h{found[2]}"{found[3] or ""}>'


def _pieces(html: str, anchors: Sequence[TextAnchor], text: Sequence[str]) -> tuple[Piece, ...]:
    """Cut the HTML where its outermost blocks begin; what has no anchor stays with the block before."""
    cuts: list[tuple[int, int]] = []
    at = 0
    for anchor in anchors:
        start = _begin(html, f' id="{anchor.id}"', at)
        if start >= 0:
            cuts.append((start, anchor.line))
            at = start + 1
    notes = html.rfind(_NOTES)
    if notes >= 0 and (not cuts or notes > cuts[-1][0]):
        cuts.append((notes, max(len(text), cuts[-1][1] + 1 if cuts else 1)))
    if not cuts:
        return (Piece(1, len(text) + 1, html),) if html.strip() else ()
    cuts[0] = (0, cuts[0][1])
    behind = [*cuts[1:], (len(html), len(text) + 1)]
    return tuple(
        Piece(line, _end(line, after, text), html[start:stop])
        for (start, line), (stop, after) in zip(cuts, behind, strict=True)
    )


def _begin(html: str, mark: str, at: int) -> int:
    """Where the tag with this mark begins that is first in its line; the text has ids of its own."""
    while (found := html.find(mark, at)) >= 0:
        start = html.rfind("\n", 0, found) + 1
        if html[start : start + 1] == "<" and html.find(">", start, found) < 0:
            return start
        at = found + 1
    return -1


def _end(line: int, after: int, text: Sequence[str]) -> int:
    """The line behind the last one with words before `after`."""
    end = min(after, len(text) + 1)
    while end > line + 1 and not text[end - 2].strip():
        end -= 1
    return max(end, line + 1)
