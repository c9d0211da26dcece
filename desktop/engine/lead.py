"""Going first, where the others follow as soon as it is known that they may."""

from __future__ import annotations

import asyncio


class Lead:
    """A lock that is given back once, however often that is said, and only by who has it."""

    def __init__(self, lock: asyncio.Lock) -> None:
        self._lock = lock
        self._has = False

    async def take(self) -> None:
        """Wait for it."""
        await self._lock.acquire()
        self._has = True

    def give(self) -> None:
        """Let the next have it."""
        if self._has:
            self._has = False
            self._lock.release()
