"""A small card at the place it speaks of: findings, menus of choices, names to be typed. Not a dialog."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.views import theme
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.surface import paint_shadow, rounded


class Popover(QWidget):
    """A card inside the window, below (or above) a spot; Esc, a click elsewhere or a lost focus closes it.

    Fill it through `body`; beyond the sides of `keep_within` it does not reach. `closed` is sent when it is gone. The
    focus goes back to where it was.
    """

    closed = Signal()

    def __init__(self, window: QWidget, name: str, *, takes_focus: bool = True) -> None:
        super().__init__(window.window())
        self._window = window.window()
        self._takes_focus = takes_focus
        self._before: QWidget | None = None
        self._arrow_x = -1
        self._above = False
        self.keep_within: QWidget | None = None
        self._spot = QRect()
        self._of: QWidget | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(Size.SHADOW, Size.SHADOW, Size.SHADOW, Size.SHADOW)
        self._frame = QWidget(self)
        self.body = QVBoxLayout(self._frame)
        self.body.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        self.body.setSpacing(Space.S)
        outer.addWidget(self._frame)
        self.hide()

    def open_at(self, spot: QRect, of: QWidget) -> None:
        """Show it below `spot` (in the coordinates of `of`), or above when there is no room; an arrow points there."""
        self._spot, self._of = spot, of
        self._show(self._area(spot, of))

    def refit(self) -> None:
        """Take the size that its parts need now, at the same spot."""
        if self.isVisible() and self._of is not None:
            self.setGeometry(self._area(self._spot, self._of))
            self.update()

    def _area(self, spot: QRect, of: QWidget) -> QRect:
        window = self._window
        place = QRect(of.mapTo(window, spot.topLeft()), spot.size())
        size = self._fitting(window)
        gap = Size.ARROW - Size.SHADOW
        self._above = place.bottom() + gap + size.height() - Size.SHADOW > window.height()
        if self._above and place.top() - gap - size.height() + Size.SHADOW < 0:
            self._above = False
        top = place.top() - gap - size.height() if self._above else place.bottom() + gap
        lowest = window.height() - size.height() + Size.SHADOW
        hides = not self._above and top > lowest  # it fits neither below nor above: over the spot, but all of it
        top = max(lowest, -Size.SHADOW) if hides else top
        first, last = self._bounds(window)
        left = max(first, min(place.center().x() - size.width() // 2, last - size.width()))
        self._arrow_x = -1 if hides else place.center().x() - left
        return QRect(QPoint(left, top), size)

    def _bounds(self, window: QWidget) -> tuple[int, int]:
        """Between which columns it may stand, with its shadow: those of the window, or of `keep_within`."""
        of = self.keep_within
        if of is None or of.width() < self.sizeHint().width() - 2 * Size.SHADOW:
            return -Space.L, window.width() + Space.L
        left = of.mapTo(window, of.rect().topLeft()).x()
        return left - Size.SHADOW + Space.XS, left + of.width() + Size.SHADOW - Space.XS

    def open_in_middle(self, top: int = 0) -> None:
        """Show it without an arrow in the middle of the window, `top` pixels below its upper edge when given."""
        window = self._window
        size = self._fitting(window)
        left = (window.width() - size.width()) // 2
        self._arrow_x = -1
        self._show(QRect(QPoint(left, (top or (window.height() - size.height()) // 3) - Size.SHADOW), size))

    def close_card(self) -> None:
        """Put it away, and give the focus back."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        held = self.isAncestorOf(QApplication.focusWidget() or self) or self.hasFocus()
        self.hide()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        if held and before is not None:
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and isinstance(watched, QWidget)
        ):
            inside = watched is self or self.isAncestorOf(watched)
            inside = inside and self._card().contains(self.mapFromGlobal(event.globalPosition().toPoint()))
            if not inside and watched.window() is self.window():
                self.close_card()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self._card())
        paint_shadow(painter, area)
        half = Size.HAIR / 2
        path = rounded(area.adjusted(half, half, -half, -half), Radius.LARGE)
        if self._arrow_x >= 0:
            path = path.united(self._arrow(area))
        painter.setPen(theme.colour("line_strong"))
        painter.setBrush(theme.colour("surface_3"))
        painter.drawPath(path)

    def _arrow(self, area: QRectF) -> QPainterPath:
        edge = area.bottom() - 1 if self._above else area.top() + 1
        tip = edge + Size.ARROW if self._above else edge - Size.ARROW
        side = Radius.LARGE + Size.ARROW
        x = max(area.left() + side, min(float(self._arrow_x), area.right() - side))
        path = QPainterPath(QPointF(x - Size.ARROW, edge))
        path.lineTo(x, tip)
        path.lineTo(x + Size.ARROW, edge)
        path.closeSubpath()
        return path

    def _card(self) -> QRect:
        reach = Size.SHADOW
        return self.rect().adjusted(reach, reach, -reach, -reach)

    def _fitting(self, window: QWidget) -> QSize:
        self._outer.activate()
        wanted = self.sizeHint()
        width = min(wanted.width(), window.width())
        height = self.heightForWidth(width) if self.hasHeightForWidth() else wanted.height()
        return QSize(width, min(max(height, wanted.height()), window.height()))

    def _show(self, area: QRect) -> None:
        self._before = QApplication.focusWidget()
        self.setGeometry(area)
        self.show()
        self.raise_()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        if self._takes_focus:
            target = self.focusProxy() or self._first_control() or self
            target.setFocus(Qt.FocusReason.PopupFocusReason)

    def _first_control(self) -> QWidget | None:
        return next(
            (child for child in self._frame.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus
             and child.isVisibleTo(self) and child.isEnabled()),
            None,
        )  # fmt: skip
