"""What a sentence says the product is suited to: places, users and uses of which no fact says a word.

A fact that speaks of the like, in whatever way, leaves it to others; so does one of weather for *outdoors*.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts
from desktop.checks.ledger.concepts.concept_forms import tokens_of
from desktop.checks.ledger.concepts.concepts import is_negated
from desktop.checks.ledger.words.added_things import SURE
from desktop.checks.sieve import Sifted
from desktop.core.finding import Verdict
from desktop.core.resources import resource_text
from desktop.core.words import mark

_SILENT = mark("No fact says this.")


class _Suited(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a language says that something is suited, and the uses: in each language, and how facts speak of them."""

    frames: dict[str, str]
    uses: tuple[dict[str, str], ...]


def suited_claims(sentence: str, language: str, known: ConceptFacts) -> Iterator[Assertion]:
    """The uses that a sentence says the product is suited to, and no fact speaks of."""
    if not _any(language).search(sentence) or sentence.rstrip().endswith("?"):
        return
    for pattern, spoken in _uses(language):
        for found in pattern.finditer(sentence):
            if _is_told(known, spoken):
                continue
            tokens = tokens_of(sentence)
            place = next(number for number, token in enumerate(tokens) if token.end > found.start("frame"))
            if not is_negated(tokens, place, language) and tokens[0].lower not in _IFS:
                yield Assertion(*found.span("it"), Verdict.UNSUPPORTED, "property", (), _SILENT, attribute=SURE)


_IFS = frozenset({"if", "when", "whether", "als", "wanneer", "om", "när", "not", "niet", "inte"})


def _is_told(known: ConceptFacts, spoken: re.Pattern[str]) -> bool:
    return any(spoken.search(f"{fact.name} {fact.text}") for fact in known.facts)


@functools.cache
def _lexicon() -> _Suited:
    return msgspec.json.decode(resource_text("lexicons/ledger/suited.json"), type=_Suited)


@functools.cache
def _any(language: str) -> Sifted:
    return Sifted(rf"\b(?:{_lexicon().frames[language]})", re.IGNORECASE)


@functools.cache
def _uses(language: str) -> tuple[tuple[Sifted, re.Pattern[str]], ...]:
    frames = _lexicon().frames[language]
    return tuple(
        (
            Sifted(rf"\b(?P<it>(?P<frame>{frames})(?:{use[language]}))(?![\w-])", re.IGNORECASE),
            re.compile(use["facts"], re.IGNORECASE),
        )
        for use in _lexicon().uses
    )
