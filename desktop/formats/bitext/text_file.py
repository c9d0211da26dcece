"""Plain text in one language: its paragraphs become segments, whether their lines are broken or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.core.words import tr
from desktop.formats.bitext.monolingual import Monolingual, Paragraph, Writer, Written
from desktop.formats.bitext.monolingual_pieces import Piece
from desktop.formats.bitext.monolingual_text import TextSource
from desktop.formats.bitext.segmenting import Segmenter

ENDINGS = (".txt", ".text")
"""The endings of plain text."""

_LINE = re.compile(r"[^\r\n]+")
_NARROW = 100
_WIDE_ENOUGH = 40
_MARKED = re.compile(r"\s*(?:[-*•–+>|#]|\d{1,3}[.)]|[A-Za-z][.)])\s|\s*[-=*_~]{3,}\s*$")
_FRAME = re.compile(r"(\s*(?:(?:[-*•–+>|#]|\d{1,3}[.)])\s+)*)")


class TextFile(Monolingual):
    """An opened text."""

    def __init__(self, data: bytes, source: str = "", rules: Segmenter | None = None) -> None:
        """Raises `UserError` where its bytes are no text."""
        text = TextSource(data)
        super().__init__("Text", [TextPart(text)], text.assembled, data, source=source, rules=rules)


class TextPart:
    """A text in paragraphs; see `Part`.

    Lines are taken together where they were broken because the next word did not fit, and are broken again where
    something changes in them; any other line is a paragraph.
    """

    def __init__(self, source: TextSource) -> None:
        self.raw = source.raw
        self._source = source
        self.paragraphs: Sequence[Paragraph] = list(self._read())

    def _read(self) -> Iterator[Paragraph]:
        text = self._source.text
        for block in _blocks(text, self._source.line_starts):
            width = max(len(text[start:end].rstrip()) for start, end in block)
            for lines in _wrapped(text, block, width):
                yield self._paragraph(lines, width if len(lines) > 1 else 0)

    def _paragraph(self, lines: Sequence[tuple[int, int]], width: int) -> Paragraph:
        text = self._source.text
        first, last = lines[0][0], lines[-1][1]
        begin = first + len(_frame(text[first : lines[0][1]]))
        pieces: list[Piece] = []
        place = begin
        for begun, end in lines:
            start = begin
            if pieces:
                start = begun + len(_indent(text[begun:end]))
                pieces.append(Piece(place, start, " "))
            stop = start + len(text[start:end].rstrip()) if end < last else end
            if stop > start:
                pieces.append(Piece(start, stop, text[start:stop]))
            place = stop
        indent = _indent(text[lines[-1][0] : last]) if len(lines) > 1 else ""
        write = _writer(self._source, width, self._source.line_break + indent)
        line = self._source.line_of(first)
        return Paragraph(begin, last, pieces, write, tr("Paragraph"), whole=width > 0, line=line)


def _blocks(text: str, starts: Sequence[int]) -> Iterator[list[tuple[int, int]]]:
    """The lines between empty ones, each from where to where it reaches."""
    block: list[tuple[int, int]] = []
    for start in starts:
        found = _LINE.match(text, start)
        if found is not None and found[0].strip():
            block.append(found.span())
        elif block:
            yield block
            block = []
    if block:
        yield block


def _wrapped(text: str, block: Sequence[tuple[int, int]], width: int) -> Iterator[list[tuple[int, int]]]:
    """The lines of a block that belong together."""
    lines: list[tuple[int, int]] = []
    for start, end in block:
        line = text[start:end]
        if lines and not _is_wrapped(text[lines[-1][0] : lines[-1][1]].rstrip(), line, width):
            yield lines
            lines = []
        lines.append((start, end))
    if lines:
        yield lines


def _is_wrapped(before: str, line: str, width: int) -> bool:
    """Whether a line goes on with the sentence of the one before, where its first word did not fit any more."""
    if not _WIDE_ENOUGH <= width <= _NARROW or _MARKED.match(line) is not None or "\t" in before.strip():
        return False
    word = line.split(None, 1)[0]
    return len(before) + 1 + len(word) > width - 2 and any(sign.isalnum() for sign in before)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _frame(line: str) -> str:
    """The bullet, number or sign of quotation that a line begins with."""
    found = _FRAME.match(line)
    return found[1] if found is not None and found.end() < len(line) else _indent(line)


def _writer(source: TextSource, width: int, line_break: str) -> Writer:
    """Writes words; in a paragraph whose lines were broken they are broken again at its width."""

    def write(parts: Sequence[Written], first: Piece) -> str:
        words = "".join(part.text for part in parts)
        if not width:
            return re.sub(r"\r\n?|\n", lambda _found: source.line_break, words)
        column = first.start - source.line_starts[source.line_of(first.start) - 1]
        made = [""]
        for word in words.split():
            length = len(made[-1]) + (column if len(made) == 1 else len(line_break.lstrip("\r\n")))
            if made[-1] and length + 1 + len(word) > width:
                made.append(word)
            else:
                made[-1] += (" " if made[-1] else "") + word
        return line_break.join(made)

    return write
