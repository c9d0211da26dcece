"""Beside the text the arrows that fold headings; behind a folded heading how many words are in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QTextBlock

from desktop.core.word_counts import WordCounts
from desktop.views.editor.gutter import GUTTER
from desktop.views.editor.margins import LeftMargin
from desktop.views.editor.marks import MarkLayer
from desktop.views.icons import paint_icon
from desktop.views.post.folds import Folds
from desktop.views.post.markdown_layer import is_folded, level_of
from desktop.views.tokens import Size, Space

if TYPE_CHECKING:
    from desktop.views.post.post_text import PostText


class FoldMargin(LeftMargin):
    """The icons of findings, and between them and the text an arrow beside each heading."""

    fold_clicked = Signal(object)  # QTextBlock

    def __init__(self, editor: PostText, marks: MarkLayer, folds: Folds) -> None:
        super().__init__(editor, marks, bullets=False)
        self._folds = folds
        self._caret_line = -1
        editor.cursorPositionChanged.connect(self._on_caret)

    def sizeHint(self) -> QSize:
        return QSize(GUTTER + Size.ICON_SMALL + Space.XS, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        here: QTextBlock | None = None
        for block, area in self._arrows(event.rect()):
            if is_folded(block):
                paint_icon(painter, "chevron-right", area, "accent")
                continue
            if here is None:
                here = self._folds.heading_of(self._editor.textCursor().block())
            if self.underMouse() or block == here:
                paint_icon(painter, "chevron-down", area, "text_3")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        block = self._heading_at(event.position())
        if block is not None:
            self.fold_clicked.emit(block)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._heading_at(event.position()) is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def enterEvent(self, _event: QEvent) -> None:
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self.update()

    def _on_caret(self) -> None:
        """The arrow beside the heading above the caret is shown; it may be another one in another line."""
        line = self._editor.textCursor().blockNumber()
        if line != self._caret_line:
            self._caret_line = line
            self.update()

    def _heading_at(self, point: QPointF) -> QTextBlock | None:
        for block, area in self._arrows():
            if area.adjusted(-Space.XS, -Space.XS, Space.XS, Space.XS).contains(point):
                return block
        return None

    def _arrows(self, within: QRect | None = None) -> Iterator[tuple[QTextBlock, QRectF]]:
        visible = self._marks.visible
        for block, geometry in visible.near(within) if within is not None else visible.blocks:
            line = block.layout().lineAt(0)
            if level_of(block) and line.isValid():
                middle = geometry.top() + line.y() + line.height() / 2
                yield block, QRectF(GUTTER, middle - Size.ICON_SMALL / 2, Size.ICON_SMALL, Size.ICON_SMALL)


def hidden_words(heading: QTextBlock, counts: WordCounts) -> int:
    """How many words are folded away under a heading."""
    words = 0
    block = heading.next()
    while block.isValid() and not 0 < level_of(block) <= level_of(heading):
        words += counts.of(block.text())
        block = block.next()
    return words
