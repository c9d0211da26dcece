"""The middle of the Mail screen: the header, the mail as it will look, and all that is done in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.copy import field_of
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Claim, Finding
from desktop.core.mail import segment_of
from desktop.core.settings import TEXT_SIZE
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.drafts import SaveKind, SaveState
from desktop.runtime.repairs import PutRight
from desktop.runtime.session import DraftChange
from desktop.views.actions import Actions
from desktop.views.announce import announce
from desktop.views.editor.gutter import GUTTER, RIGHT
from desktop.views.mail.block_verbs import BlockVerbs
from desktop.views.mail.blocks_column import BlocksColumn, mail_width
from desktop.views.mail.column_keys import bind_column
from desktop.views.mail.mail_header import MailHeader
from desktop.views.mail.markdown_editor import MarkdownEditor
from desktop.views.mail.text_verbs import TextVerbs
from desktop.views.product.busy_strip import BusyStrip
from desktop.views.product.cards import CardPlace
from desktop.views.product.fields_column import centred
from desktop.views.product.repairs_strip import RepairsStrip
from desktop.views.product.writing_show import WritingShow
from desktop.views.widgets.badge import Tone
from desktop.views.widgets.stops import stops_of


class MailColumn(QWidget):
    """Shows the mail on the desk and changes it; `actions` are the window's, for what concerns all of it.

    `show_settings` shows a page of the settings by its English words.
    """

    text_focused = Signal(str)  # the address of the text that the caret is in
    finding_asked = Signal(object)  # Finding whose card was opened
    fact_asked = Signal(str)
    fact_added = Signal(str)
    announced = Signal(str)  # for a screen reader
    structure_shown = Signal()  # other parts are there, so the order of focus is another

    def __init__(
        self,
        desk: Desk,
        actions: Actions | None = None,
        parent: QWidget | None = None,
        *,
        show_settings: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._mailing = desk.mailing
        self._window_actions = actions
        self._show_settings = show_settings
        self._read_only = False
        self.markdown: MarkdownEditor | None = None
        self.header = MailHeader()
        self.busy = BusyStrip(desk)
        self.repairs = RepairsStrip(desk)
        self.blocks = BlocksColumn(desk)
        self.show_writing = WritingShow(desk, self.blocks, self._open_settings)
        self.cards = CardPlace(desk, self.blocks)
        self.verbs = BlockVerbs(desk, self.blocks)
        self.texts = TextVerbs(desk, self.blocks)
        self._lay_out()
        self._connect()
        bind_column(self)
        self._on_opened(desk.session.draft)
        self._on_save_state(desk.drafts.save_state)
        self._count_variants()

    def _lay_out(self) -> None:
        self._top = QWidget()
        top = QVBoxLayout(self._top)
        top.setContentsMargins(GUTTER, 0, RIGHT, 0)
        top.setSpacing(0)
        for part in (self.header, self.busy, self.repairs):
            top.addWidget(part)
        self._top.setMaximumWidth(mail_width(self._desk.settings.get(TEXT_SIZE)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._top_row = centred(self._top)
        column.addLayout(self._top_row)
        column.addWidget(self.blocks, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _connect(self) -> None:
        desk, header = self._desk, self.header
        header.write_asked.connect(self.write)
        header.stop_asked.connect(desk.writer.stop)
        header.latest_asked.connect(lambda: self._trigger("open"))
        header.compare_asked.connect(lambda: self._trigger("compare"))
        header.export_asked.connect(lambda: self._trigger("export"))
        header.copy_asked.connect(self._on_copy)
        header.browser_asked.connect(self._mailing.open_in_browser)
        header.markdown_asked.connect(self._mailing.set_markdown)
        self.blocks.text_focused.connect(self.text_focused)
        self.blocks.structure_shown.connect(self._on_structure)
        self.blocks.structure_shown.connect(self.structure_shown)
        self.blocks.again_asked.connect(self._write_again)
        self.blocks.subject.again_asked.connect(self._write_again)
        self.cards.opened.connect(self.finding_asked)
        self.cards.reached.connect(self._announce)
        self.cards.fact_asked.connect(self.fact_asked)
        self.cards.fact_added.connect(self._on_fact_added)
        self.repairs.announced.connect(self._announce)
        self.repairs.shown.connect(self.blocks.show_repairs)
        self.repairs.asked.connect(self._on_repair_asked)
        self.repairs.grown.connect(self.structure_shown)
        self.verbs.announced.connect(self._announce)
        self.show_writing.busy_changed.connect(self._on_busy)
        self.show_writing.announced.connect(self._announce)
        self.blocks.verticalScrollBar().rangeChanged.connect(self._on_range)
        desk.session.opened.connect(self._on_opened)
        desk.session.changed.connect(self._on_changed)
        desk.checker.checked.connect(self._on_checked)
        desk.comparing.opened.connect(self._count_variants)
        desk.comparing.changed.connect(self._count_variants)
        desk.drafts.save_state_changed.connect(self._on_save_state)
        desk.settings.changed.connect(self._on_setting)

    # What the screen asks

    def write(self) -> None:
        """Write the mail for the segment on the desk."""
        self._mailing.write()

    def go_to_finding(self, finding: Finding) -> bool:
        """Bring a finding into sight with its card, its segment's mail when it is in one; `False`: it is in no text."""
        self._show_segment_of(finding.field)
        if self.cards.go_to_finding(finding):
            return True
        view = self.blocks.view(field_of(finding.field))
        if view is not None:
            self.blocks.go_to(view)
        return view is not None

    def go_to_span(self, claim: Claim) -> bool:
        """Bring the words of a claim into sight."""
        self._show_segment_of(claim.field)
        if self.cards.go_to_span(claim.field, claim.start, claim.text):
            return True
        view = self.blocks.view(field_of(claim.field))
        if view is not None:
            self.blocks.go_to(view)
        return view is not None

    def stops(self) -> list[QWidget]:
        """What the Tab key stops at, in the order of reading: header, subject, then block by block."""
        head = [*stops_of(self.header), *stops_of(self.repairs), *stops_of(self.blocks.subject)]
        if self.markdown is not None and not self.markdown.isHidden():
            return [*head, self.markdown.editor]
        floating = self.blocks.floating
        parts: list[QWidget] = []
        for frame in self.blocks.frames:
            if frame.focusPolicy() & Qt.FocusPolicy.TabFocus:
                parts.append(frame)
            parts.extend(part for part in stops_of(frame) if part not in parts)
            if frame.selected:
                parts.extend((floating.grip, *floating.toolbar.buttons, floating.spot))
        return [*head, *parts, self.blocks.add_end]

    # Inside

    def _show_segment_of(self, field: str) -> None:
        """A finding in a segment's own text is shown in that segment's mail."""
        segment = segment_of(field_of(field))
        if segment and segment != self._mailing.segment:
            self._mailing.show_segment(segment)

    def _write_again(self, address: str) -> None:
        self.show_writing.write((address,))

    def _on_copy(self, kind: str) -> None:
        if kind == "html":
            self._mailing.copy_html()
        else:
            self._trigger(f"copy_{kind}")

    def _trigger(self, action_id: str) -> None:
        if self._window_actions is not None:
            self._window_actions[action_id].trigger()

    def _open_settings(self, page: str) -> None:
        if page and self._show_settings is not None:
            self._show_settings(page)
        else:
            self._trigger("screen.settings")

    def turn_markdown(self) -> None:
        """Edit the body as one Markdown text, or as blocks again."""
        self._mailing.set_markdown(not self._mailing.mail.markdown)

    def _on_structure(self) -> None:
        on = self._mailing.is_mail and self._mailing.mail.markdown
        self.header.set_markdown(on=on)
        if on and self.markdown is None:
            self.markdown = MarkdownEditor(self._desk)
            self.blocks.column.insertWidget(3, self.markdown)
            self.markdown.editor.set_locked(self._read_only)
            if self.isVisible():
                self.markdown.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not on and self.markdown is not None:
            gone, self.markdown = self.markdown, None
            gone.close_editor()
            gone.hide()
            gone.deleteLater()

    def _on_repair_asked(self, piece: PutRight) -> None:
        found, view = self.blocks.repair_mark(piece), self.blocks.view(piece.field)
        if found is not None:
            self.cards.go_to(*found)
        elif view is not None:
            self.blocks.go_to(view)

    def _on_fact_added(self, fact_id: str) -> None:
        self.fact_added.emit(fact_id)
        self._announce(tr("Added to the facts"))

    def _on_range(self, _least: int, most: int) -> None:
        """The header stands over the words also where the scroll bar takes room."""
        bar = self.blocks.verticalScrollBar().sizeHint().width() if most else 0
        self._top_row.setContentsMargins(self.blocks.side_margin(), 0, bar, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_range(0, self.blocks.verticalScrollBar().maximum())

    # What the desk says

    def _on_opened(self, draft: Draft) -> None:
        self.cards.close()
        self._show_draft(draft)
        self.blocks.verticalScrollBar().setValue(0)

    def _on_changed(self, change: DraftChange) -> None:
        self._show_draft(change.draft)

    def _show_draft(self, draft: Draft) -> None:
        self.header.show_title(draft.title)
        self.header.set_filled(filled=not draft.copy.is_empty)
        self.header.write.setEnabled(not draft.brief.is_empty)

    def _on_checked(self, report: CheckReport) -> None:
        if not self._desk.writer.busy and self._mailing.is_mail:
            self.blocks.show_report(report)

    def _on_busy(self, busy: bool) -> None:
        self.header.set_busy(busy)
        self._show_state()
        self.blocks.floating.show_selected()
        if not busy:
            self._on_checked(self._desk.checker.report)

    def _on_save_state(self, state: SaveState) -> None:
        read_only = state.kind is SaveKind.READ_ONLY
        if read_only is not self._read_only:
            self._read_only = read_only
            self.blocks.set_locked(read_only)
            if self.markdown is not None:
                self.markdown.editor.set_locked(read_only)
            self._show_state()

    def _show_state(self) -> None:
        if self._read_only:
            self.header.show_state(tr("Read only"), Tone.WARNING)
        elif self._desk.writer.busy:
            self.header.show_state(tr("Writing"), Tone.ACCENT)
        else:
            self.header.show_state(tr("Draft"))

    def _count_variants(self) -> None:
        self.header.show_variants(len(self._desk.comparing.columns()))

    def _on_setting(self, key: str) -> None:
        if key == TEXT_SIZE.key:
            size = self._desk.settings.get(TEXT_SIZE)
            self.blocks.set_text_size(size)
            self._top.setMaximumWidth(mail_width(size))

    def _announce(self, words: str) -> None:
        announce(self, words)
        self.announced.emit(words)
