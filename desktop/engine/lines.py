"""Lines in and out of a process, each way on a thread of its own: pipes of Windows cannot be waited for by asyncio.

Both use bare file descriptors: a thread that waits inside a buffered file would hold its lock while Python shuts down.
"""

from __future__ import annotations

import asyncio
import os
import queue
import threading
from collections.abc import Callable

_READ = 1 << 16


class LineReader:
    """Hands each line of a file descriptor to `take` on the event loop, and then calls `ended` once."""

    def __init__(self, descriptor: int, take: Callable[[bytes], None], ended: Callable[[], None]) -> None:
        self._descriptor = descriptor
        self._take = take
        self._ended = ended
        self._loop = asyncio.get_running_loop()

    def start(self) -> None:
        """Begin to read; the thread ends with the other side, or with the process."""
        threading.Thread(target=self._read, name="lines-in", daemon=True).start()

    def _read(self) -> None:
        parts: list[bytes] = []
        while True:
            try:
                block = os.read(self._descriptor, _READ)
            except OSError:
                block = b""
            if not block:
                break
            *lines, rest = block.split(b"\n")
            for line in lines:
                self._call(self._take, b"".join([*parts, line]))
                parts.clear()
            if rest:
                parts.append(rest)
        self._call(self._ended)

    def _call(self, function: Callable[..., None], *arguments: bytes) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function, *arguments)


class LineWriter:
    """Writes lines to a file descriptor without ever making the event loop wait for whoever reads them."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="lines-out", daemon=True)
        self._thread.start()

    def send(self, line: bytes) -> None:
        """Write a line, soon."""
        self._lines.put(line + b"\n")

    def close(self, seconds: float) -> None:
        """Write what is left, for at most so long."""
        self._lines.put(None)
        self._thread.join(seconds)

    def _write(self) -> None:
        while (line := self._lines.get()) is not None:
            left = memoryview(line)
            try:
                while left:
                    left = left[os.write(self._descriptor, left) :]
            except OSError:
                return  # nobody reads any more; the reader's side sees the end too
