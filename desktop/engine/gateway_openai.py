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
    wrapper = await library.acompletion(**request, client=clients.for_route(route), max_retries=0, num_retries=0)
    if wrapper.completion_stream is None:
        raise AnswerFailed("nothing was sent")
    return OpenAIStream(wrapper.completion_stream)
