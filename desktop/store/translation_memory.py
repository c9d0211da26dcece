"""Translation memories and their units, in the words of SQL."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Any

from desktop.core.errors import ErrorKind, UserError
from desktop.core.match_tokens import plain_source, shape_of
from desktop.core.translation import MemoryInfo, MemoryUnit
from desktop.core.words import tr
from desktop.store.drafts import count_change, now
from desktop.store.memory_search import MemorySearch, entry_words
from desktop.store.translation_terms import refuse_name

_INFO = "SELECT m.id, m.name, m.source, m.target, {units}, m.changed_at FROM memories m"
_DELETED_AT_ONCE = 1_000  # units, some 20 ms
_COUNTED = "(SELECT count(*) FROM memory_units WHERE memory = m.id)"


class MemoryTable:
    """Memories on the store's connection; what writes is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection, search: MemorySearch) -> None:
        self._connection = connection
        self._search = search
        self._ended: dict[int, tuple[int, int]] = {}  # after how many units of a memory a page ended, and with which

    def all(self) -> list[MemoryInfo]:
        """The memories by name without regard to case."""
        rows = self._connection.execute(f"{_INFO.format(units=_COUNTED)} WHERE m.name <> ''").fetchall()
        return sorted((MemoryInfo(*row) for row in rows), key=lambda memory: (memory.name.casefold(), memory.id))

    def get(self, memory: int) -> MemoryInfo:
        """One memory. Raises `UserError` when there is none."""
        row = self._connection.execute(
            f"{_INFO.format(units=_COUNTED)} WHERE m.id = ? AND m.name <> ''", (memory,)
        ).fetchone()
        if row is None:
            raise _unknown(memory)
        return MemoryInfo(*row)

    def new(self, name: str, source: str, target: str) -> MemoryInfo:
        """An empty memory. Raises `UserError` when its name is taken or a language is missing."""
        refuse_name(name, [memory.name for memory in self.all()])
        if not source.strip() or not target.strip():
            raise UserError(ErrorKind.INPUT, tr("A translation memory needs both its languages."))
        moment = now()
        cursor = self._connection.execute(
            "INSERT INTO memories (name, source, target, changed_at, changed) VALUES (?, ?, ?, ?, ?) RETURNING id",
            (name, source, target, moment, count_change(self._connection)),
        )
        return MemoryInfo(int(cursor.fetchone()[0]), name, source, target, 0, moment)

    def rename(self, memory: int, name: str) -> MemoryInfo:
        """Give a memory another name. Raises `UserError` when that is taken."""
        self.get(memory)
        refuse_name(name, [each.name for each in self.all() if each.id != memory])
        self._connection.execute(
            "UPDATE memories SET name = ?, changed = ? WHERE id = ?", (name, count_change(self._connection), memory)
        )
        return self.get(memory)

    def delete(self, memory: int) -> None:
        """Forget a memory with its units; one that is not there is forgotten already.

        Of a large one the units go when there is time (`go_on_deleting`): until then it has no name, and is not there.
        """
        self._connection.execute(
            "UPDATE memories SET name = '', changed = ? WHERE id = ?", (count_change(self._connection), memory)
        )
        self.go_on_deleting()

    def go_on_deleting(self) -> bool:
        """Delete some of the units of memories that were deleted, inside a transaction; whether there are more."""
        row = self._connection.execute("SELECT id FROM memories WHERE name = '' LIMIT 1").fetchone()
        if row is None:
            return False
        gone = self._connection.execute(
            "DELETE FROM memory_units WHERE id IN (SELECT id FROM memory_units WHERE memory = ? LIMIT ?)",
            (row[0], _DELETED_AT_ONCE),
        )
        if gone.rowcount < _DELETED_AT_ONCE:
            self._connection.execute("DELETE FROM memories WHERE id = ?", row)
            if self._connection.execute("SELECT 1 FROM memory_units LIMIT 1").fetchone() is None:
                self._search.clear()
        return True

    def deleting(self) -> bool:
        """Whether units of memories that were deleted are still to go."""
        return self._connection.execute("SELECT 1 FROM memories WHERE name = '' LIMIT 1").fetchone() is not None

    def units(self, memory: int, start: int, limit: int) -> list[MemoryUnit]:
        """Units in the order in which they came; who asks for page after page goes on where the last one ended."""
        known = self._ended.get(memory)
        after, skipped = (known[1], 0) if known is not None and known[0] == start else (0, start)
        rows = self._connection.execute(
            "SELECT id, source, target, previous, following, author, at FROM memory_units"
            " WHERE +memory = ? AND id > ? ORDER BY id LIMIT ? OFFSET ?",  # by the ids, not by an index
            (memory, after, limit, skipped),
        ).fetchall()
        if rows:
            self._ended[memory] = (start + len(rows), rows[-1][0])
        return [MemoryUnit(*row[1:]) for row in rows]

    def add(self, memory: int, units: list[MemoryUnit]) -> int:
        """Keep units in the place of those with the same source and neighbours; how many came or changed."""
        info = self._connection.execute(
            "SELECT source, target FROM memories WHERE id = ? AND name <> ''", (memory,)
        ).fetchone()
        if info is None:
            raise _unknown(memory)
        changed = count_change(self._connection)
        count = sum(self._put(memory, unit, info, changed) for unit in units if unit.source.strip())
        if count:
            self._connection.execute(
                "UPDATE memories SET changed_at = ?, changed = ? WHERE id = ?", (now(), changed, memory)
            )
        return count

    def has(self, memory: int, unit: MemoryUnit) -> bool:
        """Whether there is a unit with this source between these neighbours."""
        return self._known(memory, unit) is not None

    def remove_unit(self, unit: int) -> None:
        """Take a unit out; one that is not there is out already."""
        row = self._connection.execute(
            "SELECT u.source, u.target, m.source, m.target FROM memory_units u JOIN memories m ON m.id = u.memory"
            " WHERE u.id = ?",
            (unit,),
        ).fetchone()
        if row is not None:
            self._search.remove(unit, entry_words(*row))
            self._connection.execute("DELETE FROM memory_units WHERE id = ?", (unit,))
            count_change(self._connection)

    def _put(self, memory: int, unit: MemoryUnit, languages: tuple[str, str], changed: int) -> bool:
        known = self._known(memory, unit)
        words = entry_words(unit.source, unit.target, *languages)
        if known is not None:
            return self._replace(known, unit, languages, changed, words)
        cursor = self._connection.execute(
            "INSERT INTO memory_units (memory, source, target, previous, following, author, at, mark, shape, changed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                memory, unit.source, unit.target, unit.before, unit.after, unit.by, unit.at, mark_of(unit.source),
                shape_mark(unit.source), changed,
            ),
        )  # fmt: skip
        self._search.add(cursor.lastrowid or 0, words)
        return True

    def _known(self, memory: int, unit: MemoryUnit) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(
            "SELECT id, target, author, at FROM memory_units WHERE memory = ? AND mark = ? AND source = ?"
            " AND previous = ? AND following = ?",
            (memory, mark_of(unit.source), unit.source, unit.before, unit.after),
        ).fetchone()
        return row

    def _replace(
        self, known: tuple[Any, ...], unit: MemoryUnit, languages: tuple[str, str], changed: int, words: str
    ) -> bool:
        number, target, author, at = known
        if (target, author, at) == (unit.target, unit.by, unit.at):
            return False
        self._connection.execute(
            "UPDATE memory_units SET target = ?, author = ?, at = ?, changed = ? WHERE id = ?",
            (unit.target, unit.by, unit.at, changed, number),
        )
        if target != unit.target:
            self._search.remove(number, entry_words(unit.source, target, *languages))
            self._search.add(number, words)
        return True


def mark_of(source: str) -> int:
    """A number that stands for a source whatever its spaces are."""
    return _number(plain_source(source))


def shape_mark(source: str) -> int:
    """A number that stands for a source whatever its numbers are; 0 when it has none."""
    shape = shape_of(source)
    return _number(shape) if shape else 0


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(errors="replace"), digest_size=8).digest(), signed=True)


def _unknown(memory: int) -> UserError:
    return UserError(ErrorKind.INPUT, tr("There is no translation memory {id}.", id=memory))
