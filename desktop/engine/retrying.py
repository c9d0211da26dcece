"""Asks a model once more when what was in the way may be over in a moment, and shows how long that takes.

Only before the first word: text that has come is kept, and whether to go on from it is the writer's to say.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from desktop.core.errors import EnvironmentProblem, ErrorKind, Problem, Remedy
from desktop.core.events import Waiting
from desktop.core.prompt import Chunk, Ending, LanguageModel, Prompt
from desktop.engine.error_facts import Passing
from desktop.engine.wrapping import WrappedModel

_LONGEST_WAIT_S = 60.0
_BACKOFF_S = (1.0, 2.0)
_JITTER_S = 0.25
_TICK_S = 1.0


class RetryingModel(WrappedModel):
    """Wraps a model of another provider; see `desktop.core.prompt.LanguageModel`.

    A server that wants to be asked later, and says when, is asked once more then, if that is within a minute; one that
    has trouble or breaks the connection before the first word twice more, after 1 and 2 s. Anything else is raised at
    once: a key, a quota or a request that was refused stays refused. `emit` gets `Waiting` every second.
    """

    def __init__(self, model: LanguageModel, emit: Callable[[Waiting], None]) -> None:
        super().__init__(model)
        self._emit = emit

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk | Ending, None]:
        """Ask, and ask again as long as that may help; raises what the last call raised."""
        waits = _Waits()
        while True:
            begun = False
            try:
                async with aclosing(self._pieces(prompt)) as pieces:
                    async for piece in pieces:
                        begun = True
                        yield piece
                return
            except EnvironmentProblem as error:
                wait = None if begun else waits.after(error)
                if wait is None:
                    raise
                problem = error.problem
            await self._wait(problem, wait, waits.tried)

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
