"""The loop that all agents share: write, check, repair, and meet the hard limits by rule at the end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import msgspec

from desktop.agents.answer import Answer, End
from desktop.agents.catalogue import agent_for
from desktop.agents.field_writer import FieldWriter, at_limit, cut_off, keeps_to_rules
from desktop.agents.finishing import missing_facts, with_facts, within_limit
from desktop.agents.going_on import begun, go_on
from desktop.agents.task import Agent, FieldTask, Shape, WriteRequest
from desktop.agents.whole import WholeWriter
from desktop.checks.language import detect_language
from desktop.checks.report import check_copy
from desktop.core.brief import LANGUAGES, Brief, number_facts
from desktop.core.copy import Copy, field_of
from desktop.core.draft import Timing, Usage, Variant
from desktop.core.errors import Cancelled, CopydeskError, Problem
from desktop.core.events import Delta, Event, FieldDone, FieldStarted, VariantDone
from desktop.core.prompt import LanguageModel, Prompt

_CARRIERS = (Shape.DESCRIPTION, Shape.BULLETS, Shape.POST)


async def run(request: WriteRequest, model: LanguageModel, emit: Callable[[Event], None]) -> Variant:
    """Write one variant, and tell everything that happens on the way; the last event is its `VariantDone`.

    A model that fails or an answer that is cut off ends in a variant that is not complete, with the error and with what
    was written. A cancelled task emits such a variant too, and stays cancelled. A brief that cannot be written for
    (an unknown channel, a kind that has no agent) is a `UserError`.
    """
    brief = prepared(request.brief)
    agent = agent_for(brief.kind)
    tasks = agent.tasks(brief, request.fields)
    writing = _Writing(msgspec.structs.replace(request, brief=brief), agent, tasks, model, emit)
    error: Problem | None = None
    try:
        await writing.write()
    except asyncio.CancelledError:
        emit(VariantDone(writing.variant(Cancelled().problem)))
        raise
    except CopydeskError as failure:
        error = failure.problem
    variant = writing.variant(error)
    emit(VariantDone(variant))
    return variant


def first_prompt(request: WriteRequest, model: LanguageModel) -> Prompt | None:
    """What the first call for a request will ask, the same for each of its variants; raises as `run` does."""
    brief = prepared(request.brief)
    agent = agent_for(brief.kind)
    tasks = agent.tasks(brief, request.fields)
    first = begun_task(request, tasks)
    rest = prompt_for_rest(agent, first, msgspec.structs.replace(request, brief=brief)) if first is not None else None
    if rest is not None and not keeps_to_rules(model, brief):
        return rest
    if request.plain:
        return agent.plain_prompt(tasks, brief, seed=None)
    if keeps_to_rules(model, brief):
        asked = next((task for task in tasks if task.shape is Shape.DESCRIPTION), None)
        return agent.field_prompt(asked, brief, seed=None) if asked is not None else None
    if model.small or len(tasks) == 1:
        return agent.field_prompt(tasks[0], brief, seed=None)
    return agent.whole_prompt(tasks, brief, request.copy, seed=None)


def begun_task(request: WriteRequest, tasks: tuple[FieldTask, ...]) -> FieldTask | None:
    """The field that is gone on with, if any."""
    if not request.go_on or not tasks:
        return None
    named = request.fields[0] if request.fields else tasks[0].name
    return next((task for task in tasks if task.name == named), None)


def prompt_for_rest(agent: Agent, task: FieldTask, request: WriteRequest) -> Prompt | None:
    """What asks for the rest of a field; `None` when too little stands there to go on from."""
    start = begun(request.copy.text(task.name), many=task.many)
    return agent.go_on_prompt(task, request.brief, start, seed=request.seed) if start else None


def prepared(brief: Brief) -> Brief:
    """The brief as it is written from: its language filled, its facts numbered."""
    return msgspec.structs.replace(brief, language=language_of(brief), facts=number_facts(brief.facts))


def language_of(brief: Brief) -> str:
    """The language of the copy: what the brief says, else what it is written in, else English."""
    if brief.language:
        return brief.language
    told = [brief.product, brief.notes, brief.keyphrase, brief.audience, brief.tone]
    told += [f"{fact.name} {fact.value}" for fact in brief.facts]
    detected = detect_language("\n".join(part for part in told if part.strip()))
    return detected if detected in LANGUAGES else "en"


class _Writing:
    """One variant while it is written."""

    def __init__(
        self,
        request: WriteRequest,
        agent: Agent,
        tasks: tuple[FieldTask, ...],
        model: LanguageModel,
        emit: Callable[[Event], None],
    ) -> None:
        self._request = request
        self._brief = request.brief
        self._agent = agent
        self._tasks = tasks
        self._model = model
        self._emit = emit
        self._began = time.monotonic()
        self._fields = FieldWriter(agent, request.brief, model, emit, request.variant, request.options)
        self._done: set[str] = set()

    async def write(self) -> None:
        """All fields, from the first word to the last check."""
        first = begun_task(self._request, self._tasks)
        tasks = tuple(task for task in self._tasks if task is not first)
        if first is not None:
            await self._go_on(first)
        if not tasks:
            pass
        elif self._request.plain:
            await self._write_plain(tasks)
        elif self._model.small or len(self._tasks) == 1:
            await self._write_fields(tasks)
        else:
            left = await WholeWriter(self._fields, tasks, self._request).write()
            for task in tasks:
                if task not in left:
                    await self._fields.improve(task, self._request.max_repairs)
                    self._tell_done(task)
            await self._write_fields(left)
        if not self._request.plain:
            await self._bring_in_facts()
        for task in self._tasks:
            self._end(task)

    def variant(self, error: Problem | None) -> Variant:
        """What exists now, with all that the checks say of it."""
        written = self._fields.values
        fields = {task.name: written[task.name] for task in self._tasks if written.get(task.name)}
        channels = tuple(task.channel for task in self._tasks if task.channel)
        everything = Copy({**self._request.copy.fields, **fields})
        report = check_copy(everything, self._brief, channels=channels, options=self._request.options)
        written_of = [each for each in report.findings if not each.field or field_of(each.field) in fields]
        return Variant(
            id=self._request.variant,
            model=self._model.id,
            prompt=f"{self._agent.prompt}/plain" if self._request.plain else self._agent.prompt,
            copy=Copy(fields),
            findings=(*written_of, *self._fields.notes),
            claims=tuple(each for each in report.claims if field_of(each.field) in fields),
            forgotten=tuple(fact.id for fact in missing_facts(self._brief, everything)),
            repairs=self._fields.repairs,
            complete=error is None,
            usage=self._fields.usage or Usage(),
            timing=Timing(self._fields.first_token_s, time.monotonic() - self._began),
            error=error,
        )

    async def _go_on(self, task: FieldTask) -> None:
        """The rest of a field whose answer was cut off; what comes after it is told what it says now."""
        request = self._request
        prompt = prompt_for_rest(self._agent, task, request)
        if prompt is None or keeps_to_rules(self._model, self._brief):
            await self._fields.write(task, request.max_repairs, request.seed)
        else:
            await go_on(self._fields, task, request.copy.text(task.name), prompt)
            if not request.plain:
                await self._fields.improve(task, request.max_repairs)
        self._request = msgspec.structs.replace(
            request, copy=request.copy.with_field(task.name, self._fields.values[task.name])
        )
        self._tell_done(task)

    async def _write_fields(self, tasks: tuple[FieldTask, ...]) -> None:
        for index, task in enumerate(tasks):
            seed = None if self._request.seed is None else self._request.seed + index
            await self._fields.write(task, self._request.max_repairs, seed)
            self._tell_done(task)

    def _tell_done(self, task: FieldTask) -> None:
        """A field is done when it is right by itself; the one that may have to take facts, when none is missing."""
        if task is not self._carrier() or not missing_facts(self._brief, self._others()):
            self._end(task)

    def _end(self, task: FieldTask) -> None:
        if task.name not in self._done:
            self._done.add(task.name)
            self._emit(FieldDone(self._request.variant, task.name))

    def _others(self) -> Copy:
        """What stands in the draft, with what has been written of it by now; what will be written anew is left out."""
        waiting = {task.name for task in self._tasks} - self._fields.values.keys()
        standing = {name: value for name, value in self._request.copy.fields.items() if name not in waiting}
        return Copy({**standing, **self._fields.values})

    async def _write_plain(self, tasks: tuple[FieldTask, ...]) -> None:
        """One call and no rules; the answer streams into the first field until its labels tell the fields apart."""
        first = tasks[0]
        self._emit(FieldStarted(self._request.variant, first.name))
        answer = Answer()
        prompt = self._agent.plain_prompt(tasks, self._brief, seed=self._request.seed)
        try:
            await self._fields.listen(
                prompt, lambda text: self._emit(Delta(self._request.variant, first.name, text)), answer
            )
        finally:
            copy = self._agent.split_plain(tasks, self._brief.language, answer.text)
            for task in tasks:
                shown = answer.text if task is first else ""
                self._fields.show(task, copy.fields.get(task.name, ""), shown)
        if answer.end is End.CUT_OFF:
            raise cut_off(answer.text)
        if answer.end is End.LENGTH:
            raise at_limit(answer.text)

    async def _bring_in_facts(self) -> None:
        """The must-mention facts that no field carries: asked for once more, and then brought in by rule."""
        carrier = self._carrier()
        if carrier is None or carrier.name in self._done:
            return
        others = self._others()
        await self._fields.mention(carrier, min(1, self._request.max_repairs), others)
        missing = missing_facts(self._brief, others.with_field(carrier.name, self._fields.values[carrier.name]))
        self._fields.apply(carrier, with_facts(carrier, self._brief, self._fields.values[carrier.name], missing))
        self._fields.apply(carrier, within_limit(carrier, self._brief, self._fields.values[carrier.name]))

    def _carrier(self) -> FieldTask | None:
        """The field that takes the facts which nothing else carries."""
        for shape in _CARRIERS:
            for task in self._tasks:
                if task.shape is shape:
                    return task
        return None
