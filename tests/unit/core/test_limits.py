"""Days and months as they are where the computer is, and the limit that is the tightest."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from desktop.core.calls import Spent
from desktop.core.errors import ErrorKind, Remedy
from desktop.core.limits import (
    Limit,
    Period,
    asks_above,
    reached,
    start_of_day,
    start_of_month,
    tightest,
    total,
)
from desktop.core.money import Rate
from desktop.core.settings import ASK_ABOVE, CAP_DAY, CAP_MONTH, Settings

TODAY = (Spent("a", 3, 1.5, 1, 1), Spent("b", 1, 0.5, 0))
MONTH = (Spent("a", 30, 15.0, 2, 1), Spent("b", 10, 5.0, 0))


@pytest.fixture
def in_amsterdam(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot be told another time zone")
    monkeypatch.setenv("TZ", "Europe/Amsterdam")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_amsterdam")
@pytest.mark.parametrize(
    ("moment", "day", "month"),
    [
        ("2026-11-20T10:00", "2026-11-19T23:00:00.000Z", "2026-10-31T23:00:00.000Z"),
        ("2026-11-20T22:59", "2026-11-19T23:00:00.000Z", "2026-10-31T23:00:00.000Z"),
        ("2026-11-20T23:00", "2026-11-20T23:00:00.000Z", "2026-10-31T23:00:00.000Z"),
        ("2026-10-31T23:30", "2026-10-31T23:00:00.000Z", "2026-10-31T23:00:00.000Z"),
        ("2026-07-01T10:00", "2026-06-30T22:00:00.000Z", "2026-06-30T22:00:00.000Z"),
        ("2026-10-25T12:00", "2026-10-24T22:00:00.000Z", "2026-09-30T22:00:00.000Z"),
    ],
)
def test_days_and_months_begin_here(moment: str, day: str, month: str) -> None:
    then = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert (start_of_day(then), start_of_month(then)) == (day, month)


def test_sums() -> None:
    assert total(TODAY) == Spent("", 4, 2.0, 1, 1)
    assert total(TODAY, "b") == Spent("b", 1, 0.5, 0)
    assert total((), "b") == Spent("b", 0, 0, 0)


@pytest.mark.parametrize(
    ("day", "month", "provider", "cap", "limit"),
    [
        (0, 0, "a", 0.0, None),
        (3, 0, "a", 0.0, Limit(Period.DAY, 3.0, 2.0)),
        (3, 20, "a", 0.0, Limit(Period.MONTH, 20.0, 20.0)),
        (3, 100, "a", 15.2, Limit(Period.PROVIDER, 15.2, 15.0)),
        (3, 100, "c", 0.5, Limit(Period.PROVIDER, 0.5, 0.0)),
        (2, 0, "", 7.0, Limit(Period.DAY, 2.0, 2.0)),
    ],
)
def test_the_tightest(day: int, month: int, provider: str, cap: float, limit: Limit | None) -> None:
    settings = Settings({CAP_DAY.key: day, CAP_MONTH.key: month})
    assert tightest(settings, TODAY, MONTH, provider, cap) == limit


def test_nothing_less_than_nothing_is_left() -> None:
    assert Limit(Period.DAY, 1.0, 1.5).left == 0.0


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit(Period.DAY, 5.0, 5.0), "US$ 5.00 a day is reached"),
        (Limit(Period.MONTH, 5.0, 6.0), "US$ 5.00 a month is reached"),
        (Limit(Period.PROVIDER, 5.0, 5.0), "a month for this provider is reached"),
        (Limit(Period.DAY, 5.0, 4.9), "costs about US$ 0.30, and US$ 0.10 is left"),
    ],
)
def test_what_is_said_when_it_stops(limit: Limit, words: str) -> None:
    problem = reached(limit, Rate(), 0.3)
    assert words in problem.message.replace("\u00a0", " ")
    assert (problem.kind, problem.remedy) == (ErrorKind.QUOTA, Remedy.OPEN_SETTINGS)


def test_asking_is_set_in_cents() -> None:
    assert asks_above(Settings({ASK_ABOVE.key: 25})) == 0.25
    assert asks_above(Settings({ASK_ABOVE.key: 0})) == 0.0
