"""The streams of Anthropic, Google and Ollama, read as they come over the wire.

litellm's readers report a stream that was cut off as complete, and end silently at an event they cannot read. Here an
answer is complete only when the provider has said why it ended; what cannot be read is an error.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Mapping

from desktop.core.provider import Protocol
from desktop.engine.error_facts import AnswerFailed, NotAModelServer, status_of_event
from desktop.engine.gateway_answer import Piece

_MOST_UNREAD = 4000
_MOST_OF_EVENT = 4_000_000
_FIELDS = (b"event:", b"id:", b"retry:", b":")

Reader = Callable[[Mapping[str, object]], Piece]
"""What an event says; raises `AnswerFailed` for one that is an error."""


class WireReader:
    """Turns the bytes of a stream into pieces, one event at a time, so that what came before a fault is kept."""

    def __init__(self, protocol: Protocol) -> None:
        self._read = READERS[protocol]
        self._is_events = protocol is not Protocol.OLLAMA
        self._line = bytearray()
        self._data: list[bytes] = []
        self._size = 0
        self._unread = bytearray()
        self._any = False
        self._frames: deque[bytes] = deque()
        self._ended = False

    def feed(self, data: bytes) -> None:
        """More of the stream; raises `ValueError` for an event that has no end."""
        self._line += data
        if b"\n" in data:
            *whole, rest = self._line.split(b"\n")
            for line in whole:
                self._take_line(bytes(line))
            self._line = bytearray(rest)
        if self._size + len(self._line) > _MOST_OF_EVENT:
            raise ValueError("an event without an end")

    def end(self) -> None:
        """There is no more; what stands there without its end is taken if it is whole."""
        self._ended = True
        if self._line:
            self._take_line(bytes(self._line))
        if self._data:
            self._frames.append(b"\n".join(self._data))
        if not self._any and not self._frames and self._unread.strip():
            _explain(bytes(self._unread))

    def piece(self) -> Piece | None:
        """The next piece that is there; raises `ValueError` for an event that cannot be read, or what it tells."""
        while self._frames:
            event = _decoded(self._frames.popleft(), may_be_cut=self._ended and not self._frames)
            if event is not None:
                self._any = True
                return self._read(event)
        return None

    def _take_line(self, line: bytes) -> None:
        line = line.strip()
        if not self._is_events:
            if line:
                self._frames.append(line)
        elif line.startswith(b"data:"):
            self._data.append(line[5:].strip())
            self._size += len(line)
        elif not line:
            if self._data:
                self._frames.append(b"\n".join(self._data))
                self._data.clear()
                self._size = 0
        elif not self._any and len(self._unread) < _MOST_UNREAD and not line.startswith(_FIELDS):
            self._unread += line


def _decoded(data: bytes, *, may_be_cut: bool) -> Mapping[str, object] | None:
    """The object; `None` for another value, or for one whose end never came, which is a stream that was cut off."""
    if data in {b"", b"[DONE]"}:
        return None
    try:
        value = json.loads(data)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except ValueError:
        if data.lstrip().startswith(b"<"):
            raise NotAModelServer from None
        if may_be_cut:
            return None
        raise
    return value if isinstance(value, dict) else None


def _explain(body: bytes) -> None:
    """Raise what a body says that came in the place of a stream, if it says anything."""
    if body.lstrip().startswith(b"<"):
        raise NotAModelServer
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return
    if isinstance(value, dict):
        _raise_error(value)


def _raise_error(event: Mapping[str, object]) -> None:
    error = event.get("error")
    if isinstance(error, dict):
        raise AnswerFailed(json.dumps(error, ensure_ascii=False), status_of_event(error))
    if isinstance(error, str) and error:
        raise AnswerFailed(error)


def _part(value: object, name: str) -> Mapping[str, object]:
    """An object inside another one; empty when it is not there."""
    found = value.get(name) if isinstance(value, Mapping) else None
    return found if isinstance(found, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _anthropic(event: Mapping[str, object]) -> Piece:
    _raise_error(event)
    match event.get("type"):
        case "message_start":
            usage = _part(_part(event, "message"), "usage")
            asked = [_number(usage.get(name)) for name in usage if name.endswith("input_tokens")]
            known = [count for count in asked if count is not None]
            return Piece(prompt_tokens=sum(known) if known else None)
        case "content_block_start":
            block = _part(event, "content_block")
            return Piece(_text(block.get("text")), thought=block.get("type") != "text")
        case "content_block_delta":
            delta = _part(event, "delta")
            is_text = delta.get("type") == "text_delta"
            return Piece(_text(delta.get("text")) if is_text else "", thought=not is_text)
        case "message_delta":
            finish = _text(_part(event, "delta").get("stop_reason"))
            return Piece(finish=finish, completion_tokens=_number(_part(event, "usage").get("output_tokens")))
    return Piece()


def _gemini(event: Mapping[str, object]) -> Piece:
    _raise_error(event)
    usage = _part(event, "usageMetadata")
    asked, answered = _number(usage.get("promptTokenCount")), _number(usage.get("candidatesTokenCount"))
    thoughts = _number(usage.get("thoughtsTokenCount"))
    if answered is not None or thoughts is not None:
        answered = (answered or 0) + (thoughts or 0)
    told = Piece(prompt_tokens=asked, completion_tokens=answered, thought=bool(thoughts))
    if _text(_part(event, "promptFeedback").get("blockReason")):
        return told._replace(finish="content_filter")
    candidates = event.get("candidates")
    if not isinstance(candidates, list) or not candidates:
        return told
    parts = _part(candidates[0], "content").get("parts")
    parts = [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    finish = candidates[0].get("finishReason") if isinstance(candidates[0], dict) else None
    return told._replace(
        text="".join(_text(part.get("text")) for part in parts if not part.get("thought")),
        thought=told.thought or any(part.get("thought") for part in parts),
        finish=_text(finish),
        fresh=True,
    )


def _ollama(event: Mapping[str, object]) -> Piece:
    _raise_error(event)
    message = _part(event, "message")
    done = event.get("done") is True
    return Piece(
        _text(message.get("content")),
        thought=bool(message.get("thinking")),
        finish=(_text(event.get("done_reason")) or "stop") if done else "",
        prompt_tokens=_number(event.get("prompt_eval_count")),
        completion_tokens=_number(event.get("eval_count")),
    )


READERS: dict[Protocol, Reader] = {
    Protocol.ANTHROPIC: _anthropic,
    Protocol.GEMINI: _gemini,
    Protocol.OLLAMA: _ollama,
}
"""How the events of each protocol that is not OpenAI's are read."""
