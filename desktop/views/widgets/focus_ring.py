"""The ring around what has the keyboard: outside the control, so that nothing inside moves.

Inputs always show it, buttons and lists only when the focus came by key, as on the platforms. A widget takes part by
having a method `shows_focus_ring`; `KeyFocus` brings it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from desktop.views import theme
from desktop.views.tokens import Radius, Size
from desktop.views.widgets.surface import rounded

_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Hide,
    QEvent.Type.Show,
    QEvent.Type.EnabledChange,
    QEvent.Type.ParentChange,
)


if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object  # two Qt classes cannot be joined into one


class KeyFocus(_Widget):
    """To be mixed into a control, before its Qt class: remembers whether the focus came by key."""

    _by_key = False
    ring_radius: int = Radius.SMALL

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = event.reason() in _BY_KEY
        super().focusInEvent(event)

    def shows_focus_ring(self) -> bool:
        """Whether the ring belongs around it now."""
        return self._by_key


class FocusRings(QObject):
    """Shows the ring in one window; made by the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self._ring: _Ring | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._let_go()
        if new is None or new.window() is not self._window.window():
            return
        shows = getattr(new, "shows_focus_ring", None)
        if shows is None or not shows():
            return
        host, chain = _host_of(new)
        self._target, self._watched = new, chain
        for widget in chain:
            widget.installEventFilter(self)
        self._ring = _Ring(host, soft=isinstance(new, QLineEdit) or bool(new.property("field")))
        self._place()

    def _let_go(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        ring, self._ring, self._target = self._ring, None, None
        if ring is not None and isValid(ring):
            ring.hide()
            ring.deleteLater()

    def _place(self) -> None:
        ring, target = self._ring, self._target
        if ring is None or target is None or not isValid(ring) or not isValid(target):
            return
        host = ring.host
        if not target.isVisibleTo(host) or not target.isEnabled():
            ring.hide()
            return
        reach = Size.RING + Size.HAIR
        area = QRect(target.mapTo(host, QPoint(0, 0)), target.size()).adjusted(-reach, -reach, reach, reach)
        ring.radius = int(getattr(target, "ring_radius", Radius.SMALL))
        ring.setGeometry(area)
        ring.show()
        ring.raise_()


def _host_of(target: QWidget) -> tuple[QWidget, list[QWidget]]:
    """The widget that the ring lies in (what scrolls with the target, or the window), and all from the target to it."""
    chain = [target]
    parent = target.parentWidget()
    while parent is not None and not parent.isWindow():
        if parent.property("page"):  # what scrolls; asked who is above it, PySide would load all widgets to say it
            return parent, chain
        above = parent.parentWidget()
        if above is not None and isinstance(above.parentWidget(), QAbstractScrollArea):
            return parent, chain
        chain.append(parent)
        parent = above
    return parent or target, chain


class _Ring(QWidget):
    def __init__(self, host: QWidget, *, soft: bool) -> None:
        super().__init__(host)
        self.host = host
        self._soft = soft
        self.radius: int = Radius.SMALL
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = Size.RING if self._soft else Size.LINE
        strong = not self._soft or theme.tokens().high_contrast
        painter.setPen(QPen(theme.colour("accent" if strong else "selection"), width))
        half = width / 2 + (Size.HAIR if self._soft else 0)
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(half, half, -half, -half), self.radius + half))
