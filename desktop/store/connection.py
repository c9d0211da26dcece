"""The one connection to the history, with every safety of SQLite switched on."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from desktop.store.problems import is_busy

T = TypeVar("T")

_TEXT = partial(str, encoding="utf-8", errors="replace")  # one broken character must not hide the list it stands in

STEP_S = 0.25
"""How long SQLite itself waits for another program before we look around and say that we wait."""

_ALWAYS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32768",
)
_WRITING = (
    "PRAGMA synchronous = FULL",
    "PRAGMA wal_autocheckpoint = 4000",
    "PRAGMA journal_size_limit = 16777216",
)


def sqlite_version() -> str:
    """The version of SQLite that the history is kept with."""
    return sqlite3.sqlite_version


def open_writing(path: Path, *, shared_folder: bool) -> sqlite3.Connection:
    """Open or make the file for reading and writing, for this thread only. Raises `sqlite3.Error`.

    In a folder on a network or kept in step with a cloud the write-ahead log is not used: it needs memory that all
    programs share, and a second file that must travel along.
    """
    connection = _connect(path, "rwc")
    try:
        for pragma in (*_ALWAYS, *_WRITING):
            connection.execute(pragma)
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync = ON")
            connection.execute("PRAGMA checkpoint_fullfsync = ON")
        connection.execute(f"PRAGMA journal_mode = {'DELETE' if shared_folder else 'WAL'}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def open_reading(path: Path, *, unchanging: bool = False) -> sqlite3.Connection:
    """Open an existing file without ever changing it, for this thread only. Raises `sqlite3.Error`.

    `unchanging` promises that nobody else writes and no log lies beside it: so one reads where nothing may be written.
    """
    connection = _connect(path, "ro", "&immutable=1" if unchanging else "")
    try:
        for pragma in _ALWAYS:
            connection.execute(pragma)
        connection.execute("PRAGMA query_only = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _connect(path: Path, mode: str, more: str = "") -> sqlite3.Connection:
    connection = sqlite3.connect(f"{_uri(path)}?mode={mode}{more}", timeout=STEP_S, isolation_level=None, uri=True)
    connection.text_factory = _TEXT
    return connection


def _uri(path: Path) -> str:
    """The file as SQLite names it; a Windows share keeps its two slashes."""
    text = path.absolute().as_posix()
    return "file://" + quote(text if text.startswith("/") else f"/{text}", safe="/:")


class Patience:
    """Waits for another program that holds the file, and says so."""

    def __init__(self, limit_s: float, waiting: Callable[[float], None]) -> None:
        self._limit_s = limit_s
        self._waiting = waiting

    def run(self, work: Callable[[], T]) -> T:
        """Do `work` again and again while the file is busy, at most for the limit; then its error is raised."""
        began = time.monotonic()
        while True:
            try:
                return work()
            except sqlite3.OperationalError as error:
                waited = time.monotonic() - began
                if not is_busy(error) or waited >= self._limit_s:
                    raise
                self._waiting(waited)
                time.sleep(0.02)  # SQLite may answer "busy" at once where waiting could not help


@contextmanager
def transaction(connection: sqlite3.Connection, patience: Patience) -> Iterator[None]:
    """All of the block is kept for good, or none of it; the right to write is asked for first, not half-way."""
    patience.run(lambda: connection.execute("BEGIN IMMEDIATE"))
    try:
        yield
        patience.run(lambda: connection.execute("COMMIT"))
    except BaseException:
        if connection.in_transaction:  # SQLite itself takes back what a full disk cut off
            with suppress(sqlite3.Error):  # of a broken file nothing can be taken back; the first error tells why
                connection.execute("ROLLBACK")
        raise
