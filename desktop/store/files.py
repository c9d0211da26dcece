"""Files that are either the old ones or the new ones, never something between."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path


def sync_file(path: Path) -> None:
    """Have the system write a file's content to the disk. Raises `OSError`."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the system write a folder's names to the disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` at `path` at once and for good; a reader sees the old bytes or the new ones. Raises `OSError`."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def free_name(path: Path, mark: str) -> Path:
    """A name beside `path` that is not taken: `copydesk.db.corrupt-20260102-150405`, then `…-2`."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    wanted = path.with_name(f"{path.name}.{mark}-{stamp}")
    number = 1
    while wanted.exists():
        number += 1
        wanted = path.with_name(f"{path.name}.{mark}-{stamp}-{number}")
    return wanted


def private_folder(folder: Path) -> None:
    """Make a folder that only its user may enter, where it is not there yet. Raises `OSError`."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
