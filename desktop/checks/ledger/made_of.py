"""Signs in the words around a material: a veneer called solid, what something is made of or clad in outright."""

from __future__ import annotations

import re

from desktop.checks.ledger.concept_data import above
from desktop.checks.ledger.concept_facts import VENEER, ConceptFacts, Statement
from desktop.checks.ledger.concept_forms import tokens_of
from desktop.checks.ledger.concepts import Mention

_MADE = frozenset(
    {"made", "crafted", "gemaakt", "vervaardigd", "tillverkad", "tillverkat", "gjord", "gjort", "sydd", "sytt"}
)
_SOLID = ("solid", "massief", "massieve", "massiv", "vollholz")
_WHOLLY = re.compile(r"(?!.*(?:veneer|fine+r|fan[eé]r|furnier))\b(?:solid|massie[fv]|massiv|vollholz)", re.IGNORECASE)
_CLAD = re.compile(
    r"\b(?:covered|clad|upholstered|lined|wrapped|made|bekleed|gestoffeerd|overtrokken|gevoerd|gemaakt"
    r"|kläd[dt]a?|klätt|fodrade?"
    r"|fodrat|tillverkad[et]?|gjord|gjort) (?:in|with|of|from|met|van|uit|i|med|av) (?:[^\W\d_]+ )?$"
    r"|\b\w*(?:panel\w*|lid|cover|hoes|paneel|klep|överdel\w*|foder|fodral\w*|rygg\w*|sits\w*|klädsel\w*) (?:in"
    r"|of|van|i|av) $",
    re.IGNORECASE,
)


def is_clad_in(sentence: str, start: int) -> bool:
    """Whether the words before a material say outright that the product, or its cover, is made of it."""
    return _CLAD.search(sentence, 0, start) is not None


def faced(sentence: str, mention: Mention, supporting: list[Statement], known: ConceptFacts) -> tuple[Statement, ...]:
    """The statements of a veneer where the sentence says that the wood is solid, and the other way round."""
    if "wood" in above(mention.concept) and VENEER.search(_with_next(sentence, mention)):
        solid = tuple(each for each in supporting if _WHOLLY.search(known.texts.get(each.fact, "")))
        return solid if len(solid) == len(supporting) else ()
    before = tokens_of(sentence)[max(0, mention.first - 1) : mention.first]
    words = (before[0].lower if before else "") + " " + sentence[mention.start : mention.end].lower()
    if "wood" not in above(mention.concept) or not words.strip().startswith(_SOLID):
        return ()
    faced = tuple(each for each in supporting if VENEER.search(known.texts.get(each.fact, "")))
    return faced if len(faced) == len(supporting) else ()


def _with_next(sentence: str, mention: Mention) -> str:
    """The words of a mention with the one behind: `oak veneer`, `ekfaner`."""
    behind = tokens_of(sentence)[mention.last + 1 : mention.last + 2]
    return sentence[mention.start : behind[0].end if behind else mention.end]


def is_made(sentence: str, mention: Mention) -> bool:
    """Whether the sentence says outright that the product is made of it: the lining alone is not enough."""
    return any(token.lower in _MADE for token in tokens_of(sentence)[max(0, mention.first - 4) : mention.first])


def is_of_known(sentence: str, start: int, known: ConceptFacts) -> bool:
    """Whether it ends a compound whose first half a fact has: `GORE-TEX-voering` where the membrane is GORE-TEX."""
    first = _FIRST_HALF.search(sentence, 0, start)
    return first is not None and bool(known.with_words(first[1]))


_FIRST_HALF = re.compile(r"([^\W_][\w-]{2,})-$")
