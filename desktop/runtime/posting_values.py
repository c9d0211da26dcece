"""What a post looks like to its screen: the steps to it, and the rows of its outline."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

import msgspec

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.outline import headings_of, places_of
from desktop.core.post import INTRODUCTION, Post
from desktop.core.word_counts import WordCounts

BODY, TITLE, SEO_TITLE, SEO_DESCRIPTION, EXCERPT = "body", "title", "seo_title", "seo_description", "excerpt"
"""The fields of a post's copy."""

ANGLES, OUTLINE = "angles", "outline"
"""What a model may be asked for that is not copy: several angles to choose from, and the headings of an outline."""


class Step(StrEnum):
    """The steps to a post, in their order; none has to be taken before another."""

    IDEA = "idea"
    ANGLE = "angle"
    OUTLINE = "outline"
    SECTIONS = "sections"
    FINISH = "finish"


class StepState(msgspec.Struct, frozen=True):
    """A step: whether it is done, and of the sections how many `of` them are."""

    step: Step
    done: bool
    count: int = 0
    of: int = 0


class SectionRow(msgspec.Struct, frozen=True):
    """A row of the outline: a section that is planned, the opening (`intro`), or a heading that is only in the text.

    The last has no id. `words` are those that are wanted (0: no wish), `written` those that stand there; `start` is
    where it begins in the body (code points), -1 when it is not there yet.
    """

    id: str
    heading: str
    level: int
    words: int
    written: int
    start: int
    pinned: bool = False


_COUNTS = WordCounts()


def steps_of(brief: Brief, copy: Copy) -> tuple[StepState, ...]:
    """Every step with how far it is."""
    post = brief.post or Post()
    rows = [row for row in rows_of(post, copy.text(BODY)) if row.id]
    written = sum(row.written > 0 for row in rows)
    finished = all(copy.text(name).strip() for name in (TITLE, SEO_TITLE, SEO_DESCRIPTION, EXCERPT))
    return (
        StepState(Step.IDEA, bool(brief.product.strip())),
        StepState(Step.ANGLE, bool(post.angle.strip())),
        StepState(Step.OUTLINE, bool(post.outline)),
        StepState(Step.SECTIONS, bool(post.outline) and written == len(rows), written, len(rows)),
        StepState(Step.FINISH, finished),
    )


@lru_cache(maxsize=2)
def rows_of(post: Post, body: str) -> tuple[SectionRow, ...]:
    """The rows of the outline: planned ones in their order, headings of the text alone where they stand in it.

    Those of the last texts are kept: outline, steps and what is to be written next ask for the same ones.
    """
    places = places_of(body, post.outline)
    opening = places[INTRODUCTION]
    rows = [SectionRow(INTRODUCTION, "", 2, 0, _COUNTS.of(body[: opening.stop]), 0)] if post.outline or body else []
    for section in post.outline:
        place = places.get(section.id)
        if place is None:
            rows.append(SectionRow(section.id, section.heading, section.level, section.words, 0, -1, section.pinned))
            continue
        written = _COUNTS.of(body[place.begin : place.stop])
        rows.append(
            SectionRow(
                section.id, place.heading, section.level, section.words, written, place.start, section.pinned
            )
        )  # fmt: skip
    planned = {place.start for name, place in places.items() if name != INTRODUCTION}
    for heading in headings_of(body):
        if heading.start not in planned:
            row = SectionRow(
                "", heading.text, heading.level, 0, _COUNTS.of(body[heading.end : heading.stop]), heading.start
            )
            before = next((at for at in range(len(rows), 0, -1) if 0 <= rows[at - 1].start < heading.start), 0)
            rows.insert(before, row)
    return tuple(rows)
