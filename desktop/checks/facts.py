"""Whether what must be mentioned is mentioned."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr


class MustMention:
    """Facts marked "must mention" that no field carries; their ids are also `forgotten` in the report."""

    id = "facts.must_mention"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Facts that must be mentioned")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds facts marked “must mention” that no field carries.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        address, text = subject.main_text
        for fact in subject.brief.facts:
            if fact.id in subject.forgotten:
                what = f"{fact.name}: {fact.text}" if fact.name and fact.text else fact.name or fact.text
                message = tr("“{fact}” is not mentioned.", fact=what)
                spot = Spot(address, text, 0, 0)
                yield spot.finding(self.id, Severity.WARNING, message, evidence=(fact.id,))
