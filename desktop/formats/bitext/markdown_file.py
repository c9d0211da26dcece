"""Markdown in one language: what is read of its paragraphs, headings, lists and tables becomes segments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import TagKind
from desktop.core.words import tr
from desktop.formats.bitext.html_file import HtmlPart, attribute_paragraphs, words_in
from desktop.formats.bitext.monolingual import Monolingual, Paragraph
from desktop.formats.bitext.monolingual_front import front_matter
from desktop.formats.bitext.monolingual_inline import MOST_BRACKETS, TASK, Aside, inline_of, parser
from desktop.formats.bitext.monolingual_markdown_words import EnvType, title_writer, without_bars, writer
from desktop.formats.bitext.monolingual_pieces import Piece
from desktop.formats.bitext.monolingual_places import Content, cells_of, content_of
from desktop.formats.bitext.monolingual_text import TextSource
from desktop.formats.bitext.segmenting import Segmenter

if TYPE_CHECKING:
    from markdown_it.token import Token

ENDINGS = (".md", ".markdown", ".mdown", ".mkd")
"""The endings of Markdown."""


class MarkdownFile(Monolingual):
    """An opened Markdown file."""

    def __init__(self, data: bytes, source: str = "", rules: Segmenter | None = None) -> None:
        """Raises `UserError` where its bytes are no text, or it is nested too deeply."""
        text = TextSource(data)
        part = MarkdownPart(text, front=True)
        super().__init__("Markdown", [part], text.assembled, data, source=source or part.language, rules=rules)


class MarkdownPart:
    """A Markdown text in paragraphs; see `Part`.

    `front` tells whether it may begin with front matter. With `by_line` each line of a paragraph is one of its own, as
    in a text that nobody broke into lines of one width.
    """

    def __init__(self, source: TextSource, *, front: bool = False, by_line: bool = False) -> None:
        self._by_line = by_line
        self.raw = source.raw
        self.language = ""
        self._source = source
        self._env: EnvType = {}
        self._found: list[Paragraph] = []
        start = 0
        if front:
            matter = front_matter(source)
            self._found += matter.paragraphs
            self.language, start = matter.language, matter.end
        try:
            self._read(_blocks(source, start, self._env))
        except RecursionError as error:
            raise UserError(ErrorKind.INPUT, tr("This document is nested too deeply to be read.")) from error
        self.paragraphs: Sequence[Paragraph] = sorted(self._found, key=lambda each: (each.start, -each.end))

    def _read(self, tokens: Sequence[Token]) -> None:
        opened: list[Token] = []
        cells: list[Token] = []
        for token in tokens:
            if token.type == "inline":
                if opened and opened[-1].type in ("th_open", "td_open"):
                    cells.append(token)
                else:
                    self._text(token, opened)
            elif token.type == "html_block":
                self._html(token, opened)
            elif token.nesting > 0:
                opened.append(token)
            elif token.nesting < 0:
                opened.pop()
                if token.type == "tr_close":
                    self._row(cells)
                    cells = []

    def _text(self, token: Token, opened: Sequence[Token]) -> None:
        if token.map is None or not token.content.strip() or token.content.count("[") > MOST_BRACKETS:
            return
        heading = bool(opened) and opened[-1].type == "heading_open"
        lines = [self._line(number) for number in range(*token.map)]
        atx = heading and opened[-1].markup.startswith("#")
        content = content_of(token.content, lines, heading=atx)
        if content is not None:
            item = len(opened) > 1 and opened[-2].type == "list_item_open"
            self._add(content, _context(opened), heading=atx, item=item)

    def _row(self, cells: Sequence[Token]) -> None:
        if not cells or cells[0].map is None:
            return
        start, line = self._line(cells[0].map[0])
        for content, wanted in zip(cells_of(line, start, [each.content for each in cells]), cells, strict=True):
            if content is not None and wanted.content.count("[") <= MOST_BRACKETS:
                self._add(content, tr("Table cell"), cell=True)

    def _html(self, token: Token, opened: Sequence[Token]) -> None:
        """A block of HTML; within a quotation its lines begin with signs that are none of it."""
        if token.map is None or any(each.type == "blockquote_open" for each in opened):
            return
        first, line = self._line(token.map[0])
        begins = line.find(token.content.lstrip()[:1])
        self._found += HtmlPart(self._source, first + max(begins, 0), self._end(token.map[1])).paragraphs

    def _line(self, number: int) -> tuple[int, str]:
        """A line of the file, from 0, and where it begins."""
        starts = self._source.line_starts
        start = starts[number] if number < len(starts) else len(self._source.text)
        return start, self._source.text[start : self._end(number + 1)].rstrip("\r\n")

    def _end(self, number: int) -> int:
        starts = self._source.line_starts
        return starts[number] if number < len(starts) else len(self._source.text)

    def _add(
        self, content: Content, context: str, *, cell: bool = False, heading: bool = False, item: bool = False
    ) -> None:
        found = inline_of(content.text, {**self._env, TASK: item})
        if not found.pieces:
            return
        starts = {content.places[0], *(content.places[at + 1] for at, sign in enumerate(content.text) if sign == "\n")}
        write = writer(self._env, lambda first: first.start in starts, cell=cell, heading=heading)
        pieces = _placed(found.pieces, content)
        for part in _by_line(pieces, self._source.text) if self._by_line else [pieces]:
            line = self._source.line_of(part[0].start)
            self._found.append(Paragraph(part[0].start, part[-1].end, part, write, context, line=line))
        for aside in found.asides:
            self._found += self._aside(aside, content, cell=cell)

    def _aside(self, aside: Aside, content: Content, *, cell: bool) -> Iterator[Paragraph]:
        start, end = content.at(aside.start, aside.end)
        line = self._source.line_of(start)
        if aside.html:
            found = attribute_paragraphs(self._source, start, end)
            yield from (each._replace(write=without_bars(each.write)) for each in found) if cell else found
        elif aside.quote:
            pieces = _title_pieces(self._source.text, start, end)
            write = without_bars(title_writer(aside.quote)) if cell else title_writer(aside.quote)
            yield Paragraph(start, end, pieces, write, tr("Title of a link or an image"), at_once=True, line=line)
        else:
            inner = inline_of(content.text[aside.start : aside.end], self._env)
            moved = Content(content.text[aside.start : aside.end], content.places[aside.start : aside.end + 1])
            write = writer(self._env, lambda _first: False, cell=cell)
            context = tr("Alternative text of an image")
            yield Paragraph(start, end, _placed(inner.pieces, moved), write, context, at_once=True, line=line)


def _blocks(source: TextSource, start: int, env: EnvType) -> list[Token]:
    """The blocks of a text; what stands before `start` are empty lines."""
    text = source.text[start:].replace("\r\n", "\n").replace("\r", "\n")
    tokens: list[Token] = []
    empty = "\n" * (source.line_of(start) - 1)
    parser().block.parse(empty + text, parser(), env, tokens)
    return tokens


def _placed(pieces: Sequence[Piece], content: Content) -> list[Piece]:
    """Pieces by their places in the file instead of those in a content; links that name themselves keep a name."""
    placed: list[Piece] = []
    links: list[int] = []
    for piece in pieces:
        start, end = content.at(piece.start, piece.end)
        code = piece.code
        if piece.name == "a" and piece.kind is TagKind.OPEN:
            links.append(piece.end)
        elif piece.name == "a" and piece.kind is TagKind.CLOSE and links:
            own = content.text[links.pop() : piece.start]
            code = None if code is None else f"][{own}]"
        if piece.kind is None and not content.is_even(piece.start, piece.end) and piece.words != " ":
            placed += _parted(piece, content)
        else:
            placed.append(piece._replace(start=start, end=end, code=code))
    return placed


def _by_line(pieces: Sequence[Piece], text: str) -> Iterator[list[Piece]]:
    """The pieces of each line."""
    line: list[Piece] = []
    for piece in pieces:
        breaks = piece.words == " " and text[piece.start : piece.end].strip(" \t")[:1] in ("\n", "\r")
        if breaks and line:
            yield line
        if breaks:
            line = []
        else:
            line.append(piece)
    if line:
        yield line


def _parted(piece: Piece, content: Content) -> Iterator[Piece]:
    """Words letter by letter, as some of them are written with a backslash in a cell."""
    if piece.end - piece.start != len(piece.words):
        yield piece._replace(start=content.places[piece.start], end=content.places[piece.end - 1] + 1)
        return
    before = content.places[piece.start]
    for at in range(piece.start, piece.end):
        yield Piece(before, content.places[at] + 1, content.text[at])
        before = content.places[at] + 1


def _title_pieces(text: str, start: int, end: int) -> list[Piece]:
    """The title of a link as it is read: without backslashes, its references as letters, on one line."""
    pieces: list[Piece] = []
    place = start
    for found in re.compile(r"\\[!-/:-@\[-`{-~]|[ \t]*(?:\r\n?|\n)[ \t>]*").finditer(text, start, end):
        pieces += words_in(text, place, found.start(), kept=True)
        pieces.append(Piece(found.start(), found.end(), found[0][1:] if found[0].startswith("\\") else " "))
        place = found.end()
    return [*pieces, *words_in(text, place, end, kept=True)]


def _context(opened: Sequence[Token]) -> str:
    """What a text is, by the blocks around it."""
    for token in reversed(opened):
        if token.type == "heading_open":
            return tr("Heading {n}", n=token.tag[1:])
        if token.type == "list_item_open":
            return tr("List item")
        if token.type == "blockquote_open":
            return tr("Quotation")
    return tr("Paragraph")
