"""Reading out of a damaged history what can still be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from desktop.core.comparison import Comparison, ComparisonId
from desktop.core.errors import UserError
from desktop.core.words import tr, trn
from desktop.store import calls, duels, outcomes
from desktop.store.body import DamagedBody, unpack
from desktop.store.calls import CallTable, call_of
from desktop.store.comparisons import ComparisonTable
from desktop.store.duels import DuelTable, duel_of
from desktop.store.line_lists import LineTable, lines_of
from desktop.store.outcomes import OutcomeTable, outcome_of
from desktop.store.salvage_rows import Known, gather
from desktop.store.salvage_texts import SalvagedTexts
from desktop.store.salvage_translation import SalvagedTranslations

T = TypeVar("T")


class Salvaged(msgspec.Struct, frozen=True):
    """What was read and is newer than what was there, and the names of what is known to be gone."""

    drafts: int = 0
    versions: int = 0
    lost: tuple[str, ...] = ()


def salvage(damaged: Path, target: sqlite3.Connection) -> Salvaged:
    """Add to `target`, inside a transaction of the caller's, what the damaged file has that it has not.

    Raises `sqlite3.Error`, `OSError` when there is no room for it, say.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as source:  # in memory, and on the disk what is too much
        source.execute("BEGIN")
        known = gather(damaged, source)
        texts = SalvagedTexts(source, target, known)
        drafts, versions = texts.drafts(), texts.versions()
        others = _Others(source, target, known, texts)
        others.run()
        translations = SalvagedTranslations(source, target, known.numbers)
        translations.run()
        return Salvaged(drafts, versions, (*texts.lost(), *others.lost, *translations.lost))


class _Others:
    """What a history holds beside texts."""

    def __init__(
        self, source: sqlite3.Connection, target: sqlite3.Connection, known: Known, texts: SalvagedTexts
    ) -> None:
        self._source, self._target, self._known, self._texts = source, target, known, texts
        self.lost: list[str] = []

    def run(self) -> None:
        """Keep what is not there yet, or older there."""
        self._by_name()
        self._target.execute("DELETE FROM undo_steps")  # those of a backup lead to texts that are not there any more
        self._comparisons()
        self._lines()
        read, gone = self._read("calls", calls.COLUMNS, call_of)
        CallTable(self._target).add(read)
        self._count(gone, trn("{n} entry of the log of calls", "{n} entries of the log of calls", gone))
        chosen, gone = self._read("duels", duels.COLUMNS, duel_of)
        DuelTable(self._target).add(chosen)
        self._count(gone, trn("{n} choice of a duel", "{n} choices of duels", gone))
        figures, gone = self._read("outcomes", outcomes.COLUMNS, outcome_of)
        OutcomeTable(self._target).add(figures)
        self._count(gone, trn("{n} result of a variant", "{n} results of variants", gone))

    def _count(self, gone: int, what: str) -> None:
        if gone:
            self.lost.append(what)

    def _by_name(self) -> None:
        """Templates, saved searches and tags; how many there were is known of none of them."""
        for table, what in (("templates", tr("perhaps templates")), ("saved_searches", tr("perhaps saved searches"))):
            rows = self._source.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own names
            whole = [row for row in rows if _is_json(row[1])]
            self._target.executemany(f"REPLACE INTO {table} VALUES (?, ?)", whole)  # noqa: S608 - our own names
            if table in self._known.broken or len(whole) < len(rows):
                self.lost.append(what)
        self._tags()

    def _tags(self) -> None:
        broken = "draft_tags" in self._known.broken
        if broken:
            self.lost.append(tr("perhaps tags of drafts"))
        for number, there in self._texts.places():
            if not broken:  # else a tag that was there before is worth more than none
                self._target.execute("DELETE FROM draft_tags WHERE draft = ?", (there,))
            tags = self._source.execute("SELECT tag FROM draft_tags WHERE draft = ?", (number,)).fetchall()
            self._target.executemany(
                "INSERT OR IGNORE INTO draft_tags VALUES (?, ?)", [(there, tag) for (tag,) in tags]
            )

    def _comparisons(self) -> None:
        """Comparisons; a body alone tells whose it is, too."""
        rows = {row[0]: row for row in self._source.execute("SELECT id, draft, changed FROM comparisons")}
        bodies = dict(self._source.execute("SELECT comparison, body FROM comparison_bodies"))
        numbers = self._known.numbers["comparisons"] | rows.keys() | bodies.keys()
        for number in sorted(numbers, key=lambda each: (rows[each][2] if each in rows else 0, each)):
            self._comparison(number, rows.get(number), bodies.get(number, b""))

    def _comparison(self, number: int, row: tuple[int, int, int] | None, body: bytes) -> None:
        known = self._target.execute("SELECT changed FROM comparisons WHERE id = ?", (number,)).fetchone()
        if known is not None and (row is None or known[0] >= row[2]):
            return
        try:
            kept = unpack(body, Comparison)
            owner = self._texts.number(row[1]) if row else None
            owner = self._texts.number_of(kept.draft) if owner is None else owner
        except (DamagedBody, UserError):
            if known is None:
                self.lost.append(tr("comparison {id}", id=number))
        else:
            ComparisonTable(self._target).put_back(owner, msgspec.structs.replace(kept, id=ComparisonId(number)))

    def _lines(self) -> None:
        """Keep the lines of drafts that have none there, or older ones."""
        table, gone = LineTable(self._target), set(self._known.numbers["line_lists"])
        gone -= {row[0] for row in self._target.execute("SELECT id FROM line_lists")}
        for number, draft, channel, changed, body in self._source.execute("SELECT * FROM line_lists ORDER BY changed"):
            found, owner = lines_of(channel, body), self._texts.number(draft)
            if found is None or owner is None:
                gone.add(number)
                continue
            gone.discard(number)
            if table.changed(owner, channel) < changed:
                table.save(owner, found)
        self._count(len(gone), trn("{n} list of short lines", "{n} lists of short lines", len(gone)))

    def _read(self, table: str, columns: str, made: Callable[[tuple[Any, ...]], T | None]) -> tuple[list[T], int]:
        """The rows of a table as values, and how many are neither readable nor there already."""
        there = {row[0] for row in self._target.execute(f"SELECT id FROM {table}")}  # noqa: S608 - our own names
        rows = self._source.execute(f"SELECT {columns} FROM {table} ORDER BY id").fetchall()  # noqa: S608
        values = {row[0]: made(row) for row in rows}
        whole = {number: value for number, value in values.items() if value is not None}
        return list(whole.values()), len((self._known.numbers[table] | values.keys()) - whole.keys() - there)


def _is_json(text: str) -> bool:
    try:
        msgspec.json.decode(text)
    except msgspec.DecodeError:
        return False
    return True
