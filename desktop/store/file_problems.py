"""What the file system says, as sentences for the writer: apart from SQLite, which a start does without."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.words import tr

_FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})
_NO_ACCESS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def disk_full(path: Path, details: str) -> EnvironmentProblem:
    """Nothing more fits."""
    return EnvironmentProblem(
        ErrorKind.DISK_FULL,
        tr("Not saved: the disk is full."),
        tr(
            "Free some space on the disk that holds {folder}; the text stays here and is saved then.",
            folder=path.parent,
        ),
        Remedy.SAVE_ELSEWHERE,
        details=details,
    )


def read_only(reason: str, details: str = "") -> EnvironmentProblem:
    """Nothing may be written; `reason` is the sentence that says why."""
    return EnvironmentProblem(
        ErrorKind.READ_ONLY,
        reason,
        tr("Nothing can be saved here. Save the text elsewhere, so that it is not lost."),
        Remedy.SAVE_ELSEWHERE,
        details=details,
    )


def problem_of_file(error: OSError, path: Path) -> EnvironmentProblem:
    """An error of the file system as a problem of the writer's."""
    details = str(error)
    if error.errno in _FULL_DISK:
        return disk_full(path, details)
    if error.errno in _NO_ACCESS:
        return read_only(tr("{file} may not be written.", file=path), details)
    reason = error.strerror or str(error)
    return EnvironmentProblem(
        ErrorKind.STORAGE,
        tr("{file} cannot be written: {reason}.", file=path, reason=reason),
        tr("See whether the disk is there and well, then try again."),
        Remedy.RETRY,
        details=details,
    )


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Turn errors of the file system into problems of the writer's."""
    try:
        yield
    except OSError as error:
        raise problem_of_file(error, path) from error
