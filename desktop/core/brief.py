"""The brief from which a draft is written, and the facts it rests on."""

from __future__ import annotations

import itertools
from enum import StrEnum

import msgspec

from desktop.core.mail import Mail
from desktop.core.post import Post
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
    Kind.MAIL: ("mail.subject", "mail.preheader"),
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


class Passage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A piece of knowledge that a reply may rest on: `id` is `p1`, `p2`, …, `source` where it was taken from."""

    id: str = ""
    text: str = ""
    source: str = ""


class Brief(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the writer asks for; everything but the kind may be missing.

    `language` is a two-letter code or empty for "detect"; `channels` are channel ids; `banned` are words never to use;
    `instructions` are the writer's own, kept with templates; `rulings` are what was decided on remarks about the draft.
    `mail` is what a mail is made of, `post` what a post is. `question` is the customer's mail that a reply answers,
    `passages` what it may rest on beside the facts.
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
    mail: Mail | None = None
    post: Post | None = None
    question: str = ""
    passages: tuple[Passage, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write from."""
        texts = (self.product, self.notes, self.question, *(fact.value for fact in self.facts))
        if self.post is not None:
            texts += (self.post.angle, *(each.heading for each in self.post.outline))
            texts += tuple(each.text for each in self.post.sources)
        return not any(text.strip() for text in texts)


def knowing(brief: Brief) -> Brief:
    """The brief with its passages as facts without a name, under their own ids: a reply may rest on either.

    So may a post on its sources, whose paragraphs are such facts too (`q1.1`, `q1.2`, …).
    """
    told = tuple(Fact(each.id, value=each.text, source=each.source) for each in brief.passages if each.text.strip())
    for source in brief.post.sources if brief.post is not None else ():
        told += tuple(Fact(piece, value=text, source=source.title) for piece, text in source.pieces())
    return msgspec.structs.replace(brief, facts=(*brief.facts, *told)) if told else brief


def number_passages(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Give each passage without an id the next free one of `p1`, `p2`, …"""
    taken = {each.id for each in passages if each.id}
    free = (f"p{number}" for number in itertools.count(1) if f"p{number}" not in taken)
    return tuple(each if each.id else msgspec.structs.replace(each, id=next(free)) for each in passages)


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
