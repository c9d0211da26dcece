"""What can be done with posts of the calendar, each with the card that asks for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.ids import DraftId
from desktop.core.post import PostState
from desktop.core.words import tr
from desktop.runtime.planned_posts import PlannedPost
from desktop.runtime.posting_calendar import PostCalendar
from desktop.views.calendar.cards import DayCard, NewPostCard, PlanPostCard
from desktop.views.calendar.post_list import PostList
from desktop.views.calendar.words import STATE_ICONS
from desktop.views.icons import icon
from desktop.views.post.words import state_name
from desktop.views.tokens import Size


class CalendarVerbs(QObject):
    """Opens, plans and adds posts."""

    def __init__(self, calendar: PostCalendar, screen: QWidget, today: Callable[[], dt.date]) -> None:
        super().__init__(screen)
        self._calendar = calendar
        self._screen = screen
        self._today = today
        self.day_card: DayCard | None = None
        self.new_card: NewPostCard | None = None
        self.plan_card: PlanPostCard | None = None

    def open(self, draft_id: DraftId) -> None:
        """Put a post on the desk."""
        self._calendar.open(draft_id)

    def move(self, draft_id: DraftId, day: dt.date | None) -> None:
        """Plan a post for another day, or for none."""
        self._calendar.set_date(draft_id, day.isoformat() if day is not None else "")

    def serve(self, posts: PostList) -> None:
        """Do what a list of posts asks for."""
        self._serve(posts)
        posts.day_asked.connect(lambda post, spot: self.plan(post, spot, posts.viewport()))
        posts.dropped.connect(lambda draft_id: self.move(draft_id, None))

    def _serve(self, posts: PostList) -> None:
        posts.opened.connect(self.open)
        posts.state_asked.connect(lambda post, spot: self.choose_state(post, spot, posts))

    def show_day(self, day: dt.date, posts: list[PlannedPost], spot: QRect, of: QWidget) -> None:
        """Show every post of a day in a card; of a day without any, ask for a new one."""
        if not posts:
            self.add(day, spot, of)
            return
        card = self.day_card = DayCard(self._screen, day, self._today())
        self._serve(card.list)
        card.list.day_asked.connect(lambda post, _row: self._plan_of(card, post, spot, of))
        card.add_asked.connect(lambda asked: self.add(asked, spot, of))
        card.closed.connect(self._forget_day)
        card.show_posts(posts)
        card.open_at(spot, of)

    def add(self, day: dt.date | None, spot: QRect, of: QWidget) -> None:
        """Ask what a new post is about."""
        card = self.new_card = NewPostCard(self._screen, day, self._today())
        date = day.isoformat() if day is not None else ""
        card.added.connect(lambda about, begin: self._calendar.add(about, date, open_it=begin))
        card.open_at(spot, of)

    def plan(self, post: PlannedPost, spot: QRect, of: QWidget) -> None:
        """Ask for another day, and state, of a post."""
        card = self.plan_card = PlanPostCard(self._screen, post, self._today())
        card.day_chosen.connect(lambda date: self._calendar.set_date(post.draft, date))
        card.state_chosen.connect(lambda state: self._calendar.set_state(post.draft, state))
        card.open_at(spot, of)

    def state_menu(self, post: PlannedPost) -> QMenu:
        """The states to choose from; the one that it has is ticked."""
        menu = QMenu(self._screen)
        for state in PostState:
            action = menu.addAction(icon(STATE_ICONS[state]), state_name(state))
            action.setCheckable(True)
            action.setChecked(state is post.state)
            action.triggered.connect(lambda _checked=False, state=state: self._calendar.set_state(post.draft, state))
        return menu

    def choose_state(self, post: PlannedPost, spot: QRect, of: PostList) -> None:
        """Ask for another state of a post, where its state stands."""
        menu = self.state_menu(post)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(of.viewport().mapToGlobal(spot.bottomLeft() + QPoint(0, Size.LINE)))

    def choose_file(self, posts: Callable[[], list[PlannedPost] | None]) -> None:
        """Ask where the calendar file goes, then write these posts, or all of them, into it."""
        from PySide6.QtCore import QStandardPaths
        from PySide6.QtWidgets import QFileDialog

        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        place = str(Path(folder) / tr("Posts"))
        dialog = QFileDialog(self._screen, tr("Export the calendar"), place, tr("Calendar (*.ics)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.fileSelected.connect(lambda path: self._calendar.export_ics(Path(path), posts()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _plan_of(self, card: DayCard, post: PlannedPost, spot: QRect, of: QWidget) -> None:
        """In the place of the day's card: one that stood over it would give the focus back to what is gone."""
        card.close_card()
        self.plan(post, spot, of)

    def _forget_day(self) -> None:
        self.day_card = None
