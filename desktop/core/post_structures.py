"""What a post or a page of each type is made of, and an outline as lines that one can read and write."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from desktop.core.post import PostType, Section

CONCLUSION = "conclusion"
"""The role of the part that ends a post."""

MORE = "more"
"""The role of the part that takes what belongs into no other one."""


class Part(msgspec.Struct, frozen=True):
    """A part of a structure: its role, and its share of the length beside the other parts'."""

    role: str
    share: int = 2


_PARTS: dict[PostType, tuple[Part, ...]] = {
    PostType.POST: (Part("what"), Part("made", 3), Part("use", 3), Part("care"), Part(CONCLUSION, 1)),
    PostType.CATEGORY: (Part("what"), Part("made"), Part("use"), Part("care"), Part("buy", 1)),
    PostType.HOME: (Part("what", 3), Part("made"), Part("buy", 1), Part("contact", 1)),
    PostType.ABOUT: (Part("who"), Part("began"), Part("made", 3), Part("contact", 1)),
    PostType.DELIVERY: (Part("delivery", 3), Part("cost"), Part("returns", 3), Part("contact", 1)),
    PostType.QUESTIONS: (
        *(Part("what"), Part("made"), Part("use"), Part("care")),
        *(Part("delivery"), Part("returns"), Part("contact", 1)),
    ),
}
_LINE = re.compile(
    r"^\s*(?:(?P<marks>#{1,6})\s+|[-*•]\s+|\d{1,2}[.)]\s+)?(?P<heading>.*?)(?:\s*\((?P<words>\d{1,5})\))?\s*$"
)


def structure(post_type: PostType) -> tuple[Part, ...]:
    """The parts of a type, in their order; the introduction comes before them."""
    return _PARTS[post_type]


def share_of(section: Section, post_type: PostType) -> int:
    """A section's share of the length beside the others'."""
    return next((part.share for part in structure(post_type) if part.role == section.role), 2)


def outline_lines(outline: Sequence[Section]) -> tuple[str, ...]:
    """An outline as lines: `How it is made (150)`, with `###` before a heading of another level than the second."""
    return tuple(
        ("" if each.level == 2 else f"{'#' * each.level} ") + each.heading + (f" ({each.words})" if each.words else "")
        for each in outline
    )


def outline_of(lines: Sequence[str], before: Sequence[Section] = ()) -> tuple[Section, ...]:
    """The outline in such lines; one that was there `before` under the same heading keeps its id and all it has."""
    known = {each.heading.casefold(): each for each in before}
    taken = {each.id for each in before}
    outline: list[Section] = []
    number = 1
    for line in lines:
        found = _LINE.match(line)
        heading = found["heading"].strip() if found is not None else ""
        if found is None or not heading:
            continue
        words = int(found["words"] or 0)
        level = len(found["marks"]) if found["marks"] else 2
        old = known.pop(heading.casefold(), None)
        if old is not None:
            outline.append(msgspec.structs.replace(old, words=words or old.words, level=level))
            continue
        while f"s{number}" in taken:
            number += 1
        taken.add(f"s{number}")
        outline.append(Section(f"s{number}", heading, level=level, words=words))
    return tuple(outline)
