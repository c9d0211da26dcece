"""The program's own line icons, tinted by token when they are painted, sharp at every scale.

Each is an SVG of 24 × 24 units in `resources/icons`, drawn with `currentColor`, shown at 20 px or smaller.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.core.resources import resource_folder
from desktop.views import theme
from desktop.views.tokens import Size

_KEPT = 512


@lru_cache(maxsize=_KEPT)
def _source(name: str) -> str:
    return (resource_folder("icons") / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=_KEPT)
def _rendered(name: str, colour: str, width: int, height: int) -> QPixmap:
    """The icon in device pixels."""
    from PySide6.QtSvg import QSvgRenderer

    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    return pixmap


def pixmap(name: str, role: str, size: int = Size.ICON, ratio: float = 1.0) -> QPixmap:
    """The icon `name` in the colour of the token `role`, `size` logical pixels wide, for a screen of this ratio."""
    device = round(size * ratio)
    image = QPixmap(_rendered(name, theme.tokens().colour(role), device, device))
    image.setDevicePixelRatio(ratio)
    return image


def paint_icon(painter: QPainter, name: str, area: QRect | QRectF, role: str) -> None:
    """Paint the icon in the middle of `area`, as large as fits, in the colour of the token `role`."""
    ratio = painter.deviceTransform().m11()  # asked of the device, PySide loads all that can be painted on
    size = int(min(area.width(), area.height()))
    centre = QRectF(area).center()
    # On whole device pixels, or the lines blur.
    left = round((centre.x() - size / 2) * ratio) / ratio
    top = round((centre.y() - size / 2) * ratio) / ratio
    painter.drawPixmap(QPointF(left, top), pixmap(name, role, size, ratio))


class _TokenIcon(QIconEngine):
    """Asks for the colour when it paints, so that icons follow the theme by themselves."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def clone(self) -> QIconEngine:
        return _TokenIcon(self._name, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        role = "text_3" if mode is QIcon.Mode.Disabled else self._role
        paint_icon(painter, self._name, rect, role)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, _scale: float) -> QPixmap:
        role = "text_3" if mode is QIcon.Mode.Disabled else self._role
        return QPixmap(_rendered(self._name, theme.tokens().colour(role), size.width(), size.height()))


def icon(name: str, role: str = "text_2") -> QIcon:
    """The icon for a button, menu or action of Qt's own."""
    return QIcon(_TokenIcon(name, role))


def window_icon() -> QIcon:
    """The program's own picture, in full colour."""
    found = QIcon()
    for size in (16, 32, 48, 128):
        found.addPixmap(application_picture(size, 1.0))
    return found


def application_picture(size: int, ratio: float) -> QPixmap:
    """The program's own picture, `size` logical pixels wide, for a screen of this ratio."""
    device = round(size * ratio)
    image = QPixmap(_rendered("copydesk", "", device, device))
    image.setDevicePixelRatio(ratio)
    return image


class IconLabel(QWidget):
    """An icon that stands by itself and follows the theme; says nothing to a screen reader, the words beside it do."""

    def __init__(self, name: str, role: str = "text_2", size: int = Size.ICON, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._role = role
        self.setFixedSize(size, size)

    def set_icon(self, name: str, role: str) -> None:
        """Show another icon or colour."""
        if (name, role) != (self._name, self._role):
            self._name, self._role = name, role
            self.update()

    def paintEvent(self, _event: object) -> None:
        paint_icon(QPainter(self), self._name, self.rect(), self._role)
