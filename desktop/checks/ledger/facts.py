"""The facts of a brief as the ledger reads them: typed, and indexed by what their numbers measure."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Hashable, Iterable
from typing import TypeVar

import msgspec

from desktop.checks.ledger.stated import Stated, stated_in, variant_of
from desktop.core.brief import Fact

_Key = TypeVar("_Key", bound=Hashable)
LONGEST_ANSWER = 60
"""How many facts of one dimension are looked at one by one; a ledger of thousands is searched by its numbers."""


class Ledger:
    """The approved facts, indexed; made by `ledger_of`, so that equal facts are one ledger.

    Equal only to itself, so that what is computed of it may be cached by it.
    """

    def __init__(self, facts: tuple[Fact, ...]) -> None:
        """Read the approved facts."""
        self.facts = tuple(fact for fact in facts if fact.approved and (fact.value.strip() or fact.name.strip()))

    @functools.cached_property
    def by_id(self) -> dict[str, Fact]:
        """Each approved fact by its id."""
        return {fact.id: fact for fact in self.facts}

    @functools.cached_property
    def stated(self) -> tuple[Stated, ...]:
        """Every number that the facts state."""
        return tuple(each for fact in self.facts for each in stated_in(fact))

    @functools.cached_property
    def by_dimension(self) -> dict[str, tuple[Stated, ...]]:
        """The numbers by their dimension; those without unit, and counts of pieces, under an empty one."""
        return _grouped((each.amount.dimension.replace("count", ""), each) for each in self.stated)

    @functools.cached_property
    def _by_topic(self) -> dict[tuple[str, str], tuple[Stated, ...]]:
        return _grouped(
            ((each.amount.dimension.replace("count", ""), topic), each) for each in self.stated for topic in each.topics
        )

    @functools.cached_property
    def _by_number(self) -> dict[tuple[str, float], tuple[Stated, ...]]:
        return _grouped(
            ((each.amount.dimension.replace("count", ""), _rounded(number)), each)
            for each in self.stated
            for number in each.numbers
        )

    @functools.cached_property
    def variants(self) -> frozenset[str]:
        """The variants that facts belong to, in lower case."""
        return frozenset(variant_of(fact) for fact in self.facts) - {""}

    def candidates(self, dimension: str, numbers: Iterable[float], topics: frozenset[str]) -> tuple[Stated, ...]:
        """The numbers that may decide about one of this dimension: all, or in a long ledger the nearest in meaning."""
        every = self.by_dimension.get(dimension, ())
        if len(every) <= LONGEST_ANSWER:
            return every
        near = [each for number in numbers for each in self._by_number.get((dimension, _rounded(number)), ())]
        alike = [each for topic in sorted(topics) for each in self._by_topic.get((dimension, topic), ())]
        return tuple(dict.fromkeys([*near[:LONGEST_ANSWER], *alike[:LONGEST_ANSWER], *every[:LONGEST_ANSWER]]))


def _grouped(pairs: Iterable[tuple[_Key, Stated]]) -> dict[_Key, tuple[Stated, ...]]:
    found: dict[_Key, list[Stated]] = {}
    for key, each in pairs:
        found.setdefault(key, []).append(each)
    return {key: tuple(each) for key, each in found.items()}


def _rounded(number: float) -> float:
    return float(f"{number:.6g}")


@functools.lru_cache(maxsize=8)
def ledger_of(facts: tuple[Fact, ...]) -> Ledger:
    """The ledger of these facts."""
    return Ledger(facts)


@functools.lru_cache(maxsize=8)
def ledger_digest(facts: tuple[Fact, ...]) -> str:
    """A short digest of the approved facts: what a judgement was made by."""
    approved = [(fact.id, fact.name, fact.value, fact.unit, fact.variant) for fact in facts if fact.approved]
    return hashlib.sha256(msgspec.json.encode(approved)).hexdigest()[:16]


def conflicts(facts: tuple[Fact, ...]) -> tuple[tuple[Fact, Fact], ...]:
    """The pairs of approved facts of one name and variant whose values cannot both be true."""
    by_name: dict[tuple[str, str], list[Fact]] = {}
    for fact in ledger_of(facts).facts:
        name = plain_name(fact)
        if name:
            by_name.setdefault((name, variant_of(fact)), []).append(fact)
    return tuple(
        (group[0], other) for group in by_name.values() if len(group) > 1 for other in group[1:] if _differ(group[0], other)
    )


def plain_name(fact: Fact) -> str:
    """The name without its variant, in lower case."""
    variant = variant_of(fact)
    words = fact.name.casefold().replace("(", " ").replace(")", " ").split()
    return " ".join(word for word in words if word != variant).strip(" :")


def _differ(one: Fact, other: Fact) -> bool:
    """Whether two values of one name contradict each other: numbers of one kind that are not the same."""
    ones, others = stated_in(one), stated_in(other)
    pairs = [(a, b) for a in ones for b in others if a.amount.dimension == b.amount.dimension and not a.derived | b.derived]
    if pairs:
        return len(ones) == len(others) and not any(a.same_as(b) for a, b in pairs)
    if ones or others:
        return False
    yes, no = {"yes", "ja", "true"}, {"no", "nee", "nej", "false"}
    values = {one.value.strip().casefold(), other.value.strip().casefold()}
    return bool(values & yes) and bool(values & no)

