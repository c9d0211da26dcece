"""Rates of variants out in the world: opened, clicked, ordered; which is ahead, how surely, and what is missing."""

from __future__ import annotations

import math
from collections.abc import Sequence

from desktop.core.errors import ErrorKind, UserError
from desktop.core.rates import Ranking, Rate, Versus
from desktop.core.words import tr
from desktop.statistics.posterior import Posterior, chance_ahead, chances_to_be_best, difference

__all__ = ["Ranking", "Rate", "Versus", "compare_many", "compare_rates", "rate_of"]

SURE = 0.95
"""How sure is sure enough; `needed` is about it."""
LEAST_SHOWN = 20
"""People below whom nothing is said of a variant."""
LEAST_HAPPENED = 10
"""How often it must have happened, and not have happened, to two variants together before they are compared."""
_AT_SURE = 1.6448536269514722
"""The standard deviations below which 95 % of a normal distribution lie."""
_TOO_MANY_TIMES = 100
"""A difference that needs this many times the people is as good as none."""


def rate_of(name: str, shown: int, happened: int) -> Rate:
    """The rate with its interval (Jeffreys); raises `UserError` (input) for numbers that cannot be."""
    if shown < 0 or happened < 0:
        raise _impossible(name, tr("a number of people is less than nothing"))
    if happened > shown:
        raise _impossible(name, tr("it happened to {happened} of {shown}", happened=happened, shown=shown))
    if not shown:
        return Rate(name, 0, 0, None, None, None)
    known = Posterior(happened, shown)
    low = known.quantile((1 - SURE) / 2) if happened else 0.0
    high = known.quantile((1 + SURE) / 2) if happened < shown else 1.0
    return Rate(name, shown, happened, happened / shown, low, high)


def compare_rates(a: Rate, b: Rate) -> Versus:
    """The two rates, the higher one as leader; the first one when they are the same."""
    leader, other = (b, a) if (b.rate or 0.0) > (a.rate or 0.0) else (a, b)
    if not _is_enough(leader, other):
        return Versus(leader, other, None, None, None, None, enough=False)
    first, second = Posterior(leader.happened, leader.shown), Posterior(other.happened, other.shown)
    sure = chance_ahead(first, second)
    low, high = (difference(first, second, chance) for chance in ((1 - SURE) / 2, (1 + SURE) / 2))
    return Versus(leader, other, sure, low, high, 0 if sure >= SURE else _needed(leader, other), enough=True)


def compare_many(rates: Sequence[Rate]) -> Ranking:
    """The rates in their order, with the probability of each to be the best and the first against each other."""
    told = sorted((each for each in rates if each.shown >= LEAST_SHOWN), key=lambda each: -(each.rate or 0.0))
    few = sorted((each for each in rates if each.shown < LEAST_SHOWN), key=lambda each: -each.shown)
    best: list[float | None] = [None] * len(rates)
    if len(told) >= 2 and _is_enough(*told):
        best[: len(told)] = chances_to_be_best([Posterior(each.happened, each.shown) for each in told])
    ranked = (*told, *few)
    return Ranking(ranked, tuple(best), tuple(compare_rates(ranked[0], each) for each in ranked[1:]))


def _is_enough(*rates: Rate) -> bool:
    happened = sum(each.happened for each in rates)
    rest = sum(each.shown - each.happened for each in rates)
    return all(each.shown >= LEAST_SHOWN for each in rates) and min(happened, rest) >= LEAST_HAPPENED


def _needed(leader: Rate, other: Rate) -> int | None:
    """How many more people each until the difference is 1.645 standard errors, rounded up to two digits.

    The formula of the textbooks for the size of samples, n = (z / d)² · (p₁(1 − p₁) + p₂(1 − p₂)), for the share of
    95 % with an even chance to get there; solved for what is missing, as the two may have been shown unequally often.
    """
    p, q = leader.happened / leader.shown, other.happened / other.shown
    most = _TOO_MANY_TIMES * max(leader.shown, other.shown)
    wanted = ((p - q) / _AT_SURE) ** 2

    def spread(more: float) -> float:
        return p * (1 - p) / (leader.shown + more) + q * (1 - q) / (other.shown + more)

    if spread(most) > wanted:
        return None
    low, high = 0.0, float(most)
    while high - low > 0.5:
        middle = (low + high) / 2
        low, high = (middle, high) if spread(middle) > wanted else (low, middle)
    return _rounded_up(max(1, math.ceil(high)))


def _rounded_up(count: int) -> int:
    """The next number of which two digits only are not 0: 1,234 is 1,300, for it is a guess."""
    unit = int(10.0 ** max(0, len(str(count)) - 2))
    return -(-count // unit) * unit


def _impossible(name: str, reason: str) -> UserError:
    return UserError(
        ErrorKind.INPUT,
        tr("The figures of “{name}” cannot be: {reason}.", name=name, reason=reason),
        tr("Count each person once, and at most as many as it was shown to."),
    )
