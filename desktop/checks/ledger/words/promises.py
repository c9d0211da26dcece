"""Promises of an open class: gifts by whatever name, makers' places that no list has, rules that a product meets."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import context_words
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts
from desktop.checks.ledger.concepts.fact_readings import costs_nothing
from desktop.checks.sieve import Sifted
from desktop.core.finding import Verdict
from desktop.core.resources import resource_text
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_SILENT = mark("No fact says this.")
_STEM = 5
FOR_NOTHING = re.compile(
    r"\b(?:free|gratis|kosteloos|fri|included|inbegrepen|ingår|inkluderad|in the price|on us|in de prijs|på köpet)\b",
    re.IGNORECASE,
)
"""That what is spoken of costs nothing more."""
_DENIED = re.compile(r"\b(?:not|no|never|niet|geen|nooit|inte|ej|aldrig|ingen|inget)\s+(?:\w+\s+)?$", re.IGNORECASE)


def promise_claims(sentence: str, language: str, known: ConceptFacts) -> Iterator[Assertion]:
    """The promises of a sentence; supported where a fact has the word that makes one."""
    if sentence.rstrip().endswith("?"):
        return
    for kind, pattern in _patterns(language):
        for found in pattern.finditer(sentence):
            word = found["of"].casefold()
            if _DENIED.search(sentence[: found.start("it")]) or word.split()[0] in _never(language):
                continue
            named = re.compile(re.escape(word[:_STEM]))
            free = kind == "delivery" and FOR_NOTHING.search(found[0]) is not None
            priced = by_price(*found.span("it"), named, known) if free else None
            if priced is not None:
                yield priced
                continue
            facts = _facts_with(f"{word} test" if kind == "award" else word, known)
            verdict = Verdict.SUPPORTED if facts else Verdict.UNSUPPORTED
            yield Assertion(*found.span("it"), verdict, kind, facts, "" if facts else _SILENT, attribute=kind)


def _facts_with(words: str, known: ConceptFacts) -> tuple[str, ...]:
    stems = [word[:_STEM] for word in re.findall(r"\w{3,}", words)]
    return tuple(fact for fact, text in known.plain_texts if any(stem in text for stem in stems))


def by_price(start: int, end: int, named: re.Pattern[str], known: ConceptFacts) -> Assertion | None:
    """The claim that what facts are named for costs nothing; None where none of them tells."""
    priced = [(fact.id, costs_nothing(fact.text)) for fact in known.facts if named.search(fact.name.casefold())]
    given = tuple(fact for fact, free in priced if free)
    if given:
        return Assertion(start, end, Verdict.SUPPORTED, "delivery", given, attribute="delivery")
    dear = tuple(fact for fact, free in priced if free is False)[:1]
    if not dear:
        return None
    values = (("fact", known.texts[dear[0]]),)
    return Assertion(start, end, Verdict.CONTRADICTED, "delivery", dear, _SAID, values, attribute="delivery")


@functools.cache
def _never(language: str) -> frozenset[str]:
    """What is given in words alone: delivery, which other rules judge, advice, time."""
    return frozenset(context_words(language, "no_gifts"))


@functools.cache
def _patterns(language: str) -> tuple[tuple[str, Sifted], ...]:
    """The patterns by kind: the claim in the group `it`, the word that a fact must have in `of`."""
    every = msgspec.json.decode(resource_text("lexicons/ledger/promises.json"), type=dict[str, dict[str, list[str]]])
    return tuple((kind, Sifted(each)) for kind, patterns in every[language].items() for each in patterns)
