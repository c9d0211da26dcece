"""A model's opinion of translations: a score with a reason each; in doubt there is none.

Small models give every translation the same score, whatever it says, so they are not asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from desktop.agents.answer import Answer, added
from desktop.agents.translating_asking import estimate_prompt
from desktop.core.events import Event, Progress, SegmentEstimated
from desktop.core.prompt import LanguageModel
from desktop.core.segment import Segment
from desktop.core.term import Term
from desktop.core.usage import Usage
from desktop.core.words import tr, trn

_BATCH = 15
_BEST = 100.0


class Opinion(NamedTuple):
    """What a model thinks of the translation of a segment."""

    segment: str
    score: float
    reason: str


class _Score(msgspec.Struct):
    id: int
    score: float | None = None
    reason: str = ""


class _Scores(msgspec.Struct):
    scores: list[_Score]


class Estimator:
    """Asks for the opinions of one request; those that have come stay when it is stopped or the model fails."""

    def __init__(
        self,
        segments: Sequence[Segment],
        source: str,
        target: str,
        terms: tuple[Term, ...],
        model: LanguageModel,
        emit: Callable[[Event], None],
    ) -> None:
        self._segments = [each for each in segments if not each.target.is_empty and each.source.words.strip()]
        self._languages = (source, target)
        self._terms = terms
        self._model = model
        self._emit = emit
        self.found: list[Opinion] = []
        self.usage: Usage | None = None
        self.note = ""

    async def estimate(self) -> None:
        """Ask for all of them; raises what the model raises."""
        if self._model.small:
            self.note = tr("This model is too small to judge translations. Choose another one.")
            return
        for start in range(0, len(self._segments), _BATCH):
            message = trn("Judging {n} translation", "Judging {n} translations", len(self._segments))
            self._emit(Progress("estimate", message, start, len(self._segments), "segments"))
            await self._batch(self._segments[start : start + _BATCH])

    async def _batch(self, batch: Sequence[Segment]) -> None:
        answer = Answer()
        prompt = estimate_prompt(batch, *self._languages, self._terms)
        try:
            await answer.listen(self._model, prompt, _ignore)
        finally:
            self.usage = answer.usage if self.usage is None else added(self.usage, answer.usage)
        for each in read_scores(answer.text):
            if (
                1 <= each.id <= len(batch)
                and each.score is not None
                and 0 <= each.score <= _BEST
                and each.reason.strip()
            ):
                opinion = Opinion(batch[each.id - 1].id, each.score, " ".join(each.reason.split()))
                self.found.append(opinion)
                self._emit(SegmentEstimated(*opinion))


def read_scores(answer: str) -> list[_Score]:
    """The scores in an answer; none where it is no such object."""
    try:
        return msgspec.json.decode(answer[answer.find("{") : answer.rfind("}") + 1], type=_Scores).scores
    except msgspec.DecodeError:
        return []


def _ignore(_text: str) -> None:
    """Nobody watches an opinion grow."""
