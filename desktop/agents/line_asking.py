"""What is asked for short lines: all at once of most models; of a small one a few at a time, about one fact or two.

A small model that is asked for twenty lines says four of them, and says these again when it is asked for others. Told
what they are about, and shown how other facts of that kind are said, it has something else to say each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

import msgspec

from desktop.agents.prompts import PromptFile, examples_of, sections_of
from desktop.agents.sentences import description_by_rule, fact_sentences
from desktop.checks.channels import Channel
from desktop.checks.line_sorts import Sort, words_for
from desktop.core.brief import Brief, Fact
from desktop.core.prompt import Message, Prompt, Role

_AT_ONCE = 25
_SHOWN_AGAIN = 20
_TOKENS_A_WORD = 3
_MOST_FACTS = 12
_MOST_TURNS = 14


class _Turn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lines that tell some facts of an example."""

    facts: tuple[str, ...]
    lines: tuple[str, ...]


class _Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A brief with finished lines of each sort: all at once, and about some of its facts."""

    brief: Brief
    fields: dict[Sort, tuple[str, ...]] = {}
    turns: dict[Sort, tuple[_Turn, ...]] = {}


class _Way(msgspec.Struct, frozen=True):
    """How a small model is asked for a sort: so many lines a call, about so many facts."""

    lines: int
    facts: int


_WAYS = {
    Sort.HEADLINE: _Way(4, 1),
    Sort.SUBJECT: _Way(4, 1),
    Sort.TITLE: _Way(3, 2),
    Sort.PREHEADER: _Way(3, 2),
    Sort.SENTENCE: _Way(3, 2),
    Sort.POST: _Way(2, 3),
    Sort.KEYWORD: _Way(4, 1),
}


class Topic(msgspec.Struct, frozen=True):
    """What a call is about, and how many lines it asks for."""

    facts: tuple[Fact, ...] = ()
    lines: int = 4


def whole_prompt(brief: Brief, where: Channel, sort: Sort, wanted: int, again: Sequence[str]) -> Prompt:
    """Ask for so many lines at once; `again` are those that are there already."""
    file, count = _file(brief.language), min(wanted, _AT_ONCE)
    words = words_for(where, sort)
    asked = f"{_notes(file, brief, again[-_SHOWN_AGAIN:])}\n\n{_wish(file, sort, count, words, brief)}"
    messages = (*_opening(brief.language, sort), Message(Role.USER, asked))
    return Prompt(messages, _most_tokens(count, words), temperature=0.9)


def topics(brief: Brief, sort: Sort) -> tuple[Topic, ...]:
    """What a small model is asked about, one call after another: each fact, then pairs; must-mention facts first."""
    way = _WAYS[sort]
    told = [fact for fact in brief.facts if fact.approved and fact.text.strip()]
    facts = sorted(told, key=lambda fact: not fact.must_mention)[:_MOST_FACTS]
    groups = list(_groups(facts, way.facts)) or [()] * 4
    return tuple(Topic(group, way.lines) for group in groups[:_MOST_TURNS])


def topic_prompt(brief: Brief, where: Channel, sort: Sort, topic: Topic) -> Prompt:
    """Ask for a few lines; all but the last words is the same for each topic, so that it is read once."""
    file, words = _file(brief.language), words_for(where, sort)
    asked = f"{_notes(file, brief, ())}\n\n{_wish(file, sort, topic.lines, words, brief)}"
    about = " ".join(fact_sentences(topic.facts, brief.language))
    messages = (
        *_turns(brief.language, sort),
        Message(Role.USER, f"{asked}\n{_about(file, about)}".strip()),
    )
    return Prompt(messages, _most_tokens(topic.lines, words), temperature=0.7)


def shown_lines(language: str, sort: Sort) -> str:
    """The lines that a small model is shown of this sort, as one text."""
    return "\n".join(
        line for example in _examples(language) for turn in example.turns.get(sort, ()) for line in turn.lines
    )


def shown_products(language: str) -> str:
    """What the lines that a small model is shown are about, as one text: nothing of it belongs in another line."""
    briefs = [example.brief for example in _examples(language)]
    return "\n".join(
        f"{brief.product} {' '.join(f'{fact.name} {fact.value}' for fact in brief.facts)}" for brief in briefs
    )


def prompts_version(language: str) -> int:
    """The version of the prompts of a language."""
    return _file(language).version


def _groups(facts: Sequence[Fact], size: int) -> Iterator[tuple[Fact, ...]]:
    """The facts in groups of this size, each fact in one; then other groups, of which no two are alike."""
    seen: set[frozenset[str]] = set()
    count = len(facts)
    ways = [[facts[(at + step) % count] for step in range(size)] for at in range(0, count, size)] if count else []
    far = [list(group) for step in (1, 2, 3) for group in _spread(facts, max(2, size), step)]
    for group in (*ways, *far):
        some = tuple({fact.id or fact.text: fact for fact in group}.values())
        key = frozenset(fact.id or fact.text for fact in some)
        if key not in seen:
            seen.add(key)
            yield some


def _spread(facts: Sequence[Fact], size: int, step: int) -> Iterator[tuple[Fact, ...]]:
    """Groups of facts that stand so far from each other."""
    for at in range(len(facts)):
        chosen = [facts[(at + step * place) % len(facts)] for place in range(size)]
        if all(one is not other for one, other in combinations(chosen, 2)):
            yield tuple(chosen)


def _notes(file: PromptFile, brief: Brief, again: Sequence[str]) -> str:
    return file.render("notes", {"brief": brief, "draft": description_by_rule(brief), "again": list(again)})


def _wish(file: PromptFile, sort: Sort, count: int, words: int, brief: Brief) -> str:
    return file.render(f"ask.{sort.value}", {"count": count, "words": words, "brief": brief})


def _about(file: PromptFile, about: str) -> str:
    return file.render("about", {"about": about}) if about else ""


def _most_tokens(lines: int, words: int) -> int:
    return lines * (words + 4) * _TOKENS_A_WORD + 40


@lru_cache(maxsize=8)
def _file(language: str) -> PromptFile:
    return sections_of("lines", language)


@lru_cache(maxsize=8)
def _examples(language: str) -> tuple[_Example, ...]:
    return examples_of("lines", language, _Example)


@lru_cache(maxsize=32)
def _opening(language: str, sort: Sort) -> tuple[Message, ...]:
    """System message and one finished example of this sort: the same for every brief."""
    file = _file(language)
    messages = [Message(Role.SYSTEM, file.render("system", {}))]
    for example in _examples(language):
        lines = example.fields.get(sort, ())
        if not lines:
            continue
        words = max(len(line.split()) for line in lines)
        asked = f"{_notes(file, example.brief, ())}\n\n{_wish(file, sort, len(lines), words, example.brief)}"
        messages += [Message(Role.USER, asked), Message(Role.ASSISTANT, "\n".join(lines))]
    return tuple(messages)


@lru_cache(maxsize=32)
def _turns(language: str, sort: Sort) -> tuple[Message, ...]:
    """System message and a few finished calls about one product: the same for every brief."""
    file = _file(language)
    messages = [Message(Role.SYSTEM, file.render("system", {}))]
    for example in _examples(language):
        facts = {fact.name: fact for fact in example.brief.facts}
        for number, turn in enumerate(example.turns.get(sort, ())):
            about = _about(file, " ".join(fact_sentences([facts[name] for name in turn.facts], language)))
            words = max(len(line.split()) for line in turn.lines)
            wish = f"{_notes(file, example.brief, ())}\n\n{_wish(file, sort, len(turn.lines), words, example.brief)}\n"
            messages += [
                Message(Role.USER, f"{wish}{about}" if number == 0 else about),
                Message(Role.ASSISTANT, "\n".join(turn.lines)),
            ]
    return tuple(messages)
