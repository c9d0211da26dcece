"""Which rows of a damaged file are ours, put into empty tables of today's schema that SQL can ask."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec

from desktop.core.brief import Kind
from desktop.core.draft import Origin
from desktop.core.duels import Winner
from desktop.core.outcomes import Metric
from desktop.store.salvage_pages import Cell, Pages, Value, pages_below
from desktop.store.salvage_translation import TABLES as TRANSLATIONS
from desktop.store.schema import migrate

_BY_NUMBER = (
    "drafts", "versions", "bodies", "calls", "comparisons", "comparison_bodies", "duels", "outcomes", "line_lists",
    *TRANSLATIONS,
)  # fmt: skip
_BY_NAME = ("templates", "draft_tags", "saved_searches")
_KEPT = frozenset((*_BY_NUMBER, *_BY_NAME))  # sessions and steps of undo are of no use after a recovery
_FEWEST = {"drafts": 12, "versions": 11}  # columns in the first schema; a row has those of the day it was written
_UNORDERED = frozenset({"job_file_data", "row_history"})
_ORDERED = frozenset({"drafts", "comparisons", "line_lists", *TRANSLATIONS}) - _UNORDERED
"""These bear `changed`: of two copies the newer one counts."""

_OF_TYPE: dict[str, tuple[type, ...]] = {"TEXT": (str,), "INTEGER": (int,), "BLOB": (bytes,), "REAL": (int, float)}


class Known(msgspec.Struct, frozen=True):
    """What indices and lists tell of rows, also of those that cannot be read any more.

    `numbers` holds for each table the numbers that its rows have; `owners` a version's draft, `ids` and `changed` a
    draft's id and its last change, all by number. `broken` are the tables of which something could not be read.
    """

    broken: set[str]
    numbers: dict[str, set[int]]
    owners: dict[int, int]
    ids: dict[int, str]
    changed: dict[int, int]


def gather(damaged: Path, staging: sqlite3.Connection) -> Known:
    """Fill the empty `staging` with every row of ours that can be read; the file and its log are not touched.

    Where the file is gone its log alone is read. Raises `OSError`, `sqlite3.Error`.
    """
    migrate(staging)
    with damaged.open("rb") if damaged.exists() else BytesIO() as file:
        return _Gathering(Pages(file, damaged.with_name(damaged.name + "-wal")), staging).run()


class _Gathering:
    """Goes through the trees first, then, where one of them is broken, through all that no tree leads to."""

    def __init__(self, pages: Pages, staging: sqlite3.Connection) -> None:
        self._pages, self._staging = pages, staging
        self._columns = {name: _columns(staging, name) for name in _KEPT}
        self._broken: set[str] = set()
        self._known = Known(self._broken, {name: set() for name in _BY_NUMBER}, {}, {}, {})

    def run(self) -> Known:
        """Fill the tables."""
        seen = self._pages.free()
        entries = self._schema(seen)
        for kind, name, table, root in entries:
            wanted = name in _KEPT or name == "search_docsize" or (kind == "index" and table in _KEPT)
            for page in pages_below(self._pages, root, seen, cells=wanted):
                if page is None or not page.whole:
                    self._broken.add(table)
                if page is not None and (page.whole or kind == "table"):  # half an index tells of rows that never were
                    for cell in page.cells:
                        self._take(kind, name, table, cell)
        if self._broken & _KEPT:
            self._sweep(seen)
        return self._known

    def _schema(self, seen: set[int]) -> list[tuple[str, str, str, int]]:
        """Kind, name, table and root of everything in the file, from the table that lists it."""
        whole = True
        cells: list[Cell] = []
        for page in pages_below(self._pages, 1, seen):
            whole = whole and page is not None and page.whole
            cells += page.cells if page is not None else ()
        if not whole:
            self._broken |= _KEPT
            for number in range(1, self._pages.count + 1):
                looks_so = number not in seen and self._pages.holds(number, b"CREATE ")
                found = self._pages.read(number) if looks_so else None
                cells += found.cells if found is not None else ()
        entries = [entry for cell in cells if (entry := _schema_entry(cell)) is not None]
        return list(dict.fromkeys(entries))

    def _take(self, kind: str, name: str, table: str, cell: Cell) -> None:
        """Keep a row where its table is one of ours, and what an index tells."""
        if kind == "table" and name in _KEPT:
            if not self._keep(name, cell):
                self._broken.add(name)  # what is in its place may lie elsewhere
        elif name == "search_docsize" and cell.number is not None:
            self._known.numbers["versions"].add(cell.number)
        elif kind == "index" and table in self._known.numbers:
            self._note(name, table, cell.values)

    def _note(self, name: str, table: str, values: tuple[Value, ...]) -> None:
        """What an entry of an index tells of its row, whose number comes last."""
        first, number = values[0], values[-1]
        if not isinstance(number, int):
            return
        self._known.numbers[table].add(number)
        if name == "versions_of_draft" and isinstance(first, int):
            self._known.owners[number] = first
        elif name == "drafts_by_change" and isinstance(first, int):
            self._known.changed[number] = first
        elif name == "sqlite_autoindex_drafts_1" and isinstance(first, str):
            self._known.ids[number] = first

    def _sweep(self, seen: set[int]) -> None:
        """Look at every page that no tree leads to, for rows of the tables that are not whole."""
        wanted = [name for name in (*_BY_NUMBER, *_BY_NAME) if name in self._broken]
        for number in range(2, self._pages.count + 1):
            page = self._pages.read(number) if number not in seen else None
            for cell in page.cells if page is not None else ():
                any(self._keep(name, cell) for name in wanted)

    def _keep(self, name: str, cell: Cell) -> bool:
        """Enter a cell as a row of a table; whether it can be one."""
        numbered = name in self._known.numbers
        if numbered != (cell.number is not None) or not self._fits(name, cell.values):
            return False
        values = (cell.number, *cell.values[1:]) if numbered else cell.values
        columns = self._columns[name][: len(values)]
        if name in _ORDERED:
            place = [column[0] for column in columns].index("changed")
            self._staging.execute(
                f"DELETE FROM {name} WHERE {columns[0][0]} = ? AND changed < ?",  # noqa: S608 - our own names
                (values[0], values[place]),
            )
        self._staging.execute(
            f"INSERT OR IGNORE INTO {name} ({', '.join(column[0] for column in columns)})"  # noqa: S608 - our own names
            f" VALUES ({', '.join('?' * len(values))})",
            values,
        )
        return True

    def _fits(self, name: str, values: tuple[Value, ...]) -> bool:
        columns = self._columns[name]
        if not _FEWEST.get(name, len(columns)) <= len(values) <= len(columns):
            return False
        if name in self._known.numbers and values[0] is not None:
            return False
        for (_, kinds, required), value in list(zip(columns, values, strict=False))[name in self._known.numbers :]:
            if not (isinstance(value, kinds) or (value is None and not required)):
                return False
        return name not in _TELLING or _TELLING[name](values)


def _columns(staging: sqlite3.Connection, table: str) -> list[tuple[str, tuple[type, ...], bool]]:
    """Name, types and whether there must be a value, for each column."""
    rows = staging.execute('SELECT name, type, "notnull" FROM pragma_table_info(?)', (table,)).fetchall()
    return [(name, _OF_TYPE[kind], bool(required)) for name, kind, required in rows]


def _schema_entry(cell: Cell) -> tuple[str, str, str, int] | None:
    match cell.values:
        case (("table" | "index") as kind, str(name), str(table), int(root), str() | None) if root > 0:
            return kind, name, table, root
    return None


def _begins(data: Any, with_brief: bool | None = None) -> bool:  # noqa: ANN401, FBT001 - whatever a cell holds
    """Whether compressed JSON is what it says; a version's begins with its brief, a comparison's does not."""
    try:
        text = zlib.decompressobj().decompress(data, 9)
    except zlib.error:
        return False
    return text.startswith(b"{") and (with_brief is None or with_brief == text.startswith(b'{"brief"'))


_KIND, _ORIGIN, _WINNER, _METRIC = ({each.value for each in values} for values in (Kind, Origin, Winner, Metric))
_TELLING: dict[str, Callable[[tuple[Any, ...]], bool]] = {
    "drafts": lambda row: row[2] in _KIND,
    "versions": lambda row: row[2] in _ORIGIN and row[7] in _KIND,
    "bodies": lambda row: _begins(row[1], with_brief=True),
    "comparison_bodies": lambda row: _begins(row[1], with_brief=False),
    "line_lists": lambda row: _begins(row[4]),
    "duels": lambda row: row[11] in _WINNER,
    "outcomes": lambda row: row[2] in _METRIC,
    "templates": lambda row: row[1].startswith("{") and not row[1].startswith('{"name"'),
    "saved_searches": lambda row: row[1].startswith('{"name"'),
    "jobs": lambda row: row[4].startswith("{"),
    "job_files": lambda row: row[4].startswith("{"),
    "job_file_data": lambda row: row[3][:1] == b"\x78",
    "row_notes": lambda row: row[5].startswith('{"segment"'),
    "row_history": lambda row: row[3].startswith('{"segment"'),
    "terms": lambda row: row[5].startswith('{"source"'),
}
"""By what a row is told from one of another table with the same columns."""
