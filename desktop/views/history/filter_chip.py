"""A filter as a pill: what can be chosen, with a chevron; or what is chosen, with a cross that takes it away."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import rounded

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_DELETE = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class FilterChip(KeyFocus, QPushButton):
    """`asked` opens what can be chosen, `cleared` takes the filter away: the cross, Backspace or Delete."""

    asked = Signal()
    cleared = Signal()
    stepped = Signal(int)
    left_up = Signal()
    ring_radius = Size.TAB // 2

    def __init__(self, label: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._icon = icon
        self._value = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.clicked.connect(self.asked)
        self.set_value("")

    @property
    def value(self) -> str:
        """What is chosen, in words; empty when all may be found."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show what is chosen."""
        self._value = value
        every = tr("{what}: all", what=self._label)
        self.setAccessibleName(tr("{what}: {value}", what=self._label, value=value) if value else every)
        self.setAccessibleDescription(tr("Delete takes the filter away.") if value else "")
        self.setToolTip(tr("{what}: {value}", what=self._label, value=value) if value else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(Type.BASE, Weight.STRONG))
        width = min(metrics.horizontalAdvance(self._value or self._label), Size.COLUMN)
        icon = Size.ICON_SMALL + Space.XS if self._icon and self._value else 0
        return QSize(icon + width + Size.ICON_SMALL + Space.XS + 2 * Space.M, Size.TAB)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._value and self._end().contains(event.position().toPoint()) and self.isDown():
            self.setDown(False)
            self.cleared.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(key)])
        elif key in _OPEN:
            self.asked.emit()
        elif key == Qt.Key.Key_Up:
            self.left_up.emit()
        elif key in _DELETE and self._value:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot, chosen = self.underMouse() or self.isDown(), bool(self._value)
        half = Size.HAIR / 2
        outlined = not chosen or theme.tokens().high_contrast
        border = "accent" if chosen else "text_3" if hot else "line_strong"
        painter.setPen(theme.colour(border) if outlined else Qt.PenStyle.NoPen)
        ground = ("selection" if hot else "accent_soft") if chosen else "surface_2" if hot else "surface_1"
        painter.setBrush(theme.colour(ground))
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawPath(rounded(area, area.height() / 2))
        self._paint_words(painter, "accent" if chosen else "text_1" if hot else "text_2")

    def _paint_words(self, painter: QPainter, role: str) -> None:
        inner = self.rect().adjusted(Space.M, 0, -Space.M, 0)
        end = QRect(inner.right() - Size.ICON_SMALL + 1, inner.top(), Size.ICON_SMALL, inner.height())
        paint_icon(painter, "close" if self._value else "chevron-down", end, role)
        if self._icon and self._value:
            paint_icon(painter, self._icon, QRect(inner.left(), 0, Size.ICON_SMALL, inner.height()), role)
            inner.setLeft(inner.left() + Size.ICON_SMALL + Space.XS)
        inner.setRight(end.left() - Space.XS)
        painter.setFont(theme.font(Type.BASE, Weight.STRONG))
        painter.setPen(theme.colour(role))
        words = self._value or self._label
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width() + 1)
        painter.drawText(inner, _MIDDLE, shown)

    def _end(self) -> QRect:
        """Where the cross can be pressed."""
        return QRect(self.width() - Space.M - Size.ICON_SMALL - Space.XS, 0, self.width(), self.height())
