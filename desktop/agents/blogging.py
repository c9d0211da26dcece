"""Writes a post in steps: angle, outline, section by section, introduction, then title, search result and summary.

Each section is told what the others said, and which facts are its own. What it says again is left out by rule, what it
left untold comes in by rule, and each sentence that rests on a source gets its mark. Sections that are pinned, and all
of the body under headings that the outline does not have, stay as they are.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import msgspec

from desktop.agents.blog import BlogAgent
from desktop.agents.blog_citing import cited
from desktop.agents.blog_finishing import finding_of, sift, too_short, without_repeats
from desktop.agents.blog_lines import line_of
from desktop.agents.blog_longer import at_once, lengthen
from desktop.agents.blog_plan import apt_angles, apt_headings, with_angle, with_headings
from desktop.agents.blog_rules import blog_text_by_rule, is_section, with_untold
from desktop.agents.blog_tasks import ANGLES, BODY, OUTLINE, TITLE, post_tasks, texts_of, with_outline
from desktop.agents.field_writer import FieldWriter, keeps_to_rules
from desktop.agents.finishing import Finished, missing_facts, note
from desktop.agents.going_on import begun, go_on
from desktop.agents.recording import Recorder
from desktop.agents.rewriting import prompt_to_rewrite, rewrite, rewriting_of
from desktop.agents.task import FieldTask, Shape, WriteRequest
from desktop.agents.tongue import foreign_fields
from desktop.checks.mentions import mentions
from desktop.checks.report import check_copy
from desktop.core.copy import Copy, field_of
from desktop.core.draft import Variant
from desktop.core.errors import Cancelled, CopydeskError, Problem
from desktop.core.events import Delta, Event, FieldDone, FieldReplaced, FieldStarted, VariantDone
from desktop.core.finding import Finding
from desktop.core.outline import places_of, with_section
from desktop.core.post import INTRODUCTION, SECTION_FIELD
from desktop.core.post_words import post_of, told_facts
from desktop.core.prompt import LanguageModel, Prompt
from desktop.core.usage import Timing, Usage
from desktop.core.words import tr

_TEXTS = frozenset({Shape.SECTION, Shape.CONCLUSION, Shape.INTRO})
_PLAN = frozenset({ANGLES, OUTLINE})


async def write_post(
    request: WriteRequest, model: LanguageModel, emit: Callable[[Event], None], recorder: Recorder
) -> Variant:
    """Write one variant of a post, as `agents.loop.run` does; the brief's language and the ids of its facts are filled.

    Without `fields` all steps are done that are not done yet, and the variant has the lines and the body. With them it
    has these: `angles`, `outline`, `section.ID`, `body` or a line.
    """
    writing = _Post(_with_sections(request), model, emit, recorder)
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


def prompt_of_post(request: WriteRequest, model: LanguageModel) -> Prompt | None:
    """What the first call for a post will ask; `None` where none is made. Raises as `write_post` does."""
    request = _with_sections(request)
    brief = request.brief
    tasks = post_tasks(brief, request.fields, texts_of(request.copy.text(BODY), brief))
    if keeps_to_rules(model, brief) or not tasks:
        return None
    how = rewriting_of(tasks[0], request)
    if how is not None:
        return prompt_to_rewrite(tasks[0], brief, how, seed=None)
    first = at_once(tasks[0]) if model.small and is_section(tasks[0]) else tasks[0]
    whole = brief if first.name in _PLAN else with_outline(brief)
    return BlogAgent().field_prompt(first, whole, seed=None)


def _with_sections(request: WriteRequest) -> WriteRequest:
    """The request with each section of the body as a field of its own, to be rewritten or gone on with."""
    found = texts_of(request.copy.text(BODY), request.brief)
    sections = {f"{SECTION_FIELD}{name}": text for name, text in found.items()}
    return msgspec.structs.replace(request, copy=Copy({**sections, **request.copy.fields}))


class _Post:
    """One variant while it is written."""

    def __init__(
        self, request: WriteRequest, model: LanguageModel, emit: Callable[[Event], None], recorder: Recorder
    ) -> None:
        self._request = request
        self._model = model
        self._emit = emit
        self._recorder = recorder
        self._agent = BlogAgent()
        self._began = time.monotonic()
        post_tasks(request.brief, request.fields)  # a text that there is none of is refused before anything is asked
        self._fields = FieldWriter(self._agent, request.brief, model, emit, request.variant, request.options, recorder)
        self._weak = keeps_to_rules(model, request.brief)
        self._wanted = request.fields
        self._body = request.copy.text(BODY) if post_of(request.brief).outline else ""
        self._texts: dict[str, str] = {}

    async def write(self) -> None:
        """Every step that was asked for."""
        await self._plan()
        if self._wanted and not set(self._wanted) - _PLAN:
            return
        self._fields.brief = with_outline(self._fields.brief)
        self._texts = self._standing()
        for step, name in enumerate([task.name for task in self._tasks() if task.name not in _PLAN], 1):
            task = next(each for each in self._tasks() if each.name == name)  # told what stands there by now
            await self._one(task, None if self._request.seed is None else self._request.seed + step)

    def variant(self, error: Problem | None) -> Variant:
        """What exists now, with all that the checks say of it."""
        brief = self._fields.brief
        copy = self._copy()
        read = Copy({name: value for name, value in copy.fields.items() if name not in _PLAN})
        everything = Copy({**self._standing_lines(), **read.fields})
        channels = tuple(task.channel for task in self._tasks() if task.channel and task.name in copy.fields)
        report = check_copy(everything, brief, channels=channels, options=self._request.options)
        own = [each for each in report.findings if not each.field or field_of(each.field) in copy.fields]
        short = too_short(self._body, brief) if error is None and self._has_body else ()
        return Variant(
            id=self._request.variant,
            model=self._model.id,
            prompt=self._agent.prompt,
            copy=copy,
            findings=(*own, *foreign_fields(read, brief, report.findings), *self._notes(), *short),
            claims=tuple(each for each in report.claims if field_of(each.field) in copy.fields),
            forgotten=tuple(fact.id for fact in missing_facts(brief, everything)),
            repairs=self._fields.repairs,
            complete=error is None,
            usage=self._fields.usage or Usage(),
            timing=Timing(self._fields.first_token_s, time.monotonic() - self._began),
            error=error,
            tone=brief.tone,
            made=self._recorder.making,
            post=brief.post,
        )

    async def _plan(self) -> None:
        """The angle and the outline, where they are asked for or missing."""
        post = post_of(self._request.brief)
        if ANGLES in self._wanted or (not self._wanted and not post.angle.strip()):
            await self._step(ANGLES)
            if not self._wanted:
                angles = self._fields.values[ANGLES]
                apt = apt_angles(self._fields.brief, angles) if self._model.small and not self._weak else angles
                self._fields.brief = with_angle(self._fields.brief, apt)
        if OUTLINE in self._wanted or (not self._wanted and not post.outline):
            await self._step(OUTLINE)
            headings = self._fields.values[OUTLINE]
            apt = apt_headings(self._fields.brief, headings) if self._model.small and not self._weak else headings
            self._fields.brief = with_headings(self._fields.brief, apt)

    async def _step(self, name: str) -> None:
        task = post_tasks(self._fields.brief, (name,))[0]
        await self._fields.write(task, self._request.max_repairs, self._request.seed)
        self._end(name)

    def _tasks(self) -> tuple[FieldTask, ...]:
        return post_tasks(self._fields.brief, self._wanted, self._texts)

    def _standing(self) -> dict[str, str]:
        """The sections that stay as they are, by their ids: those that are pinned, or that were not asked for."""
        found = texts_of(self._body, self._fields.brief)
        anew = {task.name.removeprefix(SECTION_FIELD) for task in post_tasks(self._fields.brief, self._wanted)}
        return {name: text for name, text in found.items() if name not in anew}

    async def _one(self, task: FieldTask, seed: int | None) -> None:
        """One text, put beside the others; what came of one that failed is kept."""
        if self._weak and task.shape in _TEXTS and not blog_text_by_rule(task, self._fields.brief):
            told = tr("Nothing is known for the section “{heading}”: add facts or notes.", heading=task.heading)
            self._fields.notes.append(note("post.nothing_known", BODY, told))
            return
        try:
            by_rule = await self._ask(task, seed)
            if is_section(task) and not by_rule:
                await self._finish(task)
            elif task.shape is Shape.INTRO and self._model.small and not self._weak:
                self._fields.apply(task, sift(task, self._fields.brief, str(self._fields.values[task.name])))
        finally:
            self._place(task)
        self._end(task.name)

    async def _ask(self, task: FieldTask, seed: int | None) -> bool:
        """Have a text written; whether it needed no model."""
        request, fields = self._request, self._fields
        how = rewriting_of(task, request)
        by_rule = self._by_rule(task) if how is None and self._model.small and not self._weak else ""
        if by_rule:
            fields.emit(FieldStarted(fields.variant, task.name))
            fields.emit(Delta(fields.variant, task.name, by_rule))
            fields.values[task.name] = by_rule
            return True
        start = begun(request.copy.text(task.name), many=task.many) if request.go_on else ""
        if how is not None:
            await rewrite(fields, task, how, request.max_repairs, seed)
        elif start and not self._weak and task.name == request.fields[0]:
            await go_on(fields, task, start, self._agent.go_on_prompt(task, fields.brief, start, seed=seed))
            await fields.improve(task, request.max_repairs)
        else:
            asked = at_once(task) if self._in_paragraphs(task) else task
            await fields.write(asked, request.max_repairs, seed)
        return False

    def _in_paragraphs(self, task: FieldTask) -> bool:
        """Whether a section is asked for a paragraph at a time."""
        return self._model.small and not self._weak and is_section(task)

    def _by_rule(self, task: FieldTask) -> str:
        """What a small model is not asked for: a closing without facts, and lines that the rest of the post gives."""
        brief = self._fields.brief
        if task.shape is Shape.CONCLUSION:
            section = post_of(brief).section(task.name.removeprefix(SECTION_FIELD))
            told = task.facts or task.passages or (section is not None and section.notes.strip())
            return "" if told else str(blog_text_by_rule(task, brief))
        if self._wanted:  # one that is asked for by name is to be another than the one that is there
            return ""
        title = self._fields.values.get(TITLE, "")
        return line_of(task, brief, self._texts.get(INTRODUCTION, ""), str(title))

    async def _finish(self, task: FieldTask) -> None:
        """What a section says again is left out, what it left untold comes in, and its sources are marked."""
        fields, brief = self._fields, self._fields.brief
        others = [text for name, text in self._texts.items() if name != task.name.removeprefix(SECTION_FIELD)]
        if rewriting_of(task, self._request) is None and not self._weak:
            if self._model.small:
                fields.apply(task, sift(task, brief, str(fields.values[task.name])))
                await lengthen(fields, task, others)
            fields.apply(task, without_repeats(task, brief, str(fields.values[task.name]), others))
            self._bring_in(task)
        fields.apply(task, Finished(cited(str(fields.values[task.name]), brief)))

    def _bring_in(self, task: FieldTask) -> None:
        """The facts of this section that it does not tell; a large model may leave out those that need no mention."""
        fields, brief = self._fields, self._fields.brief
        value = str(fields.values[task.name])
        untold = tuple(
            fact.id
            for fact in told_facts(brief, task.facts)
            if (self._model.small or fact.must_mention) and not mentions(value, fact, brief.language)
        )
        if untold:
            told = note("facts.added", task.name, tr("What the model left out was added from the facts."), "", untold)
            fields.apply(task, Finished(with_untold(value, untold, brief), (told,)))

    def _place(self, task: FieldTask) -> None:
        """Put a section into the body, as far as it has come."""
        text = self._fields.values.get(task.name)
        if task.shape not in _TEXTS or not isinstance(text, str) or not text.strip():
            return
        name = task.name.removeprefix(SECTION_FIELD)
        outline = post_of(self._fields.brief).outline
        there = {**self._texts, name: text}
        self._texts = {each: there[each] for each in (INTRODUCTION, *(each.id for each in outline)) if each in there}
        self._body = with_section(self._body, outline, name, text)
        if self._has_body:
            self._emit(FieldReplaced(self._request.variant, BODY, self._body))

    @property
    def _has_body(self) -> bool:
        """Whether the body was asked for in one piece."""
        return not self._wanted or BODY in self._wanted

    def _copy(self) -> Copy:
        """What was written, in the order in which it is read; sections are in the body where that was asked for."""
        order = [task.name for task in self._tasks()]
        found = {name: value for name, value in self._fields.values.items() if value}
        if self._has_body:
            found = {name: value for name, value in found.items() if not name.startswith(SECTION_FIELD)}
            if not self._wanted:
                found = {name: value for name, value in found.items() if name not in _PLAN}
            if self._body.strip():
                found[BODY] = self._body
        places = {name: place for place, name in enumerate(order)}
        return Copy({name: found[name] for name in sorted(found, key=lambda each: places.get(each, len(order)))})

    def _standing_lines(self) -> dict[str, str | tuple[str, ...]]:
        """The fields of the draft, without sections beside their body."""
        fields = self._request.copy.fields
        return {name: value for name, value in fields.items() if not name.startswith(SECTION_FIELD)}

    def _notes(self) -> list[Finding]:
        """The remarks of the writing; of sections that stand in the body, remarks on the body."""
        places = places_of(self._body, post_of(self._fields.brief).outline) if self._has_body else {}
        return [finding_of(each, places) for each in self._fields.notes]

    def _end(self, name: str) -> None:
        self._emit(FieldDone(self._request.variant, name))
