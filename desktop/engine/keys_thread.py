"""Work with the system's keyring, which may take as long as it likes, away from the event loop."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")

LIMIT_S = 10.0
"""How long a caller waits for the keyring, in seconds."""
LEFT_TO_ITSELF_S = 120.0
"""After how many seconds a call that hangs is no longer a question on the screen that somebody may still answer."""


class Hanging(Exception):
    """The keyring has not answered in time; the call may still be under way."""


class KeyringThread:
    """Runs one piece of work at a time, each in a daemon thread, so that nothing waits for a keyring that hangs.

    After a call that took longer than `limit_s`, further ones fail at once until that call has ended: it may wait for
    an answer to a question on the screen, and a second question beside it would help nobody.
    """

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        self._limit_s = limit_s
        self._lock = asyncio.Lock()
        self._running: Future[Any] | None = None
        self._begun = 0.0
        self._gave_up = False

    @property
    def hangs(self) -> bool:
        """Whether a call that nobody waits for any more is still under way."""
        return self._gave_up and self._running is not None and not self._running.done()

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` gives; it must not raise. Raises `Hanging` after the limit, and at once while a call hangs."""
        async with self._lock:
            if self.hangs:
                raise Hanging
            await self._wait()  # for what a cancelled caller left behind
            running: Future[T] = Future()
            self._running, self._begun, self._gave_up = running, time.monotonic(), False
            threading.Thread(target=lambda: running.set_result(work()), name="keyring", daemon=True).start()
            await self._wait()
            return running.result()

    async def recover(self) -> None:
        """Wait once more for a call that hangs; one that has hung for two minutes is left to itself."""
        async with self._lock:
            if not self.hangs or self._running is None:
                return
            await asyncio.wait([asyncio.wrap_future(self._running)], timeout=self._limit_s)
            if time.monotonic() - self._begun > LEFT_TO_ITSELF_S:
                self._running = None

    async def _wait(self) -> None:
        if self._running is None or self._running.done():
            return
        await asyncio.wait([asyncio.wrap_future(self._running)], timeout=self._limit_s)
        if not self._running.done():
            self._gave_up = True
            raise Hanging
