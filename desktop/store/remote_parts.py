"""The parts of a history that another window has open; what each method means stands in `parts_protocol`."""

from __future__ import annotations

from typing import cast

from desktop.core.comparison import Comparison, ComparisonHeader, ComparisonId
from desktop.core.draft import Draft, SearchHit
from desktop.core.duels import Duel
from desktop.core.history import EVERYTHING, DraftCard, Facets, Filters, SavedSearch, Shelf
from desktop.core.ids import DraftId, VersionId
from desktop.core.outcomes import Outcome
from desktop.core.restoring import DraftPlan, ImportReport, RestorePlan
from desktop.store.remote import RemotePart
from desktop.store.values import BackupInfo

_NO_DRAFT = DraftId("")


class RemoteSideBySide(RemotePart):
    """Variants side by side."""

    def save_comparison(self, comparison: Comparison) -> Comparison:
        """Keep a comparison whole; returns it with its id and times."""
        return self._call("save_comparison", Comparison, comparison=comparison)

    def comparison(self, id: ComparisonId) -> Comparison:
        """One comparison."""
        return self._call("comparison", Comparison, id=id)

    def latest_comparison(self, draft: DraftId) -> Comparison | None:
        """The comparison of a draft that changed last."""
        return self._call("latest_comparison", cast("type[Comparison | None]", Comparison | None), draft=draft)

    def comparisons(self, limit: int = 50, draft: DraftId = _NO_DRAFT) -> list[ComparisonHeader]:
        """The comparisons that changed last, the newest first."""
        return self._call("comparisons", list[ComparisonHeader], limit=limit, draft=draft)

    def delete_comparison(self, id: ComparisonId) -> None:
        """Forget a comparison for good."""
        self._call("delete_comparison", type(None), id=id)

    def add_duels(self, duels: list[Duel]) -> None:
        """Keep choices that were made in duels."""
        self._call("add_duels", type(None), duels=duels)

    def delete_round(self, round: str) -> None:  # noqa: A002 - a duel's own word
        """Take back all choices of a round."""
        self._call("delete_round", type(None), round=round)

    def duels(self, task: str = "", language: str = "") -> list[Duel]:
        """The choices for a task and a language, the oldest first."""
        return self._call("duels", list[Duel], task=task, language=language)

    def add_outcomes(self, outcomes: list[Outcome]) -> None:
        """Keep figures of what became of variants."""
        self._call("add_outcomes", type(None), outcomes=outcomes)

    def outcomes(self, draft: DraftId = _NO_DRAFT) -> list[Outcome]:
        """The figures for a draft, or all of them without one."""
        return self._call("outcomes", list[Outcome], draft=draft)

    def delete_outcomes(self, draft: DraftId, source: str = "") -> None:
        """Forget the figures for a draft, or those of one file."""
        self._call("delete_outcomes", type(None), draft=draft, source=source)


class RemoteBacking(RemotePart):
    """Backups."""

    def backup_now(self) -> BackupInfo:
        """Make a backup and check it."""
        return self._call("backup_now", BackupInfo)

    def backups(self) -> list[BackupInfo]:
        """The backups, the newest first."""
        return self._call("backups", list[BackupInfo])

    def verify_backup(self, name: str) -> bool:
        """Open a backup and read all of it; whether it is whole."""
        return self._call("verify_backup", bool, name=name)

    def set_backup_folder(self, folder: str) -> None:
        """Have backups go to a second folder too."""
        self._call("set_backup_folder", type(None), folder=folder)

    def backup_plan(self, name: str) -> RestorePlan:
        """What `restore_backup` would change."""
        return self._call("backup_plan", RestorePlan, name=name)

    def restore_backup(self, name: str) -> None:
        """Put the history back as a backup has it."""
        self._call("restore_backup", type(None), name=name)

    def backup_drafts(self, name: str) -> list[DraftCard]:
        """The drafts in a backup."""
        return self._call("backup_drafts", list[DraftCard], name=name)

    def backup_draft_plan(self, name: str, draft: DraftId) -> DraftPlan:
        """What `restore_draft_from` would change."""
        return self._call("backup_draft_plan", DraftPlan, name=name, draft=draft)

    def restore_draft_from(self, name: str, draft: DraftId) -> Draft:
        """Bring one draft back out of a backup."""
        return self._call("restore_draft_from", Draft, name=name, draft=draft)

    def export_workspace(self, path: str) -> None:
        """Write everything to one file."""
        self._call("export_workspace", type(None), path=path)

    def import_workspace(self, path: str) -> ImportReport:
        """Take such a file in."""
        return self._call("import_workspace", ImportReport, path=path)


class RemoteOrganising(RemotePart):
    """Search, folders, tags, archive, trash, pins and branches."""

    def search(
        self, query: str, *, ranked: bool = False, limit: int = 50, filters: Filters = EVERYTHING
    ) -> list[SearchHit]:
        """The drafts with a version that holds all the words and passes the filters."""
        return self._call("search", list[SearchHit], query=query, ranked=ranked, limit=limit, filters=filters)

    def facets(self, shelf: Shelf = Shelf.WORK) -> Facets:
        """What the drafts of a shelf can be narrowed to."""
        return self._call("facets", Facets, shelf=shelf)

    def card(self, draft: DraftId) -> DraftCard:
        """A draft as lists show it."""
        return self._call("card", DraftCard, draft=draft)

    def set_tags(self, draft: DraftId, tags: tuple[str, ...]) -> None:
        """The draft has these tags from now on, and no others."""
        self._call("set_tags", type(None), draft=draft, tags=tags)

    def set_folder(self, draft: DraftId, folder: str) -> None:
        """Put a draft into a folder, or into none."""
        self._call("set_folder", type(None), draft=draft, folder=folder)

    def archive_draft(self, draft: DraftId) -> None:
        """Put a draft into the archive."""
        self._call("archive_draft", type(None), draft=draft)

    def unarchive_draft(self, draft: DraftId) -> None:
        """Take a draft out of the archive."""
        self._call("unarchive_draft", type(None), draft=draft)

    def pin_version(self, version: VersionId, pinned: bool) -> None:  # noqa: FBT001 - asked for by name over the wire
        """Keep a version for ever, or no longer than others."""
        self._call("pin_version", type(None), version=version, pinned=pinned)

    def name_version(self, version: VersionId, name: str) -> None:
        """Give a version a name, or take it away."""
        self._call("name_version", type(None), version=version, name=name)

    def note_findings(self, version: VersionId, findings: int) -> None:
        """Note how many errors and warnings a version has."""
        self._call("note_findings", type(None), version=version, findings=findings)

    def branch(self, version: VersionId, title: str = "") -> Draft:
        """A new draft that begins as a version of another one."""
        return self._call("branch", Draft, version=version, title=title)

    def trashed(self) -> list[DraftCard]:
        """What lies in the trash."""
        return self._call("trashed", list[DraftCard])

    def empty_trash(self) -> None:
        """Delete for good what lies in the trash."""
        self._call("empty_trash", type(None))

    def saved_searches(self) -> list[SavedSearch]:
        """The saved searches by name."""
        return self._call("saved_searches", list[SavedSearch])

    def save_search(self, search: SavedSearch) -> None:
        """Keep a search."""
        self._call("save_search", type(None), search=search)

    def delete_search(self, name: str) -> None:
        """Forget a saved search."""
        self._call("delete_search", type(None), name=name)

    def version_count(self) -> int:
        """How many versions there are."""
        return self._call("version_count", int)

    def unsearchable(self) -> int:
        """How many old versions no search finds yet."""
        return self._call("unsearchable", int)
