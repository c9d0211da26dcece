"""The handle at the left of a block: dragged it moves the block, and with the focus the arrow keys do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.mail.block_keys import DOWN, UP
from desktop.views.tokens import Radius, Size
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.keys import key_words
from desktop.views.widgets.surface import rounded

WIDTH = Size.ICON
HEIGHT = Size.CONTROL_SMALL + Size.BAR


class BlockGrip(KeyFocus, QWidget):
    """Sends where the pointer is, on the screen, while it drags; `dropped` says whether the block shall stay there."""

    dragged = Signal(QPoint)
    dropped = Signal(bool)
    stepped = Signal(int)

    ring_radius = Radius.SMALL

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._from: QPoint | None = None
        self.dragging = False
        self.setFixedSize(WIDTH, HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(tr("Move the block"))
        tip = tr("Drag to move the block, or press {up} and {down}", up=key_words(UP), down=key_words(DOWN))
        self.setAccessibleDescription(tip)
        self.setToolTip(tip)
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._from = event.globalPosition().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            return
        at = event.globalPosition().toPoint()
        if not self.dragging and (at - self._from).manhattanLength() >= QApplication.startDragDistance():
            self.dragging = True
            self.setFocus(Qt.FocusReason.MouseFocusReason)  # so that Esc is heard
        if self.dragging:
            self.dragged.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._end(keep=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.dragging:
            self._end(keep=False)
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and not event.modifiers():
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), Size.LINE if self.dragging else Size.HAIR))
        painter.setBrush(theme.colour("surface_3"))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.SMALL))
        icon = QRectF(0, 0, Size.ICON_SMALL, Size.ICON_SMALL)
        icon.moveCenter(QRectF(self.rect()).center())
        paint_icon(painter, "drag", icon, "accent")

    def _end(self, *, keep: bool) -> None:
        dragging, self.dragging, self._from = self.dragging, False, None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.update()
        if dragging:
            self.dropped.emit(keep)


class DropLine(QWidget):
    """Where the block that is dragged would stand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(Size.BAR)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawPath(rounded(QRectF(self.rect()), Size.LINE))
