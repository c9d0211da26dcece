"""Words of a fact in another shape: compounds of two words, words that travel between languages, verbs of `-able`."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator

from desktop.checks.ledger.answers import answer_of
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concept_forms import Token, tokens_of
from desktop.checks.ledger.concepts import is_negated
from desktop.checks.words import plain_form
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import function_words, units

_SHORTEST = 6
_START = 4
_ENDING = 3
_MOST_WORDS = 6
_SPELLED = (("ph", "f"), ("th", "t"), ("qu", "kv"), ("ck", "k"), ("sch", "sk"), ("x", "ks"), ("z", "s"), ("y", "i"))
_SOFT = re.compile(r"c(?=[eiy])")
_CAN = re.compile(r"(?P<of>\w{4,}?)(?:baar|bare|bar|bart|bara|able|ible|proof)$")
_RID = re.compile(r"(?P<of>\w{4,}?)s?[ -]?(?:free|vrij|fri|fritt)$")


class EchoedFacts:
    """The words of short values, and of what facts answer yes to, by the first letters of how they sound."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Read the facts."""
        self.words: dict[str, list[tuple[str, str]]] = {}
        self.able: list[tuple[str, str, bool]] = []
        for fact in facts:
            answer = answer_of(fact.text)
            if answer is None:
                for key in _keys(fact.value):
                    self.words.setdefault(key[:_START], []).append((key, fact.id))
            elif answer:
                self.able += [(stem, fact.id, rid) for stem, rid in _stems(fact.name)]


@functools.lru_cache(maxsize=16_384)
def _keys(value: str) -> tuple[str, ...]:
    """The longer words of a short value as they sound, and two in a row as one."""
    words = [token.lower for token in tokens_of(value) if token.text.isalpha()]
    if len(words) > _MOST_WORDS:
        return ()
    joined = [one + other for one, other in itertools.pairwise(words)]
    return tuple(dict.fromkeys(_sound(each) for each in (*words, *joined) if len(each) >= _SHORTEST and _says(each)))


@functools.lru_cache(maxsize=16_384)
def _says(word: str) -> bool:
    """Whether a word says something by itself: units of a number do not."""
    return word not in units() and not any(word in function_words(language) for language in LANGUAGES)


@functools.lru_cache(maxsize=16_384)
def _sound(word: str) -> str:
    """How a word is spelled where spelling differs between languages: `asphalt`, `asfalt`; `Kollagen`, `collagen`."""
    found = word.casefold()
    for one, other in _SPELLED:
        found = found.replace(one, other)
    return plain_form(_SOFT.sub("s", found).replace("c", "k"))


@functools.lru_cache(maxsize=4096)
def _stems(name: str) -> tuple[tuple[str, bool], ...]:
    """The verbs of `stackable`, `composteerbaar`, and what `drip-free` is rid of."""
    plain = name.strip(" :").casefold()
    for pattern, rid in ((_CAN, False), (_RID, True)):
        found = pattern.search(plain)
        if found is not None:
            return ((plain_form(found["of"]), rid),)
    return ()


def echoed_claims(sentence: str, language: str, known: EchoedFacts) -> Iterator[Assertion]:
    """The words of a sentence that a fact has in another shape; none that are denied."""
    if not known.words and not known.able:
        return
    tokens = tokens_of(sentence)
    for place, token in enumerate(tokens):
        fact = _fact_of(token, known) or _able(tokens, place, language, known)
        if fact and (not is_negated(tokens, place, language) or fact[1]):
            yield Assertion(token.start, token.end, Verdict.SUPPORTED, "words", (fact[0],))


def _fact_of(token: Token, known: EchoedFacts) -> tuple[str, bool] | None:
    if len(token.text) < _SHORTEST or not known.words:
        return None
    key = _sound(token.lower)
    for other, fact in known.words.get(key[:_START], ()):
        if _is_like(key, other):
            return fact, False
    return None


def _is_like(one: str, other: str) -> bool:
    """Whether two sounds differ in no more than an ending, or the longer is a compound that begins with the other."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= max(5, min(len(one), len(other)) - 2) and len(other) - shared <= _ENDING


def _able(tokens: tuple[Token, ...], place: int, language: str, known: EchoedFacts) -> tuple[str, bool] | None:
    word = tokens[place].lower
    if len(word) < _START or not known.able:
        return None
    plain = plain_form(word)
    for stem, fact, rid in known.able:
        if plain.startswith(stem[: max(_START, len(stem) - 2)]) and rid == is_negated(tokens, place, language):
            return fact, rid
    return None
