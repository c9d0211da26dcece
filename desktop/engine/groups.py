"""Requests that belong together: they spend of one purse, and what they ask in common is read once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from typing import NamedTuple

from desktop.engine.lead import Lead
from desktop.engine.spending import Budget, Purse

_KEPT = 64
"""Groups that are remembered, so that one that comes late still finds what the others have spent."""


class Turn(NamedTuple):
    """One of those that have a beginning in common; `is_read` says that another has read it already.

    `begun` is to be called at the first word.
    """

    is_read: bool
    begun: Callable[[], None]


class Reading:
    """A beginning of prompts that several answers have in common."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._is_read = False

    @asynccontextmanager
    async def shared(self, prime: Callable[[], Awaitable[bool]]) -> AsyncIterator[Turn]:
        """Wait until it has been read, if another is at it.

        The first to come has it read by `prime`. Where that does not help, the others wait for its first word, as a
        server may keep what they have in common; when none comes, the next is the first.
        """
        lead = Lead(self._lock)
        await lead.take()
        try:
            was_read = self._is_read
            if was_read or await prime():
                self._is_read = True
                lead.give()

            def begun() -> None:
                self._is_read = True
                lead.give()

            yield Turn(was_read, begun)
        finally:
            lead.give()


class Group:
    """Requests that belong together."""

    def __init__(self) -> None:
        self._purse = Purse()
        self._readings: dict[Hashable, Reading] = {}

    def budget(self, max_cost: float | None) -> Budget:
        """What a request of it may spend (in USD): what the others have spent counts."""
        return Budget(max_cost, self._purse)

    def reading(self, key: Hashable) -> Reading:
        """The reading of what prompts of this key have in common."""
        return self._readings.setdefault(key, Reading())


class Groups:
    """The groups by their names, on one event loop; a request without a name is a group of its own."""

    def __init__(self) -> None:
        self._groups: dict[str, Group] = {}

    def group(self, name: str) -> Group:
        """The group of this name."""
        if not name:
            return Group()
        found = self._groups.pop(name, None) or Group()
        self._groups[name] = found
        while len(self._groups) > _KEPT:
            del self._groups[next(iter(self._groups))]
        return found


class Joined(NamedTuple):
    """A request in its group: what it may spend, and whether it comes `alone`, so that nothing need be shared."""

    group: Group
    budget: Budget
    alone: bool
