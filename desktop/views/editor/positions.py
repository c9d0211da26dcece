"""Where a place in the text is in Qt's document, when lines without end are shown in blocks.

A soft break is the start of a block that goes on the line of the block before it. The text knows nothing of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtGui import QTextBlock, QTextDocument

from desktop.views.editor.plain import PARAGRAPH_SEPARATOR, code_points, units


class Positions:
    """Reads the text of a document, and keeps account of its soft breaks while it is edited."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._soft: list[int] = []
        self._text: str | None = ""

    @property
    def has_soft_breaks(self) -> bool:
        """Whether any line is shown in blocks."""
        return bool(self._soft)

    @property
    def text(self) -> str:
        """The text as it is, every character kept, one `\\n` for each line break."""
        if self._text is None:
            self._text = self._read()
        return self._text

    def is_soft(self, position: int) -> bool:
        """Whether a block begins here that goes on the line before it."""
        index = bisect_left(self._soft, position)
        return index < len(self._soft) and self._soft[index] == position

    def note_change(self, position: int, removed: int, added: int) -> None:
        """Follow an edit: soft breaks within what was removed are gone, those behind it move."""
        self._text = None
        if self._soft and self._soft[-1] > position:
            kept = (soft for soft in self._soft if not position < soft <= position + removed)
            self._soft = [soft + added - removed if soft > position else soft for soft in kept]

    def add_soft(self, position: int) -> None:
        """A block that begins here goes on the line before it."""
        self._soft.insert(bisect_left(self._soft, position), position)
        self._text = None

    def position(self, offset: int, *, before_break: bool = False) -> int:
        """The document's position of a code point of the text; of the two at a soft break, the one behind it."""
        at = units(self.text[:offset])
        if not self._soft:
            return at
        starts = [soft - index - 1 for index, soft in enumerate(self._soft)]
        return at + (bisect_left(starts, at) if before_break else bisect_right(starts, at))

    def spans(self, offsets: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The document's positions of many spans at once, without counting the text anew for each."""
        if not self._soft and self.text.isascii():
            return offsets
        wanted = sorted({offset for span in offsets for offset in span})
        found: dict[int, int] = {}
        before = at = 0
        starts = [soft - index - 1 for index, soft in enumerate(self._soft)]
        for offset in wanted:
            at += units(self.text[before:offset])
            before = offset
            found[offset] = at
        return [
            (found[start] + bisect_right(starts, found[start]), found[end] + bisect_left(starts, found[end]))
            for start, end in offsets
        ]

    def offset(self, position: int) -> int:
        """The code point of the text at a position of the document."""
        return code_points(self.text, position - bisect_right(self._soft, position))

    def line(self, block: QTextBlock) -> int:
        """The number of the text's line in which a block stands, from 1; found without reading the text."""
        return block.blockNumber() + 1 - bisect_right(self._soft, block.position())

    def _read(self) -> str:
        if not self._soft:
            return self._document.toRawText().replace(PARAGRAPH_SEPARATOR, "\n")
        soft = set(self._soft)
        parts: list[str] = []
        block = self._document.firstBlock()
        while block.isValid():
            if parts and block.position() not in soft:
                parts.append("\n")
            parts.append(block.text())
            block = block.next()
        return "".join(parts)
