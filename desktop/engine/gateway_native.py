"""Calls to Anthropic, Google and Ollama in their own protocols: litellm builds the request, we send it and read it.

What litellm would do with it was measured: a connection that fails is made again by a client of its own, which follows
redirects and obeys the environment; an answer that was cut off is reported as complete.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable, Mapping
from functools import lru_cache
from typing import Self, cast

import httpx

from desktop.core.provider import Protocol
from desktop.engine.error_facts import AnswerFailed
from desktop.engine.gateway_answer import Piece
from desktop.engine.gateway_clients import Clients
from desktop.engine.gateway_litellm import Library
from desktop.engine.gateway_wire import WireReader
from desktop.engine.route import KEYLESS, Route, litellm_name

_TIMEOUT = httpx.Timeout(None, connect=15)
_MOST_OF_REFUSAL = 64 * 1024


class Sender:
    """Takes the one request that litellm builds, and sends it over our own connections.

    litellm is given an empty answer in any case: what became of the request is read from `response` and `failure`.
    """

    def __init__(self, pool: httpx.AsyncClient | None, failures: tuple[type[Exception], ...]) -> None:
        self._pool = pool
        self._failures = failures
        self.response: httpx.Response | None = None
        self.failure: Exception | None = None

    async def send(self, url: str, content: bytes, headers: Mapping[str, str]) -> httpx.Response:
        """Send it; the answer that litellm gets."""
        try:
            if self._pool is not None and self.response is None and self.failure is None:
                request = self._pool.build_request(
                    "POST",
                    url,
                    content=content,
                    headers={"Content-Type": "application/json", "User-Agent": "copydesk", **headers},
                    timeout=_TIMEOUT,
                )
                self.response = await self._pool.send(request, stream=True)
                if not self.response.is_success:
                    self.failure = await _refusal(self.response)
        except self._failures as error:
            self.failure = error
        return httpx.Response(200, request=httpx.Request("POST", url))

    async def close(self) -> None:
        """Close the connection."""
        if self.response is not None:
            await self.response.aclose()


async def _refusal(response: httpx.Response) -> AnswerFailed:
    said = bytearray()
    async for data in response.aiter_bytes():
        said += data
        if len(said) > _MOST_OF_REFUSAL:
            break
    text = said.decode("utf-8", "replace")
    return AnswerFailed(text, response.status_code, dict(response.headers))


class NativeStream:
    """The pieces of an answer in a protocol of its own."""

    def __init__(self, response: httpx.Response, protocol: Protocol) -> None:
        self._response = response
        self._bytes = cast("AsyncGenerator[bytes, None]", response.aiter_bytes())
        self._reader = WireReader(protocol)
        self._ended = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Piece:
        while (piece := self._reader.piece()) is None:
            if self._ended:
                raise StopAsyncIteration
            data = await anext(self._bytes, None)
            if data is None:
                self._ended = True
                self._reader.end()
            else:
                self._reader.feed(data)
        return piece

    async def close(self) -> None:
        """Close the connection, whether or not the answer has ended."""
        await self._bytes.aclose()
        await self._response.aclose()


@lru_cache(maxsize=1)
def _handler() -> Callable[[Sender], object]:
    """The class of our clients: in name one of litellm's, which looks at the class, and in nothing else."""
    from litellm.llms.custom_httpx.http_handler import AsyncHTTPHandler

    class Handler(AsyncHTTPHandler):
        """Hands every request to a `Sender`."""

        def __init__(self, sender: Sender) -> None:
            self._sender = sender

        async def post(self, url: str, **told: object) -> httpx.Response:
            """Send a request, whatever litellm wants of the connection."""
            headers = told.get("headers")
            body = next((told[name] for name in ("data", "content", "json") if told.get(name) is not None), b"")
            if isinstance(body, str):
                body = body.encode()
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            return await self._sender.send(url, content, headers if isinstance(headers, Mapping) else {})

    return Handler


async def ask(library: Library, clients: Clients, route: Route, request: Mapping[str, object]) -> NativeStream:
    """Make a call; raises what went wrong with it."""
    sender = Sender(clients.pool(route.address), clients.failures)
    try:
        await _through_litellm(library, sender, request)
        if sender.failure is not None:
            raise sender.failure
        if sender.response is None:
            raise AnswerFailed("nothing was sent")
    except BaseException:
        await sender.close()
        raise
    return NativeStream(sender.response, route.protocol)


async def rehearse(library: Library, protocol: Protocol) -> None:
    """A call that goes nowhere: it imports what litellm needs for this protocol, which takes up to some seconds."""
    request = {
        "model": litellm_name(protocol, "m"),
        "messages": [{"role": "user", "content": "a"}],
        "api_base": "http://127.0.0.1",
        "api_key": KEYLESS.reveal(),
        "max_tokens": 1,
        "stream": True,
    }
    await _through_litellm(library, Sender(None, ()), request)


async def _through_litellm(library: Library, sender: Sender, request: Mapping[str, object]) -> None:
    wrapper = await library.acompletion(**request, client=_handler()(sender))
    if wrapper.completion_stream is None:
        await wrapper.fetch_stream()  # Google's: the request is made when its stream is asked for
