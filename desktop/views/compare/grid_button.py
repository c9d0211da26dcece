"""The button that says what the grid of variants is, with the grid in small, and opens it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop.core.comparison import Grid
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views import theme
from desktop.views.compare.grid_popover import GridPopover
from desktop.views.compare.grid_words import GridWords
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button
from desktop.views.widgets.surface import rounded

_MOST_ROWS, _MOST_COLUMNS = 3, 3


class GridButton(Button):
    """`3 models × 2 tones, 4 of 6 chosen`, and a chevron; follows the grid by itself."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._desk = desk
        self._card: GridPopover | None = None
        self.set_trailing("chevron-down")
        self.set_tip(tr("Choose models, tones and instructions"))
        self.clicked.connect(self.open_grid)
        desk.comparing.changed.connect(self.show_grid)
        desk.comparing.opened.connect(self.show_grid)
        self.show_grid()

    @property
    def card(self) -> GridPopover | None:
        """The card, once it was opened."""
        return self._card

    def show_grid(self) -> None:
        """Say what the grid is now."""
        self.setText(GridWords(self._desk.comparing.grid).button)

    def open_grid(self) -> None:
        """Show the grid below the button."""
        if self._card is None or self._card.parent() is not self.window():
            self._card = GridPopover(self._desk, self.window())
            self._card.changed.connect(self.show_grid)
        self._card.open_at(self)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self._picture + Space.S, 0)

    def _paint_content(self, painter: QPainter, area: QRect) -> None:
        self._paint_grid(painter, area)
        super()._paint_content(painter, area.adjusted(self._picture + Space.S, 0, 0, 0))

    @property
    def _picture(self) -> int:
        grid = self._desk.comparing.grid
        columns = min(_MOST_COLUMNS, max(1, len(grid.tones) * len(grid.instructions)))
        return columns * (Size.DOT + Space.XXS) - Space.XXS

    def _paint_grid(self, painter: QPainter, area: QRect) -> None:
        grid: Grid = self._desk.comparing.grid
        boxes = [box not in grid.left_out for box in grid.boxes]
        columns = max(1, len(grid.tones) * len(grid.instructions))
        rows = min(_MOST_ROWS, len(grid.models))
        step = Size.DOT + Space.XXS
        top = area.center().y() - (rows * step - Space.XXS) / 2
        for row in range(rows):
            for column in range(min(_MOST_COLUMNS, columns)):
                chosen = boxes[row * columns + column]
                painter.setPen(theme.colour("accent" if chosen else "line_strong"))
                painter.setBrush(theme.colour("accent" if chosen else "line"))
                place = QRectF(area.left() + column * step, top + row * step, Size.DOT, Size.DOT)
                painter.drawPath(rounded(place, 1))
