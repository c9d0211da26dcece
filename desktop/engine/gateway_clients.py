"""The HTTP clients under litellm, ours so that they neither follow redirects nor obey the environment."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import certifi
import httpx

from desktop.engine.error_facts import AnswerFailed, NotAModelServer, RedirectRefused
from desktop.engine.redaction import Secret
from desktop.engine.route import Route

if TYPE_CHECKING:
    import openai

MOST_OF_LINE = 10_000_000
"""Bytes that may come without a line break: more than any list of models, and far more than a piece of an answer."""
MOST_OF_ANSWER = 200_000_000

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _trust() -> ssl.SSLContext:
    """Certificates that this computer trusts, and those of Mozilla's list."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


async def _examine(response: httpx.Response) -> None:
    """Stop at an answer that is no model's: a redirect, or a page for people in place of a stream."""
    if response.is_redirect:
        where = response.headers.get("location", "")
        raise RedirectRefused(httpx.URL(where).host or where[:200])
    if response.is_success and "html" in response.headers.get("content-type", "").lower():
        raise NotAModelServer


class Clients:
    """One connection pool for servers on this computer, which drop idle connections, and one for all others."""

    def __init__(self) -> None:
        self._near: httpx.AsyncClient | None = None
        self._far: httpx.AsyncClient | None = None
        self._by_route: dict[tuple[str, Secret], openai.AsyncOpenAI] = {}

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        """Everything that a call may raise when something outside this program is wrong."""
        import openai

        return (
            openai.OpenAIError,
            httpx.HTTPError,
            httpx.InvalidURL,
            httpx.StreamError,
            RedirectRefused,
            NotAModelServer,
            AnswerFailed,
            OSError,
            ValueError,
        )

    def for_route(self, route: Route) -> openai.AsyncOpenAI:
        """The OpenAI client for a route; cheap to make and kept."""
        kept = self._by_route.get((route.address, route.key))
        if kept is None:
            kept = self._by_route[(route.address, route.key)] = self._make(route)
        return kept

    async def close(self) -> None:
        """Close every connection."""
        pools = [pool for pool in (self._near, self._far) if pool is not None]
        self._near = self._far = None
        self._by_route.clear()
        for pool in pools:
            await pool.aclose()

    def _make(self, route: Route) -> openai.AsyncOpenAI:
        import openai

        return openai.AsyncOpenAI(
            api_key=route.key.reveal(),
            base_url=route.address,
            http_client=self.pool(route.address),
            max_retries=0,
            default_headers={"User-Agent": "copydesk"},
        )

    def pool(self, address: str) -> httpx.AsyncClient:
        """The connections for an address; `httpx.InvalidURL` when it is none."""
        url = httpx.URL(address)
        if url.scheme == "http" and url.host in _LOOPBACK:
            if self._near is None:
                # Never used to encrypt, and much cheaper to make than one that knows certificates.
                self._near = _pool(httpx.Limits(max_keepalive_connections=0), ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
            return self._near
        if self._far is None:
            self._far = _pool(httpx.Limits(), _trust())
        return self._far


class _BoundedStream(httpx.AsyncByteStream):
    """What a server sends, up to a size: those that read it hold a line until its end, and would do so for ever."""

    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        line = whole = 0
        async for block in self._stream:
            end = block.rfind(b"\n")
            line = line + len(block) if end < 0 else len(block) - end - 1
            whole += len(block)
            if line > MOST_OF_LINE or whole > MOST_OF_ANSWER:
                raise ValueError("an answer without an end")
            yield block

    async def aclose(self) -> None:
        await self._stream.aclose()


class _QuietTransport(httpx.AsyncHTTPTransport):
    """Sends requests without the headers by which the OpenAI client tells about this computer; bounds what comes back.

    The headers are taken out this late because that client reads some of them back from its own request.
    """

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request."""
        headers = [(name, value) for name, value in request.headers.raw if not name.lower().startswith(b"x-stainless-")]
        quiet = httpx.Request(
            request.method, request.url, headers=headers, stream=request.stream, extensions=request.extensions
        )
        response = await super().handle_async_request(quiet)
        if isinstance(response.stream, httpx.AsyncByteStream):
            response.stream = _BoundedStream(response.stream)
        return response


def _pool(limits: httpx.Limits, verify: ssl.SSLContext) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=_QuietTransport(verify=verify, limits=limits, trust_env=False),
        follow_redirects=False,
        trust_env=False,
        event_hooks={"response": [_examine]},
    )


def shut_client() -> httpx.Client:
    """A client that lets no request out."""
    return httpx.Client(transport=_NoWay(), trust_env=False)


class _NoWay(httpx.BaseTransport):
    """Lets no request out."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Refuse the request."""
        raise httpx.ConnectError("litellm sends nothing by itself", request=request)
