"""The loop that all agents share: write, check, repair, and meet the hard limits by rule at the end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable

import msgspec

from desktop.agents.answer import Answer, End
from desktop.agents.blog_tasks import plain_tasks
from desktop.agents.blogging import prompt_of_post, write_post
from desktop.agents.catalogue import agent_for
from desktop.agents.field_writer import FieldWriter, at_limit, cut_off, declined, keeps_to_rules, looped
from desktop.agents.finishing import Finished, missing_facts, note, with_facts, within_limit
from desktop.agents.going_on import begun, go_on
from desktop.agents.mail_rules import MAIL_SHAPES, with_untold
from desktop.agents.mail_tasks import with_earlier
from desktop.agents.passages import is_of_selection, prompts_of_selection, rewrite_selection
from desktop.agents.recording import Recorder
from desktop.agents.refusing import refuses
from desktop.agents.replying import prepared_reply, prompt_of_reply, reply
from desktop.agents.rewriting import prompt_to_rewrite, rewrite, rewriting_of
from desktop.agents.task import Agent, FieldTask, Shape, WriteRequest
from desktop.agents.together import TogetherWriter
from desktop.agents.tongue import foreign_fields
from desktop.agents.whole import WholeWriter
from desktop.checks.language import detect_language
from desktop.checks.report import check_copy
from desktop.core.brief import LANGUAGES, Brief, Kind, number_facts
from desktop.core.copy import Copy, field_of
from desktop.core.draft import Variant
from desktop.core.errors import Cancelled, CopydeskError, Problem
from desktop.core.events import Delta, Event, FieldDone, FieldStarted, VariantDone
from desktop.core.prompt import LanguageModel, Prompt
from desktop.core.usage import Timing, Usage
from desktop.core.words import tr

_CARRIERS = (Shape.DESCRIPTION, Shape.BODY, Shape.BULLETS, Shape.POST)
_SMALL_REPAIRS = 2
"""Rounds of repair for all that a small model wrote in one answer: each reads the notes anew."""


async def run(
    request: WriteRequest, model: LanguageModel, emit: Callable[[Event], None], recorder: Recorder | None = None
) -> Variant:
    """Write one variant, and tell everything that happens on the way; the last event is its `VariantDone`.

    `recorder` is where it is kept how it is made, for who must know it while it is made.

    A model that fails or an answer that is cut off ends in a variant that is not complete, with the error and with what
    was written. A cancelled task emits such a variant too, and stays cancelled. A brief that cannot be written for
    (an unknown channel, a kind that has no agent) is a `UserError`.
    """
    recorder = recorder or Recorder(request)
    if is_of_selection(request):
        return await rewrite_selection(request, model, emit, recorder)
    if request.brief.kind is Kind.REPLY:
        return await reply(request, model, emit, recorder)
    brief = prepared(request.brief)
    if brief.kind is Kind.BLOG and not request.plain:
        return await write_post(msgspec.structs.replace(request, brief=brief), model, emit, recorder)
    agent = agent_for(brief.kind)
    tasks = tasks_of(agent, brief, request)
    asked = msgspec.structs.replace(request, brief=brief)
    writing = _Writing(asked, agent, tasks, model, emit, recorder)
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
    if is_of_selection(request):
        return next(iter(prompts_of_selection(request, model)), None)
    if request.brief.kind is Kind.REPLY:
        return prompt_of_reply(request, model)
    brief = prepared(request.brief)
    if brief.kind is Kind.BLOG and not request.plain:
        return prompt_of_post(msgspec.structs.replace(request, brief=brief), model)
    agent = agent_for(brief.kind)
    tasks = tasks_of(agent, brief, request)
    weak = keeps_to_rules(model, brief)
    rewritten = next(((task, how) for task in tasks if (how := rewriting_of(task, request)) is not None), None)
    if rewritten is not None:
        return None if weak else prompt_to_rewrite(rewritten[0], brief, rewritten[1], seed=None)
    tasks = tuple(task for task in tasks if not task.by_rule)
    first = begun_task(request, tasks)
    if first is not None and not weak:
        rest = prompt_for_rest(agent, first, msgspec.structs.replace(request, brief=brief))
        if rest is not None:
            return rest
    if weak and not request.plain:
        tasks = tuple(task for task in tasks if task.shape is Shape.DESCRIPTION)[:1]
    return _first_of(agent, tasks, msgspec.structs.replace(request, brief=brief), small=model.small) if tasks else None


def _first_of(agent: Agent, tasks: tuple[FieldTask, ...], request: WriteRequest, *, small: bool) -> Prompt:
    """The first call for fields that are written anew."""
    if request.plain:
        return agent.plain_prompt(tasks, request.brief, seed=None)
    if small and len(together := together_of(tasks)) > 1:
        return agent.together_prompt(together, request.brief, seed=None)
    if small or len(tasks) == 1:
        return agent.field_prompt(tasks[0], request.brief, seed=None)
    return agent.whole_prompt(tasks, request.brief, request.copy, seed=None)


def tasks_of(agent: Agent, brief: Brief, request: WriteRequest) -> tuple[FieldTask, ...]:
    """The fields to write; those of a mail know what the mails of its series before it said.

    A plain prompt asks for nothing that the facts alone make, and for a post in one piece.
    """
    if request.plain and brief.kind is Kind.BLOG:
        return plain_tasks(brief)
    tasks = with_earlier(agent.tasks(brief, request.fields), brief, request.earlier)
    return tuple(task for task in tasks if not task.by_rule) if request.plain else tasks


def together_of(tasks: tuple[FieldTask, ...]) -> tuple[FieldTask, ...]:
    """The fields that a small model is asked for in one answer."""
    return tuple(task for task in tasks if task.together)


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
    if brief.kind is Kind.REPLY:
        return prepared_reply(brief).language
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
        recorder: Recorder,
    ) -> None:
        self._request = request
        self._brief = request.brief
        self._agent = agent
        self._tasks = tasks
        self._model = model
        self._emit = emit
        self._began = time.monotonic()
        self._recorder = recorder
        self._fields = FieldWriter(agent, request.brief, model, emit, request.variant, request.options, recorder)
        self._done: set[str] = set()
        self._rewritten: set[str] = set()

    async def write(self) -> None:
        """All fields, from the first word to the last check."""
        first = begun_task(self._request, self._tasks)
        tasks = tuple(task for task in self._tasks if task is not first)
        if first is not None:
            await self._go_on(first)
        if not self._request.plain:
            tasks = await self._rewrite(tasks)
            tasks = self._write_given(tasks, (task for task in tasks if task.by_rule))
        if not tasks:
            pass
        elif self._request.plain:
            await self._write_plain(tasks)
        elif self._model.small and len(together := together_of(tasks)) > 1 and not self._is_weak:
            left = await self._write_together(together)
            tasks = tuple(task for task in tasks if not task.together or task in left)
            lines = (task for task in tasks if task.shape in MAIL_SHAPES and task.shape is not Shape.BODY)
            await self._write_fields(self._write_given(tasks, lines))  # a line is not worth reading all notes anew
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
            self._settle()
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
            findings=(*written_of, *foreign_fields(Copy(fields), self._brief, report.findings), *self._fields.notes),
            claims=tuple(each for each in report.claims if field_of(each.field) in fields),
            forgotten=tuple(fact.id for fact in missing_facts(self._brief, everything)),
            repairs=self._fields.repairs,
            complete=error is None,
            usage=self._fields.usage or Usage(),
            timing=Timing(self._fields.first_token_s, time.monotonic() - self._began),
            error=error,
            tone=self._brief.tone,
            made=self._recorder.making,
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
            beside = self._others().text("subject") if task.shape is Shape.PREHEADER else ""
            await self._fields.write(msgspec.structs.replace(task, beside=beside), self._request.max_repairs, seed)
            self._tell_done(task)

    @property
    def _is_weak(self) -> bool:
        return keeps_to_rules(self._model, self._brief)

    async def _rewrite(self, tasks: tuple[FieldTask, ...]) -> tuple[FieldTask, ...]:
        """Rewrite what stands there, where that was asked for; returns the tasks that are written anew."""
        left: list[FieldTask] = []
        for index, task in enumerate(tasks):
            how = rewriting_of(task, self._request)
            if how is None:
                left.append(task)
                continue
            self._rewritten.add(task.name)
            seed = None if self._request.seed is None else self._request.seed + index
            await rewrite(self._fields, task, how, self._request.max_repairs, seed)
            self._end(task)
        return tuple(left)

    def _write_given(self, tasks: tuple[FieldTask, ...], given: Iterable[FieldTask]) -> tuple[FieldTask, ...]:
        """Fill some of the fields from the facts alone; returns the others."""
        done = tuple(given)
        for task in done:
            beside = self._others().text("subject") if task.shape is Shape.PREHEADER else ""
            self._fields.write_given(msgspec.structs.replace(task, beside=beside), self._request.seed)
            self._end(task)
        return tuple(task for task in tasks if task not in done)

    async def _write_together(self, tasks: tuple[FieldTask, ...]) -> tuple[FieldTask, ...]:
        """One answer for all; returns what it left out."""
        left = await TogetherWriter(self._fields, tasks, self._request.seed).write()
        for task in tasks:
            if task not in left:
                rounds = min(self._request.max_repairs, _SMALL_REPAIRS - self._fields.repairs, 1)
                await self._fields.improve(task, max(0, rounds))
                self._tell_done(task)
        self._tell_all(tasks, left)
        return left

    def _tell_all(self, tasks: tuple[FieldTask, ...], left: tuple[FieldTask, ...]) -> None:
        """Bring the facts that a small model told nowhere into the last text that was to tell some."""
        bodies = [task for task in tasks if task.shape is Shape.BODY and task.facts and task not in left]
        if bodies and self._brief.kind is Kind.MAIL:
            value = self._fields.values[bodies[-1].name]
            text = with_untold(self._brief, str(value), Copy(self._fields.values))
            told = note("facts.added", bodies[-1].name, tr("What the model left out was added from the facts."))
            self._fields.apply(bodies[-1], Finished(text, (told,) if text != value else ()))

    def _settle(self) -> None:
        """Put each text beside the others: what no model writes comes in, what says the same again is replaced."""
        for task in self._tasks:
            value = self._fields.values.get(task.name)
            if value is None or task.name in self._rewritten:
                continue
            others = Copy({**self._request.copy.fields, **self._fields.values})
            self._fields.apply(task, Finished(self._agent.settled(task, self._brief, value, others)))

    def _tell_done(self, task: FieldTask) -> None:
        """A field is done when it is right by itself; the one that may have to take facts, when none is missing.

        The texts of a mail are done when each has been put beside the others.
        """
        if task.shape in MAIL_SHAPES:
            return
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
            said = "" if refuses(answer.text) else answer.text
            copy = self._agent.split_plain(tasks, self._brief.language, said)
            for task in tasks:
                shown = answer.text if task is first else ""
                self._fields.show(task, copy.fields.get(task.name, ""), shown)
        if refuses(answer.text):
            raise declined(answer.text)
        if answer.end is End.LOOPED:
            self._fields.notes.append(looped(first))
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
