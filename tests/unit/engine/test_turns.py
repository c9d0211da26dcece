"""Who may write when: never more at once than a place takes, first come first served, and Stop ends a wait at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest

from desktop.core.events import Event, Progress
from desktop.engine.route import Route
from desktop.engine.turns import Turns, together
from tests.clock import on_time
from tests.unit.engine.running import nothing

SHOP = Route("shop/a", "openai/a", "https://shop.example/v1", provider="shop")
OTHER = Route("shop/b", "openai/b", "https://shop.example/v1", provider="shop")
MARKET = Route("market/a", "openai/a", "https://market.example/v1", provider="market")
NEXT_DOOR = Route("box/a", "openai/a", "http://127.0.0.1:11434/v1", provider="box", free=True)
PASSES_ON = Route("box/c", "openai/c", "http://127.0.0.1:11434/v1", provider="box", passed_to="cloud.example")
SMALL = Route("local/small", "small", "", inside=True)
LARGE = Route("local/large", "large", "", inside=True)


class Desk:
    """Work that takes turns; knows who is at it and who was."""

    def __init__(self) -> None:
        self.turns = Turns()
        self.at_it: list[str] = []
        self.order: list[str] = []
        self.most = 0
        self.go = asyncio.Event()

    async def work(self, name: str, route: Route, emit: Callable[[Event], None] = nothing) -> None:
        async with self.turns.take(route, emit):
            self.at_it.append(name)
            self.order.append(name)
            self.most = max(self.most, len(self.at_it))
            await self.go.wait()
            await asyncio.sleep(0)
            self.at_it.remove(name)

    def start(self, *wanted: tuple[str, Route]) -> list[asyncio.Task[None]]:
        return [asyncio.create_task(self.work(name, route)) for name, route in wanted]


def _run(work: Callable[[Desk], Awaitable[None]]) -> None:
    async def main() -> None:
        async with asyncio.timeout(5):
            await work(Desk())

    asyncio.run(main())


@pytest.mark.parametrize(
    ("route", "most"), [(SHOP, 4), (PASSES_ON, 4), (NEXT_DOOR, 2), (SMALL, 4)], ids=["shop", "passes on", "box", "in"]
)
def test_a_place_takes_so_many_and_the_others_follow_in_their_order(route: Route, most: int) -> None:
    async def work(desk: Desk) -> None:
        names = [str(number) for number in range(9)]
        tasks = desk.start(*((name, route) for name in names))
        await asyncio.sleep(0.01)
        assert desk.at_it == names[:most]
        assert together(route) == most
        desk.go.set()
        await asyncio.gather(*tasks)
        assert desk.order == names
        assert desk.most == most

    _run(work)


def test_models_of_one_provider_share_its_turns_and_another_provider_has_its_own() -> None:
    async def work(desk: Desk) -> None:
        tasks = desk.start(*((f"a{n}", SHOP) for n in range(3)), *((f"b{n}", OTHER) for n in range(3)), ("m", MARKET))
        await asyncio.sleep(0.01)
        assert desk.at_it == ["a0", "a1", "a2", "b0", "m"]
        desk.go.set()
        await asyncio.gather(*tasks)

    _run(work)


def test_inside_another_model_waits_until_all_of_the_first_are_done() -> None:
    """Else each would have the other's server ended under it."""

    async def work(desk: Desk) -> None:
        tasks = desk.start(("s0", SMALL), ("l0", LARGE), ("s1", SMALL), ("l1", LARGE))
        await asyncio.sleep(0.01)
        assert desk.at_it == ["s0"]
        desk.go.set()
        await asyncio.gather(*tasks)
        assert desk.order == ["s0", "l0", "s1", "l1"]
        assert desk.most == 1

    _run(work)


def test_who_waits_is_told_so_once_and_who_does_not_is_told_nothing() -> None:
    async def work(desk: Desk) -> None:
        events: list[list[Event]] = [[], [], []]
        tasks = [asyncio.create_task(desk.work(str(n), NEXT_DOOR, events[n].append)) for n in range(3)]
        await asyncio.sleep(0.05)
        assert events == [[], [], [Progress("queue", "Waiting for its turn")]]
        desk.go.set()
        await asyncio.gather(*tasks)

    _run(work)


@on_time
def test_stop_ends_a_wait_at_once_and_costs_no_turn() -> None:
    async def work(desk: Desk) -> None:
        tasks = desk.start(*((str(n), NEXT_DOOR) for n in range(5)))
        await asyncio.sleep(0.01)
        began = time.monotonic()
        tasks[2].cancel()
        await asyncio.wait([tasks[2]])
        assert time.monotonic() - began < 0.05
        tasks[0].cancel()
        await asyncio.sleep(0.01)
        assert desk.order == ["0", "1", "3"]
        desk.go.set()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert desk.order == ["0", "1", "3", "4"]

    _run(work)


def test_a_turn_that_comes_in_the_moment_of_stop_goes_to_the_next() -> None:
    async def work(desk: Desk) -> None:
        tasks = desk.start(*((str(n), NEXT_DOOR) for n in range(4)))
        await asyncio.sleep(0.01)
        desk.turns._places["box http://127.0.0.1:11434/v1"].leave(0)  # noqa: SLF001 - as if the first had ended, without a pause
        tasks[2].cancel()
        await asyncio.sleep(0.01)
        assert desk.order == ["0", "1", "3"]
        desk.go.set()
        await asyncio.gather(*tasks, return_exceptions=True)

    _run(work)


def test_one_that_fails_gives_its_turn_back() -> None:
    async def work(desk: Desk) -> None:
        async def fail() -> None:
            async with desk.turns.take(NEXT_DOOR, nothing):
                raise ZeroDivisionError

        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await fail()
        desk.go.set()
        await asyncio.gather(*desk.start(("a", NEXT_DOOR), ("b", NEXT_DOOR)))
        assert desk.most == 2

    _run(work)
