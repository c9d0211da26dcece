"""How large the mail is against what Gmail shows of it, and whom it is shown as sent to."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.surface import rounded

LIMIT = 104_448
"""Bytes of HTML as encoded (102 KB), beyond which Gmail cuts a mail off."""

_KB = 1024
_NEARLY = 0.9
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_END = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class SizeLine(QWidget):
    """“38 of 102 KB” with a bar; icon and words change, not the colour alone, when it is too much."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = 0
        self._to = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_size(0, "")

    @property
    def words(self) -> str:
        """What stands there of the size."""
        size = max(1, round(self._size / _KB)) if self._size else 0
        if self._size > LIMIT:
            size = max(size, LIMIT // _KB + 1)
        return tr("{size} of {limit} KB", size=size, limit=LIMIT // _KB)

    @property
    def to(self) -> str:
        """Whom the mail is shown as sent to."""
        return tr("as sent to {name}", name=self._to) if self._to else ""

    def show_size(self, size: int, to: str) -> None:
        """Show a size in bytes, and a name."""
        self._size, self._to = size, to
        self.setAccessibleName(f"{self.words}. {self._verdict()} {self.to}".strip())
        self.setToolTip(self._verdict())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(Size.SIDE_LIST, Size.ROW - Space.S)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, Size.ROW - Space.S)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(Type.SMALL))
        icon, role = self._meaning()
        middle = self.height()
        paint_icon(painter, icon, QRect(0, 0, Size.ICON_SMALL, middle), role)
        metrics = QFontMetrics(theme.font(Type.SMALL))
        left = Size.ICON_SMALL + Space.S
        wide = metrics.horizontalAdvance(self.words)
        painter.setPen(theme.colour("text_2" if role == "supported" else role))
        painter.drawText(QRect(left, 0, wide, middle), _MIDDLE, self.words)
        bar = QRectF(left + wide + Space.S, (middle - Size.BAR) / 2, Size.COUNTER_BAR, Size.BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawPath(rounded(bar, Size.BAR / 2))
        if self._size:
            painter.setBrush(theme.colour(role))
            bar.setWidth(max(float(Size.BAR), Size.COUNTER_BAR * min(1.0, self._size / LIMIT)))
            painter.drawPath(rounded(bar, Size.BAR / 2))
        start = left + wide + Space.S + Size.COUNTER_BAR + Space.S
        room = QRect(start, 0, self.width() - start, middle)
        painter.setPen(theme.colour("text_2"))
        painter.drawText(room, _END, metrics.elidedText(self.to, Qt.TextElideMode.ElideRight, room.width()))

    def _meaning(self) -> tuple[str, str]:
        if self._size > LIMIT:
            return "contradicted", "contradicted"
        return ("warning", "warning") if self._size > LIMIT * _NEARLY else ("check", "supported")

    def _verdict(self) -> str:
        if self._size > LIMIT:
            return tr("Gmail cuts the mail off at {limit} KB: its end, with the unsubscribe link, is not shown.",
                      limit=LIMIT // _KB)  # fmt: skip
        if self._size > LIMIT * _NEARLY:
            return tr("Nearly as large as Gmail shows; links grow when they are sent.")
        return tr("Gmail shows the whole mail.")
