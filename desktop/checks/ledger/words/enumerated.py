"""A stranger in a list: *It shows temperature, humidity and wind speed*, where a fact lists what it shows."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from desktop.checks.ledger.answers import answer_of
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import above
from desktop.checks.ledger.concepts.concept_forms import tokens_of
from desktop.checks.ledger.concepts.concepts import concepts_in
from desktop.checks.sieve import Sifted
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import function_words
from desktop.core.words import mark

_SILENT = mark("No fact says this.")
_LISTING = re.compile(
    r"show|display|measur|track|toont|weergave|meet|visar|mäter|mätning"
    r"|ingredi|inneh|bevat|contain|content|includ|inclu|ingår|medfölj|lieferumfang|in the box|in de doos|i lådan|kit"
    r"|note|noter|noot|scent|doft|geur|smak|smaak|flavou?r|taste|aroma"
    r"|port|poort|connect|aansluit|anslut|programm|functi|funkti|sensor"
    r"|suitable|geschikt|lämplig|passar|past op|fits|hob|warmtebron|spis|compatible|compatibel|kompatib",
    re.IGNORECASE,
)
"""Names of facts that list things; qualities in a list are praise as often as claims."""
_SPLIT = re.compile(r"\s*(?:[,;/+•|]|\band\b|\ben\b|\boch\b|\bsamt\b|&)\s*", re.IGNORECASE)
_ITEM = r"[^\W\d_][\w-]*(?:\s[^\W\d_][\w-]*)?"
_AND = r"\s(?:and|en|och|samt|&)\s"
_LIST = Sifted(rf"(?P<first>[^\W\d_][\w-]+)(?P<rest>(?:,\s{_ITEM})*),?{_AND}(?P<last>{_ITEM})(?=[.,;:!)–—]|$)")
_NOT = re.compile(
    r"\b(?:no|not|without|neither|free of|free from|n['’]t|instead of|than|like|geen|niet|zonder|vrij van|dan|zoals"
    r"|inte|ej|inga|ingen|utan|fri från|fria från|fritt från|än|som|for|voor|för|your|je|jouw|din|ditt|dina)\b"
    r"[^.;:!?]*$",
    re.IGNORECASE,
)
_MOST_WORDS, _LEAST_ITEMS, _STEM, _SHORTEST, _MOST_TOKENS = 3, 2, 5, 4, 80


class ListingFacts(msgspec.Struct, frozen=True):
    """The facts that list things: their items' stems; and every stem that any fact has."""

    lists: tuple[tuple[str, frozenset[str]], ...]
    stems: frozenset[str]
    texts: str


def listing_facts(facts: Iterable[Fact]) -> ListingFacts:
    """Read the facts."""
    every = tuple(facts)
    lists = tuple((fact.id, stems) for fact in every if (stems := _stems_of_list(fact.name, fact.value)))
    texts = " ".join(f"{fact.name} {fact.text} {fact.variant}" for fact in every).casefold() if lists else ""
    return ListingFacts(lists, frozenset(_stem(word) for word in re.findall(r"[^\W\d_]+", texts)), texts)


@functools.lru_cache(maxsize=4096)
def _stems_of_list(name: str, value: str) -> frozenset[str]:
    items = [each for each in _SPLIT.split(value.strip(" .")) if each]
    if len(items) < _LEAST_ITEMS or not _LISTING.search(name) or answer_of(value) is not None:
        return frozenset()
    if any(len(each.split()) > _MOST_WORDS for each in items):
        return frozenset()
    return frozenset(_stem(each.split()[-1].casefold()) for each in items if each[-1].isalpha())


def _stem(word: str) -> str:
    return word[:_STEM]


def listed_claims(
    sentence: str, language: str, known: ListingFacts, supporting: Mapping[str, Sequence[object]]
) -> Iterator[Assertion]:
    """The items of a sentence's list that no fact has, where a fact lists the others."""
    if not known.lists or sentence.rstrip().endswith("?") or len(tokens_of(sentence)) > _MOST_TOKENS:
        return
    for found in _LIST.finditer(sentence):
        items = [(found.start("first"), found["first"]), *_further(found), (found.start("last"), found["last"])]
        if _NOT.search(sentence, 0, found.start()) or any(word[1][0].isupper() for word in items[1:]):
            continue
        strange = [each for each in items if _is_strange(each[1], language, known, supporting)]
        met = [_stem(each[1].split()[-1].casefold()) for each in items if each not in strange]
        if len(strange) != 1 or strange[0] == items[0] or not met:
            continue
        if any(all(stem in stems for stem in met) for _, stems in known.lists):
            start, words = strange[0]
            yield Assertion(start, start + len(words), Verdict.UNSUPPORTED, "feature", (), _SILENT, attribute="feature")


def _further(found: re.Match[str]) -> Iterator[tuple[int, str]]:
    for each in re.finditer(_ITEM, found["rest"]):
        yield found.start("rest") + each.start(), each[0]


def _is_strange(words: str, language: str, known: ListingFacts, supporting: Mapping[str, Sequence[object]]) -> bool:
    """Whether no fact has a word of an item, nor anything it is a kind of."""
    pieces = words.casefold().split()
    if any(_stem(each) in known.stems or each in function_words(language) for each in pieces):
        return False
    if len(pieces[-1]) < _SHORTEST or any(len(each) > _STEM and each[:_STEM] in known.texts for each in pieces):
        return False
    if any(known_end in pieces[-1] for known_end in known.stems if len(known_end) >= _STEM):
        return False
    meant = {one for each in concepts_in(words, language) for one in above(each.concept)}
    return not any(supporting.get(each) for each in meant) and not _is_abstract(pieces[-1])


@functools.lru_cache(maxsize=4096)
def _is_abstract(word: str) -> bool:
    return any(word in function_words(language) for language in LANGUAGES) or word in _ABSTRACT


_ABSTRACT = (
    frozenset({"more", "much", "love", "patience", "instructions", "manual", "style", "comfort", "fun", "care", "life"})
    | frozenset({"meer", "liefde", "geduld", "handleiding", "stijl", "plezier", "zorg", "leven", "zo", "verder"})
    | frozenset({"mer", "kärlek", "tålamod", "bruksanvisning", "stil", "nöje", "omsorg", "liv", "annat", "mycket"})
)
