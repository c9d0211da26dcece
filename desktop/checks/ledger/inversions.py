"""What a sentence denies after it has named it: `Diskmaskinen får den inte se`, `gluten- en lactosevrij`."""

from __future__ import annotations

from desktop.checks.ledger.concept_data import concepts, context_words
from desktop.checks.ledger.concept_forms import Token

_ANDS = frozenset({"and", "or", "en", "of", "och", "eller", "&"})
_MODALS = frozenset({"får", "ska", "bör", "tål", "kan", "är", "mag", "moet", "hoort", "is", "zijn", "must", "should"})
_PRONOUNS = frozenset(
    {"den", "det", "de", "du", "man", "hij", "ze", "zij", "het", "deze", "dit", "je", "u", "it", "they", "you"}
)
_NOTS = frozenset({"inte", "ej", "aldrig", "niet", "nooit", "not", "never"})
_DENIABLE = frozenset({"care", "property", "health", "technology"})
_REACH = 3


def is_fronted_and_denied(tokens: tuple[Token, ...], last: int, concept: str) -> bool:
    """Whether a verb, a pronoun and a `not` follow what begins the sentence: `De vaatwasser mag hij niet in`."""
    if concepts()[concept].kind not in _DENIABLE:
        return False
    place = last if tokens[last].lower in _MODALS else last + 1
    words = [token.lower for token in tokens[place : place + 2 + _REACH]]
    if len(words) < _REACH:
        return False
    if words[0] in _PRONOUNS:  # `Waterproof it is not`
        words[:2] = words[1::-1]
    if words[0] not in _MODALS or words[1] not in _PRONOUNS:
        return False
    return any(word in _NOTS for word in words[2:]) and "," not in words


def is_of_free_pair(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether `and` at this place joins half of a compound to one that ends in free: `gluten- en lactosevrij`."""
    if tokens[place].lower not in _ANDS or place + 1 >= len(tokens):
        return False
    ends = (*context_words(language, "free_suffix"), *context_words(language, "free"))
    following = tokens[place + 1].lower
    if following.endswith(ends):
        return True
    return place + 3 < len(tokens) and tokens[place + 2].text in "-‑" and tokens[place + 3].lower in ends
