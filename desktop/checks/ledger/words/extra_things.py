"""Extras: things that are hardly ever named but where they are there, so that where they stand in a sentence tells it.

`The blade guard slides on`, `Verhuizen gaat makkelijk dankzij de wieltjes`, `Baksidan har mikrofonhål`, `Pedal för
foten`, and of a place to stay `unwind in the sauna`. What is the reader's own, or what it is for, is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.ledger.concepts.concept_forms import Token
from desktop.checks.ledger.concepts.goods import UNKNOWN
from desktop.checks.ledger.words.added_lexicon import AddedWords, added_words
from desktop.checks.ledger.words.noun_phrases import Phrase, is_content

_MOST_BEFORE, _MOST_OF_BULLET, _SHORTEST_END = 2, 8, 6
_FRESH = frozenset(".;:!–—•")
_DEFINITE_ENDS = ("en", "et", "an", "na", "rn", "ln", "un")


def told_extras(
    tokens: tuple[Token, ...], language: str, *, is_stay: bool, titles: tuple[str, ...]
) -> Iterator[Phrase]:
    """The extras that a sentence gives to the product by where they stand."""
    words = added_words(language)
    if not words.own.isdisjoint(token.lower for token in tokens):
        return  # `Plektrum får du stå för själv`
    for place in range(len(tokens)):
        if not _is_extra(tokens, place, language, words, is_stay=is_stay):
            continue
        first = _first_of(tokens, place, language, words)
        before = tokens[first - 1].lower if first else ""
        phrase = Phrase(first, place, before in words.openers, before in words.definite)
        item = bool(titles) and _is_item(tokens, phrase, words)
        if item or _is_told(tokens, phrase, language, words, titles):
            yield phrase


def _is_extra(tokens: tuple[Token, ...], place: int, language: str, words: AddedWords, *, is_stay: bool) -> bool:
    word = tokens[place].lower
    if word in words.extras or (is_stay and word in words.stays):
        return True
    pair = _pair(tokens, place)
    if pair in words.extras or (is_stay and pair in words.stays):
        return True
    return language != "en" and any(word[at:] in words.extras for at in range(3, len(word) - _SHORTEST_END + 1))


def _may_be_sold(tokens: tuple[Token, ...], place: int, words: AddedWords, titles: tuple[str, ...]) -> bool:
    """Whether it may be the very product, of which no title tells what goods it is."""
    if not titles or titles == (UNKNOWN,):
        return not titles or tokens[place].lower in words.sold or _pair(tokens, place) in words.sold
    return False


def _pair(tokens: tuple[Token, ...], place: int) -> str:
    return f"{tokens[place - 1].lower} {tokens[place].lower}" if place else ""


def _first_of(tokens: tuple[Token, ...], place: int, language: str, words: AddedWords) -> int:
    """Where its adjectives begin: back to an article, or to the words of content before it."""
    first = place
    while first and place - first < _MOST_BEFORE and is_content(tokens, first - 1, language):
        before = tokens[first - 1].lower
        if before in words.openers or before in words.definite or before in words.having or before in words.yours:
            break
        first -= 1
    return first


def _is_item(tokens: tuple[Token, ...], phrase: Phrase, words: AddedWords) -> bool:
    """Whether a bullet begins with it: `Pedal för foten`, `Rotating brush for crumbs`."""
    if phrase.first or len(tokens) > _MOST_OF_BULLET or tokens[-1].text in ".!?:;":
        return False
    if phrase.last + 1 == len(tokens):
        return tokens[phrase.last].lower not in words.sold and _pair(tokens, phrase.last) not in words.sold
    return tokens[phrase.last + 1].lower in words.aims


def _is_told(
    tokens: tuple[Token, ...], phrase: Phrase, language: str, words: AddedWords, titles: tuple[str, ...]
) -> bool:
    """Whether it is what has, does or is something, what one gets, or what is used as a thing that is there.

    Without a title, what is known already may be the product.
    """
    start = phrase.first - (phrase.opened or phrase.definite)
    before = tokens[start - 1].lower if start else ""
    if before in words.yours or (start < phrase.first and tokens[start].lower in words.yours):
        return False
    if any(token.lower in words.beside for token in tokens[:start]):
        return False
    if before in words.having:
        return True
    known = phrase.definite or (language == "sv" and tokens[phrase.last].lower.endswith(_DEFINITE_ENDS))
    if not start or before in _FRESH or (start < phrase.first and before in words.join):
        return not (known and _may_be_sold(tokens, phrase.last, words, titles)) and goes_on(tokens, phrase, words)
    return known and before in words.through


def goes_on(tokens: tuple[Token, ...], phrase: Phrase, words: AddedWords) -> bool:
    """Whether a verb follows it."""
    if phrase.last + 1 >= len(tokens):
        return False
    follows = tokens[phrase.last + 1]
    if not follows.is_word or follows.lower in words.aims or follows.lower in words.join:
        return False
    return follows.lower in words.verbs or (len(follows.text) > 2 and follows.lower.endswith(words.verb_ends))
