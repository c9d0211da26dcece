"""A server that fails in every way a model's server can, one address for each way.

A fault is a list of steps; a protocol says how the steps look on the wire, so another protocol is one more value of
`PROTOCOLS`. The address of a fault is `server.base("hang")`; what clients sent, and when they left, is in
`server.seen`.
"""

from __future__ import annotations

import asyncio
import json
import socket
import struct
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import NamedTuple, Self

TEXT = ("A mug ", "that keeps ", "coffee hot ", "for an hour.")
"""What is said where the text does not matter."""

CANARY = "sk-canary-7f3e9b21c4d85a60"
"""A key that must be found nowhere."""


class Protocol(NamedTuple):
    """How a stream looks on the wire."""

    name: str
    path: str
    content_type: str
    said: Callable[[str], bytes]
    ended: Callable[[str], bytes]
    counted: Callable[[int, int], bytes]
    done: bytes
    failed: Callable[[int, str, str], bytes]
    refusal: Callable[[int, str, str], bytes]


def _event(value: object) -> bytes:
    return b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n"


def _openai(delta: dict[str, str], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return _event({"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]})


def _openai_usage(asked: int, answered: int) -> bytes:
    usage = {"prompt_tokens": asked, "completion_tokens": answered, "total_tokens": asked + answered}
    chunk = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [], "usage": usage}
    return _event(chunk)


def _openai_error(status: int, code: str, message: str) -> dict[str, object]:
    return {"error": {"message": message, "type": code, "code": code or status, "param": None}}


PROTOCOLS = {
    "openai": Protocol(
        "openai",
        "/chat/completions",
        "text/event-stream",
        lambda text: _openai({"content": text}),
        lambda reason: _openai({}, reason),
        _openai_usage,
        b"data: [DONE]\n\n",
        lambda status, code, message: _event(_openai_error(status, code, message)),
        lambda status, code, message: json.dumps(_openai_error(status, code, message)).encode(),
    )
}


class Head(NamedTuple):
    """The status line and headers; a content type other than the protocol's is given in `headers`."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


class Refuse(NamedTuple):
    """An answer that is an error, with the protocol's body."""

    status: int
    code: str
    message: str
    headers: tuple[tuple[str, str], ...] = ()


class Say(NamedTuple):
    """A piece of text."""

    text: str


class End(NamedTuple):
    """The piece that says why the answer ended, the usage, and the mark of the end."""

    reason: str = "stop"


class Fail(NamedTuple):
    """An error inside the stream."""

    status: int
    code: str
    message: str


class Raw(NamedTuple):
    """Bytes as they are."""

    data: bytes


class Bytewise(NamedTuple):
    """Text sent one byte at a time."""

    text: str


class Wait(NamedTuple):
    """A pause, in seconds."""

    seconds: float


class Hang(NamedTuple):
    """Nothing more, until the client leaves."""


class Reset(NamedTuple):
    """The connection is torn down (RST)."""


class Close(NamedTuple):
    """The connection is closed in the middle of the body."""


class Elsewhere(NamedTuple):
    """A redirect to the same fault on another server, which is `FaultServer.elsewhere`."""


Step = Head | Refuse | Say | End | Fail | Raw | Bytewise | Wait | Hang | Reset | Close | Elsewhere

_WORDS = tuple(f"{a}{b}{c}{d} " for a in "bdfgklmnprstv" for b in "aeiou" for c in "lmnrst" for d in "eo")
_SAID: tuple[Step, ...] = tuple(Say(text) for text in TEXT)
_SOME: tuple[Step, ...] = (Head(), *_SAID[:2])
_LONG_AFTER = ("Retry-After", "Fri, 01 Jan 2100 00:00:00 GMT")
_HTML = b"<!doctype html><html><body><form>Log in to the network</form></body></html>"

FAULTS: dict[str, tuple[Step, ...]] = {
    "none": (Head(), *_SAID, End()),
    "slow": (Head(), *(step for text in (*TEXT, *_WORDS) for step in (Say(text), Wait(0.02))), End()),
    "401": (Refuse(401, "invalid_api_key", f"Incorrect API key provided: {CANARY}."),),
    "403": (Refuse(403, "model_not_allowed", "Project does not have access to model `m`."),),
    "404": (Refuse(404, "model_not_found", "The model `m` does not exist."),),
    "402": (Refuse(402, "payment_required", "Payment required."),),
    "429": (Refuse(429, "rate_limit_exceeded", "Slow down.", (("Retry-After", "3"),)),),
    "429-date": (Refuse(429, "rate_limit_exceeded", "Slow down.", (_LONG_AFTER,)),),
    "quota": (Refuse(429, "insufficient_quota", "You exceeded your current quota, please check your billing."),),
    "500": (Refuse(500, "server_error", "The server had an error."),),
    "503": (Refuse(503, "overloaded", "The engine is currently overloaded."),),
    "too-long": (Refuse(400, "context_length_exceeded", "This model's maximum context length is 4096 tokens."),),
    "policy": (Refuse(400, "content_policy_violation", "Your request was rejected by our safety system."),),
    "422": (Refuse(422, "invalid_request_error", "top_p is not known."),),
    "hang": (Hang(),),
    "hang-after-headers": (Head(), Hang()),
    "stall": (*_SOME, Hang()),
    "reset": (*_SOME, Wait(0.05), Reset()),
    "cut": (*_SOME, Close()),
    "no-finish": (Head(), *_SAID),
    "nothing": (Head(),),
    "in-utf8": (Head(), Say("A caf"), Raw('data: {"choices":[{"index":0,"delta":{"content":"é'.encode()[:-1]), Close()),
    "in-utf8-clean": (Head(), Say("A caf"), Raw('data: {"choices":[{"index":0,"delta":{"content":"é'.encode()[:-1])),
    "bytewise": (Head(), Bytewise("Crème brûlée für 5 € – 👩‍🍳"), End()),
    "malformed": (*_SOME, Raw(b'data: {"choices": [{"delta": \n\n'), *_SAID[2:], End()),
    "odd-shapes": (
        Head(),
        Raw(b"data: 5\n\n"),
        Raw(b'data: {"choices": 7}\n\n'),
        Raw(b'data: {"choices": [null]}\n\n'),
        Raw(b'data: {"choices": [{"index": 0, "delta": {"content": 5}}]}\n\n'),
        Raw(b'data: {"choices": [], "usage": {"prompt_tokens": "x"}}\n\n'),
        Raw(b": a comment\n\n"),
        *_SAID,
        End(),
    ),
    "half-emoji": (Head(), Raw(b'data: {"choices":[{"index":0,"delta":{"content":"ok \\ud83d"}}]}\n\n'),
                   Raw(b'data: {"choices":[{"index":0,"delta":{"content":"\\ude00 \\ud83d"}}]}\n\n'), End()),
    "error-event": (*_SOME, Fail(500, "server_error", f"Internal error for key {CANARY}")),
    "error-event-first": (Head(), Fail(500, "server_error", f"Internal error for key {CANARY}")),
    "error-event-number": (*_SOME, Raw(b'data: {"error": {"code": 500, "message": "slot failed"}}\n\n')),
    "error-event-rate": (*_SOME, Fail(429, "rate_limit_exceeded", "Rate limit reached")),
    "error-event-quota": (Head(), Fail(429, "insufficient_quota", "You exceeded your current quota")),
    "error-finish": (*_SOME, End("error")),
    "html": (Head(200, (("Content-Type", "text/html; charset=utf-8"),)), Raw(_HTML)),
    "html-as-stream": (Head(), Raw(_HTML)),
    "redirect": (Elsewhere(),),
    "length": (Head(), *_SAID, End("length")),
    "content-filter": (*_SOME, End("content_filter")),
    "done-in-text": (Head(), Say("Write data: [DONE] "), Say("[DONE]"), Say(" and go on."), End()),
    "equal-chunks": (Head(), *(Say("again ") for _ in range(150)), End()),
    "empty-stop": (Head(), End()),
}  # fmt: skip
"""Each fault by its name: what the server does once it has read the request."""


class Seen:
    """One request as it arrived, and what became of its connection."""

    def __init__(self, path: str, headers: dict[str, str], body: bytes) -> None:
        self.path = path
        self.headers = headers
        self.body = body
        self.left_at: float | None = None
        self.left = threading.Event()

    @property
    def json(self) -> dict[str, object]:
        """The body."""
        found = json.loads(self.body)
        assert isinstance(found, dict)
        return found


class FaultServer:
    """The server, on a thread and an event loop of its own, at a free port of loopback."""

    def __init__(self, protocol: str = "openai", *, elsewhere: FaultServer | None = None) -> None:
        self._protocol = PROTOCOLS[protocol]
        self._elsewhere = elsewhere
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
        assert fault in FAULTS
        return f"http://127.0.0.1:{self.port}/{fault}/v1"

    def wait_for_request(self) -> None:
        """Wait until the first request has been read."""
        assert self._asked.wait(10), "no request came"

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
        server = await asyncio.start_server(self._handle, "127.0.0.1", 0)
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
        if first in (b"", b"\x16"):  # nobody, or somebody who speaks TLS
            return None
        head = first + await reader.readuntil(b"\r\n\r\n")
        self.bytes_in += len(head)
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
        fault = seen.path.split("/")[1]
        stream = _Stream(self._protocol, writer)
        for step in FAULTS[fault]:
            if isinstance(step, Elsewhere):
                assert self._elsewhere is not None
                where = f"http://127.0.0.1:{self._elsewhere.port}{seen.path}"
                stream.head(307, (("Location", where), ("Content-Length", "0")), chunked=False)
                return
            if not await stream.play(step):
                return
        await stream.end()


class _Stream:
    """Writes steps to one connection."""

    def __init__(self, protocol: Protocol, writer: asyncio.StreamWriter) -> None:
        self._protocol = protocol
        self._writer = writer
        self._said = 0
        self._chunked = False

    async def play(self, step: Step) -> bool:
        """Do one step; whether there may be another."""
        match step:
            case Head(status, headers):
                self.head(status, headers)
            case Refuse(status, code, message, headers):
                body = self._protocol.refusal(status, code, message)
                size = (("Content-Type", "application/json"), ("Content-Length", str(len(body))))
                self.head(status, (*size, *headers), chunked=False)
                self._writer.write(body)
            case Say(text) | Bytewise(text):
                self._said += 1
                await self._say(self._protocol.said(text), bytewise=isinstance(step, Bytewise))
            case End(reason):
                self.send(self._protocol.ended(reason) + self._protocol.counted(7, self._said) + self._protocol.done)
            case Fail(status, code, message):
                self.send(self._protocol.failed(status, code, message))
            case Raw(data):
                self.send(data)
            case Wait(seconds):
                await self._writer.drain()
                await asyncio.sleep(seconds)
            case Hang():
                await self._writer.drain()
                await asyncio.Event().wait()
            case Reset() | Close():
                await self._leave(step)
                return False
        return True

    async def _say(self, data: bytes, *, bytewise: bool) -> None:
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
        self._writer.write(b"%x\r\n%b\r\n" % (len(data), data) if self._chunked else data)

    async def end(self) -> None:
        if self._chunked:
            self._writer.write(b"0\r\n\r\n")
        await self._writer.drain()
