"""What a reader sees before a mail is opened: the subject, and the preheader beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from desktop.checks.check import Spot, Subject, field_name
from desktop.checks.mail.shown import shown
from desktop.checks.mail.words import holds_listed, words
from desktop.core.brief import Kind
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from desktop.core.mail import base_of, segment_of, text_for
from desktop.core.words import tr

CUTS: tuple[tuple[str, int], ...] = (("iPhone", 41), ("Yahoo Mail", 46), ("Outlook", 54), ("Gmail", 70))
"""After how many characters of a subject each client cuts it, on the narrowest screen it is usual on."""
SHORT_PREHEADER, LONG_PREHEADER = 40, 90
_OFFER = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ALIKE = 80
_LEAST_CAPITALS = 3


class MailSubject:
    """Subjects that are missing, cut before what matters, faked as an answer, or shouted."""

    id = "mail.subject"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Subject of a mail")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds subjects that inboxes cut, that pretend to be an answer, or that are missing.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.brief.kind is not Kind.MAIL:
            return
        for address, text in subject.written.addressed():
            if field_name(address) != "subject":
                continue
            whole, seen = Spot.whole(address, text), " ".join(shown(text).split())
            if not seen:
                if _has_body(subject):
                    yield whole.finding(self.id, Severity.ERROR, tr("The mail has no subject."))
                continue
            if text.lower().lstrip().startswith(words().replies):
                message = tr("This looks like an answer to a mail that nobody wrote; readers feel tricked.")
                end = text.index(":") + 1
                spot = Spot(address, text, len(text) - len(text.lstrip()), end)
                yield spot.finding(self.id, Severity.WARNING, message, fixes=("",))
            if len(_WORD.findall(seen)) >= _LEAST_CAPITALS and seen.isupper():
                message = tr("A subject in capitals is read as shouting, and filters count it.")
                yield whole.finding(self.id, Severity.WARNING, message)
            yield from self._cut(whole, seen)

    def _cut(self, whole: Spot, seen: str) -> Iterator[Finding]:
        """Which clients cut the subject; one alone matters only when it cuts off a figure."""
        cutting = [name for name, width in CUTS if len(seen) > width]
        lost = seen[CUTS[0][1] :]
        if len(cutting) < 2 and not (cutting and _OFFER.search(lost)):
            return
        message = tr(
            "{clients} cut this subject; an iPhone shows “{start}”.",
            clients=", ".join(cutting),
            start=seen[: CUTS[0][1]].rstrip() + "…",
        )
        yield whole.finding(self.id, Severity.INFO, message)


class MailPreheader:
    """Preheaders that are missing, too short to fill their place, or say the subject again."""

    id = "mail.preheader"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Preheader of a mail")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds preheaders that are missing, too short, or that repeat the subject.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.brief.kind is not Kind.MAIL:
            return
        copy = subject.written
        for address, text in copy.addressed():
            if field_name(address) == "preheader":
                yield from self._judge(subject, address, text)
        if "preheader" not in copy.fields and subject.brief.mail is not None and copy.text("subject").strip():
            message = tr("Without a preheader, inboxes show the first words of the mail beside the subject.")
            yield Spot("preheader", "", 0, 0).finding(self.id, Severity.INFO, message)

    def _judge(self, subject: Subject, address: str, text: str) -> Iterator[Finding]:
        seen = " ".join(shown(text).split())
        spot = Spot.whole(address, text)
        title = shown(text_for(subject.written, "subject", segment_of(address)))
        if not seen:
            if title.strip():
                message = tr("Without a preheader, inboxes show the first words of the mail beside the subject.")
                yield spot.finding(self.id, Severity.INFO, message)
        elif title.strip() and _repeats(title, seen):
            message = tr("This says the subject again; a preheader that completes it gives a second reason to open.")
            yield spot.finding(self.id, Severity.WARNING, message)
        elif holds_listed("view_online", seen, subject.language):
            message = tr("This place is read before the mail is opened; a link to a browser version is wasted on it.")
            yield spot.finding(self.id, Severity.WARNING, message)
        elif len(seen) < SHORT_PREHEADER:
            message = tr(
                "{count} characters; inboxes show {least} to {most} and fill up with the first words of the mail.",
                count=len(seen),
                least=SHORT_PREHEADER,
                most=LONG_PREHEADER,
            )
            yield spot.finding(self.id, Severity.INFO, message)


def _repeats(title: str, preheader: str) -> bool:
    one, other = (" ".join(_WORD.findall(text.casefold())) for text in (title, preheader))
    if not one or not other:
        return False
    if len(one.split()) >= 3 and (one in other or (other in one and len(other.split()) >= 3)):
        return True
    return one == other or fuzz.token_sort_ratio(one, other) >= _ALIKE


def _has_body(subject: Subject) -> bool:
    copy: Copy = subject.written
    return any(text.strip() for address, text in copy.addressed() if base_of(address) not in {"subject", "preheader"})
