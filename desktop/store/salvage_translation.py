"""Translation jobs, memories and terms out of a damaged history, put into a whole one."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from typing import Any

import msgspec

from desktop.core.words import tr, trn
from desktop.store.memory_search import MemorySearch
from desktop.store.translation_memory import mark_of

TABLES = (
    "jobs", "memories", "term_bases", "job_files", "job_file_data", "row_history", "row_notes", "memory_units", "terms",
)  # fmt: skip
"""Those that hold translations, each after the one that it refers to."""

_OWNERS = {
    "job_files": ("job", "jobs"), "job_file_data": ("file", "job_files"), "row_notes": ("file", "job_files"),
    "row_history": ("file", "job_files"), "memory_units": ("memory", "memories"), "terms": ("base", "term_bases"),
}  # fmt: skip
_JSON = {"jobs": 4, "job_files": 4, "row_notes": 5, "row_history": 3, "terms": 5}
"""Which column of a row is JSON."""

_NAMELESS = {
    "jobs": "INSERT INTO jobs (id, name, source, target, body, changed_at, changed) VALUES (?, ?, '', '', '{}', '', 0)",
    "memories": "INSERT INTO memories (id, name, source, target, changed_at, changed) VALUES (?, ?, '', '', '', 0)",
    "term_bases": "INSERT INTO term_bases (id, name, changed) VALUES (?, ?, 0)",
}
"""What stands for an owner of which nothing can be read: without languages it fits all."""


class SalvagedTranslations:
    """What the damaged file has of translations; used inside the transaction of a recovery."""

    def __init__(self, source: sqlite3.Connection, target: sqlite3.Connection, numbers: dict[str, set[int]]) -> None:
        self._source, self._target, self._numbers = source, target, numbers
        self.lost: list[str] = []

    def run(self) -> None:
        """Keep what is not there yet, or older there."""
        for table in TABLES:
            if table == "job_file_data":
                self._bytes_of_files()
                continue
            self._name_owners(table)
            self._take(table)
            self._tell(table, self._rows_out_of_their_history() if table == "row_notes" else 0)
        if self._target.execute("SELECT 1 FROM memory_units LIMIT 1").fetchone() is not None:
            MemorySearch(self._target).make_again()

    def _name_owners(self, table: str) -> None:
        """Memories, bases and jobs of which only what they hold can be read."""
        column, owners = _OWNERS.get(table, ("", ""))
        if owners not in _NAMELESS:
            return
        there = self._ids(owners)
        rows = self._source.execute(f"SELECT DISTINCT {column} FROM {table} ORDER BY 1")  # noqa: S608 - our own names
        for (number,) in rows.fetchall():
            if number not in there:
                self._target.execute(_NAMELESS[owners], (number, tr("Recovered {id}", id=number)))
                self.lost.append(tr("name and languages of “{name}”", name=tr("Recovered {id}", id=number)))

    def _take(self, table: str) -> None:
        columns = [row[1] for row in self._target.execute(f"PRAGMA table_info({table})")]
        settings = ", ".join(f"{each} = excluded.{each}" for each in columns[1:])
        newer = (
            f"ON CONFLICT (id) DO UPDATE SET {settings} WHERE excluded.changed > {table}.changed"
            if "changed" in columns
            else ""
        )
        self._target.executemany(
            f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))}) {newer} ON CONFLICT DO NOTHING",  # noqa: S608
            self._rows(table),
        )

    def _rows(self, table: str) -> Iterator[tuple[object, ...]]:
        """The rows of the damaged file whose owner is there, and which say what they said."""
        owners = _OWNERS[table][1] if table in _OWNERS else ""
        there = self._ids(owners) if owners else set()
        for row in self._source.execute(f"SELECT * FROM {table} ORDER BY id"):  # noqa: S608 - our own names
            self._numbers[table].add(row[0])
            if (not owners or row[1] in there) and _is_sound(table, row):
                yield row

    def _bytes_of_files(self) -> None:
        """The bytes of each file, where all of them can be read; else those that the backup has stay."""
        for number, name, size in self._target.execute("SELECT id, name, size FROM job_files").fetchall():
            parts = self._source.execute(
                "SELECT id, file, part, data FROM job_file_data WHERE file = ? ORDER BY part", (number,)
            ).fetchall()
            if _size([data for *_, data in parts]) == size and parts:
                self._target.execute("DELETE FROM job_file_data WHERE file = ?", (number,))
                self._target.executemany("INSERT OR REPLACE INTO job_file_data VALUES (?, ?, ?, ?)", parts)
                continue
            kept = self._target.execute("SELECT data FROM job_file_data WHERE file = ? ORDER BY part", (number,))
            if _size([data for (data,) in kept]) != size:
                self.lost.append(tr("the bytes of the file {name} of a translation job", name=name))

    def _rows_out_of_their_history(self) -> int:
        """A row of which nothing can be read is as its history says that it was last; how many there are."""
        return self._target.execute(
            "INSERT INTO row_notes (file, segment, state, changed, body)"
            " SELECT file, segment, coalesce(json_extract(body, '$.state'), ''), 0, body FROM row_history h"
            " WHERE id = (SELECT max(id) FROM row_history WHERE file = h.file AND segment = h.segment)"
            " AND NOT EXISTS (SELECT 1 FROM row_notes n WHERE n.file = h.file AND n.segment = h.segment)"
        ).rowcount

    def _tell(self, table: str, found_elsewhere: int) -> None:
        gone = len(self._numbers[table] - self._ids(table)) - found_elsewhere
        if gone <= 0:
            return
        self.lost.append({
            "jobs": trn("{n} translation job", "{n} translation jobs", gone),
            "job_files": trn("{n} file of a translation job", "{n} files of translation jobs", gone),
            "row_notes": trn("{n} translated segment", "{n} translated segments", gone),
            "row_history": trn("{n} earlier state of a segment", "{n} earlier states of segments", gone),
            "memory_units": trn("{n} unit of a translation memory", "{n} units of translation memories", gone),
            "terms": trn("{n} term", "{n} terms", gone),
            "memories": trn("{n} translation memory", "{n} translation memories", gone),
            "term_bases": trn("{n} term base", "{n} term bases", gone),
        }[table])  # fmt: skip

    def _ids(self, table: str) -> set[int]:
        return {row[0] for row in self._target.execute(f"SELECT id FROM {table}")}  # noqa: S608 - our own names


def _is_sound(table: str, row: tuple[Any, ...]) -> bool:
    """Whether a row was not cut up: its JSON is JSON, a unit's source is the one that its mark stands for."""
    if table == "memory_units":
        return bool(mark_of(row[2]) == row[8])
    if table not in _JSON:
        return True
    try:
        msgspec.json.decode(row[_JSON[table]])
    except msgspec.DecodeError:
        return False
    return True


def _size(pieces: list[bytes]) -> int:
    """How many bytes compressed pieces hold; -1 when one of them is not whole."""
    try:
        return sum(len(zlib.decompress(piece)) for piece in pieces)
    except zlib.error:
        return -1
