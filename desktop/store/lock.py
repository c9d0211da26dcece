"""The profile's lock: one program writes at a time, and the system lets go when that program ends, however it ends.

Not the filelock library: importing it brings asyncio along, 14 MB and 0.15 s of processor time in every window.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.profile import Profile
from desktop.core.words import tr
from desktop.store.file_problems import problem_of_file
from desktop.store.files import private_folder

_STEP_S = 0.05


class ProfileLock:
    """The right to write in a profile, held from `acquire` to `release`."""

    def __init__(self, profile: Profile) -> None:
        self._path = profile.folder / "copydesk.lock"
        self._number: int | None = None

    @property
    def held(self) -> bool:
        """Whether it is ours."""
        return self._number is not None

    def acquire(self, wait_s: float = 0.0) -> bool:
        """Take the lock, waiting for others at most so long; whether it is ours now.

        In a folder that may not be written there is nothing to guard: raises `EnvironmentProblem` (read_only) then.
        """
        deadline = time.monotonic() + wait_s
        while not self._try():
            if time.monotonic() >= deadline:
                return False
            time.sleep(_STEP_S)
        return True

    def release(self) -> None:
        """Give the lock back; the file stays, for deleting it could hand two programs two locks."""
        number, self._number = self._number, None
        if number is not None:
            os.close(number)

    def _try(self) -> bool:
        if self._number is not None:
            return True
        try:
            private_folder(self._path.parent)
            number = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise problem_of_file(error, self._path) from error
        if _lock(number):
            self._number = number
            return True
        os.close(number)
        return False


def busy_elsewhere(profile: Profile) -> EnvironmentProblem:
    """Another program holds the profile and does not answer."""
    return EnvironmentProblem(
        ErrorKind.STORAGE,
        tr("Another Copydesk is using this profile and does not answer."),
        tr("Wait until it has finished, or end it, then try again. The profile is {folder}.", folder=profile.folder),
        Remedy.RETRY,
    )


if sys.platform == "win32":
    import msvcrt

    def _lock(number: int) -> bool:
        """Lock the first byte of an open file, or not."""
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(number: int) -> bool:
        """Lock an open file, or not."""
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def folder_key(path: Path) -> str:
    """A short name for a folder, the same for every program on this computer."""
    import hashlib

    text = os.path.normcase(path.resolve())
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
