"""Filters in the words of SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop.core.draft import Origin
from desktop.core.history import Filters, Shelf

_ON_SHELF = {
    Shelf.WORK: "trashed_at = '' AND archived_at = ''",
    Shelf.ARCHIVE: "trashed_at = '' AND archived_at <> ''",
    Shelf.TRASH: "trashed_at <> ''",
}
_PUT_AWAY = "SELECT number FROM drafts WHERE trashed_at <> '' OR archived_at <> ''"
_LAST = "\U0010ffff"  # sorts after every letter, so that a day includes all its moments
_BESIDE = ", ".join(f"'{origin.value}'" for origin in Origin if origin.beside)


class Condition(NamedTuple):
    """What follows `WHERE`, and the values of its question marks."""

    sql: str
    values: tuple[object, ...] = ()


def both(conditions: Sequence[Condition]) -> Condition:
    """All of them together."""
    sql = " AND ".join(each.sql for each in conditions) or "1"
    return Condition(sql, tuple(value for each in conditions for value in each.values))


def on_shelf(shelf: Shelf) -> str:
    """The condition of a shelf, on the columns of `drafts`."""
    return _ON_SHELF[shelf]


def lies_on(shelf: Shelf, column: str) -> str:
    """The condition of a shelf, on a column that names a draft; few drafts are put away, so those are looked up."""
    if shelf is Shelf.WORK:
        return f"{column} NOT IN ({_PUT_AWAY})"
    return f"{column} IN (SELECT number FROM drafts WHERE {on_shelf(shelf)})"  # noqa: S608 - our own words


def of_drafts(filters: Filters) -> Condition:
    """What is asked of drafts in a list, on the columns of `drafts`; the findings are those of the newest text."""
    asked = [Condition(on_shelf(filters.shelf)), *_of_the_draft(filters)]
    asked += _alternatives("kind", filters.kinds) + _alternatives("language", filters.languages)
    asked += _moments("changed_at", filters)
    if filters.models:
        model = both([Condition("model <> ''"), *_alternatives("model", filters.models)])
        sql = f"number IN (SELECT draft FROM versions WHERE {model.sql})"  # noqa: S608 - our own words
        asked.append(Condition(sql, model.values))
    if filters.findings:
        newest = f"SELECT findings FROM versions WHERE draft = number AND origin NOT IN ({_BESIDE})"  # noqa: S608
        asked.append(Condition(f"({newest} ORDER BY id DESC LIMIT 1) {_findings(filters)}"))
    return both(asked)


def of_versions(filters: Filters) -> Condition:
    """What is asked of versions that hold the words, on the columns of `versions v`."""
    asked = _alternatives("v.kind", filters.kinds) + _alternatives("v.language", filters.languages)
    asked += _alternatives("v.model", filters.models) + _moments("v.saved_at", filters)
    if filters.findings:
        asked.append(Condition(f"v.findings {_findings(filters)}"))
    if filters.shelf is Shelf.WORK:
        asked.append(Condition(lies_on(Shelf.WORK, "v.draft")))
    return both(asked)


def of_their_drafts(filters: Filters) -> Condition | None:
    """What is asked of the drafts of such versions, on the columns of `drafts`; `None` for nothing more."""
    asked = list(_of_the_draft(filters))
    if filters.shelf is not Shelf.WORK:
        asked.append(Condition(on_shelf(filters.shelf)))
    return both(asked) if asked else None


def span(filters: Filters) -> Condition | None:
    """The moments that are asked for, on `versions`; `None` when they do not matter."""
    moments = _moments("saved_at", filters)
    return both(moments) if moments else None


def _of_the_draft(filters: Filters) -> Iterator[Condition]:
    if filters.folder is not None:
        yield _in_folder(filters.folder)
    for tag in filters.tags:
        yield Condition("number IN (SELECT draft FROM draft_tags WHERE tag = ?)", (tag,))
    if filters.named:
        yield Condition("number IN (SELECT draft FROM versions WHERE name <> '' OR pinned = 1)")


def _in_folder(folder: str) -> Condition:
    if not folder:
        return Condition("folder = ''")
    return Condition("(folder = ? OR (folder > ? AND folder < ?))", (folder, f"{folder}/", f"{folder}/{_LAST}"))


def _alternatives(column: str, values: Sequence[str]) -> list[Condition]:
    if not values:
        return []
    return [Condition(f"{column} IN ({', '.join('?' * len(values))})", tuple(str(value) for value in values))]


def _moments(column: str, filters: Filters) -> list[Condition]:
    found = []
    if filters.since:
        found.append(Condition(f"{column} >= ?", (filters.since,)))
    if filters.until:
        found.append(Condition(f"{column} < ?", (filters.until + _LAST,)))
    return found


def _findings(filters: Filters) -> str:
    return "= 0" if filters.findings == "none" else "> 0"
