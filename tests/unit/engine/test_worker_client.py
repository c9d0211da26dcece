"""The worker process: limits, crashes, order, and that it never outlives its parent."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from desktop.core.environment import child_environment
from desktop.core.errors import Bug, ErrorKind, UserError
from desktop.engine.messages import ReadPaste
from desktop.engine.post_messages import Rendered
from desktop.engine.worker_client import WorkerClient
from tests.clock import on_time

TASKS = ("sleep", "echo", "refuse", "crash", "lock")


@asynccontextmanager
async def _worker() -> AsyncIterator[WorkerClient]:
    client = WorkerClient(*TASKS, module="tests.unit.engine.slow_worker")
    try:
        yield client
    finally:
        await client.close()


async def _ask(client: WorkerClient, task: str, text: str = "", limit_s: float = 5.0) -> str:
    return (await client.ask(task, ReadPaste(text), Rendered, limit_s=limit_s)).html


def test_work_is_done_in_order_and_prints_do_not_disturb_it() -> None:
    async def main() -> None:
        async with _worker() as client:
            texts = [f"Zoë & {number}" for number in range(5)]
            assert await asyncio.gather(*(_ask(client, "echo", text) for text in texts)) == texts

    asyncio.run(main())


def test_a_long_text_passes() -> None:
    async def main() -> None:
        async with _worker() as client:
            text = "x" * 3_000_000
            assert await _ask(client, "echo", text) == text

    asyncio.run(main())


@on_time
@pytest.mark.parametrize(("task", "text"), [("sleep", "30"), ("lock", "!")])
def test_what_takes_too_long_is_killed_and_said_so(task: str, text: str) -> None:
    async def main() -> None:
        async with _worker() as client:
            await _ask(client, "echo")
            first = client.pid
            began = time.monotonic()
            with pytest.raises(UserError, match="too complex") as caught:
                await _ask(client, task, text, limit_s=0.5)
            assert time.monotonic() - began < 1.5
            assert caught.value.problem.kind is ErrorKind.INPUT
            assert await _ask(client, "echo", "again") == "again"
            assert client.pid != first

    asyncio.run(main())


def test_an_error_of_the_task_comes_back_as_it_is() -> None:
    async def main() -> None:
        async with _worker() as client:
            with pytest.raises(UserError, match="no") as caught:
                await _ask(client, "refuse", "why")
            assert caught.value.problem.hint == "why"

    asyncio.run(main())


def test_a_crash_is_told_and_the_next_request_starts_another() -> None:
    async def main() -> None:
        async with _worker() as client:
            with pytest.raises(Bug, match="has stopped"):
                await _ask(client, "crash")
            assert await _ask(client, "echo", "again") == "again"

    asyncio.run(main())


def test_a_worker_that_cannot_start_says_so() -> None:
    async def main() -> None:
        client = WorkerClient("nobody", module="tests.unit.engine.slow_worker")
        with pytest.raises(Bug, match="has stopped"):
            await _ask(client, "nobody")
        await client.close()

    asyncio.run(main())


def test_a_worker_that_ended_by_itself_is_not_signalled(monkeypatch: pytest.MonkeyPatch) -> None:
    signalled: list[int] = []
    kill = asyncio.subprocess.Process.kill

    def noted(process: asyncio.subprocess.Process) -> None:
        signalled.append(process.pid)
        kill(process)

    monkeypatch.setattr(asyncio.subprocess.Process, "kill", noted)

    async def main() -> None:
        client = WorkerClient("nobody", module="tests.unit.engine.slow_worker")
        with pytest.raises(Bug, match="has stopped"):
            await _ask(client, "nobody")
        assert client.pid == 0
        assert signalled == []
        async with _worker() as living:
            await _ask(living, "echo")
            pid = living.pid
        assert signalled == [pid]

    asyncio.run(main())


def test_a_caller_that_leaves_does_not_mix_up_the_answers() -> None:
    async def main() -> None:
        async with _worker() as client:
            await _ask(client, "echo")
            leaving = asyncio.create_task(_ask(client, "sleep", "0.3"))
            await asyncio.sleep(0.1)
            leaving.cancel()
            with pytest.raises(asyncio.CancelledError):
                await leaving
            assert await _ask(client, "echo", "mine") == "mine"

    asyncio.run(main())


@on_time
def test_close_ends_a_busy_worker_at_once() -> None:
    async def main() -> None:
        client = WorkerClient(*TASKS, module="tests.unit.engine.slow_worker")
        await _ask(client, "echo")
        busy = asyncio.create_task(_ask(client, "sleep", "30", limit_s=60))
        await asyncio.sleep(0.1)
        began = time.monotonic()
        await client.close()
        assert time.monotonic() - began < 1
        with pytest.raises(asyncio.CancelledError):
            await busy

    asyncio.run(main())


_PARENT = """
import asyncio, os, sys
from desktop.engine.messages import ReadPaste
from desktop.engine.post_messages import Rendered
from desktop.engine.worker_client import WorkerClient

async def main():
    client = WorkerClient("echo", "lock", module="tests.unit.engine.slow_worker")
    await client.ask("echo", ReadPaste(""), Rendered, limit_s=5)
    print(client.pid, flush=True)
    await client.ask("lock", ReadPaste("!"), Rendered, limit_s=60)

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_busy_worker_goes_with_its_parent() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, env=child_environment())
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    time.sleep(0.3)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 3
    while Path(f"/proc/{worker}").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not Path(f"/proc/{worker}").exists()
