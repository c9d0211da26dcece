"""The way to every model: one streaming call through litellm, with deadlines, typed errors and an honest ending.

litellm builds and sends the request; the pieces are read from the provider's own stream underneath litellm's wrapper.
The wrapper reports a stream that was cut off as complete, and takes four times as long for a piece.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import TypeVar

import httpx
import msgspec

from desktop.core.draft import Usage
from desktop.core.errors import CopydeskError
from desktop.core.prompt import Chunk, Ending, FinishReason, Prompt
from desktop.engine.errors import AnswerFailed, no_first_token, no_key, nothing_came, problem_of, stood_still
from desktop.engine.gateway_clients import Clients
from desktop.engine.gateway_litellm import Library, ProviderStream, prepare_litellm
from desktop.engine.redaction import Redactor
from desktop.engine.route import Route

T = TypeVar("T")

_TIMEOUT = httpx.Timeout(None, connect=15)
"""Ours are the other deadlines: httpx waits anew for each read, and knows no first word."""

_HALVES = re.compile("[\ud800-\udfff]")
_REASONS = {
    "stop": FinishReason.STOP,
    "length": FinishReason.LENGTH,
    "max_tokens": FinishReason.LENGTH,
    "content_filter": FinishReason.DECLINED,
    "refusal": FinishReason.DECLINED,
    "safety": FinishReason.DECLINED,
}


class Patience(msgspec.Struct, frozen=True):
    """How long to wait, in seconds: for the first word, and between two pieces."""

    first_token_s: float = 120.0
    idle_s: float = 60.0


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

    @property
    def is_ready(self) -> bool:
        """Whether a call would start at once."""
        return self._library is not None and self._library.done()

    async def library(self) -> Library:
        """litellm, imported in a thread by whoever asks first; a caller that is cancelled does not stop the import."""
        if self._library is None:
            self._library = asyncio.get_running_loop().run_in_executor(None, self._load)
        return await asyncio.shield(self._library)

    def model(self, route: Route) -> GatewayModel:
        """The model at the end of a route."""
        self.redactor.know(route.key)
        return GatewayModel(self, route)

    async def close(self) -> None:
        """Close every connection."""
        await self.clients.close()
        library = self._library
        if library is not None and library.done() and not library.cancelled() and library.exception() is None:
            await library.result().close_litellm_async_clients()


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
        request = request_of(self._route, prompt)
        library = await self._gateway.library()
        answer = _Answer(inside=self._route.inside)
        stream: ProviderStream | None = None
        try:
            stream = await self._within(self._ask(library, request), answer)
            pieces = stream.__aiter__()
            while (piece := await self._within(anext(pieces, None), answer)) is not None:
                text = answer.take(piece)
                if text:
                    yield Chunk(text)
            yield self._ending(answer)
        except CopydeskError:
            raise
        except self._gateway.clients.failures as error:
            raise problem_of(
                self._route, error, words=answer.words, redactor=self._gateway.redactor
            ) from None  # the chain holds headers and prompts, which no log should have
        finally:
            if stream is not None:
                await stream.close()

    async def _within(self, step: Awaitable[T], answer: _Answer) -> T:
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

    async def _ask(self, library: Library, request: dict[str, object]) -> ProviderStream:
        """Send the request; returns the OpenAI client's stream of the answer."""
        route = self._route
        wrapper = await library.acompletion(
            model=route.model,
            api_base=route.base_url,
            api_key=route.key.reveal(),
            client=self._gateway.clients.for_route(route),
            stream=True,
            stream_options={"include_usage": True},
            timeout=_TIMEOUT,
            max_retries=0,
            num_retries=0,
            drop_params=True,
            **request,
        )
        return wrapper.completion_stream

    def _ending(self, answer: _Answer) -> Ending:
        if answer.reason is None and not answer.words:
            raise nothing_came(self._route)
        return answer.ending()


class _Answer:
    """What has come so far of one answer."""

    def __init__(self, *, inside: bool) -> None:
        self.began = time.monotonic()
        self.first_token_s: float | None = None
        self.words = 0
        self.reason: FinishReason | None = None
        self._inside = inside
        self._pieces = 0
        self._usage = Usage()
        self._in_word = False
        self._half = ""

    def take(self, piece: object) -> str:
        """Note what a piece says; its text, which may be empty.

        Servers send pieces of any shape under this protocol, so nothing is taken for granted of them.
        """
        self._note_usage(getattr(piece, "usage", None))
        choices = getattr(piece, "choices", None)
        if not isinstance(choices, list) or not choices:
            return ""
        delta = getattr(choices[0], "delta", None)
        text = getattr(delta, "content", None)
        finish = getattr(choices[0], "finish_reason", None)
        if isinstance(finish, str) and finish:
            self._note_finish(finish, refused=bool(getattr(delta, "refusal", None)))
        text = self._paired(text) if isinstance(text, str) else ""
        thought = getattr(delta, "reasoning_content", None) or getattr(delta, "reasoning", None)
        if self.first_token_s is None and (text or thought or finish):
            self.first_token_s = time.monotonic() - self.began
        if text:
            self._pieces += 1
            self._count_words(text)
        return text

    def _paired(self, text: str) -> str:
        """The text with halves of characters (surrogates) joined across pieces; one without its other is dropped."""
        text, self._half = self._half + text, ""
        if text.isascii() or not _HALVES.search(text):
            return text
        if "\ud800" <= text[-1] <= "\udbff":
            text, self._half = text[:-1], text[-1]
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")

    def ending(self) -> Ending:
        """How it ended; a stream that closed without a reason was cut off."""
        usage = self._usage
        if not usage.completion_tokens:
            usage = msgspec.structs.replace(usage, completion_tokens=self._pieces)
        cost = 0.0 if self._inside else None
        return Ending(
            self.reason or FinishReason.CUT_OFF,
            msgspec.structs.replace(usage, cost=cost),
            self.first_token_s,
            time.monotonic() - self.began,
        )

    def _note_finish(self, finish: str, *, refused: bool) -> None:
        if finish == "error":
            raise AnswerFailed(finish)
        self.reason = FinishReason.DECLINED if refused else _REASONS.get(finish.lower(), FinishReason.STOP)

    def _note_usage(self, usage: object) -> None:
        asked, answered = getattr(usage, "prompt_tokens", None), getattr(usage, "completion_tokens", None)
        if isinstance(asked, int) and isinstance(answered, int):
            self._usage = Usage(asked, answered)

    def _count_words(self, text: str) -> None:
        words = len(text.split())
        if words and self._in_word and not text[0].isspace():
            words -= 1
        self.words += words
        self._in_word = not text[-1].isspace()


def request_of(route: Route, prompt: Prompt) -> dict[str, object]:
    """The part of a request that the prompt decides; what was not asked for is left out, as providers differ in it."""
    request: dict[str, object] = {
        "messages": [{"role": message.role.value, "content": message.content} for message in prompt.messages],
        "max_tokens": prompt.max_tokens,
        "temperature": prompt.temperature,
        "top_p": prompt.top_p,
    }
    if prompt.stop:
        request["stop"] = list(prompt.stop)
    if prompt.seed is not None:
        request["seed"] = prompt.seed
    if prompt.frequency_penalty:
        request["frequency_penalty"] = prompt.frequency_penalty
    if prompt.json_schema:
        schema = {"name": "answer", "strict": True, "schema": msgspec.json.decode(prompt.json_schema)}
        request["response_format"] = {"type": "json_schema", "json_schema": schema}
    body = {**route.body, **(route.correction_body if prompt.correction else {})}
    if body:
        request["extra_body"] = body
    return request
