"""Words of a few lines in which some are marked: rounded grounds under bold words, "…" where the room ends."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from desktop.views import theme
from desktop.views.tokens import LINE_HEIGHT_PERCENT, Size, Space, Type
from desktop.views.widgets.surface import rounded

OPEN, CLOSE = "\x02", "\x03"
"""What stands before and behind a matched word in the snippet of a search hit."""


def split_marks(snippet: str) -> tuple[str, list[tuple[int, int]]]:
    """The words without the marks, and where the marked ones begin and end."""
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    length, begin = 0, -1
    for character in snippet.replace("\n", " "):
        if character == OPEN:
            begin = length
        elif character == CLOSE:
            if begin >= 0:
                spans.append((begin, length))
            begin = -1
        else:
            words.append(character)
            length += 1
    return "".join(words), spans


def paint_marked(painter: QPainter, area: QRectF, snippet: str, lines: int) -> None:
    """Paint a snippet into `area`, in at most so many lines."""
    text, spans = split_marks(snippet)
    font = theme.font(Type.BASE)
    layout = _laid_out(text, spans, font, area.width(), lines)
    end = _end_of(layout)
    if end < len(text):
        text = _shortened(text, layout.lineAt(lines - 1).textStart(), font, area.width())
        spans = [(start, min(stop, len(text))) for start, stop in spans if start < len(text)]
        layout = _laid_out(text, spans, font, area.width(), lines)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for rect in _rects(layout, spans):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("selection"))
        painter.drawPath(rounded(rect.translated(area.topLeft()), Size.BAR))
    painter.setPen(theme.colour("text_2"))
    layout.draw(painter, area.topLeft())


def line_pitch() -> float:
    """The distance of two lines of a snippet."""
    return round(QFontMetricsF(theme.font(Type.BASE)).height() * LINE_HEIGHT_PERCENT / 125)


def _laid_out(text: str, spans: list[tuple[int, int]], font: QFont, width: float, lines: int) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    formats = []
    for start, stop in spans:
        marked = QTextCharFormat()
        marked.setFontWeight(QFont.Weight.DemiBold)
        marked.setForeground(theme.colour("text_1"))
        piece = QTextLayout.FormatRange()
        piece.start, piece.length, piece.format = _utf16(text, start), _utf16(text[start:stop], stop - start), marked
        formats.append(piece)
    layout.setFormats(formats)
    layout.beginLayout()
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * line_pitch()))
    layout.endLayout()
    return layout


def _utf16(text: str, position: int) -> int:
    """A position as Qt counts it."""
    return len(text[:position].encode("utf-16-le")) // 2


def _end_of(layout: QTextLayout) -> int:
    if not layout.lineCount():
        return 0
    line = layout.lineAt(layout.lineCount() - 1)
    return line.textStart() + line.textLength()


def _shortened(text: str, start: int, font: QFont, width: float) -> str:
    """The text with its last line, which begins at `start`, cut so that "…" has room."""
    room = width - Space.M  # bold words are wider than the measure of plain ones
    return text[:start] + QFontMetricsF(font).elidedText(text[start:], Qt.TextElideMode.ElideRight, room)


def _rects(layout: QTextLayout, spans: list[tuple[int, int]]) -> list[QRectF]:
    found = []
    text = layout.text()
    for start, stop in spans:
        first, last = _utf16(text, start), _utf16(text, stop)
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            begin = max(first, line.textStart())
            end = min(last, line.textStart() + line.textLength())
            if begin < end:
                left, right = _x(line.cursorToX(begin)), _x(line.cursorToX(end))
                found.append(QRectF(left - Space.XXS, line.y(), right - left + Space.XS, line.height()))
    return found


def _x(place: object) -> float:
    """The coordinate that `cursorToX` gives; its binding gives a pair."""
    return float(place[0]) if isinstance(place, tuple) else float(str(place))
