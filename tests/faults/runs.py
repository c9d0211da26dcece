"""Runs the table of faults once: every fault over every route, many at a time, as real calls over real sockets."""

from __future__ import annotations

import asyncio
import socket
import time
import traceback
from collections.abc import Callable, Mapping
from typing import NamedTuple

import msgspec

from desktop.core.brief import Brief
from desktop.core.draft import Variant
from desktop.core.errors import CopydeskError, Problem
from desktop.core.events import Waiting
from desktop.core.profile import Profile
from desktop.core.prompt import Chunk, Ending, FinishReason, Message, Prompt, Role
from desktop.core.provider import Protocol
from desktop.engine.gateway import Gateway
from desktop.engine.messages import Write
from desktop.engine.redaction import Secret
from desktop.engine.retrying import RetryingModel
from desktop.engine.route import Route, litellm_name
from tests.faults.matrix import ADDRESSES, CASES, IMPATIENT, ROUTES, STOPS, Case
from tests.faults.server import FaultServer
from tests.faults.steps import CANARY
from tests.unit.engine.running import nothing, running_engine

DONE = FinishReason.STOP

SECRET_TEXT = "Zebravase 4711"
"""What a brief says that must be found nowhere but at the provider."""

PROMPT = Prompt((Message(Role.SYSTEM, "Write copy."), Message(Role.USER, f"A mug, {SECRET_TEXT}.")), 200)
_LONG = Prompt((Message(Role.USER, f"A mug for coffee, {SECRET_TEXT}. " * 700),), 50)
_AT_ONCE = 24
_HEARD_S = 0.5
_GOES = 3


class Outcome(NamedTuple):
    """What came of one call; `problem` with all that a traceback would show is in `shown`."""

    text: str
    ending: Ending | None
    problem: Problem | None
    shown: str
    waits: tuple[Waiting, ...]
    requests: int
    left: bool


class Stopped(NamedTuple):
    """What came of Stop: the text that was kept, and the seconds until the call ended and the server saw it."""

    text: str
    ended_s: float
    seen_s: float
    requests: int


Table = Mapping[tuple[str, Protocol], Outcome]


def route_to(address: str, protocol: Protocol) -> Route:
    """A model at an address."""
    return Route("example/m", litellm_name(protocol, "m"), address, Secret(CANARY), protocol=protocol,
                 provider="example", title="Example")  # fmt: skip


async def call(gateway: Gateway, route: Route, prompt: Prompt = PROMPT) -> Outcome:
    """One call as a writer makes it, retries included; how often it was asked is for the caller to fill in."""
    text, shown = "", ""
    waits: list[Waiting] = []
    ending: Ending | None = None
    problem: Problem | None = None
    try:
        async for piece in RetryingModel(gateway.model(route), waits.append).stream(prompt):
            if isinstance(piece, Chunk):
                assert ending is None, "text after the ending"
                text += piece.text
            else:
                ending = piece
    except CopydeskError as error:
        problem = error.problem
        shown = "".join(traceback.format_exception(error)) + repr(error) + repr(error.problem)
    return Outcome(text, ending, problem, shown, tuple(waits), 0, False)


class Bench:
    """Servers for every protocol, and where a redirect leads; `gateways` are the patient and the impatient one."""

    def __init__(
        self,
        servers: Mapping[Protocol, FaultServer],
        secure: Mapping[Protocol, FaultServer],
        gateways: tuple[Gateway, Gateway],
    ) -> None:
        self._servers = servers
        self._secure = secure
        self._patient, self._impatient = gateways
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def table(self) -> Table:
        """Every fault over every route; those of deadlines last, as they must not wait for anything but the server."""
        found: dict[tuple[str, Protocol], Outcome] = {}
        for impatient in (False, True):
            cases = [case for case in (*CASES, *ADDRESSES) if (case.fault in IMPATIENT) is impatient]
            jobs = [self._one(case, route) for case in cases for route in ROUTES if route not in case.without]
            found.update(await asyncio.gather(*jobs))
        return found

    async def endings(self, profile: Profile, table: Table) -> Mapping[tuple[str, Protocol], Variant]:
        """What the engine makes of the answers that ended before their end, as of those only the agents tell."""
        short = [key for key, outcome in table.items() if outcome.ending and outcome.ending.reason is not DONE]
        routes = {
            key: msgspec.structs.replace(
                route_to(self._servers[key[1]].base(f"{key[0]}~engine"), key[1]), id=f"example/{n}"
            )
            for n, key in enumerate(short)
        }
        async with running_engine(profile, *routes.values()) as engine:
            brief = Brief(product="Mug", channels=("shop.title",), language="en")
            requests = [Write(brief, route.id, plain=True) for route in routes.values()]
            written = await asyncio.gather(*(engine.write(request, nothing) for request in requests))
        return {key: each.variants[0] for key, each in zip(routes, written, strict=True)}

    async def stops(self) -> Mapping[tuple[str, Protocol], Stopped]:
        """Stop in every state of a call, on every route."""
        found: dict[tuple[str, Protocol], Stopped] = {}
        for go in range(_GOES):  # a computer that stood still for a moment is late once, a Stop nobody hears always
            left = [(fault, route) for fault in STOPS for route in ROUTES if not _in_time(found.get((fault, route)))]
            found.update(await asyncio.gather(*(self._stop(fault, route, go) for fault, route in left)))
        return found

    async def _one(self, case: Case, route: Protocol) -> tuple[tuple[str, Protocol], Outcome]:
        async with self._turn:
            if case in ADDRESSES:
                return (case.fault, route), await self._address(case.fault, route)
            server = self._servers[route]
            if case.fault == "echo":
                outcome = await self._four(server, route)
            else:
                gateway = self._impatient if case.fault in IMPATIENT else self._patient
                prompt = _LONG if case.fault == "unread" else PROMPT
                outcome = await call(gateway, route_to(server.base(case.fault), route), prompt)
            seen = server.at(case.fault)
            left = case.fault in IMPATIENT and await asyncio.to_thread(seen[0].left.wait, 5)
            return (case.fault, route), outcome._replace(requests=len(seen), left=left)

    async def _four(self, server: FaultServer, route: Protocol) -> Outcome:
        """Four at once; the first that got another's text is told, as its text."""
        said = [f"One of four is number {number} and no other" for number in range(4)]
        outcomes = await asyncio.gather(
            *(call(self._patient, route_to(server.base("echo"), route), Prompt((Message(Role.USER, each),), 50))
              for each in said)
        )  # fmt: skip
        wrong = [each for each, text in zip(outcomes, said, strict=True) if each.text.strip() != text]
        return wrong[0] if wrong else outcomes[0]._replace(text="")

    async def _address(self, fault: str, route: Protocol) -> Outcome:
        plain, secure = self._servers[route], self._secure[route]
        before = len(secure.seen)
        if fault == "refused":
            with socket.socket() as taken:
                taken.bind(("127.0.0.1", 0))
                address = f"http://127.0.0.1:{taken.getsockname()[1]}"
                return await call(self._patient, route_to(address, route))
        address = {
            "nowhere": "https://nowhere.invalid",
            "untrusted": secure.base("none"),
            "https-to-http": plain.base("none~https").replace("http:", "https:"),
            "http-to-https": secure.base("none").replace("https:", "http:"),
        }[fault]
        outcome = await call(self._patient, route_to(address, route))
        return outcome._replace(requests=len(secure.seen) - before + len(plain.at("none~https")))

    async def _stop(self, fault: str, route: Protocol, go: int) -> tuple[tuple[str, Protocol], Stopped]:
        server, name = self._servers[route], f"{fault}~stop{go}"
        texts: list[str] = []
        told = asyncio.Event()

        async def listen() -> None:
            model = RetryingModel(self._patient.model(route_to(server.base(name), route)), lambda _: told.set())
            async for piece in model.stream(PROMPT):
                if isinstance(piece, Chunk):
                    texts.append(piece.text)  # noqa: PERF401 - what there is when the call is cancelled must be kept

        task = asyncio.ensure_future(listen())
        await _until(lambda: bool(server.at(name)) and (told.is_set() or fault != "429"))
        await asyncio.sleep(0.2)
        stopped = time.monotonic()
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled(), f"Stop was not heard: {task.exception()}"
        ended = time.monotonic() - stopped
        await asyncio.to_thread(server.at(name)[0].left.wait, 2)
        left_at = server.at(name)[0].left_at or float("inf")
        if fault == "429":
            await asyncio.sleep(max(0.0, stopped + 3.5 - time.monotonic()))  # no request when the time is up
        return (fault, route), Stopped("".join(texts), ended, left_at - stopped, len(server.at(name)))


async def _until(is_so: Callable[[], bool]) -> None:
    limit = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < limit, "it did not come about"
        await asyncio.sleep(0.01)


def _in_time(stopped: Stopped | None) -> bool:
    """Whether Stop was heard and seen in time, as far as it was tried."""
    return stopped is not None and stopped.ended_s < _HEARD_S and stopped.seen_s < _HEARD_S
