"""The searches that were kept, as a list: Enter searches, Delete forgets one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.core.history import SavedSearch
from desktop.core.words import tr
from desktop.views.history.filter_words import filters_words
from desktop.views.tokens import Size
from desktop.views.widgets.search_popover import Entry, SearchPopover, matching
from desktop.views.widgets.text import Label

_MOST_ROWS = 8


class SavedCard(SearchPopover):
    """`searched` sends the chosen search, `forgotten` the name of one to forget. Deletes itself."""

    searched = Signal(object)  # SavedSearch
    forgotten = Signal(str)

    def __init__(self, window: QWidget, searches: Sequence[SavedSearch]) -> None:
        self._searches = list(searches)
        super().__init__(window, tr("Find a saved search"), tr("Saved searches"), Size.ROW, self._found)
        self.body.addWidget(Label(tr("Enter searches, Delete forgets the search."), "small", "text_2"))
        self.field.setPlaceholderText(tr("Find a saved search"))
        self.list.setFixedHeight(min(len(self._searches), _MOST_ROWS) * Size.ROW)
        self.taken.connect(self._on_taken)
        self.closed.connect(self.deleteLater)
        self.narrow("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            at_end = self.field.cursorPosition() == len(self.field.text()) and not self.field.hasSelectedText()
            if event.key() == Qt.Key.Key_Delete and at_end:
                self._forget()
                return True
        return super().eventFilter(watched, event)

    def _found(self, words: Sequence[str]) -> Sequence[Entry]:
        return matching([_entry(search) for search in self._searches], words)

    def _on_taken(self, entry: Entry) -> None:
        self.searched.emit(entry.value)

    def _forget(self) -> None:
        chosen = self.chosen
        if chosen is not None and isinstance(chosen.value, SavedSearch):
            self._searches.remove(chosen.value)
            self.forgotten.emit(chosen.value.name)
            self.narrow(self.field.text())


def _entry(search: SavedSearch) -> Entry:
    tail = ", ".join(part for part in (search.query.strip(), filters_words(search.filters)) if part)
    return Entry(search, search.name, tail, "bookmark", f"{search.name} {tail}".casefold())
