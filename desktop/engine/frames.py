"""The lines of the pipe themselves: JSON-RPC 2.0 requests and responses, around the messages."""

from __future__ import annotations

import msgspec

from desktop.core.errors import Problem
from desktop.core.events import Event


class Request(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line to the engine; `id` is missing for the notifications `cancel` (params: `CancelJob`) and `shutdown`."""

    method: str
    params: msgspec.Raw = msgspec.Raw(b"{}")
    id: int | None = None
    jsonrpc: str = "2.0"


class CancelJob(msgspec.Struct, frozen=True):
    """`cancel`: end the request with this id; it ends with a `cancelled` error, or with what it had made."""

    id: int


class EventParams(msgspec.Struct, frozen=True):
    """The parameters of an `event` notification."""

    id: int
    event: Event


class ErrorObject(msgspec.Struct, frozen=True):
    """A JSON-RPC error; `data` is ours."""

    code: int
    message: str
    data: Problem


class Response(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line from the engine: an answer (`id` with `result` or `error`) or a notification (`method` with `params`).

    An empty `result` is none at all; `Raw | None` would decode nothing but null.
    """

    id: int | None = None
    result: msgspec.Raw = msgspec.Raw(b"")
    error: ErrorObject | None = None
    method: str | None = None
    params: EventParams | None = None
    jsonrpc: str = "2.0"
