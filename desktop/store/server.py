"""The window's end of the socket: it does for commands what they ask of the history."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
from collections.abc import Callable
from multiprocessing import AuthenticationError
from multiprocessing.connection import Connection, Listener, answer_challenge, deliver_challenge
from pathlib import Path
from typing import Any

import msgspec

from desktop.core.errors import ErrorKind, Problem
from desktop.core.profile import Profile
from desktop.store.wire import MOST_BYTES, SHOW, Reply, Request, address_of, secret_of

_MOST_CONNECTIONS = 16


class StoreServer:
    """Listens while it lives; the profile's lock must be held, which makes an old socket nobody's.

    `answer` is called for each request on a thread of the connection's own: the window hands it to its store's thread
    and waits. `show` is called, on such a thread too, when a second window was started. Raises `OSError` when it cannot
    listen.
    """

    def __init__(
        self, profile: Profile, answer: Callable[[Request], Reply], show: Callable[[tuple[str, ...]], None]
    ) -> None:
        self._answer = answer
        self._show = show
        self._closing = threading.Event()
        self._open: set[Connection[Any, Any]] = set()
        self._guard = threading.Lock()
        address, family = address_of(profile)
        if family == "AF_UNIX":
            Path(address).unlink(missing_ok=True)
        self._secret = secret_of(profile, make=True) or b""
        self._listener = Listener(address, family)
        self._thread = threading.Thread(target=self._listen, name="store-server", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening, cut the connections, and end the thread."""
        if self._closing.is_set():
            return
        self._closing.set()
        address = self._listener.address
        with contextlib.suppress(OSError, EOFError, AuthenticationError):
            _knock(address)
        self._thread.join(2)
        self._listener.close()
        with self._guard:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    _cut(connection)

    def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                connection = self._listener.accept()
            except (OSError, EOFError):
                self._closing.wait(0.05)  # no more files may be open, say: that passes
                continue
            with self._guard:
                welcome = not self._closing.is_set() and len(self._open) < _MOST_CONNECTIONS
                if welcome:
                    self._open.add(connection)
            if welcome:
                threading.Thread(target=self._serve, args=(connection,), name="store-request", daemon=True).start()
            else:
                connection.close()

    def _serve(self, connection: Connection[Any, Any]) -> None:
        try:
            deliver_challenge(connection, self._secret)
            answer_challenge(connection, self._secret)
            while True:
                connection.send_bytes(msgspec.json.encode(self._reply(connection.recv_bytes(MOST_BYTES))))
        except (OSError, EOFError, AuthenticationError, TypeError):
            pass  # the other end has gone, or is none of ours; TypeError: it was closed here while it waited
        finally:
            with self._guard:
                self._open.discard(connection)
            connection.close()

    def _reply(self, message: bytes) -> Reply:
        try:
            request = msgspec.json.decode(message, type=Request)
        except msgspec.DecodeError as error:
            return Reply(problem=Problem(ErrorKind.BUG, "The request was not understood.", details=str(error)))
        if request.method != SHOW:
            return self._answer(request)
        arguments = msgspec.json.decode(request.params.get("arguments", b"[]"), type=tuple[str, ...])
        self._show(arguments)
        return Reply()


def _cut(connection: Connection[Any, Any]) -> None:
    """End a connection that another thread reads from; on Unix closing it would not wake that thread."""
    if sys.platform == "win32":
        connection.close()
    else:
        with socket.socket(fileno=os.dup(connection.fileno())) as end:
            end.shutdown(socket.SHUT_RDWR)


def _knock(address: Any) -> None:  # noqa: ANN401 - whatever kind of address the listener has
    """Connect once, so that `accept` returns and sees that it is over."""
    from multiprocessing.connection import Client

    Client(address).close()
