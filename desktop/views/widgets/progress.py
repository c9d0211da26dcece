"""How far something is: a thin strip, and grey bars where text will come."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.tokens import Motion, Size, Space
from desktop.views.widgets.surface import rounded

_STEPS = 1000
_TICK = Motion.FAST
_LINE_SHARES = (1.0, 0.94, 0.98, 0.62)


class ProgressStrip(QProgressBar):
    """A bar of 4 or 6 px; `set_progress(3, 5)`, and with an unknown total a piece that wanders."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phase = 0
        self._known = True
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setRange(0, _STEPS)
        self.setFixedHeight(Size.BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self, interval=int(_TICK))
        self._timer.timeout.connect(self._tick)

    def set_progress(self, done: float, total: float) -> None:
        """Show how much is done; a total of 0 means nobody knows."""
        self._known = total > 0
        self.setValue(round(_STEPS * min(1.0, done / total)) if self._known else 0)
        if self._known or not theme.motion(Motion.FAST):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.COUNTER_BAR, Size.BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect())
        painter.setBrush(theme.colour("line"))
        painter.drawPath(rounded(area, area.height() / 2))
        painter.setBrush(theme.colour("accent"))
        if self._known:
            area.setWidth(area.width() * self.value() / _STEPS)
        else:
            piece = area.width() / 4
            area = QRectF((area.width() - piece) * self._phase / 10, 0, piece, area.height())
        if area.width() > 0:
            painter.drawPath(rounded(area, area.height() / 2))

    def _tick(self) -> None:
        self._phase = (self._phase + 1) % 11
        self.update()


class Skeleton(QWidget):
    """Grey bars where lines of text will be; breathes slowly unless the system asks for no movement."""

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._faint = False
        self.setAccessibleName(tr("Loading"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self, interval=Motion.PULSE // 2)
        self._timer.timeout.connect(self._breathe)

    def sizeHint(self) -> QSize:
        return QSize(Size.SIDE_LIST, self._lines * Space.XL)

    def showEvent(self, _event: object) -> None:
        if theme.motion(Motion.SLOW):
            self._timer.start()

    def hideEvent(self, _event: object) -> None:
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line" if not self._faint else "surface_0"))
        for line in range(self._lines):
            share = _LINE_SHARES[line % len(_LINE_SHARES)]
            bar = QRectF(0, line * Space.XL + Space.XS, self.width() * share, Space.M)
            painter.drawPath(rounded(bar, Space.XS))

    def _breathe(self) -> None:
        self._faint = not self._faint
        self.update()
