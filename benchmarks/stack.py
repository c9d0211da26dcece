"""What the gateway and the pipe add to a bare HTTP client: time to the first token, and tokens a second.

Bare client and program take turns on the same server in the same run, so that what else the machine does hits both.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import httpx
import msgspec

from benchmarks.figure import Figure, machine
from benchmarks.loopback import loopback
from desktop.core.brief import Brief
from desktop.core.environment import child_environment
from desktop.core.events import Delta
from desktop.core.profile import Profile
from desktop.core.prompt import Chunk, Message, Prompt, Role
from desktop.engine.frames import Request, Response
from desktop.engine.gateway import Gateway
from desktop.engine.local import LocalServer
from desktop.engine.messages import Configure, Write
from desktop.engine.redaction import Redactor
from desktop.engine.route import Route

RATE = 400
"""Tokens a second that the loopback server streams: more than any provider that sells text does for one answer."""

_CACHE = Path(__file__).resolve().parent.parent / ".cache"
_PROFILE = Profile(_CACHE / "bench", Path(os.environ.get("COPYDESK_MODELS") or _CACHE / "models"))
_TURNS = 25
_LOCAL_TURNS = 8
_TOKENS = 200
_LOCAL_TOKENS = 48
_MODEL = "local/qwen2.5-coder-0.5b"
_PROMPT = (
    Message(Role.SYSTEM, "You write copy for web shops."),
    Message(Role.USER, "Describe a stoneware mug of 300 ml, in as many sentences as you can."),
)

_WRITE = Write(
    Brief(product="Stoneware mug", channels=("shop.description",), language="en"), "loopback", max_repairs=0, plain=True
)


class Timed(NamedTuple):
    """One answer: seconds to its first token, and tokens a second from the first to the last."""

    first_s: float
    rate: float


Ask = Callable[[int], Awaitable[Timed]]
"""Ask for an answer of so many tokens."""


async def _timed(pieces: AsyncIterator[str]) -> Timed:
    began = time.perf_counter()
    first = last = 0.0
    count = 0
    async for _ in pieces:
        last = time.perf_counter()
        first = first or last
        count += 1
    return Timed(first - began, (count - 1) / (last - first))


def _bare(client: httpx.AsyncClient, route: Route) -> Ask:
    async def pieces(tokens: int) -> AsyncIterator[str]:
        request = {
            "model": route.model.removeprefix("openai/"),
            "messages": [{"role": message.role.value, "content": message.content} for message in _PROMPT],
            "max_tokens": tokens,
            "temperature": 0.0,
            "top_p": 0.9,
            "stream": True,
        }
        headers = {"Authorization": f"Bearer {route.key.reveal()}"}
        address = f"{route.base_url}/chat/completions"
        async with client.stream("POST", address, json=request, headers=headers) as response:
            async for line in response.aiter_lines():
                if not line.startswith("data: {"):
                    continue
                choices = json.loads(line[6:])["choices"]
                if choices and (text := choices[0]["delta"].get("content")):
                    yield text

    return lambda tokens: _timed(pieces(tokens))


def _ours(gateway: Gateway, route: Route) -> Ask:
    async def pieces(tokens: int) -> AsyncIterator[str]:
        async with aclosing(gateway.model(route).stream(Prompt(_PROMPT, tokens, temperature=0.0))) as answer:
            async for piece in answer:
                if isinstance(piece, Chunk):
                    yield piece.text

    return lambda tokens: _timed(pieces(tokens))


async def _in_turn(bare: Ask, ours: Ask, turns: int, tokens: int) -> tuple[list[Timed], list[Timed]]:
    """Both, once to warm up and then in turns, each being first every other time."""
    await bare(8)
    await ours(8)
    results: tuple[list[Timed], list[Timed]] = ([], [])
    for turn in range(turns):
        for which in ((0, 1), (1, 0))[turn % 2]:
            results[which].append(await (bare, ours)[which](tokens))
    return results


def _figures(where: str, bare: list[Timed], ours: list[Timed], taken_on: str) -> list[Figure]:
    """Medians over the turns; what both have in common in a turn, such as a busy machine, falls out of it."""
    turns = list(zip(bare, ours, strict=True))
    added = statistics.median(our.first_s - other.first_s for other, our in turns) * 1000
    slower = statistics.median(our.first_s / other.first_s for other, our in turns)
    ratio = statistics.median(our.rate / other.rate for other, our in turns)
    rate = statistics.median(our.rate for our in ours)
    return [
        Figure(
            f"first token, {where}, over a bare client",
            added,
            "ms",
            "≤ +25 ms",
            slower,
            added <= 25,
            taken_on,
        ),
        Figure(f"tokens/s, {where}", rate, "tokens/s", "≥ 0.97 of bare", ratio, ratio >= 0.97, taken_on),
    ]


def _client() -> httpx.AsyncClient:
    # No connection is kept, as the gateway keeps none to this computer.
    return httpx.AsyncClient(limits=httpx.Limits(max_keepalive_connections=0), timeout=60, trust_env=False)


async def _on_loopback(gateway: Gateway) -> list[Figure]:
    with loopback() as server:
        route = Route("loopback", "openai/loopback", server.base_url(RATE))
        async with _client() as client:
            bare, ours = await _in_turn(_bare(client, route), _ours(gateway, route), _TURNS, _TOKENS)
    return _figures(f"loopback at {RATE}/s", bare, ours, machine())


async def _on_local_model(gateway: Gateway) -> list[Figure]:
    server = LocalServer(_PROFILE)
    try:
        async with server.use(_MODEL) as endpoint, _client() as client:
            route = endpoint.route
            bare, ours = await _in_turn(_bare(client, route), _ours(gateway, route), _LOCAL_TURNS, _LOCAL_TOKENS)
    finally:
        await server.stop()
    return _figures("model on this computer", bare, ours, f"{machine()}, {_MODEL}")


class _Engine:
    """The engine's process, asked as the window asks it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None  # noqa: S101 - pipes of ours
        assert process.stdout is not None  # noqa: S101 - as above
        self._source, self._target = process.stdout, process.stdin
        self._number = 0

    async def ask(self, method: str, params: msgspec.Struct) -> AsyncIterator[Response]:
        """Send a request, and give every line that comes up to its answer."""
        self._number += 1
        request = Request(method, msgspec.Raw(msgspec.json.encode(params)), self._number)
        self._target.write(msgspec.json.encode(request) + b"\n")
        while line := await self._source.readline():
            response = msgspec.json.decode(line, type=Response)
            yield response
            if response.id == self._number:
                return

    async def first_word_s(self) -> float:
        """Seconds from sending a request to its first piece of text."""
        began = time.perf_counter()
        first = 0.0
        async for line in self.ask("write", _WRITE):
            if not first and line.params is not None and isinstance(line.params.event, Delta):
                first = time.perf_counter() - began
        return first


@asynccontextmanager
async def _engine(route: Route) -> AsyncIterator[_Engine]:
    """The engine's process, warm."""
    _PROFILE.folder.mkdir(parents=True, exist_ok=True)
    routes = _PROFILE.folder / "routes.json"
    routes.write_text(json.dumps([{"id": route.id, "model": route.model, "base_url": route.base_url, "small": True}]))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "desktop.engine", "--profile", str(_PROFILE.folder), "--routes", str(routes)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=child_environment(),
    )
    try:
        engine = _Engine(process)
        async for _ in engine.ask("configure", Configure()):
            pass
        for _ in range(3):
            await engine.first_word_s()
        yield engine
    finally:
        process.kill()
        await process.communicate()


async def _through_pipe() -> list[Figure]:
    """Request line in, first piece of text out, against the first token of a bare client."""
    with loopback() as server:
        route = Route("loopback", "openai/loopback", server.base_url(RATE))
        async with _client() as client, _engine(route) as engine:
            bare = _bare(client, route)
            waits: tuple[list[float], list[float]] = ([], [])
            for _ in range(_TURNS):
                waits[0].append((await bare(8)).first_s)
                waits[1].append(await engine.first_word_s())
    alone, whole = (statistics.median(each) for each in waits)
    added = (whole - alone) * 1000
    name = "first word at the window's end of the pipe, over a bare client"
    return [Figure(name, added, "ms", "≤ +25 ms", whole / alone, added <= 25, machine())]


async def _run() -> list[Figure]:
    gateway = Gateway(Redactor())
    await gateway.library()
    try:
        return [*await _on_loopback(gateway), *await _on_local_model(gateway), *await _through_pipe()]
    finally:
        await gateway.close()


def run() -> list[Figure]:
    """What the gateway adds on a loopback server and on the model on this computer."""
    return asyncio.run(_run())


if __name__ == "__main__":
    for figure in run():
        print(figure)
