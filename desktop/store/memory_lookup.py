"""Looking up sources in translation memories, beside the work: with connections of its own that only read.

May be used on any thread, by one at a time. What is committed is found: the index of sources learns what is new with
each look-up, and texts are always read from the file.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from desktop.core.language_tag import same_language
from desktop.core.match_tokens import match_percent, plain_source
from desktop.core.translation import Concordance, MatchKind, MemoryMatch, MemoryUse
from desktop.store.connection import Patience, open_reading
from desktop.store.memory_search import MemorySearch
from desktop.store.problems import code_of, problem_of
from desktop.store.schema import user_version
from desktop.store.translation_memory import mark_of, shape_mark

if TYPE_CHECKING:
    from desktop.store.memory_index import MemoryIndex

T = TypeVar("T")
Wanted = tuple[str, str, str]
"""A source and the sources before and after it."""

_UNITS = "SELECT id, source, target, previous, following, author, at FROM memory_units"
_NEW = "SELECT id, source FROM memory_units WHERE +memory = ? AND id > ? ORDER BY id"  # by the ids, not by an index
_FIRST_SCHEMA = 6
_PATIENCE_S = 10.0
_MANY_GONE = 1_000  # units met that were taken out of a memory: then its sources are read anew
_AT_ONCE = 400  # values in one statement
_FEW_SHAPES = 20
_SPARE = 10  # more than are wanted: the same pair may stand between many neighbours
_CONTEXT, _EXACT = 101, 100


class _Memory(msgspec.Struct, frozen=True):
    """A memory that fits the languages, as it is used."""

    id: int
    name: str
    penalty: int


class MemoryLookup:
    """Matches and concordance out of a history's file. Raises `EnvironmentProblem` (storage)."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._guard = threading.Lock()
        self._indexes: dict[int, MemoryIndex] = {}
        self._file: tuple[int, int] = (0, 0)

    def prepare(self, uses: Sequence[MemoryUse]) -> None:
        """Read the sources of these memories now, so that the first look-up need not: 200,000 take some seconds."""
        self._with_file(lambda ask: [self._index(ask, use.memory) for use in uses if _has_memories(ask)])

    def forget(self) -> None:
        """Give back the memory that the sources take."""
        with self._guard:
            self._indexes.clear()

    def matches(
        self, uses: Sequence[MemoryUse], wanted: Wanted, languages: tuple[str, str], limit: int = 5, least: int = 50
    ) -> list[MemoryMatch]:
        """The units that are like a source, the best first; see `TranslatingLike.matches`."""

        def look(ask: sqlite3.Connection) -> list[MemoryMatch]:
            found: list[MemoryMatch] = []
            for memory in _memories(ask, uses, languages):
                rows = _by_mark(ask, memory, [mark_of(wanted[0])]) + _by_shape(ask, memory, wanted[0])
                index = self._index(ask, memory.id)
                rows += _by_id(ask, memory, index, index.find(wanted[0], least + memory.penalty, limit + _SPARE))
                found += [_judged(row, memory, wanted) for row in {row[0]: row for row in rows}.values()]
            alike = shape_mark(wanted[0])
            kept = [
                each for each in found
                if each.percent >= least or (alike and each.percent > 0 and shape_mark(each.source) == alike)
            ]  # fmt: skip
            return _best(kept, limit)

        return self._with_file(look)

    def matches_of(
        self, uses: Sequence[MemoryUse], sources: Sequence[Wanted], languages: tuple[str, str],
        go_on: Callable[[int], bool] = lambda _done: True,
    ) -> list[MemoryMatch | None]:  # fmt: skip
        """The best unit of at least 50 % for each of many sources; `go_on` hears how many are done, and may stop it.

        The file is let go of now and then, so that others who wait for it or for this can go on.
        """
        found: list[MemoryMatch | None] = []
        for start in range(0, len(sources), _AT_ONCE):
            if not go_on(start):
                break
            some = sources[start : start + _AT_ONCE]
            found += self._with_file(lambda ask, some=some: self._best_of(ask, uses, some, languages))  # type: ignore[misc]
        return found + [None] * (len(sources) - len(found))

    def concordance(self, uses: Sequence[MemoryUse], words: str, limit: int = 50) -> list[Concordance]:
        """The units that hold all these words; see `TranslatingLike.concordance`."""
        memories = [use.memory for use in uses]
        return self._with_file(lambda ask: MemorySearch(ask).find(memories, words, limit) if _has_memories(ask) else [])

    def _best_of(
        self, ask: sqlite3.Connection, uses: Sequence[MemoryUse], sources: Sequence[Wanted], languages: tuple[str, str]
    ) -> list[MemoryMatch | None]:
        best: dict[int, MemoryMatch] = {}
        for memory in _memories(ask, uses, languages):
            places: dict[int, list[int]] = {}
            for place, wanted in enumerate(sources):
                places.setdefault(mark_of(wanted[0]), []).append(place)
            for row in _by_mark(ask, memory, list(places)):
                for place in places[mark_of(row[1])]:
                    _offer(best, place, _judged(row, memory, sources[place]))
            index = self._index(ask, memory.id)
            likest: dict[int, list[int]] = {}
            for place, wanted in enumerate(sources):
                known = best[place].percent if place in best else 49
                for row in _by_shape(ask, memory, wanted[0]) if known < _EXACT - memory.penalty else ():
                    _offer(best, place, _judged(row, memory, wanted))
                least = max(known + 1, best[place].percent + 1 if place in best else 0) + memory.penalty
                if least < _EXACT:
                    for unit in index.find(wanted[0], least, 1):
                        likest.setdefault(unit, []).append(place)
            for row in _by_id(ask, memory, index, list(likest)):
                for place in likest[row[0]]:
                    _offer(best, place, _judged(row, memory, sources[place]))
        return [best.get(place) for place in range(len(sources))]

    def _index(self, ask: sqlite3.Connection, memory: int) -> MemoryIndex:
        """The sources of a memory, with what is new since the last look-up."""
        from desktop.store.memory_index import MemoryIndex

        index = self._indexes.get(memory)
        if index is None or index.gone > _MANY_GONE:
            index = self._indexes[memory] = MemoryIndex()
        index.add(ask.execute(_NEW, (memory, index.last)))
        return index

    def _with_file(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do `work` with the file as it is at one moment."""

        def once() -> T:
            with closing(self._opened()) as ask:
                return work(ask)

        with self._guard:
            try:
                self._look_whether_replaced()
                return Patience(_PATIENCE_S, lambda _seconds: None).run(once)
            except sqlite3.Error as error:
                raise problem_of(error, self._database) from error

    def _opened(self) -> sqlite3.Connection:
        """The file at one moment; a history that may not be written has no log that others could write meanwhile."""
        connection = open_reading(self._database)
        try:
            connection.execute("BEGIN")
            connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
        except sqlite3.Error as error:
            connection.close()
            if code_of(error) != sqlite3.SQLITE_CANTOPEN:
                raise
            connection = open_reading(self._database, unchanging=True)
        return connection

    def _look_whether_replaced(self) -> None:
        """Another file, a backup that was put back say, has other units under the same ids."""
        try:
            state = self._database.stat()
        except OSError:
            return
        if self._file != (state.st_dev, state.st_ino):
            self._file = (state.st_dev, state.st_ino)
            self._indexes.clear()


def _has_memories(ask: sqlite3.Connection) -> bool:
    """Whether the file has tables of memories: an older one that may not be written is not brought up to date."""
    return user_version(ask) >= _FIRST_SCHEMA


def _memories(ask: sqlite3.Connection, uses: Sequence[MemoryUse], languages: tuple[str, str]) -> list[_Memory]:
    """The memories among those used that are of these languages; one that is not there any more has no matches."""
    found = []
    for use in uses if _has_memories(ask) else ():
        row = ask.execute(
            "SELECT name, source, target FROM memories WHERE id = ? AND name <> ''", (use.memory,)
        ).fetchone()
        if row is not None and same_language(row[1], languages[0]) and same_language(row[2], languages[1]):
            found.append(_Memory(use.memory, row[0], use.penalty))
    return found


def _by_mark(ask: sqlite3.Connection, memory: _Memory, marks: list[int]) -> list[tuple[Any, ...]]:
    return _rows(ask, "memory = ? AND mark IN ({})", (memory.id,), marks)


def _by_id(ask: sqlite3.Connection, memory: _Memory, index: MemoryIndex, ids: list[int]) -> list[tuple[Any, ...]]:
    found = _rows(ask, "+memory = ? AND id IN ({})", (memory.id,), ids)
    index.gone += len(ids) - len(found)
    return found


def _by_shape(ask: sqlite3.Connection, memory: _Memory, source: str) -> list[tuple[Any, ...]]:
    """The newest units that differ in nothing but numbers."""
    shape = shape_mark(source)
    if not shape:
        return []
    return ask.execute(
        f"{_UNITS} WHERE memory = ? AND shape = ? AND shape <> 0 ORDER BY id DESC LIMIT ?",
        (memory.id, shape, _FEW_SHAPES),
    ).fetchall()


def _rows(ask: sqlite3.Connection, where: str, first: tuple[Any, ...], values: list[int]) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(values), _AT_ONCE):
        some = values[start : start + _AT_ONCE]
        found += ask.execute(f"{_UNITS} WHERE {where.format(', '.join('?' * len(some)))}", (*first, *some)).fetchall()
    return found


def _judged(row: tuple[Any, ...], memory: _Memory, wanted: Wanted) -> MemoryMatch:
    """A unit as a match of a source with its neighbours."""
    unit, source, target, previous, following, author, at = row
    percent, kind = match_percent(wanted[0], source), MatchKind.FUZZY
    if percent == _EXACT:
        kind = MatchKind.EXACT
        around = (plain_source(previous), plain_source(following))
        if any(around) and around == (plain_source(wanted[1]), plain_source(wanted[2])):
            percent, kind = _CONTEXT, MatchKind.CONTEXT
    return MemoryMatch(
        max(0, percent - memory.penalty), kind, source, target, memory.name, unit, author, at, memory.penalty
    )


def _offer(best: dict[int, MemoryMatch], place: int, match: MemoryMatch) -> None:
    known = best.get(place)
    if match.percent > 0 and (known is None or _order(match) < _order(known)):
        best[place] = match


def _order(match: MemoryMatch) -> tuple[int, int]:
    """The likest first, of those the one that came last."""
    return -match.percent, -match.unit


def _best(matches: Iterable[MemoryMatch], limit: int) -> list[MemoryMatch]:
    """The best ones; of those with the same source and target only one."""
    found: dict[tuple[str, str], MemoryMatch] = {}
    for match in sorted(matches, key=_order):
        found.setdefault((match.source, match.target), match)
    return list(found.values())[:limit]
