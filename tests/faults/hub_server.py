"""A hub of models on loopback, as the real one answers: a redirect with the file's hash to a store that serves ranges.

What shall go wrong is put into `faults`, one for each answer of the store; what was asked is in `seen`.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections import deque
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import NamedTuple, Self

_RANGE = re.compile(r"^bytes=(\d+)-$")
_STEP = 64 * 1024


class Way(Enum):
    """A way in which an answer goes wrong, after `Fault.after` bytes of it."""

    CUT = "the connection is closed"
    STALL = "nothing more comes"
    WRONG = "the bytes are others"
    STATUS = "a status and no file"
    WHOLE = "the range is ignored"
    PAGE = "a page of HTML comes instead"
    ENDLESS = "more comes than was announced"


class Fault(NamedTuple):
    """One thing that goes wrong."""

    way: Way
    after: int = 0
    status: int = 500


class Asked(NamedTuple):
    """One request: its path, where its range begins (0 without one), and all its headers."""

    path: str
    start: int
    headers: dict[str, str]


class HubServer:
    """Serves `files`, by `owner/name/file`, until it is closed; `pace` is in bytes per second, 0 as fast as it goes."""

    def __init__(self, files: dict[str, bytes], *, pace: int = 0) -> None:
        self.files = files
        self.pace = pace
        self.faults: deque[Fault] = deque()
        self.seen: list[Asked] = []
        self.hub_status = 302
        self.publishes_hash = True
        self.published: dict[str, str] = {}
        self.closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.hub = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def address(self) -> str:
        """What stands in the place of the hub's address."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def ranges(self) -> list[int]:
        """Where each request to the store began."""
        return [asked.start for asked in self.seen if asked.path.startswith("/store/")]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    hub: HubServer

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    @property
    def hub(self) -> HubServer:
        return self.server.hub

    def do_GET(self) -> None:
        found = _RANGE.match(self.headers.get("Range", ""))
        start = int(found[1]) if found else 0
        self.hub.seen.append(Asked(self.path, start, dict(self.headers)))
        if self.path.startswith("/store/"):
            self._store(self.path.removeprefix("/store/"), start, ranged=found is not None)
        else:
            self._hub()

    def _hub(self) -> None:
        name = self.path.lstrip("/").replace("/resolve/main/", "/")
        content = self.hub.files.get(name)
        if content is None or self.hub.hub_status != 302:
            self._empty(404 if content is None else self.hub.hub_status)
            return
        self.send_response(302)
        self.send_header("Location", f"/store/{name}")
        self.send_header("X-Linked-Size", str(len(content)))
        if self.hub.publishes_hash:
            digest = self.hub.published.get(name) or hashlib.sha256(content).hexdigest()
            self.send_header("X-Linked-Etag", f'"{digest}"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _store(self, name: str, start: int, *, ranged: bool) -> None:
        content = self.hub.files[name]
        fault = self.hub.faults.popleft() if self.hub.faults else None
        if fault is not None and fault.way is Way.STATUS:
            self._empty(fault.status)
        elif fault is not None and fault.way is Way.PAGE:
            self._page()
        elif ranged and start >= len(content):
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(content)}")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            whole = not ranged or (fault is not None and fault.way is Way.WHOLE)
            self._bytes(content, 0 if whole else start, fault, whole=whole)

    def _bytes(self, content: bytes, start: int, fault: Fault | None, *, whole: bool) -> None:
        body = content[start:]
        if fault is not None and fault.way is Way.WRONG:
            body = body[: fault.after] + bytes(byte ^ 255 for byte in body[fault.after :])
        self.send_response(200 if whole else 206)
        if not whole:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        if fault is not None and fault.way is Way.ENDLESS:
            self.send_header("Connection", "close")
            body += body
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        stops = fault is not None and fault.way in {Way.CUT, Way.STALL}
        self._send(body[: fault.after] if stops and fault is not None else body)
        if stops and fault is not None and fault.way is Way.STALL:
            self.hub.closing.wait()
        self.close_connection = True

    def _send(self, body: bytes) -> None:
        try:
            for at in range(0, len(body), _STEP):
                self.wfile.write(body[at : at + _STEP])
                if self.hub.pace and self.hub.closing.wait(_STEP / self.hub.pace):
                    return
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _page(self) -> None:
        page = b"<html>Log in to this network</html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def _empty(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass
