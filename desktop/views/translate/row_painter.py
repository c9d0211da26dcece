"""Paints the rows of the grid, and says how high each is."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from desktop.core.segment import TaggedText, TagKind
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.translate.cell_text import CellText, line_step
from desktop.views.translate.columns import NUMBER, Columns
from desktop.views.translate.faces import Face

_PAD = Space.S + Size.HAIR
_MOST_CELLS = 1_200
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)

Cell = tuple[TaggedText, float, int, tuple[tuple[int, TagKind], ...]]


class RowPainter:
    """Keeps what was laid out, so that scrolling paints and does not lay out again."""

    def __init__(self) -> None:
        self._cells: dict[Cell, CellText] = {}
        self._number = theme.font(Type.BASE)
        self._strong = theme.font(Type.BASE, Weight.STRONG)

    @property
    def size(self) -> int:
        """The size of the texts."""
        return theme.tokens().text_size

    def height(self, face: Face, columns: Columns) -> int:
        """How high a row is, with the line below it."""
        source = self.cell(face.source, face.kinds, columns.text_width)
        target = self.cell(face.target, face.kinds, columns.text_width)
        return max(source.height, target.height) + 2 * _PAD + Size.HAIR

    def guesses(self, lengths: list[int], columns: Columns) -> list[int]:
        """How high rows with longer texts of so many characters may be."""
        letter = QFontMetricsF(theme.font(self.size)).averageCharWidth()
        fits = max(1.0, columns.text_width / letter)
        step, around = line_step(self.size), 2 * _PAD + Size.HAIR
        return [step * max(1, ceil(length / fits)) + around for length in lengths]

    def cell(self, text: TaggedText, kinds: dict[int, TagKind], width: int) -> CellText:
        """A text laid out in this width."""
        shown = tuple((chip.number, kinds.get(chip.number, TagKind.ALONE)) for chip in text.chips)
        asked = (text, float(width), self.size, shown)
        found = self._cells.get(asked)
        if found is None:
            if len(self._cells) >= _MOST_CELLS:
                self._cells.clear()
            found = self._cells[asked] = CellText(text, kinds, width, self.size)
        return found

    def forget(self) -> None:
        """The type or the theme has changed."""
        self._cells.clear()
        self._number = theme.font(Type.BASE)
        self._strong = theme.font(Type.BASE, Weight.STRONG)

    def paint(self, painter: QPainter, area: QRect, face: Face, columns: Columns, *, chosen: bool) -> None:
        """Paint a row; `chosen` is one that is selected beside the open one."""
        if chosen:
            painter.fillRect(area, theme.colour("selection"))
        painter.fillRect(area.left(), area.bottom(), area.width(), Size.HAIR, theme.colour("line"))
        top = area.top() + _PAD
        source = self.cell(face.source, face.kinds, columns.text_width)
        source.paint(painter, QPointF(area.left() + columns.source, top), "text_2", face.source_marks)
        first = QRect(area.left(), top, area.width(), source.step)
        self._paint_target(painter, first, face, columns)
        self._write(painter, first.adjusted(NUMBER, 0, 0, 0), _LEFT, face.number, self._number, "text_3")
        self._paint_behind(painter, first, face, columns)

    def _paint_target(self, painter: QPainter, first: QRect, face: Face, columns: Columns) -> None:
        left = first.left() + columns.target
        if face.target.is_empty:
            area = QRect(left, first.top(), columns.text_width, first.height())
            self._write(painter, area, _LEFT, tr("Not translated yet"), theme.font(self.size), "text_3")
            return
        target = self.cell(face.target, face.kinds, columns.text_width)
        target.paint(painter, QPointF(left, first.top()), "text_1", face.target_marks)

    def _paint_behind(self, painter: QPainter, first: QRect, face: Face, columns: Columns) -> None:
        icon = QRect(first.left() + columns.icon, first.top(), Size.ICON_MEDIUM, first.height())
        paint_icon(painter, face.icon, icon, face.icon_role)
        match = QRect(first.left(), first.top(), columns.match_end, first.height())
        self._write(painter, match, _RIGHT, face.match, self._number, "text_2")
        score = QRect(first.left(), first.top(), columns.score_end, first.height())
        strong = face.score_role != "text_2"
        self._write(painter, score, _RIGHT, face.score, self._strong if strong else self._number, face.score_role)

    @staticmethod
    def _write(painter: QPainter, area: QRect, flags: int, words: str, font: QFont, role: str) -> None:
        painter.setFont(font)
        painter.setPen(theme.colour(role))
        painter.drawText(area, flags, words)
