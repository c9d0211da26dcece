"""Where a part of the product sits: the inlet that a fact has at the side is none at the bottom."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import listed
from desktop.checks.ledger.concepts.concept_forms import Token, tokens_of
from desktop.checks.ledger.concepts.concepts import is_negated
from desktop.checks.words import plain_form, same_word
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import function_words
from desktop.core.resources import resource_text
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_EVERY = ("en", "nl", "sv", "de")
_SHORTEST, _NEAR, _MOST_WORDS = 3, 2, 3
_SIDES = frozenset({"left", "right"})
_EXCLUSIVE = (
    frozenset({"top", "bottom", "front", "back", "side"}),
    _SIDES,
    frozenset({"inside", "outside"}),
)
"""Places of which a part has one: what is on the left may be at the top as well."""
_NO_PARTS = frozenset({"position", "positie", "placering", "plats", "plaats", "side", "zijde", "sida", "location"})
_YOURS = frozenset({"your", "my", "je", "jouw", "uw", "mijn", "din", "ditt", "dina", "er", "ert", "era", "min", "mitt"})
_SITS = (
    frozenset({"is", "are", "sits", "sit", "placed", "mounted", "fitted", "located", "at", "on", "in", "the"})
    | frozenset({"zit", "zitten", "zijn", "geplaatst", "gemonteerd", "bevindt", "bevinden", "zich", "aan", "op", "de"})
    | frozenset({"är", "sitter", "placerad", "placerat", "placerade", "monterad", "monterat", "finns", "på", "i"})
)


class _Placed(msgspec.Struct, frozen=True):
    """A fact that says where a part is: the part's plain name and the places."""

    fact: str
    text: str
    part: str
    places: frozenset[str]


def placed_claims(sentence: str, language: str, facts: tuple[Fact, ...]) -> Iterator[Assertion]:
    """What a sentence says of where a part is of which a fact says it too."""
    placed = _placed(facts)
    if not placed or sentence.rstrip().endswith("?"):
        return
    tokens = tokens_of(sentence)
    for place, token in enumerate(tokens):
        for said, part in _said(tokens, place, language):
            fact = next((each for each in placed if _is_part(part, each.part, language)), None)
            verdict = fact and _verdict(said, fact.places)
            if fact and verdict and not is_negated(tokens, place, language):
                supported = verdict is Verdict.SUPPORTED
                reason, values = ("", ()) if supported else (_SAID, (("fact", fact.text),))
                yield Assertion(
                    token.start, token.end, verdict, "property", (fact.fact,), reason, values, attribute="place"
                )


@functools.lru_cache(maxsize=8)
def _placed(facts: tuple[Fact, ...]) -> tuple[_Placed, ...]:
    return tuple(found for fact in facts if (found := _read(fact)) is not None)


@functools.lru_cache(maxsize=4096)
def _read(fact: Fact) -> _Placed | None:
    """`Inlet: side`, `Axel: fram`, `Korf: onderkorf`."""
    words = [token.lower for token in tokens_of(fact.value) if token.is_word]
    named = [
        plain_form(token.lower) for token in tokens_of(fact.name) if token.is_word and token.lower not in _NO_PARTS
    ]
    if not 0 < len(words) <= _MOST_WORDS or not named or len(named[-1]) < _SHORTEST:
        return None
    part = named[-1]
    words = [
        word for word in words if not any(word in function_words(each) for each in LANGUAGES) or _places(word, part)
    ]
    places = [_places(word, part) for word in words]
    return _Placed(fact.id, fact.text, part, frozenset().union(*places)) if places and all(places) else None


def _places(word: str, part: str) -> frozenset[str]:
    """The places that a word of a fact gives, in any language."""
    compounds = (each for language in ("nl", "sv") for each in _parted(word, language))
    return frozenset(said for language in _EVERY if (said := _words(language).get(word))) | frozenset(
        said for said, rest in compounds if _is_part(rest, part, "nl") or _is_part(rest, part, "sv")
    )


def _said(tokens: tuple[Token, ...], place: int, language: str) -> Iterator[tuple[str, str]]:
    """The places that a word gives, each with what may be there: `bottom inlet`, `inlet at the bottom`, `bakaxeln`."""
    word = tokens[place].lower
    yield from _parted(word, language)
    said = _words(language).get(word)
    if said is None or (place and tokens[place - 1].lower in _YOURS):
        return
    ahead = tokens[place + 1 : place + 1 + _NEAR]
    if word in _adverbs(language):
        if ahead and ahead[0].is_word:
            return  # of something else: `behind the zip`, `voor de aansluiting`
        ahead = ()
    for following in ahead:
        if not following.is_word or following.lower in function_words(language):
            break
        yield said, plain_form(following.lower)
    for before in reversed(tokens[:place]):
        if before.lower not in _SITS:
            if before.is_word:
                yield said, plain_form(before.lower)
            break


@functools.lru_cache(maxsize=16_384)
def _parted(word: str, language: str) -> tuple[tuple[str, str], ...]:
    """A compound that begins with a place, parted: `bovenkorf`, `bakaxeln`."""
    begun = ((prefix, said) for prefix, said in _prefixes(language).items() if word.startswith(prefix))
    return tuple(
        (said, plain_form(word[len(prefix) :])) for prefix, said in begun if len(word) - len(prefix) >= _SHORTEST
    )


def _is_part(word: str, part: str, language: str) -> bool:
    """Whether a word names the part of a fact, maybe without what begins it: `aansluiting` of `Wateraansluiting`."""
    return same_word(word, part, language) or (len(word) >= _LONG and part.endswith(word))


_LONG = 5


def _verdict(said: str, places: frozenset[str]) -> Verdict | None:
    if said in places or (said == "side" and places & _SIDES):
        return Verdict.SUPPORTED
    rival = any(said in group and places & group for group in _EXCLUSIVE)
    return Verdict.CONTRADICTED if rival else None


@functools.cache
def _lexicon() -> dict[str, dict[str, str]]:
    return msgspec.json.decode(resource_text("lexicons/ledger/positions.json"), type=dict[str, dict[str, str]])


@functools.cache
def _listed(language: str) -> tuple[tuple[str, str], ...]:
    """The words of a language as they are listed, each with the place it gives."""
    return tuple((word, said) for said, forms in _lexicon().items() for word in listed(forms.get(language, "")))


@functools.cache
def _words(language: str) -> dict[str, str]:
    return {word.lstrip("~"): said for word, said in _listed(language) if word[-1] != "-"}


@functools.cache
def _adverbs(language: str) -> frozenset[str]:
    """The words that are prepositions too, or stand alone."""
    return frozenset(word[1:] for word, _ in _listed(language) if word[0] == "~")


@functools.cache
def _prefixes(language: str) -> dict[str, str]:
    return {word[:-1]: said for word, said in _listed(language) if word[-1] == "-"}
