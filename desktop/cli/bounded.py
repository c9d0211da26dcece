"""Work on posts that a file can make endless: done in a process of its own, which ends when it takes too long."""

from __future__ import annotations

import asyncio
from typing import TypeVar

import msgspec

from desktop.core.words import interface_language
from desktop.engine.post_work import FILE_S
from desktop.engine.worker_client import WorkerClient
from desktop.store.fidelity import cleaned

R = TypeVar("R", bound=msgspec.Struct)


def bounded(task: str, request: msgspec.Struct, result: type[R], *, seconds: float = 0) -> R:
    """What a task of the worker process makes of a request; halves of characters in it, which no file has, are shown.

    Raises what the task raises, and `UserError` (input) when it takes more than `FILE_S` seconds, or than `seconds`
    where these are more.
    """
    return asyncio.run(_asked(task, cleaned(request).value, result, max(seconds, FILE_S)))


async def _asked(task: str, request: msgspec.Struct, result: type[R], limit_s: float) -> R:
    worker = WorkerClient(task)
    worker.language = interface_language()
    try:
        return await worker.ask(task, request, result, limit_s=limit_s)
    finally:
        await worker.close()
