"""What is worn with the product, what it works on, and what the reader is told to do: none of it is its own."""

from __future__ import annotations

import re

from desktop.checks.ledger.concepts.concept_forms import Token
from desktop.checks.ledger.concepts.concepts import Mention

_FRESH = frozenset(".;:!?(–—|•,/")
_TAKE = frozenset({"ta", "take", "haal", "neem", "lift", "lyft", "fäll", "klap", "vouw"})
_WORN = frozenset({"material", "colour"})
_WORN_WITH = re.compile(
    r"\b(?:wears?|wore|draag|draagt|dragen|droegen|bär|bar)\s(?:ours|it|them|mine|this|hem|ze|haar|de onze|den|det|dem"
    r"|våra|vår|vårt)\s(?:\w+\s){0,2}?(?:with|over|under|met|onder|boven|med|till|över)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
"""What is worn together with the product is of its own make: *We wear ours with merino socks*."""
_WORKED_ON = 8
_TO_WORK_ON = frozenset({"for", "voor", "för", "till", "through", "door", "genom"})


def _is_of_what_it_is_for(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """Whether a clause begins with what is worked on: `for wood, plaster and thin steel this one is plenty`."""
    for place in range(mention.first - 1, max(-1, mention.first - _WORKED_ON), -1):
        token = tokens[place]
        if token.lower in _TO_WORK_ON:
            return not place or tokens[place - 1].text in _FRESH
        if not token.is_word and token.text != ",":
            return False
    return False


def is_put_beside(sentence: str, mention: Mention, kind: str, tokens: tuple[Token, ...]) -> bool:
    """Whether a material or colour is of what is worn with the product, or of what it is for."""
    if kind in _WORN and _WORN_WITH.search(sentence, 0, mention.start):
        return True
    return kind == "material" and _is_of_what_it_is_for(tokens, mention)


def is_told(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """Whether it is something to do, told to the reader: `Ta av det när du badar`, `Take off the ring`."""
    opens = not mention.first or tokens[mention.first - 1].text in _FRESH
    return opens and mention.last > mention.first and tokens[mention.first].lower in _TAKE
