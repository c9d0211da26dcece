"""Line spacing for a plain text editor.

`QPlainTextEdit` lays out only what it shows, so that a key press in a book costs what it costs in a sentence; but
it has no line height. Here the lines of each block are moved apart after Qt has broken them, which keeps that quality.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout


class SpacedLayout(QPlainTextDocumentLayout):
    """Gives every line the same height, `step` logical pixels, the text in its middle; higher lines keep their own."""

    def __init__(self, document: QTextDocument, step: float) -> None:
        super().__init__(document)
        self._step = step
        self._room = 0.0
        self._room_at: QTextCursor | None = None

    @property
    def step(self) -> float:
        """The height of a line."""
        return self._step

    def set_step(self, step: float) -> None:
        """Change the height of a line."""
        self._step = step
        self.requestUpdate()

    def keep_room(self, block: QTextBlock | None, height: float = 0.0) -> None:
        """Keep room under a block, in logical pixels, for what is laid over the page there; under none with `None`.

        The room moves with the block. Only one block has it.
        """
        if block is None and self._room_at is None:
            return
        self._room_at = QTextCursor(block) if block is not None else None
        self._room = height
        self.documentSizeChanged.emit(self.documentSize())
        self.requestUpdate()

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        rect = super().blockBoundingRect(block)
        if block.isVisible():
            rect.setHeight(self._space_out(block.layout()) + self._room_under(block))
        return rect

    def own_height(self, block: QTextBlock) -> float:
        """The height of a block without the room under it, in logical pixels; 0 when it is hidden."""
        return self.blockBoundingRect(block).height() - self._room_under(block) if block.isVisible() else 0.0

    def _room_under(self, block: QTextBlock) -> float:
        return self._room if self._room_at is not None and block.contains(self._room_at.position()) else 0.0

    def _space_out(self, layout: QTextLayout) -> float:
        """Move the lines apart unless that is done already; returns the height of the block.

        Qt asks for the heights of blocks some fifty times with each key, and each question to a line takes its time.
        """
        count, step = layout.lineCount(), self._step
        if not count:
            return step
        first = last = layout.lineAt(0)
        height = first.height()
        if height < step and abs(first.y() - (step - height) / 2) < 0.01:
            if count > 1:
                last = layout.lineAt(count - 1)
                height = last.height()
            return last.y() + (height + step) / 2 if height < step else last.y() + height
        top = 0.0
        for index in range(count):
            line = layout.lineAt(index)
            box = max(step, line.height())
            line.setPosition(QPointF(line.x(), top + (box - line.height()) / 2))
            top += box
        return top
