"""The history screen: search above, results left, two versions of one draft in the middle, its timeline right."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.draft import SearchHit
from desktop.core.history import EVERYTHING, Facets, Filters, SavedSearch, Shelf
from desktop.core.words import tr, trn
from desktop.runtime.history import SearchResults
from desktop.views.actions import key_of
from desktop.views.catalogue import Shell
from desktop.views.history.chosen import Chosen
from desktop.views.history.comparison import Comparison
from desktop.views.history.filter_bar import FilterBar
from desktop.views.history.filter_words import filters_words
from desktop.views.history.found_forms import forms_words
from desktop.views.history.kept_searches import KeptSearches
from desktop.views.history.results import ResultList
from desktop.views.history.search_field import SearchField
from desktop.views.history.timeline import Timeline
from desktop.views.history.verbs import Verbs, add_action, empty_trash_card
from desktop.views.history_bar import HistoryBar
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Badge
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.empty import EmptyState
from desktop.views.widgets.progress import Skeleton
from desktop.views.widgets.splitter import Splitter
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import ElidedLabel, Label

_SAVE_KEY, _SAVED_KEY, _TRASH_KEY, _CLEAR_KEY = "Alt+S", "Alt+L", "Alt+G", "Alt+Shift+F"


class HistoryScreen(Surface):
    """Asks the desk, shows the answers; an answer to other words or filters is dropped."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(1, parent)
        self._desk = shell.desk
        self._results: SearchResults | None = None
        self._filters = EVERYTHING
        self._pages = 1
        self._shown_before = 0
        self.search = SearchField()
        self.filters = FilterBar(_SAVE_KEY, _SAVED_KEY, _TRASH_KEY)
        self.count = ElidedLabel("", "base", "text_2")
        self.order = Button(tr("Newest first"), ButtonKind.QUIET, small=True)
        self.order.set_trailing("chevron-down")
        self.order.set_tip(tr("Change the order of the results"))
        self.empty_trash = Button(tr("Empty the trash"), ButtonKind.DANGER, small=True)
        self.results = ResultList()
        self.comparison = Comparison()
        self.timeline = Timeline()
        self.timeline_count = Badge("")
        self.panes = Splitter()
        new = Button(tr("New product text"), ButtonKind.PRIMARY, icon="plus", key=key_of("new"))
        new.clicked.connect(shell.actions["new"].trigger)
        self.nothing_yet = EmptyState(
            "history", tr("Nothing written yet"), tr("Every text you write is kept here, with all its versions."), new
        )
        self.show_all = Button(tr("Take the filters away"), key=_CLEAR_KEY)
        self.nothing_found = EmptyState("search", "", "", self.show_all)
        self.waiting = Skeleton(6)
        self.below = HistoryBar(self._desk)
        """What the bottom bar says while this screen is shown."""
        self.stack = QStackedWidget()
        self._lay_out()
        self.chosen = Chosen(self._desk, self.timeline, self.comparison, self)
        self.kept = KeptSearches(self._desk.history, self.filters, self)
        self._add_actions()
        self.verbs = Verbs(shell, self, self.chosen, self.comparison, self.timeline)
        self._connect()
        self.setFocusProxy(self.search)

    def focus_search(self) -> None:
        """Put the caret into the search field, with its words selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def export(self) -> None:
        """Write the version that is looked at to a file."""
        self.verbs.export()

    def refresh(self) -> None:
        """Search again with the words that stand there."""
        self._ask(ranked=self._results is not None and self._results.ranked)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._ask_facets()
        self.kept.refresh()

    # Building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.L, Space.NONE, Space.NONE)
        column.setSpacing(Space.M)
        top = QVBoxLayout()
        top.setContentsMargins(Space.S, 0, Space.L, 0)
        top.setSpacing(Space.M)
        top.addWidget(self.search)
        top.addWidget(self.filters)
        column.addLayout(top)
        left, right = self._left(), self._right()
        left.setMinimumWidth(Size.BRIEF - Space.XXL)
        right.setMinimumWidth(Size.SIDE_LIST)
        for pane in (left, self.comparison, right):
            self.panes.addWidget(pane)
        self.panes.setSizes([Size.RESULTS, Size.TEXT_NARROW + Space.M, Size.TIMELINE])
        self.panes.setStretchFactor(0, 1)
        self.panes.setStretchFactor(1, 2)
        loading = QWidget()
        QVBoxLayout(loading).addWidget(self.waiting, 0, Qt.AlignmentFlag.AlignTop)
        for page in (loading, self.panes, self.nothing_yet, self.nothing_found):
            self.stack.addWidget(page)
        column.addWidget(self.stack, 1)

    def _left(self) -> QWidget:
        pane = Surface(1)
        above = QWidget()
        above.setFixedHeight(Size.CONTROL_SMALL)  # whatever of it is shown
        head = QHBoxLayout(above)
        head.setContentsMargins(Space.S, 0, Space.S, 0)
        head.addWidget(self.count, 1)
        head.addWidget(self.order)
        head.addWidget(self.empty_trash)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.XS)
        column.addWidget(above)
        column.addWidget(self.results, 1)
        return pane

    def _right(self) -> QWidget:
        pane = Surface(1)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(Label(tr("Timeline"), "small_strong", "text_2"))
        head.addWidget(self.timeline_count)
        head.addStretch(1)
        column = QVBoxLayout(pane)
        column.setContentsMargins(Space.L, Space.XS, Space.M, 0)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addWidget(self.timeline, 1)
        return pane

    def _add_actions(self) -> None:
        """What this screen can do besides, with its keys; the palette and the help list them."""
        for words, key, name, verb in (
            (tr("Search in the history"), "Ctrl+F", "search", self.focus_search),
            (tr("Next change"), "F8", "chevron-down", self.comparison.next_change),
            (tr("Previous change"), "Shift+F8", "chevron-up", self.comparison.previous_change),
            (tr("Change the order of the results"), "Ctrl+J", "chevron-down", self._on_order),
            (tr("Go to the filters"), "Alt+F", "search", self.filters.focus_chips),
            (tr("Take the filters away"), _CLEAR_KEY, "close", self._clear_filters),
            (tr("Save this search"), _SAVE_KEY, "bookmark", self._save_search),
            (tr("Saved searches"), _SAVED_KEY, "bookmark", self.kept.open),
            (tr("Show the trash, or leave it"), _TRASH_KEY, "trash", partial(self._turn_to, Shelf.TRASH)),
            (tr("Show the archive, or leave it"), "Alt+Shift+A", "archive", partial(self._turn_to, Shelf.ARCHIVE)),
            (tr("Empty the trash"), "Ctrl+Shift+Del", "trash", self._ask_to_empty),
        ):
            add_action(self, words, key, name, verb)

    def _connect(self) -> None:
        self.search.asked.connect(self._on_asked)
        self.search.left_down.connect(partial(self.results.setFocus, Qt.FocusReason.TabFocusReason))
        self.filters.changed.connect(self._on_filters)
        self.filters.left_up.connect(self.focus_search)
        self.filters.save_asked.connect(self._save_search)
        self.filters.saved_asked.connect(self.kept.open)
        self.filters.trash_asked.connect(partial(self._turn_to, Shelf.TRASH))
        self.results.left_up.connect(self.focus_search)
        self.results.chosen.connect(self._on_chosen)
        self.results.ended.connect(self._ask_more)
        self.results.opened.connect(self.verbs.open)
        self.results.menu_asked.connect(self.verbs.open_more_at)
        self.order.clicked.connect(self._on_order)
        self.empty_trash.clicked.connect(self._ask_to_empty)
        self.show_all.clicked.connect(self._clear_filters)
        self.chosen.changed.connect(self._on_chosen_changed)
        history = self._desk.history
        history.results.connect(self._on_results)
        history.counted.connect(self._on_counted)
        history.organising.changed.connect(self._on_organised)
        self.kept.taken.connect(self._take_search)
        self._desk.drafts.latest_changed.connect(self._on_latest)
        self._desk.drafts.versions_changed.connect(self._on_versions_changed)

    # Searching

    def _ask(self, *, ranked: bool) -> None:
        """Without words, the drafts that changed last are shown."""
        words = self.search.text()
        ranks = ranked and bool(words.strip())
        last = self._results
        if last is None or (last.query, last.filters, last.ranked) != (words, self._filters, ranks):
            self._pages, self._shown_before = 1, 0
        self._desk.history.search(words, ranked=ranks, filters=self._filters, pages=self._pages)

    def _ask_more(self) -> None:
        """The end of the list has come into view: show more, where there is more."""
        last = self._results
        if last is not None and last.more and len(last.hits) > self._shown_before:
            self._shown_before = len(last.hits)
            self._pages += 1
            self._ask(ranked=last.ranked)

    def _on_asked(self, _words: str, ranked: bool) -> None:
        self._ask(ranked=ranked)

    def _on_order(self) -> None:
        """The other order: newest first, or best match first."""
        self._ask(ranked=self._results is None or not self._results.ranked)

    def _on_results(self, found: SearchResults) -> None:
        if found.query == self.search.text() and found.filters == self._filters:
            self._show_results(found)

    def _on_counted(self, found: SearchResults, versions: int) -> None:
        if found is self._results:
            texts = self._texts_words(found)
            self.count.setText(trn("{texts}, {n} version", "{texts}, {n} versions", versions, texts=texts))

    @staticmethod
    def _texts_words(found: SearchResults) -> str:
        count = len(found.hits)
        return tr("The first {n} texts", n=count) if found.more else trn("{n} text", "{n} texts", count)

    def _show_results(self, found: SearchResults) -> None:
        before, self._results = self._results, found
        again = before is not None and (before.query, before.filters, before.ranked) == (
            found.query, found.filters, found.ranked,
        )  # fmt: skip
        words = found.query.strip()
        self.count.setText(self._texts_words(found))
        self.order.setText(tr("Best match first") if found.ranked else tr("Newest first"))
        self.order.setVisible(bool(words))
        all_of_it = not words and found.filters == Filters(shelf=Shelf.TRASH)
        self.empty_trash.setVisible(all_of_it and bool(found.hits))
        ranking = tr("Enter puts the best match first") if words and not found.ranked else ""
        self.search.say(forms_words(words, found.hits) or ranking)
        self.filters.show_filters(found.filters, searching=bool(words))
        if found.hits:
            self.stack.setCurrentWidget(self.panes)
            self.results.show_hits(found.hits, again=again)
            return
        self.chosen.forget()
        self.verbs.refresh()
        self._show_nothing(words, found.filters)

    def _show_nothing(self, words: str, filters: Filters) -> None:
        self.show_all.setVisible(filters != EVERYTHING)
        if words:
            self.nothing_found.say(
                tr("Nothing found for “{words}”", words=words),
                tr("Try fewer or shorter words. The search looks at titles, texts, facts and notes of every version."),
            )
        elif filters == Filters(shelf=Shelf.TRASH):
            self.nothing_found.say(tr("The trash is empty"), tr("What you throw away stays here for 30 days."))
        elif filters == Filters(shelf=Shelf.ARCHIVE):
            self.nothing_found.say(
                tr("The archive is empty"), tr("What you put there is out of the way, and found when you look here.")
            )
        elif filters != EVERYTHING:
            self.nothing_found.say(tr("No text passes these filters"), filters_words(filters))
        shown = self.nothing_found if words or filters != EVERYTHING else self.nothing_yet
        self.stack.setCurrentWidget(shown)

    def _on_latest(self) -> None:
        if self.isVisible():
            self.refresh()

    # Filters

    def _on_filters(self, filters: Filters) -> None:
        other_shelf = filters.shelf is not self._filters.shelf
        self._filters = filters
        self.filters.show_filters(filters, searching=bool(self.search.text().strip()))
        self.refresh()
        if other_shelf:
            self._ask_facets()

    def _clear_filters(self) -> None:
        self._on_filters(EVERYTHING)

    def _turn_to(self, shelf: Shelf) -> None:
        """Look at a shelf, or back at the texts in work."""
        there = self._filters.shelf is shelf
        self._on_filters(msgspec.structs.replace(self._filters, shelf=Shelf.WORK if there else shelf))

    def _ask_facets(self) -> None:
        self._desk.history.facets(self._filters.shelf, self._on_facets)

    def _on_facets(self, facets: Facets) -> None:
        self.filters.show_facets(facets, {model.id: model.title for model in self._desk.models.models})
        self.verbs.show_facets(facets)

    def _ask_to_empty(self) -> None:
        """Ask before all in the trash goes; what lies there has to be seen first."""
        if self.empty_trash.isHidden():
            if self._filters.shelf is not Shelf.TRASH:
                self._turn_to(Shelf.TRASH)
            return
        card = empty_trash_card(self, len(self._results.hits) if self._results is not None else 0)
        card.confirmed.connect(self._desk.history.organising.empty_trash)
        card.open_at(self.empty_trash.rect(), self.empty_trash)

    # Searches that are kept

    def _save_search(self) -> None:
        ranked = self._results is not None and self._results.ranked
        self.kept.keep(SavedSearch("", self.search.text().strip(), self._filters, ranked))

    def _take_search(self, search: SavedSearch) -> None:
        """Search as it was kept."""
        self._filters = search.filters
        self.search.put(search.query)
        self.filters.show_filters(search.filters, searching=bool(search.query))
        self._ask(ranked=search.ranked)
        self._ask_facets()

    # The chosen draft

    def _on_chosen(self, hit: SearchHit) -> None:
        """Where words were found, the version with them is compared."""
        self.chosen.choose(hit, found=bool(self._results is not None and self._results.query.strip()))

    def _on_chosen_changed(self) -> None:
        self.timeline_count.set_text(str(len(self.chosen.headers)))

    def _on_versions_changed(self) -> None:
        if self.isVisible():
            self.chosen.refresh()

    def _on_organised(self) -> None:
        if self.isVisible():  # the list itself follows the drafts
            self._ask_facets()
            self.chosen.refresh_card()
