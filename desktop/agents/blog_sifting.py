"""Takes out of a small model's prose what says nothing, and what it tells of its own: strange names, figures, times."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from desktop.agents.blog_rules import pieces_of
from desktop.agents.task import FieldTask
from desktop.agents.told import with_told
from desktop.checks.alike import said_by, same_word
from desktop.checks.mentions import mentions
from desktop.checks.sentences import sentences_of
from desktop.core.brief import Brief, Fact
from desktop.core.post_words import post_of, subject_of, told_facts
from desktop.core.resources import resource_text

_NAME = re.compile(r"(?<=[\w,;:] )[A-ZÅÄÖÉ][\w’'-]+")
_STEM = 5
_LEAST_WORDS = 4
_OPENING = 3
_TIES = 2
_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_SPACES = re.compile(r"(?<=\S) {2,}")


def sifted(text: str, brief: Brief, task: FieldTask | None = None) -> str:
    """The text without its stock sentences and without those with a strange name; it may be empty.

    With a `task` also without those with a figure, a span of time or an effect (`prevents`) that none of its facts has,
    without those that tell a fact of another section and none of its own, without those that have no word of what this
    section tells (or two of what the post does) beside the subject's, and without those that begin as one before did.
    """
    known = _known(brief)
    stock = _stock(brief.language)
    own = None if task is None else _Own(task, brief)
    spans = sentences_of(text, brief.language)
    begun = [tuple(_WORD.findall(text[start:end].casefold())[:_OPENING]) for start, end in spans]
    for place in reversed(range(len(spans))):
        start, end = spans[place]
        sentence = text[start:end]
        names = (found[0].casefold().removesuffix("'s").removesuffix("’s") for found in _NAME.finditer(sentence))
        strange = any(name not in known for name in names) or (own is not None and own.is_strange(sentence))
        again = task is not None and len(begun[place]) == _OPENING and begun[place] in begun[:place]
        if strange or again or (stock is not None and stock.search(sentence)):
            text = text[:start] + text[end:]
    paragraphs = (_SPACES.sub(" ", part).strip() for part in re.split(r"\n[ \t]*\n", text))
    return "\n\n".join(part for part in paragraphs if part)


class _Own:
    """What a section may tell: its own facts, notes and pieces of sources, not those of another."""

    def __init__(self, task: FieldTask, brief: Brief) -> None:
        post = post_of(brief)
        section = post.section(task.name.partition(".")[2])
        pieces = pieces_of(brief)
        self._language = brief.language
        self._facts = told_facts(brief, task.facts)
        self._others = tuple(fact for fact in told_facts(brief) if fact.id not in task.facts and _is_telling(fact.text))
        given = [f"{fact.name} {fact.text}" for fact in self._facts]
        given += [brief.instructions, brief.notes, task.heading, section.notes if section is not None else ""]
        given += [pieces[each] for each in task.passages if each in pieces]
        self._given = "\n".join(given).casefold()
        self._figures = frozenset(_FIGURE.findall(self._given))
        self._only_given = _joined(brief.language, "only_given")
        self._tied = _joined(brief.language, "tied")
        subject = said_by(subject_of(brief), brief.language)
        self._own = self._but(said_by(self._given, brief.language), subject)
        self._all = self._but(said_by(_matter(brief), brief.language), subject)

    def is_strange(self, sentence: str) -> bool:
        """Whether a sentence brings a figure or an effect, tells what another does, or nothing that was given."""
        if any(figure not in self._figures for figure in _FIGURE.findall(sentence)):
            return True
        claims = self._only_given.findall(sentence) if self._only_given is not None else ()
        if any(claim.casefold().split()[-1][:_STEM] not in self._given for claim in claims):
            return True
        if self._tells(sentence, self._others) and not self._tells(sentence, self._facts):
            return True
        said = said_by(sentence, self._language)
        ties = sum(1 for word in said if self._is_among(word, self._all))
        if self._tied is not None and self._tied.search(sentence) and ties < _TIES:
            return True
        return ties < _TIES and not any(self._is_among(word, self._own) for word in said)

    def _but(self, words: tuple[str, ...], without: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word for word in words if not self._is_among(word, without))

    def _is_among(self, word: str, words: tuple[str, ...]) -> bool:
        return any(same_word(word, each, self._language) for each in words)

    def _tells(self, sentence: str, facts: tuple[Fact, ...]) -> bool:
        return any(mentions(sentence, fact, self._language) for fact in facts)


def _known(brief: Brief) -> str:
    """All that the writer gave, and names that anybody may say (days, months), in small letters."""
    told = (f"{fact.name} {fact.text}" for fact in with_told(brief).facts)
    return "\n".join((*told, _matter(brief), *_patterns()["names"])).casefold()


def _matter(brief: Brief) -> str:
    """What the writer gave to be told: not who reads it, nor in which tone."""
    post = post_of(brief)
    facts = [f"{fact.name} {fact.text}" for fact in told_facts(brief)]
    given = [*facts, brief.instructions, brief.notes, post.angle, *(each.heading for each in post.outline)]
    return "\n".join((*given, *(source.text for source in post.sources)))


@lru_cache(maxsize=8)
def _stock(language: str) -> re.Pattern[str] | None:
    listed = _patterns().get(language, ())
    return re.compile("|".join(f"(?:{each})" for each in listed), re.IGNORECASE) if listed else None


@lru_cache(maxsize=16)
def _joined(language: str, group: str) -> re.Pattern[str] | None:
    """`only_given`: praise, times and outcomes, only with a fact's own words; `tied`: effects, only with two ties."""
    listed = _patterns().get(f"{language}.{group}", ())
    return re.compile(rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE) if listed else None


@lru_cache(maxsize=1)
def _patterns() -> dict[str, tuple[str, ...]]:
    return msgspec.json.decode(resource_text("prompts/blog_stock.json"), type=dict[str, tuple[str, ...]])


def _is_telling(text: str) -> bool:
    """Whether a fact says enough to be known again: a colour alone is in many a sentence."""
    return _FIGURE.search(text) is not None or len(text.split()) >= _LEAST_WORDS
