"""What SQLite says, as sentences for the writer."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.words import tr
from desktop.store.file_problems import disk_full, read_only

BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_READ_ONLY = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH})
_LITTLE_SPACE = 1_000_000  # bytes; below this an unexplained failure to write is taken for a full disk


def code_of(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 for what its Python module raised itself."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another program holds the file at the moment."""
    return code_of(error) in BUSY


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is broken."""
    return code_of(error) in DAMAGED


def is_damage_of_search(error: sqlite3.Error) -> bool:
    """Whether only the search index is broken, which can be made again."""
    return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_CORRUPT_VTAB


def is_failed_read(error: sqlite3.Error) -> bool:
    """Whether the disk did not give what lies on it."""
    return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_IOERR_READ


def problem_of(error: sqlite3.Error, path: Path) -> EnvironmentProblem:
    """An error of SQLite as a problem of the writer's."""
    code, details = code_of(error), f"{type(error).__name__}: {error}"
    if code == sqlite3.SQLITE_FULL:
        return disk_full(path, details)
    if code in _READ_ONLY:
        return read_only(tr("Not saved: the history may only be read."), details)
    if code in BUSY:
        return EnvironmentProblem(
            ErrorKind.STORAGE,
            tr("Not saved: another program is using the history."),
            tr("Close the other program that has {file} open, then try again.", file=path),
            Remedy.RETRY,
            details=details,
        )
    if code in DAMAGED:
        return EnvironmentProblem(
            ErrorKind.STORAGE,
            tr("The history is damaged and could not be repaired."),
            tr("Save the text elsewhere. The damaged file is {file}; backups lie beside it.", file=path),
            Remedy.SAVE_ELSEWHERE,
            details=details,
        )
    if code == sqlite3.SQLITE_IOERR and _space_left(path) < _LITTLE_SPACE:
        return disk_full(path, details)
    return EnvironmentProblem(
        ErrorKind.STORAGE,
        tr("Not saved: the disk did not answer as it should."),
        tr("Save the text elsewhere, and see whether the disk that holds {folder} is well.", folder=path.parent),
        Remedy.SAVE_ELSEWHERE,
        details=details,
    )


def _space_left(path: Path) -> int:
    import shutil

    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return _LITTLE_SPACE
