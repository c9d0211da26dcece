"""The calls that were made to models: what went where and when, and what it cost; never what it said."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.draft import DraftId


class Purpose(StrEnum):
    """What a call was made for."""

    WRITE = "write"
    JUDGE = "judge"
    EXTRACT = "extract"
    TEST = "test"


class CallRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """One request to a model, whatever became of it.

    `at` is when it was sent (ISO 8601 in UTC), `host` where to, `provider` whose name it bears (`local`: the model
    inside). Tokens are as the provider counts them, 0 when it did not say; `cost` is in `currency`, `None` when it is
    unknown. `outcome` is `ok` or the kind of the error; `replaced` how many private details were replaced. `draft` is
    filled in by whoever knows it, `content` only when the writer wants it kept: the text that was sent.
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


class Spent(msgspec.Struct, frozen=True):
    """What calls cost together, in USD; `unknown` counts those whose cost nobody knows."""

    provider: str
    calls: int
    cost: float
    unknown: int
