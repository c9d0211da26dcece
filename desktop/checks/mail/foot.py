"""Whether the words of a mail say how to stop it; of a mail of blocks, `check_mail` looks at the mail itself."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.checks.mail.words import holds_listed
from desktop.core.brief import Kind
from desktop.core.finding import Finding, Severity
from desktop.core.merge_tags import find_tags
from desktop.core.words import tr

_LEAST_WORDS = 40
"""Shorter texts are parts of a mail, as likely as not."""


class WayOut:
    """Mails whose text says nowhere how to unsubscribe; senders may add it, so this is advice."""

    id = "mail.unsubscribe"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Way to unsubscribe")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds mails that say nowhere how to unsubscribe.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        body = subject.written.text("body")
        if subject.brief.kind is not Kind.MAIL or subject.brief.mail is not None or len(body.split()) < _LEAST_WORDS:
            return
        if any(tag.neutral and tag.name in {"unsubscribe", "preferences"} for tag in find_tags(body)):
            return
        if not holds_listed("unsubscribe", body, ""):
            message = tr("This says nowhere how to unsubscribe; a marketing mail must, unless its sender adds it.")
            spot = Spot("body", body, len(body), len(body))
            yield spot.finding(self.id, Severity.INFO, message, source="2002/58/EC, 13; CAN-SPAM")
