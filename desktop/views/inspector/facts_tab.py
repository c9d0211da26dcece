"""Facts: each with where the text uses it, where it says something else, and what is left out."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.finding import CheckReport
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.fact_types import is_ready
from desktop.views.inspector.fact_detail import FactDetail
from desktop.views.inspector.fact_entries import FactEntry, Standing, entries_of
from desktop.views.inspector.facts_list import FactsList
from desktop.views.tokens import Space
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import Label

_AGAIN_MS = 150


class FactsTab(QWidget):
    """A list, and below it the fact that is looked at; worked out only while it is shown."""

    span_asked = Signal(object)  # Claim
    fact_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._report = CheckReport()
        self._draft = desk.session.draft
        self._shown = False
        self._known = False
        self.summary = Label("", "small", "text_2", wrap=True)
        self.summary.setContentsMargins(Space.L, 0, Space.L, Space.S)
        self.nothing = Label(tr("Add facts on the left, or paste what the supplier says."), "base", "text_3", wrap=True)
        self.nothing.setContentsMargins(Space.L + Space.XS, Space.S, Space.L, 0)
        self.list = FactsList()
        self.detail = FactDetail()
        self._rule = Rule()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.summary)
        column.addWidget(self.nothing)
        inset = QVBoxLayout()
        inset.setContentsMargins(Space.S, 0, Space.S, 0)
        inset.addWidget(self.list, 1)
        inset.addStretch(0)
        column.addLayout(inset, 1)
        column.addWidget(self._rule)
        column.addWidget(self.detail)
        self._connect()
        self._show()

    def _connect(self) -> None:
        decisions = self._desk.decisions
        self.list.chosen.connect(self._on_chosen)
        self.list.entered.connect(self._on_entered)
        self.list.must_toggled.connect(lambda entry: decisions.toggle_must_mention(entry.fact.id))
        self.list.approved_toggled.connect(lambda entry: decisions.toggle_approved(entry.fact.id))
        self.detail.span_asked.connect(self.span_asked)
        self.detail.table_asked.connect(self.fact_chosen)
        self.detail.must_set.connect(decisions.set_must_mention)
        self.detail.approved_set.connect(decisions.set_approved)

    def set_shown(self, shown: bool) -> None:
        """Whether the tab is the one that is shown."""
        self._shown = shown
        self._show()
        self._await_types()

    def _await_types(self) -> None:
        """Paint the types when they are known."""
        if is_ready():
            self.list.viewport().update()
        elif self._shown:
            QTimer.singleShot(_AGAIN_MS, self, self._await_types)

    def show_report(self, report: CheckReport, draft: Draft) -> None:
        """Show what the checks say of the facts of a draft."""
        self._report, self._draft, self._known = report, draft, True
        self._show()

    def forget(self, draft: Draft) -> None:
        """Another draft is there, of which nothing has been said yet."""
        self._report, self._draft, self._known = CheckReport(), draft, False
        self._show()

    def show_draft(self, draft: Draft) -> None:
        """Show the facts of a draft, with what is known of them."""
        self._draft = draft
        self._show()

    def _show(self) -> None:
        if not self._shown:
            return
        draft = self._draft
        entries = entries_of(self._report, draft.brief, written=self._known and not draft.copy.is_empty)
        self.list.show_entries(entries)
        self.summary.setText(_summary(entries))
        for part in (self.summary, self.list):
            part.setVisible(bool(entries))
        self.nothing.setVisible(not entries)
        current = self.list.current
        for below in (self._rule, self.detail):
            below.setVisible(current is not None)
        if current is not None:
            self.detail.show_entry(current)

    def _on_chosen(self, entry: FactEntry) -> None:
        self.detail.show_entry(entry)
        self._rule.show()
        self.detail.show()

    def _on_entered(self, entry: FactEntry) -> None:
        """To the words that are wrong, else to those that use it, else to its row in the table."""
        claims = (*entry.against, *entry.uses)
        if claims:
            self.span_asked.emit(claims[0])
        else:
            self.fact_chosen.emit(entry.fact.id)


def _summary(entries: tuple[FactEntry, ...]) -> str:
    counts = {standing: sum(entry.standing is standing for entry in entries) for standing in Standing}
    parts = [trn("{n} fact", "{n} facts", len(entries))]
    if counts[Standing.USED]:
        parts.append(trn("{n} used", "{n} used", counts[Standing.USED]))
    if counts[Standing.CONTRADICTED]:
        parts.append(trn("{n} contradicted", "{n} contradicted", counts[Standing.CONTRADICTED]))
    if counts[Standing.FORGOTTEN]:
        parts.append(trn("{n} forgotten", "{n} forgotten", counts[Standing.FORGOTTEN]))
    if counts[Standing.STRONG]:
        parts.append(trn("{n} strong one left out", "{n} strong ones left out", counts[Standing.STRONG]))
    return " · ".join(parts)
