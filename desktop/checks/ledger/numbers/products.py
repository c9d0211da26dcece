"""Numbers that facts make when they are multiplied: the area of two sides, all labels of twelve rolls."""

from __future__ import annotations

import math
import re

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.bounds import Bound
from desktop.checks.ledger.amounts.near import alike
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.stated import WORD, Stated, content_words
from desktop.checks.ledger.verdicts import at
from desktop.checks.words import plain_form
from desktop.core.finding import Verdict

_SIDES = {"area": 2, "volume": 3}
_CLOSELY, _LOOSELY = 0.015, 0.1
_EACH = re.compile(r"\b(?:per|in each|in every|in elke?|i varje|a|je|pro)\s+([^\W\d_]{2,})", re.IGNORECASE)
_OF_EACH = re.compile(r"\s*[^\W\d_]+\s(?:of|à|van|med|met|på|with|x|×|om)(?:\s(?:elk|each|vardera))?\s", re.IGNORECASE)
_LITRES = 1000.0
"""In a cubic metre."""
_MOST = 40


def area_or_volume(amount: Amount, ledger: Ledger) -> Assertion | None:
    """The area of two sides, the volume of three, where no fact gives it itself."""
    sides = _SIDES.get(amount.dimension, 0)
    if not sides or ledger.by_dimension.get(amount.dimension) or amount.unit is None or amount.parts or amount.highs:
        return None
    for each in ledger.by_dimension.get("length", ())[:_MOST]:
        parts = each.amount.parts
        if len(parts) == sides and _is(amount, math.prod(part[0] for part in parts), sides):
            return at(amount.start, amount.end, Verdict.SUPPORTED, "dimension", each.fact)
    lone = [each for each in ledger.by_dimension.get("length", ())[:_MOST] if not each.amount.parts]
    long, wide = (next((each for each in lone if side in each.name_topics), None) for side in ("length", "width"))
    if sides != _SIDES["area"] or long is None or wide is None:
        return None
    if not _is(amount, long.amount.lows[0] * wide.amount.lows[0], sides):
        return None
    return at(amount.start, amount.end, Verdict.SUPPORTED, "dimension", long.fact, wide.fact)


def _is(amount: Amount, product: float, sides: int) -> bool:
    """Whether an amount is so many square or cubic metres, in the base unit of its own dimension."""
    value = product if sides == _SIDES["area"] else product * _LITRES
    tolerance = _CLOSELY if amount.bound in {Bound.EXACT, Bound.UP_TO} else _LOOSELY
    return any(math.isclose(each, value, rel_tol=tolerance) for each in amount.lows)


def multiplied(amount: Amount, nouns: tuple[str, ...], language: str, ledger: Ledger) -> tuple[Stated, ...]:
    """Of how many each and how many of it: 500 labels a roll and twelve rolls are 6,000 labels."""
    if not nouns or amount.highs or amount.parts:
        return ()
    counts = _all(ledger)
    for each in counts:
        if not _counts(each, nouns[0], language):
            continue
        for other in _of_which(each, counts, language):
            product = each.amount.plain * other.amount.plain
            if other.amount.plain > 1 and math.isclose(product, amount.plain, rel_tol=_tolerance(amount)):
                return each, other
    return ()


def may_be_several(amount: Amount, stated: Stated, language: str, ledger: Ledger) -> bool:
    """Whether a count may be that of several, of each of which a fact says how many are in it, and none how many."""
    if _EACH.search(stated.fact.name) is None or not stated.amount.plain:
        return False
    times = amount.plain / stated.amount.plain
    return times > 1 and times == int(times) and not _of_which(stated, _all(ledger), language)


def _all(ledger: Ledger) -> list[Stated]:
    return [each for each in ledger.by_dimension.get("", ())[:_MOST] if not each.derived and each.amount.first]


def _tolerance(amount: Amount) -> float:
    return 1e-9 if amount.bound in {Bound.EXACT, Bound.UP_TO} else _LOOSELY


def _counts(stated: Stated, noun: str, language: str) -> bool:
    words = (*stated.noun[:2], *content_words(_EACH.split(stated.fact.name)[0]))
    return any(alike(plain_form(noun), plain_form(word), language) for word in words)


def _of_which(stated: Stated, counts: list[Stated], language: str) -> list[Stated]:
    """The numbers of what this one is said to be *per*: in its name, in its value, or *12 rolls of 500 labels*."""
    amount, fact = stated.amount, stated.fact
    each = _EACH.search(fact.name) or _EACH.search(fact.text)
    return [
        other
        for other in counts
        if other is not stated
        and (
            (each is not None and _names(other, each[1], language))
            or (other.fact is fact and _OF_EACH.fullmatch(fact.text, other.amount.number_end, amount.number_start))
        )
    ]


def _names(stated: Stated, word: str, language: str) -> bool:
    """Whether a number counts what this word names: `Rolls`, `Number of rolls`, `Sticks per pack`."""
    words = (*stated.noun[:2], *WORD.findall(_EACH.split(stated.fact.name.lower())[0]))
    word = plain_form(word.lower())
    return any(alike(word, form, language) or _begin_alike(word, form) for form in map(plain_form, words))


def _begin_alike(one: str, other: str) -> bool:
    """Whether two short words may be forms of one: *rulle* and *rullar*, *staaf* and *staven*."""
    pairs = enumerate(zip(one, other, strict=False))
    common = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    return common >= _STEM and common >= min(len(one), len(other)) - 2 and max(len(one), len(other)) <= common + 3


_STEM = 3
