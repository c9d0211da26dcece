"""The layout of a long text of which much may be folded away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument

from desktop.views.editor.spaced import SpacedLayout


class PostLayout(SpacedLayout):
    """Lays out no line that is hidden.

    Where what follows is hidden, Qt's editor goes on from block to block in search of one with a height, also past the
    last one; that one has no layout to be asked. `dress` is called with each line before it is laid out.
    """

    def __init__(self, document: QTextDocument, step: float) -> None:
        super().__init__(document, step)
        self.dress: Callable[[QTextBlock], None] | None = None

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        if not (block.isValid() and block.isVisible()):
            return QRectF()
        if self.dress is not None and not block.layout().lineCount():
            self.dress(block)
        return super().blockBoundingRect(block)

    def tell_size(self) -> None:
        """Let the editor adjust its scroll bar."""
        self.documentSizeChanged.emit(self.documentSize())
