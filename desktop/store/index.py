"""The search index: which words are in which version.

It is written in the transaction of the version itself, by `add` and `remove`, and holds no text. Triggers could not do
it: the words are folded and weighed in Python, and with `trusted_schema` off SQLite lets no trigger call a function of
ours. So the index is compared with the versions at every start (two counts and two greatest ids), and made again when
it is out of step, damaged, or of an older form.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from desktop.store.body import DamagedBody, Words, unpack
from desktop.store.entry import FORM, Entry, entry_of, labels

_AT_ONCE = 500
"""Versions that are entered while the history opens: about half a second."""

_PIECE = 100  # entered in one transaction when there is time: some 90 ms
_EVERY = 2**62  # no version has a greater id
_SAMPLES = 20  # versions that are looked up when the whole index is checked


class SearchIndex:
    """The words of all versions, on the store's connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def wants(self, version: int) -> bool:
        """Whether a version is entered now; to make its entry takes most of the time."""
        return version > self._waiting

    def add(self, version: int, entry: Entry) -> None:
        """Enter a version; inside its transaction."""
        if version <= self._waiting:
            return  # its turn comes
        self._connection.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (version, entry.row))
        self._connection.executemany("INSERT OR IGNORE INTO search_words VALUES (?)", [(word,) for word in entry.words])

    def remove(self, version: int, entry: Entry) -> None:
        """Take a version out; `entry` must be what was entered."""
        if version <= self._waiting:
            return
        self._connection.execute(
            "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)", (version, entry.row)
        )

    def in_step(self) -> bool:
        """Whether the index is of today's form and has a row for every version and for nothing else.

        Versions that wait to be entered are those up to an id; they need no row yet.
        """
        ask = self._connection.execute
        form = ask("SELECT value FROM file_notes WHERE name = 'search_form'").fetchone()
        if form is None or form[0] != str(FORM):
            return False
        entered = ask("SELECT count(*), max(id) FROM search_docsize").fetchone()
        waiting = self._waiting
        where = f"WHERE id > {waiting}" if waiting else ""  # all of them are counted faster
        newest = ask("SELECT max(id) FROM versions").fetchone()[0] or 0
        kept = (ask(f"SELECT count(*) FROM versions {where}").fetchone()[0], newest if newest > waiting else None)  # noqa: S608
        return bool(entered == kept and self._finds(newest))

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
        if not version or version <= self._waiting:
            return True
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
        """Begin the index anew with the newest versions, inside a transaction; returns how many it will hold.

        The older ones of a long history wait for `go_on`: entering them all takes minutes, in which nothing is saved.
        """
        ask = self._connection.execute
        ask("INSERT INTO search (search) VALUES ('delete-all')")
        ask("DELETE FROM search_words")
        ask("UPDATE file_notes SET value = ? WHERE name = 'search_form'", (str(FORM),))
        self._wait(ask("SELECT coalesce(max(id), 0) FROM versions").fetchone()[0])
        self._enter(_AT_ONCE)
        return int(ask("SELECT count(*) FROM versions").fetchone()[0])

    def put_off(self) -> None:
        """Enter nothing until `make_again`, inside the same transaction: very many versions come."""
        self._wait(_EVERY)

    def go_on(self) -> bool:
        """Enter the next of the versions that wait, inside a transaction; whether there are more."""
        return bool(self._waiting) and self._enter(_PIECE)

    def waiting(self) -> int:
        """How many versions cannot be found yet."""
        return int(
            self._connection.execute("SELECT count(*) FROM versions WHERE id <= ?", (self._waiting,)).fetchone()[0]
        )

    @property
    def _waiting(self) -> int:
        """Up to which id versions wait to be entered; 0 for none."""
        row = self._connection.execute("SELECT value FROM file_notes WHERE name = 'search_waiting'").fetchone()
        return 0 if row is None else int(row[0])

    def _wait(self, version: int) -> None:
        self._connection.execute("REPLACE INTO file_notes (name, value) VALUES ('search_waiting', ?)", (str(version),))

    def _enter(self, count: int) -> bool:
        """Enter the newest of those that wait, in the order of their ids (the fastest); whether there are more."""
        ask = self._connection.execute
        last = self._waiting
        ids = ask("SELECT id FROM versions WHERE id <= ? ORDER BY id DESC LIMIT ?", (last, count)).fetchall()
        first = ids[-1][0] if len(ids) == count else 0
        self._wait(max(0, first - 1))
        rows = ask(
            "SELECT v.id, v.kind, v.language, v.model, b.body FROM versions v LEFT JOIN bodies b ON b.version = v.id"
            " WHERE v.id BETWEEN ? AND ?",
            (first, last),
        )
        for version, kind, language, model, body in rows.fetchall():
            self.add(version, entry_of_body(body, labels(kind, language, model)))
        return first > 1

    def tidy(self) -> None:
        """Merge a little of what many saves have left in pieces; a few milliseconds."""
        self._connection.execute("INSERT INTO search (search, rank) VALUES ('merge', 200)")


def entry_of_body(body: bytes | None, labels: Sequence[str] = ()) -> Entry:
    """What was entered for a stored version; a damaged one is entered without words."""
    try:
        words = unpack(body or b"", Words)
    except DamagedBody:
        return Entry((), " ".join(labels))
    return entry_of(words.brief, words.copy, labels)
