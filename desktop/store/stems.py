"""Forms of one word, so that `sokken` finds `sok`: Snowball's rules for the languages of copy.

A word is found by its stem too. Nobody knows the language of a query, so its words are read in each language; a text is
read in its own. Stems shorter than three letters say nothing, and words of three letters are their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

import Stemmer

_NAMES = {"en": "english", "nl": "dutch", "sv": "swedish"}
_SHORTEST_WORD, _SHORTEST_STEM = 4, 3


def stems(words: Iterable[str], language: str) -> set[tuple[str, str]]:
    """The folded words that have another stem than themselves, each with it; in each language when it is not known."""
    long_enough = [word for word in words if len(word) >= _SHORTEST_WORD]
    found: set[tuple[str, str]] = set()
    for each in (language,) if language in _NAMES else _NAMES:
        pairs = zip(long_enough, _stemmer(each).stemWords(long_enough), strict=True)
        found.update((word, stem) for word, stem in pairs if stem != word and len(stem) >= _SHORTEST_STEM)
    return found


@lru_cache(maxsize=500)
def forms(word: str) -> tuple[str, ...]:
    """The stems of a word of a query in any language, without the word itself."""
    return tuple(sorted({stem for _, stem in stems((word,), "")}))


@lru_cache(maxsize=5_000)
def stem(word: str, language: str) -> frozenset[str]:
    """A word of a text, and its stem in the text's language."""
    return frozenset((word, *(stem for _, stem in stems((word,), language))))


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_NAMES[language])
