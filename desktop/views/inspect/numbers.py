"""The numbered marks: full for strong reasons, a ring for those that support them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen, QPyTextObject, QTextDocument, QTextFormat

from desktop.views import theme
from desktop.views.tokens import Size, Space, Type, Weight

NUMBER_OBJECT = int(QTextFormat.ObjectTypes.UserObject) + 61
NUMBER, STRONG = int(QTextFormat.Property.UserProperty) + 1, int(QTextFormat.Property.UserProperty) + 2
_SIDE = Size.ICON_MEDIUM


def paint_number(painter: QPainter, area: QRectF, number: int, *, strong: bool) -> None:
    """Paint one mark into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    role = "contradicted" if strong else "warning"
    half = 0.75
    circle = area.adjusted(half, half, -half, -half)
    painter.setBrush(theme.colour(role) if strong else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour(role), 2 * half))
    painter.drawEllipse(circle)
    painter.setFont(theme.font(Type.SMALL - Space.XXS, Weight.STRONG))
    painter.setPen(theme.colour("surface_2" if strong else role))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), str(number))
    painter.restore()


class NumberObject(QPyTextObject):
    """A mark within running text; it takes the room of a small figure and is no letter."""

    def intrinsicSize(self, _document: QTextDocument, _place: int, _format: QTextFormat) -> QSizeF:
        return QSizeF(_SIDE + Space.XS, _SIDE - Space.XXS)

    def drawObject(
        self, painter: QPainter, room: QRectF | QRect, _document: QTextDocument, _place: int, form: QTextFormat
    ) -> None:
        rect = QRectF(room)
        area = QRectF(rect.left() + Space.XXS, rect.bottom() - _SIDE + Space.XXS, _SIDE, _SIDE)
        paint_number(painter, area, int(form.property(NUMBER)), strong=bool(form.property(STRONG)))
