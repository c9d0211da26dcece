"""A model on this computer as the agents ask it: when its server ends in the middle, the reason is told."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing, asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

from desktop.core.errors import EnvironmentProblem
from desktop.core.prompt import Chunk, Ending, Message, Prompt
from desktop.engine.gateway import GatewayModel
from desktop.engine.local import Endpoint, LocalServer
from desktop.engine.model_server import SLOTS
from desktop.engine.wrapping import WrappedModel

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from desktop.engine.groups import Group


class Seat(NamedTuple):
    """Where one of several variants is written: a slot of the server for itself, and what it shares with its group."""

    slot: int
    group: Group


class InsideModel(WrappedModel):
    """Wraps the gateway's model of an endpoint; see `desktop.core.prompt.LanguageModel`.

    With a `seat`, what its prompts have in common with those of its group is read by the first of them alone.
    """

    def __init__(self, model: GatewayModel, server: LocalServer, endpoint: Endpoint, seat: Seat | None = None) -> None:
        super().__init__(model)
        self._server = server
        self._endpoint = endpoint
        self._seat = seat
        self._holds: tuple[Message, ...] = ()

    async def prime(self, prompt: Prompt, answers: int) -> bool:
        """Have the server read a prompt once for so many answers that begin at once; whether all of them have it.

        More than it writes at once do not begin at once.
        """
        wanted = min(answers, SLOTS)
        return await self._server.prime(self._endpoint, prompt.messages, wanted) >= wanted

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk | Ending, None]:
        """Ask; a connection that broke because the server ended says so."""
        try:
            async with self._read(prompt) as begun, aclosing(self._pieces(prompt)) as pieces:
                async for piece in pieces:
                    begun()
                    yield piece
        except EnvironmentProblem as error:
            why = await self._server.explain(self._endpoint)
            raise why or error from None

    @asynccontextmanager
    async def _read(self, prompt: Prompt) -> AsyncIterator[Callable[[], None]]:
        """What the prompt has in common with others is in our slot; yields what is to be called at the first word."""
        key = prompt.messages[: prompt.shared]
        if self._seat is None or not key or key == self._holds:
            yield _nothing
            return
        slot, group = self._seat
        shelf = self._server.shelf(self._endpoint)

        async def prime() -> bool:
            kept = await shelf.recall(slot, prompt.messages, prompt.shared)  # by a group before this one
            return kept or await shelf.read(slot, prompt.messages, prompt.shared)

        async with group.reading((self.id, key)).shared(prime) as turn:
            if turn.is_read:
                await shelf.recall(slot, prompt.messages, prompt.shared)
            self._holds = key
            yield turn.begun


def _nothing() -> None:
    """Nobody waits for the first word."""
