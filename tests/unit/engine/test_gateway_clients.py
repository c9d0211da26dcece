"""The connections under every call: what comes back is bounded, whichever protocol reads it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from desktop.core.errors import EnvironmentProblem, ErrorKind
from desktop.core.prompt import Message, Prompt, Role
from desktop.core.provider import Protocol
from desktop.engine.gateway import Gateway
from desktop.engine.gateway_clients import MOST_OF_LINE, Clients
from desktop.engine.gateway_wire import WireReader
from desktop.engine.redaction import Redactor
from desktop.engine.route import Route, litellm_name

_BLOCK = b"x" * 65_536
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"


class Endless:
    """A server that sends one piece over and over, until the other side has had enough."""

    def __init__(self, piece: bytes, first: bytes = b"") -> None:
        self._piece = piece
        self._first = first
        self.sent = 0
        self.address = ""

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        async with server:
            yield

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Cancelled as the server ends; Python 3.11 logs an error for a handler that says so.
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(_HEAD + self._first)
            while self.sent < 20 * MOST_OF_LINE:
                writer.write(self._piece)
                self.sent += len(self._piece)
                await writer.drain()
        writer.close()


@pytest.mark.parametrize("protocol", [Protocol.OPENAI, Protocol.ANTHROPIC, Protocol.OLLAMA])
def test_a_line_without_an_end_is_an_answer_that_was_damaged(protocol: Protocol) -> None:
    async def main() -> None:
        endless = Endless(_BLOCK, b"data: ")
        gateway = Gateway(Redactor())
        await gateway.library_for(protocol)
        async with endless.running():
            route = Route("box/m", litellm_name(protocol, "m"), endless.address, protocol=protocol)
            model = gateway.model(route)
            began = time.monotonic()
            with pytest.raises(EnvironmentProblem) as failed:
                async for _ in model.stream(Prompt((Message(Role.USER, "A mug."),), 100)):
                    pass
            assert failed.value.problem.kind is ErrorKind.PROVIDER
            assert "damaged" in failed.value.problem.message
            assert time.monotonic() - began < 20
            await gateway.close()
        assert endless.sent < 3 * MOST_OF_LINE

    asyncio.run(main())


def test_an_event_without_an_end_is_refused() -> None:
    reader = WireReader(Protocol.ANTHROPIC)
    for _ in range(50):
        reader.feed(b"data: " + _BLOCK + b"\n")
    with pytest.raises(ValueError, match="without an end"):
        reader.feed(b"data: " + 50 * _BLOCK + b"\n")


def test_what_has_ends_may_be_long() -> None:
    async def main() -> int:
        endless = Endless(_BLOCK + b"\n")
        clients = Clients()
        came = 0
        async with endless.running():
            pool = clients.pool(endless.address)
            async with pool.stream("GET", endless.address) as response:
                async for block in response.aiter_bytes():
                    came += len(block)
                    if came > 2 * MOST_OF_LINE:
                        break
            await clients.close()
        return came

    assert asyncio.run(main()) > 2 * MOST_OF_LINE
