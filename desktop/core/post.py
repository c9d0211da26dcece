"""A blog post or a page of a shop: what it is about, its outline, its sources and where it is published.

A `Post` is part of its draft's brief. Its words stand in the copy: `title`, `seo_title`, `seo_description`, `excerpt`,
and `body`, one Markdown text in which each section of the outline is found by its heading (`core.outline`).
"""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

_LONGEST_PIECE = 600


class PostType(StrEnum):
    """What is written: a post, or a page of a shop with a structure of its own."""

    POST = "post"
    CATEGORY = "category"
    HOME = "home"
    ABOUT = "about"
    DELIVERY = "delivery"
    QUESTIONS = "questions"


class PostState(StrEnum):
    """How far a post is, for the calendar."""

    IDEA = "idea"
    DRAFT = "draft"
    READY = "ready"
    PUBLISHED = "published"


class SourceKind(StrEnum):
    """What a source was read from."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    PAGE = "page"


class Section(msgspec.Struct, frozen=True, omit_defaults=True):
    """One section of the outline; `id` is `s1`, `s2`, …

    `words` is the length that is wanted (0: no wish), `notes` what must be in it, `facts` and `sources` are ids of what
    it should rest on (empty: any). A pinned section is not written again with the others. `role` is which part of its
    type's structure it is (`core.post_structures`; empty: one of the writer's own).
    """

    id: str
    heading: str
    level: int = 2
    words: int = 0
    notes: str = ""
    pinned: bool = False
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    role: str = ""


class PostSource(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text that the post may rest on; `id` is `q1`, `q2`, …

    `address` is the file's name or the page's address, `read_at` when it was read (ISO 8601, UTC).
    """

    id: str
    title: str
    kind: SourceKind = SourceKind.TEXT
    address: str = ""
    text: str = ""
    author: str = ""
    read_at: str = ""

    def pieces(self) -> tuple[tuple[str, str], ...]:
        """Its paragraphs, each with an id of its own: `q1.1`, `q1.2`, …; a long one is parted between sentences."""
        parts: list[str] = []
        for paragraph in re.split(r"\n[ \t]*\n", self.text):
            whole = " ".join(paragraph.split())
            while len(whole) > _LONGEST_PIECE:
                ends = [found.end() for found in re.finditer(r"[.!?]\s|\s", whole[:_LONGEST_PIECE])]
                full = [end for end in ends if whole[end - 2] in ".!?"]
                cut = (full or ends or [_LONGEST_PIECE])[-1]
                parts.append(whole[:cut].strip())
                whole = whole[cut:].strip()
            if whole:
                parts.append(whole)
        return tuple((f"{self.id}.{number}", part) for number, part in enumerate(parts, 1))


class Post(msgspec.Struct, frozen=True, omit_defaults=True):
    """A post without its words; `date` is the day of publication (ISO 8601, empty: none).

    `goal` is how many words the body should have (0: none). `outside` allows what no source says, which is then marked;
    `references` asks for a list of the sources at the end. `cover` is an address or `picture:NAME`.
    """

    type: PostType = PostType.POST
    angle: str = ""
    outline: tuple[Section, ...] = ()
    sources: tuple[PostSource, ...] = ()
    state: PostState = PostState.IDEA
    date: str = ""
    slug: str = ""
    canonical: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    cover: str = ""
    cover_alt: str = ""
    goal: int = 0
    outside: bool = False
    references: bool = False

    def section(self, section_id: str) -> Section | None:
        """The section with this id."""
        return next((each for each in self.outline if each.id == section_id), None)

    def next_section_id(self) -> str:
        """An id that no section has."""
        taken = {each.id for each in self.outline}
        number = 1
        while f"s{number}" in taken:
            number += 1
        return f"s{number}"


class SourceMatch(msgspec.Struct, frozen=True):
    """A fact, or a piece of a source, that speaks of a sentence; `score` is 0 to 1.

    `piece` is the id of the fact or piece (`f2`, `q1.3`), `source` that of the source (empty for a fact).
    """

    source: str
    piece: str
    text: str
    score: float


class TextAnchor(msgspec.Struct, frozen=True):
    """A block of a rendered text: the line of the text in which it begins (from 1), and its id in the HTML."""

    line: int
    id: str


INTRODUCTION = "intro"
"""The id under which the text before the first heading is written."""

SECTION_FIELD = "section."
"""Before a section's id in the name of a field that is written: `section.s2` goes into its place in `body`."""
