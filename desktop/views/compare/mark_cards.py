"""The card of a mark in a column: what was found and the facts that decide it, to be read only."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop.core.brief import number_facts
from desktop.runtime.desk import Desk
from desktop.views.announce import spoken
from desktop.views.compare.board import Board
from desktop.views.compare.cell import Cell
from desktop.views.editor.finding_card import FindingCard
from desktop.views.editor.marks import Mark
from desktop.views.inspector.finding_words import headline_of
from desktop.views.tokens import Motion


class MarkCards(QObject):
    """One card at a time, opened by pointing or by key; the text beside it stays as it is."""

    reached = Signal(str)  # by key: what a screen reader says

    def __init__(self, desk: Desk, board: Board) -> None:
        super().__init__(board)
        self._desk = desk
        self._board = board
        self._card: FindingCard | None = None
        self._cell: Cell | None = None
        self._by_pointer = False
        self._leave = QTimer(self, singleShot=True, interval=Motion.TOOLTIP // 2)
        self._leave.timeout.connect(self._close_unless_pointed)
        board.cell_made.connect(self._on_cell)
        board.scrolled.connect(self.close)

    @property
    def card(self) -> FindingCard | None:
        """The card that is open."""
        return self._card

    def close(self) -> None:
        """Put the card away."""
        if self._card is not None:
            self._card.close_card()

    def open(self, cell: Cell, mark: Mark, *, by_pointer: bool = False) -> None:
        """Show the card of a mark."""
        self.close()
        column = self._desk.comparing.compared(cell.key)
        area = cell.page.mark_area(mark)
        if area.isEmpty() or column is None:
            return
        facts = {fact.id: fact for fact in number_facts(column.brief.facts)}
        headline = headline_of(mark.finding, mark.claim)
        card = FindingCard(mark.finding, headline, self._board, claim=mark.claim, facts=facts, locked=True)
        card.following.hide()
        card.closed.connect(self._on_closed)
        self._card, self._cell, self._by_pointer = card, cell, by_pointer
        cell.page.choose_mark(mark)
        card.open_at(area.toAlignedRect(), cell.page)
        if not by_pointer:
            self.reached.emit(spoken(headline, mark.finding.message, mark.finding.advice))

    def open_in(self, cell: Cell, span: tuple[int, int]) -> None:
        """Show the card of the first mark in a span of the cell's own text, or put away the one that is open."""
        if self._card is not None:
            self.close()
            return
        first, last = (cell.page.position_of(at) for at in cell.page.shown.span(*span))
        mark = next((each for each in cell.page.marks.marks if first <= each.start < last), None)
        if mark is not None:
            self.open(cell, mark)

    def _on_cell(self, cell: Cell) -> None:
        cell.page.hovered.connect(lambda mark, cell=cell: self._on_hovered(cell, mark))
        cell.page.card_left.connect(self.close)

    def _on_hovered(self, cell: Cell, mark: Mark | None) -> None:
        if mark is None:
            if self._by_pointer:
                self._leave.start()
            return
        self._leave.stop()
        if not cell.page.editing and (self._card is None or self._by_pointer):
            self.open(cell, mark, by_pointer=True)

    def _close_unless_pointed(self) -> None:
        card = self._card
        if card is None or not self._by_pointer:
            return
        pointed = QApplication.widgetAt(card.cursor().pos())
        if pointed is not None and (pointed is card or card.isAncestorOf(pointed)):
            self._leave.start()
        else:
            self.close()

    def _on_closed(self) -> None:
        card, cell, self._card, self._cell = self._card, self._cell, None, None
        if cell is not None:
            cell.page.choose_mark(None)
        if card is not None:
            card.deleteLater()
