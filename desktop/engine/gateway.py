"""The way to every model: one streaming call through litellm, with deadlines, typed errors and an honest ending.

litellm builds the request; what comes back is read from the provider's own stream underneath litellm's wrapper. The
wrapper reports a stream that was cut off as complete, and takes four times as long for a piece.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from typing import Protocol, TypeVar

import httpx
import msgspec

from desktop.core.errors import CopydeskError
from desktop.core.prompt import Chunk, Ending, FinishReason, Prompt
from desktop.core.provider import Protocol as Speech
from desktop.engine import gateway_native, gateway_openai
from desktop.engine.error_facts import causes_of, status_of
from desktop.engine.errors import (
    no_first_token,
    no_key,
    not_all_read,
    nothing_came,
    only_thought,
    problem_of,
    stood_still,
)
from desktop.engine.gateway_answer import Answer, Piece
from desktop.engine.gateway_clients import Clients
from desktop.engine.gateway_litellm import Library, prepare_litellm
from desktop.engine.gateway_requests import is_unread, refused_settings, request_of
from desktop.engine.gateway_wire import READERS
from desktop.engine.redaction import Redactor
from desktop.engine.route import Route

T = TypeVar("T")

_TIMEOUT = httpx.Timeout(None, connect=15)
"""Ours are the other deadlines: httpx waits anew for each read, and knows no first word."""


class Patience(msgspec.Struct, frozen=True):
    """How long to wait, in seconds: for the first word, and between two pieces."""

    first_token_s: float = 120.0
    idle_s: float = 60.0


class Source(Protocol):
    """An answer as it comes; it ends when the provider's stream does, and can be closed before."""

    def __aiter__(self) -> AsyncIterator[Piece]: ...

    async def close(self) -> None:
        """Close the connection, whether or not the answer has ended."""


class Gateway:
    """Makes models of routes; holds litellm and the connections. Belongs to one event loop."""

    def __init__(
        self,
        redactor: Redactor,
        patience: Patience | None = None,
        load: Callable[[], Library] = prepare_litellm,
    ) -> None:
        self.redactor = redactor
        self.patience = patience or Patience()
        self.clients = Clients()
        self._load = load
        self._library: asyncio.Future[Library] | None = None
        self._rehearsals: dict[Speech, asyncio.Future[None]] = {}
        self._refused: dict[tuple[str, str], frozenset[str]] = {}

    @property
    def is_ready(self) -> bool:
        """Whether a call in OpenAI's protocol would start at once."""
        return self._library is not None and self._library.done()

    async def library(self) -> Library:
        """litellm, imported in a thread by whoever asks first; a caller that is cancelled does not stop the import."""
        if self._library is None:
            self._library = asyncio.get_running_loop().run_in_executor(None, self._load)
        return await asyncio.shield(self._library)

    async def library_for(self, protocol: Speech) -> Library:
        """The library with all that a protocol of its own needs, which is imported when it is asked for first."""
        library = await self.library()
        if protocol in READERS:
            if protocol not in self._rehearsals:
                rehearsal = _rehearse(library, protocol)
                self._rehearsals[protocol] = asyncio.get_running_loop().run_in_executor(None, rehearsal)
            await asyncio.shield(self._rehearsals[protocol])
        return library

    def model(self, route: Route) -> GatewayModel:
        """The model at the end of a route."""
        self.redactor.know(route.key)
        return GatewayModel(self, route)

    def refused(self, route: Route) -> frozenset[str]:
        """The settings that the model has refused since the program began."""
        return self._refused.get((route.base_url, route.model), frozenset())

    def note_refused(self, route: Route, settings: frozenset[str]) -> None:
        """Leave these settings out from now on."""
        self._refused[(route.base_url, route.model)] = self.refused(route) | settings

    async def close(self) -> None:
        """Close every connection."""
        await self.clients.close()
        library = self._library
        if library is not None and library.done() and not library.cancelled() and library.exception() is None:
            await library.result().close_litellm_async_clients()


def _rehearse(library: Library, protocol: Speech) -> Callable[[], None]:
    return lambda: asyncio.run(gateway_native.rehearse(library, protocol))


class GatewayModel:
    """A model that is asked through litellm; see `desktop.core.prompt.LanguageModel`."""

    def __init__(self, gateway: Gateway, route: Route) -> None:
        self._gateway = gateway
        self._route = route

    @property
    def id(self) -> str:
        """The id as the writer names it."""
        return self._route.id

    @property
    def small(self) -> bool:
        """Whether it must be asked field by field, with examples."""
        return self._route.small

    def grade(self, language: str) -> str:
        """How well it writes a language; empty when unknown."""
        return self._route.grades.get(language, "")

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk | Ending, None]:
        """Ask, and yield chunks and at last one `Ending`.

        Raises `EnvironmentProblem` when the call fails. The connection is closed when the call is cancelled, or the
        iterator is closed.
        """
        if not self._route.key.reveal():
            raise no_key(self._route)
        request_of(self._route, prompt)  # a mistake in it is ours, and no problem of the provider's
        library = await self._gateway.library_for(self._route.protocol)
        answer = Answer(free=self._route.inside or self._route.free)
        source: Source | None = None
        try:
            source = await self._within(self._open(library, prompt), answer)
            pieces = aiter(source)
            while (piece := await self._within(anext(pieces, None), answer)) is not None:
                text = answer.take(piece)
                if text:
                    yield Chunk(text)
            if rest := answer.rest():
                yield Chunk(rest)
            yield self._ending(answer, prompt)
        except CopydeskError:
            raise
        except self._gateway.clients.failures as error:
            raise problem_of(
                self._route, error, words=answer.words, redactor=self._gateway.redactor
            ) from None  # the chain holds headers and prompts, which no log should have
        finally:
            if source is not None:
                await source.close()

    async def _within(self, step: Awaitable[T], answer: Answer) -> T:
        """One step of the call, within the time that is left for it."""
        patience = self._gateway.patience
        if answer.first_token_s is None:
            left = answer.began + patience.first_token_s - time.monotonic()
        else:
            left = patience.idle_s
        limit = asyncio.timeout(left)
        try:
            async with limit:
                return await step
        except TimeoutError:
            if not limit.expired():
                raise  # the operating system's own, of a connection
            if answer.first_token_s is None:
                raise no_first_token(self._route, patience.first_token_s) from None
            raise stood_still(self._route, patience.idle_s, answer.words) from None

    async def _open(self, library: Library, prompt: Prompt) -> Source:
        """Send the request, and once more without a setting that the provider does not take."""
        request = self._request(prompt)
        try:
            return await self._send(library, request)
        except self._gateway.clients.failures as error:
            said = "\n".join(str(cause) for cause in causes_of(error))
            refused = refused_settings(said, request) if status_of(error) in (400, 422) else frozenset()
            if not refused or refused <= self._gateway.refused(self._route):
                raise
        self._gateway.note_refused(self._route, refused)
        return await self._send(library, self._request(prompt))

    async def _send(self, library: Library, request: dict[str, object]) -> Source:
        ask = gateway_native.ask if self._route.protocol in READERS else gateway_openai.ask
        return await ask(library, self._gateway.clients, self._route, request)

    def _request(self, prompt: Prompt) -> dict[str, object]:
        """All that litellm is told, but for the client that sends it."""
        route = self._route
        return {
            "model": route.model,
            "api_base": route.address,
            "api_key": route.key.reveal(),
            "stream": True,
            "timeout": _TIMEOUT,
            "drop_params": True,
            **request_of(route, prompt, self._gateway.refused(route)),
        }

    def _ending(self, answer: Answer, prompt: Prompt) -> Ending:
        if answer.reason is None and not answer.words:
            raise nothing_came(self._route)
        if answer.reason is FinishReason.LENGTH and not answer.words and answer.thought:
            raise only_thought(self._route)
        if answer.prompt_tokens is not None and is_unread(self._route, prompt, answer.prompt_tokens):
            raise not_all_read(self._route, answer.prompt_tokens, answer.words)
        return answer.ending()
