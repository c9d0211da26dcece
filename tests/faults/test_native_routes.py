"""Anthropic, Google and Ollama in their own protocols, against small servers that send what those send.

Each fault here is one that litellm's own reader was measured to hide; the table of all faults has the others.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import pytest

from desktop.core.errors import CopydeskError, ErrorKind, Problem, Remedy
from desktop.core.prompt import Chunk, Ending, FinishReason, Message, Prompt, Role
from desktop.core.provider import Protocol
from desktop.engine.error_facts import Passing
from desktop.engine.gateway import Patience
from desktop.engine.redaction import Secret
from desktop.engine.route import Route, litellm_name
from tests.clock import on_time
from tests.faults.conftest import PROMPT, Desk
from tests.faults.server import CANARY

pytestmark = pytest.mark.filterwarnings("ignore:.*ReadOnly. qualifier:UserWarning")  # pydantic's, of litellm's types

NATIVE = (Protocol.ANTHROPIC, Protocol.GEMINI, Protocol.OLLAMA)
WORDS = ("A mug ", "that keeps ", "coffee hot.")
WHOLE = "".join(WORDS)
SCHEMA = '{"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]}'


def _event(value: object) -> bytes:
    return b"data: " + json.dumps(value).encode() + b"\r\n\r\n"


def _line(value: object) -> bytes:
    return json.dumps(value).encode() + b"\n"


class Wire(NamedTuple):
    """How a protocol looks on the wire."""

    begin: bytes
    say: Callable[[str], bytes]
    think: Callable[[str], bytes]
    end: Callable[[str], bytes]
    fail: bytes
    stop: str
    length: str
    declined: str
    content_type: str = "text/event-stream"


def _delta(kind: str, name: str, text: str) -> bytes:
    return b"event: content_block_delta\n" + _event(
        {"type": "content_block_delta", "index": 0, "delta": {"type": kind, name: text}}
    )


def _gemini(part: dict[str, object], **more: object) -> dict[str, object]:
    return {"candidates": [{"content": {"parts": [part], "role": "model"}, "index": 0, **more}]}


WIRES = {
    Protocol.ANTHROPIC: Wire(
        _event({"type": "message_start", "message": {"usage": {"input_tokens": 7, "output_tokens": 1}}})
        + _event({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}})
        + _event({"type": "ping"}),
        lambda text: _delta("text_delta", "text", text),
        lambda text: _delta("thinking_delta", "thinking", text),
        lambda reason: (
            _event({"type": "content_block_stop", "index": 0})
            + _event({"type": "message_delta", "delta": {"stop_reason": reason}, "usage": {"output_tokens": 9}})
            + _event({"type": "message_stop"})
        ),
        _event({"type": "error", "error": {"type": "overloaded_error", "message": f"Overloaded {CANARY}"}}),
        "end_turn",
        "max_tokens",
        "refusal",
    ),
    Protocol.GEMINI: Wire(
        b"",
        lambda text: _event(_gemini({"text": text})),
        lambda text: _event(_gemini({"text": text, "thought": True})),
        lambda reason: _event(
            _gemini({"text": ""}, finishReason=reason)
            | {"usageMetadata": {"promptTokenCount": 7, "candidatesTokenCount": 4, "thoughtsTokenCount": 5}}
        ),
        _event({"error": {"code": 503, "message": f"Overloaded {CANARY}", "status": "UNAVAILABLE"}}),
        "STOP",
        "MAX_TOKENS",
        "SAFETY",
    ),
    Protocol.OLLAMA: Wire(
        b"",
        lambda text: _line({"message": {"role": "assistant", "content": text}, "done": False}),
        lambda text: _line({"message": {"role": "assistant", "content": "", "thinking": text}, "done": False}),
        lambda reason: _line(
            {"message": {"content": ""}, "done": True, "done_reason": reason, "prompt_eval_count": 7, "eval_count": 9}
        ),
        _line({"error": f"server busy, overloaded {CANARY}"}),
        "stop",
        "length",
        "",
        "application/x-ndjson",
    ),
}


class Asked(NamedTuple):
    """A request as it arrived."""

    path: str
    headers: dict[str, str]
    body: dict[str, object]


class Server:
    """Answers each request with the next of `answers` (the last one again and again), piece by piece."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, dict[str, str], list[bytes]]] = []
        self.asked: list[Asked] = []
        self.left = threading.Event()
        self.hangs = False
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                outer.asked.append(Asked(self.path, headers, json.loads(body)))
                status, headers, pieces = outer.answers.pop(0) if len(outer.answers) > 1 else outer.answers[0]
                self.send_response(status)
                for name, value in {"Connection": "close", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    self._play(pieces)
                except OSError:
                    outer.left.set()

            def _play(self, pieces: list[bytes]) -> None:
                for piece in pieces:
                    self.wfile.write(piece)
                    self.wfile.flush()
                    time.sleep(0.002)
                if outer.hangs:
                    self.connection.settimeout(10)
                    self.rfile.read(1)  # nothing, when the client leaves
                    outer.left.set()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_port
        self.address = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def says(self, protocol: Protocol, *pieces: bytes) -> None:
        """The next answer is this stream."""
        self.answers.append((200, {"Content-Type": WIRES[protocol].content_type}, [WIRES[protocol].begin, *pieces]))

    def refuses(self, status: int, body: object, **headers: str) -> None:
        """The next answer is this error."""
        self.answers.append((status, {"Content-Type": "application/json", **headers}, [json.dumps(body).encode()]))


@pytest.fixture
def native() -> Iterator[Server]:
    """A server that sends what a test wants."""
    running = Server()
    yield running
    running.close()


class Heard(NamedTuple):
    """What came of a call."""

    text: str
    ending: Ending | None
    error: CopydeskError | None

    @property
    def problem(self) -> Problem:
        assert self.error is not None, f"it did not fail: {self.text!r} {self.ending}"
        assert CANARY not in repr(self.error.problem)
        return self.error.problem


def route_to(server: Server, protocol: Protocol, model: str = "m") -> Route:
    return Route(f"shop/{model}", litellm_name(protocol, model), server.address, Secret(CANARY), protocol=protocol)


async def hear(desk: Desk, route: Route, prompt: Prompt = PROMPT) -> Heard:
    text, ending = "", None
    try:
        async for piece in desk.gateway.model(route).stream(prompt):
            if isinstance(piece, Chunk):
                text += piece.text
            else:
                ending = piece
    except CopydeskError as error:
        return Heard(text, None, error)
    return Heard(text, ending, None)


def ask(desk: Desk, server: Server, protocol: Protocol, prompt: Prompt = PROMPT, model: str = "m") -> Heard:
    return desk.run(hear(desk, route_to(server, protocol, model), prompt))


def said(protocol: Protocol) -> list[bytes]:
    return [WIRES[protocol].say(text) for text in WORDS]


@pytest.fixture(params=NATIVE, ids=str)
def protocol(request: pytest.FixtureRequest) -> Protocol:
    """Each of them in turn."""
    assert isinstance(request.param, Protocol)
    return request.param


def test_an_answer_comes_whole_with_what_it_used(desk: Desk, native: Server, protocol: Protocol) -> None:
    native.says(protocol, *said(protocol), WIRES[protocol].end(WIRES[protocol].stop))
    heard = ask(desk, native, protocol)
    assert heard.text == WHOLE
    assert heard.ending is not None
    assert heard.ending.reason is FinishReason.STOP
    assert (heard.ending.usage.prompt_tokens, heard.ending.usage.completion_tokens) == (7, 9)
    assert heard.ending.usage.cost is None
    assert not heard.ending.usage.estimated
    assert len(native.asked) == 1


def test_why_an_answer_ended(desk: Desk, native: Server, protocol: Protocol) -> None:
    wire = WIRES[protocol]
    for word, reason in ((wire.length, FinishReason.LENGTH), (wire.declined, FinishReason.DECLINED)):
        if word:
            native.answers.clear()
            native.says(protocol, *said(protocol), wire.end(word))
            ending = ask(desk, native, protocol).ending
            assert ending is not None
            assert ending.reason is reason


def test_an_end_without_a_reason_is_a_cut(desk: Desk, native: Server, protocol: Protocol) -> None:
    native.says(protocol, *said(protocol))
    heard = ask(desk, native, protocol)
    assert heard.text == WHOLE
    assert heard.ending is not None
    assert heard.ending.reason is FinishReason.CUT_OFF
    assert heard.ending.usage.estimated


def test_a_cut_inside_a_character_leaves_no_damage(desk: Desk, native: Server, protocol: Protocol) -> None:
    broken = WIRES[protocol].say("caf#").replace(b"#", "é".encode())
    native.says(protocol, *said(protocol), broken[: broken.index("é".encode()) + 1])
    heard = ask(desk, native, protocol)
    assert heard.text == WHOLE
    assert heard.ending is not None
    assert heard.ending.reason is FinishReason.CUT_OFF


def test_an_event_that_cannot_be_read_is_told(desk: Desk, native: Server, protocol: Protocol) -> None:
    wire = WIRES[protocol]
    damaged = b'{"message": \n' if protocol is Protocol.OLLAMA else b'data: {"type": \n\n'
    native.says(protocol, *said(protocol)[:2], damaged, said(protocol)[2], wire.end(wire.stop))
    heard = ask(desk, native, protocol)
    assert heard.text == "".join(WORDS[:2])
    assert "damaged" in heard.problem.message
    assert heard.problem.remedy is Remedy.CONTINUE


def test_an_error_in_the_stream_is_told_without_its_key(desk: Desk, native: Server, protocol: Protocol) -> None:
    native.says(protocol, *said(protocol)[:2], WIRES[protocol].fail)
    heard = ask(desk, native, protocol)
    assert heard.text == "".join(WORDS[:2])
    assert heard.problem.kind is ErrorKind.PROVIDER
    assert "too much to do" in heard.problem.message
    assert heard.problem.remedy is Remedy.CONTINUE
    assert "[key]" in heard.problem.details
    assert not isinstance(heard.error, Passing)


def test_an_error_before_the_first_word_may_pass(desk: Desk, native: Server, protocol: Protocol) -> None:
    native.says(protocol, WIRES[protocol].fail)
    heard = ask(desk, native, protocol)
    assert isinstance(heard.error, Passing)
    assert heard.problem.remedy is Remedy.RETRY


def test_a_text_comes_through_however_it_is_cut(desk: Desk, native: Server, protocol: Protocol) -> None:
    wire = WIRES[protocol]
    text = "Crème brûlée für 5 € – 👩‍🍳 [DONE] data: [DONE]"
    stream = wire.say(text) + wire.end(wire.stop)
    native.says(protocol, *(stream[at : at + 1] for at in range(len(stream))))
    heard = ask(desk, native, protocol)
    assert heard.text == text
    assert heard.ending is not None


def test_equal_pieces_are_no_error(desk: Desk, native: Server, protocol: Protocol) -> None:
    wire = WIRES[protocol]
    native.says(protocol, wire.say("again ") * 150, wire.end(wire.stop))
    assert ask(desk, native, protocol).text == "again " * 150


def test_thinking_is_no_text(desk: Desk, native: Server, protocol: Protocol) -> None:
    wire = WIRES[protocol]
    native.says(protocol, wire.think("Hm, a mug."), *said(protocol), wire.end(wire.stop))
    assert ask(desk, native, protocol).text == WHOLE
    native.answers.clear()
    native.says(
        protocol, wire.say("<thi"), wire.say("nk>Hm, a mug.</thi"), wire.say("nk>\n\nA mug."), wire.end(wire.stop)
    )
    assert ask(desk, native, protocol).text == "A mug."


def test_a_model_that_only_thought_says_so(desk: Desk, native: Server, protocol: Protocol) -> None:
    wire = WIRES[protocol]
    native.says(protocol, wire.think("Hm, a mug."), wire.end(wire.length))
    problem = ask(desk, native, protocol).problem
    assert "thought until it reached its length limit" in problem.message
    assert problem.remedy is Remedy.CHOOSE_MODEL


@pytest.mark.parametrize("content_type", ["text/html", None])
def test_a_login_page_is_no_answer(desk: Desk, native: Server, protocol: Protocol, content_type: str | None) -> None:
    kind = content_type or WIRES[protocol].content_type
    native.answers.append((200, {"Content-Type": kind}, [b"<html>\n<body>Log in</body>\n</html>\n"]))
    assert "not an AI service" in ask(desk, native, protocol).problem.message


def test_a_redirect_is_refused(desk: Desk, native: Server, protocol: Protocol) -> None:
    other = Server()
    try:
        native.answers.append((307, {"Location": f"{other.address}/steal", "Content-Length": "0"}, []))
        heard = ask(desk, native, protocol)
        assert "was not sent" in heard.problem.message
        assert not other.asked
        assert len(native.asked) == 1
    finally:
        other.close()


def test_a_connection_that_breaks_is_not_made_again_by_others(desk: Desk, protocol: Protocol) -> None:
    """litellm's client makes it again, by one that follows redirects and obeys the environment."""
    made: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.1)
        over = threading.Event()

        def hang_up() -> None:
            while not over.is_set():
                with suppress(TimeoutError):
                    connection, _ = listener.accept()
                    made.append(1)
                    connection.recv(65536)
                    connection.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        heard = desk.run(
            hear(desk, Route("shop/m", litellm_name(protocol, "m"), address, Secret(CANARY), protocol=protocol))
        )
        over.set()
        thread.join()
    assert isinstance(heard.error, Passing)
    assert "was lost" in heard.problem.message
    assert len(made) == 1


def test_nobody_answers(desk: Desk, protocol: Protocol) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    route = Route("shop/m", litellm_name(protocol, "m"), f"http://localhost:{port}", Secret(CANARY), protocol=protocol)
    heard = desk.run(hear(desk, route))
    assert heard.problem.message == f"Nothing answers at localhost:{port}."
    assert ("Start Ollama" in heard.problem.hint) is (protocol is Protocol.OLLAMA)


@on_time
def test_stop_closes_the_connection(desk: Desk, native: Server, protocol: Protocol) -> None:
    native.says(protocol, *said(protocol))
    native.hangs = True

    async def stop() -> None:
        heard: asyncio.Queue[object] = asyncio.Queue()

        async def listen() -> None:
            async for piece in desk.gateway.model(route_to(native, protocol)).stream(PROMPT):
                heard.put_nowait(piece)

        task = asyncio.create_task(listen())
        await heard.get()
        began = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert time.monotonic() - began < 0.5

    desk.run(stop())
    assert native.left.wait(0.5)


@on_time
def test_deadlines_hold(desk: Desk, native: Server, protocol: Protocol) -> None:
    native.says(protocol, *said(protocol))
    native.hangs = True
    desk.gateway.patience = Patience(first_token_s=30, idle_s=0.3)
    heard = ask(desk, native, protocol)
    assert "Nothing more came" in heard.problem.message
    assert heard.problem.remedy is Remedy.CONTINUE
    assert native.left.wait(0.5)


_watched: list[tuple[object, ...]] = []
_is_watching = False


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _is_watching and event in {"socket.connect", "socket.getaddrinfo"}:
        _watched.append((event, *arguments[-1:]) if event == "socket.connect" else (event, *arguments[:2]))


sys.addaudithook(_watch)


def test_no_other_connection_is_opened(desk: Desk, native: Server, protocol: Protocol) -> None:
    """For Ollama litellm asks the usual address, whichever was given, what the model can do."""
    global _is_watching  # noqa: PLW0603 - a hook of the interpreter stays, so it must be told
    native.says(protocol, *said(protocol), WIRES[protocol].end(WIRES[protocol].stop))
    _watched.clear()
    _is_watching = True
    try:
        assert ask(desk, native, protocol, model="qwen3:8b").text == WHOLE
    finally:
        _is_watching = False
    assert [item for item in _watched if item[0] == "socket.connect"] == [
        ("socket.connect", ("127.0.0.1", native.port))
    ]
    assert {item[1] for item in _watched if item[0] == "socket.getaddrinfo"} <= {"127.0.0.1"}


def _request(desk: Desk, native: Server, protocol: Protocol) -> Asked:
    wire = WIRES[protocol]
    native.says(protocol, *said(protocol), wire.end(wire.stop))
    prompt = Prompt(PROMPT.messages, 50, 0.3, 0.8, ("\n\n",), 7, 0.5, SCHEMA)
    assert ask(desk, native, protocol, prompt).text == WHOLE
    (asked,) = native.asked
    assert asked.headers["user-agent"] == "copydesk"
    assert not [name for name in asked.headers if name.startswith("x-stainless")]
    return asked


def test_what_anthropic_is_asked(desk: Desk, native: Server) -> None:
    asked = _request(desk, native, Protocol.ANTHROPIC)
    assert asked.path == "/v1/messages"
    assert asked.headers["x-api-key"] == CANARY
    assert "authorization" not in asked.headers
    assert asked.body == {
        "model": "m",
        "system": [{"type": "text", "text": "Write copy."}],
        "messages": [{"role": "user", "content": [{"type": "text", "text": "A mug."}]}],
        "max_tokens": 50,
        "temperature": 0.3,
        "stop_sequences": ["\n\n"],
        "stream": True,
    }


def test_what_google_is_asked(desk: Desk, native: Server) -> None:
    asked = _request(desk, native, Protocol.GEMINI)
    assert asked.path == "/v1beta/models/m:streamGenerateContent?alt=sse"
    assert asked.headers["x-goog-api-key"] == CANARY
    config = asked.body["generationConfig"]
    assert isinstance(config, dict)
    assert (config["max_output_tokens"], config["temperature"], config["seed"]) == (50, 0.3, 7)
    assert config["response_mime_type"] == "application/json"


def test_what_ollama_is_asked(desk: Desk, native: Server) -> None:
    asked = _request(desk, native, Protocol.OLLAMA)
    assert asked.path == "/api/chat"
    assert asked.body["format"] == json.loads(SCHEMA)
    assert asked.body["options"] == {
        "num_predict": 50,
        "num_ctx": 8192,
        "temperature": 0.3,
        "top_p": 0.8,
        "stop": ["\n\n"],
        "seed": 7,
    }


@pytest.mark.parametrize(
    ("protocol", "status", "body", "kind", "remedy"),
    [
        (
            Protocol.GEMINI,
            400,
            {"error": {"code": 400, "message": "API key not valid. Please pass a valid API key.",
                       "status": "INVALID_ARGUMENT", "details": [{"reason": "API_KEY_INVALID"}]}},
            ErrorKind.AUTH,
            Remedy.OPEN_KEYS,
        ),
        (
            Protocol.GEMINI,
            429,
            {"error": {"code": 429, "message": "You exceeded your current quota, please check your billing details.",
                       "status": "RESOURCE_EXHAUSTED", "details": [{"retryDelay": "37s"}]}},
            ErrorKind.QUOTA,
            Remedy.RETRY,
        ),
        (
            Protocol.GEMINI,
            429,
            {"error": {"code": 429, "message": "You exceeded your current quota.", "status": "RESOURCE_EXHAUSTED",
                       "details": [{"quotaId": "GenerateRequestsPerDay"}, {"retryDelay": "37s"}]}},
            ErrorKind.QUOTA,
            Remedy.ADD_CREDIT,
        ),
        (
            Protocol.ANTHROPIC,
            529,
            {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}},
            ErrorKind.PROVIDER,
            Remedy.RETRY,
        ),
        (
            Protocol.ANTHROPIC,
            400,
            {"type": "error", "error": {"type": "invalid_request_error", "message": "Your credit balance is too low."}},
            ErrorKind.QUOTA,
            Remedy.ADD_CREDIT,
        ),
        (
            Protocol.ANTHROPIC,
            401,
            {"type": "error", "error": {"type": "authentication_error", "message": f"invalid x-api-key {CANARY}"}},
            ErrorKind.AUTH,
            Remedy.OPEN_KEYS,
        ),
        (
            Protocol.OLLAMA,
            404,
            {"error": 'model "m" not found, try pulling it first'},
            ErrorKind.MODEL_MISSING,
            Remedy.CHOOSE_MODEL,
        ),
        (
            Protocol.OLLAMA,
            500,
            {"error": "model requires more system memory (5.6 GiB) than is available (3.1 GiB)"},
            ErrorKind.PROVIDER,
            Remedy.CHOOSE_MODEL,
        ),
    ],
)  # fmt: skip
def test_a_refusal_has_its_sentence_and_button(
    desk: Desk, native: Server, protocol: Protocol, status: int, body: object, kind: ErrorKind, remedy: Remedy
) -> None:
    native.refuses(status, body)
    problem = ask(desk, native, protocol).problem
    assert (problem.kind, problem.remedy) == (kind, remedy)
    assert len(native.asked) == 1


def test_when_to_ask_again_is_told(desk: Desk, native: Server, protocol: Protocol) -> None:
    native.refuses(429, {"error": {"message": "Slow down.", "type": "rate_limit_error"}}, **{"Retry-After": "3"})
    problem = ask(desk, native, protocol).problem
    assert (problem.kind, problem.remedy, problem.retry_after) == (ErrorKind.QUOTA, Remedy.RETRY, 3)


def test_a_setting_that_is_refused_is_left_out_once_and_for_all(desk: Desk, native: Server) -> None:
    native.refuses(400, {"error": {"message": "temperature is deprecated for this model", "type": "invalid_request"}})
    for _ in range(2):
        native.says(Protocol.ANTHROPIC, *said(Protocol.ANTHROPIC), WIRES[Protocol.ANTHROPIC].end("end_turn"))
    assert ask(desk, native, Protocol.ANTHROPIC).text == WHOLE
    assert ask(desk, native, Protocol.ANTHROPIC).text == WHOLE
    assert ["temperature" in asked.body for asked in native.asked] == [True, False, False]


def test_a_prompt_that_ollama_did_not_read_whole_is_told(desk: Desk, native: Server) -> None:
    long = Prompt((Message(Role.USER, "A mug for coffee. " * 1000),), 50)
    end = WIRES[Protocol.OLLAMA].end("stop").replace(b'"prompt_eval_count": 7', b'"prompt_eval_count": 2048')
    native.says(Protocol.OLLAMA, *said(Protocol.OLLAMA), end)
    heard = ask(desk, native, Protocol.OLLAMA, long)
    assert heard.text == WHOLE
    assert "only the last 2048 tokens" in heard.problem.message
    options = native.asked[0].body["options"]
    assert isinstance(options, dict)
    assert options["num_ctx"] == 8192


def test_a_stream_of_another_shape_is_read_or_told(desk: Desk, native: Server, protocol: Protocol) -> None:
    """Values that are no objects, objects of odd shapes, comments; each is nothing, and none is a crash."""
    wire = WIRES[protocol]
    odd: list[object] = [
        5,
        None,
        [1],
        {},
        {"type": 7},
        {"candidates": 5},
        {"candidates": [None]},
        {"message": 5},
        {"error": None},
    ]
    odd += [{"candidates": [{"content": {"parts": [5, {"text": 7}]}}]}, {"delta": 3, "type": "content_block_delta"}]
    frame = _line if protocol is Protocol.OLLAMA else _event
    native.says(protocol, *(frame(value) for value in odd), b"\n", *said(protocol), wire.end(wire.stop))
    heard = ask(desk, native, protocol)
    assert heard.text == WHOLE
    assert heard.ending is not None
    assert heard.ending.reason is FinishReason.STOP
