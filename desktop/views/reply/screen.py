"""The reply screen: the customer's mail on the left, the reply in the middle, and what it rests on at the right."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.brief import Kind
from desktop.core.copy import field_of
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Claim, Finding
from desktop.core.reply import Basis
from desktop.core.settings import TEXT_SIZE
from desktop.core.words import tr
from desktop.runtime.drafts import SaveKind, SaveState
from desktop.runtime.session import DraftChange
from desktop.views.announce import announce
from desktop.views.catalogue import Shell
from desktop.views.editor.gutter import GUTTER, RIGHT
from desktop.views.editor.keys import NEXT_KEY, PREVIOUS_KEY
from desktop.views.inspector.inspector import CHECKS, FACTS, PREVIEW, VERSIONS
from desktop.views.product.busy_strip import BusyStrip
from desktop.views.product.cards import CardPlace
from desktop.views.product.fields_column import FieldsColumn, centred, page_width
from desktop.views.product.header import Header
from desktop.views.product.writing_show import WritingShow
from desktop.views.reply.inspector import ReplyInspector
from desktop.views.reply.letter_panel import ADD_KEY, OPEN_KEY, LetterPanel
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.badge import Tone
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.empty import EmptyState
from desktop.views.widgets.splitter import Splitter
from desktop.views.widgets.stops import stops_of
from desktop.views.widgets.surface import Surface

_BODY = "body"
_SIDE = Size.BRIEF


class ReplyScreen(QWidget):
    """Listens to the desk and speaks to it; a new reply begins with the paste of a mail."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._desk = desk = shell.desk
        self._inspect = QTimer(self, singleShot=True, interval=0)
        self._inspect.timeout.connect(self._show_in_inspector)
        self.letter = LetterPanel(desk)
        self.header = Header()
        self.busy = BusyStrip(desk)
        self.fields = FieldsColumn(desk)
        self.paste = Button(tr("Paste the mail"), ButtonKind.PRIMARY, icon="clipboard")
        self.open = Button(tr("Open a mail"), icon="folder")
        self.empty = EmptyState(
            "mail",
            tr("What does the customer ask?"),
            tr("Paste their mail, or drop the .eml file at the left. The reply says only what you know."),
            self.paste,
            self.open,
        )
        self.inspector = ReplyInspector(desk)
        self.show_writing = WritingShow(desk, self.fields, self._open_settings)
        self.cards = CardPlace(desk, self.fields)
        self._lay_out()
        self._connect()
        self._on_opened(desk.session.draft)
        self._on_checked(desk.checker.report)

    def _lay_out(self) -> None:
        middle = Surface(2)
        self._top = QWidget()
        top = QVBoxLayout(self._top)
        top.setContentsMargins(GUTTER, 0, RIGHT, 0)
        top.setSpacing(0)
        top.addWidget(self.header)
        top.addWidget(self.busy)
        self._top.setMaximumWidth(page_width(self._desk.settings.get(TEXT_SIZE)))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(centred(self._top))
        column.addWidget(self.empty, 1)
        column.addWidget(self.fields, 1)
        self.splitter = Splitter()
        for index, (part, stretch) in enumerate(((self.letter, 0), (middle, 1), (self.inspector, 0))):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(index, stretch)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)

    def _connect(self) -> None:
        desk = self._desk
        actions = self._shell.actions
        self.header.write_asked.connect(self.write)
        self.header.stop_asked.connect(desk.writer.stop)
        self.header.copy_asked.connect(lambda kind: actions[f"copy_{kind}"].trigger())
        self.header.latest_asked.connect(actions["open"].trigger)
        self.header.export_asked.connect(actions["export"].trigger)
        self.header.compare_asked.connect(actions["compare"].trigger)
        self.paste.clicked.connect(self.letter.paste_letter)
        self.open.clicked.connect(self.letter.choose_letter)
        self.inspector.name_asked.connect(actions["name_version"].trigger)
        self.inspector.finding_chosen.connect(self._on_finding_chosen)
        self.inspector.fact_chosen.connect(self.letter.show_known)
        self.inspector.span_asked.connect(self._on_span_asked)
        self.inspector.account.sentence_asked.connect(self._on_sentence_asked)
        self.inspector.account.known_asked.connect(self.letter.show_known)
        self.cards.reached.connect(self._announce)
        self.cards.fact_asked.connect(self.letter.show_known)
        self.cards.opened.connect(self.inspector.checks.show_chosen)
        self.fields.again_asked.connect(lambda field: self.show_writing.write((field,)))
        for part in (self.letter, self.inspector):
            part.grown.connect(self._order_focus)
        self.show_writing.busy_changed.connect(self._on_busy)
        self.show_writing.announced.connect(self._announce)
        desk.session.changed.connect(self._on_changed)
        desk.session.opened.connect(self._on_opened)
        desk.checker.checked.connect(self._on_checked)
        desk.drafts.save_state_changed.connect(self._on_save_state)
        desk.settings.changed.connect(self._on_setting)
        self._add_actions()

    def _add_actions(self) -> None:
        show = self.inspector.tabs.choose
        doing: tuple[tuple[str, str, Callable[[], object]], ...] = (
            (tr("Open a mail"), OPEN_KEY, self.letter.choose_letter),
            (tr("Paste the mail"), "", self.letter.paste_letter),
            (tr("Add knowledge"), ADD_KEY, self.letter.add_passage),
            (tr("Read knowledge from a text file"), "", self.letter.choose_knowledge),
            (tr("Begin every reply with these"), "", self._desk.replying.keep_knowledge),
            (tr("Add a fact"), "Ctrl+Shift+A", self.letter.facts.add_fact),
            (tr("Next finding"), NEXT_KEY, self.cards.open_next),
            (tr("Previous finding"), PREVIOUS_KEY, self.cards.open_previous),
            (tr("Show what each sentence rests on"), "", lambda: show(PREVIEW)),
            (tr("Show the checks"), "", lambda: show(CHECKS)),
            (tr("Show the facts"), "", lambda: show(FACTS)),
            (tr("Show the versions"), "", lambda: show(VERSIONS)),
        )
        for words, key, work in doing:
            action = QAction(words, self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, work=work: work())
            self.addAction(action)

    # What the window asks

    def write(self) -> None:
        """Write the reply."""
        if self._desk.replying.question.strip():
            self.show_writing.write()
        else:
            self._desk.notices.info(
                tr("There is no question to answer."), tr("Paste what the customer wrote."), key="write"
            )

    def show_new(self) -> None:
        """A new reply, with the knowledge that is kept."""
        self._desk.replying.begin()

    # What the writer asks

    def _open_settings(self, page: str) -> None:
        if page:
            self._shell.show_settings(page)
        else:
            self._shell.show("settings")

    def _on_finding_chosen(self, finding: Finding) -> None:
        view = self.fields.view(field_of(finding.field))
        if not self.cards.go_to_finding(finding) and view is not None:
            self.fields.go_to(view)

    def _on_span_asked(self, claim: Claim) -> None:
        view = self.fields.view(field_of(claim.field))
        if not self.cards.go_to_span(claim.field, claim.start, claim.text) and view is not None:
            self.fields.go_to(view)

    def _on_sentence_asked(self, basis: Basis) -> None:
        view = self.fields.view(_BODY)
        if view is not None:
            self.fields.go_to(view)
            cursor = view.editor.textCursor()
            cursor.setPosition(view.editor.position_of(basis.start))
            cursor.setPosition(view.editor.position_of(basis.end), QTextCursor.MoveMode.KeepAnchor)
            view.editor.setTextCursor(cursor)

    # What the desk says

    def _on_opened(self, draft: Draft) -> None:
        self._inspect.stop()  # what was said is of another draft
        self.cards.close()
        self._show(draft)

    def _on_changed(self, change: DraftChange) -> None:
        self._show(change.draft)

    def _show(self, draft: Draft) -> None:
        if draft.kind is not Kind.REPLY:
            return
        asked = bool(draft.brief.question.strip())
        blank = not asked and draft.copy.is_empty and not self._desk.writer.busy
        if not blank and self.fields.show_fields(self._desk.fields_of(draft.brief)):
            self._order_focus()
        self.empty.setVisible(blank)
        self.fields.setVisible(not blank)
        self.header.show_title(draft.title or tr("New reply"))
        self.header.set_filled(not draft.copy.is_empty)
        self.header.write.setEnabled(asked)

    def _on_checked(self, report: CheckReport) -> None:
        if not self._desk.writer.busy and self._desk.replying.is_reply:
            self.fields.show_report(report)
            self._inspect.start()

    def _show_in_inspector(self) -> None:
        if not self._desk.writer.busy:
            self.inspector.show_report(self._desk.checker.report)

    def _on_busy(self, busy: bool) -> None:
        self.header.set_busy(busy)
        self._show_state()
        self._show(self._desk.session.draft)
        if not busy:
            self._on_checked(self._desk.checker.report)

    def _on_save_state(self, state: SaveState) -> None:
        read_only = state.kind is SaveKind.READ_ONLY
        self.fields.set_locked(read_only)
        self.letter.setEnabled(not read_only)
        self._show_state()

    def _show_state(self) -> None:
        if self._desk.drafts.save_state.kind is SaveKind.READ_ONLY:
            self.header.show_state(tr("Read only"), Tone.WARNING)
        elif self._desk.writer.busy:
            self.header.show_state(tr("Writing"), Tone.ACCENT)
        else:
            self.header.show_state(tr("Draft"))

    def _on_setting(self, key: str) -> None:
        if key == TEXT_SIZE.key:
            size = self._desk.settings.get(TEXT_SIZE)
            self.fields.set_text_size(size)
            self._top.setMaximumWidth(page_width(size))

    def _announce(self, words: str) -> None:
        announce(self, words)

    # Its place on the screen

    def _order_focus(self) -> None:
        """The mail, what is known, header, reply, inspector: also when parts were made later than the rest."""
        fields = [part for view in self.fields.views for part in view.stops]
        parts = [*stops_of(self.letter), *stops_of(self.header), *fields, *stops_of(self.inspector)]
        for before, after in pairwise(parts):
            QWidget.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width()
        tight = width < _SIDE + page_width(Type.TEXT) + Size.INSPECTOR
        side = Size.SIDE_LIST + Space.L if tight else _SIDE
        inspector = Size.SIDE_LIST + Space.XXL + Space.XL if tight else Size.INSPECTOR
        self.letter.setMinimumWidth(Size.SIDE_LIST)
        self.splitter.setSizes([side, width - side - inspector, inspector])
