"""The Mail screen: for whom on the left, the mail in the middle, and how it arrives on the right."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Claim, Finding, Severity
from desktop.core.mail import MailType, Platform
from desktop.core.words import tr, trn
from desktop.runtime.drafts import SaveKind, SaveState
from desktop.runtime.session import DraftChange
from desktop.views.announce import announce
from desktop.views.catalogue import ScreenEntry, Shell, screens_behind
from desktop.views.mail.exporting import Exporting
from desktop.views.mail.importing import Importing, dropped_mail
from desktop.views.mail.inspector import MailInspector
from desktop.views.mail.keys import bind_keys
from desktop.views.mail.mail_column import MailColumn
from desktop.views.mail.series_page import SeriesPage
from desktop.views.mail.side_panel import SidePanel
from desktop.views.mail.start_page import StartPage
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.splitter import Splitter
from desktop.views.widgets.stops import stops_of
from desktop.views.widgets.surface import Surface

_SIDE = Size.SIDE_LIST + Space.XL + Space.XS
_INSPECTOR = Size.INSPECTOR + Space.XXL + Space.S
_READABLE = Size.TEXT_NARROW + Space.XXL + Space.XXL


class MailScreen(QWidget):
    """Shows the mail on the desk; without one, or when a new one is asked for, the ways to begin."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._desk = desk = shell.desk
        self._errors = 0
        self._asked_new = False
        self.importing = Importing(desk, self)
        self.exporting = Exporting(desk, self)
        self.ways = tuple(self._way(entry) for entry in screens_behind("mail") if entry.shows is None)
        self.start = StartPage(desk, tuple(self._way(entry) for entry in screens_behind("mail")))
        self.side = SidePanel(desk, lambda: shell.show_settings("Brand"))
        self.column = MailColumn(desk, shell.actions, show_settings=shell.show_settings)
        self.series = SeriesPage(desk)
        self.inspector = MailInspector(desk)
        self._inspect_soon = QTimer(self, singleShot=True, interval=0)  # no key waits for text and list at once
        self._inspect_soon.timeout.connect(self._show_in_inspector)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        bind_keys(self)
        for action in self.column.actions():
            self.addAction(action)
        self._on_opened(desk.session.draft)
        self._on_save_state(desk.drafts.save_state)
        self._on_checked(desk.checker.report)

    def _way(self, entry: ScreenEntry) -> Button:
        """A button that leads to a screen behind this one."""
        button = Button(tr(entry.label), ButtonKind.QUIET, icon=entry.icon)
        button.set_tip(with_key(tr(entry.label), self._shell.actions[f"screen.{entry.id}"].shortcut()))
        button.clicked.connect(self._shell.actions[f"screen.{entry.id}"].trigger)
        return button

    def _lay_out(self) -> None:
        self.middle = QStackedWidget()
        self.middle.addWidget(self.column)
        self.middle.addWidget(self.series)
        ground = Surface(2)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.middle)
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
        desk = self._desk
        self.start.type_chosen.connect(self._on_type)
        self.start.series_chosen.connect(desk.mailing.begin_series)
        self.start.file_asked.connect(self.importing.choose_file)
        self.start.paste_asked.connect(self.importing.paste)
        self.start.back_asked.connect(self.show_mail)
        self.side.series_asked.connect(self.show_series)
        self.side.announced.connect(self._announce)
        self.series.left.connect(self.show_mail)
        self.series.opened.connect(self.show_mail)
        self.inspector.name_asked.connect(self._shell.actions["name_version"].trigger)
        self.inspector.finding_chosen.connect(self._on_finding_chosen)
        self.inspector.fact_chosen.connect(self.side.show_fact)
        self.inspector.span_asked.connect(self._on_span_asked)
        self.column.fact_asked.connect(self.side.show_fact)
        self.column.fact_added.connect(lambda fact: self.side.show_fact(fact, focus=False))
        self.column.finding_asked.connect(self.inspector.checks.show_chosen)
        self.column.structure_shown.connect(self._order_focus)
        for part in (self.side, self.inspector):
            part.grown.connect(self._order_focus)
        desk.session.opened.connect(self._on_opened)
        desk.session.changed.connect(self._on_changed)
        desk.checker.checked.connect(self._on_checked)
        desk.drafts.save_state_changed.connect(self._on_save_state)

    # What the window asks

    def write(self) -> None:
        """Write the mail for the segment that is shown."""
        if self._desk.mailing.is_mail and self.stack.currentIndex() == 0:
            self.show_mail()
            self.column.write()

    def export(self) -> None:
        """Ask where to, and write the mail for the segment that is shown."""
        if self._desk.mailing.is_mail:
            self.exporting.choose_file()

    def show_new(self) -> None:
        """Show the ways to begin, over the mail that is on the desk."""
        self._asked_new = self._desk.mailing.is_mail
        self._show_state()
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_mail(self) -> None:
        """Show the mail on the desk."""
        self._asked_new = False
        self.middle.setCurrentWidget(self.column)
        self._show_state()

    def show_series(self) -> None:
        """Show every mail of the series, in the place of this one."""
        if self._desk.mailing.mail.series is not None:
            self.series.refresh()
            self.middle.setCurrentWidget(self.series)
            self.series.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_series(self, by: int) -> None:
        """Put the next mail of the series on the desk, or the one before."""
        here = self._desk.session.handed_in.id
        ids = [row.mail.draft.id for row in self.side.series.rows]
        place = ids.index(here) + by if here in ids else -1
        if 0 <= place < len(ids):
            self._desk.drafts.open(ids[place])

    def choose_platform(self, platform: Platform) -> None:
        """Write merge tags as this sender does."""
        self._desk.mailing.set_platform(platform)

    def _on_type(self, mail_type: MailType, about: Draft | None) -> None:
        self._asked_new = False
        self._desk.mailing.begin(mail_type, about)

    def _on_finding_chosen(self, finding: Finding) -> None:
        self.show_mail()
        if not self.column.go_to_finding(finding) and finding.evidence:
            self.side.show_fact(finding.evidence[0])

    def _on_span_asked(self, claim: Claim) -> None:
        self.show_mail()
        self.column.go_to_span(claim)

    # What the desk says

    def _on_opened(self, _draft: Draft) -> None:
        self._inspect_soon.stop()  # what was said is of another draft
        self._errors = 0
        self.show_mail()

    def _on_changed(self, _change: DraftChange) -> None:
        if self._desk.mailing.is_mail is not (self.stack.currentIndex() == 0) and not self._asked_new:
            self._show_state()

    def _show_state(self) -> None:
        is_mail = self._desk.mailing.is_mail
        front = 0 if is_mail and not self._asked_new else 1
        changes, held = front != self.stack.currentIndex(), self.isAncestorOf(QApplication.focusWidget() or self)
        self.start.show_way_back(shown=is_mail)
        self.stack.setCurrentIndex(front)
        self.setFocusProxy(self.side.segments.list if front == 0 else self.start)
        self._order_focus()
        if changes and held and self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # what had the keys is gone

    def _on_checked(self, report: CheckReport) -> None:
        if self._desk.writer.busy or not self._desk.mailing.is_mail:
            return  # half a text misses half of its facts; what is found in the whole one counts
        self._inspect_soon.start()
        errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
        if errors > self._errors:
            self._announce(trn("{n} error found", "{n} errors found", errors))
        self._errors = errors

    def _show_in_inspector(self) -> None:
        if not self._desk.writer.busy:
            self.inspector.show_report(self._desk.checker.report)

    def _on_save_state(self, state: SaveState) -> None:
        self.side.setEnabled(state.kind is not SaveKind.READ_ONLY)

    def _announce(self, words: str) -> None:
        announce(self, words)

    # Dropped files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.stack.currentIndex() == 1 and dropped_mail(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.importing.drop(event.mimeData()):
            event.acceptProposedAction()

    # Its place on the screen

    def _order_focus(self) -> None:
        """Side, mail, inspector: also when parts were made later than the rest."""
        parts = [*stops_of(self.side), *self.column.stops(), *stops_of(self.inspector)]
        for before, after in pairwise(parts):
            QWidget.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width()
        tight = width < _SIDE + _READABLE + _INSPECTOR
        side = Size.SIDE_LIST if tight else _SIDE
        inspector = Size.SIDE_LIST + Space.XXL + Space.XL if tight else _INSPECTOR
        self.side.setMinimumWidth(Size.SIDE_LIST)
        self.splitter.setSizes([side, width - side - inspector, inspector])
