"""What restoring a backup or importing a workspace would change, and what it did change."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from desktop.core.brief import Kind
from desktop.core.draft import Draft
from desktop.core.ids import DraftId


class Content(StrEnum):
    """What a history holds besides drafts and their versions."""

    TAGS = "tags"
    TEMPLATES = "templates"
    SEARCHES = "searches"
    COMPARISONS = "comparisons"
    LINES = "lines"
    DUELS = "duels"
    OUTCOMES = "outcomes"
    CALLS = "calls"
    JOBS = "jobs"
    UNITS = "units"
    TERMS = "terms"


class Difference(msgspec.Struct, frozen=True):
    """How many of a kind of content the backup brings, and how many are here that it does not have."""

    content: Content
    coming: int
    going: int


class PlannedDraft(msgspec.Struct, frozen=True, omit_defaults=True):
    """A draft that differs between the history and a backup.

    `here_at` and `there_at` are when it was changed last here and in the backup (ISO 8601 in UTC), empty where it is
    not at all. `text_differs` is false where only versions, tags, folder or shelf do.
    """

    draft: DraftId
    kind: Kind
    title: str
    here_at: str = ""
    there_at: str = ""
    versions_coming: int = 0
    versions_going: int = 0
    text_differs: bool = True


class RestorePlan(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the history would become if all of a backup were put back.

    Drafts that come are not here now, those that go are not in the backup; what goes is in the backup that is made
    first. `others` names only what differs.
    """

    backup: str
    made_at: str
    coming: tuple[PlannedDraft, ...] = ()
    going: tuple[PlannedDraft, ...] = ()
    changing: tuple[PlannedDraft, ...] = ()
    unchanged: int = 0
    versions_coming: int = 0
    versions_going: int = 0
    others: tuple[Difference, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the backup holds what is here already."""
        return not (self.coming or self.going or self.changing or self.others)


class DraftPlan(msgspec.Struct, frozen=True, omit_defaults=True):
    """What would come of restoring one draft: `there` becomes its text, and that of `here` stays as a version.

    `here` is `None` when the draft is gone; `trashed` says that it lies in the trash, out of which it would be taken.
    """

    backup: str
    made_at: str
    there: Draft
    here: Draft | None = None
    trashed: bool = False
    versions_coming: int = 0

    @property
    def text_differs(self) -> bool:
        """Whether brief or copy would change."""
        return self.here is None or (self.here.brief, self.here.copy) != (self.there.brief, self.there.copy)


class ImportReport(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an imported workspace brought.

    `added` drafts were not here; of `changed` ones the text differs, and theirs came as a version; `skipped` were here
    as they are. `settings` are those of the file that are not chosen here, for whoever keeps the settings.
    """

    added: tuple[DraftId, ...] = ()
    changed: tuple[DraftId, ...] = ()
    skipped: int = 0
    versions: int = 0
    others: tuple[Difference, ...] = ()
    pictures: int = 0
    settings: dict[str, Any] = {}
