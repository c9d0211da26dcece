"""Whether a file is a history that this program made: whole, of a known schema, and with nothing else in it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.store.connection import open_reading
from desktop.store.schema import APPLICATION_ID, VERSION, migrate, user_version

Interrupted = Callable[[], bool]
"""Says whether there is something more urgent to do."""

LOOK_EVERY = 100_000
"""After so many steps of SQLite's, some milliseconds, others are asked whether they have something more urgent."""

_STRANGE = (
    "SELECT name FROM sqlite_schema WHERE type NOT IN ('table', 'index')"
    " OR (sql LIKE 'CREATE VIRTUAL%' AND name NOT IN ('search', 'memory_search')) LIMIT 1"
)
_OF_SQLITE = "sqlite_stat"
_Shape = frozenset[tuple[str, tuple[str, ...]]]


class BackupInterruptedError(Exception):
    """Something more urgent came up; the backup is made another time."""


def is_good(path: Path, interrupted: Interrupted = lambda: False) -> bool:
    """Whether a file is a whole history of ours, of a known schema. Raises `BackupInterruptedError`."""
    return not fault_of(path, interrupted)


def fault_of(path: Path, interrupted: Interrupted = lambda: False) -> str:
    """Why a file is no backup to go by, as a sentence; empty when it is one. Raises `BackupInterruptedError`."""
    damaged = tr("The backup {name} is damaged.", name=path.name)
    try:
        with closing(open_reading(path, unchanging=True)) as connection:
            connection.set_progress_handler(lambda: int(interrupted()), LOOK_EVERY)
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return tr("{name} is no backup of Copydesk.", name=path.name)
            if user_version(connection) > VERSION:
                return tr("{name} was made by a newer Copydesk.", name=path.name)
            if user_version(connection) <= 0:
                return tr("{name} is no backup of Copydesk.", name=path.name)
            if connection.execute(_STRANGE).fetchone() is not None:
                return _strange(path)
            return "" if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok" else damaged
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise BackupInterruptedError from error
        return damaged
    except sqlite3.DatabaseError:
        return damaged


@contextmanager
def opened_backup(path: Path) -> Iterator[sqlite3.Connection]:
    """A backup of today's schema, for reading; an older one is brought up in a copy.

    Raises `UserError` for a file that is damaged, not ours, or holds more or less than a history of ours does.
    """
    fault = fault_of(path)
    if fault:
        raise UserError(ErrorKind.INPUT, fault)
    with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
        with closing(open_reading(path, unchanging=True)) as connection:
            version = user_version(connection)
            if version == VERSION:
                _refuse_other_shape(connection, path)
                yield connection
        if version < VERSION:
            copy = Path(folder) / "copy.db"
            shutil.copyfile(path, copy)
            with closing(_brought_up(copy, path)) as connection:
                _refuse_other_shape(connection, path)
                yield connection


def _brought_up(copy: Path, path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(copy, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("BEGIN")
        migrate(connection)
        connection.execute("COMMIT")
        connection.execute("PRAGMA query_only = ON")
    except sqlite3.Error as error:
        connection.close()
        raise UserError(ErrorKind.INPUT, _strange(path)) from error
    return connection


def _refuse_other_shape(connection: sqlite3.Connection, path: Path) -> None:
    if _shape(connection) != _wanted():
        raise UserError(ErrorKind.INPUT, _strange(path))


def _strange(path: Path) -> str:
    return tr("{name} is not as Copydesk makes its backups: it was changed by another program.", name=path.name)


@cache
def _wanted() -> _Shape:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        return _shape(connection)


def _shape(connection: sqlite3.Connection) -> _Shape:
    """Each table and index with its columns: what computes or refuses values (generated columns, checks) shows too."""
    rows = connection.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema").fetchall()
    found = set()
    for kind, name, table, sql in rows:
        if name.startswith(_OF_SQLITE):
            continue
        pragma = "table_xinfo" if kind == "table" else "index_xinfo"
        columns = connection.execute(f"SELECT * FROM pragma_{pragma}(?)", (name,)).fetchall()  # noqa: S608 - one of two
        computing = [word for word in ("CHECK", "GENERATED", "RETURNING") if word in sql.upper().split()]
        found.add((f"{kind} {name} {table}", (*map(repr, columns), *computing)))
    return frozenset(found)
