"""What can be done with the product or a part of it, told in verbs: *the hood comes off*, *stapel ze*, *sitter fast*.

A fact names it as a quality and answers (`Stackable: no`), or gives it as the value of a part (`Hood: fixed`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import msgspec

from desktop.checks.ledger.answers import answer_of
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import inflected
from desktop.checks.ledger.concepts.concept_forms import is_head
from desktop.checks.ledger.concepts.goods import is_ware
from desktop.checks.sieve import Sifted
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import function_words
from desktop.core.resources import resource_text
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_NOUN = re.compile(r"[^\W\d_]{3,}")
_NOT = re.compile(r"\b(?:not|non|no|niet|geen|ej|inte|icke|nicht|nee|nej)\b[\s-]*", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|n['’]t|never|niet|nooit|inte|ej|aldrig)\s(?:\w+\s)?$", re.IGNORECASE)
_LAST_WORD = re.compile(r"([^\W\d_]+)\W+$")
_NO_PARTS = frozenset(
    {"easily", "fully", "machine", "yes", "the", "for", "with", "and", "height", "hand", "self", "zelf", "required"}
    | {"nodig", "krävs", "behövs", "vereist", "needed", "type", "function", "functie", "funktion", "design"}
)
_LONGEST = 40


class _Ability(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How facts name it (`fact`), deny it (`not`) or want it (`yes`), and how sentences tell it, or that it is not."""

    fact: str
    never: str = msgspec.field(name="not")
    en: str = ""
    nl: str = ""
    sv: str = ""
    not_en: str = ""
    not_nl: str = ""
    not_sv: str = ""
    yes: str = ""


class _Able(msgspec.Struct, frozen=True):
    """A fact that says whether something can be done, with the part that it is said of."""

    fact: str
    text: str
    ability: str
    able: bool
    parts: frozenset[str]


class AbleFacts:
    """The facts that say what can be done with the product or a part of it."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Read the facts."""
        self.facts = tuple(each for fact in facts for each in _read(fact))


@functools.lru_cache(maxsize=16_384)
def _read(fact: Fact) -> tuple[_Able, ...]:
    name, value = fact.name.strip(" :"), fact.text.strip(" .")
    if not name or len(value) > _LONGEST or fact.variant:
        return ()
    found = []
    for key, (named, never, wanted) in _named().items():
        state = _state(name, value, named, never, wanted)
        if state is not None:
            rest = named.sub(" ", name) if named.search(name) else name
            parts = frozenset(
                form
                for word in _NOUN.findall(rest.lower())
                if word not in _NO_PARTS
                for language in LANGUAGES
                for form in inflected(word, language)
            )
            found.append(_Able(fact.id, f"{fact.name}: {fact.text}", key, state, parts))
    return tuple(found)


def _state(
    name: str, value: str, named: re.Pattern[str], never: re.Pattern[str], wanted: re.Pattern[str] | None
) -> bool | None:
    """Whether a fact says that it can be done; None where it says nothing of it."""
    if named.search(name):
        if never.fullmatch(value):
            return False
        if wanted is not None and wanted.fullmatch(value):
            return True
        return answer_of(value)
    if wanted is not None:
        return None
    first = re.split(r"[,;(]", value, maxsplit=1)[0].strip()
    if named.fullmatch(first):
        return True
    denied = _NOT.match(first)
    if never.fullmatch(first) or (denied is not None and named.fullmatch(first[denied.end() :])):
        return False
    return None


def able_claims(sentence: str, language: str, known: AbleFacts) -> Iterator[Assertion]:
    """What a sentence says can be done, or cannot, of which a fact speaks."""
    if not known.facts or sentence.rstrip().endswith("?"):
        return
    for each in known.facts:
        told, denied = _told(language)[each.ability]
        spans = [(found.span(), False) for found in denied.finditer(sentence)]
        for found in told.finditer(sentence):
            if not any(start < found.end() and found.start() < end for (start, end), _ in spans):
                spans.append((found.span(), _DENIED.search(sentence, 0, found.start()) is None))
        for (start, end), able in spans:
            if (able or not is_needless(sentence, start)) and _is_of(sentence, start, end, each, language):
                yield _assertion(start, end, each, agrees=able == each.able)


def is_needless(sentence: str, start: int) -> bool:
    """Whether what begins here need not be done, which says nothing of whether it can be: *you need not refill it*."""
    return _NEEDLESS.search(sentence, 0, start) is not None


_NEEDLESS = re.compile(
    r"\b(?:need(?:n['’]t)?|have to|hoe(?:f|ft|ven)|behöv\w*|slipper|no need to)\b[^.;:!?]{0,40}$", re.IGNORECASE
)


def _is_of(sentence: str, start: int, end: int, able: _Able, language: str) -> bool:
    """Whether the words are said of what the fact is about: its part, or else of no part."""
    begin = max(sentence.rfind(mark_, 0, start) for mark_ in ".;:!?") + 1
    if able.parts:
        words = _NOUN.findall(sentence[begin : end + _LONGEST].lower())
        return any(word in able.parts or _ends_so(word, able.parts, language) for word in words)
    before = _LAST_WORD.search(sentence, begin, start)
    if before is None or before[1][0].isupper() or before[1].lower() in function_words(language):
        return True
    return is_ware(before[1].lower(), language) or is_head(before[1].lower(), language)


def _ends_so(word: str, parts: frozenset[str], language: str) -> bool:
    return language != "en" and any(word.endswith(part) for part in parts if len(part) > 3)


def _assertion(start: int, end: int, able: _Able, *, agrees: bool) -> Assertion:
    if agrees:
        return Assertion(start, end, Verdict.SUPPORTED, "property", (able.fact,), attribute="property")
    values = (("fact", able.text),)
    return Assertion(
        start, end, Verdict.CONTRADICTED, "property", (able.fact,), _SAID, values, attribute="property"
    )  # fmt: skip


@functools.cache
def _abilities() -> dict[str, _Ability]:
    return msgspec.json.decode(resource_text("lexicons/ledger/abilities.json"), type=dict[str, _Ability])


@functools.cache
def _named() -> dict[str, tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str] | None]]:
    """By ability how facts name it, how they deny it, and how they say that it is wanted."""
    return {
        key: (
            re.compile(rf"\b(?:{each.fact})\b", re.IGNORECASE),
            re.compile(rf"(?:{each.never})\b.*", re.IGNORECASE),
            re.compile(rf"(?:yes|ja|{each.yes})\b.*", re.IGNORECASE) if each.yes else None,
        )
        for key, each in _abilities().items()
    }


@functools.cache
def _told(language: str) -> dict[str, tuple[Sifted, Sifted]]:
    """By ability how a sentence tells it, and that it is not."""
    return {
        key: (
            Sifted(rf"\b(?:{getattr(each, language)})", re.IGNORECASE),
            Sifted(rf"\b(?:{getattr(each, f'not_{language}')})", re.IGNORECASE),
        )
        for key, each in _abilities().items()
    }
