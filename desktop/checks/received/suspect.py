"""A received mail with what several signs ask of it, worked out once, and what a sign says of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Protocol

import msgspec

from desktop.checks.received.domains import (
    core,
    domain_of,
    fits_name,
    has_domain_inside,
    imitates,
    is_decorated,
    is_free_mail,
    is_same,
    mail_hosts,
    parts_of,
    plain,
    registered,
    shown_hosts,
    target_of,
)
from desktop.checks.received.words import phrases
from desktop.core.finding import Severity
from desktop.core.received import Evidence, Place, ReceivedLink, ReceivedMail, Sign

_ONE_FOR_ONE = str.maketrans({"\u00a0": " ", "\u2019": "'", "\u2018": "'", "\u202f": " ", "\u2011": "-", "\t": " "})
_LONGEST_WORD = 300
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
MOST_READ = 60_000
"""Code points that the signs look at; no mail says later what it wants, and a hostile one would take ten seconds."""
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n\s*\n|\n(?=\s*[•*-])")
_SHORT_WORDS = 60
"""Characters of a link that is a button or stands for itself."""
_WORDS_OF_END = 9
"""Lines at the end of a text in which a signature stands."""


class Family(StrEnum):
    """What a sign is about; signs of several families together say more than many of one."""

    SENDER = "sender"
    LINK = "link"
    ASK = "ask"
    MONEY = "money"
    PRESSURE = "pressure"
    FILE = "file"
    DISGUISE = "disguise"


class Found(msgspec.Struct, frozen=True):
    """A sign with its family and weight: 3 and more is strong, 0 tells only."""

    family: Family
    weight: int
    message: str
    detail: str = ""
    evidence: tuple[Evidence, ...] = ()

    def as_sign(self, sign: str) -> Sign:
        """The sign as the window and the command line show it."""
        severity = Severity.ERROR if self.weight >= 3 else Severity.WARNING if self.weight else Severity.INFO
        return Sign(sign, severity, self.message, self.detail, self.evidence)


class Standing(StrEnum):
    """What the receiving server found of the sender's domain."""

    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"
    FAILED = "failed"


def _its_beginning(word: re.Match[str]) -> str:
    """The beginning of what is no word at that length, and blanks: places stay, and no expression tries it all ways."""
    return word[0][:_LONGEST_WORD].ljust(len(word[0]))


class Suspect:
    """One mail under inspection; `own_domains` are the workspace's own and those it trusts."""

    def __init__(self, mail: ReceivedMail, own_domains: tuple[str, ...] = ()) -> None:
        self.mail = mail
        self.own_domains = tuple(each.lower() for each in own_domains if not is_free_mail(each.lower()))
        self.text = _LONG_WORD.sub(_its_beginning, mail.text[:MOST_READ].translate(_ONE_FOR_ONE))
        self.subject = mail.subject.translate(_ONE_FOR_ONE)

    @functools.cached_property
    def domain(self) -> str:
        """The host of the sender's address."""
        return domain_of(self.mail.sender.address)

    @functools.cached_property
    def to_domains(self) -> tuple[str, ...]:
        """The hosts of those it is for, free mail left out."""
        found = (domain_of(each.address) for each in self.mail.to)
        return tuple(host for host in found if host and not is_free_mail(host))

    @functools.cached_property
    def is_free(self) -> bool:
        """Whether it comes from an address that anybody gets."""
        return is_free_mail(self.domain)

    @functools.cached_property
    def is_bulk(self) -> bool:
        """Whether it goes to a list of readers that can leave it."""
        names = {name.lower() for name, _ in self.mail.headers}
        return bool(names & {"list-unsubscribe", "list-id", "feedback-id"})

    @functools.cached_property
    def standing(self) -> Standing:
        """Whether the receiving server could confirm the sender's domain."""
        found = self.mail.authentication
        aligned_dkim = found.dkim == "pass" and (not found.dkim_domain or is_same(found.dkim_domain, self.domain))
        aligned_spf = found.spf == "pass" and is_same(domain_of(self.mail.return_path), self.domain)
        if found.dmarc == "pass" or (found.dmarc != "fail" and (aligned_dkim or aligned_spf)):
            return Standing.CONFIRMED
        if found.dmarc == "fail" or (found.spf in {"fail", "softfail"} and found.dkim != "pass"):
            return Standing.FAILED
        return Standing.UNKNOWN

    @functools.cached_property
    def references(self) -> tuple[str, ...]:
        """Domains that the mail shows or names, and those of its reader: what a look-alike would look like."""
        named = [host for host, _, _ in shown_hosts(f"{self.subject}\n{self.text}")] + mail_hosts(self.text)
        named += [*self.own_domains, *self.to_domains]
        return tuple(dict.fromkeys(registered(host) for host in named if not is_free_mail(host)))

    @functools.cached_property
    def imitated(self) -> tuple[str, str]:
        """The domain that the sender's looks like, and how; empty when it is like none."""
        for wanted in ("letters", "inside", "added"):
            for reference in self.references:
                if imitates(self.domain, reference) == wanted and not self.is_trusted(self.domain):
                    return reference, wanted
        return "", ""

    def is_trusted(self, host: str) -> bool:
        """Whether the workspace says that a domain is its own or trusted."""
        return any(is_same(host, each) for each in self.own_domains)

    @functools.cached_property
    def name_fits(self) -> bool:
        """Whether the sender's name has to do with the address, as far as a name says anything."""
        return fits_name(self.mail.sender.name, self.domain)

    @functools.cached_property
    def related(self) -> str:
        """A domain that the mail shows, whose name is a part of the sender's: `shop.example` of `shop-eu.example`."""
        if self.is_trusted(self.domain) or self.is_free or not self.domain:
            return ""
        for reference in self.references:
            if imitates(self.domain, reference) == "related" and len(core(reference)) > 3:
                return reference
        return ""

    @functools.cached_property
    def adds_to_name(self) -> bool:
        """Whether the domain has a word of the sender's name and another that is not in it: `bank-alarm` of *Bank*."""
        parts = [part for part in parts_of(self.domain) if len(part) > 2]
        local, _, _ = plain(self.mail.sender.address).partition("@")
        first, _, _ = plain(self.mail.sender.name).partition(" ")
        if len(first) > 2 and first in local:
            return False  # a person at a firm
        said = plain(self.mail.sender.name).replace(" ", "")
        known = [part for part in parts if part in said]
        return bool(known) and len(known) < len(parts) and "-" in core(self.domain)

    @functools.cached_property
    def is_plain(self) -> bool:
        """Whether the sender's domain is a name and no more, and like none that the mail shows."""
        if self.imitated[0] or self.related or is_decorated(self.domain) or has_domain_inside(self.domain):
            return False
        return not self.adds_to_name

    @functools.cached_property
    def is_desk(self) -> bool:
        """Whether it is a desk of a house that does all on its own site: *Town Library* of `library@town.example`."""
        found = [target_of(link.href).host for link in self.mail.links]
        home = bool(found) and all(is_same(host, self.domain) for host in found)
        return home and self.is_plain and fits_name(self.mail.sender.name, self.mail.sender.address.partition("@")[0])

    @functools.cached_property
    def is_genuine(self) -> bool:
        """Whether nothing speaks against the sender being who the name says: then words alone weigh little."""
        if self.domain and any(is_same(self.domain, each) for each in (*self.own_domains, *self.to_domains)):
            return self.standing is not Standing.FAILED
        return (
            bool(self.domain)
            and not self.is_free
            and self.standing is not Standing.FAILED
            and self.is_plain
            and (self.name_fits or self.is_desk or not self.claims_office)
        )

    @functools.cached_property
    def is_sound(self) -> bool:
        """Whether the address is a name and no more, fits the name on the mail, and is no private one of an office."""
        if not self.domain or self.is_trusted(self.domain):
            return True
        if self.is_free:
            boss = phrases("bosses").search(f"{self.mail.sender.name}\n{self.signature()}")
            return not self.claims_office and boss is None
        return self.is_plain and (self.name_fits or self.is_desk or not self.claims_office)

    @functools.cached_property
    def claims_office(self) -> bool:
        """Whether the sender's name is that of an office or firm and not of a person."""
        name = self.mail.sender.name
        if not name:
            return False
        if phrases("roles").search(name):
            return True
        in_address = fits_name(name, self.mail.sender.address.partition("@")[0])
        if not self.name_fits and not in_address:
            return True  # a person's name stands in the address, or in its domain
        if in_address and len(name.split()) > 1:
            return False
        first = name.split()[0].lower().strip(",.")
        body = self.text.lower()
        closings = [each.start() for each in phrases("closings").finditer(body)]
        above = body[: closings[-1]] if closings else body.rstrip().rpartition("\n")[0] or body
        told = f"{self.subject.lower()}\n{above}"
        return len(first) > 3 and re.search(rf"(?<!\w){re.escape(first)}(?!\w)", told) is not None

    @functools.cached_property
    def actions(self) -> tuple[ReceivedLink, ...]:
        """The links that are to be followed: a button or words that say to log in, to pay, to look."""
        found = []
        for link in self.mail.links:
            words = self.text[link.start : link.end]
            short = not self.is_bulk and 0 < len(words) <= _SHORT_WORDS and not phrases("footer").search(words)
            if target_of(link.href).scheme in {"http", "https"} and (short or phrases("action").search(words)):
                found.append(link)
        return tuple(found)

    def all(self, concept: str) -> list[re.Match[str]]:
        """Where a concept stands in the text."""
        return list(phrases(concept).finditer(self.text))

    def first(self, concept: str) -> re.Match[str] | None:
        """The first place of a concept in the text."""
        return phrases(concept).search(self.text)

    def in_subject(self, concept: str) -> re.Match[str] | None:
        """The first place of a concept in the subject."""
        return phrases(concept).search(self.subject)

    def asked(self, concept: str) -> re.Match[str] | None:
        """The first place of a concept where the sentence does not say the opposite: *we never ask for …*."""
        for each in phrases(concept).finditer(self.text):
            start, end = self.sentence(each.start(), each.end())
            if not phrases("assurance").search(self.text, start, end):
                return each
        return None

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of the sentence around a place."""
        first = 0
        for found in _SENTENCE_END.finditer(self.text, max(0, start - 600), start):
            first = found.end()
        first = max(first, start - 600) if first else max(0, start - 600)
        last = _SENTENCE_END.search(self.text, end, min(len(self.text), end + 600))
        return first, last.end() if last else min(len(self.text), end + 600)

    def mark(self, start: int, end: int, place: Place = Place.TEXT) -> Evidence:
        """The words at a place of the text (or the subject), without spaces around them."""
        source = self.mail.text if place is Place.TEXT else self.mail.subject
        words = source[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        return Evidence(place, start, start + len(words), words)

    def mark_match(self, found: re.Match[str], place: Place = Place.TEXT) -> Evidence:
        """The words of a match."""
        return self.mark(found.start(), found.end(), place)

    def mark_link(self, link: ReceivedLink) -> Evidence:
        """The words of a link, with where it opens."""
        return Evidence(Place.TEXT, link.start, link.end, self.mail.text[link.start : link.end])

    def mark_domain(self, place: Place = Place.FROM) -> Evidence:
        """The domain of the sender's address (or of the first one that answers go to)."""
        address = self.mail.sender.address
        if place is Place.REPLY_TO:
            address = self.mail.reply_to[0].address if self.mail.reply_to else ""
        elif place is Place.RETURN_PATH:
            address = self.mail.return_path
        start = address.rfind("@") + 1
        return Evidence(place, start, len(address), address[start:])

    def signature(self) -> str:
        """The last lines of the text."""
        lines = [line for line in self.text.strip().split("\n") if line.strip()]
        return "\n".join(lines[-_WORDS_OF_END:])


class SignRule(Protocol):
    """A rule that finds signs of one kind; `id` is what the command line prints."""

    @property
    def id(self) -> str:
        """The id, as `sender.lookalike`."""

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """Yield what it finds in a mail."""
