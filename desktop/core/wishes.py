"""How a text that stands there is to be rewritten: a wish with a name, or in the writer's own words.

A wish travels as text: `shorter`, `tone:friendly`, `translate:nl`, or a sentence. A selection of a longer text is
rewritten under the field `SELECTION`, whatever the kind of its draft.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

SELECTION = "selection"
"""The field that holds a part of a text while that part alone is rewritten."""


class WishName(StrEnum):
    """The wishes that have a name; `FREE` is one in words."""

    SHORTER = "shorter"
    LONGER = "longer"
    SIMPLER = "simpler"
    AGAIN = "again"
    TONE = "tone"
    PERSON = "person"
    ACTIVE = "active"
    CONTINUE = "continue"
    SUMMARISE = "summarise"
    EXPLAIN = "explain"
    TRANSLATE = "translate"
    FREE = "free"


class Person(StrEnum):
    """Who speaks, or is spoken to: I, we, you, or they."""

    I = "i"  # noqa: E741 - the word itself
    WE = "we"
    YOU = "you"
    THEY = "they"


WITH_ARGUMENT = frozenset({WishName.TONE, WishName.PERSON, WishName.TRANSLATE})
"""Wishes that say what is wanted after a colon: `tone:friendly`, `person:we`, `translate:sv`."""


class Wish(msgspec.Struct, frozen=True):
    """A wish; `argument` is a tone, a `Person`, a language's code or, of a free one, its words."""

    name: WishName
    argument: str = ""

    def __str__(self) -> str:
        """As it travels."""
        if self.name is WishName.FREE:
            return self.argument
        return f"{self.name}:{self.argument}" if self.argument else self.name.value


def read_wish(text: str) -> Wish:
    """The wish in a text; what has no name, or lacks what its name asks for, is a wish in words."""
    name, colon, argument = text.strip().partition(":")
    known = name in set(WishName) - {WishName.FREE}
    if known and bool(colon) == (name in WITH_ARGUMENT) and bool(argument.strip()) == bool(colon):
        argument = argument.strip().lower() if name != WishName.TONE else argument.strip()
        if name != WishName.PERSON or argument in set(Person):
            return Wish(WishName(name), argument)
    return Wish(WishName.FREE, text.strip())
