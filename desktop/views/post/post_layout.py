"""The layout of a long text of which much may be folded away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument

from desktop.views.editor.spaced import SpacedLayout


class PostLayout(SpacedLayout):
    """Lays out no line that is hidden, and after an edit no line but those that it changed.

    Where what follows is hidden, Qt's editor goes on from block to block in search of one with a height, also past the
    last one; that one has no layout to be asked. `dress` is called with each line before it is laid out.

    To Qt, looks that are set are words that were written anew: it adds their lines to the edit that is under way or to
    the next one, and takes as many lines again behind them. Such an edit would lay out and paint the whole page with
    each key, and marks of findings would fall off. So who sets looks calls `forget_looks` unless an edit is under way;
    and who hears of an edit tells of it by `note_edit`, before looks are set: they take the old lines away, so that Qt
    would not see that a line has grown.
    """

    def __init__(self, document: QTextDocument, step: float) -> None:
        super().__init__(document, step)
        self.dress: Callable[[QTextBlock], None] | None = None
        self._blocks = 0
        self._edit: tuple[int, int] | None = None
        self._height = 0.0  # of the line of the edit, before it
        self._deaf = False

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        if not (block.isValid() and block.isVisible()):
            return QRectF()
        if self.dress is not None and not block.layout().lineCount():
            self.dress(block)
        return super().blockBoundingRect(block)

    def documentChanged(self, position: int, _removed: int, added: int) -> None:
        if self._deaf:
            return
        edit, self._edit = self._edit, None
        start, length = edit or (position, max(1, added))
        document = self.document()
        block, blocks = document.findBlock(start), document.blockCount()
        within = edit is not None and blocks == self._blocks and block.contains(start + length - 1)
        self._blocks = blocks
        if within:
            self._lay_out_again(block, start, length)
        else:
            super().documentChanged(start, 0, length)

    def _lay_out_again(self, block: QTextBlock, start: int, length: int) -> None:
        """Lay out one line. Qt would also say that the size is another when the longest line is, at each letter."""
        lines = self.document().lineCount()
        self.blockSignals(True)
        super().documentChanged(start, 0, length)
        self.blockSignals(False)
        if lines == self.document().lineCount() and self.blockBoundingRect(block).height() == self._height:
            self.updateBlock.emit(block)
        else:
            self.tell_size()
            self.requestUpdate()

    def note_edit(self, position: int, added: int, dress: Callable[[int, int], int]) -> None:
        """An edit wrote `added` characters here; `dress` sets looks by it and gives the position of the last line."""
        block = self.document().findBlock(position)
        self._height = self.blockBoundingRect(block).height() if block.layout().lineCount() else 0.0
        self._edit = position, max(position + added, dress(position, added)) - position + 1

    def forget_looks(self) -> None:
        """Looks were set, and no word was written: do not add them to the next edit."""
        self._deaf = True
        self.document().markContentsDirty(0, 0)
        self._deaf = False

    def tell_size(self) -> None:
        """Let the editor adjust its scroll bar."""
        self.documentSizeChanged.emit(self.documentSize())
