"""Has a small model write a section a paragraph at a time, each from a fact or two: of more it makes a list."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desktop.agents.answer import Answer, End
from desktop.agents.blog_finishing import without
from desktop.agents.blog_sifting import sifted
from desktop.agents.field_writer import Declined, FieldWriter
from desktop.agents.refusing import refuses
from desktop.agents.task import FieldTask
from desktop.agents.trimming import to_whole_sentence
from desktop.checks.mentions import mentions
from desktop.checks.repeats import repeated_in
from desktop.core.events import Delta, FieldReplaced
from desktop.core.post_words import told_facts

_AT_ONCE = 120
_PARAGRAPH = 75
_MOST_ROUNDS = 6


def at_once(task: FieldTask) -> FieldTask:
    """The task as a small model is asked for it first: the first paragraph, from the facts that it tells.

    The rest of the post is not shown: a small model says the headings and the other sections again.
    """
    facts = task.facts[: _to_a_paragraph(task)]
    alone = bool(facts) and not task.passages
    words = min(_AT_ONCE, round(task.words / _paragraphs(task)))
    return msgspec.structs.replace(task, words=words, facts=facts, earlier=(), avoid=(), alone=alone)


def _paragraphs(task: FieldTask) -> int:
    """How many paragraphs a section has: by its length, but no more than it has facts."""
    return max(1, min(len(task.facts) or 1, round(task.words / _PARAGRAPH)))


def _to_a_paragraph(task: FieldTask) -> int:
    return max(1, -(-len(task.facts) // _paragraphs(task)))


async def lengthen(fields: FieldWriter, task: FieldTask, others: Sequence[str]) -> None:
    """Add paragraphs to `fields.values[task.name]` until its facts are told, or it has the length that is wanted.

    Each is asked for anew, with its own facts alone: with the words before it in view a small model says them again.
    Of a paragraph only that stays which neither this section nor the others say. Raises what the model raises; the text
    that was there stays.
    """
    asked = set(task.facts[: _to_a_paragraph(task)])
    for _ in range(_MOST_ROUNDS):
        text = str(fields.values[task.name])
        left = _untold(fields, task, text, asked)[: _to_a_paragraph(task)]
        if not left or len(text.split()) > task.words:
            return
        asked.update(left)
        more = await _paragraph(fields, task, left)
        if more:
            more = without(more, repeated_in(more, [text, *others], fields.brief.language))
        if not more:
            _back(fields, task, text)
            continue
        fields.values[task.name] = f"{text}\n\n{more}"
        fields.emit(FieldReplaced(fields.variant, task.name, f"{text}\n\n{more}"))
        await fields.improve(task, 0)


def _untold(fields: FieldWriter, task: FieldTask, text: str, asked: set[str]) -> tuple[str, ...]:
    """The facts of a section that it does not tell and was not asked for yet."""
    language = fields.brief.language
    facts = told_facts(fields.brief, task.facts)
    return tuple(fact.id for fact in facts if fact.id not in asked and not mentions(text, fact, language))


async def _paragraph(fields: FieldWriter, task: FieldTask, left: tuple[str, ...]) -> str:
    """One more paragraph that tells these facts; empty when the model declined or was cut off."""
    brief, text = fields.brief, str(fields.values[task.name])
    part = msgspec.structs.replace(at_once(task), facts=left, passages=(), alone=True)
    prompt = fields.agent.field_prompt(part, brief, seed=None)
    answer = Answer()
    shown = False

    def show(piece: str) -> None:
        nonlocal shown
        fields.emit(Delta(fields.variant, task.name, piece if shown else f"\n\n{piece}"))
        shown = True

    try:
        await fields.listen(prompt, show, answer, field=task.name)
    except Declined:
        return _back(fields, task, text)
    if answer.end is End.CUT_OFF or refuses(answer.text):
        return _back(fields, task, text)
    said = answer.text if answer.end is End.WHOLE else to_whole_sentence(answer.text)
    more = fields.agent.clean(task, brief, said)
    if not isinstance(more, str) or not more.strip():
        return _back(fields, task, text)
    return sifted(more, brief, task)


def _back(fields: FieldWriter, task: FieldTask, text: str) -> str:
    fields.emit(FieldReplaced(fields.variant, task.name, text))
    return ""
