"""What requests of one group share: what they have in common is read once, and what they spend counts for all."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from desktop.core.errors import EnvironmentProblem
from desktop.engine.groups import Groups, Reading


def _run(work: Callable[[], Awaitable[None]]) -> None:
    async def main() -> None:
        async with asyncio.timeout(5):
            await work()

    asyncio.run(main())


class Primer:
    """Reads when it is let, and says whether that helped."""

    def __init__(self, *, helps: bool) -> None:
        self.helps = helps
        self.times = 0
        self.go = asyncio.Event()

    async def __call__(self) -> bool:
        self.times += 1
        await self.go.wait()
        return self.helps


async def _answer(
    reading: Reading, prime: Primer, name: str, said: list[str], word: asyncio.Event | None = None
) -> None:
    async with reading.shared(prime) as turn:
        said.append(name)
        if word is not None:
            await word.wait()
        turn.begun()
        await asyncio.sleep(0.02)


def test_it_is_read_once_and_all_begin_then() -> None:
    async def work() -> None:
        reading, prime, said = Reading(), Primer(helps=True), list[str]()
        never = asyncio.Event()
        tasks = [asyncio.create_task(_answer(reading, prime, str(n), said, never)) for n in range(5)]
        await asyncio.sleep(0.02)
        assert said == []
        prime.go.set()
        await asyncio.sleep(0.02)
        assert said == ["0", "1", "2", "3", "4"]
        assert prime.times == 1
        never.set()
        await asyncio.gather(*tasks)

    _run(work)


def test_where_it_did_not_help_the_others_wait_for_the_first_word() -> None:
    async def work() -> None:
        reading, prime, said, word = Reading(), Primer(helps=False), list[str](), asyncio.Event()
        prime.go.set()
        tasks = [asyncio.create_task(_answer(reading, prime, str(n), said, word)) for n in range(3)]
        await asyncio.sleep(0.02)
        assert said == ["0"]
        word.set()
        await asyncio.gather(*tasks)
        assert said == ["0", "1", "2"]
        assert prime.times == 1

    _run(work)


@pytest.mark.parametrize("while_reading", [True, False])
def test_when_the_first_is_stopped_before_its_first_word_the_next_is_the_first(while_reading: bool) -> None:
    async def work() -> None:
        reading, prime, said = Reading(), Primer(helps=False), list[str]()
        if not while_reading:
            prime.go.set()
        first = asyncio.create_task(_answer(reading, prime, "0", said, asyncio.Event()))
        others = [asyncio.create_task(_answer(reading, prime, str(n), said)) for n in (1, 2)]
        await asyncio.sleep(0.02)
        first.cancel()
        prime.go.set()
        await asyncio.gather(*others)
        assert prime.times == 2
        assert said[-2:] == ["1", "2"]

    _run(work)


def test_one_that_is_stopped_while_it_waits_leaves_the_others() -> None:
    async def work() -> None:
        reading, prime, said = Reading(), Primer(helps=True), list[str]()
        tasks = [asyncio.create_task(_answer(reading, prime, str(n), said)) for n in range(3)]
        await asyncio.sleep(0.02)
        tasks[1].cancel()
        prime.go.set()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert said == ["0", "2"]

    _run(work)


def test_one_purse_for_all_of_a_group_and_one_each_without() -> None:
    async def work() -> None:
        groups = Groups()
        for _ in range(3):
            async with groups.group("g").budget(1.0).hold(0.3):
                pass
            groups.group("g").budget(1.0).spend(0.3, 0.3)
        with pytest.raises(EnvironmentProblem):
            async with groups.group("g").budget(1.0).hold(0.3):
                pass
        async with groups.group("h").budget(1.0).hold(0.3), groups.group("").budget(1.0).hold(0.9):
            pass
        assert groups.group("g").budget(None).spent == pytest.approx(0.9)
        assert groups.group("").budget(None).spent == 0.0

    _run(work)


def test_who_is_held_for_in_one_request_is_waited_for_by_the_others() -> None:
    async def work() -> None:
        group = Groups().group("g")
        release = asyncio.Event()

        async def first() -> None:
            async with group.budget(1.0).hold(0.8):
                await release.wait()

        async def second() -> None:
            async with group.budget(1.0).hold(0.8):
                pass

        one = asyncio.create_task(first())
        await asyncio.sleep(0)
        two = asyncio.create_task(second())
        await asyncio.sleep(0.02)
        assert not two.done()
        release.set()
        await asyncio.gather(one, two)

    _run(work)


def test_groups_that_are_long_over_are_forgotten() -> None:
    groups = Groups()
    first = groups.group("0")
    for number in range(1, 64):
        groups.group(str(number))
    assert groups.group("0") is first, "used again, it is the newest"
    for number in range(64, 127):
        groups.group(str(number))
    assert groups.group("0") is first
    for number in range(127, 200):
        groups.group(str(number))
    assert groups.group("0") is not first


def test_who_comes_after_it_was_read_is_told_so() -> None:
    async def work() -> None:
        reading, prime = Reading(), Primer(helps=True)
        prime.go.set()
        async with reading.shared(prime) as first, reading.shared(prime) as second:
            assert (first.is_read, second.is_read) == (False, True)
        assert prime.times == 1

    _run(work)
