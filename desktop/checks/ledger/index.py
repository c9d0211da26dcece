"""The facts of a brief, indexed by what their numbers measure."""

from __future__ import annotations

import functools
import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

import msgspec

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.decimal_marks import Marks, marks_of_sheet
from desktop.checks.ledger.amounts.topics import topics_of
from desktop.checks.ledger.stated import Stated, content_words, stated_in, variant_of
from desktop.checks.words import plain_form
from desktop.core.brief import Fact

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")
_READ_WHOLE = 200
_MOST_ALIKE = 40
_MOST_PAIRS, _MOST_CONFLICTS = 1000, 20
_OF_SIZE = re.compile(r"\b(?:size|maat|storlek|str\.?|größe|ram|frame|model|modell|version|versie)\b", re.IGNORECASE)
"""What only leads to the variant in a name: `Gewicht (maat XL)` is the weight."""
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


class Ledger:
    """The approved facts, indexed; made by `ledger_of`, so that equal facts are one ledger.

    Equal only to itself, so that what is computed of it may be cached by it. The numbers of the first facts are read at
    once; in a ledger of thousands the others are found by their names and digits when a claim asks for them.
    """

    def __init__(self, facts: tuple[Fact, ...]) -> None:
        """Keep the approved facts; they are read when they are needed."""
        self.facts = tuple(fact for fact in facts if fact.approved and (fact.value.strip() or fact.name.strip()))

    @functools.cached_property
    def stated(self) -> tuple[Stated, ...]:
        """The numbers that the first facts state: all of them but in a ledger of hundreds."""
        return tuple(each for fact in self.facts[:_READ_WHOLE] for each in stated_in(fact, self.marks))

    @functools.cached_property
    def marks(self) -> Marks:
        """How the numbers of the facts are written."""
        return marks_of_sheet(self.facts)

    @functools.cached_property
    def by_dimension(self) -> dict[str, tuple[Stated, ...]]:
        """Those numbers by their dimension; those without unit, and counts of pieces, under an empty one."""
        return _grouped((_dimension(each), each) for each in self.stated)

    @functools.cached_property
    def _further(self) -> tuple[Fact, ...]:
        return self.facts[_READ_WHOLE:]

    @functools.cached_property
    def _by_word(self) -> dict[str, tuple[Fact, ...]]:
        """The further facts by the words and topics of their names."""
        return _grouped(
            (key, fact)
            for fact in self._further
            for word in content_words(fact.name)
            for key in (plain_form(word), *topics_of(word, ""))
        )

    @functools.cached_property
    def _by_digits(self) -> dict[str, tuple[Fact, ...]]:
        return _grouped((digits, fact) for fact in self._further for digits in _DIGITS.findall(fact.value))

    @functools.cached_property
    def variants(self) -> frozenset[str]:
        """The variants that facts belong to, in lower case."""
        return frozenset(variant_of(fact) for fact in self.facts) - {""}

    @functools.cached_property
    def conflicts(self) -> tuple[tuple[Fact, Fact], ...]:
        """The first pairs of facts of one name and variant whose numbers or answers cannot both be true."""
        named = _grouped(((plain_name(fact), variant_of(fact)), fact) for fact in self.facts if fact.name.strip())
        pairs = ((group[0], other) for group in named.values() for other in group[1:] if group[0].text != other.text)
        differing = (pair for pair in itertools.islice(pairs, _MOST_PAIRS) if differ(*pair))
        return tuple(itertools.islice(differing, _MOST_CONFLICTS))

    def candidates(self, amount: Amount, topics: frozenset[str], words: frozenset[str]) -> tuple[Stated, ...]:
        """The numbers that may decide about an amount of this dimension, by its topics and the words around it."""
        dimension = amount.dimension.replace("count", "")
        first = self.by_dimension.get(dimension, ())
        if not self._further:
            return first
        keys = sorted(words | topics, key=lambda key: len(self._by_word.get(key, ())))
        alike = [fact for key in keys for fact in self._by_word.get(key, ())[:_MOST_ALIKE]][: 2 * _MOST_ALIKE]
        digits = {f"{amount.plain:g}", f"{amount.plain:g}".replace(".", ",")}
        same = [fact for each in sorted(digits) for fact in self._by_digits.get(each, ())[:_MOST_ALIKE]]
        further = (each for fact in dict.fromkeys((*alike, *same)) for each in stated_in(fact, self.marks))
        return (*first, *(each for each in further if _dimension(each) == dimension))


def _dimension(stated: Stated) -> str:
    return stated.amount.dimension.replace("count", "")


def _grouped(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, tuple[_Value, ...]]:
    found: dict[_Key, list[_Value]] = {}
    for key, each in pairs:
        found.setdefault(key, []).append(each)
    return {key: tuple(each) for key, each in found.items()}


class _Same:
    """A tuple of facts that is equal to itself only: hashing ten thousand of them would take longer than a check."""

    def __init__(self, facts: tuple[Fact, ...]) -> None:
        self.facts = facts

    def __hash__(self) -> int:
        return id(self.facts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.facts is other.facts


_IN_BRACKETS = re.compile(
    r"(?P<of>.*\S)\s*\(\s*(?:(?:size|maat|storlek|stl\.?|größe)\s+)?(?P<in>[^()]{1,24}?)\s*\)", re.IGNORECASE
)
_SIDES = re.compile(
    r"(?:\b(?:[a-zø]|cm|mm|kg|ml|dl|cl|inch|in|max|min|approx|ca)\b|[\s,./x×°-])+"
    r"|.*\b(?:on|off|aan|uit|på|av|an|aus|with|without|met|zonder|med|utan|mit|ohne|incl|excl|inkl|exkl)\b.*",
    re.IGNORECASE,
)
"""What in brackets is no variant: sides, units, limits, and what is switched on, or comes with it."""


def _with_variants(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts, with the variant of those of one name that differ in what stands in brackets: `Weight (women)`."""
    parted = [_IN_BRACKETS.fullmatch(fact.name.strip(" :")) for fact in facts]
    called = Counter(found["of"].casefold() for found in parted if found is not None)
    return tuple(
        msgspec.structs.replace(fact, variant=found["in"])
        if found is not None
        and called[found["of"].casefold()] > 1
        and not (variant_of(fact) or _SIDES.fullmatch(found["in"]))
        else fact
        for fact, found in zip(facts, parted, strict=True)
    )


def ledger_of(facts: tuple[Fact, ...]) -> Ledger:
    """The ledger of these facts; the same one for equal facts."""
    return _ledger_of_same(_Same(facts))


@functools.lru_cache(maxsize=8)
def _ledger_of_same(same: _Same) -> Ledger:
    return _ledger_of_equal(same.facts)


@functools.lru_cache(maxsize=8)
def _ledger_of_equal(facts: tuple[Fact, ...]) -> Ledger:
    return Ledger(_with_variants(facts))


@functools.lru_cache(maxsize=8)
def ledger_digest(facts: tuple[Fact, ...]) -> str:
    """A short digest of the approved facts: what a judgement was made by."""
    approved = [(fact.id, fact.name, fact.value, fact.unit, fact.variant) for fact in facts if fact.approved]
    return hashlib.sha256(msgspec.json.encode(approved)).hexdigest()[:16]


def plain_name(fact: Fact) -> str:
    """The name without its variant, in lower case."""
    variant = variant_of(fact)
    name = fact.name.casefold()
    if " " in variant:
        name = name.replace(variant, " ")
    name = _OF_SIZE.sub(" ", name) if variant else name
    words = name.replace("(", " ").replace(")", " ").split()
    return " ".join(word for word in words if word != variant).strip(" :")


def _given(fact: Fact) -> list[Stated]:
    return [each for each in stated_in(fact) if not each.derived]


def differ(one: Fact, other: Fact) -> bool:
    """Whether two values of one name contradict each other: numbers of one kind that are not the same."""
    ones, others = _given(one), _given(other)
    pairs = [(a, b) for a in ones for b in others if a.amount.dimension == b.amount.dimension]
    if pairs:
        return len(ones) == len(others) and not any(a.same_as(b) for a, b in pairs)
    if ones or others:
        return False
    yes, no = {"yes", "ja", "true"}, {"no", "nee", "nej", "false"}
    values = {one.value.strip().casefold(), other.value.strip().casefold()}
    return bool(values & yes) and bool(values & no)
