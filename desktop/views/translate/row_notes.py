"""The lines below the source of the open row: what the text is, how long it may be, what was remarked."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desktop.core.segment import tagged
from desktop.core.translation import Row
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type
from desktop.views.translate.words import origin_words

_LINE = Space.L + Space.XS + Space.XXS
_INDENT = Space.L + Space.XS
_ANY_HEIGHT = 1 << 16
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class NoteLine(NamedTuple):
    """A line: its icon, its words and the colour of both."""

    icon: str
    words: str
    role: str = "text_2"


def notes_of(row: Row, typed: str) -> list[NoteLine]:
    """What there is to say of a row, of which this target is typed."""
    segment, note = row.segment, row.note
    lines = []
    if segment.context:
        lines.append(NoteLine("table", segment.context))
    lines += [NoteLine("document", each) for each in segment.notes]
    if segment.most:
        count = len(tagged(typed, {tag.number for tag in segment.tags}).words)
        words = tr("{count} of at most {most} characters", count=count, most=segment.most)
        lines.append(NoteLine("info", words, "contradicted" if count > segment.most else "text_2"))
    if segment.locked:
        lines.append(NoteLine("lock", tr("Locked by the file")))
    if row.changed_source:
        lines.append(NoteLine("retry", tr("The source changed since it was translated"), "warning"))
    came = origin_words(note.origin)
    if came and typed:
        lines.append(NoteLine("history", came))
    for comment in note.comments:
        said = tr("{who}: {comment}", who=comment.by, comment=comment.text) if comment.by else comment.text
        lines.append(NoteLine("pin", said))
    return lines


def notes_height(lines: list[NoteLine], width: int) -> int:
    """How high the lines are together in this width."""
    return sum(_height(line, width) for line in lines)


def paint_notes(painter: QPainter, lines: list[NoteLine], left: int, top: int, width: int) -> None:
    """Paint the lines one below the other."""
    painter.setFont(theme.font(Type.SMALL))
    for line in lines:
        height = _height(line, width)
        icon = QRect(left, top, Size.ICON_SMALL, _LINE)
        paint_icon(painter, line.icon, icon, line.role)
        painter.setPen(theme.colour(line.role))
        inset = (_LINE - QFontMetrics(theme.font(Type.SMALL)).height()) // 2
        area = QRect(left + _INDENT, top + inset, width - _INDENT, height - inset)
        painter.drawText(area, _WRAP, line.words)
        top += height


def _height(line: NoteLine, width: int) -> int:
    metrics = QFontMetrics(theme.font(Type.SMALL))
    area = QRect(0, 0, max(1, width - _INDENT), _ANY_HEIGHT)
    lines = max(1, round(metrics.boundingRect(area, _WRAP, line.words).height() / metrics.lineSpacing()))
    return _LINE + (lines - 1) * metrics.lineSpacing()
