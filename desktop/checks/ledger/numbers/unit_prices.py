"""What a kilo or a litre comes to, from the price and the content: *less than €5 a kilo* of 12 kg for €54.90."""

from __future__ import annotations

import math
import re

import msgspec

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.bounds import Bound
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.numbers.entail import entails
from desktop.checks.ledger.stated import Stated
from desktop.checks.ledger.verdicts import at
from desktop.core.finding import Verdict

_MONEY = ("EUR", "SEK", "GBP", "USD", "DKK", "NOK")
_PER = re.compile(
    r"\s?(?:a|an|the|per|pr|om|/|de|het|för|for each|voor een|för en|(?=\s(?:kilot|litern)))\s?"
    r"(?:(?P<mass>kilo(?:gram)?s?|kg|kilot)|(?P<volume>lit(?:re|er)n?|l))\b",
    re.IGNORECASE,
)
_GIVEN_PER = re.compile(r"(?:/|\b(?:per|a|an|pr))\s?(?:kilo|kg|lit|l\b|100\s?(?:g|ml)\b)|jämförpris", re.IGNORECASE)
_MOST, _ROUNDED = 12, 0.005


def price_of_unit(sentence: str, amount: Amount, ledger: Ledger) -> Assertion | None:
    """What facts make of a price for a kilo or a litre; None where they do not tell, or give such a price themselves.

    Of several prices and contents any two may be meant; one of each also tells that it is otherwise.
    """
    per = _PER.match(sentence, amount.number_end) if amount.dimension in _MONEY else None
    if per is None or amount.highs:
        return None
    prices = [each for each in ledger.by_dimension.get(amount.dimension, ()) if not each.derived]
    contents = [each for each in ledger.by_dimension.get(str(per.lastgroup), ()) if _is_of_one(each)]
    told = any(_GIVEN_PER.search(f"{each.fact.name} {each.fact.text}") for each in prices)
    if told or not contents or not prices or max(len(prices), len(contents)) > _MOST:
        return None
    size = 1000.0 if per.lastgroup == "mass" else 1.0
    for price in prices:
        for content in contents:
            if _comes_to(price, content.amount.lows[0] / size, amount):
                return at(amount.start, per.end(), Verdict.SUPPORTED, "money", price.fact, content.fact)
    if len(prices) == len(contents) == 1:
        return at(amount.start, per.end(), Verdict.CONTRADICTED, "money", prices[0].fact, contents[0].fact)
    return None


def _is_of_one(stated: Stated) -> bool:
    """Whether it is so much of the goods and no limit of what something bears."""
    amount = stated.amount
    return not (stated.derived or amount.highs or amount.parts or "load" in stated.topics) and amount.lows[0] > 0


def _comes_to(price: Stated, size: float, said: Amount) -> bool:
    """Whether this price for so much makes the number of the text true; the cents of an exact one may be rounded."""
    each = price.amount.lows[0] / size
    if said.bound == Bound.EXACT:
        return any(math.isclose(each, value, rel_tol=_ROUNDED) for value in said.lows)
    one = msgspec.structs.replace(price.amount, lows=(each,), highs=(), bound=Bound.EXACT)
    return entails(msgspec.structs.replace(price, amount=one), said)
