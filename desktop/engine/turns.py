"""How many variants are written at once: as many as a place takes well, first come, first served."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from desktop.core.events import Progress
from desktop.core.words import tr
from desktop.engine.jobs import Emit
from desktop.engine.model_server import SLOTS
from desktop.engine.route import Route

POLITE = 4
"""At one provider: more at once meet its limits on requests a minute, and then all wait."""

NEIGHBOUR = 2
"""At a server on this computer that is not ours: it shares the processor, and many answer one question at a time."""

_INSIDE = "inside"


def together(route: Route) -> int:
    """How many variants are written at once at the end of a route."""
    if route.inside:
        return SLOTS
    return NEIGHBOUR if route.here else POLITE


def place_of(route: Route) -> str:
    """The place whose turns are shared: the model inside, a provider, or a server by its address."""
    return _INSIDE if route.inside else f"{route.provider} {route.base_url}"


class Turns:
    """Turns at every place, on one event loop.

    Inside one model is in memory at a time, so that one that wants another model waits until all others are done.
    """

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}

    @asynccontextmanager
    async def take(self, route: Route, emit: Emit) -> AsyncIterator[int]:
        """A turn for as long as this holds, and the number of its seat, from 0.

        Who has to wait is told so once, and is let go at once when cancelled.
        """
        place = self._places.setdefault(place_of(route), Place(together(route)))
        model = route.id if route.inside else ""
        async with place.taken(model, lambda: emit(Progress("queue", tr("Waiting for its turn")))) as seat:
            yield seat


def _nothing() -> None:
    """Nobody is told."""


class Place:
    """One place: its free seats, for which model it is taken, and who waits in which order."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._model = ""
        self._free = list(range(most))
        self._waiting: deque[tuple[asyncio.Future[int], str]] = deque()

    @property
    def model(self) -> str:
        """The model for which seats are taken; empty when none is."""
        return self._model if len(self._free) < self._most else ""

    @asynccontextmanager
    async def taken(self, model: str, waits: Callable[[], None] = _nothing) -> AsyncIterator[int]:
        """Have a seat for as long as this holds; `waits` is called once when there is none yet."""
        if self._waiting or not self._takes(model):
            waits()
            seat = await self._wait(model)
        else:
            seat = self._seat(model)
        try:
            yield seat
        finally:
            self.leave(seat)

    async def _wait(self, model: str) -> int:
        mine: tuple[asyncio.Future[int], str] = (asyncio.get_running_loop().create_future(), model)
        self._waiting.append(mine)
        try:
            return await mine[0]
        except asyncio.CancelledError:
            if mine in self._waiting:
                self._waiting.remove(mine)
                self._let_in()
            elif not mine[0].cancelled():  # its turn came in the same moment
                self.leave(mine[0].result())
            raise

    def leave(self, seat: int) -> None:
        """Give a seat back."""
        self._free.append(seat)
        self._free.sort()
        self._let_in()

    def _takes(self, model: str) -> bool:
        return len(self._free) == self._most or (bool(self._free) and model == self._model)

    def _seat(self, model: str) -> int:
        self._model = model
        return self._free.pop(0)

    def _let_in(self) -> None:
        while self._waiting and self._takes(self._waiting[0][1]):
            future, model = self._waiting.popleft()
            if not future.cancelled():
                future.set_result(self._seat(model))
