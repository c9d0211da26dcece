"""The engine in this process, for one command, with Ctrl+C as its Stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import msgspec

from desktop.cli.context import Context
from desktop.core.settings import (
    FIRST_TOKEN_TIMEOUT,
    IDLE_TIMEOUT,
    INTERFACE_LANGUAGE,
    KEEP_CONTENT,
    KNOWN_WORDS,
    LOCAL_ONLY,
    MASK_PRIVATE,
    UNLOAD_AFTER,
    Settings,
)
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
            local_only=settings.get(LOCAL_ONLY),
            mask_private=settings.get(MASK_PRIVATE),
            own_words=_own_words(settings),
            keep_content=settings.get(KEEP_CONTENT),
        )
    )
    try:
        yield engine
    finally:
        await engine.close()


def _own_words(settings: Settings) -> tuple[str, ...]:
    """The words that the writer told the program it should know; none where the settings hold no list of them."""
    try:
        return msgspec.json.decode(settings.get(KNOWN_WORDS), type=tuple[str, ...])
    except msgspec.DecodeError:
        return ()


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
