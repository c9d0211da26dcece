"""The brief from which a draft is written, and the facts it rests on."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.rulings import Rulings


class Kind(StrEnum):
    """What a draft is."""

    PRODUCT = "product"
    MAIL = "mail"
    BLOG = "blog"
    REPLY = "reply"
    TRANSLATION = "translation"


class Length(StrEnum):
    """How long the text should be."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


LANGUAGES: tuple[str, ...] = ("en", "nl", "sv")
"""The languages of copy that are first-class here."""


DEFAULT_CHANNELS: dict[Kind, tuple[str, ...]] = {
    Kind.PRODUCT: ("shop.title", "shop.description", "seo.title", "seo.description"),
}
"""What is written when a brief names no channel."""


class Fact(msgspec.Struct, frozen=True, omit_defaults=True):
    """One row of the fact ledger; the value is written as people write it, in any of the three notations.

    `variant` is the size, colour or other variant that alone it holds for (empty: all); `sentence` is what it was read
    from.
    """

    id: str = ""
    name: str = ""
    value: str = ""
    unit: str = ""
    source: str = ""
    approved: bool = True
    must_mention: bool = False
    variant: str = ""
    sentence: str = ""

    @property
    def text(self) -> str:
        """Value and unit as one reads them: `980 g`."""
        return f"{self.value} {self.unit}".strip()


class Brief(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the writer asks for; everything but the kind may be missing.

    `language` is a two-letter code or empty for "detect"; `channels` are channel ids; `banned` are words never to use;
    `instructions` are the writer's own, kept with templates; `rulings` are what was decided on remarks about the draft.
    """

    kind: Kind = Kind.PRODUCT
    product: str = ""
    audience: str = ""
    tone: str = ""
    language: str = ""
    channels: tuple[str, ...] = ()
    keyphrase: str = ""
    length: Length = Length.MEDIUM
    notes: str = ""
    instructions: str = ""
    banned: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    rulings: Rulings = Rulings()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write from."""
        return not (self.product.strip() or self.notes.strip() or any(fact.value.strip() for fact in self.facts))


def number_facts(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Give each fact without an id the next free one of `f1`, `f2`, …"""
    taken = {fact.id for fact in facts if fact.id}
    numbered: list[Fact] = []
    position = 0
    for fact in facts:
        if fact.id:
            numbered.append(fact)
            continue
        position += 1
        while f"f{position}" in taken:
            position += 1
        numbered.append(msgspec.structs.replace(fact, id=f"f{position}"))
    return tuple(numbered)
