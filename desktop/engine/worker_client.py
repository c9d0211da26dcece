"""The engine's hold on a worker process: starts it on demand, and kills it when a request takes too long."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from typing import TypeVar

import msgspec

from desktop.core.environment import child_environment
from desktop.core.errors import Bug, CopydeskError, ErrorKind, UserError
from desktop.core.words import tr
from desktop.engine.worker import WorkAnswer, WorkRequest

R = TypeVar("R", bound=msgspec.Struct)

_START_S = 60.0
_ENDING_S = 1.0
_LONGEST_LINE = 1 << 28


class WorkerClient:
    """One worker process for some tasks; requests are done one after another. `module` is what the process runs."""

    def __init__(self, *tasks: str, module: str = "desktop.engine.worker") -> None:
        self._tasks = tasks
        self._module = module
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._number = 0
        self._under_way: set[asyncio.Task[WorkAnswer]] = set()
        self.language = "en"

    @property
    def pid(self) -> int:
        """The process id, 0 when there is no process."""
        return self._process.pid if self._process is not None else 0

    async def ask(self, task: str, params: msgspec.Struct, result: type[R], *, limit_s: float, hint: str = "") -> R:
        """Have `task` done within `limit_s` seconds.

        Raises `UserError`, with `hint` if there is one, when it takes longer, and whatever the task raises. A caller
        that is cancelled leaves the work to end by itself, within the same limit.
        """
        work = asyncio.create_task(self._in_turn(task, msgspec.json.encode(params), limit_s, hint))
        self._under_way.add(work)
        work.add_done_callback(self._under_way.discard)
        answer = await asyncio.shield(work)
        if answer.error is not None:
            raise CopydeskError.from_problem(answer.error)
        return msgspec.json.decode(answer.result, type=result)

    async def close(self) -> None:
        """End the process."""
        for work in list(self._under_way):
            work.cancel()
        await self._kill()

    async def _in_turn(self, task: str, params: bytes, limit_s: float, hint: str) -> WorkAnswer:
        async with self._turn:
            process = await self._started()
            self._number += 1
            request = WorkRequest(self._number, task, msgspec.Raw(params), limit_s, self.language)
            try:
                async with asyncio.timeout(limit_s):
                    return await self._exchange(process, msgspec.json.encode(request))
            except TimeoutError:
                await self._kill()
                raise too_complex(limit_s, hint) from None
            except BaseException:
                await self._kill()  # an answer that nobody waits for would be taken for the next one's
                raise

    async def _exchange(self, process: asyncio.subprocess.Process, line: bytes) -> WorkAnswer:
        assert process.stdin is not None  # noqa: S101 - both are pipes of ours
        assert process.stdout is not None  # noqa: S101
        with suppress(ConnectionError):  # then there is no answer either, which says more
            process.stdin.write(line + b"\n")
            await process.stdin.drain()
        answer = await process.stdout.readline()
        if not answer:
            raise _stopped()
        return msgspec.json.decode(answer, type=WorkAnswer)

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        process = self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            self._module,
            *self._tasks,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=child_environment(),
            limit=_LONGEST_LINE,
        )
        assert process.stdout is not None  # noqa: S101 - a pipe of ours
        try:
            async with asyncio.timeout(_START_S):
                if not await process.stdout.readline():
                    raise _stopped()
        except BaseException:
            await self._kill()
            raise
        return process

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdout is not None and process.stdout.at_eof():
            # It is ending by itself; a signal now would look after it first, and take its status away from the watcher
            # that waits for it.
            with suppress(TimeoutError):
                async with asyncio.timeout(_ENDING_S):
                    await process.wait()
                    return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _stopped() -> Bug:
    """A worker that ended by itself."""
    return Bug(
        ErrorKind.BUG,
        tr("The part that checks your text has stopped."),
        tr("Your text is as it was. It is started anew with the next change."),
    )


def too_complex(seconds: float, hint: str = "") -> UserError:
    """A text that takes longer than it may; `hint` says what helps."""
    return UserError(
        ErrorKind.INPUT,
        tr("This text is too complex to work through in {seconds} seconds.", seconds=round(seconds)),
        hint or tr("Your text is as it was. Shorten it, or take out long rows of brackets and signs."),
    )
