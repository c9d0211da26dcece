"""How an inline tag is shown: a small sign with its number, pointed where it opens or closes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QTextCharFormat

from desktop.core.segment import TagKind
from desktop.views import theme
from desktop.views.tokens import Size, Space, Type, Weight

_POINT = Space.XS + Size.HAIR
"""How far the point of an arrow reaches."""
_SIDE = Size.LINE
_APART = Size.RING
_CORNER = float(Size.RING)


def chip_font(size: int) -> QFont:
    """The type of the number, beside a text of this size in pixels."""
    return theme.font(max(size - Size.RING, Type.SMALL - Size.LINE), Weight.STRONG)


def chip_width(words: str, kind: TagKind, size: int) -> float:
    """The room that a chip takes in a line, with the space that keeps it from the words."""
    point = 0 if kind is TagKind.ALONE else _POINT
    return QFontMetricsF(chip_font(size)).horizontalAdvance(words) + 2 * _SIDE + point + _APART + Size.HAIR


def take_room(look: QTextCharFormat, raw: str, width: float, font: QFont) -> None:
    """Let the characters of a tag draw nothing and take just so much room."""
    plain = QFont(font)
    plain.setKerning(False)
    advance = QFontMetricsF(plain).horizontalAdvance(raw)
    look.setForeground(QColor(Qt.GlobalColor.transparent))
    look.setFontKerning(False)
    look.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    look.setFontLetterSpacing((width - advance) / max(1, len(raw)))


def paint_chip(painter: QPainter, area: QRectF, words: str, kind: TagKind, size: int, *, chosen: bool = False) -> None:
    """Paint a chip into the room that it takes; the text has this size in pixels."""
    shape, middle = _shape(area, kind, size + Size.HAIR)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("accent" if chosen else "information"))
    painter.setBrush(theme.colour("selection" if chosen else "information_soft"))
    painter.drawPath(shape)
    painter.setFont(chip_font(size))
    painter.drawText(middle, int(Qt.AlignmentFlag.AlignCenter), words)
    painter.restore()


def _shape(area: QRectF, kind: TagKind, height: float) -> tuple[QPainterPath, QRectF]:
    """The outline on whole pixels, and where the number stands."""
    half = Size.HAIR / 2
    top = round(area.center().y() - height / 2) + half
    bottom = top + height - Size.HAIR
    before = _APART - Size.HAIR if kind is TagKind.CLOSE else 0
    after = _APART - Size.HAIR if kind is not TagKind.CLOSE else 0
    left, right = round(area.left() + before) + half, round(area.right() - after) - half
    first = left + (_POINT if kind is TagKind.CLOSE else 0)
    last = right - (_POINT if kind is TagKind.OPEN else 0)
    path = QPainterPath()
    if kind is TagKind.ALONE:
        path.addRoundedRect(QRectF(left, top, right - left, bottom - top), _CORNER, _CORNER)
    elif kind is TagKind.OPEN:
        _pointed(path, QRectF(QPointF(left, top), QPointF(last, bottom)), right)
    else:
        _pointed(path, QRectF(QPointF(right, top), QPointF(first, bottom)), left)
    shift = Size.HAIR if kind is TagKind.OPEN else -Size.HAIR if kind is TagKind.CLOSE else 0
    return path, QRectF(first + shift, top, last - first, bottom - top)


def _pointed(path: QPainterPath, box: QRectF, tip: float) -> None:
    """From the flat side (the left of `box`, which may lie at the right) round two corners to a point."""
    step = _CORNER if box.right() > box.left() else -_CORNER
    path.moveTo(box.left() + step, box.top())
    path.lineTo(box.right(), box.top())
    path.lineTo(tip, box.center().y())
    path.lineTo(box.right(), box.bottom())
    path.lineTo(box.left() + step, box.bottom())
    path.quadTo(box.left(), box.bottom(), box.left(), box.bottom() - _CORNER)
    path.lineTo(box.left(), box.top() + _CORNER)
    path.quadTo(box.left(), box.top(), box.left() + step, box.top())
