"""What the checks say of a reply to a customer: what rests on nothing, what is open, and what was not answered."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.checks.resting import resting
from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity, Verdict
from desktop.core.reply import Rest, Resting
from desktop.core.words import tr

_BODY = "body"
_SAID_ALREADY = frozenset({Verdict.UNSUPPORTED, Verdict.CONTRADICTED})


@functools.lru_cache(maxsize=8)
def _resting(copy: Copy, brief: Brief) -> Resting:
    return resting(copy, brief)


def _of(subject: Subject) -> Resting:
    """What a reply rests on; nothing is said of other drafts, nor of one without a question."""
    if subject.brief.kind is not Kind.REPLY or not subject.brief.question.strip():
        return Resting()
    return _resting(subject.copy, subject.brief)


class RestsOnNothing:
    """Sentences of a reply that no fact, no passage and no word of the customer says."""

    id = "reply.nothing"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Sentences without a ground")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds what a reply says that neither the facts nor your knowledge say.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        text = subject.copy.text(_BODY)
        doubted = [each.start for each in subject.claims if each.field == _BODY and each.verdict in _SAID_ALREADY]
        for basis in _of(subject).bases:
            if basis.rest is Rest.NOTHING and not any(basis.start <= place < basis.end for place in doubted):
                spot = Spot(_BODY, text, basis.start, basis.end)
                yield spot.finding(self.id, Severity.INFO, tr("Nothing you gave says this."))


class StillOpen:
    """Sentences of a reply that say that something is not known yet."""

    id = "reply.open"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Open answers")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds what a reply promises to find out.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        text = subject.copy.text(_BODY)
        for basis in _of(subject).bases:
            if basis.rest is Rest.OPEN:
                message = tr("This is still open: find it out, or keep the promise to come back to it.")
                yield Spot(_BODY, text, basis.start, basis.end).finding(self.id, Severity.INFO, message)


class NotAnswered:
    """Questions of the customer that the reply does not speak of."""

    id = "reply.unanswered"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Questions without an answer")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds questions of the customer that a reply leaves out.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        text = subject.copy.text(_BODY)
        found = _of(subject)
        if not text.strip():
            return
        opens = sum(1 for basis in found.bases if basis.rest is Rest.OPEN)
        missing = [asked for asked in found.asked if not asked.answered]
        for asked in missing[opens:]:
            message = tr("The customer also asks: “{question}”", question=asked.text)
            yield Spot.whole(_BODY, text).finding(self.id, Severity.WARNING, message)
