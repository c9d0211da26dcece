"""What the engine leaves behind: no memory that grows, no thread, no socket, and no process after three seconds."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
import time
from pathlib import Path

import pytest

from desktop.core.brief import Brief
from desktop.core.errors import CopydeskError
from desktop.core.profile import Profile
from desktop.core.provider import Protocol
from desktop.engine.messages import Write
from desktop.engine.redaction import Secret
from desktop.engine.route import Route, litellm_name
from tests.clock import on_time
from tests.faults.engines import bench
from tests.faults.server import BY_MODEL, CANARY, FaultServer
from tests.unit.engine.engine_process import children_of, gone
from tests.unit.engine.running import nothing, running_engine

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="memory and sockets are read from /proc")
BRIEF = Brief(product="Mug", channels=("shop.title",), language="en")
CALLS, SETTLED, SLACK = 1000, 200, 2 * 1024 * 1024
AT_ONCE = 10
MIXED = ("none", "none", "no-finish", "cut", "error-event", "401", "length", "bytewise")
"""Models whose answers end well and in other ways, none of which is asked twice."""


def _memory(pid: int) -> int:
    """The memory of a process that is its own, in bytes."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Private_Dirty:"):
            return int(line.split()[1]) * 1024
    raise AssertionError("no such line")


@LINUX
@pytest.mark.slow
def test_memory_stays_as_it_is_over_a_thousand_calls(tmp_path: Path) -> None:
    with bench(tmp_path, ("openai", "anthropic")) as made:
        at: list[int] = []
        for number in range(CALLS // AT_ONCE):
            asked = [made.write(("openai", "anthropic")[i % 2], MIXED[i % len(MIXED)]) for i in range(AT_ONCE)]
            made.answers(asked)
            made.engine.lines.clear()
            if number * AT_ONCE >= SETTLED:
                at.append(_memory(made.engine.pid))
        assert sum(len(server.seen) for server in made.servers.values()) == CALLS
    first, last = min(at[:10]), min(at[-10:])
    assert last - first < SLACK, f"{(last - first) / 2**20:.1f} MB more after {CALLS} calls"


def _sockets() -> int:
    found = 0
    for path in Path("/proc/self/fd").iterdir():
        try:
            found += str(path.readlink()).startswith("socket:")
        except FileNotFoundError:
            continue  # the one of the listing itself
    return found


@on_time
@LINUX
@pytest.mark.parametrize("protocol", [Protocol.OPENAI, Protocol.ANTHROPIC, Protocol.GEMINI, Protocol.OLLAMA])
@pytest.mark.filterwarnings("ignore:.*ReadOnly. qualifier:UserWarning")  # pydantic's, of litellm's types
def test_an_engine_that_was_ended_leaves_no_thread_and_no_socket(profile: Profile, protocol: Protocol) -> None:
    """It is ended while one call streams, one hangs and one waits to be made again."""

    async def use(server: FaultServer) -> None:
        routes = [
            Route(f"shop/{fault}", litellm_name(protocol, fault), server.base(BY_MODEL), Secret(CANARY),
                  protocol=protocol, provider=fault)  # each a place of its own, or one would wait for its turn
            for fault in ("slow", "hang", "429", "none")
        ]  # fmt: skip
        async with running_engine(profile, *routes) as engine:
            await engine.write(Write(BRIEF, "shop/none", plain=True), nothing)
            tasks = [
                asyncio.ensure_future(engine.write(Write(BRIEF, route.id, plain=True), nothing)) for route in routes[:3]
            ]
            await asyncio.to_thread(server.wait_for_request, len(routes))
            await asyncio.sleep(0.3)
            for task in tasks:
                task.cancel()
            for outcome in await asyncio.gather(*tasks, return_exceptions=True):
                assert not isinstance(outcome, CopydeskError)
        assert all(seen.left.wait(0.5) for seen in server.seen if seen.fault in {"slow", "hang"})

    with FaultServer(protocol.value) as server:
        threads, sockets = set(threading.enumerate()), _sockets()
        asyncio.run(use(server))
        assert set(threading.enumerate()) <= threads
        limit = time.monotonic() + 1  # the server's ends of the last connections
        while _sockets() > sockets and time.monotonic() < limit:
            gc.collect()
            time.sleep(0.02)
        assert _sockets() <= sockets


@on_time
@LINUX
@pytest.mark.slow
@pytest.mark.parametrize("fault", ["slow", "hang", "hang-after-headers", "stall", "429", "500"])
def test_the_process_is_gone_within_three_seconds(tmp_path: Path, fault: str) -> None:
    """The window goes away while every route is in the midst of a call."""
    with bench(tmp_path) as made:
        for name in made.servers:
            made.write(name, fault)
        for server in made.servers.values():
            server.wait_for_request()
        time.sleep(0.5)
        processes = [made.engine.pid, *children_of(made.engine.pid)]
        began = time.monotonic()
        made.engine.close_input()
        made.engine.wait(3)
        assert gone(processes[1:], max(0.0, began + 3 - time.monotonic())), "a child outlived the engine"
        for server in made.servers.values():
            for seen in server.seen:
                if fault not in {"429", "500"}:
                    assert seen.left.wait(0.5), "a connection stayed open"
