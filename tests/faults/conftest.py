"""One gateway for all faults: litellm is imported once, and belongs to one event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from typing import NamedTuple, TypeVar

import pytest

from desktop.core.errors import CopydeskError, Problem
from desktop.core.prompt import Chunk, Ending, Message, Prompt, Role
from desktop.engine.gateway import Gateway, Patience
from desktop.engine.redaction import Redactor, Secret
from desktop.engine.route import Route
from tests.faults.server import CANARY, FaultServer

T = TypeVar("T")

PROMPT = Prompt((Message(Role.SYSTEM, "Write copy."), Message(Role.USER, "A mug.")), 200)
PATIENCE = Patience(first_token_s=30, idle_s=30)


class Heard(NamedTuple):
    """What came of a call: the text, how it ended, or what it raised."""

    text: str
    ending: Ending | None
    problem: Problem | None


class Desk:
    """A gateway with its event loop."""

    def __init__(self, runner: asyncio.Runner) -> None:
        self._runner = runner
        self.gateway = Gateway(Redactor(), PATIENCE)

    def run(self, work: Coroutine[object, object, T]) -> T:
        """Run on the gateway's loop."""
        return self._runner.run(work)

    def ask(self, base_url: str, prompt: Prompt = PROMPT, *, model: str = "openai/m", key: str = CANARY) -> Heard:
        """Call a model at this address, and hear it out."""
        return self.run(self.hear(base_url, prompt, model=model, key=key))

    async def hear(
        self, base_url: str, prompt: Prompt = PROMPT, *, model: str = "openai/m", key: str = CANARY
    ) -> Heard:
        """As `ask`, for a test that runs more than one call."""
        text, ending = "", None
        try:
            async for piece in self.gateway.model(Route("shop/m", model, base_url, Secret(key))).stream(prompt):
                if isinstance(piece, Chunk):
                    assert ending is None, "text after the ending"
                    text += piece.text
                else:
                    ending = piece
        except CopydeskError as error:
            return Heard(text, None, error.problem)
        return Heard(text, ending, None)


@pytest.fixture(scope="session")
def whole_desk() -> Iterator[Desk]:
    """The gateway of this test run."""
    with asyncio.Runner() as runner:
        desk = Desk(runner)
        desk.run(desk.gateway.library())
        yield desk
        desk.run(desk.gateway.close())


@pytest.fixture
def desk(whole_desk: Desk) -> Desk:
    """The gateway with the usual patience, and no connection kept from the last test."""
    whole_desk.gateway.patience = PATIENCE
    return whole_desk


@pytest.fixture
def server() -> Iterator[FaultServer]:
    """A fault server that speaks OpenAI's protocol."""
    with FaultServer() as running:
        yield running
