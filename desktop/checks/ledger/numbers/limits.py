"""Numbers below a limit that a fact gives: ten kilos where a child may weigh 22, and *carries 100 kg* of 160.

The former is said of something else and is no error; the latter gives the limit itself, and gives it wrong.
"""

from __future__ import annotations

import re

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.bounds import Bound
from desktop.checks.ledger.amounts.figures_of_speech import is_soon, is_time_for
from desktop.checks.ledger.amounts.nature import nature_of
from desktop.checks.ledger.stated import Stated, attributes_of

ONE_SIDED = frozenset({Bound.WITHIN, Bound.UNDER, Bound.OVER, Bound.AT_LEAST})
_LIMITS = frozenset({Bound.UP_TO, Bound.WITHIN})
_CLOSE, _NEARLY = 1.35, 1.12
_GIVEN_WHOLE = frozenset({"mass", "length", "temperature", "current"})
"""What is measured so has one limit, which a text gives whole: *up to 15 hours* may be eight, 160 kg are not 100."""
_PORTIONS = frozenset({"portion", "serving"})
_REACHING = frozenset({"range", "battery", "age"})
_BORNE = re.compile(
    r"(?:\b(?:carr(?:y|ies|ying)|holds?|supports?|bears?|loads? of|capacity of|withstands?|handles?|copes? with|safe"
    r"|takes?|taking"
    r"|(?:safe |good |fine |proof )?to|reach(?:es)?|extends? to|draagt|dragen|draagvermogen van|houdt|tot|reikt"
    r"|(?:kan|kunnen) tegen|verdraagt|bestand tegen|belasting van|bär|bära|håller|tål|tåla|klarar?|tar|bärförmåga på"
    r"|survives?|overleeft|winterhard|hardy|härdig|överlever"
    r"|belastning på|belastas med|upp till|till|når|maximum)|\b(?:max|last)\w*\.?:?"
    r"|\b(?:tot|till|until|tills)\s(?:\w+\s){1,3})\s?$",
    re.IGNORECASE,
)


def is_merely_below(stated: Stated, amount: Amount) -> bool:
    """Whether a fact is a limit that the number does not reach: ten kilos where a child may weigh 22."""
    if stated.amount.bound not in _LIMITS or amount.bound != Bound.EXACT or amount.parts:
        return False
    return max(stated.amount.highs or stated.amount.lows) > max(amount.lows) * _CLOSE > 0


def falls_short(stated: Stated, amount: Amount) -> bool:
    """Whether a number is too far below such a limit to be what the fact says."""
    if stated.amount.bound not in _LIMITS or amount.bound != Bound.EXACT or amount.parts or amount.highs:
        return False
    if amount.dimension not in _GIVEN_WHOLE or stated.topics & _REACHING or stated.amount.highs:
        return False
    return max(stated.amount.lows) > max(amount.lows) * _NEARLY > 0


def is_of_smaller(sentence: str, stated: Stated, amount: Amount) -> bool:
    """Whether a number below a limit is that of something smaller, which the limit allows; not where it is given."""
    milder = stated.amount.bound in _LIMITS and amount.dimension == "temperature" and stated.amount.lows < amount.lows
    short = falls_short(stated, amount) or (milder and max(amount.lows) < 0)
    return short and _BORNE.search(sentence, 0, amount.start) is None


def is_usual(stated: Stated, amount: Amount) -> bool:
    """Whether a number of this dimension is about this fact when no word says otherwise: kilos are the weight."""
    return (
        amount.dimension == "mass"
        and attributes_of(stated.name_topics) == {"weight"}
        and len(stated.fact.name.split()) == 1
    )


def is_meant_before(other: Stated, stated: Stated, amount: Amount, score: int) -> bool:
    """Whether a bound is said of another fact: *under 8 kg* of the weight and no basket, *up to 16 inch* of inches."""
    if amount.times != 1 and other.name_topics & _PORTIONS and not stated.name_topics & _PORTIONS:
        return True
    if score > 0 or amount.unit is None or other.amount.parts:
        return False
    if amount.bound in ONE_SIDED:
        return is_usual(other, amount) and not is_usual(stated, amount)
    limits = amount.bound == other.amount.bound == Bound.UP_TO and stated.amount.bound != Bound.UP_TO
    return limits and other.amount.unit is amount.unit and stated.amount.unit is not amount.unit


LIKE, TWICE = 15, 2.2
"""Of one order, and no more than somewhat more than twice."""
_TOLD_ALONE = frozenset({"h", "min", "s", "quarter", "half hour"})
_MEANT = frozenset({Bound.ABOUT, Bound.JUST_OVER, Bound.JUST_UNDER, Bound.UNDER, Bound.OVER, Bound.EXACT, Bound.UP_TO})
_BINDING = frozenset({"warranty", "returns", "delivery", "age"})
_LONGER = frozenset({"d", "wk", "mo"})
_BOUND_TO = _BINDING | frozenset({"keeping", "returns", "validity"})


def is_the_only_span(sentence: str, stated: Stated, others: list[tuple[int, Stated]], amount: Amount) -> bool:
    """Whether the facts have one span of time that is told in this unit, and it is of like size: hours for hours."""
    unit = amount.unit
    if unit is None or unit.unit not in _TOLD_ALONE | _LONGER or amount.bound not in _MEANT:
        return False
    alone = _TOLD_ALONE if unit.unit in _TOLD_ALONE else _LONGER
    apart = unit.unit == "s" or nature_of(sentence, amount)
    kin = frozenset({unit.unit}) if apart else alone
    free = (each for _, each in others if alone is _TOLD_ALONE or not each.topics & _BOUND_TO)
    same = {each.fact for each in free if each.amount.unit is not None and each.amount.unit.unit in kin}
    most = LIKE if is_soon(sentence, amount) or is_time_for(sentence, amount) else TWICE
    return same == {stated.fact} and not stated.topics & _BINDING and is_of_like_size(stated, amount, most)


def is_of_like_size(stated: Stated, amount: Amount, most: float = LIKE) -> bool:
    """Whether both are of one order: what is tested from three metres is not 1.2 mm thick."""
    said = abs(amount.lows[0])
    ends = [abs(each[0]) for each in (stated.amount.lows, stated.amount.highs) if each]
    return any(not end or not said or 1 / most <= end / said <= most for end in ends)
