"""What is asked of a language model, and what streams back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from enum import StrEnum
from typing import Protocol

import msgspec

from desktop.core.usage import Usage


class Role(StrEnum):
    """Who speaks in a prompt."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


class Message(msgspec.Struct, frozen=True):
    """One turn of a prompt."""

    role: Role
    content: str


class Prompt(msgspec.Struct, frozen=True):
    """One call to a model; `correction` says that the answer repeats most of the prompt: guessing ahead pays.

    `go_on`: the last message but one is the beginning of the answer, and the last asks in words to go on from there; it
    is left out where a model goes on by itself. The first `shared` messages are the same for other variants too: a
    model on this computer reads them once.
    """

    messages: tuple[Message, ...]
    max_tokens: int
    temperature: float = 0.7
    top_p: float = 0.9
    stop: tuple[str, ...] = ()
    seed: int | None = None
    frequency_penalty: float = 0.0
    json_schema: str = ""
    correction: bool = False
    go_on: bool = False
    shared: int = 0


class FinishReason(StrEnum):
    """Why an answer ended; `CUT_OFF` is a stream that closed without saying so."""

    STOP = "stop"
    LENGTH = "length"
    DECLINED = "declined"
    CUT_OFF = "cut_off"


class Chunk(msgspec.Struct, frozen=True):
    """A piece of the answer."""

    text: str


class Ending(msgspec.Struct, frozen=True):
    """The end of the answer, always the last thing that streams; times are in seconds since the call."""

    reason: FinishReason
    usage: Usage
    first_token_s: float | None = None
    total_s: float = 0.0


class LanguageModel(Protocol):
    """A model that can be asked; the engine's gateway is the real one, tests script another."""

    @property
    def id(self) -> str:
        """The id as the writer names it: `local/qwen2.5-coder-1.5b`, `openai/gpt-…`."""

    @property
    def small(self) -> bool:
        """Whether it must be asked field by field, with examples."""

    def grade(self, language: str) -> str:
        """How well it writes a language: `good`, `fair`, `poor`, `none`, or `` when unknown."""

    def stream(self, prompt: Prompt) -> AsyncIterator[Chunk | Ending]:
        """Ask, and yield chunks and at last one `Ending`.

        Raises `EnvironmentProblem` when the call fails; a cancelled task is cancelled as asyncio has it.
        """
