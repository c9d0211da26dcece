"""The search index: which words are in which version.

It is written in the transaction of the version itself, by `add` and `remove`, and holds no text. Triggers could not do
it: the words are folded and weighed in Python, and with `trusted_schema` off SQLite lets no trigger call a function of
ours. So the index is compared with the versions at every start (two counts and two greatest ids), and made again when
it is out of step, damaged, or of an older form.
"""

from __future__ import annotations

import sqlite3

from desktop.store.body import DamagedBody, Words, unpack
from desktop.store.entry import FORM, Entry, entry_of

_SAMPLES = 20  # versions that are looked up when the whole index is checked


class SearchIndex:
    """The words of all versions, on the store's connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, version: int, entry: Entry) -> None:
        """Enter a version; inside its transaction."""
        self._connection.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (version, entry.row))
        self._connection.executemany("INSERT OR IGNORE INTO search_words VALUES (?)", [(word,) for word in entry.words])

    def remove(self, version: int, entry: Entry) -> None:
        """Take a version out; `entry` must be what was entered."""
        self._connection.execute(
            "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)", (version, entry.row)
        )

    def in_step(self) -> bool:
        """Whether the index is of today's form and has a row for every version and for nothing else."""
        ask = self._connection.execute
        form = ask("SELECT value FROM file_notes WHERE name = 'search_form'").fetchone()
        if form is None or form[0] != str(FORM):
            return False
        entered = ask("SELECT count(*), max(id) FROM search_docsize").fetchone()
        kept = ask("SELECT count(*), (SELECT max(id) FROM versions) FROM versions").fetchone()
        return bool(entered == kept and self._finds(kept[1]))

    def sound(self) -> bool:
        """Whether SQLite finds the index whole in itself; reads all of it."""
        try:
            self._connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
            newest = self._connection.execute("SELECT max(id) FROM versions").fetchone()[0] or 0
            return all(self._finds(newest * part // _SAMPLES) for part in range(1, _SAMPLES + 1))
        except sqlite3.DatabaseError:
            return False

    def _finds(self, version: int | None) -> bool:
        """Whether a version is found by its first word; SQLite takes an index with nothing in it for a sound one."""
        ask = self._connection.execute
        row = ask("SELECT body FROM bodies WHERE version = ?", (version,)).fetchone()
        words = entry_of_body(row[0]).words if row else ()
        if not words:
            return True
        return (
            ask("SELECT 1 FROM search WHERE search MATCH ? AND rowid = ?", (f'"{words[0]}"', version)).fetchone()
            is not None
        )

    def make_again(self) -> int:
        """Enter every version anew, inside a transaction, a damaged one without words; returns how many."""
        self._connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        self._connection.execute("DELETE FROM search_words")
        count = 0
        newest = self._connection.execute("SELECT max(id) FROM versions").fetchone()[0] or 0
        for first in range(1, newest + 1, 500):
            rows = self._connection.execute(
                "SELECT v.id, b.body FROM versions v LEFT JOIN bodies b ON b.version = v.id WHERE v.id BETWEEN ? AND ?",
                (first, first + 499),
            ).fetchall()
            for version, body in rows:
                self.add(version, entry_of_body(body))
                count += 1
        self._connection.execute("UPDATE file_notes SET value = ? WHERE name = 'search_form'", (str(FORM),))
        return count

    def tidy(self) -> None:
        """Merge a little of what many saves have left in pieces; a few milliseconds."""
        self._connection.execute("INSERT INTO search (search, rank) VALUES ('merge', 200)")


def entry_of_body(body: bytes | None) -> Entry:
    """What was entered for a stored version; a damaged one is entered without words."""
    if body is None:
        return Entry((), "")
    try:
        words = unpack(body, Words)
    except DamagedBody:
        return Entry((), "")
    return entry_of(words.brief, words.copy)
