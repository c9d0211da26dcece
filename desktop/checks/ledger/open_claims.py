"""Claims of an open class, whatever their first word: `X-resistant`, `X-tålig`, `X-free`, a technology by name."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concept_data import context_words
from desktop.checks.ledger.concept_facts import ConceptFacts
from desktop.core.finding import Verdict
from desktop.core.words import mark

_SILENT = mark("No fact says this.")
_STEM = 5
_HINT = re.compile(
    r"free\b|vrije?\b|fri(?:tt|a)?\b|resist|proof|repel|friendly|safe\b|bestendig|werend|afstotend|vriendelijk|veilig|beständig|tålig|säker|vänlig|"
    r"avvisande|technolog|teknolog|teknik|™|®|foam|schuim|skum|membra",
    re.IGNORECASE,
)
_PROOF = {
    "en": re.compile(r"\b(?P<of>[A-Za-z]{3,})-(?:resistant|proof|repellent|repelling|friendly|safe)\b"),
    "nl": re.compile(
        r"\b(?P<of>[^\W\d_]{3,}?)-?(?:bestendig|werend|afstotend|resistent|vriendelijk|veilig|proof)e?\b", re.IGNORECASE
    ),
    "sv": re.compile(
        r"\b(?P<of>[^\W\d_]{3,}?)-?(?:beständig|resistent|säker|tålig|vänlig|avvisande)(?:t|a)?\b", re.IGNORECASE
    ),
}
_FREE = {
    "en": re.compile(r"\b(?P<of>[A-Za-z]{3,})-free\b"),
    "nl": re.compile(r"\b(?P<of>[^\W\d_]{3,}?)-?vrije?\b", re.IGNORECASE),
    "sv": re.compile(r"\b(?P<of>[^\W\d_]{3,}?)-?fri(?:tt|a)?\b", re.IGNORECASE),
}
_NAMED = re.compile(
    r"(?P<it>\b[A-Z][\w-]*(?:\s[A-Z][\w-]*)*[\s-]"
    r"(?:technology|technologie|teknologi|teknik|foam|schuim|skum|membrane?|membraan)(?:en)?)\b|(?P<mark>\b[\w-]+\s?[™®])"
)
_NOT = re.compile(r"\b(?:not|no|never|niet|geen|nooit|inte|ej|aldrig)\s+(?:\w+\s+)?$", re.IGNORECASE)


def open_claims(sentence: str, language: str, known: ConceptFacts) -> tuple[Assertion, ...]:
    """The claims of an open class in a sentence; supported where a fact has the word that makes them."""
    if not _HINT.search(sentence) or sentence.rstrip().endswith("?"):
        return ()
    return (*_proofs(sentence, language, known), *_names(sentence, known))


def _proofs(sentence: str, language: str, known: ConceptFacts) -> Iterator[Assertion]:
    for found in (*_PROOF[language].finditer(sentence), *_FREE[language].finditer(sentence)):
        stem = found["of"].casefold()
        if stem in _figurative(language) or _NOT.search(sentence[: found.start()]):
            continue
        yield _assertion(*found.span(), "property", _facts_with((stem,), known))


def _names(sentence: str, known: ConceptFacts) -> Iterator[Assertion]:
    for found in _NAMED.finditer(sentence):
        words = re.findall(r"\w{3,}", found[0])
        first = words[0] if words else ""
        if not first or (not sentence[: found.start()].strip(" \"'“‘") and first[1:].lower() == first[1:]):
            continue
        wanted = tuple(word.casefold() for word in words[:-1] or words)
        yield _assertion(*found.span(), "technology", _facts_with(wanted, known))


def _facts_with(words: tuple[str, ...], known: ConceptFacts) -> tuple[str, ...]:
    return tuple(fact for fact, text in known.plain_texts if all(word[:_STEM] in text for word in words))


def _assertion(start: int, end: int, kind: str, facts: tuple[str, ...]) -> Assertion:
    if facts:
        return Assertion(start, end, Verdict.SUPPORTED, kind, facts, attribute=kind)
    return Assertion(start, end, Verdict.UNSUPPORTED, kind, (), _SILENT, attribute=kind)


@functools.cache
def _figurative(language: str) -> frozenset[str]:
    return frozenset(context_words(language, "figurative_proofs"))
