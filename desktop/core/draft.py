"""Drafts, their versions, and the variants that models wrote."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.errors import Problem
from desktop.core.finding import Claim, Finding
from desktop.core.ids import DraftId, VersionId
from desktop.core.making import Making
from desktop.core.post import Post
from desktop.core.provenance import Source
from desktop.core.usage import Timing, Usage


class Variant(msgspec.Struct, frozen=True, omit_defaults=True):
    """One generation of a draft; `prompt` is the name and version of the prompt, as `product/3`.

    `tone` is the one that its brief asked for; `made` is missing in variants of older programs. `post` is the post of
    its brief with the angle and the outline that came of this generation, where it made them.
    """

    id: str
    model: str
    prompt: str
    copy: Copy = Copy()
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()
    forgotten: tuple[str, ...] = ()
    repairs: int = 0
    complete: bool = True
    usage: Usage = Usage()
    timing: Timing = Timing()
    error: Problem | None = None
    tone: str = ""
    made: Making | None = None
    post: Post | None = None


class Draft(msgspec.Struct, frozen=True):
    """The text being written, with its brief; times are ISO 8601 in UTC. An empty id means "not saved yet".

    `sources` are the texts that were taken from variants, in the order in which they were taken.
    """

    id: DraftId
    kind: Kind = Kind.PRODUCT
    brief: Brief = Brief()
    copy: Copy = Copy()
    created_at: str = ""
    changed_at: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def title(self) -> str:
        """What the draft is called in lists; empty when there is nothing to call it by.

        Mails of a series, which are about the same, are called by their subjects.
        """
        series = self.brief.mail.series if self.brief.mail is not None else None
        names = (self._subject, self.brief.product) if series is not None else (self.brief.product, self._subject)
        for candidate in (*names, self.copy.text("title"), self.copy.text("body").lstrip("#> \t\n")):
            line = candidate.strip().partition("\n")[0].strip()
            if line:
                return line[:120]
        return f"{series.name} {series.place}" if series is not None else ""

    @property
    def _subject(self) -> str:
        """The subject of a mail, with its merge tags as one reads them."""
        subject = self.copy.text("subject") if self.kind is Kind.MAIL else ""
        if "{" not in subject and "*|" not in subject:
            return subject
        from desktop.core.merge_tags import fill

        return fill(subject, {})


class Origin(StrEnum):
    """Why a version was made; `VARIANT` and `EDITED` stand beside the draft: its text was another one."""

    TYPED = "typed"
    BEFORE_WRITE = "before_write"
    WRITTEN = "written"
    INTERRUPTED = "interrupted"
    NAMED = "named"
    RESTORED = "restored"
    IMPORTED = "imported"
    VARIANT = "variant"
    EDITED = "edited"
    BRANCHED = "branched"

    @property
    def beside(self) -> bool:
        """Whether a version of this origin stands beside the draft, and so never is its newest text."""
        return self in (Origin.VARIANT, Origin.EDITED)


class Version(msgspec.Struct, frozen=True):
    """An immutable snapshot of a draft; `variant` is there when a model wrote it."""

    id: VersionId
    draft: DraftId
    origin: Origin
    saved_at: str
    brief: Brief
    copy: Copy
    name: str = ""
    variant: Variant | None = None
    sources: tuple[Source, ...] = ()


class VersionHeader(msgspec.Struct, frozen=True):
    """A version in a list, without its text; a pinned one is never thinned out."""

    id: VersionId
    draft: DraftId
    origin: Origin
    saved_at: str
    name: str
    words: int
    model: str
    pinned: bool = False


class SearchHit(msgspec.Struct, frozen=True):
    """One result of a search in the history; the matched words in `snippet` stand between `\\x02` and `\\x03`."""

    draft: DraftId
    version: VersionId
    kind: Kind
    language: str
    title: str
    snippet: str
    saved_at: str


class Template(msgspec.Struct, frozen=True):
    """A brief with own instructions, kept under a name to begin others from."""

    name: str
    brief: Brief
