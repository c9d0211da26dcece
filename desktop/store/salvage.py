"""Reading out of a damaged history what can still be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from desktop.core.brief import Kind
from desktop.core.draft import Draft, DraftId, Origin, Version, VersionId
from desktop.core.words import tr, trn
from desktop.store.body import Body, DamagedBody, unpack
from desktop.store.calls import COLUMNS, CallTable, call_of
from desktop.store.connection import open_reading
from desktop.store.drafts import DraftTable, draft_of
from desktop.store.index import SearchIndex
from desktop.store.versions import VersionTable

_BEYOND = 10_000  # numbers tried past the last known one where the file does not say which is the last


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
        self._lost: list[str] = []

    def run(self) -> Salvaged:
        drafts = sum(self._draft(number, row) for number, row in self._rows("drafts", "number", _DRAFT))
        versions = sum(self._version(number, row) for number, row in self._rows("versions", "id", _VERSION))
        for _, row in self._rows_by("SELECT name, brief FROM templates"):
            self._target.execute("INSERT OR IGNORE INTO templates VALUES (?, ?)", row)
        self._calls()
        return Salvaged(drafts, versions, tuple(self._lost))

    def _calls(self) -> None:
        """Keep the calls that are not there yet; a file of the first schema has none."""
        if not self._source.execute("SELECT 1 FROM sqlite_schema WHERE name = 'calls'").fetchall():
            return
        read = [(row, call_of(row) if row is not None else None) for _, row in self._rows("calls", "id", _CALL)]
        CallTable(self._target).add(call for _, call in read if call is not None)
        broken = sum(call is None for _, call in read)
        if broken:
            self._lost.append(trn("{n} entry of the log of calls", "{n} entries of the log of calls", broken))

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
            text = unpack(self._body(version_id), Body)
            version = Version(
                VersionId(version_id), DraftId(""), Origin(origin), saved_at, text.brief, text.copy, name, text.variant
            )
            owner = self._numbers.get(number) or self._owner(number, Kind(kind), title, text)
        except (DamagedBody, ValueError):
            what = tr("version {id} of “{title}”, saved at {time}", id=version_id, title=title, time=saved_at)
            self._lost.append(what)
            return False
        self._versions.put_back(owner[0], owner[1], title, version)
        return True

    def _body(self, version_id: int) -> bytes:
        try:
            row = self._source.execute("SELECT body FROM bodies WHERE version = ?", (version_id,)).fetchone()
        except sqlite3.DatabaseError:
            return b""
        return row[0] if row else b""

    def _owner(self, number: int, kind: Kind, title: str, text: Body) -> tuple[int, Kind, str]:
        """A draft for versions whose own draft cannot be read: its newest version becomes its text."""
        there, _ = self._drafts.save(Draft(DraftId(""), kind, text.brief, text.copy))
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


_DRAFT = "SELECT d.id, d.kind, d.brief, d.copy, d.created_at, d.changed_at, d.changed, d.trashed_at FROM drafts d"
_VERSION = "SELECT v.draft, v.origin, v.saved_at, v.name, v.kind, v.title FROM versions v"
_CALL = f"SELECT {COLUMNS} FROM calls c"  # noqa: S608 - our own names
