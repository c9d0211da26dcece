"""The texts of a post put together from its facts and sources by rule: what a weak model cannot say."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from desktop.agents import sentences
from desktop.agents.blog_sharing import shares_of
from desktop.agents.blog_words import about, filled
from desktop.agents.judging import fits
from desktop.agents.mail_words import is_label, listed, sentences_on
from desktop.agents.styles import PLAIN, Style
from desktop.agents.task import FieldTask, Shape
from desktop.agents.trimming import sentences_of
from desktop.checks.mentions import mentions
from desktop.core.brief import Brief, Fact
from desktop.core.copy import FieldValue
from desktop.core.post import PostType, Section
from desktop.core.post_lengths import usual_outline
from desktop.core.post_words import blog_words, capital, post_of, subject_of, told_facts

BLOG_SHAPES = frozenset(
    {Shape.ANGLES, Shape.OUTLINE, Shape.SECTION, Shape.INTRO, Shape.CONCLUSION, Shape.POST_TITLE, Shape.EXCERPT}
)
"""The shapes that only texts of a post have."""

_SECTIONS = frozenset({Shape.SECTION, Shape.CONCLUSION})
_MOST_OF_A_PIECE = 4
_A_SENTENCE = 5
_STEM = 4
_WORD = re.compile(r"[^\W\d_]+")
_ALONE = Style(None, joined=False)


def blog_text_by_rule(task: FieldTask, brief: Brief, style: Style = PLAIN) -> FieldValue:
    """The text of a post made of facts and sources alone; empty for a section of which nothing is known."""
    words = blog_words(brief.language)
    post = post_of(brief)
    outline = _with_words(brief) if post.outline else usual_outline(brief)
    match task.shape:
        case Shape.ANGLES:
            return tuple(dict.fromkeys(filled(frame, brief, outline) for frame in words.angles))
        case Shape.OUTLINE:
            return tuple(each.heading for each in usual_outline(brief))
        case Shape.INTRO:
            return filled(words.intro.get(post.type, words.intro[PostType.POST]), brief, outline)
        case Shape.POST_TITLE | Shape.SEO_TITLE:
            return filled(words.title[post.type], brief, outline)
        case Shape.EXCERPT | Shape.SEO_DESCRIPTION:
            return about(brief, lambda line: fits(task, line)) or sentences.line_by_rule(brief, 3, style)
        case _:
            return _section(task, brief, style)


def _with_words(brief: Brief) -> tuple[Section, ...]:
    """The sections that there is something to say in, so that nothing promises the others."""
    shares = shares_of(brief)
    return tuple(
        each
        for each in post_of(brief).outline
        if each.pinned or each.notes.strip() or shares[each.id].facts or shares[each.id].pieces
    )


def facts_told(task: FieldTask, brief: Brief) -> str:
    """What a section has to tell, in sentences: a model that edits sentences invents less than one with a list."""
    return " ".join(_said(told_facts(brief, task.facts), brief.language, PLAIN)) if task.facts else ""


def _said(facts: Sequence[Fact], language: str, style: Style) -> list[str]:
    """Facts as sentences in their order; one whose value is a sentence about its name is told by its value."""
    said: list[str] = []
    waiting: list[Fact] = []
    for fact in facts:
        if not _is_sentence(fact):
            waiting.append(fact)
            continue
        said += [*sentences_on(tuple(waiting), language, style), f"{capital(fact.text.strip().rstrip('.'))}."]
        waiting = []
    return [*said, *sentences_on(tuple(waiting), language, style)]


def _is_sentence(fact: Fact) -> bool:
    """`Fridge`: `tea does not belong in the fridge` says itself what it is about."""
    words = _WORD.findall(fact.text.casefold())
    stems = {word[:_STEM] for word in _WORD.findall(fact.name.casefold()) if len(word) >= _STEM}
    in_clauses = ", " in fact.text or ": " in fact.text
    return in_clauses and len(words) >= _A_SENTENCE and any(word[:_STEM] in stems for word in words)


def _is_label(fact: Fact, language: str) -> bool:
    """Whether a fact reads better in a list (`Carrier: PostNL`) than in a text."""
    return not _is_sentence(fact) and is_label(" ".join(sentences_on((fact,), language, _ALONE)))


def with_untold(text: str, ids: tuple[str, ...], brief: Brief) -> str:
    """A section with these facts as sentences at its end, or as a list where only their labels can tell them."""
    facts = told_facts(brief, ids)
    said = _said(facts, brief.language, _ALONE)
    if not said:
        return text
    in_list = len(facts) > 1 and all(_is_label(each, brief.language) for each in facts)
    more = listed(facts) if in_list else " ".join(said)
    return f"{text.rstrip()}{chr(10) * 2 if more.startswith('-') else ' '}{more}".strip()


def pieces_of(brief: Brief) -> dict[str, str]:
    """The pieces of the sources of a brief's post by their ids (`q1.2`)."""
    return {piece: text for source in post_of(brief).sources for piece, text in source.pieces()}


def source_of(piece: str) -> str:
    """The source of a piece: `q1.2` → `q1`."""
    return piece.partition(".")[0]


def _section(task: FieldTask, brief: Brief, style: Style) -> str:
    """Its facts as sentences and the others as a list; then what its sources say, word for word, each marked."""
    facts = style.order(told_facts(brief, task.facts)) if task.facts else ()
    what = _what(facts, brief)
    left = tuple(each for each in facts if not (what and mentions(what, each, brief.language)))
    labels = tuple(each for each in left if _is_label(each, brief.language))
    said = _said(tuple(each for each in left if each not in labels), brief.language, style)
    prose = " ".join(filter(None, (what, *said)))
    known = pieces_of(brief)
    quotes = [_quoted(known[piece], source_of(piece)) for piece in task.passages if piece in known]
    section = post_of(brief).section(task.name.partition(".")[2])
    notes = section.notes.strip() if section is not None and not facts and not quotes else ""
    closing = blog_words(brief.language).closing.get(post_of(brief).type, "") if task.shape is Shape.CONCLUSION else ""
    parts = [prose, _labels(labels, task.heading), *quotes, notes, closing.format(product=subject_of(brief))]
    return "\n\n".join(part for part in parts if part)


def _labels(facts: tuple[Fact, ...], heading: str) -> str:
    """Facts as a list; one that has the name of its heading is told by its value alone."""
    named = len(facts) == 1 and facts[0].name.strip().casefold() == heading.strip().casefold()
    if named and len(facts[0].text.split()) >= _A_SENTENCE:
        return f"{capital(facts[0].text.rstrip('.'))}."
    return listed(facts)


def _what(facts: tuple[Fact, ...], brief: Brief) -> str:
    """The sentence that says what the product is made of, if that is among these facts."""
    found = sentences.opening_by_rule(msgspec.structs.replace(brief, facts=facts, audience="", keyphrase=""))
    return found if any(mentions(found, fact, brief.language) for fact in facts) else ""


def _quoted(text: str, source: str) -> str:
    """The first sentences of a piece with its mark before the last full stop."""
    spans = sentences_of(text)[:_MOST_OF_A_PIECE]
    said = text[: spans[-1][1]].strip() if spans else text
    end = said[-1:] if said[-1:] in ".!?" else "."
    return f"{said.rstrip('.!?')}[^{source}]{end}"


def is_section(task: FieldTask) -> bool:
    """Whether a task is for a section under a heading."""
    return task.shape in _SECTIONS
