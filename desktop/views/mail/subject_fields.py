"""What stands in the inbox: subject and preheader, each with how much of its advised length it has used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.mail import texts_of
from desktop.core.merge_tags import fill
from desktop.core.words import tr
from desktop.views.editor.gutter import GUTTER, RIGHT
from desktop.views.mail.block_body import OwnChip
from desktop.views.mail.mail_text import MailTextView
from desktop.views.product.field_state import FieldState
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.counter import Counter
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import Label

if TYPE_CHECKING:
    from desktop.views.mail.blocks_column import BlocksColumn

ADVISED = {"subject": 50, "preheader": 90}
"""Characters that are advised; a longer text is cut off in most inboxes."""

_COUNT_MS = 60


class SubjectFields(QWidget):
    """Both lines, and the rule between them and the body."""

    again_asked = Signal(str)  # the address of the text that shall be written again
    follow_asked = Signal(str)  # the text that shall be everybody's again

    def __init__(self, column: BlocksColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column
        self.rows: dict[str, SubjectRow] = {}
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, Space.XS, 0, 0)
        self._lines.setSpacing(Space.S)
        rule = QHBoxLayout()
        rule.setContentsMargins(GUTTER, Space.S, RIGHT, 0)
        rule.addWidget(Rule())
        self._lines.addLayout(rule)

    def show_texts(self) -> None:
        """Show the lines of the mail on the desk."""
        if self.rows:
            return
        texts = {text.address: text for text in texts_of(self._column.desk.mailing.mail)}
        for place, address in enumerate(ADVISED):
            row = SubjectRow(self._column, self._column.add_view(texts[address], None))
            row.again_asked.connect(self.again_asked)
            row.follow_asked.connect(self.follow_asked)
            self.rows[address] = row
            self._lines.insertWidget(place, row)
        for row, following in zip(self.rows.values(), [*list(self.rows.values())[1:], None], strict=True):
            if following is not None:
                row.view.editor.submitted.connect(following.go_in)


class SubjectRow(QWidget):
    """One line: what it is, whose it is, its count, and the button that writes only it again."""

    again_asked = Signal(str)
    follow_asked = Signal(str)

    def __init__(self, column: BlocksColumn, view: MailTextView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mailing = column.desk.mailing
        self.view = view
        self.label = Label(view.label, "small", "text_2")
        self.label.setBuddy(view.editor)
        self.chip = OwnChip()
        self.follow = Button("", ButtonKind.QUIET, icon="undo", small=True)
        self.follow.set_tip(tr("Drop this segment’s own text; it reads what everybody reads"))
        self.counter = Counter()
        self.again = IconButton("retry", tr("Write only {field}", field=view.label), size=Size.CONTROL_SMALL)
        self._soon = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._lay_out()
        self._soon.timeout.connect(self._count)
        self.follow.clicked.connect(lambda: self.follow_asked.emit(view.base))
        self.again.clicked.connect(lambda: self.again_asked.emit(view.spec.name))
        view.editor.text_changed.connect(self._soon.start)
        view.own_changed.connect(self._show_whose)
        view.state_changed.connect(self._show_state)
        self._mailing.changed.connect(self._soon.start)
        for stop in (view.editor, self.again):
            stop.installEventFilter(self)
        self._count()
        self._show_whose()
        self._show_near()

    def _lay_out(self) -> None:
        policy = self.again.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.again.setSizePolicy(policy)
        self.follow.setFixedHeight(Size.BADGE)
        head = QHBoxLayout()
        head.setContentsMargins(GUTTER, 0, RIGHT, 0)
        head.setSpacing(Space.S)
        self.view.status.setContentsMargins(0, 0, 0, 0)
        for part in (self.label, self.view.status, self.chip, self.follow):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.counter)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, Space.XS, 0)
        body.setSpacing(Space.XS)
        body.addWidget(self.view, 1)
        body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(body)

    def go_in(self) -> None:
        """Put the caret here."""
        self.view.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.follow.setText(tr("Follow everybody again") if self.width() >= Size.TEXT_NARROW else "")
        self.follow.setAccessibleName(tr("Follow everybody again"))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_near()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_near()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._show_near()
        return False

    # Inside

    def _count(self) -> None:
        """What the reader will see is counted: a name in the place of its tag."""
        text = self.view.editor.text()
        read = fill(text, self._mailing.sample) if self.view.editor.inline_tags else text
        self.counter.set_measure(len(read), ADVISED[self.view.base])

    def _show_near(self) -> None:
        near = self.underMouse() or self.view.editor.hasFocus() or self.again.hasFocus()
        busy = self.view.state in {FieldState.WAITING, FieldState.WRITING}
        self.again.setVisible(near and not busy)

    def _show_state(self) -> None:
        self.counter.set_busy(self.view.state is FieldState.WRITING)
        self._show_near()

    def _show_whose(self) -> None:
        own = self.view.is_own
        segment = next((each.name for each in self._mailing.segments if each.id == self._mailing.segment), "")
        if own:
            self.chip.set_text(tr("only for {segments}", segments=segment))
        self.chip.setVisible(own)
        self.follow.setVisible(own)
