"""What models that wrap another one have in common."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import cast

from desktop.core.prompt import Chunk, Ending, LanguageModel, Prompt


class WrappedModel:
    """Is to its caller the model that it wraps; how that one is asked is each wrapper's own."""

    def __init__(self, model: LanguageModel) -> None:
        self._wrapped = model

    @property
    def id(self) -> str:
        """The id as the writer names it."""
        return self._wrapped.id

    @property
    def small(self) -> bool:
        """Whether it must be asked field by field, with examples."""
        return self._wrapped.small

    def grade(self, language: str) -> str:
        """How well it writes a language; empty when unknown."""
        return self._wrapped.grade(language)

    def _pieces(self, prompt: Prompt) -> AsyncGenerator[Chunk | Ending, None]:
        """What the wrapped model answers; whoever asks closes it, as every model streams from a generator."""
        return cast("AsyncGenerator[Chunk | Ending, None]", self._wrapped.stream(prompt))
