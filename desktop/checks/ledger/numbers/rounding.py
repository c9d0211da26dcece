"""Whether a said number is a fact's number as people round it: *drygt tre kilo* for 3.4 kg, *65 euro* for 64,95."""

from __future__ import annotations

import math
import re

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.bounds import Bound
from desktop.checks.ledger.stated import Stated

_SPOKEN = frozenset({"mass", "length", "volume", "area", "time"})
_MONEY = frozenset({"EUR", "SEK", "GBP", "USD", "DKK", "NOK"})
_SET = frozenset({"warranty", "returns", "delivery", "keeping", "age", "price", "shipping", "discount", "thickness"})
"""Attributes whose numbers are set and not measured: three years of warranty are no rounding of two and a half."""
_BESIDE = frozenset({Bound.JUST_OVER, Bound.JUST_UNDER, Bound.ABOUT})
_DIGIT = re.compile(r"\d")
_IN_WORDS = re.compile(r"euro|kron|pound|dollar|lapp", re.IGNORECASE)
_HALF_A_STEP, _MOST_OF_IT, _IN_WORDS_WITHIN, _IN_PRICE, _OF_A_ROUGH_FACT = 0.5, 0.15, 0.036, 0.016, 0.2
_NEARLY_ALL = 0.85
_TEN, _ENDINGS = 10, frozenset({5, 9})


def rounds_to(sentence: str, stated: Stated, said: Amount) -> bool:
    """Whether the number of the text is that of the fact to the precision with which it is said.

    What is said as rough (*just over*, *knappt*, *bijna*) covers half a step of its last digit that is not zero;
    what is said in words, a few hundredths; a price in whole euros, the price a few cents below it.
    """
    fact = stated.amount
    if said.parts or fact.parts or said.highs or said.times != 1 or not said.lows or not fact.lows:
        return False
    if said.dimension in _MONEY:
        return not fact.highs and _is_round_price(sentence, fact, said)
    if said.dimension not in _SPOKEN or stated.topics & _SET:
        return False
    if fact.highs:
        high = max(fact.highs)
        reached = any(_NEARLY_ALL * high <= value <= high for value in said.lows)
        return said.bound == Bound.UP_TO and _is_round(said) and reached
    limit = fact.bound in {Bound.UP_TO, Bound.WITHIN, Bound.AT_LEAST}
    return not limit and any(_is_near(sentence, fact, said, value, low) for value in said.lows for low in fact.lows)


def _is_near(sentence: str, fact: Amount, said: Amount, value: float, known: float) -> bool:
    if value <= 0 or known <= 0:
        return False
    gap = (known - value) / value
    if said.bound in _BESIDE:
        most = min(_MOST_OF_IT, _HALF_A_STEP * _step(said.plain) / said.plain)
        most = max(most, _OF_A_ROUGH_FACT) if fact.bound == Bound.ABOUT else most
        above, below = said.bound != Bound.JUST_UNDER, said.bound != Bound.JUST_OVER
        return (above and 0 <= gap <= most) or (below and 0 <= -gap <= most)
    if said.bound != Bound.EXACT or _DIGIT.search(sentence, said.number_start, said.number_end):
        return False
    rough = fact.unit is not None and said.unit is not None and fact.unit.unit != said.unit.unit
    return _is_round(said) and abs(gap) <= _IN_WORDS_WITHIN and (rough or fact.plain != int(fact.plain))


def _is_round_price(sentence: str, fact: Amount, said: Amount) -> bool:
    """*65 euro* for 64,95, *650 kronor* for 649: the price that is a little below, in words and without cents."""
    value, known = said.plain, fact.plain
    if said.bound not in _BESIDE | {Bound.EXACT} or value != int(value) or not 0 < known < value:
        return False
    if not _IN_WORDS.search(sentence, said.number_start, said.number_end):
        return False
    shop_price = known != int(known) or (int(known) % _TEN in _ENDINGS and int(value) % _TEN == 0)
    return shop_price and value - known <= max(1.0, _IN_PRICE * value) and (value - known) / value <= 0.05


def _step(number: float) -> float:
    """What the last digit that is not zero counts: 1 in 3, 10 in 70, 0.5 in one and a half."""
    if number != int(number):
        return 0.5 if (number * 2) == int(number * 2) else 0.1
    step = 10.0 ** math.floor(math.log10(number)) if number >= 1 else 1.0
    while step > 1 and number % step:
        step /= _TEN
    return step


def _is_round(said: Amount) -> bool:
    """Whether it has one digit that is not zero, or is so many and a half."""
    number = said.plain
    if number <= 0:
        return False
    if number != int(number):
        return (number * 2) == int(number * 2) or (number * 10) == int(number * 10)
    return number / _step(number) < _TEN * 2
