"""The calls that were made to models: what went where and when, and what it cost; never what it said."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.ids import DraftId


class Purpose(StrEnum):
    """What a call was made for."""

    WRITE = "write"
    JUDGE = "judge"
    EXTRACT = "extract"
    LINES = "lines"
    TEST = "test"
    SEND = "send"
    INSPECT = "inspect"
    FETCH = "fetch"
    TRANSLATE = "translate"


class CallRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """One request to a model, one test mail (`send`) or one page that was asked for (`fetch`), whatever became of it.

    `at` is when it was sent (ISO 8601 in UTC), `host` where to, `provider` whose name it bears (`local`: the model
    inside). Tokens are as the provider counts them; `estimated` says that it did not, as of an answer that was stopped,
    so that they and the cost are counted here. `cost` is in `currency`, `None` when nobody knows the price. `outcome`
    is `ok` or the kind of the error; `replaced` how many private details were replaced. `draft` is filled in by
    whoever knows it, `content` only when the writer wants it kept: the text that was sent.
    """

    at: str
    provider: str
    model: str
    host: str
    purpose: Purpose
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None
    currency: str = "USD"
    outcome: str = "ok"
    replaced: int = 0
    draft: DraftId = DraftId("")
    content: str = ""
    id: int = 0
    estimated: bool = False


class Spent(msgspec.Struct, frozen=True):
    """What calls cost together, in USD; `unknown` counts those whose cost nobody knows, or not in USD.

    `estimated` counts those of which the provider did not say what they used, so that their cost is about right.
    """

    provider: str
    calls: int
    cost: float
    unknown: int
    estimated: int = 0


class DaySpent(msgspec.Struct, frozen=True):
    """What the calls of one day cost together, as in `Spent`; `day` is a date (ISO 8601) where the computer is."""

    day: str
    calls: int
    cost: float
    unknown: int
    estimated: int = 0
