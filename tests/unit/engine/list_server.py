"""A real server on loopback that answers requests from a table, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import NamedTuple, Self


class Asked(NamedTuple):
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Reply(NamedTuple):
    """One answer; a `content` that is no bytes is sent as JSON."""

    content: object = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)

    @property
    def data(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else json.dumps(self.content).encode()


Answer = Reply | Callable[[Asked], Reply]


class ListServer:
    """Answers by path (without its query); anything else is a 404. `port` 0 is any free one."""

    def __init__(self, answers: dict[str, Answer], port: int = 0) -> None:
        self.asked: list[Asked] = []
        self.answers = answers
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._answer()

            def do_POST(self) -> None:
                self._answer()

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(self.command, self.path, headers, body)
                outer.asked.append(asked)
                found = outer.answers.get(self.path.partition("?")[0], Reply({"error": "no such path"}, 404))
                reply = found if isinstance(found, Reply) else found(asked)
                self.send_response(reply.status)
                for name, value in (*reply.headers, ("Content-Length", str(len(reply.data)))):
                    self.send_header(name, value)
                self.end_headers()
                try:
                    self.wfile.write(reply.data)
                except OSError:
                    self.close_connection = True  # the client had enough

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="list-server")

    @property
    def address(self) -> str:
        """Where it answers, without a path."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [asked.path for asked in self.asked]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
