"""The right side: Checks, Facts, Preview, Versions."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Severity
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.session import DraftChange
from desktop.views.inspector.checks_tab import ChecksTab
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Tone
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.tabs import Tabs

if TYPE_CHECKING:
    # Imported, as made, when they are first shown: the start of the window waits for none of them.
    from desktop.views.inspector.facts_tab import FactsTab
    from desktop.views.inspector.preview_tab import PreviewTab
    from desktop.views.inspector.versions_tab import VersionsTab

CHECKS, FACTS, PREVIEW, VERSIONS = TABS = ("checks", "facts", "preview", "versions")
_SHOW_MS = 120


class Inspector(Surface):
    """Four tabs on one draft, made when they are first shown; previews follow the text a moment behind it."""

    finding_chosen = Signal(object)  # Finding
    fact_chosen = Signal(str)
    span_asked = Signal(object)  # Claim
    name_asked = Signal()
    grown = Signal()  # a tab was made
    order: tuple[str, ...] = TABS
    """The tabs from left to right; the first is shown first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(1, parent)
        self._desk = desk
        self._draft = desk.session.draft
        self.setAccessibleName(tr("Inspector"))
        self.tabs = Tabs(tr("Inspector"))
        self.checks = ChecksTab(desk)
        self._report = CheckReport()
        self._known = False
        self._stack = QStackedWidget()
        words = self._words()
        for tab_id in self.order:
            self.tabs.add(tab_id, words[tab_id])
            self._stack.addWidget(self.checks if tab_id == CHECKS else QWidget())
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
        self._on_tab(self.tabs.current)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._on_tab)
        self.checks.finding_chosen.connect(self.finding_chosen)
        self.checks.fact_chosen.connect(self.fact_chosen)
        self.checks.span_asked.connect(self.span_asked)
        self.checks.grown.connect(self.grown)
        self._desk.session.changed.connect(self._on_changed)
        self._desk.session.opened.connect(self._on_opened)

    def _words(self) -> dict[str, str]:
        """What the tabs are called."""
        return {CHECKS: tr("Checks"), FACTS: tr("Facts"), PREVIEW: tr("Preview"), VERSIONS: tr("Versions")}

    def show_report(self, report: CheckReport) -> None:
        """Show what the checks say."""
        self._report, self._known = report, True
        self.checks.show_report(report, self._draft)
        if FACTS in self.__dict__:
            self.facts.show_report(report, self._draft)
        errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
        warnings = sum(finding.severity is Severity.WARNING for finding in report.findings)
        words, tone = (str(errors), Tone.CONTRADICTED) if errors else (str(warnings or ""), Tone.WARNING)
        self.tabs.set_badge(CHECKS, words, tone)

    @cached_property
    def facts(self) -> FactsTab:
        """What became of each fact."""
        from desktop.views.inspector.facts_tab import FactsTab

        tab = FactsTab(self._desk)
        tab.span_asked.connect(self.span_asked)
        tab.fact_chosen.connect(self.fact_chosen)
        if self._known:
            tab.show_report(self._report, self._draft)
        self._put(FACTS, tab)
        return tab

    @cached_property
    def preview(self) -> PreviewTab:
        """What readers will see."""
        from desktop.views.inspector.preview_tab import PreviewTab

        tab = PreviewTab(self._desk)
        self._put(PREVIEW, tab)
        return tab

    @cached_property
    def versions(self) -> VersionsTab:
        """The timeline of the draft."""
        from desktop.views.inspector.versions_tab import VersionsTab

        tab = VersionsTab(self._desk)
        tab.name_asked.connect(self.name_asked)
        self._put(VERSIONS, tab)
        return tab

    def _put(self, tab_id: str, page: QWidget) -> None:
        """Put a tab where its place was kept."""
        place = self.order.index(tab_id)
        kept = self._stack.widget(place)
        self._stack.insertWidget(place, page)
        if kept is not None:
            self._stack.removeWidget(kept)
            kept.deleteLater()
        self.grown.emit()

    def _page_of(self, tab_id: str) -> QWidget:
        page: QWidget = getattr(self, tab_id)
        return page

    def _on_tab(self, tab_id: str) -> None:
        self._stack.setCurrentWidget(self._page_of(tab_id))
        for each in (FACTS, VERSIONS):
            if each in self.__dict__:
                getattr(self, each).set_shown(tab_id == each)
        self._show_draft()

    def _on_changed(self, change: DraftChange) -> None:
        self._draft = change.draft  # not asked of the session, which would make every editor hand in first
        if not self._soon.isActive():
            self._soon.start()

    def _on_opened(self, draft: Draft) -> None:
        self._draft = draft
        self._report, self._known = CheckReport(), False
        self.checks.forget(draft)
        if FACTS in self.__dict__:
            self.facts.forget(draft)
        self.tabs.set_badge(CHECKS, "")
        self._show_draft()

    def _show_draft(self) -> None:
        draft = self._draft
        if self.tabs.current == CHECKS:
            self.checks.show_draft(draft)
        elif self.tabs.current == FACTS:
            self.facts.show_draft(draft)
        elif self.tabs.current == PREVIEW:
            self._show_preview(draft)

    def _show_preview(self, draft: Draft) -> None:
        self.preview.show_draft(draft)
