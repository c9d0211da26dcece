"""The calendar of posts: a month or a list in the middle, ideas that wait for a day at the right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.post import PostState
from desktop.core.words import tr
from desktop.runtime.planned_posts import PlannedPost, PostGroup, by_day, grouped
from desktop.views.announce import announce
from desktop.views.calendar.head import CalendarHead, CalendarView
from desktop.views.calendar.month_grid import MonthGrid, next_month
from desktop.views.calendar.post_list import PostList, PostPart
from desktop.views.calendar.verbs import CalendarVerbs
from desktop.views.calendar.words import STATE_ICONS, STATE_TONES, first_day, weekdays
from desktop.views.catalogue import Shell
from desktop.views.icons import icon
from desktop.views.post.words import state_name
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Badge, tone_roles
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.empty import EmptyState
from desktop.views.widgets.icon_words import IconWords
from desktop.views.widgets.progress import Skeleton
from desktop.views.widgets.splitter import Splitter
from desktop.views.widgets.surface import Rule, Surface
from desktop.views.widgets.text import Label

_SIDE = Size.SIDE_LIST + Space.XL


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


class CalendarScreen(QWidget):
    """Shows what the desk's calendar knows, and reads it only while it is shown itself."""

    def __init__(self, shell: Shell, parent: QWidget | None = None, *, today: Callable[[], dt.date] = _today) -> None:
        super().__init__(parent)
        self._calendar = shell.desk.posting.calendar
        self._today = today
        self.verbs = CalendarVerbs(self._calendar, self, today)
        self.head = CalendarHead()
        self.grid = MonthGrid(today())
        self.list = PostList(tr("All posts"))
        self.ideas = PostList(tr("Ideas without a date"), narrow=True, takes_drops=True)
        self.idea_count = Badge("")
        self.no_ideas = Label(
            tr("Nothing waits for a day. Drag a post here to take its day away."), "small", "text_2", wrap=True
        )
        begin = Button(tr("New post"), ButtonKind.PRIMARY, icon="plus", key="N")
        begin.clicked.connect(self.add)
        self.nothing = EmptyState(
            "calendar",
            tr("No posts yet"),
            tr("Note what you want to write about, with a day or without. Each post has its place here."),
            begin,
        )
        self.stack = QStackedWidget()
        self.month_page = self._month_page()
        self._lay_out()
        self._add_actions()
        self._connect(shell)
        self.head.show_view(CalendarView.MONTH, self.grid.day)
        self.setFocusProxy(self.grid)

    @property
    def view(self) -> CalendarView:
        """How the posts are shown."""
        return CalendarView(self.head.views.value)

    @property
    def shown(self) -> list[PlannedPost]:
        """The posts that are shown in the middle now."""
        if self.view is CalendarView.LIST:
            return self.list.lines.posts
        month = self.grid.month.month
        days = (post.day for post in self._calendar.posts)
        return [
            post
            for post, day in zip(self._calendar.posts, days, strict=True)
            if day is not None and (day.year, day.month) == (month.year, month.month)
        ]

    def add(self) -> None:
        """Ask what a new post is about: for the chosen day, in the list without one."""
        if self.stack.currentWidget() is self.month_page:
            self.verbs.add(self.grid.day, self.grid.spot(self.grid.day), self.grid.viewport())
        else:
            self.verbs.add(None, self.head.add.rect(), self.head.add)

    def show_view(self, view: CalendarView) -> None:
        """Show a month or the list."""
        self.head.show_view(view, self.grid.month.month)
        self._show()
        (self.list if view is CalendarView.LIST else self.grid).setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, months: int) -> None:
        """Show another month; 0 is today."""
        self.grid.choose(next_month(self.grid.day, months) if months else self._today())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._calendar.follow(True)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._calendar.follow(False)

    def event(self, event: QEvent) -> bool:
        """Undo here takes back what was done here, not what was typed in the draft on the desk."""
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo):
            if event.type() is QEvent.Type.ShortcutOverride and self._calendar.undo_words:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self._undo()
                return True
        return super().event(event)

    # Building

    def _month_page(self) -> QWidget:
        page = Surface(2)
        names = QHBoxLayout()
        names.setContentsMargins(0, Space.S, 0, Space.S)
        names.setSpacing(0)
        self.weekdays = tuple(Label(name, "small", "text_2") for name in weekdays(first_day(), short=True))
        for label, whole in zip(self.weekdays, weekdays(first_day()), strict=True):
            label.setContentsMargins(Space.S, 0, 0, 0)
            label.setAccessibleName(whole)
            names.addWidget(label, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addLayout(names)
        column.addWidget(Rule())
        column.addWidget(self.grid, 1)
        return page

    def _side(self) -> QWidget:
        side = Surface(1)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(Label(tr("Ideas without a date"), "small_strong", "text_2"))
        head.addWidget(self.idea_count)
        head.addStretch(1)
        column = QVBoxLayout(side)
        column.setContentsMargins(Space.M, Space.L, Space.M, Space.M)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addWidget(self.no_ideas)
        column.addWidget(self.ideas, 1)
        column.addWidget(Rule())
        for state in PostState:
            line = IconWords()
            column.addWidget(line)  # first, or it would show itself as a window
            line.say(STATE_ICONS[state], state_name(state), tone_roles(STATE_TONES[state])[0])
        side.setMinimumWidth(Size.COLUMN)
        return side

    def _lay_out(self) -> None:
        self.loading = loading = Surface(2)
        QVBoxLayout(loading).addWidget(Skeleton(6), 0, Qt.AlignmentFlag.AlignTop)
        listed = Surface(2)
        column = QVBoxLayout(listed)
        column.setContentsMargins(Space.M, Space.XS, Space.M, 0)
        column.addWidget(self.list)
        self.list_page = listed
        for page in (loading, self.month_page, listed, self.nothing):
            self.stack.addWidget(page)
        main = Surface(2)
        middle = QVBoxLayout(main)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.head)
        middle.addWidget(self.stack, 1)
        self.panes = Splitter()
        self.panes.addWidget(main)
        self.side = self._side()
        self.panes.addWidget(self.side)
        self.panes.setSizes([Size.WINDOW_WIDTH - Size.RAIL - _SIDE, _SIDE])
        self.panes.setStretchFactor(0, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.panes)

    def _add_actions(self) -> None:
        """What can be done here, with its keys; the palette and the help list them."""
        for words, key, name, handler in (
            (tr("New post on this day"), "N", "plus", self.add),
            (tr("Show today"), "T", "calendar", lambda: self.step(0)),
            (tr("Next month"), "PgDown", "chevron-right", lambda: self.step(1)),
            (tr("Month before"), "PgUp", "chevron-left", lambda: self.step(-1)),
            (tr("Month or list"), "L", "table", self._turn),
            (tr("Change the state of the post"), "S", "check", lambda: self._ask(PostPart.STATE)),
            (tr("Change the date of the post"), "D", "calendar", lambda: self._ask(PostPart.DAY)),
            (tr("Export the calendar"), "", "export", lambda: self.verbs.choose_file(lambda: None)),
        ):
            action = QAction(icon(name), words, self)
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setProperty("icon_name", name)
            action.triggered.connect(handler)
            self.addAction(action)

    def _connect(self, shell: Shell) -> None:
        self._calendar.changed.connect(self._show)
        self._calendar.opened.connect(lambda _draft_id: shell.show("blog"))
        for posts in (self.list, self.ideas):
            self.verbs.serve(posts)
        self.grid.post_asked.connect(self.verbs.open)
        self.grid.moved.connect(self.verbs.move)
        self.grid.day_asked.connect(self._on_day_asked)
        self.grid.day_chosen.connect(lambda day: self.head.show_view(self.view, day))
        self.head.stepped.connect(self.step)
        self.head.view_chosen.connect(lambda view: self.show_view(CalendarView(view)))
        self.head.add_asked.connect(self.add)
        self.head.undo_asked.connect(self._undo)
        self.head.export_asked.connect(lambda shown: self.verbs.choose_file(lambda: self.shown if shown else None))
        self._midnight = QTimer(self, interval=60_000)
        self._midnight.timeout.connect(self._on_minute)
        self._midnight.start()

    # Showing

    def _show(self) -> None:
        if not self.isVisible():
            return
        posts, today = self._calendar.posts, self._today()
        self.grid.month.show_posts(posts, today)
        groups = grouped(posts, today, first_day())
        if self.view is CalendarView.LIST:
            self.list.show_posts(groups, today, headed=True)
        ideas = groups.get(PostGroup.UNDATED, [])
        self.ideas.show_posts({PostGroup.UNDATED: ideas}, today)
        self.idea_count.set_text(str(len(ideas)))
        self.idea_count.setVisible(bool(ideas))
        self.no_ideas.setVisible(not ideas)
        self.head.show_undo(self._calendar.undo_words)
        self.side.setHidden(self.view is CalendarView.LIST)  # which has the ideas first
        card = self.verbs.day_card
        if card is not None:
            card.show_posts(by_day(posts).get(card.day, []))
        page = self._page(posts)
        self.stack.setCurrentWidget(page)
        self.head.setHidden(page is self.nothing)  # its one button stands in the middle then

    def _page(self, posts: tuple[PlannedPost, ...]) -> QWidget:
        if not self._calendar.is_read:
            return self.loading
        if not posts:
            return self.nothing
        return self.list_page if self.view is CalendarView.LIST else self.month_page

    def _on_minute(self) -> None:
        if self._today() != self.grid.month.today:
            self._show()

    # Doing

    def _turn(self) -> None:
        self.show_view(CalendarView.MONTH if self.view is CalendarView.LIST else CalendarView.LIST)

    def _on_day_asked(self, day: dt.date) -> None:
        self.grid.choose(day)
        posts = by_day(self._calendar.posts).get(day, [])
        if len(posts) == 1:
            self.verbs.open(posts[0].draft)
        else:
            self.verbs.show_day(day, posts, self.grid.spot(day), self.grid.viewport())

    def _ask(self, part: PostPart) -> None:
        """Ask for the state or day of the chosen post: of a list, or the one of the chosen day."""
        if self.ideas.hasFocus():
            self.ideas.ask(part)
        elif self.view is CalendarView.LIST:
            self.list.ask(part)
        else:
            self._ask_day()

    def _ask_day(self) -> None:
        day = self.grid.day
        posts = by_day(self._calendar.posts).get(day, [])
        spot = self.grid.spot(day)
        if len(posts) == 1:
            self.verbs.plan(posts[0], spot, self.grid.viewport())
        elif posts:
            self.verbs.show_day(day, posts, spot, self.grid.viewport())

    def _undo(self) -> None:
        words = self._calendar.undo_words
        if words:
            self._calendar.undo()
            announce(self, tr("Undone: {what}", what=words))
