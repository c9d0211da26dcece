"""Asks a model once more when what was in the way may be over in a moment, and shows how long that takes.

Only before the first word: text that has come is kept, and whether to go on from it is the writer's to say. What a
server says to one call, that it is busy and for how long, holds for all that are written at once.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager

from desktop.core.errors import EnvironmentProblem, ErrorKind, Problem, Remedy
from desktop.core.events import Waiting
from desktop.core.prompt import Chunk, Ending, LanguageModel, Prompt
from desktop.engine.error_facts import Passing
from desktop.engine.lead import Lead
from desktop.engine.wrapping import WrappedModel

_LONGEST_WAIT_S = 60.0
_UNTOLD_S = 5.0
"""How long the others wait where a server is busy and does not say for how long."""

_BACKOFF_S = (1.0, 2.0)
_JITTER_S = 0.25
_TICK_S = 1.0


class Pauses:
    """Which places want to be left alone, and until when; one for all calls of an engine, on one event loop.

    When a pause is over, one call goes first, and the others follow when it is answered.
    """

    def __init__(self) -> None:
        self._places: dict[str, Pause] = {}

    def of(self, place: str) -> Pause:
        """The pause of a place, which may be over or have never been."""
        return self._places.setdefault(place, Pause())


class Pause:
    """Until when a place wants to be left alone, and why."""

    def __init__(self) -> None:
        self.reason = ""
        self._until = 0.0
        self._is_open = True
        self._first = asyncio.Lock()

    @property
    def left(self) -> float:
        """Seconds that are left of it; 0 when it is over."""
        return max(0.0, self._until - time.monotonic())

    def begin(self, reason: str, seconds: float) -> None:
        """The place wants to be left alone for so long, as it told somebody in the sentence `reason`."""
        if seconds > self.left:
            self.reason = reason
            self._until = time.monotonic() + seconds
            self._is_open = False

    @asynccontextmanager
    async def one_first(self) -> AsyncIterator[Callable[[], None]]:
        """Go first, or wait for who does; what is yielded is to be called when an answer comes."""
        lead = Lead(self._first)
        if not self._is_open:
            await lead.take()
        if self._is_open:
            lead.give()

        def answered() -> None:
            self._is_open = not self.left
            lead.give()

        try:
            yield answered
        finally:
            lead.give()


class RetryingModel(WrappedModel):
    """Wraps a model of another provider; see `desktop.core.prompt.LanguageModel`.

    A server that wants to be asked later, and says when, is asked once more then, if that is within a minute; one that
    has trouble or breaks the connection before the first word twice more, after 1 and 2 s. Anything else is raised at
    once: a key, a quota or a request that was refused stays refused. `emit` gets `Waiting` every second. `pause` is
    that of the place: what one call is told holds for all others too.
    """

    def __init__(self, model: LanguageModel, emit: Callable[[Waiting], None], pause: Pause | None = None) -> None:
        super().__init__(model)
        self._emit = emit
        self._pause = pause or Pause()

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk | Ending, None]:
        """Ask, and ask again as long as that may help; raises what the last call raised."""
        waits = _Waits()
        while True:
            begun = False
            try:
                async with self._turn(waits) as answered, aclosing(self._pieces(prompt)) as pieces:
                    async for piece in pieces:
                        if not begun:
                            begun = True
                            answered()
                        yield piece
                return
            except EnvironmentProblem as error:
                self._note(error.problem)
                wait = None if begun else waits.after(error)
                if wait is None:
                    raise
                problem = error.problem
            await self._wait(problem, wait, waits.tried)

    @asynccontextmanager
    async def _turn(self, waits: _Waits) -> AsyncIterator[Callable[[], None]]:
        """The place may be asked now, as far as anybody knows."""
        while True:
            await self._wait_for_the_place(waits.tried)
            async with self._pause.one_first() as answered:
                if not self._pause.left:
                    yield answered
                    return

    def _note(self, problem: Problem) -> None:
        """Have the others wait too, where the place said that it is busy."""
        asked = problem.retry_after
        if asked is None and problem.kind is ErrorKind.QUOTA and problem.remedy is Remedy.RETRY:
            asked = _UNTOLD_S
        if asked is not None and asked <= _LONGEST_WAIT_S:
            self._pause.begin(problem.message, asked)

    async def _wait_for_the_place(self, tried: int) -> None:
        waited = False
        while (left := self._pause.left) > 0:
            waited = True
            self._emit(Waiting(self._pause.reason, left, max(1, tried)))
            await asyncio.sleep(min(left, _TICK_S))
        if waited:
            self._emit(Waiting(self._pause.reason, 0.0, max(1, tried)))

    async def _wait(self, problem: Problem, seconds: float, attempt: int) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._emit(Waiting(problem.message, left, attempt))
            await asyncio.sleep(min(left, _TICK_S))
        self._emit(Waiting(problem.message, 0.0, attempt))


class _Waits:
    """How often a call has been made again, and how long to wait before the next time."""

    def __init__(self) -> None:
        self.tried = 0
        self._was_busy = False

    def after(self, error: EnvironmentProblem) -> float | None:
        """Seconds to wait before asking again; `None` when it would not help."""
        problem = error.problem
        asked = problem.retry_after
        if asked is not None and asked > _LONGEST_WAIT_S:
            return None
        if isinstance(error, Passing):
            if self.tried >= len(_BACKOFF_S) or self._was_busy:
                return None
            wait = max(asked or 0.0, _BACKOFF_S[self.tried] + random.uniform(0, _JITTER_S))  # noqa: S311 - no secret
        elif problem.kind is ErrorKind.QUOTA and problem.remedy is Remedy.RETRY and asked is not None:
            if self.tried:
                return None
            self._was_busy = True
            wait = asked
        else:
            return None
        self.tried += 1
        return wait
