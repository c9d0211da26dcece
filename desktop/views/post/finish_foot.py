"""The foot of the last step: what is still missing, and when nothing is, that the post is ready."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.post import PostState
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.fields import fields_of
from desktop.runtime.posting_values import BODY, Step
from desktop.views.post.words import step_name
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import ElidedLabel

_WIDEST = Size.TEXT_COLUMN + 2 * Space.XXL
_OPEN = frozenset({PostState.IDEA, PostState.DRAFT})


class FinishFoot(QWidget):
    """One button for what comes next, and a way to the first step that is not done."""

    write_asked = Signal()
    step_asked = Signal(object)  # Step

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._posting = desk.posting
        self._step = Step.FINISH
        self.missing: tuple[str, ...] = ()
        """The fields that are not written yet."""
        self.write = Button(tr("Write all that is missing"), ButtonKind.PRIMARY, icon="pencil")
        self.stop = Button(tr("Stop"), icon="stop", key="Esc")
        self.ready = Button(tr("Mark as ready"), ButtonKind.PRIMARY, icon="check")
        self.said = ElidedLabel("", "base", "text_2")
        self.go = Button("", ButtonKind.QUIET, icon="arrow-right")
        self.write.clicked.connect(self.write_asked)
        self.stop.clicked.connect(desk.writer.stop)
        self.ready.clicked.connect(lambda: self._posting.set_state(PostState.READY))
        self.go.clicked.connect(lambda: self.step_asked.emit(self._step))
        row = QHBoxLayout()
        row.setContentsMargins(Space.XXL, Space.M, Space.XXL, Space.M)
        row.setSpacing(Space.S)
        for part in (self.write, self.stop, self.ready):
            row.addWidget(part)
        row.addWidget(self.said, 1)
        row.addWidget(self.go)
        page = QWidget()
        page.setMaximumWidth(_WIDEST)
        page.setLayout(row)
        self._around = QHBoxLayout()
        self._around.setContentsMargins(0, 0, 0, 0)
        self._around.addStretch(1)
        self._around.addWidget(page, 1 << 8)
        self._around.addStretch(1)
        self._rule = Rule()
        self._rule.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._rule)
        column.addLayout(self._around)
        desk.posting.changed.connect(self.refresh)
        self.set_busy(desk.writer.busy)

    def set_busy(self, busy: bool) -> None:
        """Whether a model is writing."""
        self.stop.setVisible(busy)
        self.refresh()

    def on_range(self, _least: int, most: int) -> None:
        """What goes on below the foot has a line above it; the foot stays under the column beside a scroll bar."""
        self._rule.setVisible(most > 0)
        self._around.setContentsMargins(0, 0, Size.SCROLL_BAR if most else 0, 0)

    def refresh(self) -> None:
        """Say what comes next."""
        draft, busy = self._desk.session.handed_in, self._desk.writer.busy
        specs = fields_of(draft.brief) if self._posting.is_post else ()
        self.missing = tuple(
            spec.name for spec in specs if spec.name != BODY and not draft.copy.text(spec.name).strip()
        )
        done, state = not self.missing, self._posting.post.state
        self._step = next((each.step for each in self._posting.steps() if not each.done), Step.FINISH)
        self.write.setVisible(not busy and not done)
        self.write.setEnabled(not draft.brief.is_empty)
        self.write.set_tip("" if not draft.brief.is_empty else tr("Say first what the post is about."))
        self.ready.setVisible(not busy and done and state in _OPEN)
        self.ready.set_kind(ButtonKind.PRIMARY if self._step is Step.FINISH else ButtonKind.SECONDARY)
        self.said.setText(self._words(busy=busy, done=done, state=state))
        self.go.setVisible(self._step is not Step.FINISH)
        self.go.setText(tr("Still open: {step}", step=step_name(self._step)))

    def _words(self, *, busy: bool, done: bool, state: PostState) -> str:
        if busy:
            return ""
        if not done:
            return trn("{n} field is empty", "{n} fields are empty", len(self.missing))
        if state is PostState.READY:
            return tr("Ready: export it, or plan its day.")
        return tr("Published") if state is PostState.PUBLISHED else ""
