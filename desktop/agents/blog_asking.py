"""What is asked of a model for a post: an angle, an outline, one section, a line, or all at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from desktop.agents.asking import language_name, most_tokens, schema_of
from desktop.agents.blog_rules import facts_told, is_section, pieces_of, source_of
from desktop.agents.blog_sharing import shares_of
from desktop.agents.blog_tasks import post_tasks, with_outline
from desktop.agents.prompts import Example, PromptFile, prompt_file
from desktop.agents.sentences import fact_phrase
from desktop.agents.task import FieldTask, Shape
from desktop.core.brief import LANGUAGES, Brief, number_facts
from desktop.core.copy import Copy
from desktop.core.outline import with_section
from desktop.core.post import INTRODUCTION, SECTION_FIELD
from desktop.core.post_lengths import goal_of, usual_outline
from desktop.core.post_words import post_of, subject_of, told_facts
from desktop.core.prompt import Message, Prompt, Role

_PROSE = frozenset({Shape.SECTION, Shape.INTRO, Shape.CONCLUSION, Shape.POST})
_PLAN = frozenset({Shape.ANGLES, Shape.OUTLINE})
_KNOW_THE_FACTS = frozenset({Shape.ANGLES, Shape.SEO_DESCRIPTION, Shape.EXCERPT, Shape.SEO_TITLE})

_WORDS_A_SENTENCE = 13


def blog_file(language: str) -> PromptFile:
    """The prompts for posts in a language."""
    return prompt_file("blog", language)


def one_prompt(task: FieldTask, brief: Brief, *, seed: int | None) -> Prompt:
    """Ask for one text."""
    file = blog_file(brief.language)
    opening = _opening(brief.language, task.shape, post_of(brief).outside, task.alone)
    return Prompt(
        messages=(*opening, Message(Role.USER, _wish(file, task, brief))),
        max_tokens=most_tokens(task, brief.language),
        temperature=0.7 if task.shape is Shape.ANGLES else 0.35 if brief.language == "en" else 0.25,
        stop=() if task.many or task.shape in _PROSE else ("\n",),
        seed=seed,
        shared=len(opening),
    )


def all_prompt(tasks: Sequence[FieldTask], brief: Brief, copy: Copy, *, seed: int | None) -> Prompt:
    """All texts at once, as JSON."""
    file = blog_file(brief.language)
    asks = [(task, _wish(file, task, brief)) for task in tasks]
    names = {task.name for task in tasks}
    values = {
        "asks": asks,
        "language": language_name(brief.language),
        "copy": [(name, copy.text(name)) for name in copy.fields if name not in names],
    }
    return Prompt(
        messages=(_system(file, outside=post_of(brief).outside), Message(Role.USER, file.render("whole", values))),
        max_tokens=sum(most_tokens(task, brief.language) for task in tasks) * 2 + 400,
        temperature=0.7,
        json_schema=schema_of(tuple(tasks)),
        seed=seed,
        shared=1,
    )


def plain_prompt(tasks: Sequence[FieldTask], labels: Sequence[str], brief: Brief, *, seed: int | None) -> Prompt:
    """What a person without a program would ask, with the same facts and sources."""
    file = blog_file(brief.language)
    values = {
        "subject": subject_of(brief),
        "brief": brief,
        "post": post_of(brief),
        "facts": [fact_phrase(fact) for fact in told_facts(brief)],
        "words": goal_of(brief),
        "labels": list(labels),
        "language": language_name(brief.language),
    }
    tokens = sum(most_tokens(task, brief.language) for task in tasks) + 100
    return Prompt((Message(Role.USER, file.render("plain", values)),), tokens, temperature=0.7, seed=seed, shared=1)


def _wish(file: PromptFile, task: FieldTask, brief: Brief) -> str:
    post = post_of(brief)
    section = post.section(task.name.removeprefix(SECTION_FIELD))
    known = pieces_of(brief)
    values = {
        "task": task,
        "sentences": max(2, round(task.words / _WORDS_A_SENTENCE)),
        "brief": brief,
        "post": post,
        "subject": subject_of(brief),
        "kind": file.render(f"kind.{post.type.value}", {"subject": subject_of(brief)}),
        "headings": [] if task.shape in _PLAN or task.alone else [each.heading for each in post.outline],
        "told": facts_told(task, brief) if is_section(task) else "",
        "facts": [fact_phrase(fact) for fact in told_facts(brief)] if task.shape in _KNOW_THE_FACTS else [],
        "notes": section.notes.strip() if section is not None else "",
        "pieces": [(source_of(piece), known[piece]) for piece in task.passages if piece in known],
        "parts": _parts(brief) if task.shape is Shape.OUTLINE else [],
    }
    ask = "ask.paragraph" if task.alone else f"ask.{task.shape.value}"
    source = file if file.has(ask) else prompt_file("product", brief.language)
    tongue = "" if brief.language in LANGUAGES else file.render("tongue", {"language": language_name(brief.language)})
    return "\n\n".join(part for part in (file.render("brief", values), source.render(ask, values), tongue) if part)


def _parts(brief: Brief) -> list[tuple[str, str]]:
    """Each section of the usual outline with what there is to tell in it."""
    planned = msgspec.structs.replace(brief, post=msgspec.structs.replace(post_of(brief), outline=usual_outline(brief)))
    shares = shares_of(planned)
    return [
        (each.heading, "; ".join(fact_phrase(fact) for fact in told_facts(brief, shares[each.id].facts)))
        for each in post_of(planned).outline
    ]


def _system(file: PromptFile, *, outside: bool) -> Message:
    rule = file.render("outside" if outside else "inside", {})
    return Message(Role.SYSTEM, file.render("system", {"rule": rule}))


@lru_cache(maxsize=64)
def _opening(
    language: str,
    shape: Shape,
    outside: bool,  # noqa: FBT001 - part of a cache's key
    alone: bool,  # noqa: FBT001
) -> tuple[Message, ...]:
    """System message and the examples of this shape: the same for every brief, so that a server reads them once.

    For a paragraph alone, those that tell one fact, where there are such.
    """
    file = blog_file(language)
    shown = [
        (msgspec.structs.replace(task, earlier=(), avoid=(), alone=True) if alone else task, example)
        for example in map(numbered, file.examples)
        for task in example_tasks(example)
        if task.shape is shape and example.copy.text(task.name)
    ]
    if alone:
        shown = [(task, example) for task, example in shown if len(task.facts) == 1] or shown
    messages = [_system(file, outside=outside)]
    for task, example in shown:
        messages.append(Message(Role.USER, _wish(file, task, example.brief)))
        messages.append(Message(Role.ASSISTANT, example.copy.text(task.name)))
    return tuple(messages)


def example_tasks(example: Example) -> tuple[FieldTask, ...]:
    """The texts of an example as tasks; each section sees what those before it in the example say."""
    brief, tasks = example.brief, dict[str, FieldTask]()
    for name in ("angles", "outline"):
        bare = msgspec.structs.replace(post_of(brief), outline=()) if name == "outline" else post_of(brief)
        tasks |= {each.name: each for each in post_tasks(msgspec.structs.replace(brief, post=bare), (name,))}
    texts: dict[str, str] = {}
    for section in (*(each.id for each in post_of(brief).outline), INTRODUCTION):
        name = f"{SECTION_FIELD}{section}"
        tasks |= {each.name: each for each in post_tasks(brief, (name,), texts)}
        texts[section] = example.copy.text(name)
    rest = tuple(name for name in example.copy.fields if name not in tasks)
    tasks |= {each.name: each for each in post_tasks(brief, rest, texts)} if rest else {}
    return tuple(tasks[name] for name in example.copy.fields if name in tasks)


def example_body(example: Example) -> str:
    """The body of an example, put together."""
    body = ""
    for section in (*(each.id for each in post_of(example.brief).outline), INTRODUCTION):
        body = with_section(
            body, post_of(example.brief).outline, section, example.copy.text(f"{SECTION_FIELD}{section}")
        )
    return body


def numbered(example: Example) -> Example:
    """An example with ids for its facts and lengths for its sections."""
    brief = msgspec.structs.replace(example.brief, facts=number_facts(example.brief.facts))
    return Example(with_outline(brief), example.copy)
