"""Signs of whole schemes that need no link: a job that is none, money that never comes back, answers with a life."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.received.asks import is_at_home, quoted
from desktop.checks.received.domains import belongs, brand_of, is_same
from desktop.checks.received.suspect import Family, Found, Standing, Suspect
from desktop.checks.received.words import brands, phrases
from desktop.core.received import Evidence, Place
from desktop.core.words import tr

_FEW_WORDS = 6
_LAST_LINES = 5


class EasyJob:
    """Work that pays much for little, without an interview; or that passes money or parcels on."""

    id = "words.job"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        passed_on = suspect.first("mule")
        offered, easy = suspect.first("job") or suspect.in_subject("job"), suspect.first("job_easy")
        easy = easy or suspect.in_subject("job_easy")
        if passed_on is None and (offered is None or easy is None):
            return
        told = passed_on or easy
        if told is None or (suspect.is_bulk and suspect.standing is Standing.CONFIRMED):
            return
        message = tr("It offers easy money for little work")
        yield Found(Family.MONEY, 3, message, quoted(told[0]), _marks(suspect, told))


class LostMoney:
    """Money that shall be sent in a way by which it never comes back."""

    id = "money.untraceable"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        found = suspect.asked("untraceable")
        if found is None or (suspect.is_bulk and is_at_home(suspect)) or suspect.is_trusted(suspect.domain):
            return
        message = tr("It wants money in a way by which it never comes back")
        yield Found(Family.MONEY, 3, message, quoted(found[0]), _marks(suspect, found))


class PaidUnseen:
    """A deposit, an insurance or a courier to be paid first, to somebody whom you will not meet."""

    id = "money.unseen"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        first, absent = suspect.first("prepaid"), suspect.first("absent")
        if first is None or absent is None or suspect.is_bulk or is_inside(suspect):
            return
        message = tr("It wants money before anything is seen, from somebody who cannot be met")
        marks = (suspect.mark_match(first), suspect.mark_match(absent))
        yield Found(Family.MONEY, 3, message, quoted(first[0]), marks)


class AskForPerson:
    """Answers with name, address, date of birth, bank: what it takes to write in your name."""

    id = "words.person"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        found = suspect.asked("person")
        if found is None or suspect.is_bulk or is_inside(suspect):
            return
        message = tr("It wants to know who you are, in an answer by mail")
        weight = 2 if suspect.is_free or not suspect.is_genuine else 1
        yield Found(Family.ASK, weight, message, quoted(found[0]), _marks(suspect, found))


class SignedByAnother:
    """The last lines are signed by a well-known firm or office, which the address is not of."""

    id = "sender.signed"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        domain, name = suspect.domain, suspect.mail.sender.name
        if not domain or suspect.is_trusted(domain) or brand_of(name) or is_inside(suspect) or suspect.is_bulk:
            return
        for start, line in _last_lines(suspect.text):
            brand = brand_of(line)
            if not brand or len(line.split()) > _FEW_WORDS or belongs(domain, brand):
                continue
            if any(link.start <= start + len(line) and link.end >= start for link in suspect.mail.links):
                continue
            rest = phrases("roles").sub(" ", line.casefold().replace(brand, " "))
            if len(re.findall(r"[^\W\d_]{3,}", rest)) > 1:
                continue
            yield Found(
                Family.SENDER,
                3,
                tr("It is signed by {name}, but does not come from there", name=line.strip()),
                tr("{domain} is none of its addresses; {original} is.", domain=domain, original=brands()[brand][0]),
                (suspect.mark(start, start + len(line)),),
            )
            return


def is_inside(suspect: Suspect) -> bool:
    """Whether it comes from the reader's own firm, as far as the address says."""
    return any(is_same(suspect.domain, each) for each in (*suspect.own_domains, *suspect.to_domains))


def _last_lines(text: str) -> list[tuple[int, str]]:
    """Where each of the last lines starts, and the line; none of a text that is one line."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, line))
        start += len(line) + 1
    return found[1:][-_LAST_LINES:]


def _marks(suspect: Suspect, found: re.Match[str]) -> tuple[Evidence, ...]:
    return (suspect.mark_match(found, Place.TEXT if found.string is suspect.text else Place.SUBJECT),)
