"""Reading out of a damaged history what can still be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from desktop.core.brief import Kind
from desktop.core.comparison import Comparison, ComparisonId
from desktop.core.draft import Draft, Origin, Version
from desktop.core.errors import UserError
from desktop.core.ids import DraftId, VersionId
from desktop.core.words import tr, trn
from desktop.store import calls, duels, outcomes
from desktop.store.body import Body, DamagedBody, unpack
from desktop.store.calls import CallTable, call_of
from desktop.store.comparisons import ComparisonTable
from desktop.store.connection import open_reading
from desktop.store.drafts import DraftTable, draft_of
from desktop.store.duels import DuelTable, duel_of
from desktop.store.index import SearchIndex
from desktop.store.line_lists import LineTable, lines_of
from desktop.store.outcomes import OutcomeTable, outcome_of
from desktop.store.versions import VersionTable

_BEYOND = 10_000  # numbers tried past the last known one where the file does not say which is the last

T = TypeVar("T")


class Salvaged(msgspec.Struct, frozen=True):
    """What was read and is newer than what was there, and the names of what is known to be gone."""

    drafts: int = 0
    versions: int = 0
    lost: tuple[str, ...] = ()


def salvage(damaged: Path, target: sqlite3.Connection) -> Salvaged:
    """Add to `target`, inside a transaction of the caller's, what the damaged file has that it has not."""
    try:
        with closing(open_reading(damaged)) as source:
            source.text_factory = lambda data: data.decode("utf-8", "replace")
            return _Salvage(source, target).run()
    except sqlite3.DatabaseError:
        return Salvaged()


class _Salvage:
    """Row by row, because one unreadable page must not hide the others."""

    def __init__(self, source: sqlite3.Connection, target: sqlite3.Connection) -> None:
        self._source, self._target = source, target
        self._drafts = DraftTable(target)
        self._versions = VersionTable(target, SearchIndex(target))
        self._numbers: dict[int, tuple[int, Kind, str]] = {}
        self._orphaned: dict[int, DraftId] = {}
        self._lost: list[str] = []

    def run(self) -> Salvaged:
        query = _DRAFT.format(sources="d.sources" if self._has("comparisons") else "'[]'")
        drafts = sum(self._draft(number, row) for number, row in self._rows("drafts", "number", query))
        versions = sum(self._version(number, row) for number, row in self._rows("versions", "id", _VERSION))
        for _, row in self._rows_by("SELECT name, brief FROM templates"):
            self._target.execute("INSERT OR IGNORE INTO templates VALUES (?, ?)", row)
        if self._has("calls"):
            self._calls()
        if self._has("comparisons"):
            self._side_by_side()
        if self._has("line_lists"):
            self._lines()
        return Salvaged(drafts, versions, tuple(self._lost))

    def _calls(self) -> None:
        """Keep the calls that are not there yet."""
        read, broken = self._read("calls", calls.COLUMNS, call_of)
        CallTable(self._target).add(read)
        if broken:
            self._lost.append(trn("{n} entry of the log of calls", "{n} entries of the log of calls", broken))

    def _side_by_side(self) -> None:
        """Keep what the third schema brought."""
        for number, row in self._rows("comparisons", "id", _COMPARISON):
            self._comparison(number, row)
        chosen, broken = self._read("duels", duels.COLUMNS, duel_of)
        DuelTable(self._target).add(chosen)
        if broken:
            self._lost.append(trn("{n} choice of a duel", "{n} choices of duels", broken))
        figures, broken = self._read("outcomes", outcomes.COLUMNS, outcome_of)
        OutcomeTable(self._target).add(figures)
        if broken:
            self._lost.append(trn("{n} result of a variant", "{n} results of variants", broken))

    def _lines(self) -> None:
        """Keep the lines of drafts that have none there, or older ones."""
        table, broken = LineTable(self._target), 0
        for _, row in self._rows("line_lists", "id", "SELECT l.draft, l.channel, l.changed, l.body FROM line_lists l"):
            found = lines_of(row[1], row[3]) if row is not None else None
            owner = self._numbers.get(row[0]) if row is not None else None
            if row is None or found is None or owner is None:
                broken += 1
            elif table.changed(owner[0], found.channel) < row[2]:
                table.save(owner[0], found)
        if broken:
            self._lost.append(trn("{n} list of short lines", "{n} lists of short lines", broken))

    def _has(self, table: str) -> bool:
        """Whether the file is of a schema with this table."""
        return bool(self._source.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchall())

    def _read(self, table: str, columns: str, made: Callable[[tuple[Any, ...]], T | None]) -> tuple[list[T], int]:
        """The rows of a table as values, and how many of them cannot be read."""
        query = f"SELECT {columns} FROM {table} {table[0]}"  # noqa: S608 - our own names
        read = [made(row) if row is not None else None for _, row in self._rows(table, "id", query)]
        whole = [value for value in read if value is not None]
        return whole, len(read) - len(whole)

    def _comparison(self, number: int, row: tuple[Any, ...] | None) -> None:
        """Keep a comparison that is not there yet, or older there; its body alone tells whose it is, too."""
        known = self._target.execute("SELECT changed FROM comparisons WHERE id = ?", (number,)).fetchone()
        if known is not None and (row is None or known[0] >= row[1]):
            return
        try:
            kept = unpack(self._body("comparison", number), Comparison)
            owner = self._numbers[row[0]][0] if row and row[0] in self._numbers else self._drafts.known(kept.draft)
        except (DamagedBody, UserError):
            if known is None:
                self._lost.append(tr("comparison {id}", id=number))
        else:
            ComparisonTable(self._target).put_back(owner, msgspec.structs.replace(kept, id=ComparisonId(number)))

    def _draft(self, number: int, row: tuple[Any, ...] | None) -> bool:
        """Keep a draft that is not there yet, or older there; says whether it was kept."""
        if row is None:
            known = self._target.execute("SELECT 1 FROM drafts WHERE number = ?", (number,)).fetchone()
            if known is None and self._has_versions(number):
                self._lost.append(tr("the text of draft number {number}", number=number))
            return False
        *plain, changed, trashed_at = row
        draft = draft_of(tuple(plain))
        if draft is None:
            self._lost.append(tr("the draft {id}", id=plain[0]))
            return False
        there = self._drafts.number(draft.id)
        if there is not None:
            self._numbers[number] = (there, draft.kind, draft.title)
            newest = self._target.execute("SELECT changed FROM drafts WHERE number = ?", (there,)).fetchone()[0]
            if newest >= changed:
                return False
        self._numbers[number] = (self._drafts.put_back(draft, trashed_at), draft.kind, draft.title)
        return True

    def _version(self, version_id: int, row: tuple[Any, ...] | None) -> bool:
        """Keep a version that is not there yet; says whether it was kept."""
        if self._target.execute("SELECT 1 FROM versions WHERE id = ?", (version_id,)).fetchone() is not None:
            return False
        if row is None:
            self._lost.append(tr("version {id}", id=version_id))
            return False
        number, origin, saved_at, name, kind, title = row
        try:
            text = unpack(self._body("version", version_id), Body)
            version = Version(
                VersionId(version_id), DraftId(""), Origin(origin), saved_at, text.brief, text.copy, name,
                text.variant, text.sources,
            )  # fmt: skip
            owner = self._numbers.get(number) or self._owner(number, Kind(kind), title, text)
            if number in self._orphaned and not version.origin.beside:
                self._drafts.save(Draft(self._orphaned[number], owner[1], text.brief, text.copy, sources=text.sources))
        except (DamagedBody, ValueError):
            what = tr("version {id} of “{title}”, saved at {time}", id=version_id, title=title, time=saved_at)
            self._lost.append(what)
            return False
        self._versions.put_back(owner[0], owner[1], title, version)
        return True

    def _body(self, of: str, number: int) -> bytes:
        table = {"version": "bodies", "comparison": "comparison_bodies"}[of]
        try:
            row = self._source.execute(f"SELECT body FROM {table} WHERE {of} = ?", (number,)).fetchone()  # noqa: S608
        except sqlite3.DatabaseError:
            return b""
        return row[0] if row else b""

    def _owner(self, number: int, kind: Kind, title: str, text: Body) -> tuple[int, Kind, str]:
        """A draft for versions whose own draft cannot be read: its newest version becomes its text."""
        there, draft = self._drafts.save(Draft(DraftId(""), kind, text.brief, text.copy))
        self._orphaned[number] = draft.id
        self._numbers[number] = (there, kind, title)
        return self._numbers[number]

    def _has_versions(self, number: int) -> bool:
        rows = self._rows_by(f"SELECT 1 FROM versions WHERE draft = {number} LIMIT 1")  # noqa: S608 - a number of ours
        return next(rows, None) is not None

    def _rows(self, table: str, key: str, columns: str) -> Iterator[tuple[int, tuple[Any, ...] | None]]:
        """Each number that is there with its row, which is `None` when it cannot be read."""
        for number in range(1, self._last(table, key) + 1):
            try:
                row = self._source.execute(f"{columns} WHERE {table[0]}.{key} = ?", (number,)).fetchone()
            except sqlite3.DatabaseError:
                yield number, None
            else:
                if row is not None:
                    yield number, row

    def _rows_by(self, query: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
        try:
            yield from enumerate(self._source.execute(query))
        except sqlite3.DatabaseError:
            return

    def _last(self, table: str, key: str) -> int:
        for connection in (self._source, self._target):
            for query in (f"SELECT seq FROM sqlite_sequence WHERE name = '{table}'", f"SELECT max({key}) FROM {table}"):  # noqa: S608
                try:
                    found = connection.execute(query).fetchone()
                except sqlite3.DatabaseError:
                    continue
                if found is not None and found[0] is not None:
                    return int(found[0]) + (_BEYOND if connection is self._target else 0)
        return _BEYOND


_DRAFT = (
    "SELECT d.id, d.kind, d.brief, d.copy, d.created_at, d.changed_at, {sources}, d.changed, d.trashed_at FROM drafts d"
)
_VERSION = "SELECT v.draft, v.origin, v.saved_at, v.name, v.kind, v.title FROM versions v"
_COMPARISON = "SELECT c.draft, c.changed FROM comparisons c"
