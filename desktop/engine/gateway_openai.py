"""Calls to servers that speak OpenAI's protocol: through litellm and the OpenAI client, whose own stream is read.

litellm's routes of the other names of this protocol (mistral, huggingface, hosted_vllm) lose text; this one does not.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Self

from desktop.engine.error_facts import AnswerFailed
from desktop.engine.gateway_answer import Piece, piece_of_chunk
from desktop.engine.gateway_clients import Clients
from desktop.engine.gateway_litellm import Library, ProviderStream
from desktop.engine.route import Route

_STAND_IN = "openai/gpt-5"


class OpenAIStream:
    """The pieces of the OpenAI client's stream."""

    def __init__(self, stream: ProviderStream) -> None:
        self._stream = stream
        self._chunks: AsyncIterator[object] = aiter(stream)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Piece:
        return piece_of_chunk(await anext(self._chunks))

    async def close(self) -> None:
        """Close the connection, whether or not the answer has ended."""
        await self._stream.close()


async def ask(library: Library, clients: Clients, route: Route, request: Mapping[str, object]) -> OpenAIStream:
    """Make a call."""
    wrapper = await library.acompletion(
        **_asked_as_chat(library, route, request), client=clients.for_route(route), max_retries=0, num_retries=0
    )
    if wrapper.completion_stream is None:
        raise AnswerFailed("nothing was sent")
    return OpenAIStream(wrapper.completion_stream)


def _asked_as_chat(library: Library, route: Route, request: Mapping[str, object]) -> Mapping[str, object]:
    """The request, under another name where litellm would turn it into one of another kind.

    It knows some of OpenAI's models as not made for chats, and cannot ask for them in the other way without parts of it
    that are not there; other services offer them for chats all the same.
    """
    name = route.model.removeprefix("openai/")
    known = library.model_cost.get(name.rpartition("/")[2], {})
    if known.get("mode") != "responses" and library.model_cost.get(name, {}).get("mode") != "responses":
        return request
    body = request.get("extra_body")
    return {
        **request,
        "model": _STAND_IN,
        "extra_body": {**(body if isinstance(body, dict) else {}), "model": name},
    }
