"""What is known of the rows of a job's files, and what they were before, in the words of SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

import msgspec

from desktop.core.translation import OriginKind, RowNote
from desktop.store.drafts import count_change

_ONE_TYPING_S = 30
"""Seconds within which what one person types in a row is one change: every pause of a second is saved."""

_AT_ONCE = 500  # segments asked for in one statement
_decode = msgspec.json.Decoder(RowNote).decode


class RowTable:
    """Rows on the store's connection; what writes is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def notes(self, file: int) -> list[RowNote]:
        """What is known of the rows of a file, in the order in which it came to be known; a damaged one is left out."""
        rows = self._connection.execute("SELECT body FROM row_notes WHERE file = ? ORDER BY id", (file,))
        return [note for (body,) in rows if (note := note_of(body)) is not None]

    def keep(self, file: int, notes: list[RowNote]) -> None:
        """Keep these in the place of what was known of their rows, and their changes in the rows' history."""
        known = self._known(file, [note.segment for note in notes])
        changed = count_change(self._connection)
        for note in notes:
            body = msgspec.json.encode(note).decode()
            self._connection.execute(
                "INSERT INTO row_notes (file, segment, state, changed, body) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (file, segment) DO UPDATE SET state = excluded.state, changed = excluded.changed,"
                " body = excluded.body",
                (file, note.segment, note.state or "", changed, body),
            )
            before = known.get(note.segment)
            if (note.target, note.state) != ((before.target, before.state) if before else (None, None)):
                self._note_change(file, note, body)

    def put_back(self, file: int, notes: Iterable[RowNote], history: Iterable[RowNote]) -> None:
        """What is known of the rows of a file that is new here, and what they were, the oldest first."""
        changed = count_change(self._connection)
        self._connection.executemany(
            "INSERT OR IGNORE INTO row_notes (file, segment, state, changed, body) VALUES (?, ?, ?, ?, ?)",
            ((file, each.segment, each.state or "", changed, msgspec.json.encode(each).decode()) for each in notes),
        )
        self._connection.executemany(
            "INSERT INTO row_history (file, segment, body) VALUES (?, ?, ?)",
            ((file, each.segment, msgspec.json.encode(each).decode()) for each in history),
        )

    def history(self, file: int, segment: str) -> list[RowNote]:
        """What a row was, the newest first."""
        rows = self._connection.execute(
            "SELECT body FROM row_history WHERE file = ? AND segment = ? ORDER BY id DESC", (file, segment)
        )
        return [note for (body,) in rows if (note := note_of(body)) is not None]

    def _note_change(self, file: int, note: RowNote, body: str) -> None:
        last = self._connection.execute(
            "SELECT id, body FROM row_history WHERE file = ? AND segment = ? ORDER BY id DESC LIMIT 1",
            (file, note.segment),
        ).fetchone()
        if last is not None and _is_one_typing(note_of(last[1]), note):
            self._connection.execute("UPDATE row_history SET body = ? WHERE id = ?", (body, last[0]))
            return
        self._connection.execute(
            "INSERT INTO row_history (file, segment, body) VALUES (?, ?, ?)", (file, note.segment, body)
        )

    def _known(self, file: int, segments: list[str]) -> dict[str, RowNote]:
        found: dict[str, RowNote] = {}
        for start in range(0, len(segments), _AT_ONCE):
            some = segments[start : start + _AT_ONCE]
            rows = self._connection.execute(
                f"SELECT body FROM row_notes WHERE file = ? AND segment IN ({', '.join('?' * len(some))})",  # noqa: S608
                (file, *some),
            )
            found.update({note.segment: note for (body,) in rows if (note := note_of(body)) is not None})
        return found


def note_of(body: str) -> RowNote | None:
    """A row's note as it is kept; `None` when it is damaged."""
    try:
        return _decode(body)
    except msgspec.DecodeError:
        return None


def _is_one_typing(before: RowNote | None, note: RowNote) -> bool:
    """Whether somebody goes on with what was typed a moment ago."""
    if before is None or (before.state, before.by) != (note.state, note.by):
        return False
    if not before.origin.kind is note.origin.kind is OriginKind.TYPED:
        return False
    try:
        passed = (datetime.fromisoformat(note.at) - datetime.fromisoformat(before.at)).total_seconds()
    except (ValueError, TypeError):
        return False
    return 0 <= passed <= _ONE_TYPING_S
