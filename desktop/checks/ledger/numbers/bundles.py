"""Offers by the number: *3 for 2*, *1+1 gratis*, *köp 3 betala för 2*, *second half price*."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import number_words

_N = r"\d|one|two|three|four|five|six|één|een|twee|drie|vier|vijf|zes|ett|en|två|tre|fyra|fem|sex"
_UNITS = (
    r"(?!\s?(?:€|£|\$|kr|:-|euro|pound|people|person|personen|personer|hours?|uur|tim|days?|dagen|dagar|weeks?|years?"
    r"|jaar|år|weken|veckor|[^\W\d_]+\s(?:old|oud|gammal))|\d|[.,]\d)"
)
_BUNDLE = re.compile(
    rf"\b(?:buy|get|take|koop|neem|köp|ta)\s(?P<of1>{_N})[,\s]+(?:get|pay(?: for)?|betaal(?: er| voor)?"
    rf"|betala(?: för)?"
    rf"|få)\s(?P<for1>{_N})\b(?P<free1>\s(?:more\s)?(?:free|gratis|på köpet))?"
    rf"|\b(?P<of2>{_N})\s(?:for the price of|voor de prijs van|för priset av|till priset av)\s(?P<for2>{_N})\b"
    rf"|\b(?P<of3>{_N})\s(?:halen|hämta|for|voor|för|köp)[,\s]+(?P<for3>{_N})\s?(?:betalen"
    rf"|betala)?\b{_UNITS}(?=[\s!.,;:)]|$)"
    rf"|\b(?P<of4>{_N})\s?\+\s?(?P<plus>{_N})\s(?:free|gratis|på köpet)\b"
    rf"|\b(?P<of5>[2-9]|10|two|three|four|five|twee|drie|vier|vijf|två|tre|fyra|fem)\s(?:for|voor|för)\s"
    rf"(?P<sum>(?:€|£|\$)\s?\d+(?:[.,]\d\d)?(?!\d)|\d+(?:[.,]\d\d)?\s?(?:kr|:-|euro)(?!\w))"
    rf"|\b(?P<second>(?:the\s|de\s)?(?:second|2nd|tweede|2e|andra|2:a)(?:\s\w+)?\s(?:at\s|for\s|voor\s"
    rf"|till\s)?(?:de\s)?"
    rf"(?:half(?: the)? price|halve prijs|halva priset))",
    re.IGNORECASE,
)
_HINT = Sifted(
    r"\d\s?\+|\d\s(?:for|voor|för|halen|get|pay|betala?|få|hämta)\b|\b(?:halen|betalen|betala|betaal|half|halve"
    r"|halva)\b"
    r"|\b(?:one|two|three|four|five|twee|drie|vier|vijf|två|tre|fyra|fem) (?:for|voor|för)\b|\b(?:buy|koop|köp)\b",
    re.IGNORECASE,
)
_PRICED = re.compile(
    r"\b(?:now|only|buy|get|take|offer|deal|pay|sale|free|mix|any|nu|koop|neem|pak|actie|betaal|halen|gratis"
    r"|aanbieding"
    r"|köp|ta|erbjudande|just nu|betala|få|blanda)\b",
    re.IGNORECASE,
)
_LONGEST_SHOUT = 24


def bundle_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The offers of a sentence: so many for the price of so many."""
    if _HINT.search(sentence) is None:
        return
    for match in _BUNDLE.finditer(sentence):
        said = _offer(match)
        if said is None or not (_is_plain(match) or _is_offered(sentence)):
            continue
        known = [(fact, own) for fact in ledger.facts[:200] if (own := _offers_of(fact))]
        met = next((fact for fact, own in known if said in own), None)
        if met is not None:
            yield at(match.start(), match.end(), Verdict.SUPPORTED, "discount", met)
        elif match["sum"] and (price := _price_of_each(said, ledger)) is not None:
            yield at(match.start(), match.end(), Verdict.SUPPORTED, "money", price)
        elif known:
            yield at(match.start(), match.end(), Verdict.CONTRADICTED, "discount", known[0][0])
        else:
            yield at(match.start(), match.end(), Verdict.UNSUPPORTED, "discount")


def _price_of_each(said: tuple[float, float], ledger: Ledger) -> Fact | None:
    """The price that so many cost together with no offer at all."""
    for dimension in _MONEY:
        for each in ledger.by_dimension.get(dimension, ())[:_MOST_PRICES]:
            if "price" in each.topics and abs(each.amount.lows[0] * said[0] - said[1]) <= _CENT:
                return each.fact
    return None


_MONEY = ("EUR", "SEK", "GBP", "USD", "DKK", "NOK")
_MOST_PRICES, _CENT = 12, 0.011


def _is_plain(match: re.Match[str]) -> bool:
    """Whether nothing but an offer is written so; *3 for 2* may be anything."""
    return not match["of3"] or "bet" in match[0].lower()


def _is_offered(sentence: str) -> bool:
    return _PRICED.search(sentence) is not None or (len(sentence) <= _LONGEST_SHOUT and any(map(str.isdigit, sentence)))


def _offer(match: re.Match[str]) -> tuple[float, float] | None:
    """How many one gets and how many one pays; the second at half price is two for one and a half."""
    if match["sum"]:
        return (_value(match["of5"]), float(re.sub(r"[^\d.]", "", match["sum"].replace(",", "."))))
    if match["second"]:
        return (4, 3)
    if match["plus"]:
        own = _value(match["of4"])
        return (own + _value(match["plus"]), own)
    for place in ("1", "2", "3"):
        if match[f"of{place}"]:
            gets, pays = _value(match[f"of{place}"]), _value(match[f"for{place}"])
            if place == "1" and match["free1"]:
                return (gets + pays, gets)
            return (gets, pays) if gets > pays else None
    return None


def _value(word: str) -> int:
    return int(word) if word.isdigit() else int(number_words().get(word.lower(), 1))


@functools.lru_cache(maxsize=16_384)
def _offers_of(fact: Fact) -> frozenset[tuple[float, float]]:
    return frozenset(own for match in _BUNDLE.finditer(fact.text) if (own := _offer(match)) is not None)
