"""How long a table is with its leaves in: a side of it and as many leaves as a fact gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.ledger.amounts.amounts import Amount, close
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.stated import stated_in
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.core.brief import Fact
from desktop.core.finding import Verdict

_LEAF = Sifted(
    r"\b(?:lea(?:f|ves)|extensions?|extenders?|extended|einlegeplatten?|ansteckplatten?|inleg\w*|verleng\w*"
    r"|tussenblad\w*"
    r"|blad(?:en)?|uitgetrokken|uittrekbladen|ilägg\w*|tilläggs\w*|insticks\w*|klaff\w*|förläng\w*|skiv(?:a|an|or|orna)"
    r"|utdrag\w*)\b",
    re.IGNORECASE,
)
_MOST, _MOST_LEAVES, _TOLERANCE = 20, 4, 0.015


def with_leaves(sentence: str, amount: Amount, ledger: Ledger) -> Assertion | None:
    """A length that a table has with some of its leaves; contradicted where a sentence has them and it fits none."""
    if amount.dimension != "length" or amount.parts or amount.highs:
        return None
    for fact in ledger.facts[:_MOST]:
        if not _LEAF.search(fact.name):
            continue
        leaf, number = _leaf_of(fact)
        if not leaf or close(amount.lows, (leaf,), _TOLERANCE):
            continue
        for base, side in _sides(ledger, fact):
            totals = [side + count * leaf for count in range(1, number + 1)]
            if any(close(amount.lows, (total,), _TOLERANCE) for total in totals):
                return at(amount.start, amount.end, Verdict.SUPPORTED, "dimension", base, fact)
            if _LEAF.search(sentence) and min(amount.lows) > side:
                return at(amount.start, amount.end, Verdict.CONTRADICTED, "dimension", base, fact)
    return None


def _leaf_of(fact: Fact) -> tuple[float, int]:
    """The length of a leaf in metres, 0 when the fact has none, and how many leaves there are."""
    length, number = 0.0, 1
    for each in stated_in(fact):
        amount = each.amount
        if amount.dimension == "length" and amount.parts and amount.unit is not None:
            first = amount.parts[0][0] / amount.unit.factor
            number = round(first) if first <= _MOST_LEAVES else number
            length = length or (min(part[0] for part in amount.parts[1:]) if first <= _MOST_LEAVES else 0.0)
        elif amount.dimension == "length" and not amount.highs:
            length = length or amount.lows[0]
            number = round(amount.times) if amount.times != 1 else number
        elif amount.dimension in {"", "count"} and not each.derived and amount.plain <= _MOST_LEAVES:
            number = max(number, round(amount.plain))
    return length, number


def _sides(ledger: Ledger, leaf: Fact) -> Iterator[tuple[Fact, float]]:
    """The longest side of each size that a fact gives, and each length told alone."""
    for each in ledger.by_dimension.get("length", ())[:_MOST]:
        if each.fact is leaf or each.derived or each.amount.highs:
            continue
        if each.amount.parts:
            yield each.fact, max(part[0] for part in each.amount.parts)
        elif "length" in each.name_topics:
            yield each.fact, each.amount.lows[0]
