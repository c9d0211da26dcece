"""Where drafts lie and what they are called by: folders, tags, archive, trash, saved searches; in SQL."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from desktop.core.brief import Kind
from desktop.core.draft import SearchHit
from desktop.core.errors import ErrorKind, UserError
from desktop.core.history import DraftCard, Facet, Facets, Filters, SavedSearch, Shelf
from desktop.core.ids import DraftId, VersionId
from desktop.core.words import tr
from desktop.store.drafts import count_change, draft_of, now
from desktop.store.narrowing import lies_on, of_drafts, on_shelf
from desktop.store.snippet import beginning

_CARD = (
    "SELECT id, kind, language, title, folder,"
    " (SELECT json_group_array(tag) FROM (SELECT tag FROM draft_tags WHERE draft = number ORDER BY tag)),"
    " archived_at, trashed_at, changed_at, (SELECT count(*) FROM versions WHERE draft = number),"
    " (SELECT coalesce(sum(pinned), 0) FROM versions WHERE draft = number AND (name <> '' OR pinned = 1)) FROM drafts"
)
_KINDS = {kind.value for kind in Kind}


class ShelfTable:
    """The order among drafts, on the store's connection; what writes is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def listed(self, filters: Filters, limit: int) -> list[SearchHit]:
        """The drafts that pass the filters, those that changed last first; of each its newest version and beginning."""
        where = of_drafts(filters)
        numbers = self._connection.execute(
            f"SELECT number FROM drafts WHERE {where.sql} ORDER BY changed DESC LIMIT ?",  # noqa: S608 - our own words
            (*where.values, limit),
        ).fetchall()
        return [hit for (number,) in numbers if (hit := self._hit(number)) is not None]

    def card(self, draft_id: DraftId) -> DraftCard:
        """A draft as lists show it. Raises `UserError` when there is none."""
        rows = self._connection.execute(f"{_CARD} WHERE id = ?", (draft_id,)).fetchall()
        if not rows:
            raise UserError(ErrorKind.INPUT, tr("There is no draft {id}.", id=draft_id))
        return _card(rows[0])

    def trashed(self) -> list[DraftCard]:
        """What lies in the trash, what came last first."""
        where = f"{on_shelf(Shelf.TRASH)} ORDER BY trashed_at DESC, changed DESC"
        return [_card(row) for row in self._connection.execute(f"{_CARD} WHERE {where}")]

    def facets(self, shelf: Shelf) -> Facets:
        """What the drafts of a shelf can be narrowed to."""
        kinds, languages, folders = self._counted_at_once(shelf)
        there = lies_on(shelf, "draft")
        models = self._counted("model", f"versions WHERE model <> '' AND {there}", "count(DISTINCT draft)")
        return Facets(
            _most_frequent(kinds),
            _most_frequent(languages),
            _most_frequent(models),
            _by_name(self._counted("tag", f"draft_tags WHERE {there}", "count(*)")),
            _by_name(folders),
        )

    def set_tags(self, number: int, tags: Sequence[str]) -> None:
        """The draft has these tags from now on, and no others."""
        self._connection.execute("DELETE FROM draft_tags WHERE draft = ?", (number,))
        clean = {tag for given in tags if (tag := " ".join(given.split()))}
        self._connection.executemany("INSERT INTO draft_tags VALUES (?, ?)", [(number, tag) for tag in sorted(clean)])
        count_change(self._connection)

    def set_folder(self, number: int, folder: str) -> None:
        """Put a draft into a folder, which is there from then on; `/` stands between a folder and one in it."""
        parts = (" ".join(part.split()) for part in folder.split("/"))
        clean = "/".join(part for part in parts if part)
        self._connection.execute("UPDATE drafts SET folder = ? WHERE number = ?", (clean, number))
        count_change(self._connection)

    def set_archived(self, number: int, *, archived: bool) -> None:
        """Put a draft into the archive, or take it out."""
        moment = now() if archived else ""
        changed = count_change(self._connection)  # a calendar reads again what changed
        self._connection.execute(
            "UPDATE drafts SET archived_at = ?, changed = ? WHERE number = ?", (moment, changed, number)
        )

    def note_branch(self, number: int, version: VersionId) -> None:
        """The draft began as this version of another one."""
        self._connection.execute("UPDATE drafts SET branched_from = ? WHERE number = ?", (version, number))

    def saved_searches(self) -> list[SavedSearch]:
        """Every saved search that can be read, by name without regard to case."""
        found = []
        for (body,) in self._connection.execute("SELECT body FROM saved_searches"):
            try:
                found.append(msgspec.json.decode(body, type=SavedSearch))
            except msgspec.MsgspecError:
                continue  # of a newer program, say: a search is quickly made again
        return sorted(found, key=lambda search: search.name.casefold())

    def save_search(self, search: SavedSearch) -> None:
        """Keep a search in place of one with the same name."""
        body = msgspec.json.encode(search).decode()
        self._connection.execute("REPLACE INTO saved_searches (name, body) VALUES (?, ?)", (search.name, body))
        count_change(self._connection)

    def delete_search(self, name: str) -> None:
        """Forget a search; one that is not there is forgotten already."""
        self._connection.execute("DELETE FROM saved_searches WHERE name = ?", (name,))
        count_change(self._connection)

    def _hit(self, number: int) -> SearchHit | None:
        row = self._connection.execute(
            "SELECT id, kind, brief, copy, created_at, changed_at, '[]', title,"
            " (SELECT max(id) FROM versions WHERE draft = number) FROM drafts WHERE number = ?",
            (number,),
        ).fetchone()
        *columns, title, newest = row
        draft = draft_of(tuple(columns))
        if draft is None:
            return None
        return SearchHit(
            draft.id, VersionId(newest or 0), draft.kind, draft.brief.language, title, beginning(draft.copy, title),
            draft.changed_at,
        )  # fmt: skip

    def _counted(self, column: str, source: str, count: str) -> dict[str, int]:
        rows = self._connection.execute(f"SELECT {column}, {count} FROM {source} GROUP BY 1")  # noqa: S608
        return dict(rows.fetchall())

    def _counted_at_once(self, shelf: Shelf) -> tuple[Counter[str], Counter[str], Counter[str]]:
        """Kinds, languages and folders with one look at the drafts."""
        counts: tuple[Counter[str], Counter[str], Counter[str]] = (Counter(), Counter(), Counter())
        rows = self._connection.execute(
            f"SELECT kind, language, folder, count(*) FROM drafts WHERE {on_shelf(shelf)} GROUP BY 1, 2, 3"  # noqa: S608
        )
        for *values, count in rows:
            for counter, value in zip(counts, values, strict=True):
                counter[value] += count
        del counts[2][""]
        return counts


def _most_frequent(counts: Mapping[str, int]) -> tuple[Facet, ...]:
    return tuple(Facet(value, count) for value, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def _by_name(counts: Mapping[str, int]) -> tuple[Facet, ...]:
    return tuple(Facet(value, count) for value, count in sorted(counts.items()))


def _card(row: tuple[Any, ...]) -> DraftCard:
    """A card from its row of `_CARD`; a damaged kind is taken for the most usual one, so that the draft is shown."""
    draft_id, kind, language, title, folder, tags, *rest = row
    known = Kind(kind) if kind in _KINDS else Kind.PRODUCT
    return DraftCard(
        DraftId(draft_id), known, language, title, folder, msgspec.json.decode(tags, type=tuple[str, ...]), *rest
    )
