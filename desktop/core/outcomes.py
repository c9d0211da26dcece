"""What became of variants out in the world: opens, clicks, orders and sales, as the writer's own figures say."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.ids import DraftId, VersionId


class Metric(StrEnum):
    """What was counted."""

    OPENS = "opens"
    CLICKS = "clicks"
    CONVERSIONS = "conversions"
    SALES = "sales"


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """The figures of one variant: how many people were `shown` it, and of how many of them it `happened`.

    `name` is the variant as the file calls it, `version` the text that is meant (0: not known). `amount` is the money
    that came of it in `currency`, `None` when the file has none. `source` is the file's name, `at` when it was read
    (ISO 8601 in UTC).
    """

    name: str
    metric: Metric
    shown: int
    happened: int
    amount: float | None = None
    currency: str = ""
    version: VersionId = VersionId(0)
    draft: DraftId = DraftId("")
    source: str = ""
    at: str = ""
    id: int = 0
