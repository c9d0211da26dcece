"""What the parts of a history can do; `StoreLike` is all of them together."""

from __future__ import annotations

from typing import Protocol

from desktop.core.comparison import Comparison, ComparisonHeader, ComparisonId
from desktop.core.draft import Draft, SearchHit
from desktop.core.duels import Duel
from desktop.core.history import EVERYTHING, DraftCard, Facets, Filters, SavedSearch, Shelf
from desktop.core.ids import DraftId, VersionId
from desktop.core.outcomes import Outcome
from desktop.core.restoring import DraftPlan, ImportReport, RestorePlan
from desktop.store.values import BackupInfo

_NO_DRAFT = DraftId("")


class SideBySideLike(Protocol):
    """Variants side by side."""

    def save_comparison(self, comparison: Comparison) -> Comparison:
        """Keep a comparison whole for good, in place of what it was; returns it with its id and times.

        Without an id it is a new one. Raises `UserError` when its draft is not there: that is saved first.
        """

    def comparison(self, id: ComparisonId) -> Comparison:
        """One comparison; one that is damaged raises `EnvironmentProblem` (storage)."""

    def latest_comparison(self, draft: DraftId) -> Comparison | None:
        """The comparison of a draft that changed last; `None` when it has none or that one is damaged."""

    def comparisons(self, limit: int = 50, draft: DraftId = _NO_DRAFT) -> list[ComparisonHeader]:
        """The comparisons that changed last, the newest first; without a draft those of all but the trash."""

    def delete_comparison(self, id: ComparisonId) -> None:
        """Forget a comparison for good; the versions in its columns stay in the history."""

    def add_duels(self, duels: list[Duel]) -> None:
        """Keep choices that were made in duels."""

    def delete_round(self, round: str) -> None:  # noqa: A002 - a duel's own word
        """Take back all choices of a round."""

    def duels(self, task: str = "", language: str = "") -> list[Duel]:
        """The choices for a task and a language, the oldest first; an empty one stands for all of them."""

    def add_outcomes(self, outcomes: list[Outcome]) -> None:
        """Keep figures of what became of variants."""

    def outcomes(self, draft: DraftId = _NO_DRAFT) -> list[Outcome]:
        """The figures for a draft, or all of them without one, in the order in which they were read."""

    def delete_outcomes(self, draft: DraftId, source: str = "") -> None:
        """Forget the figures for a draft; with `source` only those of that file."""


class BackingLike(Protocol):
    """Backups."""

    def backup_now(self) -> BackupInfo:
        """Make a backup and check it."""

    def backups(self) -> list[BackupInfo]:
        """The backups, the newest first."""

    def verify_backup(self, name: str) -> bool:
        """Open a backup and read all of it, its pictures too; whether it is whole.

        Here and below a backup goes by its name, or any file that may be one by its whole path.
        """

    def set_backup_folder(self, folder: str) -> None:
        """Have backups go to a second folder too; an empty one is none. Raises `UserError` for one that is no use."""

    def backup_plan(self, name: str) -> RestorePlan:
        """What `restore_backup` would change.

        This and what follows raises `UserError` for a backup that is damaged, of a newer program, or not ours.
        """

    def restore_backup(self, name: str) -> None:
        """Put the history back as a backup has it; what it was until now becomes a backup first."""

    def backup_drafts(self, name: str) -> list[DraftCard]:
        """The drafts in a backup, those that changed last first."""

    def backup_draft_plan(self, name: str, draft: DraftId) -> DraftPlan:
        """What `restore_draft_from` would change."""

    def restore_draft_from(self, name: str, draft: DraftId) -> Draft:
        """Bring one draft back out of a backup, with the versions that are not here; returns it.

        The text that it has today stays as a version; one that is in the trash comes out of it.
        """

    def export_workspace(self, path: str) -> None:
        """Write everything to one file, a ZIP of JSON and Markdown, that another computer takes in."""

    def import_workspace(self, path: str) -> ImportReport:
        """Take such a file in, all of it or nothing; what is here is not overwritten, and becomes a backup first.

        Raises `UserError` for a file that is damaged or not as Copydesk writes it.
        """


class OrganisingLike(Protocol):
    """Search, folders, tags, archive, trash, pins and branches."""

    def search(
        self, query: str, *, ranked: bool = False, limit: int = 50, filters: Filters = EVERYTHING
    ) -> list[SearchHit]:
        """The drafts with a version that holds all the words, each with the newest such version; any text is a query.

        Newest first, or with `ranked` those first where the words weigh most. The last word may be unfinished. Without
        words: the drafts that pass the filters, those that changed last first, each with its newest version.
        """

    def facets(self, shelf: Shelf = Shelf.WORK) -> Facets:
        """What the drafts of a shelf can be narrowed to."""

    def card(self, draft: DraftId) -> DraftCard:
        """A draft as lists show it."""

    def set_tags(self, draft: DraftId, tags: tuple[str, ...]) -> None:
        """The draft has these tags from now on, and no others."""

    def set_folder(self, draft: DraftId, folder: str) -> None:
        """Put a draft into a folder, or into none; `/` stands between a folder and one in it."""

    def archive_draft(self, draft: DraftId) -> None:
        """Put a draft into the archive, where lists do not show it."""

    def unarchive_draft(self, draft: DraftId) -> None:
        """Take a draft out of the archive."""

    def pin_version(self, version: VersionId, pinned: bool) -> None:  # noqa: FBT001 - asked for by name over the wire
        """Keep a version for ever, or no longer than others."""

    def name_version(self, version: VersionId, name: str) -> None:
        """Give a version a name, or take it away with an empty one."""

    def note_findings(self, version: VersionId, findings: int) -> None:
        """Note how many errors and warnings a version has; -1 when nobody knows."""

    def branch(self, version: VersionId, title: str = "") -> Draft:
        """A new draft that begins as a version of another one, in its folder; `title` names its first version."""

    def trashed(self) -> list[DraftCard]:
        """What lies in the trash, what came last first."""

    def empty_trash(self) -> None:
        """Delete for good what lies in the trash; only backups still have it."""

    def saved_searches(self) -> list[SavedSearch]:
        """The saved searches by name."""

    def save_search(self, search: SavedSearch) -> None:
        """Keep a search in place of one with the same name."""

    def delete_search(self, name: str) -> None:
        """Forget a saved search."""

    def version_count(self) -> int:
        """How many versions there are."""

    def unsearchable(self) -> int:
        """How many old versions no search finds yet, because the index is being made again."""
