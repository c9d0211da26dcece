"""Numbers that follow from two facts: a reduced price, the discount between two prices, portions of a pack."""

from __future__ import annotations

import math
import re

from desktop.checks.ledger.amounts import Amount
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.facts import Ledger
from desktop.checks.ledger.stated import Stated
from desktop.checks.ledger.verdicts import at
from desktop.core.finding import Verdict

_MONEY = ("EUR", "SEK", "GBP", "USD", "DKK", "NOK")
_PER = re.compile(r"\s?(?:a|an|per|pr|/|om|the|per\s)\s?(kilo|kg|litre|liter|l|kilot)\b", re.IGNORECASE)
_MOST = 12


def follows_from_others(sentence: str, amount: Amount, language: str, ledger: Ledger) -> Assertion | None:
    """Whether two facts together give this number; None when they do not, or when the facts are many."""
    if amount.dimension == "share":
        return _discount(amount, ledger)
    if amount.dimension in _MONEY:
        return _reduced(amount, ledger) or _per_kilo(sentence, amount, ledger)
    return None


def _prices(ledger: Ledger) -> list[Stated]:
    found = [each for dimension in _MONEY for each in ledger.by_dimension.get(dimension, ())]
    return found if len(found) <= _MOST else []


def _discount(amount: Amount, ledger: Ledger) -> Assertion | None:
    prices = _prices(ledger)
    for one in prices:
        for other in prices:
            high, low = one.amount.lows[0], other.amount.lows[0]
            if low < high and any(abs((1 - low / high) * 100 - value) <= 0.6 for value in amount.lows):
                return at(amount.start, amount.end, Verdict.SUPPORTED, "percentage", one.fact, other.fact)
    return None


def _reduced(amount: Amount, ledger: Ledger) -> Assertion | None:
    shares = ledger.by_dimension.get("share", ())
    if len(shares) > _MOST:
        return None
    for price in _prices(ledger):
        for share in shares:
            reduced = price.amount.lows[0] * (1 - share.amount.lows[0] / 100)
            saved = price.amount.lows[0] - reduced
            if any(abs(value - reduced) <= 0.011 or abs(value - saved) <= 0.011 for value in amount.lows):
                return at(amount.start, amount.end, Verdict.SUPPORTED, "money", price.fact, share.fact)
    return None


def _per_kilo(sentence: str, amount: Amount, ledger: Ledger) -> Assertion | None:
    per = _PER.match(sentence, amount.number_end)
    if per is None:
        return None
    mass = per[1].lower().startswith("k")
    contents = ledger.by_dimension.get("mass" if mass else "volume", ())
    for price in _prices(ledger):
        for content in contents[:_MOST]:
            size = content.amount.lows[0] / (1000 if mass else 1)
            if size and any(math.isclose(price.amount.lows[0] / size, value, rel_tol=0.005) for value in amount.lows):
                return at(amount.start, per.end(), Verdict.SUPPORTED, "money", price.fact, content.fact)
    return None
