"""Words that can be pressed: they look like the words beside them until the pointer or the keyboard is on them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.keys import with_key

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class QuietLink(KeyFocus, QPushButton):
    """One line of small words, shortened where there is no room; `does` says what pressing it does."""

    def __init__(self, does: str, *, key: QKeySequence | str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._does = does
        self._key = QKeySequence(key)
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText("")

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(f"{text}, {self._does}" if text else self._does)
        self.setToolTip(with_key(f"{text}: {self._does}" if text else self._does, self._key))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font(Type.SMALL)).horizontalAdvance(self.text())
        return QSize(width + Space.XS + Space.XXS + Size.ICON_SMALL, Size.BOTTOM_BUTTON)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, Size.BOTTOM_BUTTON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(Type.SMALL))
        hot = self.underMouse() or self.hasFocus()
        role = "text_1" if hot else "text_2"
        painter.setPen(theme.colour(role))
        room = self.width() - Size.ICON_SMALL - Space.XS
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(0, 0, room, self.height()), _MIDDLE, words)
        left = painter.fontMetrics().horizontalAdvance(words) + Space.XS
        paint_icon(painter, "chevron-up", QRect(left, 0, Size.ICON_SMALL, self.height()), role)
