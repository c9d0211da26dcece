"""So many of so much each, where the facts have another number of them: *25 bags of 1.8 g* of a box of twenty."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.bounds import Bound
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.stated import WORD, Stated, topics_in

_MOST_FACTS = 200


def parted(sentence: str, amounts: tuple[Amount, ...], ledger: Ledger, language: str) -> tuple[Amount, ...]:
    """The amounts, with number and measure apart where a fact counts the same things and comes to another number.

    Together they would be judged by the measure alone.
    """
    if all(each.times == 1 for each in amounts):
        return amounts
    return tuple(part for each in amounts for part in _parts(sentence, each, ledger, language))


def _parts(sentence: str, amount: Amount, ledger: Ledger, language: str) -> Iterator[Amount]:
    first, last = amount.first, amount.last
    if amount.times == 1 or first is None or last is None or not _is_otherwise(sentence, amount, ledger, language):
        yield amount
        return
    yield Amount(amount.start, first.end, amount.bound, None, first.values, first=first, last=first)
    yield msgspec.structs.replace(amount, start=last.start, bound=Bound.EXACT, times=1.0, first=last)


def _is_otherwise(sentence: str, amount: Amount, ledger: Ledger, language: str) -> bool:
    """Whether facts count what stands between the numbers, and none of them as often."""
    if amount.first is None or amount.last is None:
        return False
    words = tuple(WORD.findall(sentence[amount.first.end : amount.last.start].lower()))
    topics = topics_in(words, language)
    counts = [each for each in ledger.by_dimension.get("", ())[:_MOST_FACTS] if _counts_these(each, topics)]
    told = [each for each in ledger.stated[:_MOST_FACTS] if each.amount.times == amount.times]
    return bool(counts) and not told and all(amount.times not in each.amount.lows for each in counts)


def _counts_these(stated: Stated, topics: frozenset[str]) -> bool:
    """Whether a fact counts things of these topics, or only says how many there are: `Set: 6`."""
    return _counts(stated) and bool(stated.topics & topics or (stated.name_topics & _GENERAL and not stated.noun))


_GENERAL = frozenset({"quantity", "piece"})


def _counts(stated: Stated) -> bool:
    return not stated.amount.parts and not stated.amount.highs and not stated.derived
