"""Where spending asks and where it stops: limits of a day, a month and a provider, and what is left of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum

import msgspec

from desktop.core.calls import Spent
from desktop.core.errors import ErrorKind, Problem, Remedy
from desktop.core.money import Rate
from desktop.core.settings import ASK_ABOVE, CAP_DAY, CAP_MONTH, Settings
from desktop.core.words import tr

_CENTS = 100


class Period(StrEnum):
    """What a limit is for."""

    DAY = "day"
    MONTH = "month"
    PROVIDER = "provider"


class Limit(msgspec.Struct, frozen=True):
    """A limit and what was spent of it, in USD."""

    period: Period
    most: float
    spent: float

    @property
    def left(self) -> float:
        """What is left of it; never less than nothing."""
        return max(0.0, self.most - self.spent)


def start_of_day(moment: datetime | None = None) -> str:
    """When the day of a moment (default: now) began where this computer is, as records bear it: ISO 8601 in UTC."""
    here = (moment or datetime.now(UTC)).astimezone()
    return _in_utc(datetime(here.year, here.month, here.day))  # noqa: DTZ001 - the time zone is this computer's


def start_of_month(moment: datetime | None = None) -> str:
    """When the month of a moment began, as `start_of_day` has it."""
    here = (moment or datetime.now(UTC)).astimezone()
    return _in_utc(datetime(here.year, here.month, 1))  # noqa: DTZ001 - the time zone is this computer's


def total(spent: Iterable[Spent], provider: str = "") -> Spent:
    """All of it in one, or that of one provider."""
    chosen = [each for each in spent if not provider or each.provider == provider]
    return Spent(
        provider,
        sum(each.calls for each in chosen),
        sum(each.cost for each in chosen),
        sum(each.unknown for each in chosen),
        sum(each.estimated for each in chosen),
    )


def tightest(
    settings: Settings, today: Iterable[Spent], month: Iterable[Spent], provider: str = "", provider_cap: float = 0.0
) -> Limit | None:
    """The limit of which the least is left for a call to a provider; `None` when there is no limit at all."""
    this_month = tuple(month)
    limits = (
        Limit(Period.DAY, float(settings.get(CAP_DAY)), total(today).cost),
        Limit(Period.MONTH, float(settings.get(CAP_MONTH)), total(this_month).cost),
        Limit(Period.PROVIDER, provider_cap, total(this_month, provider).cost if provider else 0.0),
    )
    return min((each for each in limits if each.most > 0), key=lambda each: each.left, default=None)


def reached(limit: Limit, rate: Rate, cost: float | None = None) -> Problem:
    """Why nothing is sent: a limit is reached, or what is left of it is less than this is expected to cost."""
    most = rate.show(limit.most)
    if limit.left > 0:
        message = tr(
            "This costs about {cost}, and {left} is left of your limit.",
            cost=rate.show(cost),
            left=rate.show(limit.left),
        )
    elif limit.period is Period.DAY:
        message = tr("Your limit of {limit} a day is reached.", limit=most)
    elif limit.period is Period.MONTH:
        message = tr("Your limit of {limit} a month is reached.", limit=most)
    else:
        message = tr("Your limit of {limit} a month for this provider is reached.", limit=most)
    hint = tr("Nothing was sent. Raise the limit in the settings, or use the model on this computer.")
    return Problem(ErrorKind.QUOTA, message, hint, Remedy.OPEN_SETTINGS)


def asks_above(settings: Settings) -> float:
    """From which cost on the writer wants to be asked, in USD."""
    return settings.get(ASK_ABOVE) / _CENTS


def _in_utc(local: datetime) -> str:
    return local.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
