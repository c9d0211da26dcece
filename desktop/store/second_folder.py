"""A second folder for backups, of the user's choice: another disk, a network, a folder that a cloud keeps in step."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desktop.core.errors import ErrorKind, UserError
from desktop.core.profile import Profile
from desktop.core.settings import BACKUP_FOLDER, Settings
from desktop.core.words import tr
from desktop.store.backups import Backups, Interrupted
from desktop.store.files import private_folder, replace_file
from desktop.store.settings_file import load_settings
from desktop.store.values import BackupInfo

_ID_FILE = "id"
_ID = re.compile(r"[0-9a-f]{8}")


class SecondFolder:
    """Where each backup goes too. Several profiles may share one folder: each has one of its own in it."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._chosen: str | None = None

    @property
    def chosen(self) -> str:
        """The folder as it was chosen; empty when there is none. Until `choose` the settings on the disk say it."""
        if self._chosen is None:
            self._chosen = Settings(dict(load_settings(self._profile.settings).values)).get(BACKUP_FOLDER)
        return self._chosen

    def choose(self, folder: str) -> None:
        """Have backups go to this folder too, or with an empty one to none. Raises `UserError` for one that is no use.

        A folder that cannot be reached now may be chosen: a disk is not always there.
        """
        if folder:
            path = Path(folder)
            if not path.is_absolute():
                raise UserError(ErrorKind.INPUT, tr("Name the folder with its whole path: {folder}.", folder=folder))
            if path.is_file():
                raise UserError(ErrorKind.INPUT, tr("{folder} is a file, not a folder.", folder=folder))
            if path.resolve() in {self._profile.backups.resolve(), self._profile.folder.resolve()}:
                raise UserError(ErrorKind.INPUT, tr("The backups are in {folder} already.", folder=folder))
        self._chosen = folder

    def copying(self) -> Callable[[BackupInfo, Interrupted], None] | None:
        """What copies a backup to the second folder, on whatever thread; `None` where none is chosen.

        It raises `OSError` or `sqlite3.Error` when the folder is not there or the copy is not whole.
        """
        if not self.chosen:
            return None
        chosen, profile = Path(self.chosen), self._profile

        def copy(info: BackupInfo, interrupted: Interrupted) -> None:
            if not chosen.is_dir():
                raise FileNotFoundError(2, "No such folder", str(chosen))
            there = Backups(chosen / f"copydesk-{_own_id(profile.backups)}", profile.pictures)
            there.take_over(profile.backups / info.name, interrupted)

        return copy


def _own_id(backups: Path) -> str:
    """What this profile's folder is called in the second one; it moves along with the profile."""
    path = backups / _ID_FILE
    with suppress(OSError, UnicodeDecodeError):
        known = path.read_text(encoding="ascii").strip()
        if _ID.fullmatch(known):
            return known
    made = secrets.token_hex(4)
    private_folder(backups)
    replace_file(path, made.encode())
    return made
