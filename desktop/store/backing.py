"""What the store does about backups."""

from __future__ import annotations

import time

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.store.backups import Interrupted, is_good
from desktop.store.part import StorePart, never
from desktop.store.values import BackupInfo


class Backing(StorePart):
    """The part of the store that concerns backups."""

    _last_backup_s: float
    _backed_up_changes: int

    def backup_now(self) -> BackupInfo:
        """Make a backup and check it."""
        return self._backup(never)

    def backups(self) -> list[BackupInfo]:
        """The backups, the newest first."""
        return self._file.guarded(self._file.backups.list)

    def verify_backup(self, name: str) -> bool:
        """Open a backup and read all of it; whether it is whole."""
        return is_good(self._file.backups.path(name))

    def restore_backup(self, name: str) -> None:
        """Put the history back as a backup has it; what it was until now becomes a backup first."""
        path = self._file.backups.path(name)
        if not is_good(path):
            raise UserError(ErrorKind.INPUT, tr("The backup {name} is damaged.", name=name))
        self.backup_now()
        self._file.replace_by(path)

    def _backup(self, interrupted: Interrupted) -> BackupInfo:
        self._file.refuse_when_read_only()
        info = self._file.read(lambda tables: self._file.backups.make(tables.connection, interrupted))
        self._last_backup_s = time.monotonic()
        self._backed_up_changes = info.changes
        return info

    def _backup_if_changed(self, interrupted: Interrupted) -> None:
        if self._file.read(lambda tables: tables.changes) > self._backed_up_changes:
            self._backup(interrupted)
        self._last_backup_s = time.monotonic()
