"""Between head and grid: which rows are shown, in which order, and the way to the search."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop.core.finding import Severity
from desktop.core.segment import SegmentState
from desktop.core.words import mark, tr
from desktop.runtime.translating_values import EVERY_ROW, RowCounts, RowFilter, Show
from desktop.views.history.filter_chip import FilterChip
from desktop.views.tokens import Size, Space
from desktop.views.translate import keys
from desktop.views.translate.filter_tab import FilterTab
from desktop.views.translate.words import state_words
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.keys import with_key

TABS: tuple[tuple[Show, str], ...] = (
    (Show.ALL, mark("All")),
    (Show.TO_REVIEW, mark("To review")),
    (Show.WITH_FINDINGS, mark("With findings")),
    (Show.EMPTY, mark("Empty")),
    (Show.CHANGED_BY_ME, mark("Changed by me")),
)
SORTS: tuple[tuple[str, str], ...] = (
    ("worst", mark("Worst first")),
    ("order", mark("File order")),
    ("match", mark("By match")),
)
_MORE: tuple[tuple[Show, str], ...] = (
    (Show.OPEN, mark("Not confirmed")),
    (Show.CONFIRMED, mark("Confirmed")),
    (Show.REPEATED, mark("Repeated in the job")),
    (Show.COMMENTED, mark("With comments")),
    (Show.WITH_ERRORS, mark("With errors of the review")),
    (Show.CHANGED_SOURCE, mark("The source changed")),
)
_MATCHES: tuple[tuple[int, int, str], ...] = (
    (100, 0, mark("100 % and more")),
    (95, 100, mark("95 to 99 %")),
    (75, 95, mark("75 to 94 %")),
    (1, 75, mark("Below 75 %")),
)
_SEVERITIES: tuple[tuple[Severity, str], ...] = (
    (Severity.ERROR, mark("Errors")),
    (Severity.WARNING, mark("Warnings and errors")),
)
_BELOW = 60.0
_NONE: dict[str, object] = {
    "show": Show.ALL, "states": (), "severity": None, "match_from": 0, "match_below": 0, "score_below": 0.0,
}  # fmt: skip
"""What each of the filters is when it leaves nothing out."""


class FilterBar(QWidget):
    """`changed` sends the filter that is chosen; what is searched for (`text`) is the search bar's."""

    changed = Signal(object)  # RowFilter
    sort_chosen = Signal(str)
    search_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = EVERY_ROW
        self._sort = "order"
        self.tabs: dict[Show, FilterTab] = {}
        for number, (show, words) in enumerate(TABS):
            tab = FilterTab(tr(words), keys.SHOW.format(n=number + 1))
            tab.clicked.connect(lambda _checked=False, show=show: self.choose(show))
            tab.stepped.connect(lambda by, show=show: self._step(show, by))
            self.tabs[show] = tab
        self.chip = FilterChip(tr("More filters"))
        self.more = IconButton("more", tr("More filters"), key=keys.FILTERS, size=Size.TAB)
        self.more.clicked.connect(self.open_more)
        self.chip.asked.connect(self.open_more)
        self.chip.cleared.connect(self.clear)
        self.order = Button("", ButtonKind.QUIET)
        self.order.set_trailing("chevron-down")
        self.order.clicked.connect(self.open_sorts)
        self.search = IconButton("search", tr("Find in the segments"), key=keys.FIND, size=Size.TAB)
        self.search.clicked.connect(self.search_asked)
        self._lay_out()
        self.show_filter(EVERY_ROW)
        self.show_sort("order")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, 0, Space.M, 0)
        row.setSpacing(Space.XS)
        for tab in self.tabs.values():
            row.addWidget(tab)
        row.addWidget(self.chip)
        row.addStretch(1)
        row.addWidget(self.order)
        row.addWidget(self.more)
        row.addWidget(self.search)
        self.setFixedHeight(Size.CONTROL)

    # What is shown

    def show_counts(self, counts: RowCounts) -> None:
        """Say how many rows there are of each sort."""
        for show, tab in self.tabs.items():
            tab.show_count(getattr(counts, show.value))
        self._fit()

    def show_filter(self, chosen: RowFilter) -> None:
        """Show which rows are chosen now."""
        self._filter = chosen
        for show, tab in self.tabs.items():
            tab.setChecked(chosen.show is show)
        more = more_words(chosen)
        self.chip.setVisible(bool(more))
        self.chip.set_value(more)
        self.chip.setToolTip(with_key(self.chip.accessibleName(), keys.FILTERS))

    def show_sort(self, sort: str) -> None:
        """Show how the rows are sorted now."""
        self._sort = sort
        words = dict(SORTS).get(sort, "")
        self.order.setText(tr(words) if words else "")
        self.order.set_tip(with_key(tr("Change the order of the rows"), keys.SORT))
        self._fit()

    # What is chosen

    def choose(self, show: Show) -> None:
        """Show the rows of a sort; the other filters stay."""
        self._give(show=show)

    def clear(self) -> None:
        """Show every row again; what is searched for stays."""
        self._give(**_NONE)

    def open_more(self) -> None:
        """The menu of the other filters, at its button."""
        self._pop_up(self.more_menu(), self.more if self.chip.isHidden() else self.chip)

    def open_sorts(self) -> None:
        """The menu of the orders, at its button."""
        self._pop_up(self.sort_menu(), self.order)

    def sort_menu(self) -> QMenu:
        """How the rows can be sorted."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for sort, words in SORTS:
            action = _entry(menu, tr(words), partial(self.sort_chosen.emit, sort))
            action.setActionGroup(group)
            action.setCheckable(True)
            action.setChecked(sort == self._sort)
        return menu

    def more_menu(self) -> QMenu:
        """What else the rows can be chosen by."""
        menu = QMenu(self)
        for show, words in _MORE:
            self._tick(menu, tr(words), self._filter.show is show, show=show)
        states = menu.addMenu(tr("State"))
        for state in SegmentState:
            self._tick(states, state_words(state), self._filter.states == (state,), states=(state,))
        findings = menu.addMenu(tr("Findings"))
        for severity, words in _SEVERITIES:
            self._tick(findings, tr(words), self._filter.severity is severity, severity=severity)
        matches = menu.addMenu(tr("Match"))
        for least, below, words in _MATCHES:
            now = (self._filter.match_from, self._filter.match_below) == (least, below)
            self._tick(matches, tr(words), now, match_from=least, match_below=below)
        words = tr("Score below {n}", n=round(_BELOW))
        self._tick(menu, words, self._filter.score_below == _BELOW, score_below=_BELOW)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Inside

    def _tick(self, menu: QMenu, words: str, chosen: bool, **changes: object) -> None:
        """An entry that sets a filter, and takes it away when it is set."""
        wanted = {key: _NONE[key] for key in changes} if chosen else changes
        action = _entry(menu, words, lambda: self._give(**wanted))
        action.setCheckable(True)
        action.setChecked(chosen)

    def _give(self, **changes: object) -> None:
        chosen = msgspec.structs.replace(self._filter, **changes)
        self.show_filter(chosen)
        self.changed.emit(chosen)

    def _pop_up(self, menu: QMenu, below: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))
        menu.setActiveAction(menu.actions()[0])

    def _step(self, show: Show, by: int) -> None:
        shows = list(self.tabs)
        following = shows[(shows.index(show) + by) % len(shows)]
        self.tabs[following].setFocus(Qt.FocusReason.TabFocusReason)

    def _fit(self) -> None:
        """Less room between the words where there is little."""
        taken = sum(tab.sizeHint().width() + Space.XS for tab in self.tabs.values())
        taken += 0 if self.chip.isHidden() else self.chip.sizeHint().width()
        room = self.width() - 2 * Space.M - self.order.sizeHint().width() - 2 * self.search.width() - Space.L
        slack = sum(2 * Space.XS for tab in self.tabs.values() if tab.tight)
        tight = taken + slack > room
        for tab in self.tabs.values():
            if tab.tight is not tight:
                tab.tight = tight
                tab.updateGeometry()
        hidden = tight and taken - sum(2 * Space.XS for tab in self.tabs.values() if not tab.tight) > room
        self.tabs[Show.CHANGED_BY_ME].setVisible(not hidden)


def more_words(chosen: RowFilter) -> str:
    """What is chosen beside the buttons, in words; empty when nothing is."""
    said = [tr(words) for show, words in _MORE if chosen.show is show]
    said += [state_words(state) for state in chosen.states]
    said += [tr(words) for severity, words in _SEVERITIES if chosen.severity is severity]
    said += [tr(words) for least, below, words in _MATCHES if (chosen.match_from, chosen.match_below) == (least, below)]
    if chosen.score_below:
        said.append(tr("Score below {n}", n=round(chosen.score_below)))
    return ", ".join(said)


def _entry(menu: QMenu, words: str, work: Callable[[], None]) -> QAction:
    action = menu.addAction(words)
    action.triggered.connect(lambda _checked=False: work())
    return action
