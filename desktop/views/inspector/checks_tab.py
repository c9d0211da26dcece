"""Checks: the findings, and at the foot how the page looks in a search result."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.brief import number_facts
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Finding
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.inspector.checks_list import ChecksList, Row, rows_of
from desktop.views.inspector.search_preview import SearchPreview
from desktop.views.tokens import Space
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import Label


class ChecksTab(QWidget):
    """`finding_chosen` and `fact_chosen` send where the writer wants to go."""

    finding_chosen = Signal(object)  # Finding
    fact_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = CheckReport()
        self._draft = desk.session.draft
        self._opened: frozenset[str] = frozenset()
        self.list = ChecksList()
        self.list.chosen.connect(self._on_chosen)
        self.nothing = Label(tr("What the checks find will be listed here."), "base", "text_3", wrap=True)
        self.nothing.setContentsMargins(Space.M, Space.S, Space.M, 0)
        self.preview = SearchPreview(desk.checker)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        foot.setSpacing(Space.S)
        foot.addWidget(Label(tr("Search preview"), "strong", "text_2"))
        foot.addWidget(self.preview)
        self._rule = Rule()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inset = QVBoxLayout()
        inset.setContentsMargins(Space.S, 0, Space.S, 0)
        inset.addWidget(self.nothing)
        inset.addWidget(self.list, 1)
        inset.addStretch(0)
        column.addLayout(inset, 1)
        column.addWidget(self._rule)
        column.addWidget(self._foot)

    def show_report(self, report: CheckReport, draft: Draft) -> None:
        """Show what the checks say of a draft."""
        self._report, self._draft = report, draft
        self._show()

    def show_draft(self, draft: Draft) -> None:
        """Show how the page will look in a search result."""
        shown = self.preview.show_copy(draft.copy, draft.brief.product)
        self._foot.setVisible(shown)
        self._rule.setVisible(shown)

    def show_chosen(self, finding: Finding) -> None:
        """Show which finding the open card speaks of."""
        for place, row in enumerate(self.list.rows):
            if row.finding == finding:
                self.list.setCurrentIndex(self.list.model().index(place, 0))

    def _show(self) -> None:
        draft = self._draft
        rows = rows_of(self._report, number_facts(draft.brief.facts), self._opened, written=not draft.copy.is_empty)
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)

    def _on_chosen(self, row: Row) -> None:
        if row.kind:
            self._opened = self._opened ^ {row.kind}
            self._show()
        elif row.finding is not None:
            self.finding_chosen.emit(row.finding)
        elif row.fact:
            self.fact_chosen.emit(row.fact)
