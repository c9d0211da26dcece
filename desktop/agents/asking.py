"""What the agents have in common when they ask: names of languages, room for an answer, its schema, its labels."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from desktop.agents.task import FieldTask
from desktop.core.copy import Copy, FieldValue

_LONGEST_LABEL = 24
_LIST_MARK = re.compile(r"^\s*[-*•]\s+")
_TOKENS_A_WORD = {"en": 1.9}
_TOKENS_A_WORD_ELSEWHERE = 3.0
_NAMES = {
    "da": "Danish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "it": "Italian",
    "nb": "Norwegian",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
}


def language_name(language: str) -> str:
    """A language that has no prompts of its own, in English; a code that is not known stays a code."""
    return _NAMES.get(language, language)


def most_tokens(task: FieldTask, language: str) -> int:
    """Room for half as much again as was asked for, so that only a text that does not end is stopped."""
    words = task.words * task.items
    return round(words * 1.5 * _TOKENS_A_WORD.get(language, _TOKENS_A_WORD_ELSEWHERE)) + 24


def schema_of(tasks: tuple[FieldTask, ...]) -> str:
    """The schema of an answer with all these fields; no lengths, as a grammar cuts at `maxLength` within a word."""
    properties = {
        task.name: {"type": "array", "items": {"type": "string"}, "minItems": 1} if task.many else {"type": "string"}
        for task in tasks
    }
    schema = {
        "type": "object",
        "properties": properties,
        "required": [task.name for task in tasks],
        "additionalProperties": False,
    }
    return msgspec.json.encode(schema).decode()


def split_by_labels(tasks: tuple[FieldTask, ...], labels: Mapping[str, FieldTask], answer: str) -> Copy:
    """The fields under their labels, as they stand; text before the first label is part of the first field.

    Text under no label stays with the field before it.
    """
    named = {label.casefold(): task for label, task in labels.items()}
    pattern = re.compile(
        rf"^[\s#*\-]*({'|'.join(sorted(map(re.escape, named), key=len, reverse=True))})[\s*]*:[ \t*]*",
        re.IGNORECASE | re.MULTILINE,
    )
    pieces = pattern.split(answer)
    texts: dict[str, str] = {tasks[0].name: pieces[0]} if pieces[0].strip() else {}
    for label, text in zip(pieces[1::2], pieces[2::2], strict=True):
        name = named[label.casefold()].name
        texts[name] = f"{texts[name]}\n{text}" if texts.get(name, "").strip() else text
    return Copy({task.name: _as_it_stands(task, texts[task.name]) for task in tasks if task.name in texts})


def _as_it_stands(task: FieldTask, text: str) -> FieldValue:
    """The text as the model gave it; the marks of a list are no part of its items."""
    stripped = text.strip()
    if not task.many:
        return stripped
    return tuple(_LIST_MARK.sub("", line).strip() for line in stripped.split("\n") if line.strip())


def labels_may_begin(line: str) -> bool:
    """Whether a line that is still being written may turn out to be a label: short, and no colon behind it yet."""
    return len(line) <= _LONGEST_LABEL and ":" not in line
