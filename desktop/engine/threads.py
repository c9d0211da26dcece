"""Work in a thread that a cancelled task ends before it goes on itself."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Ended(Exception):
    """Work in a thread saw that it is no longer wanted."""


class Wanted:
    """Whether work in a thread is still wanted; the work asks `check` at each step."""

    def __init__(self) -> None:
        self._over = threading.Event()

    def withdraw(self) -> None:
        """Ask the work to end at its next step."""
        self._over.set()

    def check(self) -> None:
        """Raise `Ended` when the work is no longer wanted."""
        if self._over.is_set():
            raise Ended


async def in_thread(work: Callable[[Wanted], T]) -> T:
    """Run `work` in a thread; a task that is cancelled waits for its end, so that nothing goes on behind it."""
    wanted = Wanted()
    running = asyncio.ensure_future(asyncio.to_thread(work, wanted))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        wanted.withdraw()
        await asyncio.wait([running])
        if not running.cancelled():
            running.exception()  # it is of no interest any more, and asyncio warns of one that nobody looked at
        raise
