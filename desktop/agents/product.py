"""The agent for product copy: how a brief becomes prompts, and an answer fields."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from desktop.agents.asking import language_name, most_tokens, schema_of, split_by_labels
from desktop.agents.cleaning import clean_line, clean_list, clean_text
from desktop.agents.fields import field_tasks
from desktop.agents.going_on import ending_of, prompt_to_go_on
from desktop.agents.prompts import PromptFile, prompt_file
from desktop.agents.sentences import description_by_rule, fact_phrase, spoken_audience
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
_SHORT = frozenset({Shape.TITLE, Shape.SEO_TITLE, Shape.HEADLINE, Shape.KEYWORDS})
_LEAST_TO_VARY = 3
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

    def field_prompt(self, task: FieldTask, brief: Brief, *, seed: int | None, draft: str = "") -> Prompt:
        """Rules, finished examples of this field, then the facts as sentences and the wish."""
        file = prompt_file("product", brief.language)
        asked = f"{_notes(file, brief, draft)}\n\n{_ask(file, task, brief)}"
        if not draft:
            asked = f"{asked} {_varied(file, task, brief, seed)}".rstrip()
        opening = _opening(file, task.shape)
        return Prompt(
            messages=(*opening, Message(Role.USER, asked)),
            max_tokens=most_tokens(task, brief.language),
            temperature=_temperature(task, brief.language),
            stop=() if task.many or task.shape in {Shape.DESCRIPTION, Shape.POST} else ("\n",),
            seed=seed,
            shared=len(opening),
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
            "language": language_name(brief.language),
            "copy": [(name, copy.text(name)) for name in copy.fields if name not in names],
        }
        wish = f"{_facts(file, brief)}\n\n{file.render('whole', values)}"
        return Prompt(
            messages=(Message(Role.SYSTEM, file.render("system.whole", {})), Message(Role.USER, wish)),
            max_tokens=sum(most_tokens(task, brief.language) for task in tasks) * 2 + 400,
            temperature=0.7,
            json_schema=schema_of(tasks),
            seed=seed,
            shared=2,
        )

    def plain_prompt(self, tasks: tuple[FieldTask, ...], brief: Brief, *, seed: int | None) -> Prompt:
        """What a person without a program would ask."""
        file = prompt_file("product", brief.language)
        labels = [label_of(task.name, brief.language) for task in tasks]
        wish = file.render(
            "plain",
            {"facts": _facts(file, brief), "labels": labels, "language": language_name(brief.language)},
        )
        tokens = sum(most_tokens(task, brief.language) for task in tasks) + 50
        return Prompt((Message(Role.USER, wish),), tokens, temperature=0.7, seed=seed, shared=1)

    def split_plain(self, tasks: tuple[FieldTask, ...], language: str, answer: str) -> Copy:
        """The fields under their labels, as they stand; text before the first label is part of the first field."""
        labels = {label_of(task.name, language): task for task in tasks}
        return split_by_labels(tasks, labels, answer)

    def together_prompt(self, tasks: tuple[FieldTask, ...], brief: Brief, *, seed: int | None) -> Prompt:
        """All fields in the form of the plain prompt; a small model writes them better one by one."""
        return self.plain_prompt(tasks, brief, seed=seed)

    def split_together(self, tasks: tuple[FieldTask, ...], language: str, answer: str) -> dict[str, str]:
        """The fields under their labels."""
        return dict(self.split_plain(tasks, language, answer).addressed())

    def settled(self, task: FieldTask, brief: Brief, value: FieldValue, others: Copy) -> FieldValue:
        """As it was written: fields of a product stand by themselves."""
        del task, brief, others
        return value

    def examples(self, language: str) -> tuple[str, ...]:
        """The copy of the examples."""
        found = prompt_file("product", language).examples
        return tuple(text for example in found for _, text in example.copy.addressed())

    def reason(self, name: str, language: str, values: Mapping[str, object]) -> str:
        """The section `reason.<name>` of the prompts."""
        told = {**values, "language": language_name(language)}
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


def _notes(file: PromptFile, brief: Brief, draft: str = "") -> str:
    """The brief with its facts as sentences: a small model that edits sentences invents less than with a list."""
    readers = "" if spoken_audience(brief) else brief.audience
    return file.render("brief", {"brief": brief, "draft": draft or description_by_rule(brief), "readers": readers})


def _facts(file: PromptFile, brief: Brief) -> str:
    told = tuple(fact for fact in brief.facts if fact.approved and fact.text)
    return file.render("facts", {"brief": msgspec.structs.replace(brief, facts=told)})


def _ask(file: PromptFile, task: FieldTask, brief: Brief) -> str:
    wish = file.render(f"ask.{task.shape.value}", {"task": task, "brief": brief})
    if brief.language in LANGUAGES:
        return wish
    return f"{wish} {file.render('tongue', {'language': language_name(brief.language)})}"


def _varied(file: PromptFile, task: FieldTask, brief: Brief, seed: int | None) -> str:
    """What one variant is asked beside the others: other facts to name, or to begin with.

    A small model that is not asked for it writes the same words again whatever its seed; a higher temperature makes it
    invent. It stands at the end, so that all before it is the same for all variants.
    """
    facts = [fact_phrase(fact) for fact in brief.facts if fact.approved and fact.text]
    if seed is None or len(facts) < _LEAST_TO_VARY:
        return ""
    chosen = random.Random(f"{seed} {task.shape}").sample(facts, 2)  # noqa: S311 - no secret
    return file.render("vary.two" if task.shape in _SHORT else "vary.first", {"facts": chosen})


def _temperature(task: FieldTask, language: str) -> float:
    """Free enough for variants to differ; close to the facts, the more so where small models are weak."""
    if language != "en":
        return 0.25
    return 0.35 if task.shape.is_prose else 0.4
