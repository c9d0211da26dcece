"""The engine in this process, for one command, with Ctrl+C as its Stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from desktop.cli.context import Context
from desktop.core.settings import FIRST_TOKEN_TIMEOUT, IDLE_TIMEOUT, INTERFACE_LANGUAGE, UNLOAD_AFTER
from desktop.engine.engine import Engine
from desktop.engine.messages import Configure


@asynccontextmanager
async def engine_session(context: Context) -> AsyncIterator[Engine]:
    """An engine with the profile's settings; all that it started is gone afterwards."""
    engine = Engine(context.profile)
    settings = context.settings
    await engine.configure(
        Configure(
            settings.get(INTERFACE_LANGUAGE) or "en",
            settings.get(FIRST_TOKEN_TIMEOUT),
            settings.get(IDLE_TIMEOUT),
            settings.get(UNLOAD_AFTER),
        )
    )
    try:
        yield engine
    finally:
        await engine.close()


class Interruption:
    """Whether Ctrl+C was pressed."""

    def __init__(self) -> None:
        self.happened = False


@contextmanager
def interrupted_by(task: asyncio.Future[object] | asyncio.Task[object]) -> Iterator[Interruption]:
    """While this holds, Ctrl+C (or a polite kill) cancels the task instead of ending the program."""
    interruption = Interruption()
    loop = asyncio.get_running_loop()

    def stop(_signal: int, _frame: object) -> None:
        interruption.happened = True
        loop.call_soon_threadsafe(task.cancel)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield interruption
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
