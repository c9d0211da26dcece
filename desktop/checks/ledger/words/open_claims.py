"""Claims of an open class, whatever their first word: `X-resistant`, `X-tålig`, `X-free`, a technology by name."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import context_words
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts
from desktop.checks.sieve import Sifted
from desktop.core.finding import Verdict
from desktop.core.resources import resource_text
from desktop.core.words import mark

_SILENT = mark("No fact says this.")
_SAID = mark("The facts say “{fact}”.")
_STEM = 5
_SAFE = ("safe", "veilig", "veilige", "säker", "säkert", "säkra")
_BEINGS = frozenset(
    {"pet", "dog", "cat", "kid", "kids", "child", "baby", "toddler", "huisdier", "honden", "katten", "kind"}
) | (frozenset({"kinder", "hund", "katt", "barn", "djur", "pets"}))
_CONTAINS = re.compile(
    r"\b(?:contains?|traces? of|may contain|bevat|sporen van|kan .{0,20}bevatten|innehåll\w*|spår av|enthält"
    r"|spuren von)\b"
    r"(?!.*\b(?:no|not|geen|niet|ingen|inga|inte|ej|kein\w*)\b)",
    re.IGNORECASE,
)
_HINT = Sifted(
    r"anti|grade\b|kwaliteit|kvalitet|protected|skyddad|beschermd|neutra|safe for|veilig voor|säker för|ofarlig|"
    r"certifi|certific|keurmerk|märk|"
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
_NO_ANTI = (
    "que", "quit", "cipa", "cipe", "dot", "lop", "gua", "podes", "thes", "quar", "kvari", "kvitet", "ek", "enne",
    "guiteit", "clim", "podal", "themis", "phon", "hero", "klim", "logi", "social", "sociaal",
    "llia", "llen", "cham", "ngen", "cs", "past", "pati", "pathi", "pathy", "gon", "och", "nomi", "nomy", "moni",
    "moon", "clin", "klin", "tes", "gen", "guit", "kropp", "body", "bodies", "lich", "arct",
)  # fmt: skip
"""What goes on after the letters of `anti` without being against anything: antique, anticipate, antiloop."""
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
    return (*_proofs(sentence, language, known), *_named_safe(sentence, language, known), *_names(sentence, known))


def _proofs(sentence: str, language: str, known: ConceptFacts) -> Iterator[Assertion]:
    for found in (*_PROOF[language].finditer(sentence), *_FREE[language].finditer(sentence)):
        stem = found["of"].casefold()
        safe = found[0].casefold().endswith(_SAFE) and stem in _BEINGS
        if (stem in _figurative(language) and not safe) or _NOT.search(sentence[: found.start()]):
            continue
        facts = _facts_with((stem,), known)
        if facts and found.re is _FREE[language] and _holds(facts, known):
            values = (("fact", known.texts.get(facts[0], "")),)
            yield Assertion(
                *found.span(), Verdict.CONTRADICTED, "property", facts, _SAID, values, attribute="property"
            )  # fmt: skip
            continue
        yield _assertion(*found.span(), "property", facts)


def _named_safe(sentence: str, language: str, known: ConceptFacts) -> Iterator[Assertion]:
    """What is against something, of a grade, safe for someone, or under a certificate."""
    for found in _patterns(language)["against"].finditer(sentence):
        if not found["of"].startswith(_NO_ANTI) and not _NOT.search(sentence[: found.start()]):
            yield _assertion(*found.span("it"), "property", _facts_with((found["of"],), known))
    for found in _patterns(language)["graded"].finditer(sentence):
        word = found["of"] or found["by"] or found["whom"]
        if not _NOT.search(sentence[: found.start()]):
            yield _assertion(*found.span(), "property", _facts_with(tuple(word.casefold().split()), known))
    for found in _patterns(language)["papers"].finditer(sentence):
        if not _NOT.search(sentence[: found.start()]):
            yield _assertion(*found.span("it"), "certificate", _facts_with((found["of"].casefold(),), known))


def _holds(facts: tuple[str, ...], known: ConceptFacts) -> bool:
    """Whether these facts say nothing but that it is in it: `may contain traces of nuts`."""
    return all(_CONTAINS.search(known.texts.get(each, "")) for each in facts)


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
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    """What is against something, of a grade or safe for someone, and under a certificate by name."""
    every = msgspec.json.decode(resource_text("lexicons/ledger/open.json"), type=dict[str, dict[str, str]])
    flags = {"graded": re.IGNORECASE}
    return {name: re.compile(each, flags.get(name, 0)) for name, each in every[language].items()}


@functools.cache
def _figurative(language: str) -> frozenset[str]:
    return frozenset(context_words(language, "figurative_proofs"))
