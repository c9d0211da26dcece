from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest

from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.store.file_problems import file_errors, problem_of_file
from desktop.store.problems import problem_of


def error(code: int) -> sqlite3.OperationalError:
    found = sqlite3.OperationalError("what SQLite says")
    found.sqlite_errorcode = code
    return found


@pytest.mark.parametrize(
    ("code", "kind", "part"),
    [
        (sqlite3.SQLITE_FULL, ErrorKind.DISK_FULL, "the disk is full"),
        (sqlite3.SQLITE_READONLY, ErrorKind.READ_ONLY, "may only be read"),
        (sqlite3.SQLITE_READONLY_DBMOVED, ErrorKind.READ_ONLY, "may only be read"),
        (sqlite3.SQLITE_BUSY, ErrorKind.STORAGE, "another program"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, ErrorKind.STORAGE, "another program"),
        (sqlite3.SQLITE_CORRUPT, ErrorKind.STORAGE, "damaged"),
        (sqlite3.SQLITE_NOTADB, ErrorKind.STORAGE, "damaged"),
        (sqlite3.SQLITE_IOERR_FSYNC, ErrorKind.STORAGE, "did not answer"),
    ],
)
def test_what_sqlite_says_is_a_sentence_with_a_hint(tmp_path: Path, code: int, kind: ErrorKind, part: str) -> None:
    problem = problem_of(error(code), tmp_path / "copydesk.db").problem
    assert problem.kind is kind
    assert part in problem.message
    assert problem.hint
    assert "what SQLite says" in problem.details


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, ErrorKind.DISK_FULL),
        (errno.EACCES, ErrorKind.READ_ONLY),
        (errno.EROFS, ErrorKind.READ_ONLY),
        (errno.EIO, ErrorKind.STORAGE),
    ],
)
def test_what_the_disk_says_is_a_sentence_too(tmp_path: Path, number: int, kind: ErrorKind) -> None:
    problem = problem_of_file(OSError(number, "what the system says"), tmp_path / "copydesk.db").problem
    assert problem.kind is kind
    assert problem.remedy is not Remedy.NONE


def test_errors_of_files_are_turned_where_they_happen(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught, file_errors(tmp_path):
        (tmp_path / "none").read_bytes()
    assert isinstance(caught.value.__cause__, FileNotFoundError)
