"""What a history can do, whether it is opened here or spoken to in the window that has it open."""

from __future__ import annotations

from typing import Protocol

from desktop.core.brief import Brief
from desktop.core.calls import CallRecord, DaySpent, Spent
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Template, Variant, Version, VersionHeader
from desktop.core.ids import DraftId, VersionId
from desktop.core.provenance import Source
from desktop.store.parts_protocol import BackingLike, OrganisingLike, SideBySideLike
from desktop.store.translating_protocol import TranslatingLike

_NO_DRAFT = DraftId("")


class StoreLike(SideBySideLike, BackingLike, OrganisingLike, TranslatingLike, Protocol):
    """The history.

    Every method raises `EnvironmentProblem` (storage, disk_full, read_only) when the disk is in the way, and
    `UserError` (input) for an id that is not there.
    """

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be saved, as a sentence; empty when everything can."""

    def save_draft(self, draft: Draft) -> Draft:
        """Keep the working copy for good; returns it as it was kept, with its id and times."""

    def draft(self, draft_id: DraftId) -> Draft:
        """One draft with its working copy, also from the trash."""

    def latest_drafts(self, limit: int) -> list[Draft]:
        """The drafts that changed last, the newest first, without those in the archive and the trash."""

    def delete_draft(self, draft_id: DraftId) -> None:
        """Put a draft into the trash."""

    def restore_draft(self, draft_id: DraftId) -> None:
        """Take a draft out of the trash."""

    def forget_draft(self, draft_id: DraftId) -> None:
        """Delete a draft with all its versions for good; only backups still have it."""

    def add_version(self, draft: Draft, origin: Origin, name: str = "", variant: Variant | None = None) -> Version:
        """Keep the working copy and, in the same breath, a version of it.

        When the newest version is the same already, and there is neither name nor variant, that one is returned.
        """

    def add_variant(
        self, draft: DraftId, brief: Brief, copy: Copy, origin: Origin, name: str = "", variant: Variant | None = None,
        sources: tuple[Source, ...] = (),
    ) -> Version:  # fmt: skip
        """Keep a version that stands beside a draft (`Origin.beside`), whose own text does not change by it.

        Raises `UserError` for a draft that is not there: it is saved first.
        """

    def versions(self, draft_id: DraftId) -> list[VersionHeader]:
        """The versions of a draft, the newest first."""

    def version(self, version_id: VersionId) -> Version:
        """One version with its text."""

    def templates(self) -> list[Template]:
        """The templates by name."""

    def save_template(self, template: Template) -> None:
        """Keep a template in place of one with the same name."""

    def delete_template(self, name: str) -> None:
        """Forget a template."""

    def add_calls(self, records: list[CallRecord]) -> None:
        """Keep calls that were made to models."""

    def calls(self, since: str = "", limit: int = 200, offset: int = 0) -> list[CallRecord]:
        """The calls since a moment (ISO 8601 in UTC; empty: all of them), the newest first."""

    def spent(self, since: str = "", draft: DraftId = _NO_DRAFT) -> list[Spent]:
        """What the calls since a moment cost, by provider, the dearest first; with `draft` those for one draft only."""

    def spent_by_day(self, since: str = "") -> list[DaySpent]:
        """What the calls since a moment cost on each day on which there were any, the newest first."""

    def clear_calls(self, before: str) -> None:
        """Forget the calls before a moment, and of the others their text and draft: what they cost still counts."""

    def close(self) -> None:
        """End the work with the history."""
