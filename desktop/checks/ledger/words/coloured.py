"""Whether a colour is said to be the product's: by a noun of goods, a list, `in`, `colour`, `it is`, a heading."""

from __future__ import annotations

import functools

from desktop.checks.ledger.concepts.concept_data import concepts, context_words
from desktop.checks.ledger.concepts.concept_forms import Token, is_head, parts_of_word
from desktop.checks.ledger.concepts.concepts import JOINS, Mention, concepts_in
from desktop.checks.ledger.concepts.goods import is_left_to_part, is_told_of_part

_ITEMS = frozenset(",–—|•/(:;&.!)")
_DRESSED = {
    "en": frozenset({"in", "colour", "colours", "color", "shade", "hue", "finished", "painted", "between", "choose"}),
    "nl": frozenset({"in", "kleur", "kleuren", "tint", "kleurtje", "uitvoering", "tinten", "kies", "tussen", "keuze"}),
    "sv": frozenset({"i", "färg", "färgen", "kulör", "kulören", "nyans", "nyansen", "färger", "välj", "mellan"}),
}
_AMONG = frozenset({"from", "between", "uit", "tussen", "mellan", "bland"})
_WE = frozenset(
    {"it", "they", "hij", "ze", "deze", "dit", "het", "den", "de", "denna", "detta", "this", "these", "dessa"}
)
_REACH = 4
_COPULAS = frozenset({"is", "are", "was", "zijn", "är", "blir"})
_WITH = frozenset({"with", "in", "of", "met", "van", "med", "av", "i"})
_LONG_NOUN = 4


def colours_the_product(tokens: tuple[Token, ...], mention: Mention, language: str, *, known: bool) -> bool:
    """Whether signs say that a colour is the product's: a part, a noun of goods, a list, `in`, `colour`, `it is`."""
    if mention.rest or mention.parts:
        return True
    first, last = _colour_list(tokens, mention, language)
    before = tokens[first - 1].lower if first else ""
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if following is None or following.text in _ITEMS:
        chosen = first > 1 and before in _AMONG and tokens[first - 2].lower in _DRESSED[language]
        return chosen or (_stands_as_colour(tokens, first, before, language) and (known or before not in {*_ITEMS, ""}))
    if known and not mention.given and _opens_with_colour(tokens, first, following, language):
        return True
    if names_goods(tokens, last + 1, language):
        return known or before not in {"a", "an", "een", "en", "ett"} or first <= 1 or tokens[first - 2].lower in _WITH
    near = [token.lower for token in tokens[max(0, first - _REACH) : first]]
    if before in {"in", "i"} or any(word in _DRESSED[language] - {"in", "i"} for word in near):
        return not following.is_word or following.lower in links(language)
    if is_told_of_part(tokens, first, language):
        return True
    if following.lower in _COPULAS or following.lower not in links(language):
        return False
    return known and _stands_as_colour(tokens, first, before, language)


def colours_a_heading(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether a heading begins with the colour of goods, or ends in one of its own: `Black roof box`, `Helmet, beige`.

    Of no fact it is asked that the noun be one of goods, so that *Green holidays* and *Yellow Line* stay names.
    """
    first, last = _colour_list(tokens, mention, language)
    if not first:
        behind = tokens[last + 1 : last + 2]
        return bool(behind) and behind[0].text[0].islower() and names_goods(tokens, last + 1, language)
    ends = last + 1 == len(tokens) and first > 1 and not _is_tasted(tokens[last].lower, language)
    return ends and tokens[first - 1].text in {",", "–", "—", "|"} and tokens[first].text[0].islower()


@functools.lru_cache(maxsize=4096)
def _is_tasted(word: str, language: str) -> bool:
    """Whether a colour is a scent or a taste as well: `Soap, mint`."""
    return any(concepts()[each.concept].kind == "ingredient" for each in concepts_in(word, language))


def is_line(sentence: str, length: int) -> bool:
    """Whether so many tokens are a line that no mark ends, as titles and bullets are."""
    return length <= _HEADING and sentence.rstrip()[-1:] not in ".!?:;"


def _opens_with_colour(tokens: tuple[Token, ...], first: int, following: Token, language: str) -> bool:
    """Whether a line begins with what is sold in its colour, whatever it is called: `Yellow wellies`, `A red poncho`.

    Without an article the line must be a heading: *White goes with anything*, `Röda rosor betyder kärlek`.
    """
    if first > 1 or not following.text[0].islower() or following.lower in links(language) | _COPULAS:
        return False
    if first:
        return tokens[0].lower in _ONE
    return len(tokens) <= _HEADING and tokens[-1].text not in ".!?:;"


_ONE = frozenset({"a", "an", "een", "en", "ett"})
_HEADING = 9


def _colour_list(tokens: tuple[Token, ...], mention: Mention, language: str) -> tuple[int, int]:
    """The first and last token of the list of colours around one: `black, white or red`."""
    first, last = mention.first, mention.last
    joins = JOINS.get(language, frozenset())
    while (
        first >= 2
        and (tokens[first - 1].text in ",/" or tokens[first - 1].lower in joins)
        and (_is_colour(tokens[first - 2].lower, language) or _is_colour_before(tokens, first - 3, language))
    ):
        first -= 2
    while (
        last + 2 < len(tokens)
        and (tokens[last + 1].text in ",/" or tokens[last + 1].lower in joins)
        and _is_colour(tokens[last + 2].lower, language)
    ):
        last += 2
    return first, last


def _is_colour_before(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether the list goes on with a colour before a name that no lexicon has: `black, sand and white`."""
    return place >= 1 and tokens[place].text == "," and _is_colour(tokens[place - 1].lower, language)


@functools.lru_cache(maxsize=4096)
def _is_colour(word: str, language: str) -> bool:
    return any(concepts()[each.concept].kind == "colour" for each in concepts_in(word, language))


def _stands_as_colour(tokens: tuple[Token, ...], first: int, before: str, language: str) -> bool:
    """Whether a colour that no noun follows is said of the product: `in black`, `Mug, black`, `it is black`."""
    if not before or before in _DRESSED[language] or is_left_to_part(tokens, first, language):
        return True
    if before in _COPULAS:
        return _is_of_product(tokens[: first - 1], language)
    if before in JOINS.get(language, frozenset()) and (copula := _copula_before(tokens, first - 1)):
        return _is_of_product(tokens[:copula], language)
    if first > _LEAST_DRESSED and tokens[first - 2].lower in _ONE and tokens[first - 3].lower in {"in", "i"}:
        return before.isalpha()  # `in een rustig gebroken wit`
    return before in {",", "–", "—", "|", "(", "/", ":", "-"} and not any(
        token.lower in _COPULAS for token in tokens[:first]
    )


def _copula_before(tokens: tuple[Token, ...], place: int) -> int:
    """Where the verb of the clause stands that goes on here with `and`: `De kast is 180 cm hoog en wit`; 0 for none."""
    for current in range(place - 1, max(0, place - _LONGEST_CLAUSE), -1):
        if tokens[current].text in ",.;:!?(–—":
            return 0
        if tokens[current].lower in _COPULAS:
            return current
    return 0


def _is_of_product(subject: tuple[Token, ...], language: str) -> bool:
    """Whether what is said to be of a colour is the product, or is it by the words: `it`, `the mug`, `Tofflan Kura`."""
    words = [token for token in subject if token.is_word]
    if not words:
        return False
    definite = language == "sv" and words[0].lower.endswith(("n", "t", "na"))
    called = len(words) == 1 or (len(words) == 2 and words[1].text[0].isupper())
    return (
        words[0].lower in _WE
        or words[0].lower in {"the", "de", "het"}
        or (definite and called)
        or any(_is_goods(token.lower, language) for token in words)
        or any(token.lower in _DRESSED[language] - {"in", "i"} for token in words)
    )


_LEAST_DRESSED, _LONGEST_CLAUSE = 2, 9


def names_goods(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether a noun of goods, a part or a material stands at this place or right behind."""
    for token in tokens[place : place + 3]:
        if token.text in "-‑":
            continue
        if not token.is_word or token.lower in links(language):
            return False
        if _is_goods(token.lower, language) or token.lower in _DRESSED[language]:
            return True
    return False


@functools.lru_cache(maxsize=8192)
def _is_goods(word: str, language: str) -> bool:
    """Whether a word is a noun of goods, a part of them, what comes with them, or what they are made of."""
    if is_head(word, language) or parts_of_word(word, language) or word.endswith(_ends_of_goods(language)):
        return True
    return any(concepts()[each.concept].kind in {"material", "included"} for each in concepts_in(word, language))


@functools.cache
def _ends_of_goods(language: str) -> tuple[str, ...]:
    nouns = (*context_words(language, "heads"), *context_words(language, "goods"))
    return tuple(each for each in nouns if len(each) >= _LONG_NOUN)


@functools.cache
def links(language: str) -> frozenset[str]:
    """The words that go on after a noun, or stand instead of one."""
    return frozenset({*context_words(language, "feature_stops"), *context_words(language, "feature_cues")}) | JOINS.get(
        language, frozenset()
    )
