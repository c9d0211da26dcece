"""The engine as a process of its own, with a provider for each protocol whose models fail as they are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from desktop.core.brief import Brief
from desktop.engine.messages import Configure, Write
from desktop.engine.provider_messages import AddProvider, SetKey
from tests.faults.matrix import ROUTES
from tests.faults.server import BY_MODEL, FaultServer
from tests.faults.steps import CANARY
from tests.unit.engine.engine_process import EngineProcess, Line

NO_KEYRING = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
"""Keys live in memory then, as on a computer without a keyring; Linux alone finds its keyring by this."""


class Bench(NamedTuple):
    """An engine, the servers of its providers by their names, and the one to which nothing may go."""

    engine: EngineProcess
    servers: Mapping[str, FaultServer]
    bait: FaultServer

    def write(self, provider: str, fault: str, notes: str = "") -> int:
        """Ask a provider to write; the number of the request."""
        brief = Brief(product="Mug", notes=notes, channels=("shop.title",), language="en")
        return self.engine.ask(Write(brief, f"{provider}/{fault}", plain=True))

    def answers(self, numbers: Iterable[int]) -> dict[int, Line]:
        """The answers to requests, in whatever order they come."""
        waiting = set(numbers)
        found: dict[int, Line] = {line["id"]: line for _, line in self.engine.lines if line.get("id") in waiting}
        waiting -= found.keys()
        while waiting:
            line = self.engine.wait_for(lambda line: line.get("id") in waiting)[1]
            found[line["id"]] = line
            waiting.remove(line["id"])
        return found


@contextmanager
def bench(
    folder: Path,
    providers: Iterable[str] = tuple(route.value for route in ROUTES),
    *,
    settings: Configure = Configure(),  # noqa: B008 - frozen
    environment: Mapping[str, str] = {},
    bait: FaultServer | None = None,
) -> Iterator[Bench]:
    """An engine in `folder`/profile with providers that have a key."""
    with ExitStack() as stack:
        bait = bait or stack.enter_context(FaultServer())
        servers = {name: stack.enter_context(FaultServer(name, elsewhere=bait)) for name in providers}
        profile = folder / "profile"
        profile.mkdir()
        engine = stack.enter_context(
            EngineProcess(profile, [], environment={**environment, **NO_KEYRING}, folder=folder)
        )
        made = Bench(engine, servers, bait)
        engine.answer(engine.ask(settings))
        for route in ROUTES:
            if route.value in servers:
                server = servers[route.value]
                added = engine.answer(engine.ask(AddProvider(route.value, route, server.base(BY_MODEL))))
                assert "error" not in added or added["error"] is None, added
                kept = engine.answer(engine.ask(SetKey(route.value, CANARY)))
                assert kept["result"]["place"] == "session", kept
        yield made
