"""A LanguageTool server on this computer that answers as it is told, and fails in the ways servers fail."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs


class LanguageToolServer:
    """Says of each word of `remarks` what is written there; `fault` is what it does instead of answering.

    Faults: `hang` until the end, `error` (500), `html`, `json` of another shape, `huge`, `redirect`, `close`.
    """

    def __init__(self, remarks: dict[str, tuple[str, str, str]] | None = None, *, fault: str = "") -> None:
        self.remarks = remarks or {}
        self.fault = fault
        self.seen: list[dict[str, str]] = []
        self.ended = threading.Event()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode("utf-8"))
                owner.seen.append({"path": self.path, **{name: values[0] for name, values in form.items()}})
                answer = owner.answers.get(owner.fault, owner.answer)
                answer(self, owner.seen[-1]["text"])

            def log_message(self, format: str, *args: object) -> None:
                """A test's output is its own."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def answers(self) -> dict[str, Callable[[BaseHTTPRequestHandler, str], None]]:
        """What each fault does."""
        return {
            "hang": lambda _handler, _text: (self.ended.wait(20), None)[1],
            "error": lambda handler, _text: send(handler, 500, b"Error: Internal Error"),
            "html": lambda handler, _text: send(handler, 200, b"<html>Sign in to this network</html>"),
            "json": lambda handler, _text: send(handler, 200, b'{"matches": [{"offset": "x"}]}'),
            "huge": lambda handler, _text: send(handler, 200, b" " * 9_000_000 + b'{"matches": []}'),
            "redirect": lambda handler, _text: send(handler, 307, b"", location="http://127.0.0.1:9/v2/check"),
            "close": lambda handler, _text: handler.connection.close(),
        }

    def answer(self, handler: BaseHTTPRequestHandler, text: str) -> None:
        """Every place of every word it has a remark on, in UTF-16 units as LanguageTool counts."""
        matches = []
        for word, (message, kind, fix) in self.remarks.items():
            start = text.find(word)
            while start >= 0:
                rule = {"id": "R", "issueType": kind, "category": {"id": "GRAMMAR_AND_MORE"}}
                replacements = [{"value": fix}] if fix else []
                units = len(text[:start].encode("utf-16-le")) // 2
                length = len(word.encode("utf-16-le")) // 2
                matches.append(
                    {"message": message, "offset": units, "length": length, "replacements": replacements, "rule": rule}
                )
                start = text.find(word, start + 1)
        send(handler, 200, json.dumps({"software": {"name": "LanguageTool"}, "matches": matches}).encode())

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes, *, location: str = "") -> None:
    """Answer with a status and a body."""
    handler.send_response(status)
    if location:
        handler.send_header("location", location)
    handler.send_header("content-length", str(len(body)))
    handler.end_headers()
    try:
        handler.wfile.write(body)
    except OSError:
        handler.close_connection = True  # the client has had enough
