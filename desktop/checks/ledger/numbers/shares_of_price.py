"""Numbers that two facts give together: the price of one in a pack, and what one variant has more than another."""

from __future__ import annotations

import math
import re

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger, plain_name
from desktop.checks.ledger.stated import Stated
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.core.finding import Verdict

_CONTENTS = frozenset({"piece", "quantity", "content", "serving", "pair", "bottle", "can", "bag", "capsule", "block"})
_MORE = Sifted(
    r"\b(?:adds?|added|more|less|extra|heavier|lighter|longer|shorter|taller|wider|bigger|smaller|difference"
    r"|meer|minder|zwaarder|lichter|langer|korter|hoger|breder|groter|kleiner|verschil|scheelt|erbij"
    r"|mer|mindre|tyngre|lättare|längre|kortare|högre|bredare|större|skiljer|skillnad\w*|till på köpet)\b",
    re.IGNORECASE,
)
_FOR_SO_MANY = re.compile(r"(?:\b(?:for|per|voor|för|für|om)|/)\s?\d", re.IGNORECASE)
_APART = frozenset({"mass", "length", "volume", "EUR", "SEK", "GBP", "USD"})
_CENT, _SAME, _MOST, _CLOSE = 0.011, 0.012, 12, 40


def price_of_one(amount: Amount, prices: list[Stated], ledger: Ledger) -> Assertion | None:
    """The price of a pack by the number in it."""
    counts = ledger.by_dimension.get("", ())[:60]
    for price in prices:
        for count in counts:
            number = count.amount.plain
            if number <= 1 or count.amount.parts or count.amount.highs:
                continue
            if not count.derived and sum(each.fact is count.fact and not each.derived for each in counts) > 1:
                continue
            if count.fact is price.fact and not _FOR_SO_MANY.search(price.fact.text):
                continue
            if count.fact is not price.fact and not (
                count.name_topics & _CONTENTS if count.derived else count.topics & _CONTENTS or count.noun
            ):
                continue
            if any(abs(value - price.amount.lows[0] / number) <= _CENT for value in amount.lows):
                return at(amount.start, amount.end, Verdict.SUPPORTED, "money", price.fact, count.fact)
    return None


def gap_between(sentence: str, amount: Amount, ledger: Ledger) -> Assertion | None:
    """What one variant has more than another, where the sentence compares: *a 44 adds 17 grams*."""
    if amount.dimension not in _APART or amount.highs or amount.parts or not _compares(sentence, amount):
        return None
    known = [each for each in ledger.by_dimension.get(amount.dimension, ()) if not each.amount.highs][:_MOST]
    for place, one in enumerate(known):
        for other in known[place + 1 :]:
            gap = abs(one.amount.lows[0] - other.amount.lows[0])
            alike = plain_name(one.fact) == plain_name(other.fact) and one.fact is not other.fact
            if alike and any(math.isclose(value, gap, rel_tol=_SAME) for value in amount.lows):
                return at(amount.start, amount.end, Verdict.SUPPORTED, "number", one.fact, other.fact)
    return None


def energy_of(amount: Amount, ledger: Ledger) -> Assertion | None:
    """What a battery holds: its volts times its ampere hours."""
    if amount.unit is None or amount.unit.unit not in {"Wh", "kWh"}:
        return None
    hours = amount.lows[0] if amount.unit.factor == 1 else amount.plain * (1000 if amount.unit.unit == "kWh" else 1)
    for volts in ledger.by_dimension.get("voltage", ())[:_MOST]:
        for charge in ledger.by_dimension.get("charge", ())[:_MOST]:
            held = volts.amount.lows[0] * charge.amount.lows[0] / 1000
            if math.isclose(hours, held, rel_tol=_ROUNDED):
                return at(amount.start, amount.end, Verdict.SUPPORTED, "number", volts.fact, charge.fact)
    return None


_ROUNDED = 0.03


def _compares(sentence: str, amount: Amount) -> bool:
    begin = max(0, amount.number_start - _CLOSE)
    return _MORE.search(sentence, begin, amount.number_end + _CLOSE) is not None
