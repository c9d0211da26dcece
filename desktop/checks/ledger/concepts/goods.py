"""Goods: those that the titles of a copy name, and others that a sentence speaks of besides."""

from __future__ import annotations

import functools

from desktop.checks.ledger.concepts.concept_data import concepts, context_words
from desktop.checks.ledger.concepts.concept_forms import Token, is_head, parts_of_word, tokens_of
from desktop.checks.ledger.concepts.concepts import JOINS, Mention
from desktop.checks.words import plain_form, same_word
from desktop.core.copy import Copy

_TITLES = frozenset({"title", "name", "headline", "heading", "subject", "product"})
_DESCRIBING = frozenset({"material", "colour", "property", "environment"})
_POINTING = (
    frozenset({"this", "these", "our", "the", "its"})
    | frozenset({"deze", "dit", "onze", "ons", "de", "het"})
    | frozenset({"denna", "detta", "dessa", "vår", "vårt", "våra", "den", "det", "de"})
)
_COPULAS = frozenset({"is", "are", "zijn", "är", "blir"})
_MADE = frozenset({"of", "from", "van", "uit", "av"})
_LINKS = _MADE | {"in", "i"}
_FIRST = {"en": frozenset({"a", "an"}), "nl": frozenset({"een"}), "sv": frozenset({"en", "ett"})}
_POSSIBLE = 3
_ENDING = 3
_SHORTEST = 3
UNKNOWN = "?"
"""What stands for a title that names no goods."""
_SHORTEST_END = 4


def titles_of(copy: Copy, language: str) -> tuple[str, ...]:
    """The nouns of goods in the titles of a copy, each once, in their order.

    Parts are among them (`bottle`, `lamp`); a title of other words alone gives one that nothing equals.
    """
    texts = [text for address, text in copy.addressed() if address.partition("[")[0].rpartition(".")[2] in _TITLES]
    found = tuple(dict.fromkeys(noun for text in texts for noun in _goods_in(text, language)))
    return found or (UNKNOWN,) * any(text.strip() for text in texts)


@functools.lru_cache(maxsize=256)
def _goods_in(text: str, language: str) -> tuple[str, ...]:
    return tuple(
        token.lower
        for token in tokens_of(text)
        if token.is_word and (_is_titled(token.lower, language) or parts_of_word(token.lower, language))
    )


def _is_titled(word: str, language: str) -> bool:
    """Whether a word of a title names goods, in Swedish also in the definite: `Regnjackan Skagen`."""
    if is_ware(word, language):
        return True
    return language == "sv" and any(word.endswith(end) and is_ware(word[: -len(end)], language) for end in _THE)


_THE = ("n", "en", "et", "na")


def is_of_other_goods(sentence: str, mention: Mention, language: str, titles: tuple[str, ...]) -> bool:
    """Whether a mention describes goods that are not those of the titles: `wear it over a merino jumper`.

    Without goods in a title, or where the sentence points at them (`this merino jumper`), they may be the product.
    """
    if not titles or concepts()[mention.concept].kind not in _DESCRIBING:
        return False
    tokens = tokens_of(sentence)
    if titles != (UNKNOWN,) and _is_part_of_another(tokens, mention, language, titles):
        return True
    noun = _noun_of(tokens, mention, language)
    if not noun or any(_is_same(noun, title, language) for title in titles):
        return False
    before = tokens[mention.first - 1].lower if mention.first else ""
    if titles == (UNKNOWN,) and before in _POINTING and mention.first == 1:
        return False
    if before in _MADE or before in _POINTING - {"the", "de", "het", "den", "det"}:
        return False
    return not (mention.first > 1 and tokens[mention.first - 2].lower in _COPULAS)


def is_told_of_part(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether a part of the product is said to be so here: `The dial is dark blue as …`, `Urtavlan är mörkblå`."""
    if place < 2 or tokens[place - 1].lower not in _IS:
        return False
    return bool(parts_of_word(tokens[place - 2].lower, language) - _GROUND)


def is_left_to_part(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether a clause without its verb gives what is here to a part: `…, klädseln vinröd`, `…, the cover burgundy`."""
    if place < _LEAST_CLAUSE or not parts_of_word(tokens[place - 1].lower, language):
        return False
    if language == "sv":
        return tokens[place - 2].text in ",;" and tokens[place - 1].lower.endswith(("n", "t", "na"))
    return tokens[place - 2].lower in {"the", "de", "het"} and tokens[place - 3].text in ",;"


_LEAST_CLAUSE = 3
_IS = frozenset({"is", "are", "zijn", "är"})
_GROUND = frozenset({"main", "floor", "top"})


def name_spans(sentence: str, names: tuple[str, ...], product: str) -> tuple[tuple[int, int], ...]:
    """Where the product is called by its name."""
    spans: list[tuple[int, int]] = []
    for name in (product.strip(), *names):
        if len(name) < _SHORTEST:
            continue
        place = sentence.find(name)
        while place >= 0:
            spans.append((place, place + len(name)))
            place = sentence.find(name, place + 1)
    return tuple(spans)


def _is_part_of_another(tokens: tuple[Token, ...], mention: Mention, language: str, titles: tuple[str, ...]) -> bool:
    """Whether it is what other goods, spoken of for the first time, are made of: `Ett örngott i siden gör festen`."""
    place = mention.first - 1
    if place < 2 or tokens[place].lower not in _LINKS or tokens[place - 2].lower not in _FIRST[language]:
        return False
    noun = tokens[place - 1].lower
    return is_ware(noun, language) and not any(_is_same(noun, title, language) for title in titles)


def _noun_of(tokens: tuple[Token, ...], mention: Mention, language: str) -> str:
    """The noun of goods that a mention describes: the rest of its compound, or the next words."""
    if mention.rest:
        return mention.rest if is_ware(mention.rest, language) else ""
    for token in tokens[mention.last + 1 : mention.last + 1 + _POSSIBLE]:
        if token.text in "-‑":
            continue
        if not token.is_word or parts_of_word(token.lower, language):
            return ""
        if is_ware(token.lower, language):
            return token.lower
        if token.lower in _links(language):
            return ""
    return ""


@functools.lru_cache(maxsize=8192)
def is_ware(word: str, language: str) -> bool:
    """Whether a word names goods of their own, not a part, a material or a make of them."""
    if word in context_words(language, "goods") and not _is_make(word, language):
        return True
    if len(word) < _SHORTEST or parts_of_word(word, language) or _is_make(word, language):
        return False
    return is_head(word, language) or word.endswith(_ends(language))


@functools.cache
def _links(language: str) -> frozenset[str]:
    """The words that go on after a noun, or instead of one."""
    words = (*context_words(language, "feature_stops"), *context_words(language, "feature_cues"))
    return frozenset(words) | JOINS.get(language, frozenset())


def _is_make(word: str, language: str) -> bool:
    """Whether a word is, in some form, a material or a make of goods: `tyget`, `fabrics`."""
    return any(word.startswith(each) and len(word) - len(each) <= _ENDING for each in context_words(language, "makes"))


@functools.cache
def _ends(language: str) -> tuple[str, ...]:
    makes = context_words(language, "makes")
    nouns = (*context_words(language, "heads"), *context_words(language, "goods"))
    return tuple(each for each in nouns if len(each) >= _SHORTEST_END and each not in makes)


@functools.lru_cache(maxsize=8192)
def _is_same(noun: str, title: str, language: str) -> bool:
    """Whether both name the same goods: in another form, or one as the end of the other."""
    one, other = plain_form(noun), plain_form(title)
    if same_word(one, other, language):
        return True
    short, long = sorted((one, other), key=len)
    return any(
        len(short) - cut >= _SHORTEST and short[: len(short) - cut] in long for cut in range(min(4, len(short) - 2))
    )
