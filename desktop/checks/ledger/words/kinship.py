"""Whether a fact speaks of what a claim names, in another shape: a doubt that is enough to say nothing.

`Braunglas` of a brown bottle, `Wireless charging` of a phone that is charged through its case without a wire,
`removable covers` of covers that come off. Such kinship never makes a claim true; it only keeps it from being called
unsupported.
"""

from __future__ import annotations

import functools
import re

from desktop.checks.ledger.concepts.concept_data import WOOD, above, concepts, group_of
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts
from desktop.checks.ledger.concepts.concepts import Mention

_LETTERS = re.compile(r"[^\W\d_]+")
_MADE = frozenset({"material", "colour"})
_KINDS = frozenset({"property", "feature", "care", "included", "technology"}) | _MADE
_SHORTEST, _SHORTEST_MADE = 6, 4
_FREE = ("frei", "free", "vrij", "fri")
_LANGUAGES = ("en", "nl", "sv", "de")
_PILES = frozenset({"fleece", "sherpa"})
_NEVER_PILE = frozenset({"animal_fibre", "linen"})


def is_out_of_group(mention: Mention, known: ConceptFacts) -> bool:
    """Whether words that count only beside a fact of their group stand beside none: `glued`, with no fact of a sole."""
    group = group_of(mention.concept)
    if mention.given and group == WOOD:  # `ash`, `chestnut`, `bok`: beside a fact of some wood
        return not any(WOOD in above(each.concept) for each in known.by_attribute.get("material", ()))
    return mention.given and not known.by_attribute.get(group)


@functools.lru_cache(maxsize=4096)
def is_kin_to_facts(concept: str, known: ConceptFacts) -> bool:
    """Whether a fact has a compound with a form of the concept, or another concept that shares a telling word."""
    kind = concepts()[concept].kind
    if kind not in _KINDS:
        return False
    if kind == "care" and any(each.concept in above(concept) - {concept} for each in known.statements):
        return True
    if kind in _MADE:
        return any(_is_end_of(form, word) for form in _single_forms(concept) for word in _words_of(known))
    alone = _words_alone(concept)
    return any(alone & _words_of_phrases(each.concept) for each in known.statements if each.concept)


@functools.lru_cache(maxsize=4096)
def is_free_of(concept: str, known: ConceptFacts) -> bool:
    """Whether a word of a fact says that it is without this: `bleifreies` of glass without lead."""
    return any(
        word.startswith(form) and word[len(form) :].startswith(_FREE)
        for form in _single_forms(concept)
        for word in _words_of(known)
    )


def _is_end_of(form: str, word: str) -> bool:
    return len(word) > len(form) and (word.startswith(form) or word.endswith(form))


@functools.lru_cache(maxsize=16)
def _words_of(known: ConceptFacts) -> frozenset[str]:
    return frozenset(
        word for _, text in known.plain_texts for word in _LETTERS.findall(text) if len(word) > _SHORTEST_MADE
    )


@functools.lru_cache(maxsize=4096)
def _single_forms(concept: str) -> tuple[str, ...]:
    """The forms of one word, in every language."""
    every = (form.strip("-=+").casefold() for language in _LANGUAGES for form in concepts()[concept].forms(language))
    return tuple({form for form in every if len(form) >= _SHORTEST_MADE and form.isalpha()})


@functools.lru_cache(maxsize=4096)
def _words_alone(concept: str) -> frozenset[str]:
    """The longer single words that are its forms in English, and the first of its verbs: `removable`, `comes off`."""
    forms = (form.casefold() for form in concepts()[concept].forms("en"))
    return frozenset(form.removesuffix("s") for form in forms if len(form) >= _SHORTEST and form.isalpha())


@functools.lru_cache(maxsize=4096)
def _words_of_phrases(concept: str) -> frozenset[str]:
    """The longer words of its forms in English that have more words than one."""
    phrases = (form.casefold().split() for form in concepts()[concept].forms("en") if " " in form)
    return frozenset(word.removesuffix("s") for words in phrases for word in words if len(word) >= _SHORTEST)


def may_be_woven(one: str, other: str) -> bool:
    """Whether a weave and a material may be of one cloth: a satin of silk; no fleece of it, and no weave of leather."""
    weave, material = (one, other) if "weave" in above(one) else (other, one)
    if "textile" not in above(material):
        return False
    return not (weave in _PILES and above(material) & _NEVER_PILE)
