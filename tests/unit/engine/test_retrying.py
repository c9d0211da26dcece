"""When a call is made again, how long that waits, and what the writer sees of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from desktop.core.draft import Usage
from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.events import Waiting
from desktop.core.prompt import Chunk, Ending, FinishReason, Message, Prompt, Role
from desktop.engine import retrying
from desktop.engine.error_facts import Passing
from desktop.engine.retrying import RetryingModel

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


def test_it_says_what_its_model_says() -> None:
    model = RetryingModel(Model(), lambda waiting: None)
    assert (model.id, model.small, model.grade("nl")) == ("shop/m", True, "good nl")
