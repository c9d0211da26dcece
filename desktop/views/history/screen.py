"""The history screen: search above, results left, two versions of one draft in the middle, its timeline right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.draft import Draft, SearchHit, Version, VersionHeader
from desktop.core.ids import DraftId, VersionId
from desktop.core.words import tr, trn
from desktop.runtime.history import SearchResults
from desktop.runtime.notices import Answer
from desktop.views.actions import key_of
from desktop.views.catalogue import DRAFT, Shell
from desktop.views.history.comparison import COLUMNS_KEY, Comparison
from desktop.views.history.results import ResultList, hit_of
from desktop.views.history.search_field import SearchField
from desktop.views.history.timeline import End, Timeline
from desktop.views.icons import icon
from desktop.views.moments import moment
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Badge
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.confirm_card import ConfirmCard
from desktop.views.widgets.empty import EmptyState
from desktop.views.widgets.progress import Skeleton
from desktop.views.widgets.splitter import Splitter
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import Label

_NEWEST = 200
"""How many drafts are shown before anything is searched for."""


class HistoryScreen(Surface):
    """Asks the desk, shows the answers; an answer for a draft that is no longer chosen is dropped."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(1, parent)
        self._shell = shell
        self._desk = shell.desk
        self._results: SearchResults | None = None
        self._draft = DraftId("")
        self._headers: list[VersionHeader] = []
        self._newest = VersionId(0)
        self._ends: dict[End, VersionId] = {}
        self._loaded: dict[VersionId, Version] = {}
        self.search = SearchField()
        self.count = Label("", "base", "text_2")
        self.order = Button(tr("Newest first"), ButtonKind.QUIET, small=True)
        self.order.set_trailing("chevron-down")
        self.order.set_tip(tr("Change the order of the results"))
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
        self.nothing_found = EmptyState("search", "", "")
        self.waiting = Skeleton(6)
        self.stack = QStackedWidget()
        self._lay_out()
        self._add_actions()
        self._connect()
        self.setFocusProxy(self.search)

    def focus_search(self) -> None:
        """Put the caret into the search field, with its words selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def refresh(self) -> None:
        """Search again with the words that stand there."""
        self._ask(self.search.text(), ranked=self._results is not None and self._results.ranked)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    # Building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.NONE, Space.NONE)
        column.setSpacing(Space.S)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, Space.L, 0)
        top.addWidget(self.search)
        column.addLayout(top)
        left, right = self._left(), self._right()
        left.setMinimumWidth(Size.BRIEF - Space.XXL)
        right.setMinimumWidth(Size.SIDE_LIST)
        for pane in (left, self.comparison, right):
            self.panes.addWidget(pane)
        self.panes.setSizes([Size.RESULTS, Size.TEXT_NARROW, Size.TIMELINE])
        self.panes.setStretchFactor(0, 1)
        self.panes.setStretchFactor(1, 2)
        loading = QWidget()
        QVBoxLayout(loading).addWidget(self.waiting, 0, Qt.AlignmentFlag.AlignTop)
        for page in (loading, self.panes, self.nothing_yet, self.nothing_found):
            self.stack.addWidget(page)
        column.addWidget(self.stack, 1)

    def _left(self) -> QWidget:
        pane = Surface(1)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, Space.S, 0)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.order)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, Space.XS, Space.S, 0)
        column.setSpacing(Space.XS)
        column.addLayout(head)
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
        column.setContentsMargins(Space.L, Space.S, Space.M, 0)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addWidget(self.timeline, 1)
        return pane

    def _add_actions(self) -> None:
        """What this screen can do besides, with its keys; the palette and the help list them."""
        for words, key, name, handler in (
            (tr("Search in the history"), "Ctrl+F", "search", self.focus_search),
            (tr("Next change"), "F8", "chevron-down", self.comparison.next_change),
            (tr("Previous change"), "Shift+F8", "chevron-up", self.comparison.previous_change),
            (tr("Open this draft"), "Alt+Return", "pencil", self._open),
            (tr("Side by side in columns"), COLUMNS_KEY, "columns", self.comparison.ask_for_columns),
            (tr("Restore the older version"), "Ctrl+R", "restore", self.comparison.restore_older),
            (tr("Change the order of the results"), "Ctrl+J", "chevron-down", self._on_order),
        ):
            action = QAction(icon(name), words, self)
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setProperty("icon_name", name)
            action.triggered.connect(handler)
            self.addAction(action)

    def _connect(self) -> None:
        self.search.asked.connect(self._on_asked)
        self.search.left_down.connect(partial(self.results.setFocus, Qt.FocusReason.TabFocusReason))
        self.results.left_up.connect(self.focus_search)
        self.results.chosen.connect(self._on_chosen)
        self.results.opened.connect(self._open)
        self.order.clicked.connect(self._on_order)
        self.timeline.picked.connect(self._on_picked)
        self.comparison.opened.connect(self._open)
        self.comparison.restored.connect(self._restore)
        self.comparison.deleted.connect(self._ask_to_delete)
        self.comparison.columns_asked.connect(self._show_in_columns)
        self._desk.history.results.connect(self._on_results)
        self._desk.drafts.latest_changed.connect(self._on_latest)
        self._desk.drafts.versions_changed.connect(self._on_versions_changed)

    # Searching

    def _ask(self, words: str, *, ranked: bool) -> None:
        """Without words, the drafts that changed last are shown."""
        if words.strip():
            self._desk.history.search(words, ranked=ranked)
        else:
            self._desk.drafts.latest(self._on_newest, _NEWEST)

    def _on_asked(self, words: str, ranked: bool) -> None:
        self._ask(words, ranked=ranked)

    def _on_order(self) -> None:
        """The other order: newest first, or best match first."""
        self._ask(self.search.text(), ranked=self._results is None or not self._results.ranked)

    def _on_newest(self, drafts: list[Draft]) -> None:
        if not self.search.text().strip():
            self._show_results(SearchResults("", tuple(map(hit_of, drafts)), ranked=False))

    def _on_results(self, found: SearchResults) -> None:
        if found.query == self.search.text() and found.query.strip():
            self._show_results(found)

    def _show_results(self, found: SearchResults) -> None:
        self._results = found
        words = found.query.strip()
        texts = len({hit.draft for hit in found.hits})
        self.count.setText(trn("{n} text", "{n} texts", texts))
        self.order.setText(tr("Best match first") if found.ranked else tr("Newest first"))
        self.order.setVisible(bool(words))
        self.search.say(tr("Enter puts the best match first") if words and not found.ranked else "")
        if found.hits:
            self.stack.setCurrentWidget(self.panes)
            self.results.show_hits(found.hits)
        elif words:
            self.nothing_found.say(
                tr("Nothing found for “{words}”", words=words),
                tr("Try fewer or shorter words. The search looks at titles, texts, facts and notes of every version."),
            )
            self.stack.setCurrentWidget(self.nothing_found)
        else:
            self.stack.setCurrentWidget(self.nothing_yet)

    def _on_latest(self) -> None:
        if self.isVisible():
            self.refresh()

    # The chosen draft

    def _on_chosen(self, hit: SearchHit) -> None:
        self.comparison.show_hit(hit)
        if hit.draft != self._draft:
            self._draft = hit.draft
            self._ends = {}
            self._loaded = {}
            self._desk.drafts.versions(partial(self._on_versions, hit.draft, hit.version), hit.draft)

    def _on_versions_changed(self) -> None:
        if self.isVisible() and self._draft:
            self._ends = {}
            self._desk.drafts.versions(partial(self._on_versions, self._draft, VersionId(0)), self._draft)

    def _on_versions(self, draft: DraftId, found: VersionId, headers: list[VersionHeader]) -> None:
        """Compare the newest with the version that was found, or with the one before it."""
        if draft != self._draft or not headers:
            return
        self._headers = headers
        self.timeline.versions.show(headers, {model.id: model.title for model in self._desk.models.models})
        self.timeline_count.set_text(str(len(headers)))
        every = [header.id for header in headers]
        own = [header.id for header in headers if not header.origin.beside] or every[:1]
        self._newest = own[0]
        other = found if found in every and found != self._newest else next(iter(own[1:]), None)
        self._ends = {End.TO: self._newest}
        if other is not None:
            old, new = sorted((other, self._newest), key=every.index, reverse=True)
            self._ends = {End.FROM: old, End.TO: new}
        self._load()

    def _on_picked(self, end: End, version: VersionHeader) -> None:
        """Take a version as one end; the two stay in the order of time."""
        ends = {**self._ends, End(end): version.id}
        if ends.get(End.FROM) == ends.get(End.TO):
            return
        place = {header.id: row for row, header in enumerate(self._headers)}
        if End.FROM in ends and place[ends[End.FROM]] < place[ends[End.TO]]:
            ends = {End.FROM: ends[End.TO], End.TO: ends[End.FROM]}
        self._ends = ends
        self._load()

    def _load(self) -> None:
        self.timeline.versions.mark(self._ends)
        missing = [version for version in self._ends.values() if version not in self._loaded]
        for version in missing:
            self._desk.drafts.version(version, self._on_version)
        if not missing:
            self._show_versions()

    def _on_version(self, version: Version) -> None:
        if version.draft == self._draft:
            self._loaded[version.id] = version
            if all(wanted in self._loaded for wanted in self._ends.values()):
                self._show_versions()

    def _show_versions(self) -> None:
        new = self._loaded[self._ends[End.TO]]
        old = self._loaded[self._ends[End.FROM]] if End.FROM in self._ends else None
        self.comparison.show_versions(old, new, newest=new.id == self._newest)

    # What can be done with it

    def _open(self, _hit: object = None) -> None:
        if self._draft:
            self._desk.drafts.open(self._draft)
            self._shell.show(DRAFT)

    def _show_in_columns(self, versions: tuple[VersionId, ...]) -> None:
        """On the Compare screen, with the draft that the versions are of on the desk."""
        desk, wanted = self._desk, self._draft
        self._shell.show("compare")
        if desk.session.draft.id == wanted:
            desk.comparing.add_versions(versions)
            return

        def add(draft: Draft) -> None:
            if draft.id == wanted:
                desk.comparing.add_versions(versions)

        desk.session.opened.connect(add, Qt.ConnectionType.SingleShotConnection)
        desk.drafts.open(wanted)

    def _restore(self, version: Version) -> None:
        self._desk.drafts.restore(version)
        self._desk.notices.info(
            tr("Restored {time}", time=moment(version.saved_at)),
            tr("It is on your desk. Undo takes it back; the text of before is in the timeline."),
            Answer(tr("Go to the text"), partial(self._shell.show, DRAFT), primary=True),
            key="restored",
        )

    def _ask_to_delete(self) -> None:
        card = ConfirmCard(
            self,
            tr("Move this text to the trash?"),
            trn("It has {n} version.", "It has {n} versions.", len(self._headers)),
            tr("Move to the trash"),
        )
        card.confirmed.connect(self._delete)
        button = self.comparison.delete_button
        card.open_at(button.rect(), button)

    def _delete(self) -> None:
        draft, self._draft = self._draft, DraftId("")
        self._desk.drafts.delete(draft)
        self.refresh()
