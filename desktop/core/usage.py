"""What calls to models used, and how long they took."""

from __future__ import annotations

import msgspec


class Usage(msgspec.Struct, frozen=True):
    """What a call used; an unknown cost is `None`, never 0. `estimated`: the provider did not count all of it."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None
    currency: str = "USD"
    estimated: bool = False


class Timing(msgspec.Struct, frozen=True):
    """How long a call took, in seconds."""

    first_token_s: float | None = None
    total_s: float = 0.0
