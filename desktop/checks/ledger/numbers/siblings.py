"""The other number of a fact: *ten minutes on the cable buys you seven hours*, where ten minutes are four."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator

from desktop.checks.ledger.amounts.amounts import Amount, close
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.headings import is_heading
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.stated import Stated, stated_in
from desktop.checks.ledger.verdicts import at
from desktop.core.brief import Fact
from desktop.core.finding import Verdict

_TOGETHER = frozenset({"time"})
_FURTHEST, _LIKE, _MOST = 80, 4.0, 4


def siblings_of(
    amounts: tuple[Amount, ...], found: list[Assertion], quiet: list[tuple[int, int]], ledger: Ledger
) -> Iterator[Assertion]:
    """The numbers that nothing was said of and that a fact denies, which makes the number beside them true.

    The fact has a further number of this dimension, and no number of the sentence is the same as that one.
    """
    facts = {fact.id: fact for fact in ledger.facts}
    for amount in amounts:
        if amount.dimension not in _TOGETHER or amount.parts or amount.highs:
            continue
        if any(start < amount.number_end and amount.number_start < end for start, end in quiet):
            continue
        for claim in found:
            apart = max(claim.start - amount.number_end, amount.number_start - claim.end)
            if claim.verdict != Verdict.SUPPORTED or len(claim.facts) != 1 or not 0 <= apart <= _FURTHEST:
                continue
            family = (facts[claim.facts[0]], *_kin_of(facts[claim.facts[0]], ledger))
            own = [e for fact in family for e in stated_in(fact, ledger.marks) if not e.derived and not e.amount.parts]
            if 1 < len(own) <= _MOST and _is_unsaid(own, amount, amounts):
                yield at(amount.start, amount.end, Verdict.CONTRADICTED, "duration", family[-1])
                break


def _kin_of(fact: Fact, ledger: Ledger) -> tuple[Fact, ...]:
    """The facts that give the same under another condition: `Battery life (ANC on)` and `Battery life (ANC off)`."""
    base = _base_of(fact.name)
    if not base or fact.variant:
        return ()
    return tuple(
        each
        for each in ledger.facts[:_MOST_FACTS]
        if each is not fact and not each.variant and _base_of(each.name) == base
    )


@functools.lru_cache(maxsize=4096)
def _base_of(name: str) -> str:
    """A name without what stands in brackets at its end; empty where there are none."""
    found = _BRACKETS.fullmatch(name.strip())
    return found["base"].casefold() if found is not None else ""


_BRACKETS = re.compile(r"(?P<base>[^(]{3,}?)\s*\([^)]+\)")
_MOST_FACTS = 200


def size_of_heading(sentence: str, amount: Amount, ledger: Ledger) -> Stated | None:
    """The only size of the facts, where a heading has a bare one of like size: *Rug Solana 160 x 230*."""
    sized = [each for each in ledger.by_dimension.get("length", ())[:_MOST_SIZES] if each.amount.parts]
    sized = [each for each in sized if each.amount.unit is not None and not each.derived]
    if len({each.fact for each in sized}) != 1 or len(amount.parts) != _SIDES or not is_heading(sentence):
        return None
    factor = sized[0].amount.unit.factor if sized[0].amount.unit is not None else 1.0
    own = [part[0] / factor for part in sized[0].amount.parts]
    return sized[0] if all(part[0] >= _LEAST_SIDE and _within(part[0], own) for part in amount.parts) else None


def size_with_other_side(amount: Amount, ledger: Ledger) -> Stated | None:
    """The size of the facts of which a bare one has one side and not the other: *duvet 140 x 220* for 140 x 200 cm."""
    said = [part[0] for part in amount.parts]
    if len(said) != _SIDES or min(said) < _LEAST_SIDE:
        return None
    for each in ledger.by_dimension.get("length", ())[:_MOST_SIZES]:
        if each.amount.parts and each.amount.unit is not None:
            own = [part[0] / each.amount.unit.factor for part in each.amount.parts]
            met = [side for side in said if any(math.isclose(side, one, rel_tol=0.01) for one in own)]
            if len(met) == 1 and all(_within(side, own) for side in said):
                return each
    return None


def _within(side: float, own: list[float]) -> bool:
    return min(own) / _LIKE <= side <= max(own) * _LIKE


_SIDES, _LEAST_SIDE, _MOST_SIZES = 2, 10, 20


def _is_unsaid(own: list[Stated], amount: Amount, amounts: tuple[Amount, ...]) -> bool:
    """Whether one of these numbers is of like size and unit, and the sentence does not say it."""
    unsaid = [
        each
        for each in own
        if each.amount.dimension == amount.dimension
        and not any(close(each.amount.lows, said.lows, 0.01) for said in amounts if said.dimension == amount.dimension)
    ]
    return len(unsaid) == 1 and len(unsaid) < len(own) and _is_like(unsaid[0].amount, amount)


def _is_like(one: Amount, other: Amount) -> bool:
    if one.unit is None or other.unit is None or one.unit.unit != other.unit.unit or not other.lows[0]:
        return False
    return 1 / _LIKE <= one.lows[0] / other.lows[0] <= _LIKE
