"""Brings litellm in, with everything shut that it would otherwise open: environment, `.env` files, network, telemetry.

Each line closes a door that was measured to be open in litellm 1.106.2.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import AsyncIterator, MutableMapping
from typing import Protocol

from desktop.core.environment import child_environment
from desktop.engine.gateway_clients import Clients, shut_client
from desktop.engine.route import KEYLESS, Route

_SET = {
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",  # else the import fetches a price list from the network
    "LITELLM_MODE": "PRODUCTION",  # else the import loads `.env` from the current folder upwards
    "PYTHON_DOTENV_DISABLED": "1",
    "LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS": "True",
    "LITELLM_LOCAL_BLOG_POSTS": "True",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "REPEATED_STREAMING_CHUNK_LIMIT": "1000000000",  # else 100 equal pieces are called an error
}
_OPEN_DOORS = re.compile(
    r"""
    .*_(API_KEY|KEY|TOKEN|SECRET|API_BASE|BASE|BASE_URL|API_URL|ENDPOINT|CREDENTIALS|PASSWORD|ADMIN_KEY)$
  | (OPENAI|AZURE|ANTHROPIC|GEMINI|GOOGLE|VERTEX|VERTEXAI|MISTRAL|AWS|LITELLM|OLLAMA|GROQ|OPENROUTER|HUGGINGFACE|HF)_.*
  | SSL_(VERIFY|CERTIFICATE|SECURITY_LEVEL|ECDH_CURVE) | AIOHTTP_TRUST_ENV | REQUEST_TIMEOUT
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TALKATIVE = ("LiteLLM", "LiteLLM Proxy", "LiteLLM Router", "openai", "httpx", "httpcore")


class Answering(Protocol):
    """What litellm returns for a call that streams; the provider's own stream lies underneath."""

    completion_stream: ProviderStream | None

    async def fetch_stream(self) -> object:
        """Make the call where it has not been made yet."""


class ProviderStream(Protocol):
    """A stream of the OpenAI client: it ends with the answer, and can be closed before."""

    def __aiter__(self) -> AsyncIterator[object]: ...

    async def close(self) -> None:
        """Close the connection, whether or not the answer has ended."""


class Library(Protocol):
    """The part of litellm that the gateway uses."""

    async def acompletion(self, **request: object) -> Answering:
        """Make a call."""

    async def close_litellm_async_clients(self) -> None:
        """Close the connections that litellm made by itself."""


def close_environment(environment: MutableMapping[str, str]) -> None:
    """Leave only what a child of this program may see; for a process that is ours alone."""
    allowed = child_environment(environment)
    for name in [name for name in environment if name not in allowed]:
        del environment[name]


def shut_doors(environment: MutableMapping[str, str]) -> None:
    """Take keys, addresses and switches that litellm would obey out of `environment`, and set those that it must."""
    for name in [name for name in environment if _OPEN_DOORS.fullmatch(name)]:
        del environment[name]
    environment.update(_SET)


def load_litellm() -> Library:
    """Import litellm (seconds, 160 MB) with its doors shut; call it off the event loop."""
    shut_doors(os.environ)
    import litellm

    litellm.suppress_debug_info = True  # it prints a banner to standard output on each error
    litellm.disable_streaming_logging = True  # its threads outlive the program
    litellm.telemetry = False
    litellm.turn_off_message_logging = True
    litellm.num_retries = 0
    litellm.REPEATED_STREAMING_CHUNK_LIMIT = 10**9
    for hooks in ("callbacks", "success_callback", "failure_callback", "input_callback", "service_callback"):
        setattr(litellm, hooks, [])
    for name in _TALKATIVE:
        # Their debug lines repeat prompts and, for three providers, keys; litellm's warnings are for programmers.
        logging.getLogger(name).setLevel(logging.ERROR if name.startswith("LiteLLM") else logging.WARNING)
    for known in litellm.model_cost.values():
        # It would ask these in a way for which parts of it are not there; many services offer them for chats.
        if known.get("mode") == "responses":
            known["mode"] = "chat"
    _stop_requests_of_its_own()
    return litellm


def _stop_requests_of_its_own() -> None:
    """What litellm would ask by itself: of Ollama (at its usual address, whichever was given) what a model can do."""
    import litellm
    from litellm.llms.custom_httpx.http_handler import HTTPHandler
    from litellm.llms.ollama.common_utils import OllamaModelInfo

    OllamaModelInfo.get_runtime_model_info = _nothing_known
    litellm.module_level_client = HTTPHandler(client=shut_client())


def _nothing_known(info: object, model: str, api_base: object = None, api_key: object = None) -> dict[str, object]:
    """What litellm says of a model of Ollama when it could not ask."""
    del info, api_base, api_key
    return {
        "key": model,
        "litellm_provider": "ollama",
        "mode": "chat",
        "input_cost_per_token": 0.0,
        "output_cost_per_token": 0.0,
        "max_tokens": None,
        "max_input_tokens": None,
        "max_output_tokens": None,
    }


_REHEARSED = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
    b'data: {"id":"0","object":"chat.completion.chunk","created":0,"model":"m","choices":'
    b'[{"index":0,"delta":{"content":"a"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'
)


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(_REHEARSED)
    await writer.drain()
    writer.close()


async def _rehearse(litellm: Library) -> None:
    server = await asyncio.start_server(_answer, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    clients = Clients()
    try:
        stream = await litellm.acompletion(
            model="openai/m",
            messages=[{"role": "user", "content": "a"}],
            api_base=address,
            api_key=KEYLESS.reveal(),
            client=clients.for_route(Route("m", "openai/m", address)),
            stream=True,
            stream_options={"include_usage": True},
            max_tokens=1,
        )
        if stream.completion_stream is not None:
            async for _ in stream.completion_stream:
                pass
    finally:
        await clients.close()
        server.close()


def prepare_litellm() -> Library:
    """Import litellm and make one call that stays inside this process.

    The first call imports what the import left out (0.3–1 s); here that happens in a thread, with a loop of its own.
    """
    litellm = load_litellm()
    asyncio.run(_rehearse(litellm))
    return litellm
