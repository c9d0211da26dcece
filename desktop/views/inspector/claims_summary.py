"""One quiet line above the findings: how many of the claims the facts support."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.words import tr, trn
from desktop.views import theme
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.surface import rounded


class ClaimsSummary(QWidget):
    """“7 of 9 claims supported”, with a bar; nothing while there are no claims."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._supported = 0
        self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def words(self) -> str:
        """What stands there."""
        return trn(
            "{supported} of {n} claim supported", "{supported} of {n} claims supported", self._total,
            supported=self._supported,
        )  # fmt: skip

    def show_count(self, supported: int, total: int) -> None:
        """Show how many of how many claims the facts support."""
        self._supported, self._total = supported, total
        self.setAccessibleName(self.words if total else "")
        self.setToolTip(tr("What the text says and the facts can decide; opinions do not count"))
        self.setVisible(total > 0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(Size.SIDE_LIST, QFontMetrics(theme.font(Type.SMALL)).height() + Space.XS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        bar = QRectF(self.width() - Size.COUNTER_BAR, (self.height() - Size.BAR) / 2, Size.COUNTER_BAR, Size.BAR)
        room = QRect(0, 0, int(bar.left()) - Space.S, self.height())
        words = painter.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawPath(rounded(bar, Size.BAR / 2))
        if self._supported:
            painter.setBrush(theme.colour("supported"))
            bar.setWidth(max(float(Size.BAR), bar.width() * self._supported / max(1, self._total)))
            painter.drawPath(rounded(bar, Size.BAR / 2))
