"""What a check is: a small class with an id, a name, a description, and one method that yields findings."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Protocol

import msgspec

from desktop.checks.channels import Channel
from desktop.core.brief import Brief
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy, field_of
from desktop.core.finding import Claim, Finding, Severity
from desktop.core.mail import Mail, TextKind, base_of, texts_of
from desktop.core.post import SECTION_FIELD


class Subject(msgspec.Struct, frozen=True):
    """What is checked; `language` is the brief's or, when it names none, that of the text (empty in doubt).

    `whole` is the copy before fields of more than a book's length were clipped for reading; limits count it. `claims`
    are what the ledger says, in the order of the text. `tagged` is the copy with its merge tags, which in `copy` are
    masked so that nobody reads them as words.
    """

    copy: Copy
    brief: Brief
    language: str
    channels: tuple[Channel, ...] = ()
    forgotten: tuple[str, ...] = ()
    whole: Copy | None = None
    claims: tuple[Claim, ...] = ()
    options: CheckOptions = CheckOptions()
    tagged: Copy | None = None

    @property
    def written(self) -> Copy:
        """The copy as it is written, with its merge tags, clipped for reading."""
        return self.copy if self.tagged is None else self.tagged

    @property
    def main_text(self) -> tuple[str, str]:
        """Where a fact would be expected, with its address: the description or the body, of a mail its longest text."""
        texts = dict(self.copy.addressed())
        for address in ("description", "body"):
            if address in texts:
                return address, texts[address]
        if self.brief.mail is not None:
            prose = [(address, text) for address, text in texts.items() if self.is_prose(address)]
            if prose:
                return max(prose, key=lambda pair: len(pair[1]))
        return next(iter(texts.items()), ("", ""))

    def is_prose(self, address: str) -> bool:
        """Whether a text is read as sentences, and so ends as sentences do."""
        kind = _kind_in_mail(address, self.brief.mail)
        name = field_name(address)
        return kind is TextKind.PROSE if kind is not None else name in PROSE_FIELDS or name.startswith(SECTION_FIELD)

    def is_line(self, address: str) -> bool:
        """Whether a text is one line, in which there is no place for the marks of a format."""
        kind = _kind_in_mail(address, self.brief.mail)
        if kind is not None:
            return kind is TextKind.LINE
        name = field_name(address)
        return name in SINGLE_LINE_FIELDS or ("." in name and not name.startswith(SECTION_FIELD))

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
PROSE_FIELDS = frozenset(
    {"description", "body", "excerpt", "shopify.description", "merchant.description", "bol.description"}
)
"""Fields that are read as sentences, and so end as sentences do; those of a mail are what its blocks say."""

_recent: deque[tuple[Mail, dict[str, TextKind]]] = deque(maxlen=8)


def field_name(address: str) -> str:
    """The field in an address, without the place in a list and the segment: `subject@s1` → `subject`."""
    return base_of(field_of(address))


def _kind_in_mail(address: str, mail: Mail | None) -> TextKind | None:
    """The sort of a text of a mail; the mail at hand is asked for again and again, and is the very same."""
    return None if mail is None else _kinds(mail).get(field_name(address))


def _kinds(mail: Mail) -> dict[str, TextKind]:
    for known, kinds in tuple(_recent):
        if known is mail:
            return kinds
    kinds = {each.address: each.kind for each in texts_of(mail)}
    _recent.append((mail, kinds))
    return kinds
