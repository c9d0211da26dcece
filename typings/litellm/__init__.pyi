# What we use of litellm. It brings types, but checking them takes half a minute, and it does not export all of this.
from collections.abc import AsyncIterator, Mapping, MutableMapping
from typing import Protocol

from litellm.llms.custom_httpx.http_handler import HTTPHandler

class ProviderStream(Protocol):
    def __aiter__(self) -> AsyncIterator[object]: ...
    async def close(self) -> None: ...

class CustomStreamWrapper:
    completion_stream: ProviderStream | None
    async def fetch_stream(self) -> object: ...

model_cost: Mapping[str, MutableMapping[str, object]]
module_level_client: HTTPHandler
suppress_debug_info: bool
disable_streaming_logging: bool
turn_off_message_logging: bool
telemetry: bool
num_retries: int | None
REPEATED_STREAMING_CHUNK_LIMIT: int

async def acompletion(**request: object) -> CustomStreamWrapper: ...
async def close_litellm_async_clients() -> None: ...
