"""Which words are in which unit of the translation memories, for concordance; kept as the history's index is.

Words stand folded and as stems of their languages, source and target together: what was found is marked in the texts
themselves. A memory that is deleted leaves its entries behind, which lead nowhere: ids are never used twice.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache

from desktop.core.language_tag import plain_language
from desktop.core.translation import Concordance
from desktop.store.entry import STEM
from desktop.store.folding import WORD, fold, plain, words_of
from desktop.store.stems import forms, stem

_TAG = re.compile(r"\{[1-9]\d*\}")
_PIECE = 500  # units entered in one transaction when there is time: some 40 ms
_WAITING = "memory_search_waiting"


class MemorySearch:
    """The words of all units, on the store's connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, unit: int, words: str) -> None:
        """Enter a unit, inside its transaction."""
        if unit > self._waiting:
            self._connection.execute("INSERT INTO memory_search (rowid, words) VALUES (?, ?)", (unit, words))

    def remove(self, unit: int, words: str) -> None:
        """Take a unit out; `words` must be what was entered."""
        if unit > self._waiting:
            self._connection.execute(
                "INSERT INTO memory_search (memory_search, rowid, words) VALUES ('delete', ?, ?)", (unit, words)
            )

    def clear(self) -> None:
        """Forget every entry: there are no units any more."""
        self._connection.execute("INSERT INTO memory_search (memory_search) VALUES ('delete-all')")
        self._wait(0)

    def in_step(self) -> bool:
        """Whether the newest unit is entered, as far as it does not wait."""
        row = self._connection.execute("SELECT max(id) FROM memory_units").fetchone()
        return self._finds(row[0] or 0)

    def sound(self) -> bool:
        """Whether SQLite finds the index whole in itself; reads all of it."""
        try:
            self._connection.execute("INSERT INTO memory_search (memory_search) VALUES ('integrity-check')")
            return self.in_step()
        except sqlite3.DatabaseError:
            return False

    def make_again(self) -> None:
        """Begin the index anew, inside a transaction: all units wait for `go_on`."""
        self._connection.execute("INSERT INTO memory_search (memory_search) VALUES ('delete-all')")
        self._wait(self._connection.execute("SELECT coalesce(max(id), 0) FROM memory_units").fetchone()[0])
        self.go_on()

    def go_on(self) -> bool:
        """Enter the newest of the units that wait, inside a transaction; whether there are more."""
        last = self._waiting
        if not last:
            return False
        rows = self._connection.execute(
            "SELECT u.id, u.source, u.target, m.source, m.target FROM memory_units u JOIN memories m ON m.id = u.memory"
            " WHERE u.id <= ? ORDER BY u.id DESC LIMIT ?",
            (last, _PIECE),
        ).fetchall()
        self._wait(rows[-1][0] - 1 if len(rows) == _PIECE else 0)
        for unit, *texts in reversed(rows):
            self.add(unit, entry_words(*texts))
        return len(rows) == _PIECE

    def waits(self) -> bool:
        """Whether units wait to be entered."""
        return self._waiting > 0

    def find(self, memories: Sequence[int], query: str, limit: int) -> list[Concordance]:
        """The units of these memories that hold all words of a query, in any form, the newest first."""
        asked = list(dict.fromkeys(words_of(query)))
        if not asked or not memories:
            return []
        rows = self._connection.execute(
            "SELECT u.source, u.target, m.name, m.source, m.target FROM memory_search s"  # noqa: S608 - our own words
            " CROSS JOIN memory_units u ON u.id = s.rowid CROSS JOIN memories m ON m.id = u.memory"
            f" WHERE s.memory_search MATCH ? AND m.name <> '' AND u.memory IN ({', '.join('?' * len(memories))})"
            " ORDER BY s.rowid DESC LIMIT ?",
            (" AND ".join(_any_form(word) for word in asked), *memories, limit),
        ).fetchall()
        wanted = frozenset(form for word in asked for form in (word, *forms(word)))
        return [
            Concordance(source, target, name, spots(source, wanted, ours), spots(target, wanted, theirs))
            for source, target, name, ours, theirs in rows
        ]

    def _finds(self, unit: int) -> bool:
        """Whether a unit is found by its first word; SQLite takes an index with nothing in it for a sound one."""
        if not unit or unit <= self._waiting:
            return True
        ask = self._connection.execute
        row = ask(
            "SELECT u.source, u.target, m.source, m.target FROM memory_units u JOIN memories m ON m.id = u.memory"
            " WHERE u.id = ?",
            (unit,),
        ).fetchone()
        words = entry_words(*row).split() if row else []
        if not words:
            return True
        found = ask("SELECT 1 FROM memory_search WHERE memory_search MATCH ? AND rowid = ?", (f'"{words[0]}"', unit))
        return found.fetchone() is not None

    @property
    def _waiting(self) -> int:
        """Up to which id units wait to be entered; 0 for none."""
        row = self._connection.execute("SELECT value FROM file_notes WHERE name = ?", (_WAITING,)).fetchone()
        return 0 if row is None else int(row[0])

    def _wait(self, unit: int) -> None:
        self._connection.execute("REPLACE INTO file_notes (name, value) VALUES (?, ?)", (_WAITING, str(unit)))


def entry_words(source: str, target: str, source_language: str, target_language: str) -> str:
    """The words of a unit as they are entered: folded, without accents, and as stems of their languages."""
    found: set[str] = set()
    for text, language in ((source, source_language), (target, target_language)):
        code = plain_language(language)
        for word in words_of(_TAG.sub(" ", text)):
            found.update(_entries(word, code))
    return " ".join(sorted(found))


def spots(text: str, wanted: Iterable[str], language: str) -> tuple[tuple[int, int], ...]:
    """Where words of a text, or their stems, are among the wanted ones."""
    sought, code = frozenset(wanted), plain_language(language)
    tags = [found.span() for found in _TAG.finditer(text)]
    return tuple(
        found.span()
        for found in WORD.finditer(text)
        if not any(start <= found.start() < end for start, end in tags) and not sought.isdisjoint(_read(found[0], code))
    )


def _read(word: str, language: str) -> set[str]:
    folded = fold(word)
    known = stem(folded, language)
    return {*known, *(plain(form) for form in known)}


@lru_cache(maxsize=20_000)
def _entries(word: str, language: str) -> frozenset[str]:
    stems = stem(word, language) - {word}
    return frozenset((word, plain(word), *(form + STEM for each in stems for form in (each, plain(each)))))


def _any_form(word: str) -> str:
    """A word of a query in any of its forms, in the words of FTS5."""
    stems = forms(word)
    each = [word, *stems, *(form + STEM for form in (word, *stems))]
    return f"({' OR '.join(f'{chr(34)}{form}{chr(34)}' for form in each)})"
