"""A reply to a customer: what they ask, and what each sentence of the answer rests on."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Rest(StrEnum):
    """What a sentence of a reply rests on; courtesy asserts nothing, `OPEN` says that something is not known yet."""

    FACT = "fact"
    PASSAGE = "passage"
    QUESTION = "question"
    COURTESY = "courtesy"
    OPEN = "open"
    NOTHING = "nothing"


class Basis(msgspec.Struct, frozen=True):
    """A sentence of the reply (code points of its field), what it rests on, and the words of that.

    `ids` are those of facts (`f1`) and passages (`p1`), the strongest first; `quote` is what they say. Of a post, whose
    sources are passages, `pieces` are the paragraphs of them (`q1.3`), and `shown` says that the sentence has a mark of
    a source, a note or a link.
    """

    field: str
    start: int
    end: int
    rest: Rest
    ids: tuple[str, ...] = ()
    quote: str = ""
    pieces: tuple[str, ...] = ()
    shown: bool = False


class Asked(msgspec.Struct, frozen=True):
    """A question in the customer's mail (code points), with what is known about it: ids, the best first (none: open).

    `answered` says that the reply speaks of it.
    """

    start: int
    end: int
    text: str
    ids: tuple[str, ...] = ()
    answered: bool = False


class Resting(msgspec.Struct, frozen=True):
    """What a reply rests on; `customer` is their name as they sign, `language` that of their mail (empty: unsure)."""

    bases: tuple[Basis, ...] = ()
    asked: tuple[Asked, ...] = ()
    customer: str = ""
    language: str = ""
