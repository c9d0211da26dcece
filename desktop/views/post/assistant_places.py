"""Where some words of an editor stand on the screen, the looks they have there, and the room under them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import cast

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor

from desktop.views.editor.field_editor import FieldEditor
from desktop.views.editor.plain import units
from desktop.views.editor.spaced import SpacedLayout


class WordsPlace:
    """The lines (blocks) in which some words stand; it moves with them while the text around is edited."""

    def __init__(self, editor: FieldEditor) -> None:
        self._editor = editor
        self._ends: tuple[QTextCursor, QTextCursor] | None = None
        self._room: tuple[int, int] = (-1, 0)

    @property
    def step(self) -> float:
        """The height of a line, in logical pixels."""
        return self._spacing.step

    def set_words(self, start: int, end: int) -> None:
        """Follow the words from code point to code point."""
        editor = self._editor
        first, last = QTextCursor(editor.document()), QTextCursor(editor.document())
        first.setPosition(editor.position_of(start))
        last.setPosition(editor.position_of(end, before_break=True))
        last.setKeepPositionOnInsert(True)
        self._ends = first, last

    def forget(self) -> None:
        """Follow nothing, and keep no room."""
        self._ends = None
        self.keep_room(0)

    def touches(self, position: int, removed: int, added: int) -> bool:
        """Whether a change of the document, as Qt tells of it, is one of the words."""
        if self._ends is None or not (removed or added):
            return False
        return position < self._ends[1].position() and position + max(removed, added) > self._ends[0].position()

    @property
    def visible(self) -> bool:
        """Whether none of its lines is folded away."""
        return self._ends is not None and all(end.block().isVisible() for end in self._ends)

    @property
    def lines(self) -> tuple[int, int]:
        """From which code point to which the lines of the words reach."""
        if self._ends is None:
            return 0, 0
        last = self._ends[1].block()
        return self._editor.offset_of(self._ends[0].block().position()), self._editor.offset_of(
            last.position() + last.length() - 1
        )

    @property
    def height(self) -> float:
        """How high the lines are without the room under them."""
        if self._ends is None:
            return 0.0
        total, block, last = 0.0, self._ends[0].block(), self._ends[1].block().position()
        while block.isValid() and block.position() <= last:
            total += self._spacing.own_height(block)
            block = block.next()
        return total

    @property
    def line(self) -> tuple[float, float]:
        """Where lines begin in the viewport, and how wide they may be."""
        editor = self._editor
        layout = self._ends[0].block().layout() if self._ends is not None else None
        line = layout.lineAt(0) if layout is not None and layout.lineCount() else None
        margin = editor.document().documentMargin()
        left = line.x() if line is not None else margin
        width = line.width() if line is not None else editor.viewport().width() - 2 * margin
        return editor.contentOffset().x() + left, width

    @property
    def top(self) -> float:
        """Where the words begin in the viewport, also above what is seen; infinite when all is out of sight."""
        if self._ends is None:
            return math.inf
        editor, first, last = self._editor, self._ends[0].block(), self._ends[1].block()
        block = editor.firstVisibleBlock()
        if last.position() < block.position():
            return math.inf
        top, bottom = float(editor.contentOffset().y()), editor.viewport().height()
        while block.isValid() and block.position() > first.position():
            block = block.previous()
            top -= editor.blockBoundingRect(block).height()
        while block.isValid() and block.position() < first.position():
            top += editor.blockBoundingRect(block).height()
            if top > bottom:
                return math.inf
            block = block.next()
        return top

    def keep_room(self, height: int) -> None:
        """Keep so much room under the words."""
        block: QTextBlock | None = self._ends[1].block() if self._ends is not None else None
        room = (block.position() if block is not None else -1, height)
        if room != self._room:
            self._room = room
            self._spacing.keep_room(block, height)
            self._editor.fit()

    def looks(self, start: int, end: int) -> Sequence[tuple[int, int, QTextCharFormat]]:
        """The looks from code point to code point, each with start and length in UTF-16 units.

        None where something else is painted over the words, and none of lines so long that they are shown in blocks.
        """
        editor = self._editor
        first, last = editor.position_of(start), editor.position_of(end, before_break=True)
        if last - first != units(editor.text()[start:end]):
            return ()
        found: list[tuple[int, int, QTextCharFormat]] = []
        block = editor.document().findBlock(first)
        while block.isValid() and block.position() < last:
            editor.blockBoundingRect(block)  # a line gets its looks when it is laid out
            for each in block.layout().formats():
                begin = max(first, block.position() + each.start)
                stop = min(last, block.position() + each.start + each.length)
                if begin < stop and each.format.foreground().color().alpha():
                    # a copy: the range that holds it goes away with the list
                    found.append((begin - first, stop - begin, QTextCharFormat(each.format)))
            block = block.next()
        return found

    def scroll_by(self, over: float) -> None:
        """Scroll an editor that scrolls in itself, but never the beginning of the words away."""
        top = self.top
        if over > 0 and math.isfinite(top):
            lines = min(math.ceil(over / self.step), max(0, int(top / self.step)))
            bar = self._editor.verticalScrollBar()
            bar.setValue(bar.value() + lines)

    @property
    def _spacing(self) -> SpacedLayout:
        return cast("SpacedLayout", self._editor.document().documentLayout())
