"""An engine in this process, as the command line uses it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from desktop.core.events import Event
from desktop.core.profile import Profile
from desktop.engine.engine import Engine
from desktop.engine.messages import Configure
from desktop.engine.route import Route


@asynccontextmanager
async def running_engine(profile: Profile, *routes: Route) -> AsyncIterator[Engine]:
    """One that is configured, and ended whatever comes."""
    engine = Engine(profile, routes=routes)
    await engine.configure(Configure())
    try:
        yield engine
    finally:
        await engine.close()


def nothing(_event: Event) -> None:
    """Where events go that a test does not look at."""
