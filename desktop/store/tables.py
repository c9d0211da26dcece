"""The tables of one open file, joined; they are made anew with every connection."""

from __future__ import annotations

import sqlite3

from desktop.store.calls import CallTable
from desktop.store.comparisons import ComparisonTable
from desktop.store.drafts import DraftTable, changes
from desktop.store.duels import DuelTable
from desktop.store.index import SearchIndex
from desktop.store.line_lists import LineTable
from desktop.store.memory_search import MemorySearch
from desktop.store.notes import FileNotes, SessionTable, TemplateTable
from desktop.store.outcomes import OutcomeTable
from desktop.store.posts import PostTable
from desktop.store.shelves import ShelfTable
from desktop.store.translation_jobs import JobTable
from desktop.store.translation_memory import MemoryTable
from desktop.store.translation_rows import RowTable
from desktop.store.translation_terms import TermTable
from desktop.store.versions import VersionTable


class Tables:
    """What the store works with; what writes is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.index = SearchIndex(connection)
        self.drafts = DraftTable(connection)
        self.versions = VersionTable(connection, self.index)
        self.shelves = ShelfTable(connection)
        self.templates = TemplateTable(connection)
        self.sessions = SessionTable(connection)
        self.notes = FileNotes(connection)
        self.calls = CallTable(connection)
        self.comparisons = ComparisonTable(connection)
        self.lines = LineTable(connection)
        self.duels = DuelTable(connection)
        self.outcomes = OutcomeTable(connection)
        self.posts = PostTable(connection)
        self.jobs = JobTable(connection)
        self.rows = RowTable(connection)
        self.memory_search = MemorySearch(connection)
        self.memories = MemoryTable(connection, self.memory_search)
        self.terms = TermTable(connection)

    @property
    def changes(self) -> int:
        """How many changes the file has seen."""
        return changes(self.connection)

    def checkpoint(self, mode: str) -> None:
        """Write the log into the file, as far as `mode` (PASSIVE, TRUNCATE) asks."""
        self.connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
