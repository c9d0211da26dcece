"""Words that hurry readers without a reason, that threaten them as phishing does, or that filters take for spam."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.checks.mail.words import find_listed, holds_listed
from desktop.core.brief import Fact, Kind
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr

_NUMBER = re.compile(r"\d+")
_DATE = re.compile(
    r"\b\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\b|\b\d{1,2}\.\d{1,2}\.\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th|e|de)?\s+(?:of\s+)?(?:jan|feb|febr|maa|mar|mrt|apr|mei|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)\w*"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\s+\d{1,2}\b"
    r"|\b\d{1,2}:\d{2}\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:maan|dins|woens|donder|vrij|zater|zon)dag\b"
    r"|\b(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b|\bmidnight\b|\bmiddernacht\b|\bmidnatt\b",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\s*(?:days?|hours?|weeks?|dagen|dag|uur|weken|dagar|timmar|veckor)\b", re.IGNORECASE)
_IN_TIME = re.compile(r"\b(?:hours|minutes|uur|minuten|timmar|minuter)\b", re.IGNORECASE)
_LIGHT = 4
"""How many different light words make a mail sound like spam."""
_SPACED = re.compile(r"(?<!\w)(?:[A-ZÅÄÖ] ){3,}[A-ZÅÄÖ](?!\w)")
_SIGNS = re.compile(r"[$€£]{2,}|!{3,}|\?{3,}|(?:[!?]){4,}")


class Urgency:
    """Hurry that no date and no fact gives a reason for."""

    id = "mail.urgency"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Hurry without a reason")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds words that hurry the reader where neither a date nor a fact says why.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.brief.kind is not Kind.MAIL:
            return
        dated = any(_DATE.search(text) for _, text in subject.copy.addressed()) or _dated(subject.brief.facts)
        stock = [fact for fact in subject.brief.facts if fact.approved and _is_stock(fact, subject.language)]
        for address, text in subject.copy.addressed():
            for found in find_listed("urgency", text, subject.language):
                timed = _SPAN.match(text, found.end())
                counted = None if timed or _IN_TIME.search(found[0]) else _NUMBER.search(found[0])
                if counted and any(counted[0] in _NUMBER.findall(fact.text) for fact in stock):
                    continue
                if not counted and (dated or stock):
                    continue
                message = (
                    tr("This says that little is left; no fact says so. Invented scarcity is forbidden in the EU.")
                    if counted
                    else tr("This hurries the reader, and nothing says until when. Name the date, or leave it out.")
                )
                spot = Spot(address, text, found.start(), found.end())
                yield spot.finding(self.id, Severity.WARNING, message, source="2005/29/EC, Annex I, 7")


class LooksLikePhishing:
    """The shop's own mail, written as those are that steal passwords."""

    id = "mail.phishing"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Reads like phishing")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds words by which readers and filters may take your own mail for phishing.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.brief.kind is not Kind.MAIL:
            return
        texts = list(subject.copy.addressed())
        threat, asks = (
            any(holds_listed(sort, text, subject.language) for _, text in texts) for sort in ("threat", "ask")
        )
        for address, text in texts:
            for found in find_listed("credential", text, subject.language):
                message = tr("A mail that speaks of passwords, codes or identity numbers so is taken for phishing.")
                yield Spot(address, text, *found.span()).finding(self.id, Severity.WARNING, message)
            if not (threat and asks):
                continue
            for sort in ("threat", "ask"):
                for found in find_listed(sort, text, subject.language):
                    message = tr(
                        "A threat and a demand to log in or confirm, in one mail: that is how phishing is written."
                    )
                    yield Spot(address, text, *found.span()).finding(self.id, Severity.WARNING, message)


class SpamWordsFound:
    """Phrases that spam filters and readers know from spam, and how it is shouted."""

    id = "mail.spam"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Words of spam")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds phrases and signs that filters and readers know from spam.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.brief.kind is not Kind.MAIL:
            return
        light: dict[str, Spot] = {}
        for address, text in subject.copy.addressed():
            for found in find_listed("spam.heavy", text, subject.language):
                message = tr("Filters and readers know “{text}” from spam.", text=found[0])
                yield Spot(address, text, *found.span()).finding(self.id, Severity.WARNING, message)
            for found in _SPACED.finditer(text):
                message = tr("Letters set apart are a trick of spam, and filters know it.")
                fixes = (found[0].replace(" ", ""),)
                yield Spot(address, text, *found.span()).finding(self.id, Severity.WARNING, message, fixes=fixes)
            for found in _SIGNS.finditer(text):
                message = tr("Rows of such signs are typical of spam.")
                fixes = (found[0][0],)
                yield Spot(address, text, *found.span()).finding(self.id, Severity.WARNING, message, fixes=fixes)
            for found in find_listed("spam.light", text, subject.language):
                light.setdefault(" ".join(found[0].lower().split()), Spot(address, text, *found.span()))
        if len(light) >= _LIGHT:
            message = tr("Together these sound like spam: {words}.", words=", ".join(light))
            yield next(iter(light.values())).finding(self.id, Severity.WARNING, message)


def _dated(facts: tuple[Fact, ...]) -> bool:
    return any(fact.approved and _DATE.search(f"{fact.name} {fact.text}") for fact in facts)


def _is_stock(fact: Fact, language: str) -> bool:
    return holds_listed("stock", f"{fact.name} {fact.text}", language) or fact.id == "stock"
