"""Putting drafts of another history, a backup's or another computer's, into this one, where nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from desktop.core.comparison import Column, Comparison, ComparisonId
from desktop.core.draft import Draft, Origin, Version
from desktop.core.ids import DraftId, VersionId
from desktop.core.provenance import Source
from desktop.store.body import digest
from desktop.store.tables import Tables
from desktop.store.whole_draft import KeptDraft, KeptVersion, VersionKey, asking, read_draft, version_keys


class Landing:
    """The version numbers of the other history, and what they become here; used inside one transaction.

    First `expect` every draft, in the order in which they come, so that each reference to a version is known; then put
    them in. A version that is here already, by its key, stands for the other one.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._connection = tables.connection
        self._ask = asking(self._connection)
        self._here = {number for (number,) in self._ask("SELECT id FROM versions")}
        known = self._ask("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'versions'")
        self._next = int(known[0][0]) + 1
        self._ids: dict[VersionId, VersionId] = {}
        self._coming: set[VersionId] = set()

    def expect(self, draft_id: DraftId, keys: Mapping[VersionId, VersionKey]) -> int:
        """A draft with these versions comes; how many of them are not here yet."""
        here = {key: number for number, key in version_keys(self._ask, draft_id).items()}
        missing = [number for number, key in keys.items() if key not in here]
        self._ids.update({number: here[key] for number, key in keys.items() if key in here})
        keep = all(number > 0 and number not in self._here for number in missing)
        for number in missing:
            taken = number if keep else VersionId(self._next)
            self._ids[number] = taken
            self._here.add(taken)
            self._next = max(self._next, taken + 1)
        self._coming.update(missing)
        return len(missing)

    def is_coming(self, number: VersionId) -> bool:
        """Whether this version of the other history is not here yet."""
        return number in self._coming

    def moved(self, number: VersionId) -> VersionId:
        """What a version is called here; 0 when its number would mean another one."""
        if number in self._ids:
            return self._ids[number]
        return number if number not in self._here else VersionId(0)

    def add_draft(self, kept: KeptDraft, *, trashed: bool = True) -> int:
        """A draft that is not here comes as it is; without `trashed` it comes out of the trash. Returns its number."""
        draft = msgspec.structs.replace(kept.draft, sources=self._sources(kept.draft.sources))
        number = self._tables.drafts.put_back(draft, kept.trashed_at if trashed else "")
        self._connection.execute(
            "UPDATE drafts SET archived_at = ?, branched_from = ?, versioned = ? WHERE number = ?",
            (kept.archived_at, self.moved(kept.branched_from), kept.versioned, number),
        )
        self._tables.shelves.set_folder(number, kept.folder)
        self.add_belongings(number, kept)
        return number

    def add_belongings(self, number: int, kept: KeptDraft) -> int:
        """What belongs to a draft and is not here: tags, lines of other channels, comparisons; how many of these."""
        tags = {tag for (tag,) in self._ask("SELECT tag FROM draft_tags WHERE draft = ?", number)}
        if new := set(kept.tags) - tags:
            self._tables.shelves.set_tags(number, (*tags, *new))
        lines = [each for each in kept.lines if self._tables.lines.changed(number, each.channel) < 0]
        for each in lines:
            self._tables.lines.save(number, each)
        known = {made_at for (made_at,) in self._ask("SELECT made_at FROM comparisons WHERE draft = ?", number)}
        comparisons = [each for each in kept.comparisons if each.made_at not in known]
        for comparison in comparisons:
            self._tables.comparisons.put_back(number, self._comparison(comparison))
        return len(new) + len(lines) + len(comparisons)

    def add_version(self, number: int, kept: KeptVersion) -> None:
        """A version that was expected and is coming, with its time and its pin."""
        version = msgspec.structs.replace(
            kept.version, id=self._ids[kept.version.id], sources=self._sources(kept.version.sources)
        )
        self._tables.versions.put_back(number, kept.kind, kept.title, version)
        self._connection.execute(
            "UPDATE versions SET pinned = ?, findings = ? WHERE id = ?", (kept.pinned, kept.findings, version.id)
        )

    def restore_text(self, number: int, there: Draft) -> Draft:
        """The text of the other history becomes that of the draft; the one of today stays as a version.

        One of today that is damaged is no reason to refuse: it is why the other one is wanted.
        """
        found = read_draft(self._ask, there.id)
        here = there if found is None else found.draft
        if found is not None and not (here.copy.is_empty and here.brief.is_empty):
            self._tables.versions.add(number, here, Origin.TYPED, "", None)
        brought = msgspec.structs.replace(
            here, kind=there.kind, brief=there.brief, copy=there.copy, sources=self._sources(there.sources)
        )
        number, kept = self._tables.drafts.save(brought)
        self._tables.drafts.set_versioned(number)
        self._tables.versions.add(number, kept, Origin.RESTORED, "", None)
        return kept

    def add_text(self, number: int, there: Draft, keys: Mapping[VersionId, VersionKey]) -> bool:
        """The text of the other history comes as a version, unless one that is here or that is coming is it.

        Says whether it came. A text that is damaged here keeps nothing of the file from coming.
        """
        mark = digest(there.brief, there.copy)
        found = read_draft(self._ask, there.id)
        here = found.draft if found is not None else None
        same = here is not None and mark == digest(here.brief, here.copy)
        if same or any(key[2] == mark for key in keys.values()):
            return False
        if self._ask("SELECT 1 FROM versions WHERE draft = ? AND digest = ? LIMIT 1", number, mark):
            return False
        if here is not None:
            self._tables.versions.add(number, here, Origin.TYPED, "", None)
            self._tables.drafts.set_versioned(number)
        version = Version(
            VersionId(0), there.id, Origin.IMPORTED, there.changed_at, there.brief, there.copy, "", None,
            self._sources(there.sources),
        )  # fmt: skip
        made = self._tables.versions.put_back(number, there.kind, there.title, version)
        self._here.add(made.id)
        return True

    def _sources(self, sources: tuple[Source, ...]) -> tuple[Source, ...]:
        return tuple(msgspec.structs.replace(each, version=self.moved(each.version)) for each in sources)

    def _comparison(self, comparison: Comparison) -> Comparison:
        columns = tuple(self._column(each) for each in comparison.columns)
        taken = self._ask("SELECT 1 FROM comparisons WHERE id = ?", comparison.id)
        number = ComparisonId(0) if taken else comparison.id
        return msgspec.structs.replace(comparison, id=number, columns=columns)

    def _column(self, column: Column) -> Column:
        return msgspec.structs.replace(column, version=self.moved(column.version))
