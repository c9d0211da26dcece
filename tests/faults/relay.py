"""A server that speaks Ollama's protocol and has the real model answer: it passes questions on to our own server."""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

import httpx

_OPTIONS = {"num_predict": "max_tokens", "temperature": "temperature", "top_p": "top_p", "seed": "seed", "stop": "stop"}


class OllamaRelay:
    """Answers at `address` with what the server at `behind` says; `asked` holds the options of each call."""

    def __init__(self, behind: str, key: str) -> None:
        self.asked: list[dict[str, object]] = []
        self.pieces = 0
        relay = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                relay.asked.append(body["options"])
                self.send_response(200)
                self.send_header("Content-Type", "application/x-ndjson")
                self.end_headers()
                with suppress(BrokenPipeError, ConnectionResetError):  # the client left; the other connection ends too
                    self._answer(body)

            def _answer(self, body: dict[str, object]) -> None:
                options = body["options"]
                assert isinstance(options, dict)
                question = {_OPTIONS[name]: value for name, value in options.items() if name in _OPTIONS}
                question |= {"messages": body["messages"], "stream": True, "stream_options": {"include_usage": True}}
                reason = ""
                usage: dict[str, int] = {}
                with httpx.stream(
                    "POST",
                    f"{behind}/v1/chat/completions",
                    json=question,
                    headers={"Authorization": f"Bearer {key}"},
                    timeout=120,
                    trust_env=False,
                ) as answer:
                    for line in answer.iter_lines():
                        if not line.startswith("data: {"):
                            continue
                        chunk = json.loads(line[6:])
                        usage = chunk.get("usage") or usage
                        for choice in chunk["choices"]:
                            reason = choice["finish_reason"] or reason
                            if text := choice["delta"].get("content"):
                                self._say({"message": {"role": "assistant", "content": text}, "done": False})
                if reason:
                    counted = {"prompt_eval_count": usage["prompt_tokens"], "eval_count": usage["completion_tokens"]}
                    self._say({"message": {"content": ""}, "done": True, "done_reason": reason, **counted})

            def _say(self, value: dict[str, object]) -> None:
                self.wfile.write(json.dumps(value).encode() + b"\n")
                self.wfile.flush()
                relay.pieces += 1

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
