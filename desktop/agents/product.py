"""The agent for product copy: how a brief becomes prompts, and an answer fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from desktop.agents.cleaning import clean_line, clean_list, clean_text
from desktop.agents.fields import field_tasks
from desktop.agents.going_on import ending_of, prompt_to_go_on
from desktop.agents.prompts import PromptFile, prompt_file
from desktop.agents.sentences import description_by_rule, spoken_audience
from desktop.agents.task import FieldTask, Shape
from desktop.core.brief import LANGUAGES, Brief, Kind
from desktop.core.copy import Copy, FieldValue
from desktop.core.errors import Bug, ErrorKind
from desktop.core.prompt import Message, Prompt, Role

_EXAMPLE_OF = {
    Shape.HEADLINE: Shape.TITLE,
    Shape.LINE: Shape.SEO_DESCRIPTION,
    Shape.POST: Shape.DESCRIPTION,
    Shape.KEYWORDS: Shape.BULLETS,
}
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
_LABELS = {
    "en": {
        "title": "Title",
        "description": "Description",
        "bullets": "Bullets",
        "seo_title": "SEO title",
        "seo_description": "SEO description",
    },
    "nl": {
        "title": "Titel",
        "description": "Beschrijving",
        "bullets": "Opsomming",
        "seo_title": "SEO-titel",
        "seo_description": "SEO-beschrijving",
    },
    "sv": {
        "title": "Titel",
        "description": "Beskrivning",
        "bullets": "Punkter",
        "seo_title": "SEO-titel",
        "seo_description": "SEO-beskrivning",
    },
}


class ProductAgent:
    """Writes product copy; see `desktop.agents.task.Agent`."""

    kind = Kind.PRODUCT

    @property
    def prompt(self) -> str:
        """Name and version of the prompts; all languages carry the same version."""
        return f"product/{_version()}"

    def tasks(self, brief: Brief, fields: tuple[str, ...]) -> tuple[FieldTask, ...]:
        """The fields of the brief's channels, or of a usual shop."""
        return field_tasks(brief, fields)

    def field_prompt(self, task: FieldTask, brief: Brief, *, seed: int | None) -> Prompt:
        """Rules, finished examples of this field, then the facts as sentences and the wish."""
        file = prompt_file("product", brief.language)
        asked = f"{_notes(file, brief)}\n\n{_ask(file, task, brief)}"
        return Prompt(
            messages=(*_opening(file, task.shape), Message(Role.USER, asked)),
            max_tokens=_most_tokens(task, brief.language),
            temperature=_temperature(task, brief.language),
            stop=() if task.many or task.shape in {Shape.DESCRIPTION, Shape.POST} else ("\n",),
            seed=seed,
        )

    def repair_prompt(self, task: FieldTask, brief: Brief, text: str, reasons: tuple[str, ...]) -> Prompt:
        """The same call continued: the answer so far, what is wrong with it, and the wish for a better one."""
        first = self.field_prompt(task, brief, seed=None)
        wish = prompt_file("product", brief.language).render("repair", {"reasons": reasons})
        messages = (*first.messages, Message(Role.ASSISTANT, text), Message(Role.USER, wish))
        return msgspec.structs.replace(first, messages=messages, correction=task.shape.is_prose)

    def go_on_prompt(self, task: FieldTask, brief: Brief, text: str, *, seed: int | None) -> Prompt:
        """The same call with the beginning of its answer, and the wish to go on after its last words."""
        wish = prompt_file("product", brief.language).render("go_on", {"ending": ending_of(text)})
        return prompt_to_go_on(self.field_prompt(task, brief, seed=seed), text, wish)

    def whole_prompt(self, tasks: tuple[FieldTask, ...], brief: Brief, copy: Copy, *, seed: int | None) -> Prompt:
        """All fields at once, for a model that keeps to a schema."""
        file = prompt_file("product", brief.language)
        names = {task.name for task in tasks}
        values = {
            "asks": [(task, _ask(file, task, brief)) for task in tasks],
            "language": _language_name(brief.language),
            "copy": [(name, copy.text(name)) for name in copy.fields if name not in names],
        }
        wish = f"{_facts(file, brief)}\n\n{file.render('whole', values)}"
        return Prompt(
            messages=(Message(Role.SYSTEM, file.render("system.whole", {})), Message(Role.USER, wish)),
            max_tokens=sum(_most_tokens(task, brief.language) for task in tasks) * 2 + 400,
            temperature=0.7,
            json_schema=_schema(tasks),
            seed=seed,
        )

    def plain_prompt(self, tasks: tuple[FieldTask, ...], brief: Brief, *, seed: int | None) -> Prompt:
        """What a person without a program would ask."""
        file = prompt_file("product", brief.language)
        labels = [label_of(task.name, brief.language) for task in tasks]
        wish = file.render(
            "plain",
            {"facts": _facts(file, brief), "labels": labels, "language": _language_name(brief.language)},
        )
        tokens = sum(_most_tokens(task, brief.language) for task in tasks) + 50
        return Prompt(messages=(Message(Role.USER, wish),), max_tokens=tokens, temperature=0.7, seed=seed)

    def split_plain(self, tasks: tuple[FieldTask, ...], language: str, answer: str) -> Copy:
        """The fields under their labels, as they stand; text before the first label is part of the first field."""
        labels = {label_of(task.name, language).casefold(): task for task in tasks}
        pattern = re.compile(
            rf"^[\s#*\-]*({'|'.join(re.escape(label) for label in labels)})[\s*]*:[ \t*]*", re.IGNORECASE | re.MULTILINE
        )
        pieces = pattern.split(answer)
        texts: dict[str, str] = {tasks[0].name: pieces[0]} if pieces[0].strip() else {}
        for label, text in zip(pieces[1::2], pieces[2::2], strict=True):
            name = labels[label.casefold()].name
            texts[name] = f"{texts[name]}\n{text}" if texts.get(name, "").strip() else text
        return Copy({task.name: _as_it_stands(task, texts[task.name]) for task in tasks if task.name in texts})

    def examples(self, language: str) -> tuple[str, ...]:
        """The copy of the examples."""
        found = prompt_file("product", language).examples
        return tuple(text for example in found for _, text in example.copy.addressed())

    def reason(self, name: str, language: str, values: Mapping[str, object]) -> str:
        """The section `reason.<name>` of the prompts."""
        told = {**values, "language": _language_name(language)}
        return prompt_file("product", language).render(f"reason.{name}", told)

    def clean(self, task: FieldTask, brief: Brief, answer: str) -> FieldValue:
        """The value of the field in an answer."""
        del brief
        if task.many:
            return clean_list(answer)
        return clean_text(answer) if task.shape in {Shape.DESCRIPTION, Shape.POST} else clean_line(answer)


def label_of(field: str, language: str) -> str:
    """The name of a field in a plain prompt."""
    return _LABELS.get(language, _LABELS["en"]).get(field, field)


@lru_cache(maxsize=1)
def _version() -> int:
    versions = {prompt_file("product", language).version for language in LANGUAGES}
    if len(versions) != 1:
        raise Bug(ErrorKind.BUG, "The prompt files for product copy are not of one version.")
    return versions.pop()


def _opening(file: PromptFile, shape: Shape) -> tuple[Message, ...]:
    """System message and the examples of this field: the same for every brief, so that a server reads them once.

    A small model that sees examples of several fields mixes them up: its description becomes a list like the title.
    """
    messages = [Message(Role.SYSTEM, file.render("system", {}))]
    shown = _EXAMPLE_OF.get(shape, shape)
    for example in file.examples:
        for task in field_tasks(example.brief, ()):
            answer = example.copy.text(task.name)
            if task.shape is shown and answer:
                wish = f"{_notes(file, example.brief)}\n\n{_ask(file, task, example.brief)}"
                messages += [Message(Role.USER, wish), Message(Role.ASSISTANT, answer)]
    return tuple(messages)


def _notes(file: PromptFile, brief: Brief) -> str:
    """The brief with its facts as sentences: a small model that edits sentences invents less than with a list."""
    readers = "" if spoken_audience(brief) else brief.audience
    return file.render("brief", {"brief": brief, "draft": description_by_rule(brief), "readers": readers})


def _facts(file: PromptFile, brief: Brief) -> str:
    told = tuple(fact for fact in brief.facts if fact.approved and fact.text)
    return file.render("facts", {"brief": msgspec.structs.replace(brief, facts=told)})


def _ask(file: PromptFile, task: FieldTask, brief: Brief) -> str:
    wish = file.render(f"ask.{task.shape.value}", {"task": task, "brief": brief})
    if brief.language in LANGUAGES:
        return wish
    return f"{wish} {file.render('tongue', {'language': _language_name(brief.language)})}"


def _language_name(language: str) -> str:
    """A language that has no prompts of its own, in English; a code that is not known stays a code."""
    return _NAMES.get(language, language)


def _most_tokens(task: FieldTask, language: str) -> int:
    """Room for half as much again as was asked for, so that only a text that does not end is stopped."""
    words = task.words * task.items
    return round(words * 1.5 * _TOKENS_A_WORD.get(language, _TOKENS_A_WORD_ELSEWHERE)) + 24


def _temperature(task: FieldTask, language: str) -> float:
    """Free enough for variants to differ; close to the facts, the more so where small models are weak."""
    if language != "en":
        return 0.25
    return 0.35 if task.shape.is_prose else 0.4


def _schema(tasks: tuple[FieldTask, ...]) -> str:
    """No lengths in it: a grammar cuts at `maxLength` in the middle of a word."""
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


def _as_it_stands(task: FieldTask, text: str) -> FieldValue:
    """The text as the model gave it; the marks of a list are no part of its items."""
    stripped = text.strip()
    if not task.many:
        return stripped
    return tuple(_LIST_MARK.sub("", line).strip() for line in stripped.split("\n") if line.strip())
