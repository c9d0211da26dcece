"""How byte counts become progress."""

from __future__ import annotations

from desktop.core.events import Progress
from desktop.engine.fetch_progress import FetchProgress, FetchStage, Meter


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def _meter() -> tuple[Meter, list[FetchProgress], Clock]:
    seen: list[FetchProgress] = []
    clock = Clock()
    return Meter(seen.append, clock), seen, clock


def test_at_most_ten_times_a_second_and_at_the_end() -> None:
    meter, seen, clock = _meter()
    meter.begin(FetchStage.FETCH, "Downloading…", 0, 1000)
    for done in range(0, 1001, 10):
        clock.now += 0.01
        meter.at(done)
    assert 10 <= len(seen) <= 13
    assert seen[-1].done == 1000


def test_the_rate_is_that_of_the_last_seconds() -> None:
    meter, seen, clock = _meter()
    meter.begin(FetchStage.FETCH, "Downloading…", 5_000, 1_000_000)
    for _ in range(20):
        clock.now += 1
        meter.at(seen[-1].done + 100)
    assert round(seen[-1].bytes_per_s) == 100
    for _ in range(10):
        clock.now += 1
        meter.at(seen[-1].done + 5_000)
    assert round(seen[-1].bytes_per_s) == 5_000


def test_it_does_not_run_backwards() -> None:
    meter, seen, clock = _meter()
    meter.begin(FetchStage.FETCH, "Downloading…", 500, 1000)
    clock.now += 1
    meter.at(400)
    assert [progress.done for progress in seen] == [500]


def test_unless_it_is_told_that_what_was_there_is_of_no_use() -> None:
    meter, seen, _ = _meter()
    meter.begin(FetchStage.FETCH, "Downloading…", 500, 1000)
    meter.back_to(0)
    assert [progress.done for progress in seen] == [500, 0]


def test_the_size_may_become_known_later() -> None:
    meter, seen, clock = _meter()
    meter.begin(FetchStage.FETCH, "Downloading…")
    meter.expect(2000)
    clock.now += 1
    meter.at(100)
    assert (seen[0].total, seen[-1].total) == (0, 2000)


def test_it_becomes_an_event_of_the_engine() -> None:
    progress = FetchProgress(FetchStage.FETCH, "Downloading…", 10, 20, 5.0, "hub")
    assert progress.event == Progress("fetch", "Downloading…", 10, 20, "bytes")
