"""Drafts, their versions, and the variants that models wrote."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

import msgspec

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.errors import Problem
from desktop.core.finding import Claim, Finding

DraftId = NewType("DraftId", str)
VersionId = NewType("VersionId", int)


class Usage(msgspec.Struct, frozen=True):
    """What a call used; an unknown cost is `None`, never 0. `estimated`: the provider did not count all of it."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None
    currency: str = "USD"
    estimated: bool = False


class Timing(msgspec.Struct, frozen=True):
    """How long a call took, in seconds."""

    first_token_s: float | None = None
    total_s: float = 0.0


class Variant(msgspec.Struct, frozen=True, omit_defaults=True):
    """One generation of a draft; `prompt` is the name and version of the prompt, as `product/3`."""

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


class Draft(msgspec.Struct, frozen=True):
    """The text being written, with its brief; times are ISO 8601 in UTC. An empty id means "not saved yet"."""

    id: DraftId
    kind: Kind = Kind.PRODUCT
    brief: Brief = Brief()
    copy: Copy = Copy()
    created_at: str = ""
    changed_at: str = ""

    @property
    def title(self) -> str:
        """What the draft is called in lists; empty when there is nothing to call it by."""
        for candidate in (self.brief.product, self.copy.text("title"), self.copy.text("body")):
            line = candidate.strip().partition("\n")[0].strip()
            if line:
                return line[:120]
        return ""


class Origin(StrEnum):
    """Why a version was made."""

    TYPED = "typed"
    BEFORE_WRITE = "before_write"
    WRITTEN = "written"
    INTERRUPTED = "interrupted"
    NAMED = "named"
    RESTORED = "restored"
    IMPORTED = "imported"


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


class VersionHeader(msgspec.Struct, frozen=True):
    """A version in a list, without its text."""

    id: VersionId
    draft: DraftId
    origin: Origin
    saved_at: str
    name: str
    words: int
    model: str


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
