"""Templates, and what is noted of sessions."""

from __future__ import annotations

import sqlite3

import msgspec

from desktop.core.brief import Brief
from desktop.core.draft import Template
from desktop.core.ids import DraftId
from desktop.store.drafts import count_change, now
from desktop.store.values import PreviousSession


class TemplateTable:
    """Briefs kept under a name; what writes is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Template]:
        """Every template, by name without regard to case."""
        rows = self._connection.execute("SELECT name, brief FROM templates").fetchall()
        found = [Template(name, msgspec.json.decode(brief, type=Brief)) for name, brief in rows]
        return sorted(found, key=lambda template: template.name.casefold())

    def save(self, template: Template) -> None:
        """Keep a template in place of one with the same name."""
        brief = msgspec.json.encode(template.brief).decode()
        self._connection.execute("REPLACE INTO templates (name, brief) VALUES (?, ?)", (template.name, brief))
        count_change(self._connection)

    def delete(self, name: str) -> None:
        """Forget a template; one that is not there is forgotten already."""
        self._connection.execute("DELETE FROM templates WHERE name = ?", (name,))
        count_change(self._connection)


class SessionTable:
    """One row for each time the window was open; a row without an end is a session that did not end by itself."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._current: int | None = None

    def previous(self) -> PreviousSession:
        """How the last session ended; a session is unclean while nothing says that it ended."""
        row = self._connection.execute(
            "SELECT s.ended_at, s.draft, s.state, d.changed_at FROM sessions s"
            " LEFT JOIN drafts d ON d.id = s.draft AND d.trashed_at = '' ORDER BY s.id DESC LIMIT 1"
        ).fetchone()
        if row is None:
            return PreviousSession()
        ended_at, draft, state, changed_at = row
        if changed_at is None:
            draft = ""
        return PreviousSession(not ended_at, DraftId(draft), changed_at or "", state)

    def begin(self) -> None:
        """A session begins; the ones before it are over."""
        self._connection.execute("UPDATE sessions SET ended_at = ? WHERE ended_at = ''", (now(),))
        self._current = self._connection.execute("INSERT INTO sessions (started_at) VALUES (?)", (now(),)).lastrowid
        self._connection.execute("DELETE FROM sessions WHERE id <= ?", ((self._current or 0) - 20,))

    def note(self, draft_id: DraftId, state: str) -> None:
        """What is open now, should this session not end by itself."""
        self._connection.execute(
            "UPDATE sessions SET draft = ?, state = ? WHERE id = ?", (draft_id, state, self._current)
        )

    def end(self) -> None:
        """The session ends as it should."""
        if self._current is not None:
            self._connection.execute("UPDATE sessions SET ended_at = ? WHERE id = ?", (now(), self._current))
            self._current = None


class FileNotes:
    """What the file says of itself, by name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str:
        """A note; empty when there is none."""
        row = self._connection.execute("SELECT value FROM file_notes WHERE name = ?", (name,)).fetchone()
        return "" if row is None else str(row[0])

    def set(self, name: str, value: str) -> None:
        """Write a note down."""
        self._connection.execute("REPLACE INTO file_notes (name, value) VALUES (?, ?)", (name, value))
