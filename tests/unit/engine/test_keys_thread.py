from __future__ import annotations

import asyncio
import threading
import time

import pytest

from desktop.engine import keys_thread
from desktop.engine.keys_thread import Hanging, KeyringThread
from tests.clock import on_time


def test_work_runs_in_a_daemon_thread_and_gives_its_answer() -> None:
    daemon = asyncio.run(KeyringThread().run(lambda: threading.current_thread().daemon))
    assert daemon is True


def test_pieces_of_work_follow_one_another() -> None:
    running, together = [0], [0]

    def work() -> None:
        running[0] += 1
        together[0] = max(together[0], running[0])
        time.sleep(0.02)
        running[0] -= 1

    async def scene() -> None:
        thread = KeyringThread()
        await asyncio.gather(*(thread.run(work) for _ in range(5)))

    asyncio.run(scene())
    assert together == [1]


@on_time
def test_after_a_hang_calls_fail_at_once_until_it_ends() -> None:
    gate = threading.Event()

    async def scene() -> None:
        thread = KeyringThread(0.1)
        with pytest.raises(Hanging):
            await thread.run(gate.wait)
        before = thread.hangs
        started = time.monotonic()
        with pytest.raises(Hanging):
            await thread.run(lambda: 1)
        assert time.monotonic() - started < 0.05
        gate.set()
        await thread.recover()
        assert (before, thread.hangs) == (True, False)
        assert await thread.run(lambda: 2) == 2

    asyncio.run(scene())


def test_recovering_waits_once_more_and_leaves_an_old_call_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()

    async def scene() -> None:
        thread = KeyringThread(0.05)
        with pytest.raises(Hanging):
            await thread.run(gate.wait)
        await thread.recover()
        with pytest.raises(Hanging):
            await thread.run(lambda: 1)
        monkeypatch.setattr(keys_thread, "LEFT_TO_ITSELF_S", 0.0)
        await thread.recover()
        assert await thread.run(lambda: 2) == 2

    asyncio.run(scene())
    gate.set()


def test_the_next_caller_waits_for_what_a_stopped_one_left_behind() -> None:
    order: list[str] = []

    def slow() -> None:
        time.sleep(0.1)
        order.append("slow")

    async def scene() -> None:
        thread = KeyringThread()
        stopped = asyncio.create_task(thread.run(slow))
        await asyncio.sleep(0.02)
        stopped.cancel()
        await thread.run(lambda: order.append("next"))

    asyncio.run(scene())
    assert order == ["slow", "next"]
