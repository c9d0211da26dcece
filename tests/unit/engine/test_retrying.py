"""When a call is made again, how long that waits, and what the writer sees of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.events import Waiting
from desktop.core.prompt import Chunk, Ending, FinishReason, Message, Prompt, Role
from desktop.core.usage import Usage
from desktop.engine import retrying
from desktop.engine.error_facts import Passing
from desktop.engine.retrying import Pause, Pauses, RetryingModel
from tests.clock import on_time

PROMPT = Prompt((Message(Role.USER, "A mug."),), 10)
TROUBLE = Passing(ErrorKind.PROVIDER, "It has trouble.", remedy=Remedy.RETRY)
ENDING = Ending(FinishReason.STOP, Usage())


def busy(seconds: float | None) -> EnvironmentProblem:
    return EnvironmentProblem(ErrorKind.QUOTA, "Busy.", remedy=Remedy.RETRY, retry_after=seconds)


class Model:
    """Raises these errors in turn, after these words, and then answers."""

    id = "shop/m"
    small = True

    def __init__(self, *errors: EnvironmentProblem, words: str = "") -> None:
        self.errors = list(errors)
        self.words = words
        self.calls = 0

    def grade(self, language: str) -> str:
        return f"good {language}"

    async def stream(self, prompt: Prompt) -> AsyncIterator[Chunk | Ending]:
        self.calls += 1
        if self.errors:
            if self.words:
                yield Chunk(self.words)
            raise self.errors.pop(0)
        yield Chunk("A mug.")
        yield ENDING


def ask(model: Model) -> tuple[list[Chunk | Ending], list[Waiting]]:
    seen: list[Waiting] = []

    async def main() -> list[Chunk | Ending]:
        return [piece async for piece in RetryingModel(model, seen.append).stream(PROMPT)]

    return asyncio.run(main()), seen


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second takes a hundredth."""
    monkeypatch.setattr(retrying, "_BACKOFF_S", (0.01, 0.02))
    monkeypatch.setattr(retrying, "_JITTER_S", 0.0)
    monkeypatch.setattr(retrying, "_TICK_S", 0.01)
    monkeypatch.setattr(retrying, "_UNTOLD_S", 0.1)


def test_what_has_no_trouble_is_handed_on() -> None:
    model = Model()
    assert ask(model) == ([Chunk("A mug."), ENDING], [])
    assert model.calls == 1


def test_trouble_before_the_first_word_is_tried_twice_more() -> None:
    model = Model(TROUBLE, TROUBLE)
    pieces, seen = ask(model)
    assert pieces == [Chunk("A mug."), ENDING]
    assert model.calls == 3
    assert {waiting.reason for waiting in seen} == {"It has trouble."}
    assert [waiting.attempt for waiting in seen if waiting.seconds == 0] == [1, 2]


def test_a_third_trouble_is_told() -> None:
    model = Model(TROUBLE, TROUBLE, TROUBLE)
    with pytest.raises(Passing):
        ask(model)
    assert model.calls == 3


def test_a_server_that_says_when_is_asked_once_more_then() -> None:
    model = Model(busy(0.05))
    began = time.monotonic()
    pieces, seen = ask(model)
    assert time.monotonic() - began >= 0.05
    assert pieces == [Chunk("A mug."), ENDING]
    assert len(seen) >= 4, "the countdown stood still"
    left = [waiting.seconds for waiting in seen]
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0


@pytest.mark.parametrize("errors", [(busy(0.01), busy(0.01)), (busy(0.01), TROUBLE)])
def test_one_that_was_busy_is_not_asked_a_third_time(errors: tuple[EnvironmentProblem, ...]) -> None:
    model = Model(*errors)
    with pytest.raises(EnvironmentProblem):
        ask(model)
    assert model.calls == 2


@pytest.mark.parametrize(
    "error",
    [
        busy(None),
        busy(61),
        Passing(ErrorKind.PROVIDER, "Trouble for long.", remedy=Remedy.RETRY, retry_after=3600),
        EnvironmentProblem(ErrorKind.QUOTA, "No credit.", remedy=Remedy.ADD_CREDIT, retry_after=1),
        EnvironmentProblem(ErrorKind.AUTH, "Key refused.", remedy=Remedy.OPEN_KEYS),
        EnvironmentProblem(ErrorKind.PROVIDER, "Did not accept."),
        EnvironmentProblem(ErrorKind.TIMEOUT, "No answer.", remedy=Remedy.RETRY),
    ],
)
def test_what_waiting_does_not_help_is_told_at_once(error: EnvironmentProblem) -> None:
    model = Model(error)
    with pytest.raises(EnvironmentProblem) as caught:
        ask(model)
    assert caught.value is error
    assert model.calls == 1


def test_after_the_first_word_nothing_is_asked_again() -> None:
    model = Model(TROUBLE, words="A ")
    with pytest.raises(Passing):
        ask(model)
    assert model.calls == 1


@on_time
def test_stop_ends_the_wait_at_once() -> None:
    model = Model(busy(30))

    async def main() -> float:
        waits = asyncio.Event()

        async def hear() -> None:
            async for _ in RetryingModel(model, lambda waiting: waits.set()).stream(PROMPT):
                pass

        task = asyncio.create_task(hear())
        await waits.wait()
        began = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return time.monotonic() - began

    assert asyncio.run(main()) < 0.1
    assert model.calls == 1


class Timed(Model):
    """Notes when it is asked."""

    def __init__(self, *errors: EnvironmentProblem, words: str = "", slow_s: float = 0.0) -> None:
        super().__init__(*errors, words=words)
        self.asked: list[float] = []
        self.slow_s = slow_s

    async def stream(self, prompt: Prompt) -> AsyncIterator[Chunk | Ending]:
        self.asked.append(time.monotonic())
        await asyncio.sleep(self.slow_s)
        async for piece in super().stream(prompt):
            yield piece


async def _hear(model: Model, pause: Pause, seen: list[Waiting] | None = None) -> list[Chunk | Ending]:
    waits = [] if seen is None else seen
    return [piece async for piece in RetryingModel(model, waits.append, pause).stream(PROMPT)]


def test_what_one_is_told_the_others_wait_for_too_and_are_told_why() -> None:
    first, second = Timed(busy(0.15)), Timed()
    seen: list[Waiting] = []

    async def main() -> None:
        pause = Pauses().of("shop")
        one = asyncio.create_task(_hear(first, pause))
        await asyncio.sleep(0.02)
        two = asyncio.create_task(_hear(second, pause, seen))
        await asyncio.gather(one, two)

    began = time.monotonic()
    asyncio.run(main())
    assert (first.calls, second.calls) == (2, 1)
    assert second.asked[0] - began >= 0.15
    assert {waiting.reason for waiting in seen} == {"Busy."}
    assert seen[-1].seconds == 0


def test_a_place_that_does_not_say_how_long_is_left_alone_for_a_while_by_the_others() -> None:
    first, second = Timed(busy(None)), Timed()

    async def main() -> float:
        pause = Pause()
        with pytest.raises(EnvironmentProblem):
            await _hear(first, pause)
        began = time.monotonic()
        await _hear(second, pause)
        return second.asked[0] - began

    assert asyncio.run(main()) >= 0.09


def test_after_a_pause_one_goes_first_and_the_others_follow_its_first_word() -> None:
    models = [Timed(slow_s=0.1) for _ in range(4)]

    async def main() -> None:
        pause = Pause()
        pause.begin("Busy.", 0.05)
        await asyncio.gather(*(_hear(model, pause) for model in models))

    asyncio.run(main())
    asked = sorted(model.asked[0] for model in models)
    assert asked[1] - asked[0] >= 0.1
    assert asked[3] - asked[1] < 0.05, "then all at once"


def test_when_the_first_after_a_pause_is_told_to_wait_again_the_others_never_ran_into_it() -> None:
    models = [Timed() for _ in range(4)]
    again = [busy(0.1)]
    for model in models:
        model.errors = again  # the first that comes takes it

    async def main() -> None:
        pause = Pause()
        pause.begin("Busy.", 0.05)
        await asyncio.gather(*(_hear(model, pause) for model in models))

    asyncio.run(main())
    assert sorted(model.calls for model in models) == [1, 1, 1, 2]
    first, second, *_ = sorted(moment for model in models for moment in model.asked)
    assert second - first >= 0.1


def test_one_that_is_stopped_as_the_first_lets_the_next_go_first() -> None:
    first, second = Timed(slow_s=5), Timed()

    async def main() -> None:
        pause = Pause()
        pause.begin("Busy.", 0.01)
        one = asyncio.create_task(_hear(first, pause))
        await asyncio.sleep(0.05)
        two = asyncio.create_task(_hear(second, pause))
        await asyncio.sleep(0.05)
        assert second.asked == []
        one.cancel()
        async with asyncio.timeout(1):
            assert await two == [Chunk("A mug."), ENDING]

    asyncio.run(main())


@on_time
def test_another_place_is_asked_meanwhile() -> None:
    pauses = Pauses()
    pauses.of("shop").begin("Busy.", 30)
    began = time.monotonic()
    assert asyncio.run(_hear(Model(), pauses.of("market"))) == [Chunk("A mug."), ENDING]
    assert time.monotonic() - began < 1
    assert pauses.of("shop").left > 29


def test_a_day_of_waiting_is_told_and_stops_nobody_else() -> None:
    pause = Pause()
    with pytest.raises(EnvironmentProblem):
        asyncio.run(_hear(Model(busy(3600)), pause))
    assert pause.left == 0


def test_it_says_what_its_model_says() -> None:
    model = RetryingModel(Model(), lambda waiting: None)
    assert (model.id, model.small, model.grade("nl")) == ("shop/m", True, "good nl")
