"""Signs about bank accounts: a new one, one in another country, a payment that shall be made at once."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.received.asks import quoted
from desktop.checks.received.domains import registered
from desktop.checks.received.suspect import Family, Found, Standing, Suspect
from desktop.core.received import Evidence, Place
from desktop.core.resources import resource_text
from desktop.core.words import tr

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?\b")
_ACCOUNT = re.compile(
    r"sort code\W{0,3}\d|account (?:number|no\.?)?\W{0,3}\d{6}|(?:bank|plus)giro\w*\W{0,3}\d|konto\w*\W{0,3}\d{4}"
    r"|clearing\w*\W{0,3}\d{4}|rekening\w*\W{0,3}\d{6}",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"invoice|factu|faktura|payroll|salar|loon|\blön|payments?\b|betaling(?:en)?\b|betalning(?:ar)?\b|iban|bankgiro",
    re.IGNORECASE,
)
_MINE = re.compile(r"\b(?:my|our|mijn|onze|min|vår) (?:\w+ )?(?:invoice|factuur|faktura)", re.IGNORECASE)
_ENDINGS = {
    "nl": "NL",
    "se": "SE",
    "be": "BE",
    "de": "DE",
    "uk": "GB",
    "dk": "DK",
    "no": "NO",
    "fi": "FI",
    "fr": "FR",
    "ie": "IE",
}
_LANGUAGES = {"nl": ("NL", "BE"), "sv": ("SE", "FI")}
_CALLING = {
    "+31": "NL",
    "+46": "SE",
    "+32": "BE",
    "+49": "DE",
    "+44": "GB",
    "+45": "DK",
    "+47": "NO",
    "+358": "FI",
    "+33": "FR",
    "+353": "IE",
}
_PHONE = re.compile(r"(?:\+|\b00)(\d{2,3})")


class _Country(msgspec.Struct, frozen=True):
    code: str
    name: str
    words: tuple[str, ...]


class BankAccount:
    """A bank account in another country than the sender's, or one that replaces the one you know."""

    id = "money.account"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        changed = suspect.first("bank_change") or suspect.in_subject("bank_change")
        accounts = list(_accounts(suspect.text))
        abroad = [each for each in accounts if _is_abroad(suspect, each[0])]
        wants = changed is not None or suspect.first("pay") is not None
        if abroad and wants:
            yield self._abroad(suspect, abroad, changed)
        elif changed is not None and (accounts or _ACCOUNT.search(suspect.text) or _is_about_paying(suspect)):
            yield self._changed(suspect, changed)

    @staticmethod
    def _abroad(suspect: Suspect, accounts: list[tuple[str, int, int]], changed: re.Match[str] | None) -> Found:
        code, start, end = accounts[0]
        homes, marks = _homes(suspect)
        pressed = suspect.first("deadline") is not None or suspect.first("threat") is not None
        named = _name(code)
        home = _name(next(iter(homes), ""))
        return Found(
            Family.MONEY,
            3 if changed is not None or (homes and (pressed or not suspect.is_genuine)) else 2 if homes else 1,
            tr("The bank account is in another country than the sender's address says"),
            tr("The IBAN starts with {code}, {country}; the address says {home}.", code=code, country=named, home=home)
            if home
            else tr("The IBAN starts with {code}, {country}.", code=code, country=named),
            (suspect.mark(start, end), *marks[:1], *_marked(suspect, changed)),
        )

    @staticmethod
    def _changed(suspect: Suspect, changed: re.Match[str]) -> Found:
        sure = suspect.is_genuine and suspect.standing is Standing.CONFIRMED
        open_to_checks = suspect.first("invites_check") is not None and suspect.first("silence") is None
        weight = 1 if sure and open_to_checks else 2 if suspect.is_trusted(suspect.domain) else 3
        return Found(
            Family.MONEY,
            weight,
            tr("It wants you to pay into another account than before"),
            quoted(changed[0]),
            _marked(suspect, changed),
        )


def _marked(suspect: Suspect, changed: re.Match[str] | None) -> tuple[Evidence, ...]:
    if changed is None:
        return ()
    return (suspect.mark_match(changed, Place.TEXT if changed.string is suspect.text else Place.SUBJECT),)


class PaymentOrder:
    """Somebody orders a payment by mail, without links: as colleagues do, and as fraud in their name does."""

    id = "money.order"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        found = suspect.first("pay")
        if found is None or suspect.is_bulk:
            return
        pressed = suspect.first("deadline") is not None or suspect.first("silence") is not None
        weight = 0 if suspect.is_genuine else 2 if pressed else 1
        if suspect.is_free and pressed and _TOPIC.search(suspect.text) and not _MINE.search(suspect.text):
            weight = 3  # a firm's bills are not ordered from an address that anybody gets
        yield Found(Family.MONEY, weight, tr("It asks for a payment"), quoted(found[0]), (suspect.mark_match(found),))


def _accounts(text: str) -> Iterator[tuple[str, int, int]]:
    """The country and place of each IBAN: of a known country, or with check digits that agree."""
    from stdnum import iban

    for each in _IBAN.finditer(text):
        start, end = each.span()
        if text[start : start + 2] in {country.code for country in _countries()}:
            yield text[start : start + 2], start, end  # a mistyped number is one, too: it asks for money all the same
            continue
        while end - start >= 15:
            if iban.is_valid(text[start:end].replace("\u00a0", " "), check_country=False):
                yield text[start : start + 2], start, end
                break
            end = text.rfind(" ", start, end)


def _is_abroad(suspect: Suspect, code: str) -> bool:
    homes, _ = _homes(suspect)
    if homes:
        return code not in homes
    expected = _LANGUAGES.get(suspect.mail.language)
    return expected is not None and code not in expected


def _homes(suspect: Suspect) -> tuple[tuple[str, ...], list[Evidence]]:
    """Where the sender's signature and domain say that they are, with the words that say so."""
    found: dict[str, None] = {}
    marks: list[Evidence] = []
    text = suspect.text
    tail = max(0, len(text) - 600)
    for country in _countries():
        for word in country.words:
            place = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text[tail:])
            if place is not None:
                found[country.code] = None
                marks.append(suspect.mark(tail + place.start(), tail + place.end()))
                break
    for each in _PHONE.finditer(text[tail:]):
        for start in (f"+{each[1]}", f"+{each[1][:2]}"):
            if start in _CALLING:
                found[_CALLING[start]] = None
    ending = registered(suspect.domain).rpartition(".")[2]
    if ending in _ENDINGS:
        found[_ENDINGS[ending]] = None
    return tuple(found), marks


def _is_about_paying(suspect: Suspect) -> bool:
    """Whether something shall be paid; that a bank is changed is also told where nothing is wanted."""
    if suspect.first("pay") is not None:
        return True
    return _TOPIC.search(suspect.text) is not None


@functools.cache
def _countries() -> tuple[_Country, ...]:
    return msgspec.json.decode(resource_text("lexicons/received/countries.json"), type=tuple[_Country, ...])


def _name(code: str) -> str:
    """A country in the language of the interface."""
    from desktop.core.words import interface_language

    names = {each.code: each for each in _countries()}
    if code not in names:
        return code
    country = names[code]
    place = {"en": 0, "nl": 1, "sv": 2}.get(interface_language(), 0)
    return country.words[min(place, len(country.words) - 1)]
