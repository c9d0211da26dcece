"""A backup that is made beside the work: on a thread of its own, with a connection that only reads.

The write-ahead log lets it read the history of one moment while others save; so it neither waits for a pause of the
writer's nor makes a save wait, and a slow second folder keeps nobody up.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from desktop.store.backups import BackupInterruptedError, Backups, Interrupted
from desktop.store.connection import open_reading
from desktop.store.values import BackupInfo

_NICE = 10


class Made(msgspec.Struct, frozen=True):
    """What came of it: the backup, why there is none, and why it is not in the second folder."""

    info: BackupInfo | None = None
    error: sqlite3.Error | OSError | None = None
    second_error: sqlite3.Error | OSError | None = None


class BackgroundCopy:
    """At most one backup under way; all methods are for the store's thread."""

    def __init__(self, database: Path, backups: Backups) -> None:
        self._database, self._backups = database, backups
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._made: Made | None = None

    @property
    def running(self) -> bool:
        """Whether a backup is being made."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, second: Callable[[BackupInfo, Interrupted], None] | None) -> None:
        """Begin a backup; `second` copies it to the second folder."""
        self.stop()
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, args=(second,), name="backup", daemon=True)
        self._thread.start()

    def stop(self, within_s: float = 30.0) -> None:
        """End a backup that is under way, which leaves nothing of it; a disk that hangs is not waited for for ever."""
        self._stopping.set()
        self.wait(within_s)

    def wait(self, timeout_s: float | None = None) -> None:
        """Wait until nothing is under way."""
        if self._thread is not None:
            self._thread.join(timeout_s)

    def taken(self) -> Made | None:
        """What came of the last one, once; `None` while it is under way, when it was stopped, and after that."""
        if self.running:
            return None
        made, self._made = self._made, None
        return made

    def _run(self, second: Callable[[BackupInfo, Interrupted], None] | None) -> None:
        _step_back()
        with suppress(BackupInterruptedError):
            self._made = self._make()
            if second is not None and self._made.info is not None:
                try:
                    second(self._made.info, self._stopping.is_set)
                except (sqlite3.Error, OSError) as error:
                    self._made = Made(self._made.info, second_error=error)

    def _make(self) -> Made:
        try:
            with closing(open_reading(self._database)) as connection:
                connection.execute("PRAGMA query_only = OFF")  # or SQLite would refuse to write the copy; this is "ro"
                return Made(self._backups.make(connection, self._stopping.is_set))
        except (sqlite3.Error, OSError) as error:
            return Made(error=error)


def _step_back() -> None:
    """Let the window and the engine have the processor first, where a thread may be told so."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
