"""Requests under way: each a task that can be cancelled and always ends with one outcome."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

import msgspec

from desktop.core.errors import Bug, Cancelled, CopydeskError, ErrorKind
from desktop.core.events import Event
from desktop.core.words import tr

Emit = Callable[[Event], None]
"""Where the events of a request go."""

Work = Callable[[], Awaitable[msgspec.Struct]]
"""What a request does; its result is the answer."""

Outcome = msgspec.Struct | CopydeskError
"""How a request ended: with its answer, or with an error."""

CANCEL_S = 0.45
"""How long a cancelled request may take to hand over what it has."""

_log = logging.getLogger(__name__)


def bug(error: BaseException) -> Bug:
    """A mistake of ours as an error that may be shown."""
    return Bug(
        ErrorKind.BUG,
        tr("Something went wrong inside the program."),
        tr("Your text is as it was. The details help us to mend it."),
        details=f"{type(error).__name__}: {error}",
    )


class JobRunner:
    """Runs requests side by side on one event loop, each under the number that the window gave it."""

    def __init__(self) -> None:
        self._jobs: dict[int, _Job] = {}

    def start(self, number: int, work: Work, ended: Callable[[Outcome], None]) -> None:
        """Run `work`; `ended` is called exactly once."""
        job = _Job(work, ended, lambda: self._forget(number, job))
        self._jobs[number] = job
        job.start()

    def __contains__(self, number: int) -> bool:
        return number in self._jobs

    def cancel(self, number: int) -> None:
        """Stop a request; it ends within half a second. Nothing happens when it has already ended."""
        job = self._jobs.get(number)
        if job is not None:
            job.cancel()

    async def close(self) -> None:
        """Stop every request and wait until each has ended."""
        jobs = list(self._jobs.values())
        for job in jobs:
            job.cancel()
        for job in jobs:
            await job.settled()

    def _forget(self, number: int, job: _Job) -> None:
        if self._jobs.get(number) is job:
            del self._jobs[number]


class _Job:
    """One request; its outcome is told once, even when the work does not obey."""

    def __init__(self, work: Work, ended: Callable[[Outcome], None], forget: Callable[[], None]) -> None:
        self._work = work
        self._ended = ended
        self._forget = forget
        self._told = False
        self._task: asyncio.Task[None] | None = None
        self._limit: asyncio.TimerHandle | None = None

    def start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._run())

    def cancel(self) -> None:
        if self._task is not None and self._limit is None:
            self._task.cancel()
            self._limit = asyncio.get_running_loop().call_later(CANCEL_S, self._tell, Cancelled())

    async def settled(self) -> None:
        if self._task is not None:
            with suppress(asyncio.CancelledError):
                await asyncio.wait([self._task], timeout=CANCEL_S)
        self._tell(Cancelled())

    async def _run(self) -> None:
        try:
            self._tell(await self._work())
        except asyncio.CancelledError:
            self._tell(Cancelled())
        except CopydeskError as error:
            self._tell(error)
        except Exception as error:  # noqa: BLE001 - the job runner's border: whatever a request does, the engine lives on
            _log.exception("A request failed through a mistake of ours.")
            self._tell(bug(error))

    def _tell(self, outcome: Outcome) -> None:
        if self._limit is not None:
            self._limit.cancel()
        if not self._told:
            self._told = True
            self._forget()
            self._ended(outcome)
