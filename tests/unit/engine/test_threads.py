"""Work in threads ends before the task that asked for it goes on."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from desktop.engine.threads import Wanted, in_thread


def test_the_result_comes_back() -> None:
    assert asyncio.run(in_thread(lambda _wanted: threading.current_thread() is not threading.main_thread()))


def test_an_error_comes_back() -> None:
    def work(_wanted: Wanted) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        asyncio.run(in_thread(work))


def test_a_cancelled_task_waits_for_the_end_of_its_work() -> None:
    ended = threading.Event()

    def work(wanted: Wanted) -> None:
        try:
            while True:
                wanted.check()
                time.sleep(0.01)
        finally:
            ended.set()

    async def main() -> None:
        task = asyncio.create_task(in_thread(work))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert ended.is_set()

    asyncio.run(main())


def test_an_error_after_cancelling_does_not_hide_that_it_was_cancelled() -> None:
    def work(_wanted: Wanted) -> None:
        time.sleep(0.1)
        raise ValueError("too late")

    async def main() -> None:
        task = asyncio.create_task(in_thread(work))
        await asyncio.sleep(0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
