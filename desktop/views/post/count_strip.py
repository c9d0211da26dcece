"""The quiet line under a post: its words and how many it should have, how long it reads, what was written today."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.core.words import tr, trn
from desktop.views.post.writing_session import WritingSession, reading_minutes
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import NumberField
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.progress import ProgressStrip
from desktop.views.widgets.text import Label

MOST_WORDS = 200_000
_BAR = 2 * Size.COUNTER_BAR


class CountStrip(QWidget):
    """Shows what it is given; `goal_changed` gives the goal that the writer set, 0 for none."""

    goal_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._goal = 0
        self.words = Button("", ButtonKind.QUIET, small=True)
        self.words.set_tip(tr("Set how many words it should have"))
        self.bar = ProgressStrip(tr("Words of the goal"))
        self.bar.setFixedWidth(_BAR)
        self.bar.hide()
        self.reading = Label("", "small", "text_2")
        self.session = Label("", "small", "text_2")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.XS, Space.M, Space.XS)
        row.setSpacing(Space.M)
        for part in (self.words, self.bar, self.reading):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.session)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.words.clicked.connect(self.open_goal)

    @property
    def goal(self) -> int:
        """How many words are wanted; 0 for none."""
        return self._goal

    def show_counts(self, words: int, goal: int, writing: WritingSession, language: str = "en") -> None:
        """Show the state of a text in this language."""
        self._goal = goal
        if goal:
            self.words.setText(trn("{words} of {n} word", "{words} of {n} words", goal, words=words))
            self.bar.set_progress(words, goal)
            percent = tr("{n} % of the goal", n=round(100 * words / goal))
            self.bar.setAccessibleDescription(percent)
            self.bar.setToolTip(percent)
        else:
            self.words.setText(trn("{n} word", "{n} words", words))
        minutes = reading_minutes(words, language)
        self.reading.setText(trn("{n} min read", "{n} min read", minutes) if words else "")
        self.session.setText(_session_words(writing))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its first part: the text above must not become wider than its place for the others."""
        margins = self.contentsMargins()
        least = self.words.sizeHint().width() + 2 * Space.M + margins.left() + margins.right()
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room the bar goes first, then what was written today, which the tip says then."""
        room = self.width() - 2 * Space.M - self.words.sizeHint().width()
        for part in (self.reading, self.session, self.bar):
            wanted = self._goal > 0 if isinstance(part, ProgressStrip) else bool(part.text())
            width = Space.M + (_BAR if isinstance(part, ProgressStrip) else part.sizeHint().width())
            fits = wanted and width <= room
            part.setVisible(fits)
            room -= width if fits else 0
        said = (self.session.text() if self.session.isHidden() else "", tr("Set how many words it should have"))
        self.words.set_tip("\n".join(part for part in said if part))

    def open_goal(self) -> GoalCard:
        """Ask for the number of words."""
        card = GoalCard(self, self._goal)
        card.changed.connect(self.goal_changed)
        card.open_at(self.words.rect(), self.words)
        return card


class GoalCard(Popover):
    """How many words a post should have; `changed` gives it, 0 for none. Deletes itself."""

    changed = Signal(int)

    def __init__(self, window: QWidget, goal: int) -> None:
        super().__init__(window, tr("Goal"))
        self.number = NumberField(tr("Words wanted; 0 for no goal"), 0, MOST_WORDS)
        self.number.set_value(goal)
        self.number.spin.setSingleStep(100)
        self.body.addWidget(Label(tr("Words wanted; 0 for no goal"), "small", "text_2"))
        self.body.addWidget(self.number)
        self.setFocusProxy(self.number.spin)
        self.number.changed.connect(self.changed)
        self.closed.connect(self.deleteLater)


def _session_words(writing: WritingSession) -> str:
    if not writing.minutes:
        return ""
    sign = "+" if writing.added >= 0 else "\u2212"
    words = trn("{sign}{n} word", "{sign}{n} words", abs(writing.added), sign=sign)
    return tr("This session: {words} in {minutes} min", words=words, minutes=writing.minutes)
