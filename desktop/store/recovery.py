"""A damaged history: set aside, the newest good backup in its place, and what is newer read out of the damaged file.

Each step leaves something whole: the new file is ready before the damaged one is moved, and a stop between the two
moves is finished at the next start.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desktop.store.backups import BackupInterruptedError, Backups, Interrupted
from desktop.store.body import is_whole
from desktop.store.connection import Patience, open_writing, transaction
from desktop.store.files import free_name, sync_file, sync_folder
from desktop.store.schema import APPLICATION_ID, VERSION, migrate, user_version
from desktop.store.values import Damage, RecoveryReport

if TYPE_CHECKING:
    from desktop.store.salvage import Salvaged

_HEADER = b"SQLite format 3\x00"
_SECTORS = 65_536  # bytes read at once where the disk fails
_SMALL = 16_000_000  # bytes; checking that much at each start takes less than 0.1 s
_TABLES = (
    "drafts", "versions", "bodies", "templates", "sessions", "file_notes", "search_words", "calls", "comparisons",
    "comparison_bodies", "duels", "outcomes", "line_lists", "draft_tags", "saved_searches", "undo_steps",
    "jobs", "job_files", "job_file_data", "row_notes", "row_history", "memories", "memory_units", "term_bases", "terms",
)  # fmt: skip
T = TypeVar("T")
_NEVER_WAIT = Patience(0, lambda _: None)


def new_file(path: Path) -> None:
    """Make an empty history that is there completely or not at all. Raises `sqlite3.Error`, `OSError`."""
    making = _making(path)
    _build(making, lambda _: None, 0)
    _set_companions_aside(path, free_name(path, "left"))
    making.replace(path)
    sync_folder(path.parent)


def finish_interrupted(path: Path) -> None:
    """Take up a recovery that was stopped between its last two steps; one that was stopped before them never was.

    What it had ready is taken away then: one day it would be put in the place of a file that is lost, old as it is.
    """
    beside = _beside(path)
    if path.exists():
        beside.unlink(missing_ok=True)
    elif beside.exists():
        _set_companions_aside(path, free_name(path, "corrupt"))
        beside.replace(path)
        sync_folder(path.parent)


def damage_at_sight(path: Path) -> Damage | None:
    """What the first bytes of a file tell without SQLite. Raises `OSError`."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        if has_bad_sectors(path):
            return Damage.BROKEN
        raise
    if not head:
        return Damage.EMPTY
    if not head.startswith(_HEADER):
        return Damage.NOT_OURS
    if len(head) < 72:
        return Damage.BROKEN
    owner = int.from_bytes(head[68:72], "big")
    return None if owner == APPLICATION_ID else Damage.NOT_OURS


def version_at_sight(path: Path) -> int:
    """The schema that the first bytes of a file tell; 0 for a file that is too short."""
    with path.open("rb") as file:
        return int.from_bytes(file.read(64)[60:64], "big")


def has_bad_sectors(path: Path) -> bool:
    """Whether the disk does not give parts of a file but most of it: one that does not answer at all may come back."""
    good = bad = 0
    with path.open("rb", buffering=0) as file:
        for start in range(0, path.stat().st_size, _SECTORS):
            try:
                file.seek(start)
                file.read(_SECTORS)
            except OSError:
                bad += 1
            else:
                good += 1
    return 0 < bad < good


def seems_whole(connection: sqlite3.Connection, path: Path, *, thorough: bool = False) -> bool:
    """Whether SQLite finds no damage: all of a small file, else what every start needs; `thorough` reads everything."""
    for table in _TABLES:
        connection.execute(f"SELECT * FROM {table} ORDER BY 1 DESC LIMIT 1").fetchone()  # noqa: S608 - our own names
    if not thorough and path.stat().st_size > _SMALL:
        return True
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        return False
    # SQLite keeps no checksums: a text that a bad sector cut up is none of its concern
    broken = "SELECT 1 FROM drafts WHERE NOT (json_valid(brief) AND json_valid(copy)) LIMIT 1"
    return connection.execute(broken).fetchone() is None


def texts_whole(connection: sqlite3.Connection, interrupted: Interrupted) -> bool:
    """Whether every text of a version, and every file of a job, is what was written, by its checksum.

    Raises `BackupInterruptedError`.
    """
    for asked, often in (("SELECT body FROM bodies", 100), ("SELECT data FROM job_file_data", 1)):
        for place, (body,) in enumerate(connection.execute(asked)):
            if place % often == 0 and interrupted():
                raise BackupInterruptedError
            if not is_whole(body):
                return False
    return True


def recover(path: Path, damage: Damage, backups: Backups) -> RecoveryReport:
    """Put something whole in the place of a damaged or lost file that nobody has open.

    Raises `sqlite3.Error`, `OSError`; then everything is as it was.
    """
    making = _making(path)
    backup = backups.newest_good()
    if backup is not None:
        shutil.copyfile(backups.path(backup.name), making)
    counted = max((info.changes for info in backups.list()), default=0)
    saved = _build(making, lambda connection: _salvaged(path, connection), counted)
    making.replace(_beside(path))
    sync_folder(path.parent)
    aside = free_name(path, "corrupt")
    if path.exists():
        path.replace(aside)
    _set_companions_aside(path, aside)
    _beside(path).replace(path)
    sync_folder(path.parent)
    made_at = backup.made_at if backup else ""
    kept_file = str(aside) if aside.exists() else ""
    return RecoveryReport(damage, kept_file, made_at, saved.drafts, saved.versions, saved.lost)


def put_in_place(backup: Path, path: Path, backups: Backups) -> None:
    """Put a checked backup in the place of the history, which nobody has open. Raises `sqlite3.Error`, `OSError`."""
    making = _making(path)
    shutil.copyfile(backup, making)
    counted = max((info.changes for info in backups.list()), default=0)
    _build(making, lambda _: None, counted + 1)  # or its own backup, made in the same second, would bear another's name
    making.replace(_beside(path))
    sync_folder(path.parent)
    aside = free_name(path, "replaced")
    path.replace(aside)
    _set_companions_aside(path, aside)
    _beside(path).replace(path)
    sync_folder(path.parent)
    for ending in ("", "-wal", "-shm", "-journal"):  # a log is still there when another program reads the history
        aside.with_name(aside.name + ending).unlink(missing_ok=True)  # a backup was made of it


def _build(path: Path, fill: Callable[[sqlite3.Connection], T], counted: int) -> T:
    """Make `path` a history of today's schema, with what `fill` puts into it.

    `counted` is the highest count of changes of any backup: the new file goes on from there, or it would look older.
    """
    with closing(open_writing(path, shared_folder=True)) as connection:
        connection.execute("PRAGMA synchronous = NORMAL")  # it counts only once it is whole, and is synced then
        with transaction(connection, _NEVER_WAIT):
            if user_version(connection) < VERSION:
                migrate(connection)
            filled = fill(connection)
            connection.execute(
                "UPDATE file_notes SET value = max(CAST(value AS INTEGER), ?) WHERE name = 'changes'", (counted,)
            )
    sync_file(path)
    return filled


def _salvaged(damaged: Path, target: sqlite3.Connection) -> Salvaged:
    from desktop.store.salvage import salvage  # many modules that a start does without

    return salvage(damaged, target)


def _beside(path: Path) -> Path:
    """A whole history that is about to take the place of `path`."""
    return path.with_name(path.name + ".restoring")


def _making(path: Path) -> Path:
    """A history in the making, with whatever an earlier attempt left taken away."""
    making = path.with_name(path.name + ".making")
    for ending in ("", "-journal", "-wal", "-shm"):
        making.with_name(making.name + ending).unlink(missing_ok=True)
    return making


def _set_companions_aside(path: Path, aside: Path) -> None:
    """A log without its file must never meet another file of that name: SQLite would play it into that one."""
    for ending in ("-wal", "-shm", "-journal"):
        companion = path.with_name(path.name + ending)
        if companion.exists():
            companion.replace(aside.with_name(aside.name + ending))
