"""Certificates and labels by their shape, whatever they are called: *Fair Wear certified*, `X-keurmerk`, `X-märkt`.

Those that a lexicon knows are judged there; of the others the facts must have the name, and the level that is told.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.answers import answer_of
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import concepts
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts
from desktop.checks.ledger.concepts.concepts import concepts_in
from desktop.checks.sieve import Sifted
from desktop.core.finding import Verdict
from desktop.core.lexicon import function_words
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_SILENT = mark("No fact says this.")
_WORD = r"[A-ZÅÄÖ](?:[\w&.’'+]*\w)?"
_NAME = rf"{_WORD}(?:(?: & |[ -])(?:{_WORD}|\d{{1,4}}|[Ll]evel \d|[Cc]lass \d|of|for|the)){{0,4}}"
_PATTERNS = {
    "en": (
        (
            rf"(?<![\w-])(?P<it>(?P<name>{_NAME})[ -](?:certified|accredited|listed|verified|marked|labelled|labeled"
            r"|certification|certificate))(?![\w-])"
        ),
        rf"\b(?i:certified|accredited|verified) (?:by|to|under|according to) (?:the )?(?P<it>(?P<name>{_NAME}))",
        (
            rf"\b(?i:carries|bears|has|holds|with|wears|earned|and) (?:the|an?) (?P<it>(?P<name>{_NAME})"
            r" (?:label|seal|mark|certificate|certification|approval|logo|badge))(?!\w)"
        ),
    ),
    "nl": (
        (
            rf"(?<![\w-])(?P<it>(?P<name>{_NAME})[ -](?:gecertificeerde?|gekeurde?|geaccrediteerde?|keurmerk"
            r"|certificaat|certificering|label|keur|goedgekeurde?|geregistreerde?))(?![\w-])"
        ),
        rf"\b(?i:gecertificeerd|goedgekeurd|gekeurd) (?:door|volgens|onder) (?:de |het )?(?P<it>(?P<name>{_NAME}))",
        rf"\b(?i:keurmerk|certificaat)(?: van)? (?:de |het )?(?P<it>(?P<name>{_NAME}))",
    ),
    "sv": (
        (
            rf"(?<![\w-])(?P<it>(?P<name>{_NAME})[ -](?:märk(?:t|ta|ning(?:en)?)|certifiera(?:d|t|de)"
            r"|certifiering(?:en)?|certifikat(?:et)?|godkän(?:d|t|da)|listad|registrera(?:d|t|de)))(?![\w-])"
        ),
        r"(?<![\w-])(?P<it>(?P<name>[A-ZÅÄÖ]?[a-zåäö]{4,})certifiera(?:d|t|de))(?![\w-])",
        rf"\b(?i:certifiera(?:d|t|de)|godkän(?:d|t|da)|märk(?:t|ta)) (?:av|enligt|med) (?P<it>(?P<name>{_NAME}))",
    ),
}
_OF_QUALITY = {
    "en": r"\b(?P<it>[Cc]ertified (?:as )?(?P<name>vegan|vegetarian|organic|halal|kosher|compostable|biodegradable|fair"
    r"|[a-z]+[- ](?:free|neutral|safe|friendly|negative|positive)))\b",
    "nl": r"\b(?P<glued>(?P<kind>[^\W\d_]{4,}?)gecertificeerde?)\b|"
    r"\b(?P<it>[Gg]ecertificeerd(?:e)? (?P<name>vegan|veganistische?|vegetarische?|biologische?|halal|koosjere?"
    r"|composteerbare?|\w+(?:vrije?|neutra(?:al|le))))\b",
    "sv": r"\b(?P<glued>(?P<kind>[^\W\d_]{4,}?)certifiera(?:d|t|de))\b|"
    r"\b(?P<it>[Cc]ertifiera(?:d|t|de) (?P<name>vegansk[ta]?|vegetarisk[ta]?|ekologisk[ta]?|halal"
    r"|komposterbar[ta]?|\w+(?:fri[at]?|neutral[at]?)))\b",
}
"""What is certified to be so: that it is so is no certificate."""
_LEVEL = re.compile(
    r"\b(?:gold|silver|bronze|platinum|goud|zilver|brons|guld|\d{1,4}|(?:level|class|grade|niveau|klasse|nivå|klass) \d"
    r"|[A-D]\+{0,2})\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CAPITALS = re.compile(r"[A-ZÅÄÖ]")
_NO_NAMES = frozenset({"fully", "the", "all", "this", "these", "every", "our", "each", "it", "is", "not", "also"})
_SMALL = frozenset({"of", "for", "the", "van", "de", "het", "level", "class"})


def certified_claims(sentence: str, language: str, known: ConceptFacts) -> Iterator[Assertion]:
    """The certificates of a sentence that no lexicon knows, by the facts that have their name and level."""
    if sentence.rstrip().endswith("?"):
        return
    for pattern in _compiled(language):
        for found in pattern.finditer(sentence):
            if _is_name(sentence, found, language):
                yield _judged(found, known, language)
    for found in _of_quality(language).finditer(sentence):
        if found["it"] is None:
            if not _has_stem(found["kind"], known) and found["kind"].casefold() not in _NO_KINDS:
                yield _unsupported(*found.span("glued"))
            continue
        told = any(_is_told(each.concept, known) for each in concepts_in(found["name"], language))
        named = sentence[: found.start("it")].endswith(("-", " & ")) or "certified" in known.supporting
        if not (named or told or _has_stem(found["name"], known)):
            yield _unsupported(*found.span("it"))


def _is_told(concept: str, known: ConceptFacts) -> bool:
    """Whether facts speak of a quality, so that others judge it."""
    return concept in known.supporting or bool(known.denials(concept))


def _has_stem(quality: str, known: ConceptFacts) -> bool:
    """Whether a fact begins a word as the quality does."""
    return any(quality[:_STEM].casefold() in f"{fact.name} {fact.text}".casefold() for fact in known.facts)


_STEM = 5
_NO_KINDS = frozenset({"zelf", "volledig", "egen", "åter", "nyss", "icke"})


@functools.cache
def _compiled(language: str) -> tuple[Sifted, ...]:
    return tuple(Sifted(each) for each in _PATTERNS[language])


@functools.cache
def _of_quality(language: str) -> Sifted:
    return Sifted(_OF_QUALITY[language])


def _is_name(sentence: str, found: re.Match[str], language: str) -> bool:
    """Whether capitals make it a name, and no lexicon has it; at the beginning any word has one."""
    name = found["name"]
    if found.end("name") < found.end("it") and sentence[found.end("name")].isalpha():
        return True  # `Stöldskyddscertifierad`
    capitals = len(_CAPITALS.findall(name))
    opens = not sentence[: found.start("it")].strip(" \"'“‘(-–•")
    joined = sentence[found.end("name")] == "-" if found.end("name") < found.end("it") else False
    if name.split()[0].casefold() in _NO_NAMES or _NORM.search(name) or (opens and capitals < _LEAST and not joined):
        return False
    kinds = {concepts()[each.concept].kind for each in concepts_in(found["it"], language) if each.concept not in _WIDE}
    return not kinds & {"certificate", "origin", "health", "award"}


_LEAST = 2
_NORM = re.compile(r"\b(?:EN|ISO|DIN|NEN|IEC|ASTM|SS|UN|ECE)\b")
"""Before the number of a norm, which is read as a code."""
_WIDE = frozenset({"certified"})


def _judged(found: re.Match[str], known: ConceptFacts, language: str) -> Assertion:
    """By the facts that have all words of the name: the same level, another, or none."""
    name, (start, end) = found["name"], found.span("it")
    first, _, rest = name.partition(" ")
    if rest and first.casefold() in function_words(language):
        name, start = rest, start + len(first) + 1  # `Met GIA-certificaat`
    levels = {each.casefold() for each in _LEVEL.findall(name)}
    words = [
        word.casefold().removesuffix("s")
        for word in _LETTERS.findall(_LEVEL.sub(" ", name))
        if word.casefold() not in _SMALL
    ]
    named = [
        fact for fact in known.facts if words and all(word in f"{fact.name} {fact.text}".casefold() for word in words)
    ]
    for fact in named:
        own = {each.casefold() for each in _LEVEL.findall(f"{fact.name} {fact.text}")}
        if answer_of(fact.text) is False or (levels and own and not levels & own):
            values = (("fact", fact.text or fact.name),)
            return Assertion(
                start, end, Verdict.CONTRADICTED, "certificate", (fact.id,), _SAID, values, attribute="certificate"
            )
        if levels <= own:
            return Assertion(start, end, Verdict.SUPPORTED, "certificate", (fact.id,), attribute="certificate")
    return _unsupported(start, end)


def _unsupported(start: int, end: int) -> Assertion:
    return Assertion(start, end, Verdict.UNSUPPORTED, "certificate", (), _SILENT, attribute="certificate")
