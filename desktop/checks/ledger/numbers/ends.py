"""The two ends of a range, judged apart when only one of them is what the facts say."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from desktop.checks.ledger.amounts.amounts import Amount, amounts_of, close
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.numbers.entail import entails
from desktop.checks.ledger.stated import Stated, stated_in
from desktop.checks.ledger.verdicts import at
from desktop.core.finding import Verdict

_TOLERANCE, _MOST = 0.012, 200


def times_apart(amount: Amount, stated: Iterable[Stated], kind: str) -> tuple[Assertion, ...]:
    """The number of pieces that holds and their size that does not: *two batteries of 4 Ah* for 2 x 2 Ah."""
    if amount.times <= 1 or amount.first is None or amount.last is None or amount.last.start <= amount.first.end:
        return ()
    for each in stated:
        if each.amount.times == amount.times and not close(amount.lows, each.amount.lows, _TOLERANCE):
            return (
                at(amount.first.start, amount.first.end, Verdict.SUPPORTED, "count", each.fact),
                at(amount.last.start, amount.last.end, Verdict.CONTRADICTED, kind, each.fact),
            )
    return ()


def ends_of_two(amount: Amount, stated: Iterable[Stated], kind: str) -> tuple[Assertion, ...]:
    """A range whose ends are the values of two facts, or the sides of sizes: *pulls out from 1.8 m to 2.4 m*."""
    if not amount.highs or amount.parts:
        return ()
    low: Stated | None = None
    high: Stated | None = None
    for each in itertools.islice(stated, _MOST):
        values = (*each.amount.lows, *each.amount.highs, *itertools.chain.from_iterable(each.amount.parts))
        low = low or (each if close(amount.lows, values, _TOLERANCE) else None)
        high = high or (each if close(amount.highs, values, _TOLERANCE) else None)
    if low is None or high is None or low.fact is high.fact:
        return ()
    return (at(amount.start, amount.end, Verdict.SUPPORTED, kind, low.fact, high.fact),)


def ends_apart(amount: Amount, stated: Iterable[Stated], kind: str) -> tuple[Assertion, ...]:
    """The end of a range that holds and the one that does not, the latter last; empty when both or none hold."""
    if not amount.highs or amount.first is None or amount.last is None:
        return ()
    for each in stated:
        low = close(amount.lows, each.amount.lows, _TOLERANCE)
        high = close(amount.highs, each.amount.highs, _TOLERANCE)
        if each.amount.highs and low != high:
            right, wrong = (amount.first, amount.last) if low else (amount.last, amount.first)
            return (
                at(right.start, right.end, Verdict.SUPPORTED, kind, each.fact),
                at(wrong.start, wrong.end, Verdict.CONTRADICTED, kind, each.fact),
            )
    return ()


def is_said_whole(sentence: str, stated: Stated, amount: Amount, language: str) -> bool:
    """Whether the sentence also says the other numbers of this fact: `10 min = 2 h` as ten minutes for two hours."""
    place = stated.amount.number_start, stated.amount.dimension
    read = (each for each in stated_in(stated.fact) if not each.derived)
    others = [each for each in read if (each.amount.number_start, each.amount.dimension) != place]
    said = [each for each in amounts_of(sentence, language) if each.number_start != amount.number_start]
    return bool(others) and all(
        any(each.amount.dimension == one.dimension and entails(each, one) for one in said) for each in others
    )
