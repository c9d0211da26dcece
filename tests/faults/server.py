"""A server that fails in every way a model's server can, one address for each way, in the protocol of any provider.

A fault is a list of steps (`steps.FAULTS`); a protocol says how the steps look on the wire (`protocols.PROTOCOLS`).
The address of a fault is `server.base("hang")`; what clients sent, and when they left, is in `server.seen`.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import ssl
import struct
import threading
import time
from types import TracebackType
from typing import Self

from tests.faults.protocols import PROTOCOLS, Protocol, Refusal, as_json
from tests.faults.steps import (
    ASKED,
    CANARY,
    FAULTS,
    TEXT,
    Broken,
    Bytewise,
    Close,
    Echo,
    Elsewhere,
    End,
    Fail,
    Half,
    Hang,
    Head,
    Odd,
    Raw,
    Refuse,
    Reset,
    Say,
    Step,
    Wait,
)

__all__ = ["BY_MODEL", "CANARY", "FAULTS", "TEXT", "FaultServer", "Seen"]


BY_MODEL = "by-model"
"""In the place of a fault in an address: each model there fails in the way that it is called after."""

_PATIENCE_S = 60.0
_MODEL_IN_PATH = re.compile(r"/models/([^/:]+):")


class Seen:
    """One request as it arrived, and what became of its connection."""

    def __init__(self, path: str, headers: dict[str, str], body: bytes) -> None:
        self.path = path
        self.headers = headers
        self.body = body
        self.left_at: float | None = None
        self.left = threading.Event()

    @property
    def fault(self) -> str:
        """The fault whose address was asked, or that the model is called after."""
        fault = self.path.split("/")[1]
        if fault != BY_MODEL:
            return fault
        in_path = _MODEL_IN_PATH.search(self.path)
        return in_path[1] if in_path else str(self.json["model"])

    @property
    def json(self) -> dict[str, object]:
        """The body."""
        found = json.loads(self.body)
        assert isinstance(found, dict)
        return found


class FaultServer:
    """The server, on a thread and an event loop of its own, at a free port of loopback.

    With `tls` it speaks https. Faults can follow each other: the second request to `base("503+none")` meets the second
    one, and so does every later one. What stands behind a `~` only tells addresses apart.
    """

    def __init__(
        self, protocol: str = "openai", *, elsewhere: FaultServer | None = None, tls: ssl.SSLContext | None = None
    ) -> None:
        self._protocol = PROTOCOLS[protocol]
        self._elsewhere = elsewhere
        self._tls = tls
        self.seen: list[Seen] = []
        self._asked = threading.Event()
        self.bytes_in = 0
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self._stop: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="fault-server")

    def base(self, fault: str) -> str:
        """The base address of a fault, as a provider's would be typed."""
        assert all(each in FAULTS or each == BY_MODEL for each in fault.partition("~")[0].split("+"))
        scheme = "http" if self._tls is None else "https"
        return f"{scheme}://127.0.0.1:{self.port}/{fault}{self._protocol.tail}"

    def at(self, fault: str) -> list[Seen]:
        """The requests to the address of a fault."""
        return [seen for seen in self.seen if seen.fault == fault]

    def wait_for_request(self, count: int = 1) -> None:
        """Wait until so many requests have been read."""
        limit = time.monotonic() + _PATIENCE_S
        while len(self.seen) < count:
            assert self._asked.wait(max(0.0, limit - time.monotonic())), "no request came"
            self._asked.clear()

    def __enter__(self) -> Self:
        self._thread.start()
        self._started.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._stop is not None
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._handle, "127.0.0.1", 0, ssl=self._tls)
        self.port = server.sockets[0].getsockname()[1]
        self._started.set()
        async with server:
            await self._stop.wait()

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            seen = await self._read(reader)
            if seen is None:
                return
            self.seen.append(seen)
            self._asked.set()
            leaving = asyncio.ensure_future(self._watch(reader, seen))
            playing = asyncio.ensure_future(self._play(seen, writer))
            await asyncio.wait([leaving, playing], return_when=asyncio.FIRST_COMPLETED)
            for task in (leaving, playing):
                task.cancel()
            await asyncio.gather(leaving, playing, return_exceptions=True)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # cancelled: the server ends, and Python 3.11 logs an error for a handler that says so
        finally:
            writer.close()

    async def _read(self, reader: asyncio.StreamReader) -> Seen | None:
        first = await reader.read(1)
        self.bytes_in += len(first)
        if first in (b"", b"\x16"):  # nobody, or somebody who speaks TLS
            return None
        head = first + await reader.readuntil(b"\r\n\r\n")
        self.bytes_in += len(head) - 1
        line, *rest = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (row.partition(":") for row in rest if row)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        self.bytes_in += len(body)
        return Seen(line.split(" ")[1], headers, body)

    @staticmethod
    async def _watch(reader: asyncio.StreamReader, seen: Seen) -> None:
        """Wait until the client leaves."""
        try:
            while await reader.read(1024):
                pass
        except ConnectionError:
            pass
        seen.left_at = time.monotonic()
        seen.left.set()

    async def _play(self, seen: Seen, writer: asyncio.StreamWriter) -> None:
        faults = seen.fault.partition("~")[0].split("+")
        fault = faults[min(len(self.at(seen.fault)), len(faults)) - 1]
        stream = _Stream(self._protocol, writer, fault, seen.body)
        instead = self._protocol.instead.get(fault)
        steps: tuple[Step, ...] = FAULTS[fault] if instead is None else (Head(), *(Raw(data) for data in instead))
        for step in steps:
            if isinstance(step, Elsewhere):
                assert self._elsewhere is not None
                where = f"http://127.0.0.1:{self._elsewhere.port}{seen.path}"
                stream.head(step.status, (("Location", where), ("Content-Length", "0")), chunked=False)
                return
            if not await stream.play(step):
                return
        await stream.end()


_OF_THE_PROTOCOL = (Say, Echo, Bytewise, Half, Broken, Odd, Fail, End)
"""Steps before which a protocol says that an answer begins."""


class _Stream:
    """Writes steps to one connection."""

    def __init__(self, protocol: Protocol, writer: asyncio.StreamWriter, fault: str, asked: bytes) -> None:
        self._protocol = protocol
        self._writer = writer
        self._fault = fault
        self._asked = asked
        self._said = 0
        self._chunked = False
        self._begun = False

    async def play(self, step: Step) -> bool:
        """Do one step; whether there may be another."""
        if isinstance(step, _OF_THE_PROTOCOL) and not self._begun:
            self._begun = True
            self.send(self._protocol.begun)
        match step:
            case Head(status, headers):
                self.head(status, headers)
            case Refuse():
                self._refuse(step)
            case Say(text) | Bytewise(text):
                await self._say(text, bytewise=isinstance(step, Bytewise))
            case Echo():
                for word in asked_in(self._asked).split():
                    await self._say(f"{word} ")
                    await asyncio.sleep(0.005)
            case Wait(seconds):
                await self._writer.drain()
                await asyncio.sleep(seconds)
            case Hang():
                await self._writer.drain()
                await asyncio.Event().wait()
            case Reset() | Close():
                await self._leave(step)
                return False
            case _:
                self.send(self._bytes_of(step))
        return True

    def _bytes_of(self, step: Step) -> bytes:
        protocol = self._protocol
        match step:
            case End(reason):
                return protocol.ended(protocol.reasons[reason], self._said)
            case Fail(status, code, message):
                return protocol.failed(status, code, message)
            case Half(text):
                data, last = protocol.said(text), text[-1].encode()
                return data[: data.index(last) + 1]
            case Broken():
                return protocol.broken
            case Odd():
                return b"".join(protocol.odd)
            case Raw(data):
                return data
        raise AssertionError(step)

    def _refuse(self, step: Refuse) -> None:
        own = self._protocol.refusals.get(self._fault)
        if own is None:
            own = Refusal(step.status, self._protocol.refused(step.status, step.code, step.message), dict(step.headers))
        body = as_json(own.body).replace(ASKED, as_json(asked_in(self._asked))[1:-1])
        size = (("Content-Type", "application/json"), ("Content-Length", str(len(body))))
        self.head(own.status, (*size, *own.headers.items()), chunked=False)
        self._writer.write(body)

    async def _say(self, text: str, *, bytewise: bool = False) -> None:
        self._said += 1
        data = self._protocol.said(text)
        for piece in (data[at : at + 1] for at in range(len(data))) if bytewise else (data,):
            self.send(piece)
            await self._writer.drain()

    async def _leave(self, step: Reset | Close) -> None:
        await self._writer.drain()
        if isinstance(step, Reset):
            connection = self._writer.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._writer.transport.abort()

    def head(self, status: int, headers: tuple[tuple[str, str], ...], *, chunked: bool = True) -> None:
        names = {name.lower() for name, _ in headers}
        lines = [f"HTTP/1.1 {status} -", *(f"{name}: {value}" for name, value in headers)]
        if "content-type" not in names:
            lines.append(f"Content-Type: {self._protocol.content_type}")
        if chunked:
            lines.append("Transfer-Encoding: chunked")
        self._chunked = chunked
        self._writer.write("\r\n".join([*lines, "", ""]).encode("latin-1"))

    def send(self, data: bytes) -> None:
        if data:
            self._writer.write(b"%x\r\n%b\r\n" % (len(data), data) if self._chunked else data)

    async def end(self) -> None:
        if self._chunked:
            self._writer.write(b"0\r\n\r\n")
        await self._writer.drain()


def asked_in(body: bytes) -> str:
    """The last text of a prompt, whatever the protocol."""
    texts: list[str] = []

    def look(value: object) -> None:
        if isinstance(value, dict):
            for name, part in value.items():
                if name in {"text", "content"} and isinstance(part, str):
                    texts.append(part)
                elif name not in {"system", "systemInstruction", "system_instruction"}:
                    look(part)
        elif isinstance(value, list):
            for part in value:
                look(part)

    look(json.loads(body))
    return texts[-1]
