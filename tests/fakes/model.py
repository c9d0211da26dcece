"""A language model that says what a test told it to, with delays, errors and endings."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

import msgspec

from desktop.core.errors import CopydeskError
from desktop.core.prompt import Chunk, Ending, FinishReason, Prompt
from desktop.core.usage import Usage


class Scripted(msgspec.Struct, frozen=True):
    """One answer: its chunks, seconds of delay before each, how it ends, or the error raised after the chunks."""

    chunks: tuple[str, ...]
    delay_s: float = 0.0
    ending: FinishReason = FinishReason.STOP
    error: CopydeskError | None = None
    hang: bool = False


class FakeModel:
    """Implements `LanguageModel`; answers come in the order of `enqueue`, every prompt is kept in `prompts`."""

    def __init__(
        self, model_id: str = "fake/model", *, small: bool = True, grades: dict[str, str] | None = None
    ) -> None:
        self._id = model_id
        self._small = small
        self._grades = grades or {"en": "good", "nl": "good", "sv": "good"}
        self._script: list[Scripted] = []
        self._default: Scripted | None = None
        self.prompts: list[Prompt] = []

    def enqueue(
        self,
        *answers: str | Sequence[str],
        delay_s: float = 0.0,
        ending: FinishReason = FinishReason.STOP,
        error: CopydeskError | None = None,
        hang: bool = False,
    ) -> FakeModel:
        """Add answers; each is a text (one word a chunk) or a list of chunks. `hang` never ends after the chunks."""
        for answer in answers or ("",):
            chunks = tuple(_words(answer)) if isinstance(answer, str) else tuple(answer)
            self._script.append(Scripted(chunks, delay_s, ending, error, hang))
        return self

    def always(self, answer: str) -> FakeModel:
        """What is said when the script is empty; without this an unexpected call fails the test."""
        self._default = Scripted(tuple(_words(answer)))
        return self

    @property
    def left(self) -> int:
        """How many scripted answers were not asked for."""
        return len(self._script)

    @property
    def id(self) -> str:
        """The id that variants carry."""
        return self._id

    @property
    def small(self) -> bool:
        """Whether it is asked field by field."""
        return self._small

    def grade(self, language: str) -> str:
        """The grade given at construction, else unknown."""
        return self._grades.get(language, "")

    async def stream(self, prompt: Prompt) -> AsyncIterator[Chunk | Ending]:
        """Play the next answer."""
        self.prompts.append(prompt)
        if not self._script and self._default is None:
            raise AssertionError(f"nothing is scripted for call {len(self.prompts)}: {prompt.messages[-1].content}")
        answer = self._script.pop(0) if self._script else self._default
        assert answer is not None
        for chunk in answer.chunks:
            await asyncio.sleep(answer.delay_s)
            yield Chunk(chunk)
        if answer.hang:
            await asyncio.Event().wait()
        if answer.error is not None:
            raise answer.error
        usage = Usage(sum(len(each.content.split()) for each in prompt.messages), len(answer.chunks), 0.0)
        yield Ending(answer.ending, usage, 0.01 if answer.chunks else None, 0.02)


def _words(text: str) -> list[str]:
    """The text in pieces that end after each space, which joined give exactly the text."""
    pieces: list[str] = []
    rest = text
    while rest:
        cut = rest.find(" ") + 1 or len(rest)
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return pieces
