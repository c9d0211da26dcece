"""Facts that say that a thing does not come along: `Stand: optional`, `Power: 2 × AA (excl. batteries)`, `utan lampa`.

What the product runs on, or takes, is then named by other facts all the same; they do not put it in the box.
"""

from __future__ import annotations

import functools
import re

from desktop.checks.ledger.answers import answer_of, is_absent
from desktop.checks.ledger.concepts.concepts import concepts_in
from desktop.core.brief import LANGUAGES, Fact

_OPTIONAL = re.compile(
    r"\W*(?:optional|available as an? (?:accessory|option|extra)|as an? (?:accessory|option)|optional extra|accessory"
    r"|optioneel|als (?:accessoire|optie)|tegen meerprijs|meerprijs|accessoire|tillval|valbart|som tillval|valfritt"
    r"|valfri|som tillbehör|finns som tillbehör|mot (?:ett )?tillägg|optional erhältlich)\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"\b(?:excl(?:\.|\b|uding|usief|usive(?: of)?)|exkl(?:\.|\b|usive)|exclusief|without|zonder|utan|ohne|sans"
    r"|not incl(?:\.|uding)|(?:ej|inte) inkl\.?)\s*(?P<it>[^,;()/+]+)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?P<it>[^,;()/+]+?),?\s\(?(?:not included|not supplied|sold separately|excluded|niet inbegrepen|niet (?:mee|bij)"
    r"geleverd|apart verkrijgbaar|los verkrijgbaar|ingår (?:ej|inte)|medföljer (?:ej|inte)|säljs separat|köps separat"
    r"|köps till|nicht enthalten)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:incl|inkl|ingår|medfölj|följer med|inbegrepen|meegeleverd|bijgeleverd|supplied|provided|mitgeliefert"
    r"|enthalten)",
    re.IGNORECASE,
)
"""In the name of a fact that answers whether a thing comes along: `Batteri ingår: nej`."""


def is_optional(value: str) -> bool:
    """Whether a value says that what the fact is named for costs extra: `Recline: optional`, `Snökedjor: tillval`."""
    return _OPTIONAL.match(value) is not None


def sold_apart(concept: str, facts: tuple[Fact, ...]) -> tuple[str, ...]:
    """The facts that say that a thing does not come along."""
    return _every(facts).get(concept, ())


def is_wholly_apart(fact: Fact) -> bool:
    """Whether nothing that a fact speaks of comes along: `Power: 3 x AAA (not incl.)`."""
    return is_absent(fact.text) and fact.text in _left_out(fact)


@functools.lru_cache(maxsize=16)
def _every(facts: tuple[Fact, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for fact in facts:
        pieces = _left_out(fact)
        named = {each for piece in pieces for each in _concepts(piece)}
        for concept in named:
            found[concept] = (*found.get(concept, ()), fact.id)
    return found


def _left_out(fact: Fact) -> tuple[str, ...]:
    """The words of a fact for what it says does not come along."""
    pieces = [each["it"] for pattern in (_WITHOUT, _BEHIND) for each in pattern.finditer(fact.text)]
    asked = _ASKED.search(fact.name) is not None and answer_of(fact.text) is False
    if asked or is_optional(fact.text):
        pieces.append(fact.name)
    elif is_absent(fact.text) and not any(_concepts(each) for each in pieces):
        pieces += [fact.name, fact.text]
    return tuple(pieces)


@functools.lru_cache(maxsize=1024)
def _concepts(words: str) -> frozenset[str]:
    return frozenset(each.concept for language in (*LANGUAGES, "de") for each in concepts_in(words, language))
