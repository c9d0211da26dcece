"""Editing a field in its column: typed words go to the comparison a moment later, which keeps them as a version."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop.runtime.desk import Desk
from desktop.views.compare.board import Board
from desktop.views.compare.cell import Cell

_LATE_MS = 300


class Editing(QObject):
    """At most one field is edited; it is left by Esc, or by going elsewhere."""

    def __init__(self, desk: Desk, board: Board) -> None:
        super().__init__(board)
        self._desk = desk
        self._board = board
        self._cell: Cell | None = None
        self._dirty = False
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._late.timeout.connect(self.hand_in)

    @property
    def cell(self) -> Cell | None:
        """The cell whose text is edited."""
        return self._cell

    def begin(self, cell: Cell) -> None:
        """Let the writer type in this cell."""
        if cell is self._cell:
            self.end()
            return
        self.end()
        self._cell = cell
        cell.page.begin_edit()
        cell.page.edited.connect(self._on_edited)
        cell.page.left.connect(self.end)
        cell.destroyed.connect(self._on_gone)
        cell.page.show()
        cell.instead.hide()
        cell.update()
        self._board.arrange()

    def end(self) -> None:
        """Hand in what was typed, and show the field as the others."""
        self.hand_in()
        cell, self._cell = self._cell, None
        if cell is None:
            return
        cell.page.edited.disconnect(self._on_edited)
        cell.page.left.disconnect(self.end)
        cell.destroyed.disconnect(self._on_gone)
        cell.page.end_edit()
        cell.update()
        self._board.touch(cell.key, cell.spec.name)

    def hand_in(self) -> None:
        """Give the comparison what was typed since the last time."""
        self._late.stop()
        cell = self._cell
        if cell is None or not self._dirty:
            return
        self._dirty = False
        text = cell.page.text()
        value = tuple(line for line in text.split("\n") if line.strip()) if cell.spec.is_list else text
        self._desk.comparing.edit(cell.key, cell.spec.name, value)

    def _on_edited(self) -> None:
        self._dirty = True
        if self._cell is not None:
            self._cell.recount()
        if not self._late.isActive():
            self._late.start()

    def _on_gone(self) -> None:
        self._late.stop()
        self._cell = None
        self._dirty = False
