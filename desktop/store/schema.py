"""The tables of the history, as numbered migrations that are never edited once released.

`user_version` is the number of the newest migration that a file has. sqlite-utils is imported only when there is
something to migrate: it takes 0.3 s of processor time and 17 MB, and a file that has its tables needs nothing of it.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from desktop.store.entry import FORM

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x43_44_53_4B  # "CDSK"
VERSION = 6
"""The newest schema that this program knows; a file with a higher `user_version` is opened for reading only."""


def user_version(connection: sqlite3.Connection) -> int:
    """The number of the newest migration in this file; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file to today's schema; call it inside a transaction, so that all of it happens or nothing."""
    with _without_numpy():
        from sqlite_utils import Database
    _steps().apply(Database(connection, execute_plugins=False))
    if connection.execute("SELECT 1 FROM versions LIMIT 1").fetchone() is None:  # nothing is in the index of any form
        connection.execute("UPDATE file_notes SET value = ? WHERE name = 'search_form'", (str(FORM),))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(_ALL)}")


def _steps() -> Migrations:
    from sqlite_utils import Migrations

    steps = Migrations("copydesk")
    for name, step in _ALL:
        steps(name=name)(step)
    return steps


@contextmanager
def _without_numpy() -> Iterator[None]:
    """sqlite-utils imports numpy where it is, for types that nobody stores here: 0.3 s and 12 MB for nothing."""
    if "sqlite_utils" in sys.modules or "numpy" in sys.modules:
        yield
        return
    sys.modules["numpy"] = None  # type: ignore[assignment] # Python's own way to say "not there"
    try:
        yield
    finally:
        del sys.modules["numpy"]


def _m0001_drafts_versions_search(database: Database) -> None:
    """Drafts with their working copy, versions with their bodies, templates, sessions, and the search index.

    Times are for people; the order of things is kept by numbers, because a clock may jump back. `versions` holds what
    lists need, so that a list of thousands reads few pages; the texts are apart in `bodies`. The search index holds no
    text of its own (`content=''`), only which words are in which version; small pages let it skip faster.
    """
    for statement in (
        """CREATE TABLE file_notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE drafts (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            language TEXT NOT NULL,
            title TEXT NOT NULL,
            brief TEXT NOT NULL,
            copy TEXT NOT NULL,
            created_at TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            changed INTEGER NOT NULL,
            versioned INTEGER NOT NULL DEFAULT 0,
            trashed_at TEXT NOT NULL DEFAULT '')""",
        """CREATE INDEX drafts_by_change ON drafts (changed)""",
        """CREATE INDEX drafts_without_version ON drafts (changed) WHERE versioned = 0""",
        """CREATE TABLE versions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            draft INTEGER NOT NULL REFERENCES drafts (number) ON DELETE CASCADE,
            origin TEXT NOT NULL,
            saved_at TEXT NOT NULL,
            name TEXT NOT NULL,
            words INTEGER NOT NULL,
            model TEXT NOT NULL,
            kind TEXT NOT NULL,
            language TEXT NOT NULL,
            title TEXT NOT NULL,
            digest BLOB NOT NULL)""",
        """CREATE INDEX versions_of_draft ON versions (draft)""",
        """CREATE TABLE bodies (
            version INTEGER PRIMARY KEY REFERENCES versions (id) ON DELETE CASCADE,
            body BLOB NOT NULL)""",
        """CREATE TABLE templates (name TEXT PRIMARY KEY, brief TEXT NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE sessions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            started_at TEXT NOT NULL,
            ended_at TEXT NOT NULL DEFAULT '',
            draft TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL DEFAULT '')""",
        """CREATE VIRTUAL TABLE search USING fts5 (
            words, content='', detail=none, prefix='2 3', tokenize='ascii')""",
        """INSERT INTO search (search, rank) VALUES ('pgsz', 1000)""",
        """CREATE TABLE search_words (word TEXT PRIMARY KEY) WITHOUT ROWID""",
        """INSERT INTO file_notes VALUES ('changes', '0'), ('search_form', '1')""",
    ):
        database.execute(statement)


def _m0002_calls(database: Database) -> None:
    """The calls to models: what went where and when, and what it cost.

    `draft` is a draft's id and no reference, as a call may belong to none and stays when its draft is forgotten. One
    index holds all that sums need, in the order of lists; the other finds the calls of a draft.
    """
    for statement in (
        """CREATE TABLE calls (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            provider TEXT NOT NULL,
            model TEXT NOT NULL,
            host TEXT NOT NULL,
            purpose TEXT NOT NULL,
            prompt_tokens INTEGER NOT NULL,
            completion_tokens INTEGER NOT NULL,
            cost REAL,
            currency TEXT NOT NULL,
            outcome TEXT NOT NULL,
            replaced INTEGER NOT NULL,
            draft TEXT NOT NULL,
            content TEXT NOT NULL,
            estimated INTEGER NOT NULL)""",
        """CREATE INDEX calls_by_time ON calls (at, id, provider, cost, currency, estimated)""",
        """CREATE INDEX calls_of_draft ON calls (draft) WHERE draft <> ''""",
    ):
        database.execute(statement)


def _m0003_comparisons_duels_outcomes(database: Database) -> None:
    """Variants side by side: comparisons, the choices of duels, the figures of results, and who wrote what in a draft.

    A comparison is saved whole, often, while it streams; lists read `comparisons` alone. `changed` orders them, as with
    drafts. Duels and outcomes bear a draft's id and no reference: a choice still counts when its draft is forgotten,
    and figures may come for a text that was never here.
    """
    for statement in (
        """ALTER TABLE drafts ADD COLUMN sources TEXT NOT NULL DEFAULT '[]'""",
        """CREATE TABLE comparisons (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            draft INTEGER NOT NULL REFERENCES drafts (number) ON DELETE CASCADE,
            made_at TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            changed INTEGER NOT NULL,
            columns INTEGER NOT NULL)""",
        """CREATE INDEX comparisons_by_change ON comparisons (changed)""",
        """CREATE INDEX comparisons_of_draft ON comparisons (draft, changed)""",
        """CREATE TABLE comparison_bodies (
            comparison INTEGER PRIMARY KEY REFERENCES comparisons (id) ON DELETE CASCADE,
            body BLOB NOT NULL)""",
        """CREATE TABLE duels (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            round TEXT NOT NULL,
            task TEXT NOT NULL,
            language TEXT NOT NULL,
            left_model TEXT NOT NULL,
            left_prompt TEXT NOT NULL,
            left_tone TEXT NOT NULL,
            right_model TEXT NOT NULL,
            right_prompt TEXT NOT NULL,
            right_tone TEXT NOT NULL,
            winner TEXT NOT NULL,
            left_version INTEGER NOT NULL,
            right_version INTEGER NOT NULL,
            draft TEXT NOT NULL)""",
        """CREATE INDEX duels_by_task ON duels (task, language)""",
        """CREATE INDEX duels_of_round ON duels (round)""",
        """CREATE INDEX duels_of_draft ON duels (draft) WHERE draft <> ''""",
        """CREATE TABLE outcomes (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            metric TEXT NOT NULL,
            shown INTEGER NOT NULL,
            happened INTEGER NOT NULL,
            amount REAL,
            currency TEXT NOT NULL,
            version INTEGER NOT NULL,
            draft TEXT NOT NULL,
            source TEXT NOT NULL,
            at TEXT NOT NULL)""",
        """CREATE INDEX outcomes_of_draft ON outcomes (draft)""",
    ):
        database.execute(statement)


def _m0004_line_lists(database: Database) -> None:
    """Short variants of a draft's text, one list for each channel; saved whole, as comparisons are."""
    database.execute(
        """CREATE TABLE line_lists (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            draft INTEGER NOT NULL REFERENCES drafts (number) ON DELETE CASCADE,
            channel TEXT NOT NULL,
            changed INTEGER NOT NULL,
            body BLOB NOT NULL,
            UNIQUE (draft, channel))"""
    )


def _m0005_organising(database: Database) -> None:
    """Folders, tags, archive and pins, saved searches, and the steps of undo of a draft.

    `drafts_by_change` now holds what lists are narrowed by, so that a list reads no text. `branched_from` is a version
    and no reference: the branch stays when that version goes. `findings` counts errors and warnings; -1 is unknown.
    """
    for statement in (
        """ALTER TABLE drafts ADD COLUMN folder TEXT NOT NULL DEFAULT ''""",
        """ALTER TABLE drafts ADD COLUMN archived_at TEXT NOT NULL DEFAULT ''""",
        """ALTER TABLE drafts ADD COLUMN branched_from INTEGER NOT NULL DEFAULT 0""",
        """DROP INDEX drafts_by_change""",
        """CREATE INDEX drafts_by_change ON drafts (
            changed, trashed_at, archived_at, kind, language, folder, changed_at)""",
        """CREATE INDEX drafts_put_away ON drafts (trashed_at, archived_at)
            WHERE trashed_at <> '' OR archived_at <> ''""",
        """CREATE INDEX drafts_branched ON drafts (branched_from) WHERE branched_from <> 0""",
        """CREATE TABLE draft_tags (
            draft INTEGER NOT NULL REFERENCES drafts (number) ON DELETE CASCADE,
            tag TEXT NOT NULL,
            PRIMARY KEY (draft, tag)) WITHOUT ROWID""",
        """CREATE INDEX draft_tags_by_tag ON draft_tags (tag, draft)""",
        """ALTER TABLE versions ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0""",
        """ALTER TABLE versions ADD COLUMN findings INTEGER NOT NULL DEFAULT -1""",
        """CREATE INDEX versions_by_time ON versions (saved_at)""",
        """CREATE INDEX versions_by_model ON versions (model, draft) WHERE model <> ''""",
        """CREATE INDEX versions_kept ON versions (draft) WHERE name <> '' OR pinned = 1""",
        """CREATE TABLE saved_searches (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE undo_steps (
            draft INTEGER PRIMARY KEY REFERENCES drafts (number) ON DELETE CASCADE,
            body BLOB NOT NULL)""",
    ):
        database.execute(statement)


def _m0006_translation(database: Database) -> None:
    """Translation jobs with their files and rows, translation memories, and term bases.

    A file's bytes lie in compressed pieces, so that none is held whole in memory. A row's text is plain JSON, as a
    draft's is. Of a unit of a memory `mark` stands for its source and `shape` for its source whatever its numbers are;
    `memory_search` holds no text, only which words are in which unit. `changed` tells which of two copies is the newer.
    """
    for statement in (
        """CREATE TABLE jobs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            body TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            changed INTEGER NOT NULL,
            trashed_at TEXT NOT NULL DEFAULT '')""",
        """CREATE INDEX jobs_by_change ON jobs (changed)""",
        """CREATE TABLE job_files (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
            place INTEGER NOT NULL,
            name TEXT NOT NULL,
            body TEXT NOT NULL,
            segments INTEGER NOT NULL,
            size INTEGER NOT NULL,
            changed INTEGER NOT NULL)""",
        """CREATE INDEX job_files_of_job ON job_files (job, place)""",
        """CREATE TABLE job_file_data (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            file INTEGER NOT NULL REFERENCES job_files (id) ON DELETE CASCADE,
            part INTEGER NOT NULL,
            data BLOB NOT NULL)""",
        """CREATE INDEX job_file_data_of_file ON job_file_data (file, part)""",
        """CREATE TABLE row_notes (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            file INTEGER NOT NULL REFERENCES job_files (id) ON DELETE CASCADE,
            segment TEXT NOT NULL,
            state TEXT NOT NULL,
            changed INTEGER NOT NULL,
            body TEXT NOT NULL,
            UNIQUE (file, segment))""",
        """CREATE INDEX row_notes_by_state ON row_notes (file, state)""",
        """CREATE TABLE row_history (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            file INTEGER NOT NULL REFERENCES job_files (id) ON DELETE CASCADE,
            segment TEXT NOT NULL,
            body TEXT NOT NULL)""",
        """CREATE INDEX row_history_of_row ON row_history (file, segment)""",
        """CREATE TABLE memories (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            changed INTEGER NOT NULL)""",
        """CREATE TABLE memory_units (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            memory INTEGER NOT NULL REFERENCES memories (id) ON DELETE CASCADE,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            previous TEXT NOT NULL,
            following TEXT NOT NULL,
            author TEXT NOT NULL,
            at TEXT NOT NULL,
            mark INTEGER NOT NULL,
            shape INTEGER NOT NULL,
            changed INTEGER NOT NULL)""",
        """CREATE INDEX memory_units_by_mark ON memory_units (memory, mark)""",
        """CREATE INDEX memory_units_by_shape ON memory_units (memory, shape) WHERE shape <> 0""",
        """CREATE VIRTUAL TABLE memory_search USING fts5 (words, content='', detail=none, tokenize='ascii')""",
        """CREATE TABLE term_bases (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            changed INTEGER NOT NULL)""",
        """CREATE TABLE terms (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            base INTEGER NOT NULL REFERENCES term_bases (id) ON DELETE CASCADE,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            changed INTEGER NOT NULL,
            body TEXT NOT NULL)""",
        """CREATE INDEX terms_of_base ON terms (base)""",
    ):
        database.execute(statement)


_ALL = (
    ("0001_drafts_versions_search", _m0001_drafts_versions_search),
    ("0002_calls", _m0002_calls),
    ("0003_comparisons_duels_outcomes", _m0003_comparisons_duels_outcomes),
    ("0004_line_lists", _m0004_line_lists),
    ("0005_organising", _m0005_organising),
    ("0006_translation", _m0006_translation),
)
