"""What a sentence says a product does for health: that it prevents, cures or relieves an ailment."""

from __future__ import annotations

import functools
import re

import msgspec

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts
from desktop.checks.sieve import Sifted
from desktop.core.finding import Verdict
from desktop.core.resources import resource_text
from desktop.core.words import mark

_SILENT = mark("No fact says this.")
_BETWEEN = r"(?:\s+[\w'’-]+){0,3}?\s+"
_DENIED = re.compile(
    r"\b(?:not|no|never|niet|geen|nooit|inte|ej|aldrig|ingen|inget|doesn't|don't|cannot)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_STEM = 6


class _Effects(msgspec.Struct, frozen=True):
    """Verbs and ailments as alternatives of a pattern."""

    verbs: str
    ailments: str


def effect_claims(sentence: str, language: str, known: ConceptFacts) -> tuple[Assertion, ...]:
    """The effects on health that a sentence claims; supported where a fact names the ailment."""
    hint, pattern = _patterns(language)
    if sentence.rstrip().endswith("?") or not hint.search(sentence):
        return ()
    found: list[Assertion] = []
    for match in pattern.finditer(sentence):
        if _DENIED.search(sentence[: match.start()]):
            continue
        facts = _facts_with(match["of"].casefold(), known)
        verdict = Verdict.SUPPORTED if facts else Verdict.UNSUPPORTED
        found.append(Assertion(*match.span(), verdict, "health", facts, "" if facts else _SILENT, attribute="health"))
    return tuple(found)


def _facts_with(ailment: str, known: ConceptFacts) -> tuple[str, ...]:
    stems = [word[:_STEM] for word in ailment.split()]
    return tuple(fact for fact, text in known.plain_texts if all(stem in text for stem in stems))


@functools.cache
def _patterns(language: str) -> tuple[Sifted, Sifted]:
    every = msgspec.json.decode(resource_text("lexicons/ledger/effects.json"), type=dict[str, _Effects])
    found = every[language]
    ailments = rf"(?P<of>{found.ailments})"
    return (
        Sifted(rf"\b{ailments}\b", re.IGNORECASE),
        Sifted(rf"\b(?:{found.verbs}){_BETWEEN}{ailments}\b", re.IGNORECASE),
    )
