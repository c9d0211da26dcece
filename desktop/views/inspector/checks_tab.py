"""Checks: the findings, and at the foot how the page looks in a search result."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.brief import LANGUAGES, Brief
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Finding
from desktop.core.rulings import Silence
from desktop.core.settings import GRAMMAR, LANGUAGE_TOOL, POLICIES, SILENCED_CHECKS, SPELLING
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.options import words_in
from desktop.views.inspector.claims_summary import ClaimsSummary
from desktop.views.inspector.judge_bar import JudgeBar
from desktop.views.inspector.rows import OPINION, Holding, Row, rows_of, shown_claims
from desktop.views.inspector.search_preview import SearchPreview
from desktop.views.tokens import Space
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import Label

if TYPE_CHECKING:
    from desktop.views.inspector.checks_list import ChecksList


class ChecksTab(QWidget):
    """`finding_chosen`, `span_asked` and `fact_chosen` send where the writer wants to go."""

    finding_chosen = Signal(object)  # Finding
    span_asked = Signal(object)  # Claim
    fact_chosen = Signal(str)
    grown = Signal()  # the list was made

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._report = CheckReport()
        self._draft = desk.session.draft
        self._opened: frozenset[str] = frozenset()
        self._known = False
        self.summary = ClaimsSummary()
        self.judge = JudgeBar(desk)
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
        self._inset = inset = QVBoxLayout()
        inset.setContentsMargins(Space.S, 0, Space.S, 0)
        self._top = top = QVBoxLayout()
        top.setContentsMargins(Space.M, 0, Space.M, Space.XS)
        top.setSpacing(Space.XS)
        top.addWidget(self.summary)
        inset.addLayout(top)
        judge = QHBoxLayout()
        judge.setContentsMargins(Space.XXS, 0, Space.M, Space.XXS)
        judge.addWidget(self.judge)
        inset.addLayout(judge)
        inset.addWidget(self.nothing)
        inset.addStretch(0)
        column.addLayout(inset, 1)
        column.addWidget(self._rule)
        column.addWidget(self._foot)

    @cached_property
    def list(self) -> ChecksList:
        """The findings; made when there are some."""
        from desktop.views.inspector.checks_list import ChecksList

        made = ChecksList()
        made.chosen.connect(self._on_chosen)
        self._inset.insertWidget(self._inset.count() - 1, made, 1)
        self.grown.emit()
        return made

    def show_report(self, report: CheckReport, draft: Draft) -> None:
        """Show what the checks say of a draft."""
        self._report, self._draft, self._known = report, draft, True
        self.judge.show_report(report)
        self._show()

    def forget(self, draft: Draft) -> None:
        """Another draft is there, of which nothing has been said yet."""
        self._report, self._draft, self._known = CheckReport(), draft, False
        self.judge.show_report(self._report)
        self._show()

    def show_draft(self, draft: Draft) -> None:
        """Show how the page will look in a search result."""
        shown = self.preview.show_draft(draft, self._desk.mailing.brand)
        self._foot.setVisible(shown)
        self._rule.setVisible(shown)

    def show_chosen(self, finding: Finding) -> None:
        """Show which finding the open card speaks of."""
        for place, row in enumerate(self.list.rows):
            if row.finding == finding:
                self.list.setCurrentIndex(self.list.model().index(place, 0))

    def _show(self) -> None:
        draft = self._draft
        written = self._known and not draft.copy.is_empty
        rows = rows_of(self._report, draft.brief, self._opened, written=written, holding=self._holding(draft.brief))
        if rows or "list" in self.__dict__:
            self.list.show_rows(rows)
            self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.summary.show_count(*shown_claims(self._report.claims))

    def _holding(self, brief: Brief) -> Holding:
        """Which groups of checks do not look at this draft, so that nothing is said to hold that nobody looked at."""
        settings = self._desk.settings
        off: set[str] = set()
        if not settings.get(SPELLING):
            off.add("spelling")
        if not settings.get(GRAMMAR) or (brief.language != "en" and not settings.get(LANGUAGE_TOOL)):
            off.add("grammar")
        if not words_in(settings, POLICIES):
            off.add("policy")
        if not brief.facts:
            off |= {"claims", "facts"}
        if brief.language and brief.language not in LANGUAGES:
            off |= {"claims", "readability", "spelling", "grammar", "style"}
        return Holding(frozenset(off), words_in(settings, SILENCED_CHECKS))

    def _on_chosen(self, row: Row) -> None:
        if row.kind:
            self._opened = self._opened ^ {row.kind}
            self._show()
        elif row.back is not None:
            self._bring_back(row.back)
        elif row.finding is not None:
            self.finding_chosen.emit(row.finding)
        elif row.span is not None:
            self.span_asked.emit(row.span)
        elif row.fact:
            self.fact_chosen.emit(row.fact)

    def _bring_back(self, what: Silence | str) -> None:
        decisions = self._desk.decisions
        if isinstance(what, Silence):
            decisions.bring_back(what)
        elif what.startswith(OPINION):
            decisions.unmark_opinion(what.removeprefix(OPINION))
        else:
            decisions.bring_back_everywhere(what)
