"""The cards that ask before something is sent, and the one that shows what would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.runtime.desk import Desk
from desktop.runtime.permission import Asked, Reason
from desktop.runtime.privacy import Leaving

if TYPE_CHECKING:  # a start does without the cards
    from desktop.views.cost_card import CostCard
    from desktop.views.leaving_card import LeavingCard


class PermissionCards(QObject):
    """Shows one card at a time; one that is put away without an answer means *Not now*."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self.leaving: LeavingCard | None = None
        self.cost: CostCard | None = None
        self._renewing = False  # what is asked is being asked once more, with other settings
        desk.permission.asks.connect(self._on_asks)
        desk.permission.settled.connect(self._on_settled)
        desk.permission.changed.connect(self._on_changed)
        desk.privacy.told.connect(self._show)

    def _on_asks(self, asked: Asked) -> None:
        if Reason.FIRST in asked.reasons or self.leaving is not None:
            self._show(self._desk.privacy.leaving_of(asked))
            return
        from desktop.views.cost_card import CostCard

        self._drop()
        self.cost = CostCard(self._window, asked, self._desk.spending.rate)
        self.cost.looked.connect(self._on_looked)
        self._open(self.cost)

    def _show(self, leaving: Leaving) -> None:
        if self.leaving is not None:
            self.leaving.show_leaving(leaving)
            return
        from desktop.views.leaving_card import LeavingCard

        self._drop()
        self.leaving = LeavingCard(self._window, self._desk, leaving)
        self.leaving.mask_changed.connect(self._on_mask)
        self._open(self.leaving)

    def _open(self, card: LeavingCard | CostCard) -> None:
        card.answered.connect(self._on_answered)
        card.closed.connect(self._on_closed)
        card.open_in_middle()

    def _on_answered(self, go: bool) -> None:
        self._desk.permission.answer(go=go)

    def _on_closed(self) -> None:
        """Put away by hand; `_drop` has let go of a card before it closes it."""
        card, self.leaving, self.cost = self.leaving or self.cost, None, None
        if card is not None:
            card.deleteLater()
            self._desk.permission.answer(go=False)

    def _on_settled(self) -> None:
        if not self._renewing:
            self._drop()

    def _on_changed(self) -> None:
        """What was asked once more was not asked after all: it was refused, or may be sent without a question."""
        asks = self.leaving is not None and self.leaving.leaving.asked is not None
        if asks and not self._renewing and not self._desk.permission.busy:
            self._drop()

    def _on_looked(self) -> None:
        """The whole text, with the same question."""
        asked = self._desk.permission.asked
        if asked is not None:
            self._drop()
            self._show(self._desk.privacy.leaving_of(asked))

    def _on_mask(self) -> None:
        """What leaves is another text now: ask once more."""
        asked = self.leaving.leaving.asked if self.leaving is not None else None
        if asked is None:
            self._desk.privacy.look()
            return
        self._renewing = True
        self._desk.privacy.ask_again(asked)
        self._renewing = False

    def _drop(self) -> None:
        card, self.leaving, self.cost = self.leaving or self.cost, None, None
        if card is not None:
            card.close_card()
            card.deleteLater()
