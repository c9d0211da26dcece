"""Opening a history, in whatever state it is found."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from desktop.core.profile import Profile
from desktop.core.words import tr
from desktop.store.backups import Backups
from desktop.store.connection import Patience, open_reading, open_writing, transaction
from desktop.store.files import private_folder
from desktop.store.place import shared_place
from desktop.store.problems import is_damage, is_failed_read
from desktop.store.recovery import (
    damage_at_sight,
    finish_interrupted,
    has_bad_sectors,
    new_file,
    recover,
    seems_whole,
    version_at_sight,
)
from desktop.store.schema import VERSION, migrate, user_version
from desktop.store.values import Damage, Recovered, StoreEvent, Warned

_PROTECTED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class Opened(msgspec.Struct, frozen=True):
    """A connection, why it may only be read (a sentence, or empty), and whether a log lay beside the file."""

    connection: sqlite3.Connection
    read_only_reason: str = ""
    log_was_there: bool = False


def open_history(profile: Profile, patience: Patience, tell: Callable[[StoreEvent], None]) -> Opened:
    """Open the profile's history: made when there is none, recovered when it is damaged, read only when it must be.

    Raises `sqlite3.Error` or `OSError` when not even a new one can be made.
    """
    path = profile.database
    reason = _why_not_writable(profile)
    if reason:
        return Opened(_reading(path), reason)
    place = shared_place(profile.folder)
    if place is not None:
        tell(Warned(place.message, place.hint))  # before the first byte is written there
    finish_interrupted(path)
    if not path.exists():
        _begin(profile, tell)
    damage = damage_at_sight(path)
    if damage is None and _log_hides_saves(path):
        damage = Damage.BROKEN
    if damage is not None:
        tell(Recovered(recover(path, damage, Backups(profile.backups))))
    try:
        return _open_whole(profile, patience)
    except sqlite3.DatabaseError as error:
        if not is_damage(error) and not (is_failed_read(error) and has_bad_sectors(path)):
            raise
    tell(Recovered(recover(path, Damage.BROKEN, Backups(profile.backups))))
    return _open_whole(profile, patience)


def _log_hides_saves(path: Path) -> bool:
    """Whether the log that a crash left is broken before its end. SQLite would take what it can use, and go on."""
    log = path.with_name(path.name + "-wal")
    if not log.exists() or log.stat().st_size == 0:
        return False
    from desktop.store.salvage_log import hides_saves  # a start without a log does without it

    return hides_saves(log)


def _begin(profile: Profile, tell: Callable[[StoreEvent], None]) -> None:
    """Make the history that is not there: what a backup or a log still has of a lost one, else an empty one."""
    path, backups = profile.database, Backups(profile.backups)
    log = path.with_name(path.name + "-wal")
    if not backups.list() and not (log.exists() and log.stat().st_size):
        new_file(path)
        return
    report = recover(path, Damage.MISSING, backups)
    if report.restored_from or report.drafts:
        tell(Recovered(report))


def _open_whole(profile: Profile, patience: Patience) -> Opened:
    """Open a file that is ours at first sight. Raises `sqlite3.DatabaseError` when it turns out to be damaged."""
    path = profile.database
    if _version(path, patience) > VERSION:
        reason = tr("This history was written by a newer Copydesk. It is opened for reading only, and is not changed.")
        return Opened(open_reading(path), reason)
    log_was_there = path.with_name(path.name + "-wal").exists()
    connection = patience.run(lambda: open_writing(path, shared_folder=shared_place(profile.folder) is not None))
    try:
        if user_version(connection) < VERSION:
            _back_up(connection, Backups(profile.backups))
            with transaction(connection, patience):
                migrate(connection)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # a first look at the file must show the new number
        if not patience.run(lambda: seems_whole(connection, path)):
            raise_damage()
    except BaseException:
        connection.close()
        raise
    return Opened(connection, "", log_was_there)


def _back_up(connection: sqlite3.Connection, backups: Backups) -> None:
    """Keep the file as it is before it is migrated. Raises `sqlite3.DatabaseError` when it turns out to be damaged."""
    try:
        backups.make(connection, lambda: False)
    except sqlite3.DatabaseError:
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise_damage()
        raise


def raise_damage() -> None:
    """Say in SQLite's own way that a file is broken."""
    error = sqlite3.DatabaseError("the check found damage")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    raise error


def _version(path: Path, patience: Patience) -> int:
    """The schema of a file, read without changing a byte of it; a log beside it may hold a newer one."""
    log = path.with_name(path.name + "-wal")
    if not log.exists() or log.stat().st_size == 0:
        return version_at_sight(path)
    connection = patience.run(lambda: open_reading(path))
    try:
        return patience.run(lambda: user_version(connection))
    finally:
        connection.close()


def _why_not_writable(profile: Profile) -> str:
    """A sentence when folder or file may not be written; empty when they may."""
    try:
        private_folder(profile.folder)
        if os.access(profile.folder, os.W_OK):
            with tempfile.TemporaryFile(dir=profile.folder):
                pass
            if not profile.database.exists() or os.access(profile.database, os.W_OK):
                return ""
            return tr("The history may only be read: {file} is write-protected.", file=profile.database)
    except PermissionError:
        pass
    except OSError as error:
        if error.errno not in _PROTECTED:
            return ""  # a full disk, say: opening tells what is the matter
    return tr("The history may only be read: the folder {folder} may not be written.", folder=profile.folder)


def _reading(path: Path) -> sqlite3.Connection:
    """Read what is there without a trace; an empty history when there is nothing that can be read."""
    with suppress(OSError, sqlite3.Error):
        if path.exists():
            log = path.with_name(path.name + "-wal")
            if log.exists() and log.stat().st_size:
                return _reading_copy(path, log)
            connection = open_reading(path, unchanging=True)
            if user_version(connection) >= VERSION:
                return connection
            if user_version(connection) > 0:
                return _brought_up(connection)
            connection.close()
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _reading_copy(path: Path, log: Path) -> sqlite3.Connection:
    """Where the last changes are still in the log and nothing may be written beside it, read a copy of both."""
    folder = Path(tempfile.mkdtemp(prefix="copydesk-"))
    try:
        copy = folder / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(log, copy.with_name(log.name))
        return _brought_up(open_reading(copy))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _brought_up(source: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of today's schema, which is gone when it is closed; `source` is closed. Raises `sqlite3.Error`."""
    copy = sqlite3.connect("", isolation_level=None)  # SQLite's own: in memory, and on the disk what is too much for it
    with closing(source):
        source.backup(copy)
    if user_version(copy) < VERSION:
        migrate(copy)
    copy.execute("PRAGMA query_only = ON")
    return copy
