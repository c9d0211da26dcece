"""A model on this computer as the agents ask it: when its server ends in the middle, the reason is told."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from desktop.core.errors import EnvironmentProblem
from desktop.core.prompt import Chunk, Ending, Prompt
from desktop.engine.gateway import GatewayModel
from desktop.engine.local import Endpoint, LocalServer


class InsideModel:
    """Wraps the gateway's model of an endpoint; see `desktop.core.prompt.LanguageModel`."""

    def __init__(self, model: GatewayModel, server: LocalServer, endpoint: Endpoint) -> None:
        self._model = model
        self._server = server
        self._endpoint = endpoint

    @property
    def id(self) -> str:
        """The id as the writer names it."""
        return self._model.id

    @property
    def small(self) -> bool:
        """Whether it must be asked field by field, with examples."""
        return self._model.small

    def grade(self, language: str) -> str:
        """How well it writes a language."""
        return self._model.grade(language)

    async def prime(self, prompt: Prompt, answers: int) -> bool:
        """Have the server read a prompt once for so many answers that begin at once; whether all of them have it."""
        return await self._server.prime(self._endpoint, prompt.messages, answers) >= answers

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk | Ending, None]:
        """Ask; a connection that broke because the server ended says so."""
        try:
            async with aclosing(self._model.stream(prompt)) as pieces:
                async for piece in pieces:
                    yield piece
        except EnvironmentProblem as error:
            why = await self._server.explain(self._endpoint)
            raise why or error from None
