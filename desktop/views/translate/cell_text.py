"""A text of a segment, laid out once for a width and painted often: its words, its chips and what is marked in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from desktop.core.segment import Chip, TaggedText, TagKind
from desktop.views import theme
from desktop.views.editor.marks import wave_below
from desktop.views.editor.plain import units
from desktop.views.tokens import LINE_HEIGHT_PERCENT, Size
from desktop.views.translate.chips import chip_width, paint_chip, take_room

_LINE_SEPARATOR = "\u2028"
_MOST_LINES = 400
_LAST_OF_ONE_UNIT = "\uffff"


class Look(StrEnum):
    """How words are marked."""

    WRONG = "wrong"
    """Tint and solid underline: an error."""
    DOUBT = "doubt"
    """Dotted underline: a warning."""
    WAVE = "wave"
    """A red wave: spelling, as everywhere."""
    TERM = "term"
    """Dotted underline in the accent: a term of the list."""
    HIT = "hit"
    """A ground: what is searched for."""


class TextMark(NamedTuple):
    """Words that are marked, in code points of the text with its tags as `{1}`."""

    start: int
    end: int
    look: Look


def line_step(size: int) -> int:
    """The height of a line of text of this size in pixels."""
    return size * LINE_HEIGHT_PERCENT // 100


class CellText:
    """A laid-out text; `size` of its type and `width` in pixels."""

    __slots__ = ("_chips", "_kinds", "_layout", "_plain", "_size", "_text", "height", "step")

    def __init__(self, text: TaggedText, kinds: Mapping[int, TagKind], width: float, size: int) -> None:
        self._text = text.text
        self._kinds = kinds
        self._size = size
        self._plain = not text.text or max(text.text) <= _LAST_OF_ONE_UNIT
        self._chips = text.chips
        self.step = line_step(size)
        self._layout = QTextLayout(text.text.replace("\n", _LINE_SEPARATOR), theme.font(size))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        if text.chips:
            self._layout.setFormats([self._room(chip) for chip in text.chips])
        self.height = self._lay_out(max(1.0, width)) * self.step

    def paint(self, painter: QPainter, at: QPointF, role: str, marks: Iterable[TextMark] = ()) -> None:
        """Paint it with its upper left corner here, in the colour of a token."""
        placed = [(mark, list(self.rects(mark.start, mark.end, at))) for mark in marks]
        for mark, rects in placed:
            _paint_behind(painter, mark.look, rects)
        painter.setPen(theme.colour(role))
        self._layout.draw(painter, at)
        for chip in self._chips:
            for rect in self.rects(chip.start, chip.end, at):
                kind = self._kinds.get(chip.number, TagKind.ALONE)
                paint_chip(painter, rect, str(chip.number), kind, self._size)
        for mark, rects in placed:
            _paint_front(painter, mark.look, rects)

    def _lay_out(self, width: float) -> int:
        layout, step, count = self._layout, self.step, 0
        layout.beginLayout()
        while count < _MOST_LINES:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, count * step + (step - line.height()) / 2))
            count += 1
        layout.endLayout()
        return max(1, count)

    def _room(self, chip: Chip) -> QTextLayout.FormatRange:
        kind = self._kinds.get(chip.number, TagKind.ALONE)
        made = QTextLayout.FormatRange()
        made.start, made.length = self._unit(chip.start), len(chip.text)
        look = QTextCharFormat()
        take_room(look, chip.text, chip_width(str(chip.number), kind, self._size), self._layout.font())
        made.format = look
        return made

    def _unit(self, offset: int) -> int:
        return offset if self._plain else units(self._text[:offset])

    def rects(self, start: int, end: int, at: QPointF) -> Iterator[QRectF]:
        """Where code points stand, a piece for each line."""
        first, last = self._unit(start), self._unit(end)
        layout = self._layout
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            begin, length = line.textStart(), line.textLength()
            if begin >= last:
                return
            left, right = max(first, begin), min(last, begin + length)
            if left < right:
                x, to = _x(line.cursorToX(left)), _x(line.cursorToX(right))
                top = at.y() + index * self.step + Size.LINE
                yield QRectF(at.x() + min(x, to), top, abs(to - x), self.step - 2 * Size.LINE)


def _x(place: object) -> float:
    """The coordinate that `cursorToX` gives; its binding gives a pair."""
    return float(place[0]) if isinstance(place, tuple) else float(str(place))


def _paint_behind(painter: QPainter, look: Look, rects: list[QRectF]) -> None:
    if look in {Look.WRONG, Look.HIT}:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("contradicted_soft" if look is Look.WRONG else "selection"))
        for rect in rects:
            painter.drawRoundedRect(rect, Size.LINE, Size.LINE)


_PENS = {Look.WRONG: "contradicted", Look.DOUBT: "warning", Look.WAVE: "contradicted", Look.TERM: "accent"}


def _paint_front(painter: QPainter, look: Look, rects: list[QRectF]) -> None:
    if look is Look.HIT:
        return
    wave = look is Look.WAVE
    pen = QPen(theme.colour(_PENS[look]), Size.HAIR if wave else Size.LINE)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if look is not Look.WRONG and not wave:
        pen.setDashPattern([1.0, 1.0])
    painter.setPen(pen)
    for rect in rects:
        low = round(rect.bottom()) + Size.HAIR
        if wave:
            painter.drawPolyline(wave_below(rect))
            continue
        painter.drawLine(QPointF(rect.left(), low), QPointF(rect.right(), low))
