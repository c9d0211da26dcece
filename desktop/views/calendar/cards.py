"""The small cards of the calendar: the posts of a day, a new post, and the plan of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.post import PostState
from desktop.core.words import tr, trn
from desktop.runtime.planned_posts import PlannedPost, PostGroup
from desktop.views.calendar.post_list import PostList
from desktop.views.calendar.words import day_title, title_of
from desktop.views.post.plan_words import day_words, read_day
from desktop.views.post.words import state_name
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.choice import SegmentedChoice
from desktop.views.widgets.fields import LineField
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import ElidedLabel, Label

_MOST_ROWS = 8


class DayCard(Popover):
    """Every post of a day, however many, and a new one. Deletes itself."""

    add_asked = Signal(object)  # dt.date

    def __init__(self, window: QWidget, day: dt.date, today: dt.date) -> None:
        super().__init__(window, day_title(day, today))
        self.day = day
        self._today = today
        self.count = Label("", "small", "text_2")
        self.list = PostList(tr("The posts of this day"), of_day=True)
        self.list.setFixedWidth(Size.DIALOG)
        self.add = Button(tr("New post"), small=True, icon="plus", key="N")
        self.add.clicked.connect(self._on_add)
        self.list.opened.connect(self.close_card)
        head = QHBoxLayout()
        head.addWidget(Label(day_title(day, today), "strong"))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.add)
        self.body.addLayout(head)
        self.body.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.closed.connect(self.deleteLater)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_N and not event.modifiers():
            self._on_add()
        else:
            super().keyPressEvent(event)

    def show_posts(self, posts: Sequence[PlannedPost]) -> None:
        """Show these."""
        self.count.setText(trn("{n} post", "{n} posts", len(posts)))
        self.list.show_posts({PostGroup.LATER: posts}, self._today)
        rows = max(1, min(len(posts), _MOST_ROWS))
        self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) if posts else 0)
        self.refit()

    def _on_add(self) -> None:
        self.close_card()
        self.add_asked.emit(self.day)


class NewPostCard(Popover):
    """What a new post is about; Enter keeps it as an idea. Deletes itself."""

    added = Signal(str, bool)  # about what, and whether to open it

    def __init__(self, window: QWidget, day: dt.date | None, today: dt.date) -> None:
        super().__init__(window, tr("New post"))
        words = tr("New post for {day}", day=day_title(day, today)) if day is not None else tr("New idea for a post")
        self.about = LineField(tr("What is it about?"), placeholder=tr("How to keep loose-leaf tea fresh"))
        self.about.setMinimumWidth(Size.BRIEF + Space.XXL)
        self.keep = Button(tr("Keep the idea"), ButtonKind.PRIMARY, small=True)
        self.open = Button(tr("Keep it and begin"), small=True, icon="pencil")
        self.keep.clicked.connect(lambda: self._add(begin=False))
        self.open.clicked.connect(lambda: self._add(begin=True))
        self.about.edit.returnPressed.connect(lambda: self._add(begin=False))
        self.about.text_edited.connect(self._on_edited)
        self._on_edited("")
        self.body.addWidget(Label(words, "strong"))
        self.body.addWidget(self.about)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addStretch(1)
        row.addWidget(self.open)
        row.addWidget(self.keep)
        self.body.addLayout(row)
        self.setFocusProxy(self.about.edit)
        self.closed.connect(self.deleteLater)

    def _on_edited(self, words: str) -> None:
        for button in (self.keep, self.open):
            button.setEnabled(bool(words.strip()))

    def _add(self, *, begin: bool) -> None:
        about = self.about.text.strip()
        if about:
            self.close_card()
            self.added.emit(about, begin)


class PlanPostCard(Popover):
    """Another state or day for a post of the calendar; nothing changes before Enter or a button. Deletes itself."""

    day_chosen = Signal(str)  # ISO 8601, empty for none
    state_chosen = Signal(object)  # PostState

    def __init__(self, window: QWidget, post: PlannedPost, today: dt.date) -> None:
        super().__init__(window, tr("Plan of the post"))
        self._today = today
        self.state = SegmentedChoice(
            tr("How far the post is"), tuple((each, state_name(each)) for each in PostState), post.state
        )
        example = day_words(dt.date(2026, 11, 24))
        self.day = LineField(tr("Day"), placeholder=example)
        self.day.set_text(day_words(post.day))
        self.wrong = Label(tr("That is no day; write it as {example}.", example=example), "small", "contradicted")
        self.wrong.hide()
        title = ElidedLabel(title_of(post), "strong")
        title.setFixedWidth(self.state.sizeHint().width())
        self.body.addWidget(title)
        self.body.addWidget(self.state)
        self.body.addWidget(self.day)
        self.body.addWidget(self.wrong)
        self.body.addLayout(self._buttons(post))
        self.state.chosen.connect(lambda value: self.state_chosen.emit(PostState(value)))
        self.day.edit.returnPressed.connect(self._on_return)
        self.day.edit.selectAll()
        self.setFocusProxy(self.day.edit)
        self.closed.connect(self.deleteLater)

    def _buttons(self, post: PlannedPost) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        self.days: dict[int, Button] = {}
        for steps, words in ((0, tr("Today")), (1, tr("Tomorrow")), (7, tr("In a week"))):
            button = self.days[steps] = Button(words, ButtonKind.QUIET, small=True)
            day = self._today + dt.timedelta(days=steps)
            button.clicked.connect(lambda _checked=False, day=day: self._choose(day))
            row.addWidget(button)
        self.clear = Button(tr("No day"), ButtonKind.QUIET, icon="close", small=True)
        self.clear.setEnabled(bool(post.date))
        self.clear.clicked.connect(lambda: self._choose(None))
        row.addWidget(self.clear)
        row.addStretch(1)
        return row

    def _on_return(self) -> None:
        day = read_day(self.day.text, self._today)
        if day is None and self.day.text.strip():
            self.wrong.show()
            self.refit()
            return
        self._choose(day)

    def _choose(self, day: dt.date | None) -> None:
        self.close_card()
        self.day_chosen.emit(day.isoformat() if day is not None else "")
