"""Writes one field: ask, clean, check, ask again with the reasons, and keep the best that came."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from desktop.agents.answer import Answer, End, added
from desktop.agents.cleaning import may_be_leftover
from desktop.agents.finishing import (
    Finished,
    for_a_weak_model,
    in_the_language,
    missing_facts,
    note,
    within_limit,
    without_faults,
    written_by_rule,
)
from desktop.agents.joining import only_joins
from desktop.agents.judging import Fault, badness, brings_new, faults_of, reasons_for, what_was_done
from desktop.agents.putting_right import put_right
from desktop.agents.recording import Recorder
from desktop.agents.refusing import may_refuse, refuses
from desktop.agents.styles import style_of
from desktop.agents.task import Agent, FieldTask, Shape
from desktop.agents.trimming import to_whole_items, to_whole_sentence
from desktop.checks.labels import field_label
from desktop.core.brief import Brief, Kind
from desktop.core.checking import NO_OPTIONS, CheckOptions
from desktop.core.copy import Copy, FieldValue
from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.events import Delta, Event, FieldReplaced, FieldStarted, Progress
from desktop.core.finding import Finding
from desktop.core.prompt import LanguageModel, Prompt
from desktop.core.usage import Usage
from desktop.core.words import tr, trn

_WEAK = frozenset({"poor", "none"})
_MANY = frozenset({Kind.MAIL, Kind.BLOG})
_ENOUGH_FACTS = 2
_TOLD = 2
_LONGEST_SAID = 160


class Stopped(EnvironmentProblem):
    """An answer that ended before its end; what came is kept."""


class Declined(Stopped):
    """The model will not write this."""


class FieldWriter:
    """Writes the fields of one variant, one after another; knows what they used and what was done to them."""

    def __init__(
        self,
        agent: Agent,
        brief: Brief,
        model: LanguageModel,
        emit: Callable[[Event], None],
        variant: str,
        options: CheckOptions = NO_OPTIONS,
        recorder: Recorder | None = None,
    ) -> None:
        self.agent = agent
        self.brief = brief
        self.model = model
        self.emit = emit
        self.variant = variant
        self.options = options
        self._recorder = recorder
        self._seed: int | None = None
        self.values: dict[str, FieldValue] = {}
        self.notes: list[Finding] = []
        self.usage: Usage | None = None
        self.first_token_s: float | None = None
        self.repairs = 0

    async def write(self, task: FieldTask, max_repairs: int, seed: int | None) -> None:
        """Fill `values[task.name]`; raises what the model raises, and `Stopped` for an answer that was cut off."""
        self._seed = seed
        self.emit(FieldStarted(self.variant, task.name))
        if keeps_to_rules(self.model, self.brief):
            await self._write_by_rule(task, seed)
            return
        prompt = self.agent.field_prompt(task, self.brief, seed=seed)
        shown = _Shown(lambda text: self.emit(Delta(self.variant, task.name, text)))
        value = await self._answer(task, prompt, shown.feed)
        if not _is_text(value):
            value = await self._answer(task, prompt, shown.feed)
        self.show(task, value, shown.text)
        await self.improve(task, max_repairs)

    def write_given(self, task: FieldTask, seed: int | None) -> None:
        """Fill `values[task.name]` with what the facts alone make, without a model; it may be empty."""
        value = written_by_rule(task, self.brief, style_of(seed, self.brief))
        self.values[task.name] = value
        if _is_text(value):
            self.emit(FieldStarted(self.variant, task.name))
            self.emit(Delta(self.variant, task.name, _text(value)))

    async def improve(self, task: FieldTask, rounds: int) -> None:
        """Have the field's faults put right by the model, then by rule.

        A round counts only when it is better and brings no new error, so that the best text is the one that stays.
        """
        faults = self._faults(task, self.values[task.name])
        for _ in range(rounds):
            if not faults or not _is_text(self.values[task.name]):
                break
            reasons = reasons_for(self.agent, task, self.brief, faults)
            faults = await self._repair(task, faults, reasons)
        self._finish(task, faults)

    async def mention(self, task: FieldTask, rounds: int, others: Copy) -> None:
        """Ask for the must-mention facts that neither this field nor the `others` carry."""
        for _ in range(rounds):
            missing = missing_facts(self.brief, others.with_field(task.name, self.values[task.name]))
            if not missing or keeps_to_rules(self.model, self.brief):
                return
            faults = self._faults(task, self.values[task.name])
            wanted = tuple(f"{fact.name}: {fact.text}" if fact.name else fact.text for fact in missing)
            before = self.values[task.name]
            reasons = reasons_for(self.agent, task, self.brief, faults, wanted)
            await self._repair(task, faults, reasons, others=others)
            if self.values[task.name] == before:
                return

    def apply(self, task: FieldTask, finished: Finished) -> None:
        """Take over what a rule made of a field."""
        before = self.values[task.name]
        self.notes.extend(finished.notes)
        self.values[task.name] = finished.value
        if finished.value != before:
            reason = " ".join(dict.fromkeys(each.message for each in finished.notes[:_TOLD]))
            self._replaced(task, before, reason)

    def show(self, task: FieldTask, value: FieldValue, shown: str) -> None:
        """Keep a value, and replace what is shown where it differs."""
        self.values[task.name] = value
        if _text(value) != shown:
            self.emit(FieldReplaced(self.variant, task.name, _text(value)))

    def _replaced(self, task: FieldTask, before: FieldValue, reason: str) -> None:
        """Tell and record that another text stands in a field now."""
        self._record(task, before, reason)
        self.emit(FieldReplaced(self.variant, task.name, _text(self.values[task.name]), reason))

    def _record(self, task: FieldTask, before: FieldValue, reason: str) -> None:
        if self._recorder is not None:
            self._recorder.mends(task.name, _text(before), _text(self.values[task.name]), reason)

    def count(self, answer: Answer) -> None:
        """Add what a call used."""
        self.usage = answer.usage if self.usage is None else added(self.usage, answer.usage)
        if self.first_token_s is None:
            self.first_token_s = answer.first_token_s

    async def listen(
        self,
        prompt: Prompt,
        on_text: Callable[[str], None],
        answer: Answer,
        *,
        field: str = "",
        repair: int = 0,
        watched: bool = True,
    ) -> None:
        """One call for a field (empty: several at once), counted and recorded; `Stopped` when the model declined."""
        if self._recorder is not None:
            self._recorder.asks(field, prompt, answer, repair)
        try:
            await answer.listen(self.model, prompt, on_text, watched=watched)
        finally:
            self.count(answer)
        if answer.end is End.DECLINED:
            raise declined()

    async def _write_by_rule(self, task: FieldTask, seed: int | None) -> None:
        """Sentences by rule, shown at once; in a description the model may join them without a word of its own."""
        by_rule = for_a_weak_model(task, self.brief, style_of(seed, self.brief))
        self.values[task.name] = by_rule.value
        self.emit(Delta(self.variant, task.name, _text(by_rule.value)))
        joined: FieldValue = ""
        if task.shape is Shape.DESCRIPTION:
            answer = Answer()
            prompt = self.agent.field_prompt(task, self.brief, seed=seed, draft=_text(by_rule.value))
            with suppress(Declined):  # the sentences by rule stand without it
                await self.listen(prompt, _ignore, answer, field=task.name)
            joined = self.agent.clean(task, self.brief, answer.text) if answer.end is End.WHOLE else ""
        if only_joins(_text(joined), _text(by_rule.value), self.brief.language):
            self.show(task, joined, _text(by_rule.value))
        else:
            told = {each.message for each in self.notes} if self.brief.kind in _MANY else set[str]()
            self.notes.extend(each for each in by_rule.notes if each.message not in told)  # of many texts, said once
            self._record(task, joined, " ".join(each.message for each in by_rule.notes))
        await self.improve(task, 0)

    async def _answer(self, task: FieldTask, prompt: Prompt, on_text: Callable[[str], None]) -> FieldValue:
        answer = Answer()
        try:
            await self.listen(prompt, on_text, answer, field=task.name)
        finally:
            said = "" if refuses(answer.text) else answer.text
            self.values[task.name] = self.agent.clean(task, self.brief, said)
        if refuses(answer.text):
            raise declined(answer.text)
        return self.ended(task, answer.text, answer.end)

    def ended(self, task: FieldTask, text: str, end: End) -> FieldValue:
        """The value of a field whose answer ended so; `Stopped` when it ended before its end.

        An answer that reached its length limit is whole up to there only when it has what was asked for.
        """
        if end is End.CUT_OFF:
            raise cut_off(text)
        whole = to_whole_items(text) if task.many else text
        if end is End.LENGTH and not _is_enough(task, self.agent.clean(task, self.brief, whole)):
            raise at_limit(text)
        if end is End.LOOPED:
            self.notes.append(looped(task))
        if end in {End.LENGTH, End.LOOPED}:
            text = to_whole_items(text) if task.many else to_whole_sentence(text) if task.shape.is_prose else text
        return self.agent.clean(task, self.brief, text)

    async def _repair(
        self, task: FieldTask, faults: tuple[Fault, ...], reasons: tuple[str, ...], *, others: Copy | None = None
    ) -> tuple[Fault, ...]:
        """One round; returns the faults of the text that was kept."""
        self.repairs += 1
        self.emit(
            Progress(
                "repair",
                tr("Putting right what the checks found: {field}", field=field_label(task.name)),
                unit="fields",
            )
        )
        best = self.values[task.name]
        prompt = self.agent.repair_prompt(task, self.brief, _text(best), reasons)
        answer = Answer()
        try:
            await self.listen(prompt, _ignore, answer, field=task.name, repair=self.repairs)
        except EnvironmentProblem as error:
            if error.problem.remedy is Remedy.CONTINUE:  # it broke off, and the text is as whole as it was before
                return faults
            raise
        if answer.end in {End.CUT_OFF, End.LENGTH, End.LOOPED} or refuses(answer.text):
            return faults
        value = self.agent.clean(task, self.brief, answer.text)
        if not _is_text(value):
            return faults
        found = self._faults(task, value)
        carried = others or Copy()
        missing_before = len(missing_facts(self.brief, carried.with_field(task.name, best)))
        missing_now = len(missing_facts(self.brief, carried.with_field(task.name, value)))
        if brings_new(faults, found) or badness(found, missing_now) >= badness(faults, missing_before):
            return faults
        self.values[task.name] = value
        self._replaced(task, best, what_was_done(self.brief, faults, found))
        return found

    def _finish(self, task: FieldTask, faults: tuple[Fault, ...]) -> None:
        value = self.values[task.name]
        by_rule = in_the_language(task, self.brief, style_of(self._seed, self.brief))
        wrong = any(fault.reason == "language" for fault in faults)
        if not _is_text(value) and not _is_text(by_rule.value):
            raise Stopped(
                ErrorKind.PROVIDER,
                tr("The model gave no text."),
                tr("Add facts or notes to the brief, or choose another model."),
                Remedy.RETRY,
            )
        if not _is_text(value) or (wrong and _is_text(by_rule.value)):
            self.apply(task, by_rule)
        elif faults:
            if any(fault.invents for fault in faults):
                self.apply(task, put_right(task, self.brief, value, lambda each: self._faults(task, each)))
                faults = self._faults(task, self.values[task.name])
            self.apply(task, without_faults(task, self.brief, self.values[task.name], faults))
        self.apply(task, within_limit(task, self.brief, self.values[task.name]))

    def _faults(self, task: FieldTask, value: FieldValue) -> tuple[Fault, ...]:
        return faults_of(self.agent, task, self.brief, value, self.options)


def keeps_to_rules(model: LanguageModel, brief: Brief) -> bool:
    """Whether the model is too weak in this language to be trusted with its own words, and facts are there."""
    weak = model.small and model.grade(brief.language) in _WEAK
    return weak and sum(1 for fact in brief.facts if fact.approved and fact.text.strip()) >= _ENOUGH_FACTS


class _Shown:
    """Hands on the text of an answer as it comes, but waits while it may be a label or a remark."""

    def __init__(self, show: Callable[[str], None]) -> None:
        self._show = show
        self._waiting = ""
        self.text = ""

    def feed(self, piece: str) -> None:
        """More of the answer."""
        self._waiting += piece
        if not self.text:
            self._waiting = self._waiting.lstrip()
            if may_be_leftover(self._waiting) or may_refuse(self._waiting) or refuses(self._waiting):
                return
        self._show(self._waiting)
        self.text += self._waiting
        self._waiting = ""


def declined(answer: str = "") -> Declined:
    """The error for a model that declined, with the beginning of what it said, if it said anything."""
    words = " ".join(answer.split())
    said = words if len(words) <= _LONGEST_SAID else f"{words[:_LONGEST_SAID].rsplit(' ', 1)[0]} …"
    return Declined(
        ErrorKind.PROVIDER,
        tr("The model declined to write this: “{text}”", text=said)
        if said
        else tr("The model declined to write this."),
        tr("Change the brief, or choose another model."),
        Remedy.CHOOSE_MODEL,
    )


def looped(task: FieldTask) -> Finding:
    """The remark on a field whose answer went round in circles."""
    message = tr("The model began to repeat itself and was stopped; what it had written before that is kept.")
    return note("text.looped", task.name, message)


def cut_off(text: str) -> Stopped:
    """The error for an answer that closed without saying so."""
    words = len(text.split())
    return Stopped(
        ErrorKind.NETWORK,
        trn("The answer stopped early after {n} word.", "The answer stopped early after {n} words.", words),
        tr("What came is kept. Write again, or go on from here."),
        Remedy.CONTINUE if words else Remedy.RETRY,
    )


def at_limit(text: str) -> Stopped:
    """The error for an answer that reached its length limit before it had what was asked for."""
    words = len(text.split())
    return Stopped(
        ErrorKind.PROVIDER,
        trn(
            "The answer reached its length limit after {n} word.",
            "The answer reached its length limit after {n} words.",
            words,
        ),
        tr("What came is kept. Write again, or go on from here."),
        Remedy.CONTINUE if words else Remedy.RETRY,
    )


def _is_enough(task: FieldTask, value: FieldValue) -> bool:
    """Whether a field has as many items or words as were asked for."""
    return len(value) >= task.items if isinstance(value, tuple) else len(value.split()) >= task.words


def _text(value: FieldValue) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def _is_text(value: FieldValue) -> bool:
    return bool(_text(value).strip())


def _ignore(text: str) -> None:
    """A repair is not shown while it streams, as it may not be kept."""
    del text
