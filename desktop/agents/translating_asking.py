"""What a model is asked for translations: one segment after its examples, or many at once as JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from desktop.agents.prompts import PromptFile, examples_of, sections_of
from desktop.agents.translating_languages import english_name, plain_code
from desktop.agents.translating_protecting import Guarded, as_letters
from desktop.agents.translating_task import TranslationTask
from desktop.checks.bitext.meaning import terms as wrong_terms
from desktop.checks.bitext.pair import Pair
from desktop.core.brief import Fact
from desktop.core.prompt import Message, Prompt, Role
from desktop.core.segment import Segment, TaggedText
from desktop.core.term import Term
from desktop.core.translation_finding import Surroundings
from desktop.core.wishes import WishName, read_wish
from desktop.core.words import interface_language

_FILE = "translation"
_MOST_FACTS = 12
_MOST_TERMS = 20
_LEAST_MATCH = 60
_ORDER = ("en", "nl", "sv", "de")
"""In this order stand the words of the example's term."""
_CREATIVE, _LIVELY = 0.7, 0.5
_TAG = re.compile(r"\{\d+\}")


class Shown(NamedTuple):
    """A text and its translation as a model is shown them, with signs."""

    text: str
    translation: str


class Asked(NamedTuple):
    """A segment as it is asked for: its source guarded, what stands around it, and translations of texts like it."""

    segment: Segment
    guarded: Guarded
    before: tuple[Shown, ...] = ()
    like: tuple[Shown, ...] = ()
    after: tuple[str, ...] = ()


class _Given(msgspec.Struct, omit_defaults=True):
    """A segment of a batch as JSON."""

    id: int
    text: str
    about: str = ""
    max_characters: int = 0
    similar: list[dict[str, str]] = []


@lru_cache(maxsize=1)
def _file() -> PromptFile:
    return sections_of(_FILE, "en")


@lru_cache(maxsize=1)
def _examples() -> tuple[dict[str, str | list[str]], ...]:
    found: tuple[dict[str, str | list[str]], ...] = examples_of(_FILE, "en", dict[str, str | list[str]])
    return found


def prompts_name() -> str:
    """Name and version of the prompts: `translation/1`."""
    return f"{_FILE}/{_file().version}"


def example_pairs(task: TranslationTask) -> tuple[Shown, ...]:
    """The examples between two languages, in the form of address that is wanted; none where one of them has none."""
    one, other = plain_code(task.source), plain_code(task.target)
    found = []
    for each in _examples():
        text = each.get(one)
        translation = each.get(f"{other}.{task.brief.register}") or each.get(other)
        if not isinstance(text, str) or not isinstance(translation, str) or one == other:
            return ()
        words = each.get("terms")
        if task.terms and isinstance(words, list):
            text = f"[Use: {words[_ORDER.index(one)]} = {words[_ORDER.index(other)]}]\n{text}"
        found.append(Shown(text, translation))
    return tuple(found)


def system_of(task: TranslationTask, *, marks: bool) -> str:
    """What is the same for all questions of a task."""
    brief, file = task.brief, _file()
    names = {"source": english_name(task.source), "target": english_name(task.target), "marks": marks}
    if task.back:
        return file.render("back.system", names)
    facts = [_fact(each) for each in brief.facts if each.approved][:_MOST_FACTS]
    told = {"audience": brief.audience, "tone": brief.tone, "notes": brief.notes.strip(), "facts": facts}
    return file.render("system", {**names, **told, "register": register_rule(task), "wish": _wish_words(task)})


def register_rule(task: TranslationTask) -> str:
    """How the reader is to be addressed, as a rule for the model; empty where the brief does not say."""
    section = f"register.{task.brief.register}"
    return _file().render(section, {"target": plain_code(task.target)}) if _file().has(section) else ""


def terms_in(task: TranslationTask, segment: Segment) -> tuple[Term, ...]:
    """The terms that stand in a source: those that an empty translation would lack."""
    pair = Pair(msgspec.structs.replace(segment, target=TaggedText()), task.source, task.target, Surroundings())
    found = []
    for each in (term for term in task.terms if term.target):
        pair.around = Surroundings((msgspec.structs.replace(each, forbidden=()),))
        if any(wrong_terms(pair)):
            found.append(each)
    return tuple(found[:_MOST_TERMS])


def single_prompt(task: TranslationTask, asked: Asked, *, anew: bool = False) -> Prompt:
    """Ask for one segment, after examples as turns: what small models follow best.

    `anew` asks a small model once more. Told what is wrong it would translate that, so it is asked for the same in a
    livelier way, with the signs named.
    """
    shown = (*example_pairs(task), *asked.before, *asked.like)
    messages = [Message(Role.SYSTEM, system_of(task, marks=True))]
    for pair in shown:
        messages += [Message(Role.USER, pair.text), Message(Role.ASSISTANT, pair.translation)]
    wish, temperature = _wish(task, asked)
    messages.append(Message(Role.USER, wish or _text(task, asked, keep=anew)))
    temperature = max(temperature, _LIVELY) if anew else temperature
    fixed = 1 + 2 * len(example_pairs(task))
    return Prompt(tuple(messages), room_for(asked.guarded.shown), temperature, shared=fixed)


def batch_prompt(task: TranslationTask, batch: Sequence[Asked]) -> Prompt:
    """Ask for several segments at once, as JSON."""
    given = [
        _Given(
            number,
            each.guarded.shown,
            each.segment.context,
            each.segment.most,
            [{"text": pair.text, "translation": pair.translation} for pair in each.like],
        )
        for number, each in enumerate(batch, 1)
    ]
    data: dict[str, object] = {"segments": given}
    if batch[0].before:
        data = {"before": [{"text": one.text, "translation": one.translation} for one in batch[0].before], **data}
    if batch[-1].after:
        data["after"] = list(batch[-1].after)
    terms = {each: None for asked in batch for each in terms_in(task, asked.segment)}
    values = {
        "target": english_name(task.target),
        "terms": [_term(each) for each in terms],
        "data": msgspec.json.encode(data).decode(),
    }
    messages = (
        Message(Role.SYSTEM, system_of(task, marks=True)),
        Message(Role.USER, _file().render("batch", values)),
    )
    room = sum(room_for(each.guarded.shown) for each in batch)
    return Prompt(messages, room, 0.1, json_schema=_SCHEMA, shared=1)


def estimate_prompt(segments: Sequence[Segment], source: str, target: str, terms: tuple[Term, ...]) -> Prompt:
    """Ask for a score and a reason for each of these translations."""
    names = {"source": english_name(source), "target": english_name(target)}
    language = english_name(interface_language())
    data = [
        {"id": number, "text": each.source.text, "translation": each.target.text}
        for number, each in enumerate(segments, 1)
    ]
    task = TranslationTask((), source, target, terms=terms)
    known = {each: None for segment in segments for each in terms_in(task, segment)}
    values = {"terms": [_term(each) for each in known], "data": msgspec.json.encode(data).decode()}
    messages = (
        Message(Role.SYSTEM, _file().render("estimate.system", {**names, "language": language})),
        Message(Role.USER, _file().render("estimate", values)),
    )
    return Prompt(messages, 60 * len(segments) + 60, 0.0, json_schema=_SCORES, shared=1)


def prompt_again(prompt: Prompt, answer: str, reasons: Sequence[str]) -> Prompt:
    """The prompt with an answer that cannot be used, and why."""
    wish = _file().render("again", {"reasons": list(reasons)})
    said = (Message(Role.ASSISTANT, answer), Message(Role.USER, wish))
    return msgspec.structs.replace(prompt, messages=(*prompt.messages, *said), temperature=0.4)


def reason(name: str, task: TranslationTask, **values: object) -> str:
    """What is wrong with a translation, in words for a model; empty for what it is not told of."""
    section = f"reason.{name}"
    if not _file().has(section):
        return ""
    known = {"target": english_name(task.target), "register": register_rule(task), "text": "", "fix": "", "most": 0}
    return " ".join(_file().render(section, {**known, **values}).split())


def room_for(text: str) -> int:
    """Tokens for an answer: languages differ, so twice as many letters as the text has, at two letters a token."""
    return len(text.encode()) + 48


def like_pairs(task: TranslationTask, segment: Segment, most: int) -> tuple[Shown, ...]:
    """What memories have for texts like this one; tags are left out, as they are other ones."""
    found = [each for each in task.matches.get(segment.id, ()) if each.percent >= _LEAST_MATCH and each.target.strip()]
    return tuple(Shown(_bare(each.source), _bare(each.target)) for each in found[:most])


def _bare(text: str) -> str:
    return " ".join(_TAG.sub(" ", text).split())


def _text(task: TranslationTask, asked: Asked, *, keep: bool) -> str:
    values = {
        "keep": asked.guarded.signs if keep else (),
        "terms": [_term(each) for each in terms_in(task, asked.segment)],
        "context": asked.segment.context,
        "most": asked.segment.most,
        "text": asked.guarded.shown,
    }
    return _file().render("text", values)


def _wish(task: TranslationTask, asked: Asked) -> tuple[str, float]:
    """A wish for the translation that is there, and how freely it is met; empty where none is asked for."""
    if not task.instruction.strip() or asked.segment.target.is_empty:
        return "", 0.0
    file, wish = _file(), read_wish(task.instruction)
    values = {
        "text": asked.guarded.shown,
        "target": english_name(task.target),
        "translation": asked.guarded.sign_all(as_letters(asked.segment.target, asked.guarded)),
        "wish": _wish_words(task),
    }
    return file.render("rewrite", values), _CREATIVE if wish.name is WishName.AGAIN else 0.2


def _wish_words(task: TranslationTask) -> str:
    """What an instruction asks for, in words for a model; empty without one."""
    if not task.instruction.strip():
        return ""
    wish = read_wish(task.instruction)
    section = f"wish.{wish.name}" if _file().has(f"wish.{wish.name}") else "wish.free"
    return _file().render(section, {"wish": wish.argument or task.instruction.strip()})


def _term(term: Term) -> str:
    return f"{term.source} = {term.target}"


def _fact(fact: Fact) -> str:
    return f"{fact.name}: {fact.text}" if fact.name else fact.text


def _list_of(name: str, item: dict[str, object]) -> str:
    """The schema of an object with one list of objects."""
    each = {"type": "object", "properties": item, "required": list(item), "additionalProperties": False}
    schema = {"type": "object", "properties": {name: {"type": "array", "items": each}}, "required": [name]}
    return msgspec.json.encode({**schema, "additionalProperties": False}).decode()


_SCHEMA = _list_of("translations", {"id": {"type": "integer"}, "text": {"type": "string"}})
_SCORES = _list_of(
    "scores", {"id": {"type": "integer"}, "score": {"type": ["number", "null"]}, "reason": {"type": "string"}}
)
