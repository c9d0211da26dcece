"""The two ends of a range, judged apart when only one of them is what the facts say."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.checks.ledger.amounts import Amount, close
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.stated import Stated
from desktop.checks.ledger.verdicts import at
from desktop.core.finding import Verdict

_TOLERANCE = 0.012


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
