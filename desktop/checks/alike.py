"""Whether two short texts say the same: in another order, with other articles or endings, with little words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import regex

from desktop.core.lexicon import function_words, number_words, units

_WORD = regex.compile(r"[\p{L}\p{M}]+(?:[’'][\p{L}\p{M}]+)*|\p{N}+(?:[.,:]\p{N}+)*|%")
_DOUBLED = regex.compile(r"(.)\1+")
_DECIMAL = regex.compile(r"(\p{N}),(?=\p{N}{1,2}$)")
_DENIALS = frozenset(
    {"no", "not", "never", "without", "geen", "niet", "nooit", "zonder", "ej", "ingen", "inga", "inget", "inte", "utan"}
    | {"aldrig"}
)
_FILLERS: dict[str, frozenset[str]] = {
    "en": frozenset(
        {"new", "next", "now", "today", "here", "available", "get", "got", "meet", "discover", "find", "just", "simply"}
        | {"comes", "come", "choose", "take", "try", "see", "ready", "also", "made", "let", "let's"}
    ),
    "nl": frozenset(
        {"nieuw", "nieuwe", "volgende", "nu", "vandaag", "hier", "verkrijgbaar", "ontdek", "vind", "bekijk", "kies"}
        | {"neem", "probeer", "gewoon", "klaar", "komt", "gemaakt", "maak"}
    ),
    "sv": frozenset(
        {"ny", "nytt", "nya", "nästa", "nu", "idag", "här", "finns", "upptäck", "hitta", "välj", "ta", "prova", "se"}
        | {"redo", "kommer", "helt", "enkelt", "gjord", "tillverkad", "möt"}
    ),
}
_ENDINGS: dict[str, frozenset[str]] = {
    "en": frozenset({"s", "es", "'s", "’s", "ed", "d", "ing"}),
    "nl": frozenset({"e", "en", "n", "s", "'s", "’s", "t", "je", "jes"}),
    "sv": frozenset(
        {"a", "ar", "arna", "as", "de", "en", "ens", "er", "erna", "et", "n", "na", "or", "orna", "r", "s", "t"}
    ),
}
_STEM = 3


def alike(one: str, other: str, language: str) -> bool:
    """Whether the words that carry the meaning are the same in both; another figure, colour or fact is another text."""
    first, second = said_by(one, language), said_by(other, language)
    if len(first) != len(second):
        return False
    left = list(second)
    for word in first:
        match = next((each for each in left if same_word(word, each, language)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def like_any(text: str, others: Iterable[str], language: str) -> bool:
    """Whether a text is alike to any of the others."""
    return any(alike(text, other, language) for other in others)


@lru_cache(maxsize=4096)
def said_by(text: str, language: str, *, fillers: bool = False) -> tuple[str, ...]:
    """The words that carry the meaning of a text: small letters, figures and units in one spelling, each word once.

    Where there are none but small words, those. With `fillers`, words such as *new* and *made* count too.
    """
    words = [_plain(word.casefold()) for word in _WORD.findall(text)]
    little = frozenset[str]() if fillers else _FILLERS.get(language, frozenset())
    small = (function_words(language) | little) - _DENIALS
    return tuple(dict.fromkeys(word for word in words if word not in small)) or tuple(words)


def same_word(one: str, other: str, language: str) -> bool:
    """Whether two words of `said_by` are one word with two endings."""
    return one == other or not forms(one, language).isdisjoint(forms(other, language))


@lru_cache(maxsize=8192)
def forms(word: str, language: str) -> frozenset[str]:
    """A word of `said_by` without each of the endings that it may have; words that share a form are one word."""
    if word[0].isdigit():
        return frozenset({word})
    single = _DOUBLED.sub(r"\1", word)
    endings = _ENDINGS.get(language, ())
    shorter = (single.removesuffix(ending) for ending in endings if single.endswith(ending))
    return frozenset({single, *(stem for stem in shorter if len(stem) >= _STEM)})


def _plain(word: str) -> str:
    """A word in the one spelling that it is compared in: `vijf` is 5, `litres` is l."""
    if word[0].isdigit():
        return _DECIMAL.sub(r"\1.", word)
    number = number_words().get(word)
    if number is not None and number not in (0, 1):  # "one" and "een" are articles too
        return f"{number:g}"
    unit = units().get(word)
    return unit.unit if unit is not None else word
