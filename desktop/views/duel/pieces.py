"""How far a round is, in pieces: one for each pair, the one that waits has an outline."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.tokens import Size, Space
from desktop.views.widgets.surface import rounded

_MOST_PIECES = 15


class Pieces(QWidget):
    """`done` of `total` pairs; more than fifteen are drawn as one bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = 0
        self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_progress(0, 0)

    def set_progress(self, done: int, total: int) -> None:
        """Show how many pairs were judged, of how many."""
        self._done, self._total = done, total
        self.setAccessibleName(tr("{done} of {total} pairs judged", done=done, total=total))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        count = min(self._total, Size.DOT)
        return QSize(max(1, count) * (Size.BOTTOM_BUTTON + Space.XS), Size.DOT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._total:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._total > _MOST_PIECES:
            whole = QRectF(self.rect())
            self._paint_piece(painter, whole, "line", "")
            whole.setWidth(max(float(Size.DOT), whole.width() * self._done / self._total))
            self._paint_piece(painter, whole, "accent", "")
            return
        width = (self.width() + Space.XS) / self._total
        for place in range(self._total):
            piece = QRectF(place * width, 0, width - Space.XS, self.height())
            if place < self._done:
                self._paint_piece(painter, piece, "accent", "")
            elif place == self._done:
                self._paint_piece(painter, piece, "accent_soft", "accent")
            else:
                self._paint_piece(painter, piece, "line", "")

    @staticmethod
    def _paint_piece(painter: QPainter, area: QRectF, ground: str, border: str) -> None:
        half = Size.HAIR / 2
        painter.setPen(theme.colour(border) if border else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawPath(rounded(area.adjusted(half, half, -half, -half) if border else area, area.height() / 2))
