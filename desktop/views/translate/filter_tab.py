"""A button above the grid that shows only some of the rows, with their count beside its words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.surface import paint_ground

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_GAP = Space.XS + Space.XXS
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class FilterTab(KeyFocus, QPushButton):
    """One of a row of buttons of which one is pressed; arrow keys go along them."""

    stepped = Signal(int)

    def __init__(self, words: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._key = key
        self._count = 0
        self.tight = False
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_count(0)

    @property
    def count(self) -> int:
        """How many rows it would show."""
        return self._count

    def show_count(self, count: int) -> None:
        """Say how many rows there are of its sort."""
        self._count = count
        self.setAccessibleName(tr("{what}: {n}", what=self.text(), n=count))
        self.setToolTip(with_key(self.text(), self._key))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font(Type.BASE, Weight.STRONG)).horizontalAdvance(self.text())
        count = QFontMetrics(theme.font(Type.BASE)).horizontalAdvance(str(self._count))
        return QSize(words + _GAP + count + 2 * self._side, Size.TAB)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, hot = self.isChecked(), self.underMouse() or self.isDown()
        if chosen or hot:
            paint_ground(painter, QRectF(self.rect()), "surface_0" if chosen else "surface_1")
        inner = QRect(self.rect()).adjusted(self._side, 0, -self._side, 0)
        painter.setFont(theme.font(Type.BASE, Weight.STRONG if chosen else Weight.REGULAR))
        painter.setPen(theme.colour("text_1" if chosen or hot else "text_2"))
        painter.drawText(inner, _MIDDLE, self.text())
        inner.setLeft(inner.left() + painter.fontMetrics().horizontalAdvance(self.text()) + _GAP)
        painter.setFont(theme.font(Type.BASE))
        painter.setPen(theme.colour("text_3"))
        painter.drawText(inner, _MIDDLE, str(self._count))

    @property
    def _side(self) -> int:
        return Space.XS if self.tight else Space.S
