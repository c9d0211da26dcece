"""Shows the card of a recovery when the writer asks for it; a start does without the card."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.runtime.desk import Desk
from desktop.runtime.recovering import RecoveryReport

if TYPE_CHECKING:
    from desktop.views.recovery_card import RecoveryCard

BACKUPS_PAGE = "Backups"
"""The English words of the page of settings on which another backup is chosen."""


class RecoveryCards(QObject):
    """Opens the card whenever the writer asks for it; `show_settings` takes the English words of a page."""

    def __init__(self, window: QWidget, desk: Desk, show_settings: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window = window
        self._show_settings = show_settings
        self.card: RecoveryCard | None = None
        desk.recovering.looked.connect(self._show)

    def _show(self, report: RecoveryReport) -> None:
        from desktop.views.recovery_card import RecoveryCard

        if self.card is not None:
            self.card.close_card()
        self.card = RecoveryCard(self._window, report)
        self.card.other_asked.connect(self._on_other)
        self.card.closed.connect(self._on_closed)
        self.card.open_in_middle()

    def _on_other(self) -> None:
        self._show_settings(BACKUPS_PAGE)

    def _on_closed(self) -> None:
        card, self.card = self.card, None
        if card is not None:
            card.deleteLater()
