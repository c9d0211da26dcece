"""The product screen: brief and facts, the text, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.brief import Kind
from desktop.core.copy import field_of
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Claim, Finding, Severity
from desktop.core.settings import TEXT_SIZE
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.drafts import SaveKind, SaveState
from desktop.runtime.repairs import PutRight
from desktop.runtime.session import DraftChange
from desktop.views.actions import Actions
from desktop.views.announce import announce
from desktop.views.editor.gutter import GUTTER, RIGHT
from desktop.views.editor.keys import NEXT_KEY, PREVIOUS_KEY
from desktop.views.first_paint import FirstPaint
from desktop.views.inspector.inspector import CHECKS, FACTS, PREVIEW, VERSIONS, Inspector
from desktop.views.product.brief_panel import BriefPanel
from desktop.views.product.busy_strip import BusyStrip
from desktop.views.product.cards import CardPlace
from desktop.views.product.channels_box import ChannelsMenu
from desktop.views.product.empty_page import EmptyPage
from desktop.views.product.fields_column import FieldsColumn, centred, page_width
from desktop.views.product.header import Header
from desktop.views.product.repairs_strip import RepairsStrip
from desktop.views.product.writing_show import WritingShow
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.badge import Tone
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.splitter import Splitter
from desktop.views.widgets.stops import stops_of
from desktop.views.widgets.surface import Surface

_WARM_AFTER_MS = 100
_ELSEWHERE = frozenset({Kind.MAIL, Kind.REPLY, Kind.BLOG})


class ProductScreen(QWidget):
    """Left the brief, in the middle the text, right the inspector; listens to the desk and speaks to it.

    `actions` are the window's, for what needs a dialog or a card of the window's own; `show_settings` shows a page of
    the settings by its English words.
    """

    def __init__(
        self,
        desk: Desk,
        actions: Actions | None = None,
        parent: QWidget | None = None,
        *,
        show_settings: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._show_settings = show_settings
        self._desk = desk
        self._actions = actions
        self._errors = 0
        self._read_only = False
        self._warm = False
        self._inspect = QTimer(self, singleShot=True, interval=0)  # so that a key never waits for text and list at once
        self._inspect.timeout.connect(self._show_in_inspector)
        self.channels = ChannelsMenu(desk.channels_for_product(), self)
        self.brief = BriefPanel(desk, self.channels)
        self.header = Header()
        self.busy = BusyStrip(desk)
        self.repairs = RepairsStrip(desk)
        self.fields = FieldsColumn(desk)
        self.empty = EmptyPage(desk)
        self.inspector = Inspector(desk)
        self.show_writing = WritingShow(desk, self.fields, self._open_settings)
        self.cards = CardPlace(desk, self.fields)
        self.more_fields = Button(tr("Add or remove fields"), ButtonKind.QUIET, icon="plus", small=True)
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
        top.addWidget(self.repairs)
        self._top.setMaximumWidth(page_width(self._desk.settings.get(TEXT_SIZE)))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(centred(self._top))
        column.addWidget(self.empty, 1)
        column.addWidget(self.fields, 1)
        self.fields.foot.addWidget(self.more_fields, 0, Qt.AlignmentFlag.AlignLeft)
        self.splitter = Splitter()
        for part in (self.brief, middle, self.inspector):
            self.splitter.addWidget(part)
        for index, stretch in enumerate((0, 1, 0)):
            self.splitter.setStretchFactor(index, stretch)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)

    def _connect(self) -> None:
        desk = self._desk
        self.header.write_asked.connect(self.write)
        self.header.stop_asked.connect(desk.writer.stop)
        self.header.copy_asked.connect(self._on_copy)
        self.header.latest_asked.connect(lambda: self._trigger("open"))
        self.header.export_asked.connect(lambda: self._trigger("export"))
        self.header.compare_asked.connect(lambda: self._trigger("compare"))
        self.inspector.name_asked.connect(lambda: self._trigger("name_version"))
        self.inspector.finding_chosen.connect(self._on_finding_chosen)
        self.inspector.fact_chosen.connect(self._on_fact_chosen)
        self.inspector.span_asked.connect(self._on_span_asked)
        self.cards.reached.connect(self._announce)
        self.repairs.announced.connect(self._announce)
        self.repairs.shown.connect(self.fields.show_repairs)
        self.repairs.asked.connect(self._on_repair_asked)
        self.cards.fact_asked.connect(self._on_fact_chosen)
        self.cards.fact_added.connect(self._on_fact_added)
        self.empty.pasted.connect(self.brief.paste_box.take)
        self.more_fields.clicked.connect(self._open_channels)
        self.fields.again_asked.connect(self._write_again)
        self.cards.opened.connect(self.inspector.checks.show_chosen)
        for part in (self.brief, self.inspector, self.repairs):
            part.grown.connect(self._order_focus)
        painted = FirstPaint(self)
        painted.painted.connect(lambda: QTimer.singleShot(_WARM_AFTER_MS, self, self._warm_up))
        self._add_actions()
        desk.session.changed.connect(self._on_changed)
        desk.session.opened.connect(self._on_opened)
        desk.checker.checked.connect(self._on_checked)
        self.show_writing.busy_changed.connect(self._on_busy)
        self.show_writing.announced.connect(self._announce)
        desk.drafts.save_state_changed.connect(self._on_save_state)
        desk.settings.changed.connect(self._on_setting)

    def _add_actions(self) -> None:
        """What can be done on this screen only; the palette and the list of keys show it too."""
        show = self.inspector.tabs.choose
        for words, key, work in (
            (tr("Next finding"), NEXT_KEY, self.cards.open_next),
            (tr("Previous finding"), PREVIOUS_KEY, self.cards.open_previous),
            (tr("Show what was put right after writing"), "", self.repairs.open_list),
            (tr("Add a fact"), "Ctrl+Shift+A", self.brief.add_fact),
            (tr("Show the checks"), "", lambda: show(CHECKS)),
            (tr("Show the facts"), "", lambda: show(FACTS)),
            (tr("Show the preview"), "", lambda: show(PREVIEW)),
            (tr("Show the versions"), "", lambda: show(VERSIONS)),
        ):
            action = QAction(words, self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, work=work: work())
            self.addAction(action)

    # What the writer asks

    def write(self) -> None:
        """Write all fields."""
        self.show_writing.write()

    def _write_again(self, field: str) -> None:
        self.show_writing.write((field,))

    def _on_copy(self, kind: str) -> None:
        if self._actions is not None:
            self._trigger(f"copy_{kind}")
        else:
            self._desk.copy_as(kind)

    def _trigger(self, action_id: str) -> None:
        if self._actions is not None:
            self._actions[action_id].trigger()

    def _open_settings(self, page: str) -> None:
        if page and self._show_settings is not None:
            self._show_settings(page)
        else:
            self._trigger("screen.settings")

    def _open_channels(self) -> None:
        menu = self.channels.menu(self.more_fields)
        menu.popup(self.more_fields.mapToGlobal(QPoint(0, self.more_fields.height())))

    def _on_finding_chosen(self, finding: Finding) -> None:
        if self.cards.go_to_finding(finding):
            return
        view = self.fields.view(field_of(finding.field))
        if finding.evidence and finding.end == finding.start:
            self._on_fact_chosen(finding.evidence[0])
        elif view is not None:
            self.fields.go_to(view)

    def _on_fact_chosen(self, fact_id: str) -> None:
        self.brief.show_fact(fact_id)

    def _on_fact_added(self, fact_id: str) -> None:
        """The new row is shown; the caret stays in the text, where the writer is."""
        self.brief.show_fact(fact_id, focus=False)
        self._announce(tr("Added to the facts"))

    def _on_span_asked(self, claim: Claim) -> None:
        view = self.fields.view(field_of(claim.field))
        if not self.cards.go_to_span(claim.field, claim.start, claim.text) and view is not None:
            self.fields.go_to(view)

    def _on_repair_asked(self, piece: PutRight) -> None:
        found, view = self.fields.repair_mark(piece), self.fields.view(piece.field)
        if found is not None:
            self.cards.go_to(*found)
        elif view is not None:
            self.fields.go_to(view)

    # What the desk says

    @property
    def _is_ours(self) -> bool:
        """Whether what is on the desk is shown here; mails, replies and posts have screens of their own."""
        return self._desk.session.handed_in.kind not in _ELSEWHERE

    def _on_opened(self, draft: Draft) -> None:
        self._inspect.stop()  # what was said is of another draft
        self.cards.close()
        self._show_fields(draft)
        self.fields.verticalScrollBar().setValue(0)

    def _on_changed(self, change: DraftChange) -> None:
        if not self._warm and not self.fields.views and change.place.startswith("brief."):
            QTimer.singleShot(0, self, self._warm_up)  # the first letters of all are shown before the fields are made
        else:
            self._show_fields(change.draft)
        if not change.place.startswith(("copy.", "write.")):
            self.show_writing.show_weak_note()

    def _show_fields(self, draft: Draft) -> None:
        if not self._is_ours:
            return
        blank = draft.brief.is_empty and draft.copy.is_empty and not self._desk.writer.busy
        if not blank or self._warm:
            self._make_fields(draft)
        self.empty.setVisible(blank)
        self.fields.setVisible(not blank)
        self.header.show_title(draft.title)
        self.header.set_filled(not draft.copy.is_empty)
        self.header.write.setEnabled(not draft.brief.is_empty)

    def _make_fields(self, draft: Draft) -> None:
        if self.fields.show_fields(self._desk.fields_of(draft.brief)):
            self._order_focus()

    def _warm_up(self) -> None:
        """Make the fields of a blank desk before the first word needs them, but after the window takes typing."""
        import desktop.views.product.field_view  # noqa: F401 - a step of its own, so that no step is long

        self._warm = True
        QTimer.singleShot(0, self, lambda: self._show_fields(self._desk.session.draft))

    def _order_focus(self) -> None:
        """Brief, facts, header, fields, inspector: also when fields were made later than the rest."""
        fields = [part for view in self.fields.views for part in view.stops]
        head = (*stops_of(self.header), *stops_of(self.repairs))
        parts = [*stops_of(self.brief), *head, *fields, self.more_fields, *stops_of(self.inspector)]
        for before, after in pairwise(parts):
            QWidget.setTabOrder(before, after)

    def _on_checked(self, report: CheckReport) -> None:
        if self._desk.writer.busy or not self._is_ours:
            return  # half a text misses half of its facts; what is found in the whole one counts
        self.fields.show_report(report)
        self._inspect.start()
        errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
        if errors > self._errors:
            self._announce(trn("{n} error found", "{n} errors found", errors))
        self._errors = errors

    def _show_in_inspector(self) -> None:
        if not self._desk.writer.busy and self._is_ours:
            self.inspector.show_report(self._desk.checker.report)

    def _on_busy(self, busy: bool) -> None:
        self.header.set_busy(busy)
        self._show_state()
        self._show_fields(self._desk.session.draft)
        if not busy:
            self._on_checked(self._desk.checker.report)

    def _on_save_state(self, state: SaveState) -> None:
        read_only = state.kind is SaveKind.READ_ONLY
        if read_only is not self._read_only:
            self._read_only = read_only
            self.fields.set_locked(read_only)
            self.brief.setEnabled(not read_only)
            self._show_state()

    def _show_state(self) -> None:
        if self._read_only:
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Brief and inspector give way on a small screen, so that the text keeps a readable line."""
        width = self.width()
        tight = width < Size.BRIEF + page_width(Type.TEXT) + Size.INSPECTOR
        brief = Size.SIDE_LIST + Space.L if tight else Size.BRIEF
        inspector = Size.SIDE_LIST + Space.XXL + Space.XL if tight else Size.INSPECTOR
        self.brief.setMinimumWidth(Size.SIDE_LIST)
        self.splitter.setSizes([brief, width - brief - inspector, inspector])
