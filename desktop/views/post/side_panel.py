"""The left side of the Blog screen: the steps to the post, its outline, and when it comes out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.post import PostState
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.posting_values import Step
from desktop.runtime.session import DraftChange
from desktop.views.announce import spoken
from desktop.views.post.plan_card import PlanCard
from desktop.views.post.plan_words import planned_words
from desktop.views.post.sections_part import ADD_KEY, SectionsPart
from desktop.views.post.steps_list import StepsList
from desktop.views.post.words import state_name
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.surface import Rule, Surface
from desktop.views.widgets.text import Label

PLAN_KEY = "Alt+D"
OUTLINE_KEY = "Alt+Shift+J"
_LATE_MS = 150


class PostSidePanel(Surface):
    """Steps above, the outline in what room there is, the plan below; ways to other screens stand under it.

    `section_chosen` gives a section's id (empty for a heading that only the text has) and where it begins in the body
    (code points; -1 when it is not there).
    """

    step_chosen = Signal(object)  # Step
    section_chosen = Signal(str, int)
    calendar_asked = Signal()
    announced = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(1, parent)
        self._desk = desk
        self.setAccessibleName(tr("Steps and outline"))
        self.steps = StepsList()
        self.outline = SectionsPart(desk)
        self.plan = Button("", ButtonKind.QUIET, icon="calendar")
        self.below = QVBoxLayout()
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._lay_out()
        self._connect()
        self._show_plan()
        self._show_steps()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("page", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(Space.S, Space.M + Space.XS, Space.S, Space.M)
        column.setSpacing(Space.M)
        head = QHBoxLayout()
        head.setContentsMargins(Space.S, 0, Space.S, 0)
        head.addWidget(Label(tr("Steps"), "small_strong", "text_2"))
        column.addLayout(head)
        column.addWidget(self.steps)
        column.addSpacing(Space.M + Space.XXS)
        column.addWidget(self.outline, 1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.below.setContentsMargins(Space.XXS, Space.XS, Space.S, Space.XS)
        self.below.setSpacing(0)
        self.below.addWidget(self.plan, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(Rule())
        whole.addLayout(self.below)

    def _connect(self) -> None:
        self.steps.step_chosen.connect(self.step_chosen)
        self.outline.section_chosen.connect(self.section_chosen)
        self.outline.announced.connect(self.announced)
        self.outline.counted.connect(self._soon)
        self.plan.clicked.connect(self.open_plan)
        self._late.timeout.connect(self._show_steps)
        self._desk.session.changed.connect(self._on_changed)
        self._desk.posting.changed.connect(self._show_plan)

    def add_way(self, button: Button) -> None:
        """Put a way to another screen below, under the plan."""
        self.below.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    # What the screen says

    def show_step(self, step: Step) -> None:
        """Light the step whose page is shown."""
        self.steps.show_step(step)

    def show_current(self, section_id: str, start: int = -1) -> None:
        """Light the section in which the caret is; a heading that only the text has is found by its `start`."""
        self.outline.show_current(section_id, start)

    # What the writer asks

    def open_plan(self) -> None:
        """Show state, day and time."""
        if self.outline.verbs.locked:
            return
        card = PlanCard(self, self._desk)
        card.calendar_asked.connect(self.calendar_asked)
        card.open_at(self.plan.rect(), self.plan)

    def go_to_outline(self) -> None:
        """Put the keys on the outline, at the section in which the caret is."""
        part = self.outline.list if self.outline.entries else self.outline.add
        part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def doings(self) -> tuple[tuple[str, str, Callable[[], object]], ...]:
        """What can be done here from anywhere on the screen: words, key, and what it does."""
        return (
            (tr("Go to the outline"), OUTLINE_KEY, self.go_to_outline),
            (tr("Add a section"), ADD_KEY, self.outline.add_section),
            (tr("State, day and time of the post"), PLAN_KEY, self.open_plan),
        )

    # What the desk says

    def _on_changed(self, change: DraftChange) -> None:
        """The steps know of more than the outline: of idea, angle, and the lines around the text."""
        if self.isVisible() and not change.place.startswith(("copy.body", "write.")):
            self._soon()

    def _soon(self) -> None:
        if not self._late.isActive():
            self._late.start()

    def _show_steps(self) -> None:
        self.steps.show_states(self._desk.posting.steps())

    def _show_plan(self) -> None:
        post = self._desk.posting.post
        day = planned_words(post.date)
        state = state_name(post.state)
        published = post.state is PostState.PUBLISHED
        when = tr("Published on") if published else tr("Planned for")
        self.plan.setText(when if day else tr("Not planned yet"))
        self.plan.set_note(day or state)
        self.plan.set_tip(with_key(tr("{state}; change state, day and time", state=state), PLAN_KEY))
        self.plan.setAccessibleName(spoken(self.plan.text(), day, state))
