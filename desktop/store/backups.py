"""Backups: copies of the whole history that are opened and checked before they count, and thinned as they age."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.store.backup_checks import LOOK_EVERY, BackupInterruptedError, Interrupted, is_good
from desktop.store.backup_pictures import NOTE, keep_pictures, pictures_in, thin_pictures
from desktop.store.drafts import changes
from desktop.store.files import private_folder, sync_file, sync_folder
from desktop.store.schema import user_version
from desktop.store.values import BackupInfo

__all__ = ["BackupInterruptedError", "Backups", "Interrupted", "is_good", "too_many"]

PICTURES = "pictures"
"""The folder of the pictures among the backups."""

_NAME = re.compile(r"copydesk-(\d{8}T\d{6}Z)-(\d{10})\.db")
_STAMP = "%Y%m%dT%H%M%SZ"
_PIECE = 2_000_000  # bytes copied before others get their turn
_BREATH_S = 0.001
_ALL_FOR = timedelta(days=2)
_STEPS = ((12, "%Y-%m-%d"), (10, "%G-%V"), (9, "%Y-%m"))
_ALWAYS_KEPT = 3


class Backups:
    """A folder of backups; with `pictures`, those of that folder are kept beside each backup that is made."""

    def __init__(self, folder: Path, pictures: Path | None = None) -> None:
        self.folder = folder
        self._pictures = pictures

    def path(self, name: str) -> Path:
        """The file of a backup by its name, or any file by its whole path.

        Raises `UserError` for a name that no backup has.
        """
        given = Path(name)
        path = given if given.is_absolute() else self.folder / name
        if not (given.is_absolute() or _NAME.fullmatch(name)) or not path.is_file():
            raise UserError(ErrorKind.INPUT, tr("There is no backup {name}.", name=name))
        return path

    def list(self) -> list[BackupInfo]:
        """The backups there are, the newest first."""
        if not self.folder.is_dir():
            return []
        found = [info for path in self.folder.iterdir() if (info := info_of(path)) is not None]
        return sorted(found, key=lambda info: (info.changes, info.made_at), reverse=True)

    def make(self, connection: sqlite3.Connection, interrupted: Interrupted, spared: str = "") -> BackupInfo:
        """Copy the history, check the copy, and only then give it a name that counts.

        The connection must not be within a transaction; it may be one for reading. What calls to models said is left
        out. Raises `sqlite3.Error`, `OSError`, `BackupInterruptedError`; then no backup has changed.
        """
        private_folder(self.folder)
        unchecked = self._unchecked()
        names = pictures_in(self._pictures) if self._pictures is not None else None
        try:
            _copy(connection, unchecked, interrupted)
            count = _finish(unchecked, names)
            if self._pictures is not None and names:
                keep_pictures(names, self._pictures, self.folder / PICTURES, links=True)
            return self._take(unchecked, count, interrupted, spared=spared)
        finally:
            _discard(unchecked)

    def take_over(self, backup: Path, interrupted: Interrupted) -> BackupInfo:
        """Copy a backup out of another such folder, check the copy, and let it count here too. Raises as `make` does.

        It is the same file under the same name; one that is here already is checked again.
        """
        private_folder(self.folder)
        unchecked = self._unchecked()
        info = info_of(backup)
        if info is None:
            raise FileNotFoundError(backup)
        try:
            _copy_file(backup, unchecked, interrupted)
            if self._pictures is not None:
                kept = pictures_in(self._pictures)
                keep_pictures(kept, self._pictures, self.folder / PICTURES, links=False)
            return self._take(unchecked, info.changes, interrupted, backup.name)
        finally:
            _discard(unchecked)

    def newest_good(self) -> BackupInfo | None:
        """The newest backup that opens and is whole, of a schema that this program knows."""
        return next((info for info in self.list() if is_good(self.folder / info.name)), None)

    def thin(self, spared: str = "") -> None:
        """Delete what age has made one too many, but the one of the name `spared`, and what a crash left half-done."""
        infos = self.list()
        times = [_time(info) for info in infos]
        for info, superfluous in zip(infos, too_many(times, datetime.now(UTC)), strict=True):
            if superfluous and info.name != spared:
                (self.folder / info.name).unlink(missing_ok=True)
        for path in self.folder.glob("copydesk-*.tmp*"):
            path.unlink(missing_ok=True)
        thin_pictures(self.folder / PICTURES, [self.folder / info.name for info in self.list()])

    def _unchecked(self) -> Path:
        path = self.folder / f"copydesk-{datetime.now(UTC).strftime(_STAMP)}.tmp"
        _discard(path)
        return path

    def _take(
        self, unchecked: Path, count: int, interrupted: Interrupted, name: str = "", spared: str = ""
    ) -> BackupInfo:
        """Let a copy count once it proved whole."""
        if not is_good(unchecked, interrupted):
            raise sqlite3.DatabaseError("the copy is not whole")
        sync_file(unchecked)
        path = self.folder / (name or f"{unchecked.stem}-{count:010}.db")
        unchecked.replace(path)
        sync_folder(self.folder)
        self.thin(spared)
        info = info_of(path)
        if info is None:
            raise FileNotFoundError(path)
        return info


def _discard(unchecked: Path) -> None:
    """Take a copy away that does not count, with the journal that SQLite leaves beside it on a full disk."""
    for ending in ("", "-journal"):
        unchecked.with_name(unchecked.name + ending).unlink(missing_ok=True)


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


def info_of(path: Path) -> BackupInfo | None:
    """What a backup's name and size tell; `None` for a file that is not named so."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    try:
        size = path.stat().st_size
        made = datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)
    except (OSError, ValueError):
        return None
    return BackupInfo(path.name, made.strftime("%Y-%m-%dT%H:%M:%SZ"), int(found[2]), size)


def _copy(connection: sqlite3.Connection, path: Path, interrupted: Interrupted) -> None:
    """Write all rows of one moment into a new file, without what deleted rows left behind in the old one."""

    def look_around() -> int:
        sleep(_BREATH_S)
        return int(interrupted())

    if interrupted():
        raise BackupInterruptedError
    connection.set_progress_handler(look_around, LOOK_EVERY)
    try:
        connection.execute("VACUUM INTO ?", (str(path.absolute()),))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise BackupInterruptedError from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _copy_file(source: Path, target: Path, interrupted: Interrupted) -> None:
    with source.open("rb") as reading, target.open("wb") as writing:
        while piece := reading.read(_PIECE):
            if interrupted():
                raise BackupInterruptedError
            writing.write(piece)


def _finish(path: Path, pictures: Sequence[str] | None) -> int:
    """Leave out of a copy what calls said, note its pictures, and say how many changes it holds."""
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")  # one file that needs no other beside it
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("BEGIN")
        if user_version(copy) > 1:
            copy.execute("UPDATE calls SET content = '' WHERE content <> ''")
        if user_version(copy) and pictures is not None:
            value = msgspec.json.encode(pictures).decode()
            copy.execute("REPLACE INTO file_notes (name, value) VALUES (?, ?)", (NOTE, value))
        copy.execute("COMMIT")
        return changes(copy) if user_version(copy) else 0


def _time(info: BackupInfo) -> datetime:
    return datetime.strptime(info.made_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
