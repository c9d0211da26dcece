"""Which texts a post has, of what shape and length, and what each is told of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from desktop.agents.blog_said import said_in
from desktop.agents.blog_sharing import shares_of
from desktop.agents.fields import field_tasks
from desktop.agents.task import FieldTask, Shape
from desktop.core.brief import Brief
from desktop.core.errors import ErrorKind, UserError
from desktop.core.outline import places_of
from desktop.core.post import INTRODUCTION, SECTION_FIELD, Post, Section
from desktop.core.post_lengths import goal_of, intro_words, usual_outline, with_lengths
from desktop.core.post_structures import CONCLUSION, structure
from desktop.core.post_words import post_of
from desktop.core.words import tr

ANGLES, OUTLINE, BODY = "angles", "outline", "body"
TITLE, SEO_TITLE, SEO_DESCRIPTION, EXCERPT = "title", "seo_title", "seo_description", "excerpt"

_ANGLES = 4
_LONGEST_TITLE, _LONGEST_EXCERPT = 70, 300
_OWN_CHANNELS = frozenset({"shop.title", "seo.title", "seo.description"})


def with_outline(brief: Brief) -> Brief:
    """The brief with an outline, the usual one of its type where it has none, and a length for each section."""
    post = post_of(brief)
    outline = with_lengths(post.outline, brief) if post.outline else usual_outline(brief)
    return msgspec.structs.replace(brief, post=msgspec.structs.replace(post, outline=outline))


def post_tasks(brief: Brief, fields: tuple[str, ...], texts: Mapping[str, str] | None = None) -> tuple[FieldTask, ...]:
    """A task for each text in the order in which they are written; with `fields`, only for these.

    `texts` are the sections that are there, by their ids. An angle and an outline are asked for where there is none, or
    by name; `body` is all sections with the introduction, but those that are pinned. A `UserError` (unsupported) for a
    text that the post does not have, and (input) for a section that is pinned.
    """
    given = texts or {}
    whole = with_outline(brief)
    tasks = {task.name: task for task in (*_plan(brief), *_sections(whole, given), *_lines(whole, given))}
    if not fields:
        post = post_of(brief)
        there = {name for name, found in ((ANGLES, post.angle.strip()), (OUTLINE, post.outline)) if found}
        return tuple(task for task in tasks.values() if task.name not in there)
    wanted = set(fields)
    if BODY in wanted:
        wanted |= {name for name in tasks if name.startswith(SECTION_FIELD)}
    for name in fields:
        if name not in tasks and name != BODY:
            raise _unknown(name, post_of(whole))
    return tuple(task for task in tasks.values() if task.name in wanted)


def plain_tasks(brief: Brief) -> tuple[FieldTask, ...]:
    """What a plain prompt asks for: the lines, and the body in one piece."""
    own = {TITLE, SEO_TITLE, SEO_DESCRIPTION, EXCERPT}
    lines = [task for task in _lines(with_outline(brief), {}) if task.name in own]
    return (*lines, FieldTask(BODY, Shape.SECTION, words=goal_of(brief)))


def texts_of(body: str, brief: Brief) -> dict[str, str]:
    """The sections that a body has, by their ids, in the order of the outline; the introduction first."""
    outline = post_of(brief).outline
    places = places_of(body, outline)
    found = {name: body[place.begin : place.stop].strip() for name, place in places.items()}
    ordered = (INTRODUCTION, *(each.id for each in outline))
    return {name: found[name] for name in ordered if found.get(name)}


def section_task(brief: Brief, section: Section, texts: Mapping[str, str]) -> FieldTask:
    """The task for a section of the brief's outline, with what the `texts` of the others said in view."""
    share = shares_of(brief)[section.id]
    said = said_in(_by_heading(brief, texts, but=section.id), brief)
    used = set(said.facts)
    own = tuple(each for each in share.facts if each not in used or each in section.facts)
    return FieldTask(
        name=f"{SECTION_FIELD}{section.id}",
        shape=Shape.CONCLUSION if section.role == CONCLUSION else Shape.SECTION,
        words=section.words,
        heading=section.heading,
        facts=own,
        passages=share.pieces,
        earlier=said.lines,
        avoid=said.phrases,
        last=section is post_of(brief).outline[-1],
    )


def intro_task(brief: Brief, texts: Mapping[str, str]) -> FieldTask:
    """The task for the text before the first heading; it is written when the sections are there."""
    said = said_in(_by_heading(brief, texts, but=INTRODUCTION), brief)
    return FieldTask(
        f"{SECTION_FIELD}{INTRODUCTION}", Shape.INTRO, intro_words(brief), earlier=said.lines, avoid=said.phrases
    )


def _plan(brief: Brief) -> Iterator[FieldTask]:
    post = post_of(brief)
    yield FieldTask(ANGLES, Shape.ANGLES, words=12, many=True, items=_ANGLES)
    items = len(usual_outline(brief)) or len(structure(post.type))
    yield FieldTask(OUTLINE, Shape.OUTLINE, words=6, many=True, items=items)


def _sections(brief: Brief, texts: Mapping[str, str]) -> Iterator[FieldTask]:
    for section in post_of(brief).outline:
        if not section.pinned:
            yield section_task(brief, section, texts)
    yield intro_task(brief, texts)


def _lines(brief: Brief, texts: Mapping[str, str]) -> Iterator[FieldTask]:
    said = said_in(_by_heading(brief, texts, but=""), brief)
    line = FieldTask(TITLE, Shape.POST_TITLE, words=9, limit=_LONGEST_TITLE, unit="characters", earlier=said.lines)
    replace = msgspec.structs.replace
    yield line
    yield replace(line, name=SEO_TITLE, shape=Shape.SEO_TITLE, words=8, channel="seo.title", limit=0, unit="")
    yield replace(
        line, name=SEO_DESCRIPTION, shape=Shape.SEO_DESCRIPTION, words=20, channel="seo.description", limit=0, unit=""
    )
    yield replace(line, name=EXCERPT, shape=Shape.EXCERPT, words=32, limit=_LONGEST_EXCERPT)
    others = tuple(each for each in brief.channels if each not in _OWN_CHANNELS)
    for task in field_tasks(replace(brief, channels=others), ()) if others else ():
        yield replace(task, earlier=said.lines)


def _by_heading(brief: Brief, texts: Mapping[str, str], *, but: str) -> dict[str, str]:
    headings = {each.id: each.heading for each in post_of(brief).outline} | {INTRODUCTION: ""}
    return {headings[name]: text for name, text in texts.items() if name != but and name in headings}


def _unknown(name: str, post: Post) -> UserError:
    section = post.section(name.removeprefix(SECTION_FIELD)) if name.startswith(SECTION_FIELD) else None
    if section is not None:
        return UserError(
            ErrorKind.INPUT,
            tr("The section “{heading}” is pinned: it stays as it is.", heading=section.heading),
            tr("Unpin it to have it written again."),
        )
    return UserError(
        ErrorKind.UNSUPPORTED,
        tr("The post has no text “{field}”.", field=name),
        tr("Choose one of its texts, or add a section."),
    )
