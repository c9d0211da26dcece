"""How a command asks the window that has the history open."""

from __future__ import annotations

from multiprocessing import AuthenticationError
from typing import Any, TypeVar

import msgspec

from desktop.core.errors import CopydeskError
from desktop.core.profile import Profile
from desktop.store.fidelity import cleaned
from desktop.store.lock import busy_elsewhere
from desktop.store.wire import MOST_BYTES, Reply, Request

T = TypeVar("T")

GONE = (OSError, EOFError, AuthenticationError)
"""What is raised when the window has gone."""


def ask(connection: Any, request: Request) -> Reply:  # noqa: ANN401 - of either family
    """Send a request and wait for its reply. Raises what `GONE` names."""
    connection.send_bytes(msgspec.json.encode(request))
    return msgspec.json.decode(connection.recv_bytes(MOST_BYTES), type=Reply)


class RemotePart:
    """The base of the parts of which `RemoteStore` consists; its methods are those of `StoreLike`."""

    def __init__(self, profile: Profile, connection: Any) -> None:  # noqa: ANN401 - of either family
        self._profile = profile
        self._connection = connection

    def _call(self, method: str, result: type[T], **params: object) -> T:
        raw = {name: msgspec.Raw(msgspec.json.encode(cleaned(value).value)) for name, value in params.items()}
        try:
            reply = ask(self._connection, Request(method, raw))
        except GONE as error:
            raise busy_elsewhere(self._profile) from error
        if reply.problem is not None:
            raise CopydeskError.from_problem(reply.problem)
        return msgspec.json.decode(reply.result, type=result)
