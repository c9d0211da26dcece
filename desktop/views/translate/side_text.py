"""Words of several looks in a few lines: what is gone, what is new, what was searched for; painted, not labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.runtime.translation_difference import Part, WordRun
from desktop.views import theme
from desktop.views.editor.changes import paint_grounds, paint_underlines
from desktop.views.tokens import LINE_HEIGHT_PERCENT, Size, Space, Type, Weight

_MOST_LINES = 400


class Look(StrEnum):
    """How a run of words is shown."""

    PLAIN = "plain"
    STRONG = "strong"
    GONE = "gone"
    NEW = "new"
    MARKED = "marked"
    WRONG = "wrong"
    STRUCK = "struck"


class Run(msgspec.Struct, frozen=True):
    """Words of one look."""

    text: str
    look: Look = Look.PLAIN


class _Piece(NamedTuple):
    start: int
    end: int
    look: Look


class RunText(QWidget):
    """A paragraph of runs in one size and tone, in at most `lines` lines (0: as many as it needs)."""

    def __init__(
        self, tone: str = "text_1", size: int = Type.BASE, lines: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._size = size
        self._lines = lines
        self._runs: tuple[Run, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """The words without their looks."""
        return "".join(run.text for run in self._runs)

    @property
    def runs(self) -> tuple[Run, ...]:
        """What is shown."""
        return self._runs

    def show_runs(self, runs: Iterable[Run]) -> None:
        """Show these."""
        shown = tuple(Run(" ".join(run.text.split("\n")), run.look) for run in runs if run.text)
        if shown != self._runs:
            self._runs = shown
            self.setAccessibleName(self.text)
            self.updateGeometry()
            self.update()

    def set_lines(self, lines: int) -> None:
        """Show at most so many lines; 0 shows all."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout, _ = self._laid_out(float(width))
        return round(max(1, layout.lineCount()) * self._pitch())

    def sizeHint(self) -> QSize:
        return QSize(Size.SIDE_LIST, self.heightForWidth(self.width() or Size.SIDE_LIST))

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.RAIL, round(self._pitch()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout, pieces = self._laid_out(float(self.width()))
        for piece in pieces:
            _paint_behind(painter, _rects(layout, piece), piece.look)
        painter.setPen(theme.colour(self._tone))
        layout.draw(painter, QPointF(0, 0))

    def _pitch(self) -> float:
        return round(self._size * LINE_HEIGHT_PERCENT / 100)

    def _laid_out(self, width: float) -> tuple[QTextLayout, list[_Piece]]:
        text, pieces = _joined(self._runs)
        layout = self._layout_of(text, pieces, width)
        lines = layout.lineCount()
        if self._lines and lines:
            last = layout.lineAt(lines - 1)
            if last.textStart() + last.textLength() < _utf16(text):
                text, pieces = self._cut(text, pieces, last.textStart(), width)
                layout = self._layout_of(text, pieces, width)
        return layout, pieces

    def _cut(self, text: str, pieces: list[_Piece], start: int, width: float) -> tuple[str, list[_Piece]]:
        """The text with its last line cut so that "…" has room."""
        font = theme.font(self._size, Weight.STRONG)
        whole = text.encode("utf-16-le")
        head, rest = whole[: 2 * start].decode("utf-16-le"), whole[2 * start :].decode("utf-16-le")
        shown = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width - Space.S)
        cut = head + shown
        end = _utf16(cut)
        return cut, [_Piece(each.start, min(each.end, end), each.look) for each in pieces if each.start < end]

    def _layout_of(self, text: str, pieces: Sequence[_Piece], width: float) -> QTextLayout:
        layout = QTextLayout(text, theme.font(self._size))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([_format_of(piece) for piece in pieces if piece.look is not Look.PLAIN])
        layout.beginLayout()
        pitch = self._pitch()
        for number in range(self._lines or _MOST_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, number * pitch + (pitch - line.height()) / 2))
        layout.endLayout()
        return layout


def runs_of(words: Iterable[WordRun]) -> list[Run]:
    """A difference as runs; between an old and a new word stands a space, or they would read as one."""
    looks = {Part.SAME: Look.PLAIN, Part.GONE: Look.GONE, Part.NEW: Look.NEW}
    runs: list[Run] = []
    for word in words:
        look = looks[word.part]
        touches = bool(runs) and runs[-1].look is Look.GONE and look is Look.NEW
        text = word.text.rstrip() if look is not Look.PLAIN else word.text
        runs += [Run(" ")] if touches else []
        runs += [Run(text, look), Run(word.text[len(text) :])]
        runs = [run for run in runs if run.text]
    return runs


def marked_runs(text: str, spans: Iterable[tuple[int, int]], look: Look = Look.STRONG) -> list[Run]:
    """A text in which the spans (code points) have a look of their own."""
    runs, place = [], 0
    for start, end in sorted(spans):
        first = max(start, place)
        if first < end <= len(text):
            runs += [Run(text[place:first]), Run(text[first:end], look)]
            place = end
    return [*runs, Run(text[place:])]


def _joined(runs: Sequence[Run]) -> tuple[str, list[_Piece]]:
    pieces, place = [], 0
    for run in runs:
        length = _utf16(run.text)
        pieces.append(_Piece(place, place + length, run.look))
        place += length
    return "".join(run.text for run in runs), pieces


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


_INKS = {Look.STRONG: "text_1", Look.GONE: "contradicted", Look.NEW: "supported", Look.WRONG: "text_1"}


def _format_of(piece: _Piece) -> QTextLayout.FormatRange:
    said = QTextCharFormat()
    if piece.look in _INKS:
        said.setForeground(theme.colour(_INKS[piece.look]))
    if piece.look is Look.STRONG:
        said.setFontWeight(QFont.Weight.DemiBold)
    said.setFontStrikeOut(piece.look in {Look.GONE, Look.STRUCK})
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = piece.start, piece.end - piece.start, said
    return made


def _paint_behind(painter: QPainter, rects: list[QRectF], look: Look) -> None:
    match look:
        case Look.GONE:
            paint_grounds(painter, rects, "contradicted")
        case Look.NEW:
            paint_grounds(painter, rects, "supported")
            paint_underlines(painter, rects, "supported")
        case Look.WRONG:
            paint_grounds(painter, rects, "contradicted")
            paint_underlines(painter, rects, "contradicted")
        case Look.MARKED:
            paint_grounds(painter, rects, "accent")
        case _:
            return


def _rects(layout: QTextLayout, piece: _Piece) -> list[QRectF]:
    """Where a piece stands, a rectangle for each line; spaces at its ends are left out."""
    found = []
    letters = layout.text().encode("utf-16-le")
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        first, last = max(piece.start, line.textStart()), min(piece.end, line.textStart() + line.textLength())
        words = letters[2 * first : 2 * last].decode("utf-16-le", "replace") if first < last else ""
        first += len(words) - len(words.lstrip())
        last -= len(words) - len(words.rstrip())
        if words.strip():
            left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
            found.append(QRectF(left, line.y(), right - left, line.ascent() + line.descent()))
    return found


def _x(place: object) -> float:
    """The coordinate that `cursorToX` gives; its binding gives a pair."""
    return float(place[0]) if isinstance(place, tuple) else float(str(place))
