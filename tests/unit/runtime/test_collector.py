"""Garbage of the window is freed by the window's thread, whatever other threads allocate."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.runtime.collector import Collector

freed_in: list[int] = []


class Cycle:
    """Only the collector can free it, and it says in which thread that was."""

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        freed_in.append(threading.get_ident())


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    assert qtbot is not None
    freed_in.clear()
    gc.enable()
    made = Collector()
    assert not gc.isenabled()
    yield made
    made.stop()
    assert gc.isenabled()
    gc.disable()


@pytest.mark.usefixtures("collector")
def test_another_thread_that_allocates_much_frees_nothing_and_the_timer_does(qtbot: QtBot) -> None:
    Cycle()

    def allocate() -> None:
        kept = [[number] for number in range(50_000)]
        kept.clear()

    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert freed_in == []
    kept = [[number] for number in range(5_000)]
    qtbot.waitUntil(lambda: bool(freed_in), timeout=10_000)
    assert freed_in == [threading.get_ident()]
    assert kept


def test_the_oldest_generation_that_is_due_is_collected(collector: Collector) -> None:
    gc.collect()
    for _ in range(gc.get_threshold()[1] + 1):
        gc.collect(0)
    Cycle()
    collector.collect()
    assert gc.get_count()[1] == 0
    assert freed_in == [threading.get_ident()]
