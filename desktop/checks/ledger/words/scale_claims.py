"""Steps of a scale that a fact gives (bristles: medium; rise: mid; skin: dry), and what a sentence says instead."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

import msgspec

from desktop.checks.ledger.answers import answer_of
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import inflected, listed
from desktop.checks.ledger.concepts.concept_forms import Token, tokens_of
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.resources import resource_text
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_REACH, _SHORT = 3, 4
_EVERY = ("en", "nl", "sv", "de")
_CUSHIONED = frozenset({"pillow", "mattress", "kussen", "matras", "kudde", "kudden", "madrass", "madrassen", "core"})
_NOT = frozenset({"not", "never", "niet", "nooit", "inte", "ej", "no", "geen", "ingen", "inget", "too", "te"})


class _Scale(msgspec.Struct, frozen=True):
    nouns: dict[str, str]
    steps: tuple[dict[str, str], ...]


class ScaledFacts:
    """The facts that give a step of a scale: by scale the facts and their steps."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Read the facts."""
        self.by_scale: dict[str, list[tuple[Fact, frozenset[int]]]] = {}
        for fact in facts:
            for scale, steps in _given(fact):
                self.by_scale.setdefault(scale, []).append((fact, steps))


def _given(fact: Fact) -> Iterator[tuple[str, frozenset[int]]]:
    if answer_of(fact.text) is not None:
        return
    named = [token.lower for token in tokens_of(f"{fact.name} {fact.text}") if token.is_word]
    said = [token.lower for token in tokens_of(fact.text) if token.is_word]
    for scale in _scales():
        if any(word in _nouns(scale, language) for language in _EVERY for word in named):
            steps = frozenset(
                step for language in _EVERY for word in said if (step := _steps(scale, language).get(word)) is not None
            )
            if steps:
                yield scale, steps


def scale_claims(sentence: str, language: str, known: ScaledFacts) -> tuple[Assertion, ...]:
    """The steps that a sentence says of what a fact gives a step of."""
    if not known.by_scale or sentence.rstrip().endswith("?"):
        return ()
    tokens = tokens_of(sentence)
    return tuple(claim for scale in known.by_scale for claim in _claims(tokens, scale, language, known))


def _claims(tokens: tuple[Token, ...], scale: str, language: str, known: ScaledFacts) -> Iterator[Assertion]:
    nouns, steps = _nouns(scale, language), _steps(scale, language)
    for place, token in enumerate(tokens):
        step = steps.get(token.lower)
        if step is None or (place and tokens[place - 1].lower in _NOT):
            continue
        near = tokens[max(0, place - _REACH) : place + _REACH]
        noun = next((each for each in near if each.lower in nouns and each is not token), None)
        if (
            noun is None
            or (step == 0 and noun.lower in _CUSHIONED)
            or any(each.text in ".;:!?,–—" for each in near if _lies_between(each, token, noun))
        ):
            continue
        yield _assertion(token, step, known.by_scale[scale])


def _lies_between(mark_: Token, one: Token, other: Token) -> bool:
    return min(one.end, other.end) <= mark_.start < max(one.start, other.start)


def _assertion(token: Token, step: int, given: list[tuple[Fact, frozenset[int]]]) -> Assertion:
    agreeing = tuple(fact.id for fact, steps in given if step in steps)
    if agreeing:
        return Assertion(token.start, token.end, Verdict.SUPPORTED, "property", agreeing, attribute="scale")
    fact = given[0][0]
    values = (("fact", fact.text),)
    return Assertion(
        token.start, token.end, Verdict.CONTRADICTED, "property", (fact.id,), _SAID, values, attribute="scale"
    )


@functools.cache
def _scales() -> dict[str, _Scale]:
    return msgspec.json.decode(resource_text("lexicons/ledger/scales.json"), type=dict[str, _Scale])


@functools.cache
def _nouns(scale: str, language: str) -> frozenset[str]:
    every = listed(_scales()[scale].nouns.get(language, ""))
    return frozenset(form for noun in every for form in (inflected(noun, language) if len(noun) > _SHORT else (noun,)))


@functools.cache
def _steps(scale: str, language: str) -> dict[str, int]:
    return {word: step for step, forms in enumerate(_scales()[scale].steps) for word in listed(forms.get(language, ""))}
