"""The words that the checks of translations know, by language."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from types import MappingProxyType

import msgspec

from desktop.core.resources import resource_text


class TranslationWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`resources/lexicons/translation.json`: names of months, number words, words of address, and denials.

    `denials` deny beyond doubt, `negations`, `negating_parts` of words and `near_denials` may; `no_denials` are phrases
    with such a word that deny nothing. Of the parts, `negating_prefixes` only begin a word, and a word that begins as
    in `no_negating` denies nothing: *include*, *onder*. `doubled` are words that may stand twice in a row.
    `loose` words may stand for a number that the other text writes in figures (`once`, `dubbel`, `tredje`), as
    may words that begin as in `loose_parts` (`tresiffrig`).
    """

    months: dict[str, tuple[str, ...]]
    negations: dict[str, frozenset[str]]
    negating_parts: dict[str, tuple[str, ...]]
    negating_prefixes: frozenset[str]
    no_negating: tuple[str, ...]
    numbers: dict[str, dict[str, float]]
    denials: dict[str, frozenset[str]]
    no_denials: tuple[str, ...]
    near_denials: frozenset[str]
    doubled: frozenset[str]
    formal: dict[str, frozenset[str]]
    informal: dict[str, frozenset[str]]
    loose: dict[str, dict[str, float]]
    loose_parts: dict[str, dict[str, float]]


@functools.cache
def translation_words() -> TranslationWords:
    """The words, read once."""
    return msgspec.json.decode(resource_text("lexicons/translation.json"), type=TranslationWords)


@functools.cache
def months(language: str) -> MappingProxyType[str, int]:
    """Each name of a month in lower case with its number; those of every language for one that is not known."""
    known = translation_words().months
    chosen = [known[language]] if language in known else list(known.values())
    return MappingProxyType(
        {name: number for names in chosen for number, all_names in enumerate(names, 1) for name in all_names.split("|")}
    )


def loose_numbers(words: Iterable[str], language: str) -> frozenset[float]:
    """What numbers these words in small letters may stand for: 3 for `tredje` and for `tresiffrig`."""
    known = translation_words()
    listed, parts = known.loose.get(language, {}), known.loose_parts.get(language, {})
    found = set()
    for word in words:
        if word in listed:
            found.add(listed[word])
        found |= {value for part, value in parts.items() if word.startswith(part) and len(word) > len(part) + 2}
    return frozenset(found)
