"""Translates segments with any model: small ones one by one after examples, large ones many at once.

What must stay is guarded, each answer is checked, what is wrong goes back to the model with the reason, and the best
that came is kept. A source that comes twice is asked for once; what has no words is copied without a model.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import msgspec

from desktop.agents.answer import Answer, End, added
from desktop.agents.translating_asking import Asked, batch_prompt, prompt_again, prompts_name, single_prompt
from desktop.agents.translating_batches import batches_of, repetitions_of
from desktop.agents.translating_context import Context
from desktop.agents.translating_judging import is_draft, judged, put_right
from desktop.agents.translating_parts import joined, parts_of
from desktop.agents.translating_protecting import Guarded, guard, read_signs
from desktop.agents.translating_reading import read_many, read_one
from desktop.agents.translating_task import Attempt, TranslationTask
from desktop.core.events import Event, Progress, SegmentFailed, SegmentTranslated
from desktop.core.prompt import LanguageModel, Prompt
from desktop.core.segment import Segment, TaggedText
from desktop.core.usage import Usage
from desktop.core.words import tr, trn

Prime = Callable[[Prompt, int], Awaitable[bool]]
"""Has a prompt read for so many answers that begin at once; whether all of them have it."""

_SMALL_REPAIRS = 1


class Translator:
    """One task while it is done; what it has by now stays when it is stopped or the model fails."""

    def __init__(
        self,
        task: TranslationTask,
        model: LanguageModel,
        emit: Callable[[Event], None],
        prime: Prime | None = None,
    ) -> None:
        """`prime` has a model on this computer read once what the questions have in common."""
        self.task = task
        self._prime = prime
        self._model = model
        self._emit = emit
        self.done: dict[str, TaggedText] = {}
        self.failed: dict[str, str] = {}
        self.repaired = 0
        self.drafts = 0
        self.usage: Usage | None = None
        self.first_token_s: float | None = None
        self._context = Context(task, small=model.small)
        self._repeats = repetitions_of(task)
        self._guarded = {each[0].id: guard(each[0], task.source, task.brief.brands) for each in self._repeats}
        self._same = {group[0].id: group for group in self._repeats}
        self._begun: dict[str, Attempt] = {}

    async def translate(self) -> None:
        """Every segment; raises what the model raises, and then what came before it stays."""
        waiting: list[Segment] = []
        for each, *_ in self._repeats:
            if self._guarded[each.id].has_words:
                waiting.append(each)
            else:
                self._copy(each)
        jobs = batches_of(self.task, waiting, small=self._model.small)
        self._tell()
        if self._prime is not None and len(waiting) > 1 and self._model.small:
            first = self._context.asked(waiting[0], self._guarded[waiting[0].id])
            await self._prime(single_prompt(self.task, first), min(self.task.at_once, len(waiting)))
        tasks = [asyncio.create_task(self._work(jobs)) for _ in range(max(1, self.task.at_once))]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        finally:
            for each_task in tasks:
                each_task.cancel()
            await asyncio.wait(tasks)
        for each_task in tasks:
            if not each_task.cancelled() and (error := each_task.exception()) is not None:
                raise error

    async def _work(self, jobs: Iterator[list[Segment]]) -> None:
        for batch in jobs:
            left = await self._batch(batch) if len(batch) > 1 else batch
            for each in left:
                await self._one(each)
            self._tell()

    async def _batch(self, batch: list[Segment]) -> list[Segment]:
        """Ask for many at once; returns those that have to be asked for again, each by itself."""
        asked = [self._context.asked(each, self._guarded[each.id]) for each in batch]
        answer = await self._answer(batch_prompt(self.task, asked))
        found = read_many(answer.text)
        left = []
        for number, each in enumerate(asked, 1):
            attempt = judged(self.task, each, read_one(found.get(number, ""), each.guarded.shown), End.WHOLE)
            if not attempt.target.is_empty and (not attempt.reasons or not self.task.max_repairs):
                self._settle(each, attempt, 0)
                continue
            left.append(each.segment)
            if not attempt.target.is_empty:
                self._begun[each.segment.id] = attempt
        return left

    async def _one(self, segment: Segment) -> None:
        """Ask for one segment until it is right or no round is left; the best is kept."""
        asked = self._context.asked(segment, self._guarded[segment.id])
        parts = parts_of(asked.guarded, self.task.source, small=self._model.small)
        if len(parts) > 1:
            await self._long(asked, parts)
            return
        prompt = single_prompt(self.task, asked)
        best = self._begun.pop(segment.id, None) or await self._attempt(asked, prompt)
        most = min(self.task.max_repairs, _SMALL_REPAIRS) if self._model.small else self.task.max_repairs
        repairs = 0
        while best.reasons and repairs < most:
            repairs += 1
            new = await self._attempt(asked, self._again(asked, prompt, best))
            best = new if new.badness < best.badness else best
        self._settle(asked, best, repairs)

    def _again(self, asked: Asked, prompt: Prompt, best: Attempt) -> Prompt:
        if self._model.small or not best.answer.strip():
            return single_prompt(self.task, asked, anew=True)
        return prompt_again(prompt, best.answer, best.reasons)

    async def _long(self, asked: Asked, parts: tuple[Guarded, ...]) -> None:
        """A long text piece by piece, so that a small model keeps the thread."""
        texts, end = [], End.WHOLE
        for part in parts:
            answer = await self._answer(single_prompt(self.task, asked._replace(guarded=part, like=())))
            end = end if answer.end is End.WHOLE else answer.end
            texts.append(read_one(answer.text, part.shown))
        self._settle(asked, judged(self.task, asked, joined(parts, texts, asked.guarded.inner), end), 0)

    async def _attempt(self, asked: Asked, prompt: Prompt) -> Attempt:
        answer = await self._answer(prompt)
        return judged(self.task, asked, read_one(answer.text, asked.guarded.shown), answer.end)

    async def _answer(self, prompt: Prompt) -> Answer:
        """One call; it counts, however it ends."""
        answer = Answer()
        try:
            await answer.listen(self._model, prompt, _ignore, watched=not self._model.small)
        finally:
            self.usage = answer.usage if self.usage is None else added(self.usage, answer.usage)
            self.first_token_s = self.first_token_s or answer.first_token_s
        return answer

    def _settle(self, asked: Asked, attempt: Attempt, repairs: int) -> None:
        """A segment has its translation, or none could be had."""
        self.repaired += repairs > 0
        if attempt.target.is_empty:
            self._fail(asked.segment, tr("The model gave no translation."))
            return
        if not is_draft(attempt):
            shown = asked.guarded.sign_all(read_signs(attempt.answer, asked.guarded))
            self._context.keep(asked.segment, asked.guarded, shown)
        self._take(asked.segment, attempt, repairs)

    def _copy(self, segment: Segment) -> None:
        """A segment without words: numbers get the notation of the language, the rest stays."""
        target, findings = put_right(self.task, segment, segment.source)
        self._take(segment, Attempt(target, findings), 0, model="")

    def _take(self, segment: Segment, attempt: Attempt, repairs: int, model: str | None = None) -> None:
        """Tell of a translation, and of it again for each repetition."""
        by = self._model.id if model is None else model
        draft = is_draft(attempt)
        for each in self._same[segment.id]:
            self.done[each.id] = attempt.target
            self.drafts += draft
            findings = tuple(msgspec.structs.replace(found, segment=each.id) for found in attempt.findings)
            repeats = "" if each.id == segment.id else segment.id
            prompt = prompts_name() if by else ""
            self._emit(SegmentTranslated(each.id, attempt.target, by, prompt, findings, draft, repairs, repeats))

    def _fail(self, segment: Segment, reason: str) -> None:
        for each in self._same[segment.id]:
            self.failed[each.id] = reason
            self._emit(SegmentFailed(each.id, reason))

    def _tell(self) -> None:
        done, total = len(self.done) + len(self.failed), len(self.task.segments)
        message = trn("Translating {n} segment", "Translating {n} segments", total)
        self._emit(Progress("translate", message, done, total, "segments"))


def _ignore(_text: str) -> None:
    """Nobody watches a segment grow."""
