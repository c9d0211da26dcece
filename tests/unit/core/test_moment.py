from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desktop.core.moment import timestamp


def test_it_is_this_second_and_says_of_which_zone() -> None:
    stamp = timestamp()
    assert len(stamp) == len("2026-11-22T09:05:00+00:00")
    assert abs(datetime.fromisoformat(stamp) - datetime.now(UTC)) < timedelta(minutes=1)
