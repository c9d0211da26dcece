"""How the answers of providers look on the wire, so that one list of faults serves every protocol.

Bodies of errors are those that the providers send, as their documentation and reports of their users show them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

Body = dict[str, object]


class Refusal(NamedTuple):
    """How a provider says no: the status, the body, and headers beside those of every answer."""

    status: int
    body: Body
    headers: Mapping[str, str] = {}


class Protocol(NamedTuple):
    """How a stream looks on the wire.

    `tail` is what follows the address of a fault in the address of the provider. `reasons` are its words for `stop`,
    `length`, `content_filter` and `error`; one that is missing cannot be said in this protocol. `refusals` are its own
    errors where they differ from `refused`, `instead`
    whole answers where a fault has another form.
    """

    name: str
    tail: str
    content_type: str
    begun: bytes
    said: Callable[[str], bytes]
    ended: Callable[[str, int], bytes]
    failed: Callable[[int, str, str], bytes]
    refused: Callable[[int, str, str], Body]
    refusals: Mapping[str, Refusal]
    reasons: Mapping[str, str]
    broken: bytes
    odd: tuple[bytes, ...]
    instead: Mapping[str, tuple[bytes, ...]] = {}


def as_json(value: object) -> bytes:
    """As most servers write it; half a character can only be escaped."""
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()


def _event(value: object) -> bytes:
    return b"data: " + as_json(value) + b"\n\n"


def _line(value: object) -> bytes:
    return as_json(value) + b"\n"


def _openai(delta: dict[str, str], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return _event({"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]})


def _openai_end(reason: str, pieces: int) -> bytes:
    usage = {"prompt_tokens": 7, "completion_tokens": pieces, "total_tokens": 7 + pieces}
    counted = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [], "usage": usage}
    return _openai({}, reason) + _event(counted) + b"data: [DONE]\n\n"


def _openai_error(status: int, code: str, message: str) -> Body:
    return {"error": {"message": message, "type": code, "code": code or status, "param": None}}


def _mistral_end(reason: str, pieces: int) -> bytes:
    choice = {"index": 0, "delta": {"content": ""}, "finish_reason": reason}
    usage = {"prompt_tokens": 7, "completion_tokens": pieces, "total_tokens": 7 + pieces}
    last = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    return _event({**last, "usage": usage}) + b"data: [DONE]\n\n"


def _mistral_error(status: int, code: str, message: str) -> Body:
    del status
    return {"object": "error", "message": message, "type": code, "param": None, "code": "3000"}


def _plain_error(status: int, code: str, message: str) -> Body:
    del status, code
    return {"error": message}


def _typed_error(status: int, code: str, message: str) -> Body:
    kind = {401: "authentication_error", 402: "billing_error", 403: "permission_error", 404: "not_found_error",
            429: "rate_limit_error", 503: "overloaded_error"}.get(status, "api_error")  # fmt: skip
    del code
    return {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_1"}


def _google_error(status: int, code: str, message: str, **details: object) -> Body:
    del code
    name = {400: "INVALID_ARGUMENT", 403: "PERMISSION_DENIED", 404: "NOT_FOUND", 429: "RESOURCE_EXHAUSTED",
            500: "INTERNAL", 503: "UNAVAILABLE"}.get(status, "UNKNOWN")  # fmt: skip
    error: Body = {"code": status, "message": message, "status": name}
    return {"error": {**error, "details": [details]} if details else error}


def _in_event(error: Callable[[int, str, str], Body], status: int, code: str, message: str) -> bytes:
    return _event(error(status, code, message))


def _anthropic_said(text: str) -> bytes:
    delta = {"type": "text_delta", "text": text}
    return b"event: content_block_delta\n" + _event({"type": "content_block_delta", "index": 0, "delta": delta})


def _anthropic_end(reason: str, pieces: int) -> bytes:
    told = {"type": "message_delta", "delta": {"stop_reason": reason}, "usage": {"output_tokens": pieces}}
    return (
        _event({"type": "content_block_stop", "index": 0})
        + b"event: message_delta\n"
        + _event(told)
        + _event({"type": "message_stop"})
    )


def _google(text: str, **more: object) -> Body:
    return {"candidates": [{"content": {"parts": [{"text": text}], "role": "model"}, "index": 0, **more}]}


def _google_end(reason: str, pieces: int) -> bytes:
    usage = {"promptTokenCount": 7, "candidatesTokenCount": pieces}
    return _event(_google("", finishReason=reason) | {"usageMetadata": usage})


def _ollama_end(reason: str, pieces: int) -> bytes:
    counted = {"prompt_eval_count": 7, "eval_count": pieces}
    return _line({"message": {"role": "assistant", "content": ""}, "done": True, "done_reason": reason, **counted})


_TOO_MANY = "Prompt contains 40000 tokens, too large for model with 32768 maximum context length"
_SPENT = "You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get more."
_NO_MODEL_HERE = "The requested model 'm' is not supported by any provider you have enabled."
_PER_DAY = {"quotaId": "GenerateRequestsPerDayPerProjectPerModel-FreeTier"}
_OPENAI_REASONS = {"stop": "stop", "length": "length", "content_filter": "content_filter", "error": "error"}
_OPENAI_ODD: tuple[bytes, ...] = (
    b"data: 5\n\n",
    b'data: {"choices": 7}\n\n',
    b'data: {"choices": [null]}\n\n',
    b'data: {"choices": [{"index": 0, "delta": {"content": 5}}]}\n\n',
    b'data: {"choices": [], "usage": {"prompt_tokens": "x"}}\n\n',
    b": a comment\n\n",
)

OPENAI = Protocol(
    "openai",
    "/v1",
    "text/event-stream",
    b"",
    lambda text: _openai({"content": text}),
    _openai_end,
    partial(_in_event, _openai_error),
    _openai_error,
    {},
    _OPENAI_REASONS,
    b'data: {"choices": [{"delta": \n\n',
    _OPENAI_ODD,
)

MISTRAL = OPENAI._replace(
    name="mistral",
    ended=_mistral_end,
    refused=_mistral_error,
    failed=partial(_in_event, _openai_error),
    refusals={
        "401": Refusal(401, {"detail": "Unauthorized"}),
        "404": Refusal(400, _mistral_error(400, "invalid_model", "Invalid model: m")),
        "too-long": Refusal(400, _mistral_error(400, "invalid_request_error", _TOO_MANY)),
        "422": Refusal(
            422, {"object": "error", "message": {"detail": [{"type": "missing", "loc": ["body", "messages"]}]}}
        ),
    },
    reasons={"stop": "stop", "length": "length", "error": "error"},
)

HUGGINGFACE = OPENAI._replace(
    name="huggingface",
    refused=_plain_error,
    failed=partial(_in_event, _plain_error),
    refusals={
        "401": Refusal(401, {"error": "Invalid credentials in Authorization header"}),
        "404": Refusal(400, _openai_error(400, "model_not_supported", _NO_MODEL_HERE)),
        "402": Refusal(402, {"error": _SPENT}),
        "quota": Refusal(402, {"error": _SPENT}),
        "503": Refusal(503, {"error": "Model m is currently loading", "estimated_time": 20.0}),
    },
)

ANTHROPIC = Protocol(
    "anthropic",
    "",
    "text/event-stream",
    _event({"type": "message_start", "message": {"usage": {"input_tokens": 7, "output_tokens": 1}}})
    + _event({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}})
    + _event({"type": "ping"}),
    _anthropic_said,
    _anthropic_end,
    partial(_in_event, _typed_error),
    _typed_error,
    {
        "quota": Refusal(400, {"type": "error", "error": {
            "type": "invalid_request_error", "message": "Your credit balance is too low to access the API."}}),
        "503": Refusal(529, {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}),
        "too-long": Refusal(400, {"type": "error", "error": {
            "type": "invalid_request_error", "message": "prompt is too long: 250000 tokens > 200000 maximum"}}),
        "policy": Refusal(400, {"type": "error", "error": {
            "type": "invalid_request_error", "message": "Output blocked by content filtering policy"}}),
    },
    {"stop": "end_turn", "length": "max_tokens", "content_filter": "refusal"},
    b'data: {"type": \n\n',
    (b"data: 5\n\n", b"data: [1]\n\n", b'data: {"type": 7}\n\n',
     b'data: {"type": "content_block_delta", "delta": 3}\n\n', b": a comment\n\n"),
)  # fmt: skip

GEMINI = Protocol(
    "gemini",
    "/v1beta",
    "text/event-stream",
    b"",
    lambda text: _event(_google(text)),
    _google_end,
    partial(_in_event, _google_error),
    _google_error,
    {
        "401": Refusal(400, _google_error(400, "", "API key not valid. Please pass a valid API key.",
                                          reason="API_KEY_INVALID")),
        "429": Refusal(429, _google_error(429, "", "You exceeded your current quota, please check your billing.",
                                          retryDelay="3s")),
        "429-date": Refusal(429, _google_error(429, "", "Resource has been exhausted.", retryDelay="86400s")),
        "quota": Refusal(429, _google_error(429, "", "You exceeded your current quota, please check your billing.",
                                            **_PER_DAY)),
        "503": Refusal(503, _google_error(503, "", "The model is overloaded. Please try again later.")),
        "too-long": Refusal(400, _google_error(400, "", "The input token count (1200000) exceeds the maximum number of "
                                                        "tokens allowed (1048576).")),
    },
    {"stop": "STOP", "length": "MAX_TOKENS", "content_filter": "SAFETY", "error": "OTHER"},
    b'data: {"candidates": \n\n',
    (b"data: 5\n\n", b'data: {"candidates": 5}\n\n', b'data: {"candidates": [null]}\n\n',
     b'data: {"candidates": [{"content": {"parts": [5, {"text": 7}]}}]}\n\n'),
    {"policy": (_event({"promptFeedback": {"blockReason": "SAFETY"}, "usageMetadata": {"promptTokenCount": 7}}),)},
)  # fmt: skip

OLLAMA = Protocol(
    "ollama",
    "",
    "application/x-ndjson",
    b"",
    lambda text: _line({"model": "m", "message": {"role": "assistant", "content": text}, "done": False}),
    _ollama_end,
    lambda status, code, message: _line(_plain_error(status, code, message)),
    _plain_error,
    {
        "404": Refusal(404, {"error": 'model "m" not found, try pulling it first'}),
        "503": Refusal(503, {"error": "server busy, please try again. maximum pending requests exceeded"}),
    },
    {"stop": "stop", "length": "length"},
    b'{"message": \n',
    (b"5\n", b"[1]\n", b"{}\n", b'{"message": 5}\n', b"\n"),
    {"unread": (
        _line({"message": {"role": "assistant", "content": "A mug that keeps coffee hot for an hour."}, "done": False}),
        _line({"message": {"content": ""}, "done": True, "done_reason": "stop", "prompt_eval_count": 2048}),
    )},
)  # fmt: skip

PROTOCOLS = {each.name: each for each in (OPENAI, MISTRAL, HUGGINGFACE, ANTHROPIC, GEMINI, OLLAMA)}
