"""What the store does to keep drafts in order and to find them again."""

from __future__ import annotations

from desktop.core.draft import Draft, Origin, SearchHit
from desktop.core.history import EVERYTHING, DraftCard, Facets, Filters, SavedSearch, Shelf
from desktop.core.ids import DraftId, VersionId
from desktop.store.backups import Interrupted
from desktop.store.fidelity import cleaned
from desktop.store.part import StorePart
from desktop.store.tables import Tables
from desktop.store.thinning import Thinning, empty_trash


class Organising(StorePart):
    """The part of the store that concerns search, folders, tags, archive, trash, pins and branches."""

    def search(
        self, query: str, *, ranked: bool = False, limit: int = 50, filters: Filters = EVERYTHING
    ) -> list[SearchHit]:
        """The drafts with a version that holds all the words and passes the filters; without words all that pass."""
        if not query.strip():
            return self._file.read(lambda tables: tables.shelves.listed(filters, limit))
        return self._file.read(
            lambda tables: tables.versions.search(query, ranked=ranked, limit=limit, filters=filters)
        )

    def facets(self, shelf: Shelf = Shelf.WORK) -> Facets:
        """What the drafts of a shelf can be narrowed to."""
        return self._file.read(lambda tables: tables.shelves.facets(shelf))

    def card(self, draft: DraftId) -> DraftCard:
        """A draft as lists show it."""
        return self._file.read(lambda tables: tables.shelves.card(draft))

    def set_tags(self, draft: DraftId, tags: tuple[str, ...]) -> None:
        """The draft has these tags from now on, and no others."""
        clean = cleaned(tags).value
        self._file.write(lambda tables: tables.shelves.set_tags(tables.drafts.known(draft), clean))

    def set_folder(self, draft: DraftId, folder: str) -> None:
        """Put a draft into a folder, or into none; `/` stands between a folder and one in it."""
        clean = cleaned(folder).value
        self._file.write(lambda tables: tables.shelves.set_folder(tables.drafts.known(draft), clean))

    def archive_draft(self, draft: DraftId) -> None:
        """Put a draft into the archive, where lists do not show it."""
        self._file.write(lambda tables: tables.shelves.set_archived(tables.drafts.known(draft), archived=True))

    def unarchive_draft(self, draft: DraftId) -> None:
        """Take a draft out of the archive."""
        self._file.write(lambda tables: tables.shelves.set_archived(tables.drafts.known(draft), archived=False))

    def pin_version(self, version: VersionId, pinned: bool) -> None:  # noqa: FBT001 - a method of the protocol
        """Keep a version for ever, or no longer than others."""
        self._file.write(lambda tables: tables.versions.set_pinned(version, pinned=pinned))

    def name_version(self, version: VersionId, name: str) -> None:
        """Give a version a name, or take it away with an empty one."""
        clean = cleaned(name).value.strip()
        self._file.write(lambda tables: tables.versions.set_name(version, clean))

    def note_findings(self, version: VersionId, findings: int) -> None:
        """Note how many errors and warnings a version has; -1 when nobody knows."""
        self._file.write(lambda tables: tables.versions.set_findings(version, findings))

    def hear_findings(self, draft: Draft, findings: int) -> None:
        """The draft on the desk has so many errors and warnings: a version of this text, there or to come, bears it."""
        clean = cleaned(draft).value
        version = self._file.read(lambda tables: tables.versions.hear(clean, findings))
        if version is not None and not self._file.read_only_reason:
            self._file.write(lambda tables: tables.versions.set_findings(version, findings))

    def branch(self, version: VersionId, title: str = "") -> Draft:
        """A new draft that begins as a version of another one, in its folder; `title` names its first version."""
        name = cleaned(title).value.strip()

        def grow(tables: Tables) -> Draft:
            source = tables.versions.get(version)
            card = tables.shelves.card(source.draft)
            made = Draft(DraftId(""), card.kind, source.brief, source.copy, sources=source.sources)
            number, kept = tables.drafts.save(made)
            tables.drafts.set_versioned(number)
            tables.shelves.note_branch(number, version)
            tables.shelves.set_folder(number, card.folder)
            tables.versions.add(number, kept, Origin.BRANCHED, name, None)
            return kept

        return self._file.write(grow)

    def trashed(self) -> list[DraftCard]:
        """What lies in the trash, what came last first."""
        return self._file.read(lambda tables: tables.shelves.trashed())

    def empty_trash(self) -> None:
        """Delete for good what lies in the trash; only backups still have it."""
        self._file.write(empty_trash)

    def saved_searches(self) -> list[SavedSearch]:
        """The saved searches by name."""
        return self._file.read(lambda tables: tables.shelves.saved_searches())

    def save_search(self, search: SavedSearch) -> None:
        """Keep a search in place of one with the same name."""
        clean = cleaned(search).value
        self._file.write(lambda tables: tables.shelves.save_search(clean))

    def delete_search(self, name: str) -> None:
        """Forget a saved search."""
        clean = cleaned(name).value
        self._file.write(lambda tables: tables.shelves.delete_search(clean))

    def version_count(self) -> int:
        """How many versions there are."""
        return self._file.read(lambda tables: tables.versions.count())

    def unsearchable(self) -> int:
        """How many old versions no search finds yet, because the index is being made again."""
        return self._file.read(lambda tables: tables.index.waiting())

    def _go_on_with_index(self, interrupted: Interrupted) -> None:
        """Enter old versions into an index that was made again."""
        if self.unsearchable():
            while not interrupted() and self._file.write(lambda tables: tables.index.go_on()):
                pass

    def _thin_out(self, interrupted: Interrupted) -> None:
        """Take out what has been in the trash for long, and old versions of which there are many."""
        thinning = Thinning()
        if self._file.read(thinning.is_due):
            while not interrupted() and self._file.write(thinning.go_on):
                pass
