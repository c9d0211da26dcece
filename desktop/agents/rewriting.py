"""Rewrites a text that stands there: shorter, longer, simpler, in other words, by a wish, or for one audience.

Merge tags go to the model as signs and come back whole, or the old text stays. A model that is too weak in the language
is not asked: what can be done by rule is, and the rest is refused in a sentence.
"""

from __future__ import annotations

import re

import msgspec

from desktop.agents.answer import Answer
from desktop.agents.asking import most_tokens
from desktop.agents.field_writer import FieldWriter, Stopped, declined, keeps_to_rules
from desktop.agents.finishing import note, written_by_rule
from desktop.agents.judging import fits
from desktop.agents.mail_rules import draft_of
from desktop.agents.mail_words import for_segment, sentences_on, told_facts
from desktop.agents.prompts import sections_of
from desktop.agents.refusing import refuses
from desktop.agents.styles import style_of
from desktop.agents.tags import Veiled, tag_change, unveil, veil, with_tags
from desktop.agents.task import FieldTask, Shape, WriteRequest
from desktop.agents.trimming import sentences_of
from desktop.checks.mentions import mentions
from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import FieldValue
from desktop.core.errors import ErrorKind, Remedy
from desktop.core.events import Delta, FieldStarted
from desktop.core.mail import Platform, base_of, segment_of
from desktop.core.merge_tags import find_tags
from desktop.core.prompt import Message, Prompt, Role
from desktop.core.words import tr

SHORTER, LONGER, SIMPLER, AGAIN = "shorter", "longer", "simpler", "again"
_SEGMENT = "segment"
_KNOWN = frozenset({SHORTER, LONGER, SIMPLER, AGAIN})
_FEWER, _MORE = 0.6, 1.6
_PROSE_LEAST, _LINE_LEAST = 8, 3
_PARAGRAPHS = frozenset({Shape.BODY, Shape.DESCRIPTION, Shape.POST, Shape.SECTION, Shape.INTRO, Shape.CONCLUSION})
_GREETING = re.compile(r"[^.?:;]{1,60}")
_AFTER_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*(?=\S)")


class Rewriting(msgspec.Struct, frozen=True):
    """What is rewritten: the text, how, and for whom (empty: everybody); `greeting` stays before it as it is."""

    text: str
    how: str
    segment: str = ""
    greeting: str = ""

    @property
    def whole(self) -> str:
        """All that stands there."""
        return self.with_greeting(self.text)

    def with_greeting(self, text: str) -> str:
        """A text behind the greeting."""
        return f"{self.greeting}{text}"


def rewriting_of(task: FieldTask, request: WriteRequest) -> Rewriting | None:
    """How a field is rewritten; `None` when it is written anew: there is no text, or no wish and no audience."""
    segment = segment_of(task.name)
    own, base = request.copy.text(task.name), request.copy.text(base_of(task.name))
    if request.instruction.strip() and own.strip():
        return _rewriting(own, request.instruction.strip(), segment)
    if segment and base.strip():
        return _rewriting(base, request.instruction.strip() or _SEGMENT, segment)
    return None


def _rewriting(text: str, how: str, segment: str) -> Rewriting:
    """A first paragraph of a few words without an end (`Hej {{ first_name }},`) is a greeting."""
    found = _AFTER_PARAGRAPH.search(text)
    if found is None or _GREETING.fullmatch(veil(text[: found.start()]).text) is None:
        return Rewriting(text, how, segment)
    return Rewriting(text[found.end() :], how, segment, text[: found.end()])


def prompt_to_rewrite(task: FieldTask, brief: Brief, rewriting: Rewriting, *, seed: int | None) -> Prompt:
    """What asks for the new text, with a sign in the place of each merge tag."""
    file = sections_of("rewrite", brief.language)
    veiled = veil(rewriting.text, _platform(brief))
    words = max(1, len(veiled.text.split()))
    segment = brief.mail.segment(rewriting.segment) if brief.mail is not None and rewriting.segment else None
    values = {
        "fewer": max(_LINE_LEAST, round(words * _FEWER)),
        "more": round(words * _MORE) + _PROSE_LEAST,
        "wish": rewriting.how,
        "name": segment.name if segment is not None else "",
        "about": segment.about if segment is not None else "",
    }
    which = rewriting.how if rewriting.how in {*_KNOWN, _SEGMENT} else "free"
    wish = file.render(f"wish.{which}", values)
    if segment is not None and which != _SEGMENT:
        wish = f"{wish} {file.render(f'wish.{_SEGMENT}', values)}"
    asked = {
        "draft": draft_of(msgspec.structs.replace(task, facts=tuple(fact.id for fact in told_facts(brief))), brief),
        "tone": brief.tone,
        "text": veiled.text,
        "wish": wish,
        "limit": task.limit if task.unit == "characters" else 0,
    }
    longest = msgspec.structs.replace(task, words=max(task.words, round(words * _MORE) + _PROSE_LEAST))
    return Prompt(
        messages=(
            Message(Role.SYSTEM, file.render("system", {"marks": bool(veiled.tags)})),
            Message(Role.USER, file.render("ask", asked)),
        ),
        max_tokens=most_tokens(longest, brief.language),
        temperature=0.7 if which == AGAIN else 0.4,
        stop=() if task.shape in _PARAGRAPHS or task.many else ("\n",),
        seed=seed,
        correction=which in {SHORTER, SIMPLER, _SEGMENT},
        shared=1,
    )


async def rewrite(fields: FieldWriter, task: FieldTask, rewriting: Rewriting, rounds: int, seed: int | None) -> None:
    """Fill `fields.values[task.name]` with the new text; raises what `FieldWriter.write` raises.

    However it ends, the text that stood there is not lost: it stays when the model fails, declines, or breaks a tag.
    """
    weak = keeps_to_rules(fields.model, fields.brief)
    if weak and rewriting.how == _SEGMENT and not _opens(task):
        return  # what opens the mail speaks to an audience by rule; the other texts go on following everybody's
    fields.emit(FieldStarted(fields.variant, task.name))
    if weak:
        _by_rule(fields, task, rewriting, seed)
        return
    kept: FieldValue = rewriting.whole
    veiled = veil(rewriting.text, _platform(fields.brief))
    prompt = prompt_to_rewrite(task, fields.brief, rewriting, seed=seed)
    try:
        for attempt in range(2):
            text = await _answer(fields, task, prompt, veiled, attempt)
            whole = with_tags(rewriting.text, text, _platform(fields.brief))
            if whole is not None:
                kept = rewriting.with_greeting(whole)
                break
            if attempt:
                change = tag_change(rewriting.text, text, _platform(fields.brief))
                raise Stopped(
                    ErrorKind.PROVIDER, change.message, tr("Write it again, or choose another model."), Remedy.RETRY
                )
            prompt = _with_marks(prompt, text, veiled, fields.brief)
    finally:
        fields.show(task, kept, "")
    if not find_tags(rewriting.whole, _platform(fields.brief)):
        await fields.improve(task, rounds)


async def _answer(fields: FieldWriter, task: FieldTask, prompt: Prompt, veiled: Veiled, attempt: int) -> str:
    """One answer, with its tags back in their places; it is shown as it comes where there are none."""
    answer = Answer()

    def show(piece: str) -> None:
        if not veiled.tags and not attempt:
            fields.emit(Delta(fields.variant, task.name, piece))

    await fields.listen(prompt, show, answer, field=task.name, repair=attempt)
    if refuses(answer.text):
        raise declined(answer.text)
    value = fields.ended(task, answer.text, answer.end)
    text = value if isinstance(value, str) else "\n".join(value)
    if not text.strip():
        raise Stopped(ErrorKind.PROVIDER, tr("The model gave no text."), tr("Write it again."), Remedy.RETRY)
    return unveil(text, veiled)


def _with_marks(prompt: Prompt, text: str, veiled: Veiled, brief: Brief) -> Prompt:
    marks = [f"[[{number}]]" for number in range(1, len(veiled.tags) + 1)]
    wish = sections_of("rewrite", brief.language).render("marks", {"marks": marks})
    said = (Message(Role.ASSISTANT, veil(text, _platform(brief)).text), Message(Role.USER, wish))
    return msgspec.structs.replace(prompt, messages=(*prompt.messages, *said))


def _by_rule(fields: FieldWriter, task: FieldTask, rewriting: Rewriting, seed: int | None) -> None:
    """What needs no model; for the rest the old text stays, and why is said."""
    brief = fields.brief
    text = _ruled(task, brief, rewriting, seed)
    fields.show(task, rewriting.with_greeting(text or rewriting.text), "")
    if not text or text == rewriting.text:
        raise Stopped(
            ErrorKind.UNSUPPORTED,
            tr("This model writes the language of the copy too poorly to follow this wish."),
            tr("Choose another model, or change the text by hand."),
            Remedy.CHOOSE_MODEL,
        )
    told = tr("The model writes this language poorly; the text was changed by rule.")
    fields.notes.append(note("language.by_rule", task.name, told))


def _ruled(task: FieldTask, brief: Brief, rewriting: Rewriting, seed: int | None) -> str:
    text = rewriting.text
    if rewriting.how == SHORTER:
        return _shorter(task, brief, text)
    if rewriting.how == LONGER and task.shape.is_prose:
        return _longer(task, brief, text)
    if rewriting.how == AGAIN and brief.kind is Kind.MAIL:
        return _anew(task, brief, text, seed)
    segment = brief.mail.segment(rewriting.segment) if brief.mail is not None and rewriting.segment else None
    if rewriting.how != _SEGMENT or segment is None:
        return ""
    sentence = for_segment(segment, brief.language)
    return f"{sentence} {text}" if sentence and _opens(task) else ""


def _opens(task: FieldTask) -> bool:
    return task.shape is Shape.BODY and not task.later


def _shorter(task: FieldTask, brief: Brief, text: str) -> str:
    """The text without its last sentences, as long as no tag and no fact that must be mentioned goes with them."""
    must = [fact for fact in brief.facts if fact.must_mention and fact.approved]
    spans = sentences_of(text)
    best = text
    for count in range(len(spans) - 1, 0, -1):
        shorter = text[: spans[count - 1][1]].rstrip()
        if _loses(text, shorter, must, brief):
            break
        best = shorter
        if len(best.split()) <= len(text.split()) * (_FEWER + 0.1):
            break
    return best if best != text and fits(task, best) else ""


def _loses(text: str, shorter: str, must: list[Fact], brief: Brief) -> bool:
    if not tag_change(text, shorter, _platform(brief)).is_none:
        return True
    said = [fact for fact in must if mentions(text, fact, brief.language)]
    return not all(mentions(shorter, fact, brief.language) for fact in said)


def _longer(task: FieldTask, brief: Brief, text: str) -> str:
    """The text with the facts that it does not tell yet."""
    more = tuple(fact for fact in told_facts(brief) if not mentions(text, fact, brief.language))
    said = " ".join(sentences_on(more, brief.language, style_of(None, brief)))
    longer = f"{text.rstrip()}{' ' if task.shape is not Shape.BODY else chr(10) * 2}{said}"
    return longer if said and fits(task, longer) else ""


def _anew(task: FieldTask, brief: Brief, text: str, seed: int | None) -> str:
    """The facts in another order and other frames; a greeting that stands there stays."""
    for step in range(6):
        value = written_by_rule(task, brief, style_of((seed or 1) + step, brief))
        new = value if isinstance(value, str) else "\n".join(value)
        if new != text and tag_change(text, new, _platform(brief)).is_none:
            return new
    return ""


def _platform(brief: Brief) -> Platform | None:
    return brief.mail.platform if brief.mail is not None and brief.mail.platform is not Platform.NONE else None
