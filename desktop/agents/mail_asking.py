"""What is asked of a model for a mail: its short texts all at once, one of them, or the whole as JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from desktop.agents.asking import language_name, most_tokens, schema_of
from desktop.agents.mail_rules import draft_of, teaser
from desktop.agents.mail_tasks import mail_tasks
from desktop.agents.mail_words import series_step, type_of
from desktop.agents.prompts import Example, PromptFile, prompt_file
from desktop.agents.task import FieldTask, Shape
from desktop.core.brief import LANGUAGES, Brief, number_facts
from desktop.core.copy import Copy
from desktop.core.mail import Mail
from desktop.core.mail_structures import structure
from desktop.core.prompt import Message, Prompt, Role

_FORM = (Shape.SUBJECT, Shape.PREHEADER, Shape.HEADING, Shape.BODY, Shape.BUTTON)
_PLACES = "abcdefgh"
_LABELS = {
    "en": {
        Shape.SUBJECT: "Subject",
        Shape.PREHEADER: "Preheader",
        Shape.HEADING: "Heading",
        Shape.BODY: "Text",
        Shape.BUTTON: "Button",
    },
    "nl": {
        Shape.SUBJECT: "Onderwerp",
        Shape.PREHEADER: "Preheader",
        Shape.HEADING: "Kop",
        Shape.BODY: "Tekst",
        Shape.BUTTON: "Knop",
    },
    "sv": {
        Shape.SUBJECT: "Ämnesrad",
        Shape.PREHEADER: "Förhandsrad",
        Shape.HEADING: "Rubrik",
        Shape.BODY: "Text",
        Shape.BUTTON: "Knapp",
    },
}


def mail_file(language: str) -> PromptFile:
    """The prompts for mails in a language."""
    return prompt_file("mail", language)


def labelled(tasks: Sequence[FieldTask], language: str) -> dict[str, FieldTask]:
    """Each task under the label that its text has in an answer: `Text`, `Text 2`, …"""
    names = _LABELS.get(language, _LABELS["en"])
    found: dict[str, FieldTask] = {}
    for task in tasks:
        name = names.get(task.shape, task.name)
        number = 1
        while (label := f"{name} {number}" if number > 1 else name) in found:
            number += 1
        found[label] = task
    return found


def split_labelled(tasks: Sequence[FieldTask], language: str, answer: str) -> dict[str, str]:
    """What stands under each label, by the address of its text, as far as it has come; nothing else is kept."""
    labels = {label.casefold(): task for label, task in labelled(tasks, language).items()}
    every = "|".join(map(re.escape, _LABELS.get(language, _LABELS["en"]).values()))
    pattern = re.compile(rf"^[\s#*_>-]*((?:{every})(?: \d)?)[ *_]*:[ \t*_]*", re.IGNORECASE | re.MULTILINE)
    pieces = pattern.split(answer)
    texts: dict[str, str] = {}
    for label, text in zip(pieces[1::2], pieces[2::2], strict=True):
        task = labels.get(label.casefold())
        if task is not None:
            texts.setdefault(task.name, text)
    return texts


def together_prompt(tasks: tuple[FieldTask, ...], brief: Brief, *, seed: int | None) -> Prompt:
    """Ask for all these texts in one answer, each after its label."""
    file = mail_file(brief.language)
    ordered = _in_form(tasks)
    opening = _together_opening(brief.language, tuple(labelled(ordered, brief.language)))
    return Prompt(
        messages=(*opening, Message(Role.USER, _form(file, ordered, brief))),
        max_tokens=sum(most_tokens(task, brief.language) for task in tasks) + 8 * len(tasks),
        temperature=_temperature(brief.language),
        seed=seed,
        shared=len(opening),
    )


def one_prompt(task: FieldTask, brief: Brief, *, seed: int | None, draft: str = "") -> Prompt:
    """Ask for one text."""
    file = mail_file(brief.language)
    opening = _opening(brief.language, task.shape)
    asked = f"{_notes(file, (task,), brief, draft=draft)}\n\n{_ask(file, task, brief)}"
    return Prompt(
        messages=(*opening, Message(Role.USER, asked)),
        max_tokens=most_tokens(task, brief.language),
        temperature=_temperature(brief.language),
        stop=() if task.shape is Shape.BODY else ("\n",),
        seed=seed,
        shared=len(opening),
    )


def all_prompt(tasks: tuple[FieldTask, ...], brief: Brief, copy: Copy, *, seed: int | None) -> Prompt:
    """All texts at once, as JSON, of a model that keeps to a schema."""
    file = mail_file(brief.language)
    names = {task.name for task in tasks}
    values = {
        "asks": [(task, _ask(file, task, brief)) for task in tasks],
        "language": language_name(brief.language),
        "copy": [(name, copy.text(name)) for name in copy.fields if name not in names],
    }
    wish = f"{facts_text(file, brief, tasks)}\n\n{file.render('whole', values)}"
    return Prompt(
        messages=(Message(Role.SYSTEM, file.render("system.whole", {})), Message(Role.USER, wish)),
        max_tokens=sum(most_tokens(task, brief.language) for task in tasks) * 2 + 400,
        temperature=0.7,
        json_schema=schema_of(tasks),
        seed=seed,
        shared=2,
    )


def facts_text(file: PromptFile, brief: Brief, tasks: Sequence[FieldTask]) -> str:
    """The brief with its facts as a list."""
    told = tuple(fact for fact in brief.facts if fact.approved and fact.text)
    known = msgspec.structs.replace(brief, facts=told)
    return file.render("facts", {"brief": known, **_kind(file, brief), "earlier": _earlier(tasks)})


def _notes(file: PromptFile, tasks: Sequence[FieldTask], brief: Brief, *, draft: str = "") -> str:
    """The brief with what each text tells in sentences; a text that tells nothing of its own is not named."""
    labels = labelled(tasks, brief.language)
    telling = [(label, draft or draft_of(task, brief)) for label, task in labels.items() if task.shape is Shape.BODY]
    if not telling and tasks:
        label = _LABELS.get(brief.language, _LABELS["en"])[Shape.BODY]
        telling = [(label, draft or draft_of(tasks[0], brief))]
    values = {
        "brief": brief,
        "telling": [(label, told) for label, told in telling if told],
        **_kind(file, brief),
        "earlier": _earlier(tasks),
    }
    return file.render("brief", values)


def _earlier(tasks: Sequence[FieldTask]) -> list[str]:
    return list(tasks[0].earlier) if tasks else []


def _form(file: PromptFile, tasks: Sequence[FieldTask], brief: Brief) -> str:
    labels = labelled(tasks, brief.language)
    told = teaser(brief)
    asks = [
        (label, file.render(f"short.{task.shape.value}", {"task": task, "label": label, "told": told}))
        for label, task in labels.items()
    ]
    return f"{_notes(file, tasks, brief)}\n\n{file.render('form', {'asks': asks})}{_tongue(file, brief)}"


def _ask(file: PromptFile, task: FieldTask, brief: Brief) -> str:
    section = f"ask.{task.shape.value}"
    told = draft_of(task, brief) if task.facts else ""
    source = file if file.has(section) else prompt_file("product", brief.language)
    return source.render(section, {"task": task, "brief": brief, "told": told}) + _tongue(file, brief)


def _tongue(file: PromptFile, brief: Brief) -> str:
    if brief.language in LANGUAGES:
        return ""
    return f" {file.render('tongue', {'language': language_name(brief.language)})}"


def _kind(file: PromptFile, brief: Brief) -> dict[str, str]:
    """What a mail of this type is, and what its place in a series asks of it."""
    product = brief.product.strip() or brief.notes.strip().partition("\n")[0][:80] or "–"
    step = series_step(brief.mail) if brief.mail is not None else None
    found = ""
    if step is not None and 1 <= step[1] <= len(_PLACES):
        section = f"series.{step[0]}.{_PLACES[step[1] - 1]}"
        found = file.render(section, {}) if file.has(section) else ""
    return {"kind": file.render(f"kind.{type_of(brief).value}", {"product": product}), "step": found}


def _temperature(language: str) -> float:
    """Close to the notes, the more so where small models are weak."""
    return 0.35 if language == "en" else 0.25


@lru_cache(maxsize=32)
def _together_opening(language: str, labels: tuple[str, ...]) -> tuple[Message, ...]:
    """System message and the examples in the very form that is asked for: a small model keeps to what it is shown."""
    file = mail_file(language)
    messages = [Message(Role.SYSTEM, file.render("system", {}))]
    for example in map(structured, file.examples):
        found = [task for task in mail_tasks(example.brief, ()) if example.copy.text(task.name) and task.together]
        tasks, copy = _in_form(tuple(found)), example.copy
        if len(_bodies(labelled(tasks, language), labels)) < len(_bodies(labelled(tasks, language))):
            tasks, copy = _with_one_body(tasks, copy)
        shown = {label: task for label, task in labelled(tasks, language).items() if label in labels}
        answer = [f"{label}: {copy.text(task.name)}" for label, task in shown.items()]
        messages += [
            Message(Role.USER, _form(file, tuple(shown.values()), example.brief)),
            Message(Role.ASSISTANT, "\n".join(answer)),
        ]
    return tuple(messages)


def _bodies(named: Mapping[str, FieldTask], among: Sequence[str] | None = None) -> list[FieldTask]:
    return [task for label, task in named.items() if task.shape is Shape.BODY and (among is None or label in among)]


def _with_one_body(tasks: tuple[FieldTask, ...], copy: Copy) -> tuple[tuple[FieldTask, ...], Copy]:
    """An example with all its texts in the first one."""
    bodies = [task for task in tasks if task.shape is Shape.BODY]
    first = msgspec.structs.replace(
        bodies[0],
        facts=tuple(each for task in bodies for each in task.facts),
        words=sum(task.words for task in bodies),
    )
    whole = copy.with_field(first.name, " ".join(copy.text(task.name) for task in bodies))
    return tuple(first if task is bodies[0] else task for task in tasks if task not in bodies[1:]), whole


def _in_form(tasks: tuple[FieldTask, ...]) -> tuple[FieldTask, ...]:
    """The texts in the one order in which they are asked for, whatever the order of their blocks."""
    return tuple(sorted(tasks, key=lambda task: _FORM.index(task.shape)))


@lru_cache(maxsize=64)
def _opening(language: str, shape: Shape) -> tuple[Message, ...]:
    """System message and the examples of this shape: the same for every brief, so that a server reads them once."""
    file = mail_file(language)
    messages = [Message(Role.SYSTEM, file.render("system", {}))]
    for example in map(structured, file.examples):
        for task in mail_tasks(example.brief, ()):
            answer = example.copy.text(task.name)
            if task.shape is shape and answer:
                beside = example.copy.text("subject") if shape is Shape.PREHEADER else ""
                shown = msgspec.structs.replace(task, beside=beside)
                wish = f"{_notes(file, (shown,), example.brief)}\n\n{_ask(file, shown, example.brief)}"
                messages += [Message(Role.USER, wish), Message(Role.ASSISTANT, answer)]
    return tuple(messages)


def structured(example: Example) -> Example:
    """An example with the blocks of its type, which its file leaves out."""
    mail = example.brief.mail or Mail()
    whole = msgspec.structs.replace(mail, blocks=mail.blocks or structure(mail.type))
    facts = number_facts(example.brief.facts)
    return Example(msgspec.structs.replace(example.brief, mail=whole, facts=facts), example.copy)
