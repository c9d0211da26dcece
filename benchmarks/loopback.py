"""A server on loopback that speaks OpenAI's streaming protocol at a given rate, in a process of its own.

It stands for a provider: what a client sees of it depends on nothing but the client. `python -m benchmarks.loopback`
prints its port and serves until its standard input ends; `loopback()` does that for a benchmark.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FIRST = ("This mug", "Our kettle", "The old lamp", "A wool rug", "Each bowl", "That chair", "One basket", "The tray")
_THEN = ("keeps warm", "stands well", "looks calm", "feels soft", "lasts long", "cleans fast", "folds flat", "fits in")
_LAST = ("at home", "in the hall", "by the sea", "at work", "on the shelf", "in winter", "on a walk", "after dinner")
_TEXT = " ".join(f"{one} {other} {end}." for end in _LAST for other in _THEN for one in _FIRST)
"""512 sentences, none like another: an answer that repeats itself would be stopped."""
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
_COMMON = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "loopback"}
_DEFAULT_TOKENS = 200


class Loopback:
    """Where the server answers."""

    def __init__(self, port: int) -> None:
        self.port = port

    def base_url(self, rate: float) -> str:
        """The address at which every answer streams so many tokens a second; 0 is as fast as it can.

        An answer has as many tokens as the request's `max_tokens`.
        """
        return f"http://127.0.0.1:{self.port}/{rate:g}/v1"


@contextmanager
def loopback() -> Iterator[Loopback]:
    """The server, for as long as this holds."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.loopback"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).resolve().parent.parent,
    )
    with process:
        try:
            assert process.stdout is not None  # noqa: S101 - a pipe of ours
            yield Loopback(int(process.stdout.readline()))
        finally:
            process.kill()


def _event(value: object) -> bytes:
    data = b"data: " + json.dumps(value).encode() + b"\n\n"
    return b"%x\r\n%b\r\n" % (len(data), data)


def _piece(delta: dict[str, str], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return _event({**_COMMON, "choices": [choice]})


_PIECES = tuple(_piece({"content": f"{word} "}) for word in _TEXT.split())


def _ending(tokens: int) -> bytes:
    usage = {"prompt_tokens": 1, "completion_tokens": tokens, "total_tokens": tokens + 1}
    done = b"data: [DONE]\n\n"
    end = b"%x\r\n%b\r\n0\r\n\r\n" % (len(done), done)
    return _piece({}, "stop") + _event({**_COMMON, "choices": [], "usage": usage}) + end


async def _handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            rate = float(head.split(" ")[1].split("/")[1])
            (size,) = (line[15:] for line in head.split("\r\n") if line.lower().startswith("content-length:"))
            request = json.loads(await reader.readexactly(int(size)))
            await _stream(writer, rate, int(request.get("max_tokens") or _DEFAULT_TOKENS))
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def _stream(writer: asyncio.StreamWriter, rate: float, tokens: int) -> None:
    writer.write(_HEAD)
    loop = asyncio.get_running_loop()
    began = loop.time()
    for number in range(tokens):
        if rate and (wait := began + number / rate - loop.time()) > 0:
            await asyncio.sleep(wait)
        writer.write(_PIECES[number % len(_PIECES)])
        await writer.drain()
    writer.write(_ending(tokens))
    await writer.drain()


async def _serve() -> None:
    server = await asyncio.start_server(_handle, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    asyncio.run(_serve())
