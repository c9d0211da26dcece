"""How a variant was made: enough to show why it reads as it does, and to make it again."""

from __future__ import annotations

import msgspec

from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.prompt import Message


class Exchange(msgspec.Struct, frozen=True, omit_defaults=True):
    """One call: what the model was asked for a field (empty: several at once), and what it answered, as it came.

    `repair` is the number of the round that put something right, 0 for the first asking; `seed` is `None` where none
    was given.
    """

    field: str
    messages: tuple[Message, ...]
    answer: str
    temperature: float = 0.7
    max_tokens: int = 0
    seed: int | None = None
    repair: int = 0


class Mending(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was put right in a field after the model had answered, and why, as a sentence for the writer."""

    field: str
    before: str
    after: str
    reason: str


class Making(msgspec.Struct, frozen=True, omit_defaults=True):
    """The settings of a writing and its course; the brief, with its facts, is kept beside it in the version.

    `fields` are those that were asked for (empty: all), `standing` what stood there by then.
    """

    fields: tuple[str, ...] = ()
    standing: Copy = Copy()
    max_repairs: int = 2
    plain: bool = False
    seed: int | None = None
    options: CheckOptions = CheckOptions()
    exchanges: tuple[Exchange, ...] = ()
    mendings: tuple[Mending, ...] = ()
