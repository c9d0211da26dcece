"""Words that look like a claim and are none: proper names, titles in quotes, verbs, colours of other things."""

from __future__ import annotations

import functools
import itertools
import re

from desktop.checks.ledger.concepts.concept_data import concepts, context_words
from desktop.checks.ledger.concepts.concept_forms import Token, parts_of_word, phrase_set, tokens_of
from desktop.checks.ledger.concepts.concepts import JOINS, Mention, concepts_in, parts_near, stands_at
from desktop.checks.ledger.concepts.markers import is_brought
from desktop.checks.ledger.words.coloured import colours_a_heading, colours_the_product, is_line, links, names_goods

_QUOTED = re.compile(r"[‘“„«][^‘’“”„«»]{2,60}[’”»]|\"[^\"]{2,60}\"|(?<!\w)'[^']{2,60}'(?!\w)")
_PROPER = frozenset({"grape", "valve", "screw drive", "fastening of a car seat"})
_NAMEABLE = frozenset({"colour", "property", "feature", "ingredient", "material", "included"})
_THINGS = frozenset({"material", "colour", "feature", "ingredient", "included"})
_NAMED_ALIKE = 4
_FRESH = frozenset(".!?:–—|•/(")
_OBJECTS = frozenset({"it", "them", "one", "up", "yourself", "him", "her", "dig", "sig", "mig", "er", "oss", "je"})
_PARTICLES = frozenset({"upp", "ut", "ihop", "ner", "ned", "in", "fram", "undan", "isär", "bort"})
_TAKING = frozenset({"the", "a", "an", "your", "my", "this", "these", "those", "every", "any", "all", "some", "our"})
_ACTORS = frozenset({"to", "you", "we", "they", "can", "will", "just", "i", "simply", "could", "and", "then", "let"})
_COPULAS = frozenset({"is", "are", "was", "zijn", "är", "blir"})
_OWN = frozenset({"your", "my", "jouw", "uw", "mijn", "din", "ditt", "dina", "mitt", "mina"})
_WITH = frozenset({"with", "in", "of", "met", "van", "med", "av", "i"})
_INTO = frozenset(
    {"in", "on", "into", "onto", "from", "op", "uit", "i", "på", "ur", "under", "over", "against", "tegen"}
)
_FAR = 6
_WOULD = frozenset({"would", "could", "might", "zou", "zouden", "vore", "skulle"})
_ENDS = frozenset(".;:!?(–—,")
_ONE = frozenset({"a", "an", "een", "en", "ett"})
_WHENS = frozenset({"when", "if", "wanneer", "als", "när", "om"})
_NO_GENITIVE = frozenset({"it's", "that's", "there's", "let's", "here's", "what's", "she's", "he's", "who's", "foto's"})
_KIN = frozenset({"mormors", "farmors", "morfars", "farfars", "grannens", "pappas", "mammas", "oma's", "opa's"})
_LONG_NOUN = 4
_BELOW = frozenset({"under", "over", "beneath", "underneath", "eronder", "eroverheen", "därunder"})
_SENSED = frozenset({"scent", "flavour", "ingredient", "protein"})
ENJOYED = (
    frozenset(
        {"lovely", "nice", "great", "delicious", "good", "perfect", "best", "ideal", "wonderful", "happy", "fine"}
    )
    | frozenset({"lekker", "heerlijk", "lekkerst", "mooi", "leuk", "fijn", "goed", "perfect", "heerlijkst", "gezellig"})
    | frozenset({"gott", "god", "goda", "härligt", "fint", "fin", "bäst", "perfekt", "ljuvligt", "underbart", "mysigt"})
)
"""What is so with something else: *Lovely with a window seat*, *Heerlijk met een schepje honing*."""
_DEFINITE = frozenset({"the", "het", "de", "je", "your"})


def is_no_claim(sentence: str, mention: Mention, language: str, *, known: bool) -> bool:
    """Whether the words are a proper name, stand in a title in quotes, are a verb, or colour another thing.

    `known`: a fact speaks of the same; where none does, a colour must be claimed in so many words.
    """
    tokens = tokens_of(sentence)
    concept = concepts()[mention.concept]
    if concept.kind in _NAMEABLE and (_is_quoted(sentence, mention) or _is_name(tokens, mention, language)):
        return True
    owned = concept.kind in _NAMEABLE or concept.substance
    if owned and (_is_verb(tokens, mention, language) or _is_owned(tokens, mention, language)):
        return True
    if (
        (concept.kind in _THINGS or not known)
        and concept.kind in _NAMEABLE
        and is_set_beside(tokens, mention, language)
    ):
        return True
    if concept.kind in _THINGS and (_is_of_someone(tokens, mention) or _is_in_general(tokens, mention, language)):
        return True
    if _is_smelt(tokens, mention, language, known=known) or _is_suspended(tokens, mention, language):
        return True
    if not known and (_is_of_what_follows(tokens, mention, language) or _is_a_place(tokens, mention, language)):
        return True
    if concept.kind != "colour":
        return False
    headed = not known and colours_a_heading(tokens, mention, language) and is_line(sentence, len(tokens))
    opens = not known and not mention.first
    return not headed and (opens or not colours_the_product(tokens, mention, language, known=known))


def _is_suspended(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether a quality is only the first half of another word: `kvarts- och halvtumsfäste`."""
    if concepts()[mention.concept].kind != "property" or mention.last + 2 >= len(tokens):
        return False
    return tokens[mention.last + 1].text in "-‑" and tokens[mention.last + 2].lower in JOINS.get(language, frozenset())


def _is_quoted(sentence: str, mention: Mention) -> bool:
    """Whether it stands in a title or a saying in quotes, with other words: `‘De groene keuken van oma’`."""
    return any(
        (found.start() < mention.start and mention.end < found.end() - 1)
        or found.start() + 1 < mention.start < found.end()
        for found in _quoted(sentence)
    )


@functools.lru_cache(maxsize=2048)
def _quoted(sentence: str) -> tuple[re.Match[str], ...]:
    return tuple(_QUOTED.finditer(sentence))


def _is_name(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether it has a capital amid words that have none: `Ullmatta Sand & Senap`."""
    word, concept = tokens[mention.first], concepts()[mention.concept]
    if not mention.first or not word.text[0].isupper() or not word.text[1:].islower():
        return False
    if concept.attr in _PROPER or concept.is_named(language) or tokens[mention.last].text[0].islower():
        return False
    if tokens[mention.first - 1].text in _FRESH or (tokens[mention.first - 1].text == ")" and mention.first > 1):
        return False
    return language != "en" or not _is_title_case(tokens)


def _is_title_case(tokens: tuple[Token, ...]) -> bool:
    """Whether most longer words have a capital, as English headings do."""
    words = [token for token in tokens[1:] if len(token.text) >= _NAMED_ALIKE and token.is_word]
    return 2 * sum(token.text[0].isupper() for token in words) > len(words)


def _is_verb(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether a single word is done rather than had: `zip it`, `pick one up`, `to filter the water`, `tar av dig`."""
    if mention.last + 1 >= len(tokens):
        return False
    following = tokens[mention.last + 1].lower
    if language == "sv":
        opens = not mention.first or not tokens[mention.first - 1].is_word
        opens = opens and concepts()[mention.concept].kind == "material"
        return following in {"dig", "sig", "mig", "oss"} or (opens and following in _PARTICLES)
    if language != "en" or mention.first != mention.last:
        return False
    if following in _OBJECTS:
        return True
    before = tokens[mention.first - 1].lower if mention.first else ""
    return following in _TAKING and (before in _ACTORS or not before or not before[0].isalnum())


def is_set_beside(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether it is another thing that is put to use with the product, or needed for it.

    `Packa ner ullsockor`, `met een wollen muts eronder`, `rostfri skruv ordnar du`, `Under it, a merino layer`.
    """
    begin = mention.first
    while begin and tokens[begin - 1].text not in _ENDS and not _begins_clause(tokens, begin, language):
        begin -= 1
    opener = tokens[begin].lower
    made = opener == "set" and tokens[begin + 1].lower in _WITH
    if opener in context_words(language, "doing") and begin < mention.first and not made:
        return True
    clause = itertools.takewhile(lambda token: token.text not in ",;:–—(", tokens[mention.last + 1 :])
    if _is_ordered(tokens, mention, language) or any(token.lower in _WOULD for token in clause):
        return True
    if opener in _BELOW and begin + 1 < mention.first and tokens[begin + 1].lower in {"it", "them", "denna", "den"}:
        return True
    if _is_at_times(tokens, mention) or _is_enjoyed_with(tokens, mention):
        return True
    beside, needed = phrase_set(language, "beside"), phrase_set(language, "needed")
    for place in range(mention.last + 1, min(len(tokens), mention.last + 1 + _FAR)):
        token = tokens[place]
        if token.text in _ENDS:
            return False
        if place <= mention.last + 2 and any(stands_at(tokens, place, each) for each in beside.get(token.lower, ())):
            return True
        if any(stands_at(tokens, place, each) for each in needed.get(token.lower, ())):
            return True
    return any(
        stands_at(tokens, place, each)
        for place in range(begin, mention.first)
        for each in needed.get(tokens[place].lower, ())
    )


def _is_at_times(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """Whether it is an item that has its time: `chairs around it, an oilcloth when the children paint`."""
    if mention.first < 2 or mention.last + 1 >= len(tokens) or tokens[mention.first - 1].lower not in _ONE:
        return False
    return tokens[mention.first - 2].text == "," and tokens[mention.last + 1].lower in _WHENS


def _is_enjoyed_with(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """Whether its clause begins with what it is nice with: `Great with a hoodie or a denim jacket`."""
    begin = mention.first
    while begin and tokens[begin - 1].text not in _ENDS:
        begin -= 1
    if begin + 2 >= mention.first or tokens[begin].lower not in ENJOYED:
        return False
    return tokens[begin + 1].lower in {"with", "met", "med"} and tokens[begin + 2].lower in _ONE


def _is_ordered(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether the sentence is an order with a list of things: `Use it as a blanket, a sunshade or a cape`."""
    if not mention.first or tokens[0].lower not in context_words(language, "doing"):
        return False
    cues = frozenset(context_words(language, "feature_cues"))
    between = [token for token in tokens[2 : mention.first] if token.is_word]
    return "," in {token.text for token in tokens[: mention.first]} and not any(each.lower in cues for each in between)


def _begins_clause(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether a second order begins here: `… and add honey`."""
    return tokens[place - 1].lower in JOINS.get(language, frozenset()) | {"so", "dus", "så"}


def _is_of_someone(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """Whether it belongs to someone: `Grandma's porcelain`, `Mormors porslin`."""
    before = tokens[mention.first - 1].lower if mention.first else ""
    return before in _KIN or (before.endswith(("'s", "’s")) and before not in _NO_GENITIVE)


def _is_in_general(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether materials are spoken of as such: `Steel, concrete and glass are nice to look at`."""
    if concepts()[mention.concept].kind != "material":
        return False
    joins = JOINS.get(language, frozenset())
    first = last = mention.first
    while first >= 2 and (tokens[first - 1].text == "," or tokens[first - 1].lower in joins):
        first -= 2
    while last + 2 < len(tokens) and (tokens[last + 1].text == "," or tokens[last + 1].lower in joins):
        last += 2
    return last > first == 0 and last + 1 < len(tokens) and tokens[last + 1].lower in _COPULAS


def _is_smelt(tokens: tuple[Token, ...], mention: Mention, language: str, *, known: bool) -> bool:
    """Whether a material is only smelt, or a taste that no fact gives is nothing that the product tastes of."""
    concept = concepts()[mention.concept]
    if concept.kind == "material":
        return _smells_of_it(tokens, mention, language, known=known)
    return concept.attr == "taste" and known and not _is_tasted(tokens, mention, language)


def _smells_of_it(tokens: tuple[Token, ...], mention: Mention, language: str, *, known: bool) -> bool:
    """Whether a material is a smell or a taste, and no part of which a fact tells: `De geur van chocola en noten`."""
    if known and mention.first > 1 and parts_near(tokens, mention, language) - _SENSED:
        return False
    return any(
        token.lower in context_words(language, "tasting") or "scent" in parts_of_word(token.lower, language)
        for token in tokens[max(0, mention.first - _FAR) : mention.first]
    )


def _is_tasted(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether it is what the product tastes or smells of, or is made from."""
    if parts_near(tokens, mention, language) & _SENSED:
        return True
    near = tokens[max(0, mention.first - _FAR) : mention.first] + tokens[mention.last + 1 : mention.last + _FAR]
    return any(
        parts_of_word(token.lower, language) & _SENSED
        or token.lower in context_words(language, "tasting")
        or _is_taste(token.lower, language)
        for token in near
        if token.is_word
    )


@functools.lru_cache(maxsize=8192)
def _is_taste(word: str, language: str) -> bool:
    return any(concepts()[each.concept].attr == "taste" for each in concepts_in(word, language))


def _is_owned(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether a thing is the reader's own: `outlast your paperbacks`; what describes a thing that follows is not."""
    if mention.first and is_brought(tokens, mention.first):
        return True
    if not mention.first or tokens[mention.first - 1].lower not in _OWN or mention.last + 1 >= len(tokens):
        return bool(mention.first) and tokens[mention.first - 1].lower in _OWN
    following = tokens[mention.last + 1]
    return not following.is_word or following.lower in links(language)


def _is_of_what_follows(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether the claim is what it is made of, and not that it is there: `lined with organic cotton`."""
    if not concepts()[mention.concept].feature or mention.last + 2 >= len(tokens):
        return False
    joined = tokens[mention.last + 1].lower in _WITH
    return joined and any(_is_made(token.lower, language) for token in tokens[mention.last + 2 : mention.last + 6])


def _is_a_place(tokens: tuple[Token, ...], mention: Mention, language: str) -> bool:
    """Whether a material is a thing where something is or goes: `in het glas`, `on the wood`, `i glaset`."""
    if concepts()[mention.concept].kind != "material" or not mention.first or mention.rest:
        return False
    if names_goods(tokens, mention.last + 1, language):
        return False
    before = [token.lower for token in tokens[max(0, mention.first - 2) : mention.first]]
    if language == "sv":
        word = tokens[mention.last].lower
        return before[-1] in _INTO and len(word) > _LONG_NOUN and word.endswith(("et", "en"))
    return len(before) > 1 and before[-1] in _DEFINITE and before[-2] in _INTO


@functools.lru_cache(maxsize=8192)
def _is_made(word: str, language: str) -> bool:
    return any(concepts()[each.concept].kind == "material" for each in concepts_in(word, language))
