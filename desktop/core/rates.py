"""Rates and amounts of variants out in the world, as values; `desktop.statistics` finds them."""

from __future__ import annotations

import msgspec


class Rate(msgspec.Struct, frozen=True):
    """It `happened` to so many of the `shown`; the share with its 95 % interval, `None` when nobody saw it."""

    name: str
    shown: int
    happened: int
    rate: float | None
    low: float | None
    high: float | None


class Versus(msgspec.Struct, frozen=True):
    """Two rates: `leader` is the higher one, `sure` the probability (a half or more) that it truly is.

    `low` and `high` are the 95 % interval of leader minus other. `needed` is how many more people must be shown each
    until `sure` reaches 95 %, if the difference stays as it is: 0 when it has, `None` when no figure makes sense. With
    too few people (`enough` is false) nothing is said: all four are `None`.
    """

    leader: Rate
    other: Rate
    sure: float | None
    low: float | None
    high: float | None
    needed: int | None
    enough: bool


class Ranking(msgspec.Struct, frozen=True):
    """Many rates: best first, those shown to too few people last.

    `best` is for each the probability that it is the best of all, `None` where too little is known; `against` is the
    first one compared with each other.
    """

    rates: tuple[Rate, ...]
    best: tuple[float | None, ...]
    against: tuple[Versus, ...]


class Amount(msgspec.Struct, frozen=True):
    """What a variant brought in: in all, for each person who saw it, and for each time that it happened.

    `per_person` is `None` when nobody saw it, `per_case` when it never happened.
    """

    name: str
    shown: int
    happened: int
    amount: float
    currency: str
    per_person: float | None
    per_case: float | None


class AmountVersus(msgspec.Struct, frozen=True):
    """By how much more per person the leader brought in than the other, in their currency.

    There is no probability: how much single orders differ is not in a total, and one large order may be all of it.
    """

    leader: Amount
    other: Amount
    ahead: float
