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
    and whoever hears of an edit tells by `note_edit` what it was.
    """

    def __init__(self, document: QTextDocument, step: float) -> None:
        super().__init__(document, step)
        self.dress: Callable[[QTextBlock], None] | None = None
        self._edit: tuple[int, int] | None = None
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
        start, length = self._edit or (position, max(1, added))
        self._edit = None
        super().documentChanged(start, 0, length)

    def note_edit(self, position: int, added: int, last: int) -> None:
        """An edit wrote `added` characters here, and the lines up to the position `last` look otherwise by it."""
        self._edit = position, max(position + added, last) - position + 1

    def forget_looks(self) -> None:
        """Looks were set, and no word was written: do not add them to the next edit."""
        self._deaf = True
        self.document().markContentsDirty(0, 0)
        self._deaf = False

    def tell_size(self) -> None:
        """Let the editor adjust its scroll bar."""
        self.documentSizeChanged.emit(self.documentSize())
