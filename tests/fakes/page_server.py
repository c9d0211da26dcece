"""A server of pages on this computer, that fails in the ways servers fail: each path is a fault of its own."""

from __future__ import annotations

import gzip
import ssl
import threading
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = b"<html><head><title>Tea</title></head><body><p>Tea keeps for two years.</p></body></html>"
BOMB = gzip.compress(b"\0" * 200_000_000, compresslevel=9)


class PageServer:
    """Answers by the path; `seen` are the requests that came, with their headers."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.document = b"%PDF-1.4"
        self.ended = threading.Event()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                owner.seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                owner.answers.get(self.path, owner.missing)(self)

            def log_message(self, format: str, *args: object) -> None:
                """A test's output is its own."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if context is not None:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """End it."""
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def answers(self) -> dict[str, Callable[[BaseHTTPRequestHandler], None]]:
        """What each path does."""
        here = f"http://127.0.0.1:{self.port}"
        return {
            "/tea": lambda to: send(to, PAGE, "text/html; charset=utf-8"),
            "/latin": lambda to: send(to, "Thé à cœur".encode("cp1252"), "text/plain; charset=iso-8859-1"),
            "/gzip": lambda to: send(to, gzip.compress(PAGE), "text/html", packed="gzip"),
            "/deflate": lambda to: send(to, zlib.compress(PAGE), "text/html", packed="deflate"),
            "/raw-deflate": lambda to: send(to, zlib.compress(PAGE)[2:-4], "text/html", packed="deflate"),
            "/bomb": lambda to: send(to, BOMB, "text/html", packed="gzip"),
            "/cut": lambda to: send(to, gzip.compress(PAGE)[:-12], "text/html", packed="gzip"),
            "/brotli": lambda to: send(to, b"\x8b\x02", "text/html", packed="br"),
            "/huge": lambda to: send(to, b"x" * 6_500_000, "text/html", length=False),
            "/said-huge": lambda to: send(to, b"", "text/html", said=9_000_000_000),
            "/film": lambda to: send(to, b"\0\0", "video/mp4"),
            "/paper.pdf": lambda to: send(to, self.document, "application/octet-stream"),
            "/cookie": lambda to: redirect(to, f"{here}/after-cookie", cookie="a=b"),
            "/after-cookie": lambda to: send(to, PAGE, "text/html"),
            "/circle": lambda to: redirect(to, "/circle"),
            "/moved": lambda to: redirect(to, "/tea"),
            "/to-file": lambda to: redirect(to, "file:///etc/hostname"),
            "/to-inside": lambda to: redirect(to, "http://10.0.0.7/admin"),
            "/to-other-port": lambda to: redirect(to, "http://127.0.0.1:9/admin"),
            "/to-name": lambda to: redirect(to, f"http://inside.example:{self.port}/tea"),
            "/nowhere": lambda to: redirect(to, ""),
            "/hang": lambda _to: (self.ended.wait(20), None)[1],
            "/drip": self._drip,
            "/closed": lambda to: to.connection.close(),
            "/busy": lambda to: send(to, b"", "text/html", status=503),
            "/signed-in": lambda to: send(to, b"", "text/html", status=403),
        }

    @staticmethod
    def missing(to: BaseHTTPRequestHandler) -> None:
        """Nothing is here."""
        send(to, b"<html>gone</html>", "text/html", status=404)

    def _drip(self, to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.send_header("content-type", "text/html")
        to.end_headers()
        while not self.ended.wait(0.05):
            try:
                to.wfile.write(b"<p>")
            except OSError:
                return


def send(
    to: BaseHTTPRequestHandler,
    content: bytes,
    kind: str,
    *,
    packed: str = "",
    status: int = 200,
    length: bool = True,
    said: int = 0,
) -> None:
    to.send_response(status)
    to.send_header("content-type", kind)
    if packed:
        to.send_header("content-encoding", packed)
    if length:
        to.send_header("content-length", str(said or len(content)))
    to.end_headers()
    try:
        to.wfile.write(content)
    except OSError:
        return


def redirect(to: BaseHTTPRequestHandler, where: str, cookie: str = "") -> None:
    to.send_response(302)
    to.send_header("location", where)
    if cookie:
        to.send_header("set-cookie", cookie)
    to.send_header("content-length", "0")
    to.end_headers()
