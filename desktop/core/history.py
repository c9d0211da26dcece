"""How drafts are kept in order: shelves, folders, tags, and what a search may be narrowed to."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.brief import Kind
from desktop.core.ids import DraftId


class Shelf(StrEnum):
    """Where a draft lies; what lies in the trash for 30 days is deleted for good."""

    WORK = "work"
    ARCHIVE = "archive"
    TRASH = "trash"


class Filters(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a search is narrowed to: values of one field are alternatives, the fields hold together.

    `folder` stands for what lies in it and in folders below it (`Winter/Socks`); empty for drafts without a folder,
    `None` for all. `tags` must all be there. `since` and `until` are days or moments (ISO 8601 in UTC), both included.
    `named` asks for drafts with a named or pinned version. `findings` is `none` or `some` for versions without and
    with errors or warnings, as far as that is known of them; empty for all.
    """

    kinds: tuple[Kind, ...] = ()
    languages: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    folder: str | None = None
    since: str = ""
    until: str = ""
    shelf: Shelf = Shelf.WORK
    named: bool = False
    findings: str = ""


EVERYTHING = Filters()
"""All drafts but those in the archive and the trash."""


class SavedSearch(msgspec.Struct, frozen=True, omit_defaults=True):
    """A search kept under a name."""

    name: str
    query: str = ""
    filters: Filters = EVERYTHING
    ranked: bool = False


class Facet(msgspec.Struct, frozen=True):
    """A value that drafts can be narrowed to, and how many drafts have it."""

    value: str
    count: int


class Facets(msgspec.Struct, frozen=True):
    """The values that there are on a shelf; folders and tags by name, the others with the most frequent first."""

    kinds: tuple[Facet, ...] = ()
    languages: tuple[Facet, ...] = ()
    models: tuple[Facet, ...] = ()
    tags: tuple[Facet, ...] = ()
    folders: tuple[Facet, ...] = ()


class DraftCard(msgspec.Struct, frozen=True):
    """A draft in a list, without its text; times are ISO 8601 in UTC, empty when it never happened.

    `versions` counts all its versions, `pinned` those that are kept for ever.
    """

    draft: DraftId
    kind: Kind
    language: str
    title: str
    folder: str = ""
    tags: tuple[str, ...] = ()
    archived_at: str = ""
    trashed_at: str = ""
    changed_at: str = ""
    versions: int = 0
    pinned: int = 0
