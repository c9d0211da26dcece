"""Facts from a text by a model: it says what they are called, the text itself says what they are.

A value counts only when it stands in the text, and the sentence kept with it is the text's own, never the model's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

import msgspec

from desktop.agents.answer import Answer, End
from desktop.agents.judge import found_in
from desktop.agents.prompts import PromptFile, examples_of, sections_of
from desktop.checks.language import detect_language
from desktop.checks.sentences import sentences_of
from desktop.core.brief import Fact, number_facts
from desktop.core.events import Event, Progress
from desktop.core.prompt import LanguageModel, Message, Prompt, Role
from desktop.core.words import tr

SOURCE = "model"
"""What stands as the source of a fact that a model found; the sentence says where."""

_PART = 900
_MOST_WORDS = 12
_NAME_WORDS = 5
_TOKENS = 500


class Named(msgspec.Struct, frozen=True):
    """A fact as the model gives it."""

    name: str
    value: str


class _Answer(msgspec.Struct, frozen=True):
    facts: tuple[Named, ...]


class _Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    answer: _Answer


async def extract_facts(text: str, model: LanguageModel, emit: Callable[[Event], None]) -> tuple[Fact, ...]:
    """The facts of a text, in its order, each with the sentence it stands in; raises what the model raises.

    A part of the text of which the model makes nothing that can be read gives no facts.
    """
    language = detect_language(text) or "en"
    parts = parts_of(text)
    found: dict[tuple[str, str], Fact] = {}
    for number, part in enumerate(parts):
        message = tr("Reading the text: part {n} of {total}", n=number + 1, total=len(parts))
        emit(Progress("extract", message, number, len(parts)))
        for fact in facts_in(part, await _asked(part, language, model), language):
            found.setdefault((fact.name.casefold(), fact.value.casefold()), fact)
    return number_facts(tuple(found.values()))


def facts_in(part: str, named: Iterable[Named], language: str) -> list[Fact]:
    """Those facts whose value stands in the text, under a short name, in the order of the text."""
    sentences = [part[span.start : span.end] for span in sentences_of(part, language)]
    found: list[tuple[int, Fact]] = []
    for each in named:
        name = each.name.strip().rstrip(":").strip()
        value = found_in(part, each.value)
        sound = 0 < len(name.split()) <= _NAME_WORDS and len(value.split()) <= _MOST_WORDS
        if not value or not sound or name.casefold() == value.casefold():
            continue
        holding = [sentence for sentence in sentences if found_in(sentence, value)]
        sentence = max(holding, key=lambda each: _shared(each, name), default="")
        if sentence:
            found.append((part.find(sentence), Fact(name=name, value=value, source=SOURCE, sentence=sentence)))
    return [fact for _, fact in sorted(found, key=lambda each: each[0])]


def parts_of(text: str) -> list[str]:
    """The text in parts that a small model can read at once, between lines where there are any."""
    parts: list[str] = [""]
    for line in filter(str.strip, text.splitlines()):
        for piece in re.findall(rf"\S.{{0,{_PART - 2}}}(?=\s|$)|\S{{{_PART}}}", line) or [line]:
            if parts[-1] and len(parts[-1]) + len(piece) > _PART:
                parts.append("")
            parts[-1] += f"{piece}\n"
    return [part.strip() for part in parts if part.strip()]


async def _asked(part: str, language: str, model: LanguageModel) -> tuple[Named, ...]:
    file = _prompts(language)
    wish = Message(Role.USER, file.render("ask", {"text": part}))
    answer = Answer()
    prompt = Prompt((*_opening(language), wish), _TOKENS, temperature=0.0, json_schema=_SCHEMA)
    await answer.listen(model, prompt, _ignore)
    if answer.end not in {End.WHOLE, End.LENGTH}:
        return ()
    return _read(answer.text)


def _read(text: str) -> tuple[Named, ...]:
    """The facts of an answer; of one that was cut, those that are whole."""
    try:
        return msgspec.json.decode(text[text.find("{") : text.rfind("}") + 1], type=_Answer).facts
    except msgspec.MsgspecError:
        pieces = re.findall(r"\{[^{}]*\}", text)
    found: list[Named] = []
    for piece in pieces:
        try:
            found.append(msgspec.json.decode(piece, type=Named))
        except msgspec.MsgspecError:
            continue
    return tuple(found)


def _shared(sentence: str, name: str) -> int:
    """How many words of a name a sentence has; the first of equals is the one that is kept."""
    words = sentence.casefold()
    return sum(1 for word in name.casefold().split() if word in words)


def _ignore(text: str) -> None:
    """Half an answer holds no facts."""
    del text


@lru_cache(maxsize=8)
def _prompts(language: str) -> PromptFile:
    return sections_of("extract", language)


@lru_cache(maxsize=8)
def _opening(language: str) -> tuple[Message, ...]:
    file = _prompts(language)
    messages = [Message(Role.SYSTEM, file.render("system", {}))]
    for example in examples_of("extract", language, _Example):
        messages.append(Message(Role.USER, file.render("ask", {"text": example.text})))
        messages.append(Message(Role.ASSISTANT, msgspec.json.encode(example.answer).decode()))
    return tuple(messages)


_SCHEMA = msgspec.json.encode(
    {
        "type": "object",
        "properties": {
            "facts": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"name": {"type": "string"}, "value": {"type": "string"}},
                    "required": ["name", "value"],
                    "additionalProperties": False,
                },
            }
        },
        "required": ["facts"],
        "additionalProperties": False,
    }
).decode()
