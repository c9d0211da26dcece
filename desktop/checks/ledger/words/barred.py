"""What facts say a product is not for, in so many words: `Not suitable for: natural stone`, `cotton, not for silk`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import msgspec

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import concepts
from desktop.checks.ledger.concepts.concept_forms import Token, tokens_of
from desktop.checks.ledger.concepts.concepts import concepts_in, is_negated
from desktop.checks.sieve import Sifted
from desktop.checks.words import plain_form, same_word
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import function_words
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
NOT_FOR = Sifted(
    r"(?:not (?:suitable|suited|recommended|intended|safe|for|to be used|compatible)|unsuitable"
    r"|do(?:es)? not (?:use|fit|suit)|do not(?= iron| bleach| soak| wring| spin)|avoid|never (?:use|on)"
    r"|niet (?:geschikt|voor|gebruiken|aanbevolen|bedoeld|toepassen|te gebruiken|combineren)|ongeschikt"
    r"|vermijd\w*|nooit (?:gebruiken|op)|inte (?:lämplig\w*|för|avsedd\w*|rekommender\w*)|(?:ej|olämplig\w*) för"
    r"|ej (?:lämplig\w*|avsedd\w*)|olämplig\w*|passar (?:ej|inte)|undvik\w*|aldrig på|använd (?:ej|inte)"
    r"|nicht (?:geeignet|für|empfohlen|verwenden)|ungeeignet|ikke (?:egnet|til)|except|behalve|utom|förutom)\b",
    re.IGNORECASE,
)
_CUT = re.compile(r"[;().]|,(?=\s(?:but|maar|men|also|suitable|geschikt|lämplig))|\b(?:but|maar|men|aber)\b")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SUITED = re.compile(
    r"\b(?:safe|suitable|suits?|fine|works?|uses?|used|goes|go|made|meant|perfect|ideal|good|great|gentle|cleans?|fits?"
    r"|ready|welcome|any|every|all|even|too|also|on|for|care|removes?|washes"
    r"|veilig|geschikt|werkt|gebruik\w*|kan|kun|kunt|mag|gaat|past|ideaal|prima|ook|bedoeld|reinigt|zacht|voor|op|alle"
    r"|säker\w*|lämplig\w*|passar|fungerar|funkar|använd\w*|går|kan|idealisk\w*|perfekt\w*|tål|skonsam\w*|även|också"
    r"|rengör|för|på|alla)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:all|any|every|all types of|all kinds of|alle|elke|iedere|alle soorten|alla|alla sorters|alla typer av"
    r"|samtliga|varje)\s(?P<of>(?:kitchen |hard |household )?\w+)",
    re.IGNORECASE,
)
_DOMAINS = (
    (re.compile(r"surface|stone|countertop|oppervlak|werkblad|ytor|\byta|bänk"),
     re.compile(r"stone|steen|\bsten|marble|marmer|marmor|wood|hout|trä|graniet|granit|kalk|alumin|plast")),
    (re.compile(r"fabric|textile|material|cloth|laundry|stof|textiel|wasgoed|tyg|textil|material|tvätt"),
     re.compile(r"wool|silk|\bwol|zijde|ull|siden|silke|leather|leer|läder|down|dons|dun|delicat|cashmere|suede|seide")),
    (re.compile(r"hob|stove|cooker|cooktop|kookplat|fornuis|kookplaat|warmtebron|spis|häll|värmekäll"),
     re.compile(r"induc|inducti|induktion|gas|ceram")),
    (re.compile(r"floor|vloer|golv"), re.compile(r"carpet|rug|parquet|tapijt|parket|matt|laminat|wood|hout|trä")),
    (re.compile(r"skin|huid|hud"), re.compile(r"skin|huid|hud|oily|dry|sensitive")),
    (re.compile(r"weather|weer|väder|season|seizoen|årstid"), re.compile(r"rain|regen|regn|winter|vinter|frost|vorst")),
)  # fmt: skip


_UNFIT = re.compile(
    r"not (?:suitable|suited|recommended|intended)|unsuitable|niet (?:geschikt|aanbevolen|bedoeld)|ongeschikt"
    r"|olämplig\w*"
    r"|(?:ej|inte) (?:lämplig\w*|rekommender\w*|avsedd\w*)|nicht (?:geeignet|empfohlen)|ungeeignet",
    re.IGNORECASE,
)
"""The whole answer of a fact whose name is what the product is not for: `Marble: not suitable`."""


class _Barred(msgspec.Struct, frozen=True):
    """A fact that bars something: its words, and the concepts that these name."""

    fact: str
    text: str
    words: tuple[str, ...]
    concepts: frozenset[str]
    said: str


class BarredFacts:
    """The facts that say what a product is not for."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Read the facts."""
        self.every = tuple(each for fact in facts for each in _barred(fact))


@functools.lru_cache(maxsize=16_384)
def _barred(fact: Fact) -> tuple[_Barred, ...]:
    if _UNFIT.fullmatch(fact.text.strip(" .")) and not _is_of_care(fact.name):
        return (_of(fact, fact.name),)
    return tuple(_of(fact, said) for said in barred_in(fact.name, fact.text) if _WORD.search(said))


def _is_of_care(name: str) -> bool:
    """Whether the name of a fact is a way of washing or drying, which other rules read."""
    said = (each for language in (*LANGUAGES, "de") for each in concepts_in(name, language))
    return any(concepts()[each.concept].kind == "care" for each in said)


def barred_in(name: str, value: str) -> tuple[str, ...]:
    """The pieces of a value that say what the product is not for; the whole where the name says so."""
    if NOT_FOR.search(name):
        return (value,)
    found: list[str] = []
    for piece in _CUT.split(value):
        said = NOT_FOR.search(piece)
        if said is not None:
            found.append(piece[said.end() :])
    return tuple(found)


def _of(fact: Fact, said: str) -> _Barred:
    words = tuple(
        plain_form(word.casefold())
        for word in _WORD.findall(said)
        if not any(word.casefold() in function_words(language) for language in LANGUAGES)
    )
    meant = frozenset(each.concept for language in (*LANGUAGES, "de") for each in concepts_in(said, language))
    return _Barred(fact.id, f"{fact.name}: {fact.text}", words, meant, said.casefold())


def barred_claims(sentence: str, language: str, known: BarredFacts) -> Iterator[Assertion]:
    """The places where a sentence says that the product is for what a fact bars."""
    if not known.every or sentence.rstrip().endswith("?") or not _SUITED.search(sentence):
        return
    tokens = tokens_of(sentence)
    mentions = concepts_in(sentence, language)
    for each in known.every:
        for one in mentions:
            if one.concept in each.concepts and not _is_denied(tokens, one.first, language):
                yield _against(one.start, one.end, each)
        for place, token in enumerate(tokens):
            if _is_word(token, each, language) and not _is_denied(tokens, place, language):
                yield _against(token.start, token.end, each)
    for found in _EVERY.finditer(sentence):
        word = found["of"].casefold()
        place = next(at for at, token in enumerate(tokens) if token.start >= found.start())
        for each in known.every:
            fits = any(domain.search(word) and rest.search(each.said) for domain, rest in _DOMAINS)
            if fits and not _is_denied(tokens, place, language):
                yield _against(*found.span(), each)


def _is_word(token: Token, barred: _Barred, language: str) -> bool:
    plain = plain_form(token.lower)
    return any(plain[:3] == word[:3] and same_word(plain, word, language) for word in barred.words)


def _is_denied(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether the words before say that it is not for it, or that one should keep it away."""
    before = " ".join(token.lower for token in tokens[:place])
    return is_negated(tokens, place, language) or NOT_FOR.search(before) is not None


def _against(start: int, end: int, barred: _Barred) -> Assertion:
    values = (("fact", barred.text),)
    return Assertion(
        start, end, Verdict.CONTRADICTED, "property", (barred.fact,), _SAID, values, attribute="property"
    )  # fmt: skip


def without_barred(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts without what they say the product is not for, which supports nothing."""
    found: list[Fact] = []
    for fact in facts:
        value = fact.value
        for said in barred_in(fact.name, fact.value):
            value = value.replace(said, "")
        if value.strip(" .,;") or value == fact.value:
            found.append(fact if value == fact.value else msgspec.structs.replace(fact, value=value))
    return tuple(found)
