"""When a post comes out, in a card: how far it is, its day and its time."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.post import PostState
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.post.plan_words import day_words, planned, read_day, read_time, stamp_of, time_words
from desktop.views.post.words import state_name
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.choice import SegmentedChoice
from desktop.views.widgets.fields import LineField
from desktop.views.widgets.month_picker import MonthPicker
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label

_EXAMPLE = time(9)


class PlanCard(Popover):
    """Changes the post while one chooses; what is no day or time changes nothing. Deletes itself."""

    calendar_asked = Signal()

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window, tr("Plan of the post"))
        self._posting = desk.posting
        post = self._posting.post
        self._day, self._time = planned(post.date)
        self.state = SegmentedChoice(
            tr("How far the post is"), tuple((each, state_name(each)) for each in PostState), post.state
        )
        self.day = LineField(tr("Day"), placeholder=day_words(date(2026, 11, 24)))
        self.time = LineField(tr("Time"), placeholder=time_words(_EXAMPLE))
        self.month = MonthPicker(tr("Day"), self._day)
        self.wrong = Label("", "small", "contradicted", wrap=True)
        self.wrong.hide()
        self.clear = Button(tr("No day"), ButtonKind.QUIET, icon="close", small=True)
        self.clear.set_tip(tr("Takes day and time away; the state stays"))
        self.calendar = Button(tr("Calendar"), ButtonKind.QUIET, icon="calendar", small=True)
        self.calendar.set_tip(tr("Every post with its day"))
        self.done = Button(tr("Done"), small=True)
        self._show_fields()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        body = self.body
        body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        body.setSpacing(Space.M)
        body.addWidget(Label(tr("When it comes out"), "text_strong"))
        body.addWidget(self.state)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.day, 3)
        row.addWidget(self.time, 2)
        body.addLayout(row)
        body.addWidget(self.wrong)
        body.addWidget(self.month)
        foot = QHBoxLayout()
        foot.setSpacing(Space.XS)
        foot.addWidget(self.calendar)
        foot.addWidget(self.clear)
        foot.addStretch(1)
        foot.addWidget(self.done)
        body.addLayout(foot)
        self.day.edit.selectAll()
        self.setFocusProxy(self.day.edit)

    def _connect(self) -> None:
        self.state.chosen.connect(lambda value: self._posting.set_state(PostState(value)))
        self.month.chosen.connect(self._on_picked)
        self.day.text_edited.connect(self._on_day)
        self.time.text_edited.connect(self._on_time)
        self.clear.clicked.connect(self._on_clear)
        self.calendar.clicked.connect(self.close_card)
        self.calendar.clicked.connect(self.calendar_asked)
        self.done.clicked.connect(self.close_card)
        for line in (self.day, self.time):
            line.edit.returnPressed.connect(self._on_return)
        self.closed.connect(self.deleteLater)

    def _on_return(self) -> None:
        if self.wrong.isHidden():
            self.close_card()

    def _on_picked(self, day: date) -> None:
        self._day = day
        self._show_fields()
        self._keep()

    def _on_day(self, text: str) -> None:
        found = read_day(text)
        if found is not None or not text.strip():
            self._day = found
            self.month.show_day(found)
            self._keep()
        self._say_wrong()

    def _on_time(self, text: str) -> None:
        found = read_time(text)
        if found is not None or not text.strip():
            self._time = found
            self._keep()
        self._say_wrong()

    def _on_clear(self) -> None:
        self._day = self._time = None
        self.month.show_day(None)
        self._show_fields()
        self._keep()

    def _keep(self) -> None:
        stamp = stamp_of(self._day, self._time)
        if stamp != self._posting.post.date:
            self._posting.set_date(stamp)
        self.clear.setEnabled(self._day is not None or self._time is not None)

    def _show_fields(self) -> None:
        self.day.set_text(day_words(self._day))
        self.time.set_text(time_words(self._time))
        self.clear.setEnabled(self._day is not None)
        self._say_wrong()

    def _say_wrong(self) -> None:
        day, at = self.day.text.strip(), self.time.text.strip()
        words = ""
        if day and read_day(day) is None:
            words = tr("That is no day; write it as {example}.", example=self.day.edit.placeholderText())
        elif at and read_time(at) is None:
            words = tr("That is no time; write it as {example}.", example=self.time.edit.placeholderText())
        elif at and not day:
            words = tr("A time counts when there is a day.")
        self.wrong.setText(words)
        if self.wrong.isHidden() is bool(words):
            self.wrong.setVisible(bool(words))
            self.refit()
