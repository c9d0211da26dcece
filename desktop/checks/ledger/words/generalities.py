"""Materials that are spoken of as such: *Copper dents, glass breaks*; *a leather belt lasts, a plastic one not*."""

from __future__ import annotations

import re

from desktop.checks.ledger.concepts.concept_data import concepts
from desktop.checks.ledger.concepts.concept_forms import Token, tokens_of
from desktop.checks.ledger.concepts.concepts import Mention, concepts_in
from desktop.checks.ledger.concepts.goods import is_ware

_BREAKS = frozenset(".;:!?–—,")
_ANDS = frozenset({"and", "but", "while", "en", "maar", "terwijl", "och", "men", "medan"})
_NO_VERBS = frozenset(
    {"and", "or", "with", "in", "for", "from", "on", "of", "that", "to", "by", "at", "which", "inside", "all"}
) | frozenset(
    {"en", "met", "voor", "van", "op", "die", "dat", "aan", "uit", "door", "om", "och", "eller", "med", "i", "för"}
    | {"från", "på", "av", "som", "till", "ur"}
)  # fmt: skip
_PLURALS = {"en": ("s",), "nl": ("en", "s"), "sv": ("or", "ar", "er")}
_PARTICIPLES = {"en": ("ed", "wn", "ing"), "nl": ("erd", "eerd"), "sv": ("ade", "ad", "dda", "ande")}
_ONES = r"(?:an?|one|een|en|ett)"
_OF_ONE = re.compile(rf"\b{_ONES}\s(?:(?:of|van|av)\s)?$", re.IGNORECASE)
_LEAST = 2


def is_in_general(
    sentence: str, start: int, language: str, titles: tuple[str, ...], *, supported: frozenset[int]
) -> bool:
    """Whether the material that begins here is spoken of as such, or of one thing beside another of its sort.

    `supported`: where the materials begin of which the facts say that the product is made.
    """
    mentions = [each for each in concepts_in(sentence, language) if concepts()[each.concept].kind == "material"]
    own = next((each for each in mentions if each.start == start), None)
    if own is None:
        return False
    tokens = tokens_of(sentence)
    if _is_of_many(tokens, own, language, titles):
        return True
    subjects = {each.start for each in mentions if _is_bare_subject(tokens, each)}
    if start in subjects and len(subjects) >= _LEAST:
        return True
    ones = {each.start for each in mentions if _OF_ONE.search(sentence, 0, each.start)}
    return start in ones and any(one < start and one in supported for one in ones)


def _opens_clause(tokens: tuple[Token, ...], place: int) -> bool:
    if not place or tokens[place - 1].text in _BREAKS:
        return True
    return tokens[place - 1].lower in _ANDS and place > 1 and tokens[place - 2].text in _BREAKS | {","}


def _is_bare_subject(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """Whether a clause begins with the bare material and goes on with a verb: `glass breaks in your bag`."""
    if mention.rest or not (_opens_clause(tokens, mention.first) or tokens[mention.first - 1].lower in _ANDS):
        return False
    following = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else None
    return following is not None and following.is_word and following.text.islower() and following.lower not in _NO_VERBS


def _is_of_many(tokens: tuple[Token, ...], mention: Mention, language: str, titles: tuple[str, ...]) -> bool:
    """Whether the sentence begins with things of this material, of which there are many: `Plastic bottles last …`."""
    if mention.first:
        return False
    place = mention.last + (0 if mention.rest else 1)
    if place + 1 >= len(tokens):
        return False
    noun, verb = tokens[place], tokens[place + 1]
    if any(each == "?" or noun.lower.endswith(each) or each.endswith(noun.lower) for each in titles):
        return False
    many = noun.lower.endswith(_PLURALS[language]) and is_ware(mention.rest or noun.lower, language)
    return (
        many
        and verb.is_word
        and verb.text.islower()
        and verb.lower not in _NO_VERBS | {"are", "zijn", "är"}
        and (not verb.lower.endswith(_PARTICIPLES[language]))
    )
