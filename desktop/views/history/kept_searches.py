"""The searches that are kept under a name: asked for, listed, and each an action that the palette shows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.core.history import EVERYTHING, SavedSearch
from desktop.core.words import tr
from desktop.runtime.history import History
from desktop.views.history.filter_bar import FilterBar
from desktop.views.history.filter_words import filters_words
from desktop.views.history.verbs import add_action

_WITH_KEYS = 9


class KeptSearches(QObject):
    """Keeps what is searched for; `taken` sends a search that the writer wants again."""

    taken = Signal(object)  # SavedSearch

    def __init__(self, history: History, bar: FilterBar, screen: QWidget) -> None:
        super().__init__(screen)
        self._history = history
        self._bar = bar
        self._screen = screen
        self._searches: list[SavedSearch] = []
        self._actions: list[QAction] = []
        history.organising.searches_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Ask which there are."""
        self._history.saved_searches(self._on_searches)

    def keep(self, search: SavedSearch) -> None:
        """Ask for a name, then keep this search under it; one for everything is not worth a name."""
        from desktop.views.name_card import NameCard

        if not search.query and search.filters == EVERYTHING:
            return
        suggested = ", ".join(part for part in (search.query, filters_words(search.filters)) if part)
        card = NameCard(self._screen, tr("Save this search"), tr("Name"), tr("Save"), name=suggested)
        card.named.connect(lambda name: self._keep(name, search))
        card.open_at(self._bar.save.rect(), self._bar.save)

    def open(self) -> None:
        """Show them as a list."""
        from desktop.views.history.saved_card import SavedCard

        card = SavedCard(self._screen, self._searches)
        card.searched.connect(self.taken)
        card.forgotten.connect(self._history.organising.delete_search)
        card.open_on_top()

    def _keep(self, name: str, search: SavedSearch) -> None:
        self._history.organising.save_search(SavedSearch(name, search.query, search.filters, search.ranked))

    def _on_searches(self, searches: list[SavedSearch]) -> None:
        if searches == self._searches:
            return
        self._searches = searches
        self._bar.show_saved(len(searches))
        for action in self._actions:
            self._screen.removeAction(action)
            action.deleteLater()
        self._actions = [self._action(number, each) for number, each in enumerate(searches, 1)]

    def _action(self, number: int, search: SavedSearch) -> QAction:
        """The first nine have a key each."""
        key = f"Alt+{number}" if number <= _WITH_KEYS else ""
        words = tr("Search: {name}", name=search.name)
        return add_action(self._screen, words, key, "bookmark", partial(self.taken.emit, search))
