"""A small button that is on or off and bears a sign: `Aa`, `.*`."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.views import theme
from desktop.views.tokens import Size, Type, Weight
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.surface import paint_ground


class SignToggle(KeyFocus, QPushButton):
    """`name` is what it does, for the tooltip and the screen reader."""

    def __init__(self, sign: str, name: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(sign, parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setToolTip(with_key(name, key))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(Size.CONTROL, Size.CONTROL_SMALL)

    def sizeHint(self) -> QSize:
        return QSize(Size.CONTROL, Size.CONTROL_SMALL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or self.underMouse():
            paint_ground(painter, QRectF(self.rect()), "accent_soft" if on else "surface_0")
        painter.setFont(theme.font(Type.SMALL, Weight.STRONG if on else Weight.REGULAR))
        painter.setPen(theme.colour("accent" if on else "text_2"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        if on:
            edge = QRectF(self.width() / 4, self.height() - Size.LINE, self.width() / 2, Size.LINE)
            painter.fillRect(edge, theme.colour("accent"))
