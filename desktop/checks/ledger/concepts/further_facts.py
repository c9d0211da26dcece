"""The facts beyond the first hundreds: found by the words and concepts of a sentence instead of all being read.

Reading what a fact says takes a fifth of a millisecond in four languages; ten thousand would take seconds.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from desktop.checks.ledger.concepts.concept_data import above, concepts, implied, ruled_out
from desktop.checks.ledger.concepts.concept_forms import phrases_at, senses_of
from desktop.checks.ledger.concepts.concepts import concepts_in
from desktop.checks.ledger.stated import content_words
from desktop.checks.words import plain_form, same_word
from desktop.core.brief import LANGUAGES, Fact

_MOST_OF_A_KIND = 20
"""Facts that are read for one word or one concept."""
_MOST_BY_WORDS = 40
_MOST_BY_CONCEPTS = 60
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_RATINGS = {
    "ip": ("waterproof", "swimproof", "dustproof"), "atm": ("swimproof",), "bar": ("swimproof",),
    "upf": ("uv_protection",),
    "uv": ("uv_protection",), "spf": ("uv_protection",), "lsf": ("uv_protection",), "hydrostatic": ("waterproof",),
    "waterkolom": ("waterproof",), "vattenpelare": ("waterproof",), "wassersäule": ("waterproof",),
}  # fmt: skip


class FurtherFacts:
    """Facts by their words, and by the concepts that these words may stand for; indexed when first asked for."""

    def __init__(self, facts: tuple[Fact, ...]) -> None:
        """Keep the facts."""
        self._facts = facts

    def about(self, sentence: str, language: str) -> tuple[Fact, ...]:
        """The facts that share words with a sentence, or speak of what it speaks of, in their order."""
        if not self._facts:
            return ()
        named = {each.concept for each in concepts_in(sentence, language)}
        places = {
            *self._gathered(self._by_concept, {one for each in named for one in _related(each)}, _MOST_BY_CONCEPTS),
            *self._gathered(self._by_word, self._words_like(sentence, language), _MOST_BY_WORDS),
        }
        return tuple(self._facts[place] for place in sorted(places))

    def _gathered(self, index: dict[str, list[int]], keys: Iterable[str], most: int) -> list[int]:
        """The facts under these keys, those of rare keys first."""
        ranked = sorted((each for each in keys if each in index), key=lambda key: (len(index[key]), key))
        found = dict.fromkeys(place for key in ranked for place in index[key][:_MOST_OF_A_KIND])
        return list(found)[:most]

    def _words_like(self, sentence: str, language: str) -> set[str]:
        return {
            other
            for word in map(plain_form, content_words(sentence))
            for other in self._by_start.get(word[:3], ())
            if same_word(word, other, language) or (language != "en" and len(other) > 3 and word.endswith(other))
        }

    @functools.cached_property
    def _words(self) -> tuple[tuple[str, ...], ...]:
        """The words of each fact, in lower case."""
        return tuple(
            tuple(dict.fromkeys(_WORD.findall(f"{fact.name} {fact.text}".lower().replace("’", "'"))))
            for fact in self._facts
        )

    @functools.cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, words in enumerate(self._words):
            for word in words:
                if not word[0].isdigit():
                    found.setdefault(plain_form(word), []).append(place)
        return found

    @functools.cached_property
    def _by_start(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._by_word:
            found.setdefault(word[:3], []).append(word)
        return found

    @functools.cached_property
    def _by_concept(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, words in enumerate(self._words):
            here = frozenset(words)
            concepts_here = {
                concept
                for word in words
                for concept, following in _may_mean(word)
                if not following or not here.isdisjoint(following)
            }
            for concept in concepts_here:
                found.setdefault(concept, []).append(place)
        return found


@functools.lru_cache(maxsize=65_536)
def _may_mean(word: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The concepts that a word of a fact may stand for, each with the words of which one must follow."""
    if word[0].isdigit():
        return ()
    found: dict[tuple[str, frozenset[str]], None] = {}
    for language in (*LANGUAGES, "de"):
        for sense in senses_of(word, language, names=True):
            found[sense.concept, frozenset()] = None
        for phrase in phrases_at(word, language, names=True):
            found[phrase.sense.concept, phrase.rest[0] if phrase.rest else frozenset()] = None
    for rating, meant in _RATINGS.items():
        if word.startswith(rating):
            found.update(dict.fromkeys((concept, frozenset[str]()) for concept in meant))
    return tuple(found)


@functools.cache
def _related(concept: str) -> frozenset[str]:
    """The concepts that decide about one: its kinds, what rules it out, and the others of its group."""
    return frozenset(
        other
        for other, each in concepts().items()
        if concept in implied(other)
        or not ruled_out(other).isdisjoint(above(concept))
        or other in above(concept)
        or _group(other) == _group(concept) != ""
    )


def _group(concept: str) -> str:
    each = concepts()[concept]
    return each.kind if each.kind in {"colour", "origin", "material"} else each.attr
