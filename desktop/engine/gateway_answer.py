"""An answer while it comes: its pieces whatever the protocol, without the model's thinking, and an honest ending."""

from __future__ import annotations

import re
import time
from typing import NamedTuple

from desktop.core.prompt import Ending, FinishReason
from desktop.core.usage import Usage
from desktop.engine.error_facts import AnswerFailed

_HALVES = re.compile("[\ud800-\udfff]")
_THINKS = re.compile(r"\s*<(think|thinking|thought|reasoning)>")
_MAY_THINK = ("<think>", "<thinking>", "<thought>", "<reasoning>")
_REASONS = {
    "stop": FinishReason.STOP,
    "length": FinishReason.LENGTH,
    "max_tokens": FinishReason.LENGTH,
    "model_length": FinishReason.LENGTH,
    "model_context_window_exceeded": FinishReason.LENGTH,
    "content_filter": FinishReason.DECLINED,
    "refusal": FinishReason.DECLINED,
    "safety": FinishReason.DECLINED,
    "recitation": FinishReason.DECLINED,
    "blocklist": FinishReason.DECLINED,
    "prohibited_content": FinishReason.DECLINED,
    "spii": FinishReason.DECLINED,
    "language": FinishReason.DECLINED,
    "image_safety": FinishReason.DECLINED,
    "pause_turn": FinishReason.CUT_OFF,
    "unload": FinishReason.CUT_OFF,
}
_FAILED = frozenset({"error", "other", "finish_reason_unspecified"})


class Piece(NamedTuple):
    """What one event of a stream says; tokens are all so far, `finish` is the provider's own word for the reason.

    `fresh` withdraws a reason that an earlier event gave, as Google's servers give one with every piece.
    """

    text: str = ""
    thought: bool = False
    finish: str = ""
    refused: bool = False
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cost: float | None = None
    fresh: bool = False


class Answer:
    """What has come so far of one answer; with `free` it costs nothing."""

    def __init__(self, *, free: bool) -> None:
        self.began = time.monotonic()
        self.first_token_s: float | None = None
        self.words = 0
        self.reason: FinishReason | None = None
        self.thought = False
        self.prompt_tokens: int | None = None
        self._free = free
        self._pieces = 0
        self._completion_tokens: int | None = None
        self._cost: float | None = None
        self._in_word = False
        self._half = ""
        self._thoughts = _Thoughts()

    def take(self, piece: Piece) -> str:
        """Note what a piece says; its text, which may be empty. Raises `AnswerFailed` when it says so."""
        if piece.prompt_tokens is not None:
            self.prompt_tokens = piece.prompt_tokens
        if piece.completion_tokens is not None:
            self._completion_tokens = piece.completion_tokens
        if piece.cost is not None:
            self._cost = piece.cost
        if piece.finish:
            self._note_finish(piece.finish, refused=piece.refused)
        elif piece.fresh:
            self.reason = None
        self.thought = self.thought or piece.thought
        if self.first_token_s is None and (piece.text or piece.thought or piece.finish):
            self.first_token_s = time.monotonic() - self.began
        return self._shown(self._thoughts.without(self._paired(piece.text))) if piece.text else ""

    def rest(self) -> str:
        """What was held back, as it might have been the beginning of something else; asked for once, at the end."""
        self.thought = self.thought or self._thoughts.found
        return self._shown(self._thoughts.rest())

    def ending(self) -> Ending:
        """How it ended; a stream that closed without a reason was cut off."""
        counted = self._completion_tokens
        usage = Usage(
            self.prompt_tokens or 0,
            counted or self._pieces,
            0.0 if self._free else self._cost,
            estimated=not counted or self.prompt_tokens is None,
        )
        return Ending(self.reason or FinishReason.CUT_OFF, usage, self.first_token_s, time.monotonic() - self.began)

    def _shown(self, text: str) -> str:
        if text:
            self._pieces += 1
            self._count_words(text)
        return text

    def _paired(self, text: str) -> str:
        """The text with halves of characters (surrogates) joined across pieces; one without its other is dropped."""
        text, self._half = self._half + text, ""
        if text.isascii() or not _HALVES.search(text):
            return text
        if "\ud800" <= text[-1] <= "\udbff":
            text, self._half = text[:-1], text[-1]
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")

    def _note_finish(self, finish: str, *, refused: bool) -> None:
        word = finish.lower()
        if word in _FAILED:
            raise AnswerFailed(finish)
        self.reason = FinishReason.DECLINED if refused else _REASONS.get(word, FinishReason.STOP)

    def _count_words(self, text: str) -> None:
        words = len(text.split())
        if words and self._in_word and not text[0].isspace():
            words -= 1
        self.words += words
        self._in_word = not text[-1].isspace()


class _Thoughts:
    """Takes out what a model thinks aloud between marks at the beginning of its answer, where its server leaves it."""

    def __init__(self) -> None:
        self._waiting = ""
        self._end = ""
        self._over = False
        self._strips = False
        self.found = False

    def without(self, text: str) -> str:
        """The part of this text that is answer; what may be the beginning of a mark waits for more."""
        if self._over:
            text = text.lstrip() if self._strips else text
            self._strips = self._strips and not text
            return text
        self._waiting += text
        if self._end:
            return self._after()
        found = _THINKS.match(self._waiting)
        if found is not None:
            self.found = True
            self._end = f"</{found[1]}>"
            self._waiting = self._waiting[found.end() :]
            return self._after()
        begun = self._waiting.lstrip()
        if any(mark.startswith(begun) for mark in _MAY_THINK):
            return ""
        self._over = True
        return self._waiting

    def rest(self) -> str:
        """What was waiting, unless it is thinking that never ended."""
        return "" if self._over or self._end else self._waiting

    def _after(self) -> str:
        _, mark, text = self._waiting.partition(self._end)
        if not mark:
            self._waiting = self._waiting[-len(self._end) :]
            return ""
        self._over = True
        text = text.lstrip()
        self._strips = not text
        return text


def piece_of_chunk(chunk: object) -> Piece:
    """What a chunk of the OpenAI client says.

    Servers send chunks of any shape under this protocol, so nothing is taken for granted of them.
    """
    asked, answered, cost = _usage_of(getattr(chunk, "usage", None))
    choices = getattr(chunk, "choices", None)
    if not isinstance(choices, list) or not choices:
        return Piece(prompt_tokens=asked, completion_tokens=answered, cost=cost)
    delta = getattr(choices[0], "delta", None)
    content = getattr(delta, "content", None)
    finish = getattr(choices[0], "finish_reason", None)
    thought = getattr(delta, "reasoning_content", None) or getattr(delta, "reasoning", None)
    if isinstance(content, list):
        content, thought = _text_of_parts(content), thought or content
    return Piece(
        content if isinstance(content, str) else "",
        bool(thought),
        finish if isinstance(finish, str) else "",
        bool(getattr(delta, "refusal", None)),
        asked,
        answered,
        cost,
    )


def _text_of_parts(parts: list[object]) -> str:
    """The text in a list of parts, as Mistral's models that think send it; the thinking is another kind of part."""
    texts = (part.get("text") for part in parts if isinstance(part, dict) and part.get("type") == "text")
    return "".join(text for text in texts if isinstance(text, str))


def _usage_of(usage: object) -> tuple[int | None, int | None, float | None]:
    if usage is None:
        return None, None, None
    asked, answered = getattr(usage, "prompt_tokens", None), getattr(usage, "completion_tokens", None)
    if not isinstance(asked, int) or not isinstance(answered, int):
        return None, None, None
    cost = getattr(usage, "cost", None)
    return asked, answered, float(cost) if isinstance(cost, int | float) and not isinstance(cost, bool) else None
