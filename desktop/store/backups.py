"""Backups: copies of the whole history that are opened and checked before they count, and thinned as they age."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.store.connection import STEP_S, open_reading
from desktop.store.drafts import changes
from desktop.store.files import private_folder, sync_file, sync_folder
from desktop.store.schema import APPLICATION_ID, VERSION, user_version
from desktop.store.values import BackupInfo

_NAME = re.compile(r"copydesk-(\d{8}T\d{6}Z)-(\d{10})\.db")
_STAMP = "%Y%m%dT%H%M%SZ"
_PAGES_AT_ONCE = 500  # 2 MB: some milliseconds, then others get their turn
_ALL_FOR = timedelta(days=2)
_STEPS = ((12, "%Y-%m-%d"), (10, "%G-%V"), (9, "%Y-%m"))
_ALWAYS_KEPT = 3

Interrupted = Callable[[], bool]
"""Says whether there is something more urgent to do."""


class BackupInterruptedError(Exception):
    """Something more urgent came up; the backup is made another time."""


class Backups:
    """The folder of backups."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str) -> Path:
        """The file of a backup. Raises `UserError` for a name that no backup has."""
        path = self._folder / name
        if not _NAME.fullmatch(name) or not path.is_file():
            raise UserError(ErrorKind.INPUT, tr("There is no backup {name}.", name=name))
        return path

    def list(self) -> list[BackupInfo]:
        """The backups there are, the newest first."""
        if not self._folder.is_dir():
            return []
        found = [info for path in self._folder.iterdir() if (info := _info(path)) is not None]
        return sorted(found, key=lambda info: (info.changes, info.made_at), reverse=True)

    def make(self, connection: sqlite3.Connection, interrupted: Interrupted) -> BackupInfo:
        """Copy the history, check the copy, and only then give it a name that counts.

        Raises `sqlite3.Error`, `OSError`, `BackupInterruptedError`; then no backup has changed.
        """
        private_folder(self._folder)
        count = _changes(connection)
        path = self._folder / f"copydesk-{datetime.now(UTC).strftime(_STAMP)}-{count:010}.db"
        unchecked = path.with_suffix(".tmp")
        try:
            unchecked.unlink(missing_ok=True)
            _copy(connection, unchecked, interrupted)
            if not is_good(unchecked, interrupted):
                raise sqlite3.DatabaseError("the copy is not whole")
            sync_file(unchecked)
            unchecked.replace(path)
        finally:
            unchecked.unlink(missing_ok=True)
        sync_folder(self._folder)
        self.thin()
        info = _info(path)
        if info is None:
            raise FileNotFoundError(path)
        return info

    def newest_good(self) -> BackupInfo | None:
        """The newest backup that opens and is whole, of a schema that this program knows."""
        return next((info for info in self.list() if is_good(self._folder / info.name)), None)

    def thin(self) -> None:
        """Delete what age has made one too many, and what a crash left half-done."""
        infos = self.list()
        times = [_time(info) for info in infos]
        for info, superfluous in zip(infos, too_many(times, datetime.now(UTC)), strict=True):
            if superfluous:
                (self._folder / info.name).unlink(missing_ok=True)
        for path in self._folder.glob("copydesk-*.tmp*"):
            path.unlink(missing_ok=True)


def too_many(times: Sequence[datetime], moment: datetime) -> list[bool]:
    """Which backups to delete, of a list with the newest first.

    All of two days are kept, then the newest of each of 12 days, 10 weeks and 9 months, and always the newest three.
    One from the future, which a clock that jumped back leaves, is kept.
    """
    keep = [place < _ALWAYS_KEPT or moment - time < _ALL_FOR for place, time in enumerate(times)]
    for most, period in _STEPS:
        seen: set[str] = set()
        for place, time in enumerate(times):
            mark = time.strftime(period)
            if moment - time >= _ALL_FOR and mark not in seen and len(seen) < most:
                seen.add(mark)
                keep[place] = True
    return [not kept for kept in keep]


def is_good(path: Path, interrupted: Interrupted = lambda: False) -> bool:
    """Whether a file is a whole history of ours, of a known schema. Raises `BackupInterruptedError`."""
    try:
        with closing(open_reading(path, unchanging=True)) as connection:
            connection.set_progress_handler(lambda: int(interrupted()), 100_000)
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            known = 0 < user_version(connection) <= VERSION
            return bool(ours and known and connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise BackupInterruptedError from error
        return False
    except sqlite3.DatabaseError:
        return False


def _copy(connection: sqlite3.Connection, path: Path, interrupted: Interrupted) -> None:
    def look_around(_status: int, _left: int, _all: int) -> None:
        if interrupted():
            raise BackupInterruptedError

    with closing(sqlite3.connect(path, timeout=STEP_S, isolation_level=None)) as copy:
        connection.backup(copy, pages=_PAGES_AT_ONCE, progress=look_around)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file that needs no other beside it


def _changes(connection: sqlite3.Connection) -> int:
    return changes(connection) if user_version(connection) else 0


def _info(path: Path) -> BackupInfo | None:
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    try:
        size = path.stat().st_size
        made = datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)
    except (OSError, ValueError):
        return None
    return BackupInfo(path.name, made.strftime("%Y-%m-%dT%H:%M:%SZ"), int(found[2]), size)


def _time(info: BackupInfo) -> datetime:
    return datetime.strptime(info.made_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
