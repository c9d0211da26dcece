"""Writes a reply to a customer: what is known is said, what is not is left open, and nothing is added to it.

The reply is first put together by rule from what is known about each question. A model that writes the language well
then says it in one piece; of its answer only the sentences stay that rest on something, and what it left out comes back
from the rule. So a reply never says more than the shop knows, whatever the model.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable

import msgspec

from desktop.agents import sentences
from desktop.agents.answer import Answer, End
from desktop.agents.field_writer import at_limit, cut_off, declined
from desktop.agents.finishing import note
from desktop.agents.prompts import PromptFile, sections_of
from desktop.agents.recording import Recorder
from desktop.agents.refusing import refuses
from desktop.agents.task import WriteRequest
from desktop.checks.questions import (
    asked_in,
    best_known,
    customer_in,
    is_closing,
    is_courtesy,
    known_to,
    language_of_question,
    own_words,
    without_greeting,
)
from desktop.checks.report import check_copy
from desktop.checks.resting import bases_of
from desktop.core.brief import LANGUAGES, Brief, Fact, number_facts, number_passages
from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.errors import Cancelled, CopydeskError, ErrorKind, Problem, UserError
from desktop.core.events import Delta, Event, FieldDone, FieldReplaced, FieldStarted, VariantDone
from desktop.core.finding import Finding
from desktop.core.prompt import LanguageModel, Message, Prompt, Role
from desktop.core.reply import Asked, Rest
from desktop.core.usage import Timing, Usage
from desktop.core.words import tr, trn

SUBJECT, BODY = "subject", "body"
_FIELDS = (SUBJECT, BODY)
_WEAK = frozenset({"poor", "none"})
_SUBJECT_LINE = re.compile(r"^(?:subject|onderwerp|ämne)\s*:\s*(?P<subject>.+)$", re.IGNORECASE | re.MULTILINE)
_AGAIN = re.compile(r"^(?:(?:re|sv|antw|fwd?|vb|doorst)\s*:\s*)+", re.IGNORECASE)
_FORMAL = re.compile(r"\b(?:u|uw)\b", re.IGNORECASE)
_INFORMAL = re.compile(r"\b(?:je|jij|jouw|jullie)\b", re.IGNORECASE)
_AND = re.compile(r"^(?:and|also|en|ook|och|sedan)[ ,]+", re.IGNORECASE)
_LONGEST_QUESTION = 6000
_SHORT_PASSAGE = 3


class _Answered(msgspec.Struct, frozen=True):
    """A question with what is known about it, in sentences."""

    question: str
    known: tuple[str, ...]


class _Open(msgspec.Struct, frozen=True):
    """A question about which nothing is known, and the sentence that says so."""

    question: str
    sentence: str


class Plan(msgspec.Struct, frozen=True):
    """What a reply has to say, before anybody has put it into words."""

    subject: str
    greeting: str
    thanks: str
    closing: str
    answers: tuple[_Answered, ...]
    open: tuple[_Open, ...]
    formal: bool

    def by_rule(self) -> str:
        """The reply put together from the sentences of what is known."""
        told = dict.fromkeys(sentence for each in self.answers for sentence in each.known)
        parts = [self.greeting, self.thanks, " ".join(told), *(each.sentence for each in self.open), self.closing]
        return "\n\n".join(part for part in parts if part)


async def reply(
    request: WriteRequest, model: LanguageModel, emit: Callable[[Event], None], recorder: Recorder
) -> Variant:
    """Write one reply; events and errors are those of `desktop.agents.loop.run`.

    A `UserError` (input) when there is no question, and (unsupported) for a field that a reply does not have.
    """
    brief = prepared_reply(request.brief)
    if not own_words(brief.question).strip():
        raise UserError(ErrorKind.INPUT, tr("There is no question to answer."), tr("Paste what the customer wrote."))
    for name in request.fields:
        if name not in _FIELDS:
            raise UserError(ErrorKind.UNSUPPORTED, tr("A reply has no field “{field}”.", field=name))
    writing = _Writing(msgspec.structs.replace(request, brief=brief), model, emit, recorder)
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


def prepared_reply(brief: Brief) -> Brief:
    """The brief in the customer's language, with numbered facts and passages."""
    language = brief.language or language_of_question(brief.question) or "en"
    return msgspec.structs.replace(
        brief, language=language, facts=number_facts(brief.facts), passages=number_passages(brief.passages)
    )


def plan_of(brief: Brief, sender: str) -> Plan:
    """What there is to say to a customer; the brief is prepared."""
    file = _file(brief.language)
    question = own_words(brief.question)
    formal = bool(_FORMAL.search(question)) and not _INFORMAL.search(question)
    asked = asked_in(brief, brief.language)
    found = _SUBJECT_LINE.search(question)
    subject = _AGAIN.sub("", found["subject"].strip()) if found else ""
    name = customer_in(brief.question, brief.language)
    words = {"name": name.split(" ")[0] if name and not formal else name, "formal": formal, "sender": sender}
    answered = tuple(_Answered(each.text, _told(each, brief)) for each in asked if each.ids)
    unknown = tuple(_Open(each.text, _open(file, each.text, formal=formal)) for each in asked if not each.ids)
    if not answered and not unknown:
        unknown = (_Open("", _open(file, "", formal=formal)),)
    return Plan(
        file.render("subject", {"subject": subject, "formal": formal}),
        file.render("greeting", words),
        file.render("thanks", {"formal": formal}),
        file.render("closing", {"sender": sender}),
        answered,
        unknown,
        formal,
    )


def reply_prompt(brief: Brief, plan: Plan, *, seed: int | None) -> Prompt:
    """What a model is asked: the customer's words, and with each question what is known."""
    file = _file(brief.language)
    asked = file.render(
        "ask",
        {
            "question": own_words(brief.question).strip()[:_LONGEST_QUESTION].replace('"""', "“"),
            "answers": plan.answers,
            "open": plan.open,
            "tone": brief.tone,
            "instructions": brief.instructions,
            "greeting": plan.greeting,
            "closing": plan.closing.replace("\n", " "),
            "formal": plan.formal,
        },
    )
    words = len(plan.by_rule().split())
    return Prompt(
        (Message(Role.SYSTEM, file.render("system", {})), Message(Role.USER, asked)),
        max_tokens=round(words * 4.5) + 120,
        temperature=0.3,
        seed=seed,
        shared=2,
    )


def prompt_of_reply(request: WriteRequest, model: LanguageModel) -> Prompt | None:
    """What the one call for a reply will ask; `None` when it is put together by rule."""
    brief = prepared_reply(request.brief)
    brand = request.options.brand
    if keeps_to_rule(model, brief.language) or request.fields == (SUBJECT,):
        return None
    return reply_prompt(brief, plan_of(brief, brand.sender or brand.name), seed=None)


def keeps_to_rule(model: LanguageModel, language: str) -> bool:
    """Whether the model writes the language too poorly to be asked."""
    return model.small and model.grade(language) in _WEAK


class _Writing:
    """One reply while it is written."""

    def __init__(
        self, request: WriteRequest, model: LanguageModel, emit: Callable[[Event], None], recorder: Recorder
    ) -> None:
        self._request = request
        self._brief = request.brief
        self._model = model
        self._emit = emit
        self._recorder = recorder
        self._began = time.monotonic()
        self._answer = Answer()
        self._values: dict[str, str] = {}
        self._notes: list[Finding] = []
        self._asked = False

    async def write(self) -> None:
        """Subject and body, or only those that were asked for."""
        brand = self._request.options.brand
        plan = plan_of(self._brief, brand.sender or brand.name)
        wanted = self._request.fields or _FIELDS
        if SUBJECT in wanted:
            self._show(SUBJECT, plan.subject)
        if BODY in wanted:
            await self._write_body(plan)

    def variant(self, error: Problem | None) -> Variant:
        """What exists now, with what the checks say of it."""
        copy = Copy(dict(self._values))
        report = check_copy(copy, self._brief, channels=(), options=self._request.options)
        return Variant(
            id=self._request.variant,
            model=self._model.id,
            prompt=f"reply/{_file(self._brief.language).version}",
            copy=copy,
            findings=(*report.findings, *self._notes),
            claims=report.claims,
            forgotten=report.forgotten,
            complete=error is None,
            usage=self._answer.usage if self._asked else Usage(cost=0.0),
            timing=Timing(self._answer.first_token_s, time.monotonic() - self._began),
            error=error,
            tone=self._brief.tone,
            made=self._recorder.making,
        )

    async def _write_body(self, plan: Plan) -> None:
        by_rule = plan.by_rule()
        if keeps_to_rule(self._model, self._brief.language):
            self._show(BODY, by_rule)
            message = tr("The model writes this language poorly; the text was put together from the facts.")
            self._notes.append(note("language.by_rule", BODY, message))
            return
        self._emit(FieldStarted(self._request.variant, BODY))
        self._asked = True
        prompt = reply_prompt(self._brief, plan, seed=self._request.seed)
        self._recorder.asks(BODY, prompt, self._answer)
        try:
            await self._answer.listen(
                self._model, prompt, lambda text: self._emit(Delta(self._request.variant, BODY, text))
            )
        finally:
            self._values[BODY] = "" if refuses(self._answer.text) else self._answer.text.strip()
        self._must_be_whole()
        before = self._values[BODY]
        self._values[BODY] = text = self._settled(before, plan)
        if text != self._answer.text:
            reason = " ".join(each.message for each in self._notes)
            self._recorder.mends(BODY, before, text, reason)
            self._emit(FieldReplaced(self._request.variant, BODY, text, reason))
        self._emit(FieldDone(self._request.variant, BODY))

    def _must_be_whole(self) -> None:
        if self._answer.end is End.DECLINED or refuses(self._answer.text):
            raise declined(self._answer.text)
        if self._answer.end is End.CUT_OFF:
            raise cut_off(self._answer.text)
        if self._answer.end is End.LENGTH:
            raise at_limit(self._answer.text)

    def _settled(self, text: str, plan: Plan) -> str:
        """The model's reply without what rests on nothing, with what it left out, between the shop's own lines."""
        inner = _inner(text, self._brief.language)
        kept, dropped = _resting_only(inner, self._brief)
        if self._request.plain:
            return text
        missing = _left_out(kept, plan, self._brief)
        if dropped:
            told = trn(
                "A sentence that rests on nothing you gave was left out: {text}",
                "{n} sentences that rest on nothing you gave were left out: {text}",
                len(dropped),
                text=" ".join(dropped),
            )
            self._notes.append(note("reply.invented", BODY, told))
        if missing:
            told = tr("What the model had left out was added as you wrote it.")
            self._notes.append(note("reply.added", BODY, told))
        parts = [plan.greeting, kept or plan.thanks, *missing, plan.closing]
        return "\n\n".join(part for part in parts if part)

    def _show(self, field: str, text: str) -> None:
        self._values[field] = text
        self._emit(FieldStarted(self._request.variant, field))
        self._emit(Delta(self._request.variant, field, text))
        self._emit(FieldDone(self._request.variant, field))


def _inner(text: str, language: str) -> str:
    """The paragraphs between greeting and closing."""
    lines = text.strip().split("\n")
    first = next((place for place, line in enumerate(lines) if line.strip()), 0)
    if lines and is_courtesy(lines[first], language) and len(lines[first].split()) <= 5:
        lines = lines[first + 1 :]
    elif lines:
        lines[first] = without_greeting(lines[first], language)
    for place, line in enumerate(lines):
        if is_closing(line, language):
            lines = lines[:place]
            break
    return "\n".join(lines).strip()


def _resting_only(text: str, brief: Brief) -> tuple[str, tuple[str, ...]]:
    """The text without its sentences that rest on nothing, and those; what only spoke of the question stays."""
    kept = text
    dropped: list[str] = []
    for basis in reversed(bases_of(text, brief, brief.language)):
        if basis.rest is Rest.NOTHING:
            dropped.insert(0, text[basis.start : basis.end])
            kept = kept[: basis.start] + kept[basis.end :]
    tidy = re.sub(r"[ \t]{2,}", " ", re.sub(r"\n{3,}", "\n\n", kept))
    return "\n".join(line.strip() for line in tidy.split("\n")).strip(), tuple(dropped)


def _left_out(text: str, plan: Plan, brief: Brief) -> tuple[str, ...]:
    """What the plan says and the text does not: sentences of what is known, and questions that stay open."""
    bases = bases_of(text, brief, brief.language)
    asked = {each.text: each for each in asked_in(brief, brief.language)}
    said = {each for basis in bases for each in basis.ids if basis.rest in (Rest.FACT, Rest.PASSAGE)}
    told = [each for each in plan.answers if not said & set(asked[each.question].ids)]
    answers = " ".join(dict.fromkeys(sentence for each in told for sentence in each.known))
    opens = sum(1 for basis in bases if basis.rest is Rest.OPEN)
    return (*((answers,) if answers else ()), *(each.sentence for each in plan.open[opens:]))


def _told(asked: Asked, brief: Brief) -> tuple[str, ...]:
    """What is known about a question, in whole sentences: of a passage its best ones, of a fact one by rule."""
    language = brief.language
    known = known_to(brief, language)
    best = [each.text for each in best_known(asked.text, known, language)]
    told: list[str] = []
    for each in asked.ids:
        fact = next((fact for fact in brief.facts if fact.id == each), None)
        if fact is not None:
            told += _fact_told(fact, language)
            continue
        passage = [one.text for one in known if one.id == each]
        first = next((place for place, text in enumerate(passage) if text in best), 0)
        told += passage if len(passage) <= _SHORT_PASSAGE else passage[first : first + 2]
    return tuple(dict.fromkeys(told))


def _fact_told(fact: Fact, language: str) -> list[str]:
    """A fact in a sentence; one that only says yes or no as it stands."""
    told = sentences.fact_sentences([fact], language)
    return told if all(fact.text.casefold() in each.casefold() for each in told) else [f"{fact.name}: {fact.text}."]


def _open(file: PromptFile, question: str, *, formal: bool) -> str:
    plain = _AND.sub("", question.strip())
    return file.render("open", {"question": plain[:1].upper() + plain[1:], "formal": formal})


def _file(language: str) -> PromptFile:
    return sections_of("reply", language if language in LANGUAGES else "en")
