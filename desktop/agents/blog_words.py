"""What the sections of a post are about in a few words, and the frames that are filled with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from desktop.core.brief import Brief
from desktop.core.post import PostType, Section
from desktop.core.post_lengths import usual_outline
from desktop.core.post_structures import MORE
from desktop.core.post_words import blog_words, capital, post_of, subject_of

_MOST_TOPICS = 5


def topics_of(outline: Sequence[Section], language: str, most: int = _MOST_TOPICS) -> str:
    """What the sections are about, as one reads it: `how it is made, size and use and care`; empty for none.

    Sections that are called after their facts are named as they are called, each thing by itself.
    """
    words = blog_words(language)
    found: list[str] = []
    for each in (each for each in outline if each.level == 2):
        if each.role == MORE or (each.facts and each.role):
            found += _named(each.heading, words.and_)[:1]
        else:
            found.append(words.roles[each.role].topic if each.role in words.roles else f"“{each.heading}”")
    topics = [topic for topic in dict.fromkeys(found) if topic][:most]
    if len(topics) < 2:
        return "".join(topics)
    return words.and_.format(first=", ".join(topics[:-1]), last=topics[-1])


def _named(heading: str, joined: str) -> list[str]:
    """The things that a heading names, with a small letter: `Waxing and care` → `waxing`, `care`."""
    between = joined.format(first="", last="")
    parts = [part.strip().rstrip("?") for part in heading.replace(between, ", ").split(", ")]
    return [part if part[1:2].isupper() else part[:1].lower() + part[1:] for part in parts if part]


def filled(frame: str, brief: Brief, outline: Sequence[Section], most: int = _MOST_TOPICS) -> str:
    """A frame with what it needs; one that needs topics is cut at its colon where there are none."""
    topics = topics_of(outline, brief.language, most)
    if not topics:
        frame = re.sub(r":? ?[^:]*\{topics\}", "", frame)
    return capital(frame.format(product=subject_of(brief), topics=topics))


def about(brief: Brief, fits: Callable[[str], bool]) -> str:
    """What the post is about by its headings, in a sentence that fits, with as many of them as there is room for."""
    words = blog_words(brief.language)
    post = post_of(brief)
    outline = post.outline or usual_outline(brief)
    frame = words.intro.get(post.type, words.intro[PostType.POST])
    lines = (filled(frame, brief, outline, most) for most in range(_MOST_TOPICS, -1, -1))
    return next((line for line in lines if fits(line)), "")
