"""What is done by rule to a section when it is written, and where the remarks on it stand in the body."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from desktop.agents.blog_rules import blog_text_by_rule
from desktop.agents.blog_sifting import sifted
from desktop.agents.finishing import Finished, note
from desktop.agents.task import FieldTask, Shape
from desktop.checks.repeats import repeated_in
from desktop.core.brief import Brief
from desktop.core.finding import Finding, Severity
from desktop.core.outline import SectionPlace
from desktop.core.post import SECTION_FIELD
from desktop.core.post_words import post_of
from desktop.core.word_counts import WordCounts
from desktop.core.words import tr, trn

_BODY = "body"
_LEAST_INTRO = 12
"""Words: what stays of fewer says nothing of the post."""
_ENOUGH = 0.8
"""Of its length: a post of fewer words is said to be short of it."""
_EMPTY_ITEM = re.compile(r"^[ \t]*(?:[-*•]|\d{1,2}[.)])?[ \t]*$\n?", re.MULTILINE)
_SPACES = re.compile(r"(?<=\S) {2,}")


def without_repeats(task: FieldTask, brief: Brief, text: str, others: Sequence[str]) -> Finished:
    """A section without the sentences that another one has; made of its facts where nothing else stays."""
    spans = repeated_in(text, others, brief.language)
    if not spans:
        return Finished(text)
    said = " ".join(text[span.start : span.end] for span in spans)
    message = trn(
        "Left out a sentence that another section has.", "Left out {n} sentences that other sections have.", len(spans)
    )
    kept = without(text, spans)
    if not kept:
        by_rule = blog_text_by_rule(task, brief)
        if not isinstance(by_rule, str) or not by_rule or repeated_in(by_rule, others, brief.language):
            same = note("post.repeats", task.name, tr("This section says what others say."), said)
            return Finished(text, (same,))
        kept = by_rule
    return Finished(kept, (note("post.repeats", task.name, message, said),))


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text without these spans, and without the paragraphs and items that they leave empty."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    paragraphs = (_EMPTY_ITEM.sub("", part) for part in re.split(r"\n[ \t]*\n", text))
    kept = "\n\n".join(part.strip() for part in paragraphs if part.strip())
    return _SPACES.sub(" ", kept)


def sift(task: FieldTask, brief: Brief, text: str) -> Finished:
    """A small model's text without stock sentences and strange names; made of the facts where nothing else stays."""
    kept = sifted(text, brief, task)
    if kept == text.strip():
        return Finished(text)
    enough = len(kept.split()) >= _LEAST_INTRO if task.shape is Shape.INTRO else bool(kept)
    if not enough:
        kept = ""
    by_rule = "" if kept else blog_text_by_rule(task, brief)
    told = note("text.removed", task.name, tr("Left out sentences that say nothing, or nothing that was told."), text)
    return Finished(kept or (by_rule if isinstance(by_rule, str) and by_rule else text), (told,))


def too_short(body: str, brief: Brief) -> tuple[Finding, ...]:
    """That a post stays far behind its length: what is known of its subject carries no more."""
    words, goal = WordCounts().of(body), post_of(brief).goal
    if not body.strip() or words >= _ENOUGH * goal:
        return ()
    message = tr(
        "{n} of {goal} words: the facts and sources carry no more. Add some, or go on writing.", n=words, goal=goal
    )
    return (Finding("post.length", Severity.WARNING, _BODY, 0, 0, "", message),)


def finding_of(remark: Finding, places: Mapping[str, SectionPlace]) -> Finding:
    """A remark on a section as one on the body that holds it; others as they are."""
    place = places.get(remark.field.removeprefix(SECTION_FIELD)) if remark.field.startswith(SECTION_FIELD) else None
    if place is None:
        return remark
    return msgspec.structs.replace(remark, field=_BODY)
