"""The assertions of the quantity half, with their reasons."""

from __future__ import annotations

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.stated import Stated
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.words import mark

FACTS_SAY = mark("The facts say {value}.")
NO_FACT = mark("No fact says this.")


def supported(amount: Amount, kind: str, *by: Stated) -> Assertion:
    """These facts say so."""
    return at(amount.start, amount.end, Verdict.SUPPORTED, kind, *(each.fact for each in by))


def contradicted(amount: Amount, kind: str, by: Stated, fixes: tuple[str, ...] = ()) -> Assertion:
    """This fact says otherwise; `fixes` replace the span of the amount."""
    return at(amount.start, amount.end, Verdict.CONTRADICTED, kind, by.fact, fixes=fixes)


def unsupported(amount: Amount, kind: str) -> Assertion:
    """No fact says anything of it."""
    return at(amount.start, amount.end, Verdict.UNSUPPORTED, kind)


def at(start: int, end: int, verdict: Verdict, kind: str, *facts: Fact, fixes: tuple[str, ...] = ()) -> Assertion:
    """An assertion at these code points, with the sentence that its facts make."""
    if not facts:
        return Assertion(start, end, verdict, kind, (), NO_FACT)
    ids = tuple(dict.fromkeys(fact.id for fact in facts))
    value = "; ".join(dict.fromkeys(fact.text or fact.name for fact in facts))
    return Assertion(start, end, verdict, kind, ids, FACTS_SAY, (("value", value),), fixes)
