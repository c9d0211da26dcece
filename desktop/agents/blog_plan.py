"""Takes a chosen angle and new headings over into the brief of a post."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from desktop.agents.blog_sharing import shares_of
from desktop.checks.alike import said_by, same_word
from desktop.core.brief import Brief, Fact
from desktop.core.copy import FieldValue
from desktop.core.post import Post, Section
from desktop.core.post_lengths import usual_outline, with_lengths
from desktop.core.post_words import blog_words, post_of, subject_of, told_facts

_LONGEST_ANGLE = 25
_WORD = re.compile(r"[^\W\d_]{4,}")


def with_angle(brief: Brief, angles: FieldValue) -> Brief:
    """The brief with the first of the angles."""
    first = angles.partition("\n")[0] if isinstance(angles, str) else next(iter(angles), "")
    return msgspec.structs.replace(brief, post=msgspec.structs.replace(post_of(brief), angle=first.strip()))


def apt_angles(brief: Brief, angles: FieldValue) -> tuple[str, ...]:
    """A small model's angles that are about the whole subject; what the notes say it is where none is.

    Of a guide to loose tea, one on green tea alone would lead all that follows astray.
    """
    language = brief.language
    subject = said_by(subject_of(brief), language)
    lines = angles.split("\n") if isinstance(angles, str) else angles
    apt = tuple(line for line in lines if _is_on(line, subject, brief))
    noted = brief.notes.strip().partition("\n")[0]
    by_rule = blog_words(language).angles[0].format(product=subject_of(brief))
    return apt or ((noted,) if 0 < len(noted.split()) <= _LONGEST_ANGLE else (by_rule,))


def _is_on(angle: str, subject: Sequence[str], brief: Brief) -> bool:
    """Whether an angle has each word of the subject, and none twice."""
    said = said_by(angle, brief.language)
    whole = all(any(same_word(word, each, brief.language) for each in said) for word in subject)
    words = [word.casefold() for word in _WORD.findall(angle)]
    return whole and len(set(words)) == len(words)


def with_headings(brief: Brief, headings: FieldValue) -> Brief:
    """The brief with an outline of these headings, one for each part of its type; the usual ones if too few.

    Sections that are pinned stay, each in the place of its part or, where it has none, before the last one.
    """
    post = post_of(brief)
    pinned = [each for each in post.outline if each.pinned]
    bare = msgspec.structs.replace(brief, post=msgspec.structs.replace(post, outline=()))
    parts = usual_outline(bare)
    lines = headings.split("\n") if isinstance(headings, str) else headings
    if len(lines) < len(parts):  # which of them were left out is not known
        lines = ()
    outline: list[Section] = []
    taken = {each.id for each in pinned}
    for place, part in enumerate(parts):
        own = next((each for each in pinned if each.role == part.role), None)
        if own is not None:
            pinned.remove(own)
            outline.append(own)
            continue
        heading = lines[place].strip() if place < len(lines) else ""
        if any(heading.casefold() == each.heading.casefold() for each in outline):
            heading = ""
        new = _next_id(outline, taken)
        outline.append(Section(new, heading or part.heading, role=part.role, facts=part.facts))
    outline[-1:-1] = pinned
    whole = with_lengths(outline, brief)
    return msgspec.structs.replace(brief, post=msgspec.structs.replace(post, outline=whole))


def apt_headings(brief: Brief, headings: FieldValue) -> tuple[str, ...]:
    """A small model's headings, each where it has a word of what its section tells and gives no figure away.

    Else the usual heading stands instead.
    """
    lines = headings.split("\n") if isinstance(headings, str) else headings
    planned = msgspec.structs.replace(brief, post=msgspec.structs.replace(post_of(brief), outline=()))
    parts = usual_outline(planned)
    if len(lines) != len(parts):
        return ()
    outlined = msgspec.structs.replace(planned, post=msgspec.structs.replace(post_of(planned), outline=parts))
    shares = shares_of(outlined)
    return tuple(
        line if _speaks_of(line, told_facts(brief, shares[part.id].facts), brief) else part.heading
        for line, part in zip(lines, parts, strict=True)
    )


def _speaks_of(heading: str, facts: Sequence[Fact], brief: Brief) -> bool:
    """Whether a heading has a word of these facts that is not a word of the subject, and no figure."""
    if any(letter.isdigit() for letter in heading):
        return False
    language = brief.language
    subject = said_by(subject_of(brief), language)
    told = said_by(" ".join(f"{fact.name} {fact.text}" for fact in facts), language)
    own = [word for word in told if not any(same_word(word, each, language) for each in subject)]
    return any(same_word(word, each, language) for word in said_by(heading, language) for each in own)


def _next_id(outline: Sequence[Section], taken: set[str]) -> str:
    """An id that no section has, those that are still to be put in among them."""
    found = Post(outline=(*outline, *(Section(each, "") for each in taken))).next_section_id()
    taken.add(found)
    return found
