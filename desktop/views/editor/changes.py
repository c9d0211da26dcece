"""How changed words are painted: what is new stands underlined on green, what is gone struck through on red.

Lines and strokes say it as well as colours do. The grounds are painted behind the text, with round corners.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.views import theme
from desktop.views.tokens import Size, Space
from desktop.views.widgets.surface import rounded

ADDED, GONE = "supported", "contradicted"
"""The tokens of what is new and of what is gone."""


def ground_of(rect: QRectF) -> QRectF:
    """The ground under a piece of a line."""
    return rect.adjusted(-Size.HAIR, -Size.HAIR, Size.HAIR, Space.XXS)


def paint_grounds(painter: QPainter, rects: Iterable[QRectF], role: str) -> None:
    """The soft ground of a meaning under the pieces of a run of words."""
    painter.setPen(theme.colour(role) if theme.tokens().high_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"{role}_soft"))
    for rect in rects:
        painter.drawPath(rounded(ground_of(rect), Size.RING))


def paint_underlines(painter: QPainter, rects: Iterable[QRectF], role: str, *, dashed: bool = False) -> None:
    """A line at the lower edge of the grounds; dashed for words that stood elsewhere."""
    pen = QPen(theme.colour(role), Size.LINE)
    if dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    for ground in map(ground_of, rects):
        bottom = ground.bottom() - Size.HAIR
        painter.drawLine(QPointF(ground.left() + Size.LINE, bottom), QPointF(ground.right() - Size.LINE, bottom))


def paint_strokes(painter: QPainter, rects: Iterable[QRectF], role: str) -> None:
    """A stroke through the middle of words that are gone."""
    painter.setPen(QPen(theme.colour(role), Size.HAIR))
    for rect in rects:
        middle = rect.center().y() + Size.HAIR
        painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))
