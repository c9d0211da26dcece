"""Whether a number of the facts makes a number of the text true."""

from __future__ import annotations

import math
import re

import msgspec

from desktop.checks.ledger.amounts.amounts import Amount, close
from desktop.checks.ledger.amounts.bounds import Bound
from desktop.checks.ledger.stated import Stated

_OTHER_UNIT, _ROUNDED_WHOLE, _LEAST_WHOLE = 0.012, 0.025, 2
_TERMS = frozenset({"keeping", "returns", "warranty"})
"""Terms that the maker or the shop sets: *use within 12 months* does not follow from six."""
_LEAST = frozenset({Bound.AT_LEAST, Bound.FROM, Bound.OVER})
"""Of ages these say from when on something is meant for someone: an age below the fact's does not follow from it."""
_MONEY = frozenset({"EUR", "SEK", "GBP", "USD", "DKK", "NOK"})
"""A sum from which on something is so is one sum: *free from 25 euro* does not follow from 35."""
_MOST_OF = frozenset({Bound.UNDER, Bound.WITHIN})
"""A limit of heat is one limit: *store below 30 degrees* does not follow from 25."""
_MONTHS, _BINARY = 0.03, 0.03
_NEAR, _NEAR_ONE, _FEW, _TEN = 0.13, 0.25, 2, 10
_ABOUT = 0.125
_SOME, _NEARLY = 0.4, 0.9
_GIVEN_AS_MOST = frozenset({"torque", "power", "light", "airflow", "rotation", "pressure", "voltage", "data rate"})
_ROUNDED_SIDE = 0.035


def is_limit(stated: Stated) -> bool:
    """Whether a number of the facts only says from where something holds: `free from € 15`."""
    return stated.amount.bound in {Bound.FROM, Bound.OVER, Bound.AT_LEAST} and stated.amount.dimension in _PRICED


_PRICED = frozenset({"EUR", "SEK", "GBP", "USD", "DKK", "NOK"})


def entails(stated: Stated, said: Amount) -> bool:
    """Whether the text's number follows from the fact's, in one of the readings of both."""
    fact = _in_weeks(stated, said)
    if said.parts:
        return _has_size(fact, said)
    if fact.parts:
        return not said.highs and any(_single(part, fact, said) for part in fact.parts)
    if said.times != 1:
        return _holds_times(fact, said)
    if said.bound in _LEAST and "age" in stated.topics and said.dimension == "time":
        return any(_same(low, value, _tolerance(fact, said)) for low in fact.lows for value in said.lows)
    if said.bound == Bound.WITHIN and said.dimension == "time" and stated.topics & _TERMS:
        said = msgspec.structs.replace(said, bound=Bound.UP_TO)
    if said.bound == Bound.WITHIN and "±" in stated.fact.text:
        said = msgspec.structs.replace(said, bound=Bound.UP_TO)
    if said.dimension == "temperature" and (said.bound == Bound.WITHIN or {said.bound, fact.bound} <= _MOST_OF):
        return any(_same(each, value, 1e-6) for each in (*fact.lows, *fact.highs) for value in said.lows)
    if said.dimension in _MONEY and said.bound in _LEAST and fact.bound in _LEAST:
        return any(_same(low, value, 1e-6) for low in fact.lows for value in said.lows)
    totals = (fact.lows, tuple(each * fact.times for each in fact.lows)) if fact.times != 1 else (fact.lows,)
    return any(_single(low, fact, said) for low in totals)


def hinges_on_marks(stated: Stated, said: Amount) -> bool:
    """Whether *less than a kilo* is so in one reading of `1,140 g` and not in the other, and nothing tells which.

    A number that is said as it stands in the facts, or that nearly is, comes out in one reading and not by chance.
    """
    if said.bound not in _ONE_SIDED or max(map(len, (stated.amount.lows, stated.amount.highs, said.lows))) < _FEW:
        return False
    return len({entails(_read(stated, one), _one_of(said, two)) for one in (0, -1) for two in (0, -1)}) > 1


def _read(stated: Stated, place: int) -> Stated:
    return msgspec.structs.replace(stated, amount=_one_of(stated.amount, place))


def _one_of(amount: Amount, place: int) -> Amount:
    """An amount in its first or its last reading only."""
    highs = amount.highs and (amount.highs[place],)
    return msgspec.structs.replace(amount, lows=(amount.lows[place],), highs=highs)


_ONE_SIDED = frozenset({Bound.UNDER, Bound.OVER, Bound.AT_LEAST, Bound.WITHIN})


def _in_weeks(stated: Stated, said: Amount) -> Amount:
    """Working days as the weeks that they take, where a text speaks of weeks: 10 to 14 are two to three weeks."""
    fact = stated.amount
    if said.unit is None or said.unit.unit != "wk" or fact.dimension != "time" or not _WORKING.search(stated.fact.text):
        return fact
    if fact.unit is None or fact.unit.unit != "d":
        return fact
    weeks = said.unit.in_base(1.0)
    lows = tuple(round(each / _WORKING_WEEK) * weeks for each in fact.lows)
    highs = tuple(math.ceil(each / _WORKING_WEEK - 0.01) * weeks for each in fact.highs)
    return msgspec.structs.replace(fact, unit=said.unit, lows=lows, highs=highs)


_WORKING = re.compile(r"werkdag|working|business|vardag|arbetsdag|bankdag|workday|werktag|arbeitstag", re.IGNORECASE)
_WORKING_WEEK = 5 * 86_400.0


def _tolerance(fact: Amount, said: Amount) -> float:
    if fact.bound == Bound.ABOUT:
        return 0.06
    if fact.dimension == "time" and "mo" in {fact.unit and fact.unit.unit, said.unit and said.unit.unit}:
        return 1e-6 if fact.unit is said.unit else _MONTHS
    if fact.unit is said.unit or (fact.unit and said.unit and fact.unit.unit == said.unit.unit):
        return 1e-6
    if fact.dimension == "data":
        return _BINARY
    if not _of_two_systems(fact, said):
        return _OTHER_UNIT
    whole = max((each.plain for each in (fact, said) if _is_metric(each) and each.plain == int(each.plain)), default=0)
    by_half = min(_HALF_OF_A_SMALL, 0.5 / whole) if whole else 0.0
    return max(_ROUNDED_WHOLE if said.plain >= _LEAST_WHOLE else _OTHER_UNIT, by_half)


def _of_two_systems(fact: Amount, said: Amount) -> bool:
    """Whether one is in inches or pounds and the other is not: whole centimetres are rounded, 20 for 8 inches."""
    return len({_is_metric(each) for each in (fact, said) if each.unit is not None}) > 1


def _is_metric(amount: Amount) -> bool:
    return amount.unit is not None and amount.unit.unit not in _IMPERIAL


_HALF_OF_A_SMALL = 0.045
_IMPERIAL = frozenset({"in", "ft", "yd", "mi", "lb", "oz", "fl oz", "gal", "°F"})


def _has_size(fact: Amount, said: Amount) -> bool:
    """Whether each side that is named is one of the fact's: two of three sides are enough, in any order."""
    if said.unit is None and fact.unit is not None:
        unit = fact.unit
        said = msgspec.structs.replace(said, parts=tuple(tuple(map(unit.in_base, part)) for part in said.parts))
    left = list(fact.parts or ((fact.lows, fact.highs) if fact.highs else (fact.lows,)))
    if len(said.parts) > len(left):
        return False
    whole = all(each[0] == round(each[0], 2) for each in said.parts)
    for part in said.parts:
        tolerance = _ROUNDED_SIDE if whole and _is_whole(said) else _OTHER_UNIT
        found = next((each for each in left if close(part, each, tolerance)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _is_whole(said: Amount) -> bool:
    return all(value == int(value) for each in (said.first, said.last) if each for value in each.values[:1])


def _holds_times(fact: Amount, said: Amount) -> bool:
    each = close(fact.lows, said.lows, _tolerance(fact, said))
    if fact.times == 1 and fact.first is not fact.last and fact.first is not None and not fact.highs:
        return False  # the fact counts one: `1 Akku 2,0 Ah`
    if fact.times != 1:
        return each and math.isclose(fact.times, said.times)
    total = tuple(low * said.times for low in said.lows)
    return each or close(fact.lows, total, _OTHER_UNIT)


def _single(lows: tuple[float, ...], fact: Amount, said: Amount) -> bool:
    tolerance = _tolerance(fact, said)
    if said.highs:
        return bool(fact.highs) and close(said.lows, lows, tolerance) and close(said.highs, fact.highs, tolerance)
    if said.bound == Bound.JUST_UNDER and said.plain <= _FEW:
        return any(value * (1 - _NEAR_ONE) <= each <= value for value in said.lows for each in (*lows, *fact.highs))
    if fact.unit is None and said.unit is None and said.bound in {Bound.OVER, Bound.AT_LEAST}:
        most = 2 if said.bound != Bound.OVER or (said.plain >= _TEN and said.plain % _TEN == 0) else 1
        return any(value <= low <= most * value for value in said.lows[:1] for low in (*lows[:1], *fact.highs[:1]))
    ends = _pairs(lows, fact.highs) if fact.highs else [(low, low) for low in lows]
    return any(_holds(said, value, low, high, fact, tolerance) for value in said.lows for low, high in ends)


def _pairs(lows: tuple[float, ...], highs: tuple[float, ...]) -> list[tuple[float, float]]:
    return [(low, high) for low in lows for high in highs if low <= high]


def _holds(said: Amount, value: float, low: float, high: float, fact: Amount, tolerance: float) -> bool:
    bound, plain = said.bound, said.plain
    is_low, is_high = _same(value, low, tolerance), _same(value, high, tolerance)
    exact_fact = low == high
    limit = fact.bound in {Bound.UP_TO, Bound.WITHIN}
    if bound == Bound.EXACT:
        if is_low or is_high or (not exact_fact and low <= value <= high):
            return True
        return (limit and _least_of(fact) * high <= value <= high) or _near_fact(fact, value, low)
    if bound == Bound.UP_TO:
        return is_high
    if bound == Bound.WITHIN:
        return is_high if limit else high <= value * (1 + tolerance)
    if bound == Bound.FROM:
        return is_low
    if bound == Bound.AT_LEAST:
        return is_low if fact.bound == Bound.AT_LEAST else low >= value * (1 - tolerance)
    return _holds_loosely(bound, value, low, high, fact, plain)


def _least_of(fact: Amount) -> float:
    """How much of a limit a number must be: a maximum torque is the torque, *up to 15 hours* may be eight."""
    return _NEARLY if fact.dimension in _GIVEN_AS_MOST else _SOME


def _near_fact(fact: Amount, value: float, low: float) -> bool:
    """A fact that is itself no more than a bound: *more than 350*, *under 5 g*."""
    open_ended = fact.bound in {Bound.AT_LEAST, Bound.OVER} and fact.dimension not in _MONEY
    return open_ended and low <= value <= 3 * low


def _holds_loosely(bound: Bound, value: float, low: float, high: float, fact: Amount, said: float) -> bool:
    open_end = fact.bound in {Bound.AT_LEAST, Bound.FROM, Bound.OVER}
    if bound == Bound.OVER and fact.unit is not None and fact.unit.unit == fact.dimension:
        return _same(low, value, 1e-6)
    if bound == Bound.OVER:
        return low > value or _same(low, value, 1e-6) or (open_end and low >= value)
    if bound == Bound.JUST_OVER:
        return value <= low <= value * (1 + (_NEAR_ONE if said <= _FEW else _NEAR))
    if bound == Bound.UNDER:
        return high <= value
    if bound == Bound.JUST_UNDER:
        return any(value * (1 - _NEAR) <= each <= value for each in (low, high))
    return any(math.isclose(each, value, rel_tol=_ABOUT) for each in (low, high))


def is_not_far_under(stated: Stated, said: Amount) -> bool:
    """Whether a round number is said of one somewhat below it: *almost 100 g* of 82 g is bold, and no lie."""
    if said.bound != Bound.JUST_UNDER or said.parts or said.highs:
        return False
    digits = f"{said.plain:g}".rstrip("0")
    ends = (*stated.amount.lows, *stated.amount.highs)
    return len(digits) == 1 and any(value * (1 - _BOLDLY) <= each <= value for value in said.lows for each in ends)


_BOLDLY = 0.2


def _same(one: float, other: float, tolerance: float) -> bool:
    return math.isclose(one, other, rel_tol=max(tolerance, 1e-9), abs_tol=1e-9)


def is_per_hundred(stated: Stated) -> bool:
    """Whether it is the hundred of which a fact tells what it has: `32 mg/100 ml`."""
    amount = stated.amount
    return (
        amount.plain == _HUNDRED
        and amount.first is not None
        and not stated.derived
        and (_PER.search(stated.fact.text, 0, amount.number_start) is not None)
    )


_PER = re.compile(r"(?:/|\bper|\bpro|\bi)\s?$", re.IGNORECASE)
_HUNDRED = 100
