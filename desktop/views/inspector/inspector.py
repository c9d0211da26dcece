"""The right side: Checks, Facts, Preview, Versions."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Severity
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.session import DraftChange
from desktop.views.inspector.checks_tab import ChecksTab
from desktop.views.inspector.facts_tab import FactsTab
from desktop.views.inspector.preview_tab import PreviewTab
from desktop.views.inspector.versions_tab import VersionsTab
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Tone
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.tabs import Tabs

CHECKS, FACTS, PREVIEW, VERSIONS = "checks", "facts", "preview", "versions"
_SHOW_MS = 120


class Inspector(Surface):
    """Four tabs on one draft; previews follow the text a moment behind it."""

    finding_chosen = Signal(object)  # Finding
    fact_chosen = Signal(str)
    span_asked = Signal(object)  # Claim
    name_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(1, parent)
        self._desk = desk
        self._draft = desk.session.draft
        self.setAccessibleName(tr("Inspector"))
        self.tabs = Tabs(tr("Inspector"))
        self.checks = ChecksTab(desk)
        self.facts = FactsTab(desk)
        self.preview = PreviewTab(desk)
        self.versions = VersionsTab(desk)
        self._stack = QStackedWidget()
        for tab_id, words, page in (
            (CHECKS, tr("Checks"), self.checks),
            (FACTS, tr("Facts"), self.facts),
            (PREVIEW, tr("Preview"), self.preview),
            (VERSIONS, tr("Versions"), self.versions),
        ):
            self.tabs.add(tab_id, words)
            self._stack.addWidget(page)
        head = QHBoxLayout()
        head.setContentsMargins(Space.M, Space.M + Space.XXS, Space.M, Space.M)
        head.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.setMinimumWidth(Size.SIDE_LIST)
        self._soon = QTimer(self, singleShot=True, interval=_SHOW_MS)
        self._soon.timeout.connect(self._show_draft)
        self._connect()
        self._show_draft()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._on_tab)
        self.checks.finding_chosen.connect(self.finding_chosen)
        self.checks.fact_chosen.connect(self.fact_chosen)
        for tab in (self.checks, self.facts):
            tab.span_asked.connect(self.span_asked)
        self.facts.fact_chosen.connect(self.fact_chosen)
        self.versions.name_asked.connect(self.name_asked)
        self._desk.session.changed.connect(self._on_changed)
        self._desk.session.opened.connect(self._on_opened)

    def show_report(self, report: CheckReport) -> None:
        """Show what the checks say."""
        self.checks.show_report(report, self._draft)
        self.facts.show_report(report, self._draft)
        errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
        warnings = sum(finding.severity is Severity.WARNING for finding in report.findings)
        words, tone = (str(errors), Tone.CONTRADICTED) if errors else (str(warnings or ""), Tone.WARNING)
        self.tabs.set_badge(CHECKS, words, tone)

    def _on_tab(self, tab_id: str) -> None:
        self._stack.setCurrentIndex((CHECKS, FACTS, PREVIEW, VERSIONS).index(tab_id))
        self.facts.set_shown(tab_id == FACTS)
        self.versions.set_shown(tab_id == VERSIONS)
        self._show_draft()

    def _on_changed(self, change: DraftChange) -> None:
        self._draft = change.draft  # not asked of the session, which would make every editor hand in first
        if not self._soon.isActive():
            self._soon.start()

    def _on_opened(self, draft: Draft) -> None:
        self._draft = draft
        self._show_draft()

    def _show_draft(self) -> None:
        draft = self._draft
        if self.tabs.current == CHECKS:
            self.checks.show_draft(draft)
        elif self.tabs.current == FACTS:
            self.facts.show_draft(draft)
        elif self.tabs.current == PREVIEW:
            self.preview.show_draft(draft)
