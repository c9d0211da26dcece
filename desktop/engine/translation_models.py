"""The engine's side of translating with a model: what came is the answer, whatever ended it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from desktop.core.brief import Brief, Fact
from desktop.core.calls import Purpose
from desktop.core.errors import Cancelled, EnvironmentProblem, Problem
from desktop.core.prompt import LanguageModel
from desktop.core.segment import Segment, SegmentState, TaggedText
from desktop.core.usage import Timing, Usage
from desktop.core.words import tr
from desktop.engine.groups import Groups
from desktop.engine.inspecting import Ask
from desktop.engine.jobs import Emit
from desktop.engine.messages import Estimated
from desktop.engine.model_source import Job, ModelSource
from desktop.engine.route import Route
from desktop.engine.translation_messages import (
    BackTranslate,
    CostTranslation,
    EstimatedTranslation,
    EstimatedTranslations,
    EstimateTranslations,
    FailedSegment,
    Translate,
    Translated,
)
from desktop.engine.turns import together

if TYPE_CHECKING:
    from desktop.agents.translating import Prime
    from desktop.agents.translating_task import TranslationTask


class TranslationModels:
    """Translates, translates back and judges with the models that `ask` leads to."""

    def __init__(self, ask: Ask, models: ModelSource, groups: Groups) -> None:
        self._ask = ask
        self._models = models
        self._groups = groups

    async def translate(self, request: Translate, emit: Emit) -> Translated:
        """Have a model translate segments; stopped or failed after the first of them, it returns what there is.

        Raises `CopydeskError` when nothing can be translated at all, and `CancelledError` when nothing was.
        """
        budget = self._groups.group(request.group).budget(request.max_cost)
        job = Job(Purpose.TRANSLATE, brief=private_words(request), budget=budget)
        async with self._ask(request.model, emit, job) as asked:
            await asyncio.to_thread(_load, request)
            prime = asked.inside.prime if asked.inside is not None else None
            return await translated(task_of(request, asked.route), asked.model, emit, prime)

    async def cost(self, request: CostTranslation) -> Estimated:
        """What translating would send, where to, and what that is likely to cost; nothing is sent."""
        return await self._models.estimate_translation(request.translate, private_words(request.translate))

    async def back(self, request: BackTranslate, emit: Emit) -> Translated:
        """Translate targets back; as `translate`."""
        async with self._ask(request.model, emit, Job(Purpose.TRANSLATE, request.max_cost)) as asked:
            turned = Translate(turned_round(request.segments), request.target, request.source, max_repairs=1)
            await asyncio.to_thread(_load, turned)
            task = msgspec.structs.replace(task_of(turned, asked.route), back=True)
            return await translated(task, asked.model, emit)

    async def estimate(self, request: EstimateTranslations, emit: Emit) -> EstimatedTranslations:
        """A model's opinion of translations; as `translate`."""
        async with self._ask(request.model, emit, Job(Purpose.JUDGE, request.max_cost)) as asked:
            from desktop.agents.estimating_translation import Estimator

            estimator = Estimator(request.segments, request.source, request.target, request.terms, asked.model, emit)
            began = time.monotonic()
            error = await _ended(estimator.estimate, lambda: bool(estimator.found))
            found = tuple(EstimatedTranslation(*each) for each in estimator.found)
            timing = Timing(None, time.monotonic() - began)
            return EstimatedTranslations(found, estimator.usage or Usage(), timing, estimator.note, error)


async def translated(task: TranslationTask, model: LanguageModel, emit: Emit, prime: Prime | None = None) -> Translated:
    """Do a task; every segment is done or failed in the answer, whatever ended it. Raises as `translate`."""
    from desktop.agents.translating import Translator

    began = time.monotonic()
    # a large file is read through for what must stay in it: that takes seconds, and Stop must not wait
    translator = await asyncio.to_thread(Translator, task, model, emit, prime)
    error = await _ended(translator.translate, lambda: bool(translator.done))
    left = error.message if error is not None else tr("The model gave no translation.")
    failed = [
        FailedSegment(each.id, translator.failed.get(each.id, left))
        for each in task.segments
        if each.id not in translator.done
    ]
    return Translated(
        tuple(translator.done),
        tuple(failed),
        translator.repaired,
        translator.drafts,
        translator.usage or Usage(cost=0.0),
        Timing(translator.first_token_s, time.monotonic() - began),
        error,
    )


async def _ended(work: Callable[[], Awaitable[None]], has_some: Callable[[], bool]) -> Problem | None:
    """Why work ended before its end; raised when there is nothing of it yet."""
    try:
        await work()
    except asyncio.CancelledError:
        if not has_some():
            raise
        current = asyncio.current_task()
        if current is not None:
            current.uncancel()
        return Cancelled().problem
    except EnvironmentProblem as error:
        if not has_some():
            raise
        return error.problem
    return None


def task_of(request: Translate, route: Route) -> TranslationTask:
    """A request as the agents know it, with as many questions at once as a place takes."""
    from desktop.agents.translating_task import TranslationTask

    return TranslationTask(
        tuple(each for each in request.segments if not each.locked),
        request.source,
        request.target,
        request.around,
        request.brief,
        request.terms,
        request.matches,
        request.instruction,
        request.max_repairs,
        together(route),
    )


def turned_round(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments with their targets as sources; those that have none are left out."""
    return tuple(
        msgspec.structs.replace(
            each, source=each.target, target=TaggedText(), state=SegmentState.UNTRANSLATED, most=0, context=""
        )
        for each in segments
        if not each.target.is_empty
    )


def private_words(request: Translate) -> Brief:
    """What a mask of private details has to know of a request: its language, and names that are no private ones."""
    brands = tuple(Fact(name=each) for each in request.brief.brands)
    return Brief(language=request.source, facts=(*request.brief.facts, *brands))


def _load(request: Translate) -> None:
    """Load what translations are checked with, in a thread: dictionaries take a second, and Stop must not wait."""
    from desktop.agents.translating_judging import findings_of
    from desktop.agents.translating_task import TranslationTask

    task = TranslationTask((), request.source, request.target, brief=request.brief)
    text = "A mug that holds 350 ml."
    findings_of(task, Segment("", "", TaggedText(text)), TaggedText(f"{text} {text}"))
