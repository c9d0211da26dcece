"""What a check is: a small class with an id, a name, a description, and one method that yields findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import msgspec

from desktop.checks.channels import Channel
from desktop.core.brief import Brief
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.finding import Claim, Finding, Severity


class Subject(msgspec.Struct, frozen=True):
    """What is checked; `language` is the brief's or, when it names none, that of the text (empty in doubt).

    `whole` is the copy before fields of more than a book's length were clipped for reading; limits count it. `claims`
    are what the ledger says, in the order of the text.
    """

    copy: Copy
    brief: Brief
    language: str
    channels: tuple[Channel, ...] = ()
    forgotten: tuple[str, ...] = ()
    whole: Copy | None = None
    claims: tuple[Claim, ...] = ()
    options: CheckOptions = CheckOptions()

    @property
    def published(self) -> Copy:
        """The copy as it will be published, whatever its length."""
        return self.copy if self.whole is None else self.whole


class Check(Protocol):
    """One thing that can be said of a copy without a model."""

    @property
    def id(self) -> str:
        """The id, as `limits.hard`; that of each of its findings."""

    @property
    def name(self) -> str:
        """What it is called, in the writer's language."""

    @property
    def description(self) -> str:
        """One sentence that says what it finds, in the writer's language."""

    def find(self, subject: Subject) -> Iterator[Finding]:
        """What there is to say, in the order of the text."""


class Spot(msgspec.Struct, frozen=True):
    """A place in the text of a field."""

    field: str
    text: str
    start: int
    end: int

    @classmethod
    def whole(cls, field: str, text: str) -> Spot:
        """All of a field."""
        return cls(field, text, 0, len(text))

    def finding(
        self,
        check: str,
        severity: Severity,
        message: str,
        *,
        evidence: tuple[str, ...] = (),
        fixes: tuple[str, ...] = (),
        advice: str = "",
        source: str = "",
    ) -> Finding:
        """A finding at this place."""
        marked = self.text[self.start : self.end]
        return Finding(
            check, severity, self.field, self.start, self.end, marked, message, evidence, fixes, advice, source
        )


SINGLE_LINE_FIELDS = frozenset({"title", "seo_title", "seo_description", "bullets", "subject", "preheader"})
PROSE_FIELDS = frozenset({"description", "body", "shopify.description", "merchant.description", "bol.description"})
"""Fields that are read as sentences, and so end as sentences do."""
