"""The pictures of mails and posts that a backup needs, beside the backups.

A picture is named by what is in it, so that one file serves all backups; where the disk allows it is a second name of
the profile's own file and takes no room. A backup notes the names of the pictures that there were.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from desktop.store.connection import open_reading
from desktop.store.files import private_folder, replace_file

NOTE = "pictures"
"""The note of a backup's file that names its pictures."""

_NAME = re.compile(r"[0-9a-f]{32}\.(png|jpg|gif|webp)")


def is_picture_name(name: str) -> bool:
    """Whether pictures are named so."""
    return _NAME.fullmatch(name) is not None


def is_whole(name: str, data: bytes) -> bool:
    """Whether these are the bytes that the name stands for."""
    return hashlib.blake2b(data, digest_size=16).hexdigest() == name.partition(".")[0]


def pictures_in(folder: Path) -> list[str]:
    """The names of the pictures in a folder, in order; none when it is not there."""
    with suppress(FileNotFoundError, NotADirectoryError):
        return sorted(entry.name for entry in os.scandir(folder) if is_picture_name(entry.name))
    return []


def keep_pictures(names: Iterable[str], source: Path, target: Path, *, links: bool) -> int:
    """Have these pictures in `target` too, and say how many were not there. Raises `OSError`.

    One that is not in `source` or of another size than it says is left out: a backup of the rest is better than none.
    """
    missing = [name for name in names if not (target / name).exists()]
    if not missing:
        return 0
    private_folder(target)
    return sum(_keep(source / name, target / name, links=links) for name in missing)


def noted_pictures(backup: Path) -> list[str] | None:
    """The names that a backup notes; `None` for one that notes nothing, as older programs made them."""
    try:
        with closing(open_reading(backup, unchanging=True)) as connection:
            row = connection.execute("SELECT value FROM file_notes WHERE name = ?", (NOTE,)).fetchone()
        return None if row is None else msgspec.json.decode(row[0], type=list[str])
    except (sqlite3.Error, msgspec.MsgspecError):
        return None


def missing_pictures(backup: Path, folder: Path) -> list[str]:
    """The pictures that a backup needs and that are not whole beside it."""
    return [name for name in noted_pictures(backup) or () if not _is_there(name, folder)]


def bring_back(backup: Path, folder: Path, pictures: Path) -> int:
    """Put the pictures of a backup, kept in `folder`, among those of the profile; how many came. Raises `OSError`."""
    return keep_pictures(filter(is_picture_name, noted_pictures(backup) or ()), folder, pictures, links=False)


def thin_pictures(folder: Path, backups: Iterable[Path]) -> None:
    """Delete the pictures that none of the backups needs; all stay while one of these does not say what it needs."""
    kept = pictures_in(folder)
    if not kept:
        return
    needed: set[str] = set()
    for backup in backups:
        names = noted_pictures(backup)
        if names is None:
            return
        needed.update(names)
    for name in kept:
        if name not in needed:
            (folder / name).unlink(missing_ok=True)


def _keep(source: Path, target: Path, *, links: bool) -> bool:
    if links:
        with suppress(OSError):
            os.link(source, target)
            return True
    try:
        data = source.read_bytes()
    except FileNotFoundError:
        return False
    if not is_whole(source.name, data):
        return False
    replace_file(target, data)
    return True


def _is_there(name: str, folder: Path) -> bool:
    try:
        return is_picture_name(name) and is_whole(name, (folder / name).read_bytes())
    except OSError:
        return False
