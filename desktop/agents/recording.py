"""Keeps how a variant is made while it is made: what was asked and answered, and what was put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from desktop.core.making import Exchange, Making, Mending
from desktop.core.prompt import Prompt

if TYPE_CHECKING:
    from desktop.agents.answer import Answer
    from desktop.agents.task import WriteRequest


class _Asked(msgspec.Struct, frozen=True):
    field: str
    prompt: Prompt
    answer: Answer
    repair: int

    @property
    def exchange(self) -> Exchange:
        """What has been said by now."""
        prompt = self.prompt
        return Exchange(
            self.field,
            prompt.messages,
            self.answer.came,
            prompt.temperature,
            prompt.max_tokens,
            prompt.seed,
            self.repair,
        )


class Recorder:
    """The record of one variant, which can be read at any time, also when its writing never ends."""

    def __init__(self, request: WriteRequest) -> None:
        self._request = request
        self._asked: list[_Asked] = []
        self._mendings: list[Mending] = []

    def asks(self, field: str, prompt: Prompt, answer: Answer, repair: int = 0) -> None:
        """A call begins; `answer` fills while it runs."""
        self._asked.append(_Asked(field, prompt, answer, repair))

    def mends(self, field: str, before: str, after: str, reason: str) -> None:
        """A field was put right; a change without a reason is none that a writer would ask about."""
        if before != after and reason:
            self._mendings.append(Mending(field, before, after, reason))

    @property
    def making(self) -> Making:
        """How it was made by now."""
        request = self._request
        return Making(
            fields=request.fields,
            standing=request.copy,
            max_repairs=request.max_repairs,
            plain=request.plain,
            seed=request.seed,
            options=msgspec.structs.replace(request.options, others=()),  # texts of other drafts stay with these
            exchanges=tuple(each.exchange for each in self._asked),
            mendings=tuple(self._mendings),
        )
