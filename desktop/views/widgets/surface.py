"""Grounds to put things on: the four surfaces, cards, lines, and the one shadow."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop.views import theme
from desktop.views.tokens import SHADOW_ALPHAS, Radius, Size


class Surface(QFrame):
    """A plain ground of one of the four levels."""

    def __init__(self, level: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", level)


class Card(QFrame):
    """A bordered ground with large corners, for what stands apart in the text or the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)


class Rule(QFrame):
    """A line between rows, where space alone does not do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rule", True)
        self.setFixedHeight(Size.HAIR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def rounded(area: QRectF, radius: float) -> QPainterPath:
    """A rectangle with round corners as a path."""
    path = QPainterPath()
    path.addRoundedRect(area, radius, radius)
    return path


def paint_ground(painter: QPainter, area: QRectF, role: str, radius: float = Radius.SMALL) -> None:
    """Paint the ground of a chosen or touched item; with high contrast it has an outline, as all grounds are alike."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = Size.HAIR / 2
    painter.setPen(theme.colour("line_strong") if theme.tokens().high_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(role))
    shown = area.adjusted(half, half, -half, -half) if theme.tokens().high_contrast else area
    painter.drawPath(rounded(shown, radius))


def paint_card(painter: QPainter, area: QRectF, *, border: str = "line_strong", ground: str = "surface_3") -> None:
    """Paint a card's ground and its hairline, sharp at every scale."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = Size.HAIR / 2
    path = rounded(area.adjusted(half, half, -half, -half), Radius.LARGE)
    painter.setPen(theme.colour(border))
    painter.setBrush(theme.colour(ground))
    painter.drawPath(path)


def paint_shadow(painter: QPainter, area: QRectF) -> None:
    """Paint the shadow that lies under a card at `area`; it reaches `Size.SHADOW` further on each side."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    shade = theme.colour("shadow")
    step = Size.SHADOW / len(SHADOW_ALPHAS)
    strength = 2 if theme.tokens().dark else 1
    for index, alpha in enumerate(SHADOW_ALPHAS):
        reach = Size.SHADOW - step * index
        layer = QColor(shade)
        layer.setAlpha(alpha * strength)
        painter.setBrush(layer)
        lowered = area.translated(0, step).adjusted(-reach, -reach, reach, reach)
        painter.drawPath(rounded(lowered, Radius.LARGE + reach))
