"""A model on this computer as the agents ask it: when its server ends in the middle, the reason is told."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from desktop.core.errors import EnvironmentProblem
from desktop.core.prompt import Chunk, Ending, Prompt
from desktop.engine.gateway import GatewayModel
from desktop.engine.local import Endpoint, LocalServer
from desktop.engine.wrapping import WrappedModel


class InsideModel(WrappedModel):
    """Wraps the gateway's model of an endpoint; see `desktop.core.prompt.LanguageModel`."""

    def __init__(self, model: GatewayModel, server: LocalServer, endpoint: Endpoint) -> None:
        super().__init__(model)
        self._server = server
        self._endpoint = endpoint

    async def prime(self, prompt: Prompt, answers: int) -> bool:
        """Have the server read a prompt once for so many answers that begin at once; whether all of them have it."""
        return await self._server.prime(self._endpoint, prompt.messages, answers) >= answers

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk | Ending, None]:
        """Ask; a connection that broke because the server ended says so."""
        try:
            async with aclosing(self._pieces(prompt)) as pieces:
                async for piece in pieces:
                    yield piece
        except EnvironmentProblem as error:
            why = await self._server.explain(self._endpoint)
            raise why or error from None
