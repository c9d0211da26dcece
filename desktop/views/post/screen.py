"""The Blog screen: steps and outline on the left, the post in the middle, and what it rests on at the right."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Claim, Finding, Severity
from desktop.core.post import PostType
from desktop.core.words import tr, trn
from desktop.runtime.drafts import SaveKind, SaveState
from desktop.runtime.posting_account import Statement
from desktop.runtime.posting_values import BODY, Step
from desktop.runtime.session import DraftChange
from desktop.views.announce import announce
from desktop.views.catalogue import ScreenEntry, Shell, screens_behind
from desktop.views.inspector.inspector import PREVIEW
from desktop.views.post.importing import Importing, dropped_post
from desktop.views.post.inspector import PostInspector
from desktop.views.post.post_column import PostColumn
from desktop.views.post.screen_keys import bind_screen
from desktop.views.post.side_panel import PostSidePanel
from desktop.views.post.start_page import PostStartPage
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.splitter import Splitter
from desktop.views.widgets.stops import stops_of
from desktop.views.widgets.surface import Surface

if TYPE_CHECKING:
    from desktop.views.post.assistant_on_text import AssistantOnText

_SIDE = Size.SIDE_LIST + Space.M
_INSPECTOR = Size.INSPECTOR
_CARET_MS = 150
_READABLE = Size.TEXT_NARROW + Space.XXL + Space.XXL


class PostScreen(QWidget):
    """Shows the post on the desk; without one, or when a new one is asked for, the ways to begin."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._desk = desk = shell.desk
        self._errors = 0
        self._asked_new = False
        self._calm = False
        self.ways = tuple(self._way(entry) for entry in screens_behind("blog") if entry.shows is None)
        self.importing = Importing(desk, self)
        self.start = PostStartPage(desk)
        self.side = PostSidePanel(desk)
        self.column = PostColumn(
            desk, shell.actions, show_settings=shell.show_settings, add_picture=desk.posting.files.add_picture
        )
        self.editor = self.column.fields.body.post
        self.inspector = PostInspector(desk, lambda: self.editor)
        self._inspect_soon = QTimer(self, singleShot=True, interval=0)  # no key waits for text and list at once
        self._inspect_soon.timeout.connect(lambda: desk.session.lull.run(self._show_in_inspector))
        self._caret_soon = QTimer(self, singleShot=True, interval=_CARET_MS)
        self._caret_soon.timeout.connect(lambda: desk.session.lull.run(self._show_caret))
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        bind_screen(self)
        self._on_opened(desk.session.draft)
        self._on_save_state(desk.drafts.save_state)
        self._on_checked(desk.checker.report)
        QTimer.singleShot(0, self, lambda: self.assistant)

    @cached_property
    def assistant(self) -> AssistantOnText:
        """What rewrites a selection; made when the screen is there."""
        from desktop.views.post.assistant_on_text import AssistantOnText

        return AssistantOnText(self._desk, self.editor.text, BODY)

    def _way(self, entry: ScreenEntry) -> Button:
        """A button that leads to a screen behind this one."""
        button = Button(tr(entry.label), ButtonKind.QUIET, icon=entry.icon)
        button.set_tip(with_key(tr(entry.label), self._shell.actions[f"screen.{entry.id}"].shortcut()))
        button.clicked.connect(self._shell.actions[f"screen.{entry.id}"].trigger)
        return button

    def _lay_out(self) -> None:
        ground = Surface(2)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.column)
        self.splitter = Splitter()
        for index, (part, stretch) in enumerate(((self.side, 0), (ground, 1), (self.inspector, 0))):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(index, stretch)
        for button in self.ways:
            self.side.add_way(button)
        start = Surface(2)
        around = QVBoxLayout(start)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.start)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(start)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.stack)

    def _connect(self) -> None:
        desk, column, inspector = self._desk, self.column, self.inspector
        self.start.type_chosen.connect(self._on_type)
        self.start.sheet_asked.connect(self._on_sheet)
        self.start.file_asked.connect(self.importing.choose_file)
        self.start.paste_asked.connect(self.importing.paste)
        self.start.back_asked.connect(self.show_post)
        self.side.step_chosen.connect(self._on_step)
        self.side.section_chosen.connect(self._on_section)
        self.side.calendar_asked.connect(self.show_calendar)
        self.side.announced.connect(lambda words: announce(self, words))
        column.step_shown.connect(self._on_step_shown)
        column.caret_moved.connect(self._caret_soon.start)  # in a pause: no key waits for the outline
        column.fact_asked.connect(self._show_fact)
        column.fact_added.connect(self._show_fact)
        column.finding_asked.connect(inspector.checks.show_chosen)
        column.structure_shown.connect(self._order_focus)
        column.repurpose_asked.connect(self.repurpose)
        column.header.focus_asked.connect(self.turn_calm)
        inspector.name_asked.connect(self._shell.actions["name_version"].trigger)
        inspector.finding_chosen.connect(self._on_finding_chosen)
        inspector.fact_chosen.connect(self._show_fact)
        inspector.span_asked.connect(self._on_span_asked)
        inspector.grown.connect(self._order_focus)
        inspector.beside_asked.connect(self._on_beside)
        desk.session.opened.connect(self._on_opened)
        desk.session.changed.connect(self._on_changed)
        desk.checker.checked.connect(self._on_checked)
        desk.drafts.save_state_changed.connect(self._on_save_state)

    # What the window asks

    def actions(self) -> list[QAction]:
        """Its own and those of the parts that are seen, for the palette and the list of keys."""
        page = self.column.stack.currentWidget()
        parts = (self.editor, self.editor.text, page, self.inspector.shown_post)
        seen = (each for part in parts if part is not None and part.isVisibleTo(self) for each in part.actions())
        return [*dict.fromkeys((*super().actions(), *seen))]

    def write(self) -> None:
        """Write what comes next of the post."""
        if self._desk.posting.is_post and self.stack.currentIndex() == 0:
            self.column.write_next()

    def export(self) -> None:
        """Ask where to, and write the post."""
        if self._desk.posting.is_post:
            from desktop.views.post.exporting import ExportCard

            ExportCard(self, self._desk).open_at(self.column.header.export.rect(), self.column.header.export)

    def show_new(self) -> None:
        """Show the ways to begin, over the post that is on the desk."""
        self._asked_new = self._desk.posting.is_post
        self._show_state()
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_post(self) -> None:
        """Show the post on the desk."""
        self._asked_new = False
        self._show_state()

    def show_calendar(self) -> None:
        """Show the days of all posts."""
        self._shell.show("calendar")

    def repurpose(self) -> None:
        """Ask what to make of the post: a mail, posts for networks, a product text."""
        if self._desk.posting.is_post:
            from desktop.views.post.repurpose_card import RepurposeCard

            RepurposeCard(self, self._desk).open_at(self.column.header.export.rect(), self.column.header.export)

    def turn_calm(self) -> None:
        """Only the text and only its paragraph in full colour, or all of the screen again."""
        self._calm = not self._calm
        self.column.show_step(Step.SECTIONS)
        self.editor.text.set_focus_mode(self._calm)
        self.side.setHidden(self._calm)
        self.inspector.setHidden(self._calm)

    def turn_beside(self) -> None:
        """Put the preview wide beside the text, or back into its tab."""
        self.inspector.tabs.choose(PREVIEW)
        self.inspector.shown_post.toggle_beside()

    def _on_beside(self, on: bool) -> None:
        """Text and preview share the room; steps and outline come back with the rest."""
        self.column.show_step(Step.SECTIONS, focus=False)
        self.inspector.shown_post.set_beside(on)
        self.side.setHidden(on)
        self._share_room()

    # What the parts ask

    def _on_type(self, post_type: PostType, about: Draft | None) -> None:
        self._asked_new = False
        self._desk.posting.begin(post_type, about)
        self.column.show_step(Step.IDEA)

    def _on_sheet(self, about: Draft | None) -> None:
        self._asked_new = False
        self._desk.posting.begin(PostType.POST, about)
        self.column.show_step(Step.SECTIONS)

    def _on_step(self, step: Step) -> None:
        self.column.show_step(step)

    def _on_section(self, section_id: str, start: int) -> None:
        if start >= 0:
            self.column.go_to_place(start)
        elif section_id:
            self.column.show_step(Step.SECTIONS, focus=False)

    def _on_step_shown(self, step: Step) -> None:
        self.side.show_step(step)
        self._order_focus()

    def _show_caret(self) -> None:
        if not self.isVisible():
            return
        caret = self.editor.text.caret
        rows = [row for row in self._desk.posting.rows() if 0 <= row.start <= caret]
        if rows:
            self.side.show_current(rows[-1].id, rows[-1].start)

    def _show_fact(self, fact_id: str) -> None:
        self.column.show_fact(fact_id)

    def _on_finding_chosen(self, finding: Finding) -> None:
        self.show_post()
        if not self.column.go_to_finding(finding) and finding.evidence:
            self._show_fact(finding.evidence[0])

    def _on_span_asked(self, claim: Claim | Statement) -> None:
        self.show_post()
        self.column.go_to_span(claim)

    # What the desk says

    def _on_opened(self, _draft: Draft) -> None:
        self._inspect_soon.stop()  # what was said is of another draft
        self._errors = 0
        self.show_post()
        posting = self._desk.posting
        if posting.is_post:
            written = self._desk.session.handed_in.copy.text(BODY).strip()
            self.column.show_step(Step.SECTIONS if written else posting.current_step(), focus=False)

    def _on_changed(self, _change: DraftChange) -> None:
        if self._desk.posting.is_post is not (self.stack.currentIndex() == 0) and not self._asked_new:
            self._show_state()

    def _show_state(self) -> None:
        is_post = self._desk.posting.is_post
        front = 0 if is_post and not self._asked_new else 1
        changes, held = front != self.stack.currentIndex(), self.isAncestorOf(QApplication.focusWidget() or self)
        self.start.show_way_back(shown=is_post)
        self.stack.setCurrentIndex(front)
        self.setFocusProxy(self.column if front == 0 else self.start)
        self._order_focus()
        if changes and held and self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # what had the keys is gone

    def _on_checked(self, report: CheckReport) -> None:
        if self._desk.writer.busy or not self._desk.posting.is_post:
            return  # half a text misses half of its facts; what is found in the whole one counts
        self._inspect_soon.start()
        errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
        if errors > self._errors:
            announce(self, trn("{n} error found", "{n} errors found", errors))
        self._errors = errors

    def _show_in_inspector(self) -> None:
        if not self._desk.writer.busy:
            self.inspector.show_report(self._desk.checker.report)

    def _on_save_state(self, state: SaveState) -> None:
        self.side.setEnabled(state.kind is not SaveKind.READ_ONLY)

    # Dropped files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.stack.currentIndex() == 1 and dropped_post(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.importing.drop(event.mimeData()):
            event.acceptProposedAction()

    # Its place on the screen

    def _order_focus(self) -> None:
        """Side, post, inspector: also when parts were made later than the rest."""
        parts = [*stops_of(self.side), *self.column.stops(), *stops_of(self.inspector)]
        for before, after in pairwise(parts):
            QWidget.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        width = self.width()
        if self.inspector.is_beside:
            self.splitter.setSizes([0, width // 2, width - width // 2])
            return
        tight = width < _SIDE + _READABLE + _INSPECTOR
        side = Size.SIDE_LIST if tight else _SIDE
        inspector = Size.SIDE_LIST + Space.XXL + Space.XL if tight else _INSPECTOR
        self.side.setMinimumWidth(Size.SIDE_LIST)
        self.splitter.setSizes([side, width - side - inspector, inspector])
