"""Noun phrases: which of a row of words is the thing, what stands before it, and which further things follow."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.concepts.concept_forms import Token
from desktop.checks.ledger.words.added_lexicon import AddedWords, added_words, is_thing
from desktop.core.lexicon import function_words

_MOST_WORDS, _FAR = 8, 7
_ENDS = ".;:!?–—"
_HYPHENS = "-‑"


class Phrase(msgspec.Struct, frozen=True):
    """The tokens of a thing with its adjectives, without its article; `last` is the thing.

    `opened`: an article or a number introduces it, as new. `definite`: it is taken to be known.
    """

    first: int
    last: int
    opened: bool = False
    definite: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether it is the noun alone."""
        return self.first == self.last


def phrases_from(tokens: tuple[Token, ...], place: int | None, language: str) -> Iterator[Phrase]:
    """The noun phrase that begins here, and those that follow it over `and`."""
    while (phrase := phrase_at(tokens, place, language)) is not None:
        yield phrase
        place = _next_item(tokens, phrase.last + 1, language)


def phrase_at(tokens: tuple[Token, ...], place: int | None, language: str) -> Phrase | None:
    """The noun phrase that begins here: up to the first thing of the list, or else to the last word of content."""
    if place is None:
        return None
    words = added_words(language)
    first = place
    while first < len(tokens) and _is_before(tokens, first, words):
        first += 1
    end = first
    while end < len(tokens) and end - first < _MOST_WORDS and is_content(tokens, end, language):
        end += 1
    if end == first:
        return None
    things = [each for each in range(first, end) if is_thing_at(tokens, each, language)]
    while things and things[0] + 1 in things:
        del things[0]
    before = tokens[first - 1].lower if first else ""
    return Phrase(first, things[0] if things else end - 1, before in words.openers, before in words.definite)


def is_thing_at(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether a token is a thing of the list, by itself or together with the one before it."""
    if is_thing(tokens[place].lower, language):
        return True
    return place > 0 and f"{tokens[place - 1].lower} {tokens[place].lower}" in added_words(language).pairs


def _is_before(tokens: tuple[Token, ...], place: int, words: AddedWords) -> bool:
    word = tokens[place].lower
    if place + 1 < len(tokens) and tokens[place + 1].text in _HYPHENS:
        return False  # a `one-to-one call`
    return word in words.openers or word in words.definite or word in words.also


def is_content(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether a token belongs to a noun phrase: a word of content, or anything that a hyphen joins to one."""
    token = tokens[place]
    if token.text in _HYPHENS:
        return place + 1 < len(tokens)
    joined = (place + 1 < len(tokens) and tokens[place + 1].text in _HYPHENS) or (
        place > 0 and tokens[place - 1].text in _HYPHENS
    )
    return token.is_word and not token.text[0].isdigit() and (joined or token.lower not in function_words(language))


def _next_item(tokens: tuple[Token, ...], place: int, language: str) -> int | None:
    """Where a further thing begins, behind `and` and a few words on the one before."""
    words = added_words(language)
    for current in range(place, min(len(tokens) - 1, place + _FAR)):
        if tokens[current].text in _ENDS:
            return None
        if tokens[current].lower not in words.join:
            continue
        further = current + 1
        while further + 1 < len(tokens) and tokens[further].lower in words.also | words.join:
            further += 1
        if tokens[further].lower in words.openers:
            return further
        if current == place and is_thing_at(tokens, further, language):
            return further
    return None
