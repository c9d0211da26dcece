"""Rewrites a part of a text, or all of it, by a wish; what must not change does not, or the old text stays.

A long text is rewritten piece by piece, so that a small model keeps the thread and one bad answer costs one piece only.
Headings, code, tables and images stand between the pieces and are not sent at all, unless they are to be translated.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import msgspec

from desktop.agents.answer import Answer, End, added
from desktop.agents.cleaning import clean_passage
from desktop.agents.field_writer import Stopped, cut_off, declined, keeps_to_rules
from desktop.agents.going_on import joined_with
from desktop.agents.passage_asking import Asking, asking_of, fault_of, prompt_again, prompt_for
from desktop.agents.passage_parts import Part, parts_of
from desktop.agents.prompts import sections_of
from desktop.agents.recording import Recorder
from desktop.agents.refusing import refuses
from desktop.agents.tags import unveil
from desktop.agents.task import WriteRequest
from desktop.agents.trimming import sentences_of
from desktop.agents.wishes import wish_of
from desktop.checks.language import detect_language
from desktop.checks.report import check_copy
from desktop.core.brief import LANGUAGES, number_facts
from desktop.core.copy import Copy, field_of
from desktop.core.draft import Variant
from desktop.core.errors import Cancelled, CopydeskError, ErrorKind, Problem, Remedy, UserError
from desktop.core.events import Delta, Event, FieldDone, FieldReplaced, FieldStarted, Progress, VariantDone
from desktop.core.finding import Finding, Severity
from desktop.core.prompt import LanguageModel, Prompt
from desktop.core.usage import Timing, Usage
from desktop.core.wishes import SELECTION, Wish, WishName
from desktop.core.words import tr, trn

KEPT = "rewrite.kept"
"""The check id of a piece whose old text stays, with the reason."""

_SMALL_PIECE, _PIECE = 220, 700
"""Words that a small model, and any other, rewrites in one answer."""
_FEWER = 0.7


def is_of_selection(request: WriteRequest) -> bool:
    """Whether a request is to rewrite a selection, whatever its kind of draft."""
    return request.fields == (SELECTION,) and bool(request.instruction.strip())


async def rewrite_selection(
    request: WriteRequest, model: LanguageModel, emit: Callable[[Event], None], recorder: Recorder
) -> Variant:
    """Rewrite `request.copy["selection"]` by `request.instruction`; events and errors are those of `agents.loop.run`.

    A piece whose new text would lose or gain something protected keeps its old one, which a finding says; the variant
    is not complete when that holds for each of them. A `UserError` (input) when there is nothing to rewrite.
    """
    request = _prepared(request)
    if not request.copy.text(SELECTION).strip():
        raise UserError(ErrorKind.INPUT, tr("There is no text to rewrite."), tr("Select some text first."))
    writing = _Rewriting(request, wish_of(request.instruction), model, emit, recorder)
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


def prompts_of_selection(request: WriteRequest, model: LanguageModel) -> tuple[Prompt, ...]:
    """What the calls for a selection will ask, one for each piece; none where the model is not asked."""
    request = _prepared(request)
    if keeps_to_rules(model, request.brief):
        return ()
    wish = wish_of(request.instruction)
    parts = _parts(request.copy.text(SELECTION), wish, model)
    return tuple(prompt_for(asking_of(part.text, wish, request), seed=None) for part in parts if part.sent)


def _prepared(request: WriteRequest) -> WriteRequest:
    """The request in the language of its text, with numbered facts."""
    brief = request.brief
    text = request.copy.text(SELECTION)
    language = brief.language or detect_language(text)
    language = language if language in LANGUAGES else "en"
    brief = msgspec.structs.replace(brief, language=language, facts=number_facts(brief.facts))
    return msgspec.structs.replace(request, brief=brief)


def _parts(text: str, wish: Wish, model: LanguageModel) -> tuple[Part, ...]:
    if wish.name is WishName.CONTINUE:
        begun = text.rstrip()
        return (Part(begun, sent=True), Part(text[len(begun) :], sent=False))
    whole = wish.name in {WishName.TRANSLATE, WishName.SUMMARISE}
    return parts_of(text, _SMALL_PIECE if model.small else _PIECE, headings=whole)


class _Rewriting:
    """One selection while it is rewritten."""

    def __init__(
        self,
        request: WriteRequest,
        wish: Wish,
        model: LanguageModel,
        emit: Callable[[Event], None],
        recorder: Recorder,
    ) -> None:
        self._request = request
        self._brief = request.brief
        self._wish = wish
        self._model = model
        self._emit = emit
        self._recorder = recorder
        self._began = time.monotonic()
        self._old = request.copy.text(SELECTION)
        self._parts = _parts(self._old, wish, model)
        self._texts = [part.text for part in self._parts]
        self._kept: dict[int, str] = {}
        self._usage: Usage | None = None
        self._first_token_s: float | None = None
        self._repairs = 0

    async def write(self) -> None:
        """Every piece in its order; what stood there is kept, however it ends."""
        self._emit(FieldStarted(self._request.variant, SELECTION))
        try:
            if keeps_to_rules(self._model, self._brief):
                self._by_rule()
            else:
                await self._ask_for_all()
        finally:
            self._emit(FieldReplaced(self._request.variant, SELECTION, self._text))
        sent = [place for place, part in enumerate(self._parts) if part.sent]
        if sent and len(self._kept) == len(sent):
            raise Stopped(
                ErrorKind.PROVIDER,
                self._kept[sent[0]],
                tr("Write it again, or choose another model."),
                Remedy.RETRY,
            )
        self._emit(FieldDone(self._request.variant, SELECTION))

    @property
    def _text(self) -> str:
        return "".join(self._texts)

    def variant(self, error: Problem | None) -> Variant:
        """What exists now, with what the checks say of it."""
        copy = Copy({SELECTION: self._text})
        report = check_copy(copy, self._brief, channels=(), options=self._request.options)
        file = sections_of("rewrite", self._brief.language)
        return Variant(
            id=self._request.variant,
            model=self._model.id,
            prompt=f"rewrite/{file.version}",
            copy=copy,
            findings=(*(each for each in report.findings if field_of(each.field) == SELECTION), *self._notes()),
            claims=report.claims,
            repairs=self._repairs,
            complete=error is None,
            usage=self._usage or Usage(cost=0.0),
            timing=Timing(self._first_token_s, time.monotonic() - self._began),
            error=error,
            tone=self._brief.tone,
            made=self._recorder.making,
        )

    def _notes(self) -> tuple[Finding, ...]:
        """A remark on each piece that kept its old text, at its place in the new one."""
        notes: list[Finding] = []
        at = 0
        for place, text in enumerate(self._texts):
            if place in self._kept:
                end = at + len(text)
                notes.append(Finding(KEPT, Severity.WARNING, SELECTION, at, end, text, self._kept[place]))
            at += len(text)
        return tuple(notes)

    async def _ask_for_all(self) -> None:
        sent = [place for place, part in enumerate(self._parts) if part.sent]
        if not sent:
            raise UserError(ErrorKind.INPUT, tr("There are no sentences to rewrite in this text."))
        for number, place in enumerate(sent):
            if len(sent) > 1:
                message = trn("Rewriting {n} piece", "Rewriting {n} pieces", len(sent))
                self._emit(Progress("rewrite", message, number, len(sent), "fields"))
            await self._ask_for(place)

    async def _ask_for(self, place: int) -> None:
        """Rewrite one piece; a text that cannot be used is asked for once more, then the old one stays."""
        asking = asking_of(self._parts[place].text, self._wish, self._request)
        seed = None if self._request.seed is None else self._request.seed + place
        prompt = prompt_for(asking, seed=seed)
        for attempt in range(2):
            answer = await self._answer(prompt, attempt, alone=len(self._parts) == 1)
            text = self._placed(asking, answer)
            fault = fault_of(asking, text, answer.end, self._request)
            if fault is None:
                self._texts[place] = text
                self._kept.pop(place, None)
                return
            self._kept[place] = fault.message
            self._repairs += 1 - attempt
            prompt = prompt_again(prompt, asking, answer.text, fault, self._brief.language)

    async def _answer(self, prompt: Prompt, attempt: int, *, alone: bool) -> Answer:
        """One answer; it is shown as it comes when it is all there is, and holds no signs."""
        answer = Answer()
        self._recorder.asks(SELECTION, prompt, answer, attempt)
        shows = alone and not attempt and "[[1]]" not in prompt.messages[-1].content
        variant = self._request.variant

        def show(piece: str) -> None:
            if shows:
                self._emit(Delta(variant, SELECTION, piece))

        try:
            await answer.listen(self._model, prompt, show)
        finally:
            self._usage = answer.usage if self._usage is None else added(self._usage, answer.usage)
            if self._first_token_s is None:
                self._first_token_s = answer.first_token_s
        if answer.end is End.DECLINED or refuses(answer.text):
            raise declined(answer.text)
        if answer.end is End.CUT_OFF:
            raise cut_off(answer.text)
        return answer

    def _placed(self, asking: Asking, answer: Answer) -> str:
        """The new text of a piece: the answer with what was veiled, or the old text and what goes on from it."""
        text = unveil(clean_passage(answer.text), asking.veiled)
        if self._wish.name is not WishName.CONTINUE or not text.strip():
            return text
        new = joined_with(asking.text, text, many=False).removeprefix(asking.text).strip()
        if not new:
            return ""
        ended = asking.text.endswith((".", "!", "?", "…", ":", "\n"))
        return f"{asking.text}{chr(10) * 2 if ended else ' '}{new}"

    def _by_rule(self) -> None:
        """What needs no model: a shorter text has fewer of its last sentences; for the rest the old text stays."""
        told = tr("This model writes the language of the copy too poorly to follow this wish.")
        for place, part in enumerate(self._parts):
            if not part.sent:
                continue
            spans = sentences_of(part.text)
            left = max(1, round(len(spans) * _FEWER))
            if self._wish.name is WishName.SHORTER and left < len(spans):
                shorter = part.text[: spans[left - 1][1]].rstrip()
                asking = asking_of(part.text, self._wish, self._request)
                fault = fault_of(asking, shorter, End.WHOLE, self._request)
                if fault is None:
                    self._texts[place] = shorter
                    continue
                told = fault.message
            self._kept[place] = told
