"""What is known of backups, and what is being done with them."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.store.values import BackupInfo


class Work(StrEnum):
    """What takes its time with backups; one of them at a time."""

    BACKUP = "backup"
    CHECK = "check"
    LOOK = "look"
    RESTORE = "restore"
    EXPORT = "export"
    IMPORT = "import"


class Doing(msgspec.Struct, frozen=True):
    """What is being done now, with which backup or file, and how far it is; a total of 0 means nobody knows."""

    work: Work
    name: str = ""
    done: int = 0
    total: int = 0


class Standing(msgspec.Struct, frozen=True):
    """How safe the whole history is: how many versions it holds, and its backups, the newest first."""

    versions: int
    backups: tuple[BackupInfo, ...]
