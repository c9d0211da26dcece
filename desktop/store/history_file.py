"""The open file: how work on it is done, waited for and repaired, whatever happens to it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from desktop.core.errors import Bug, ErrorKind
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.store.backups import BackupInterruptedError, Backups, Interrupted
from desktop.store.connection import Patience, transaction
from desktop.store.file_problems import problem_of_file, read_only
from desktop.store.opening import open_history
from desktop.store.problems import (
    DAMAGED,
    code_of,
    is_damage,
    is_damage_of_search,
    problem_of,
)
from desktop.store.recovery import put_in_place, recover, seems_whole, texts_whole
from desktop.store.tables import Tables
from desktop.store.values import Damage, IndexMadeAgain, Recovered, RecoveryReport, StoreEvent, Waiting

T = TypeVar("T")


def _nothing() -> None:
    """Nobody else reads."""


class HistoryFile:
    """The profile's one connection, for the thread that opened it. Raises `EnvironmentProblem`."""

    def __init__(self, profile: Profile, tell: Callable[[StoreEvent], None], patience_s: float) -> None:
        self._profile = profile
        self._listener = tell
        self._patience = Patience(patience_s, lambda seconds: tell(Waiting(seconds)))
        self._thread = threading.get_ident()
        self._tables: Tables
        self._is_open = False
        self.backups = Backups(profile.backups, profile.pictures)
        self.before_closing: Callable[[], None] = _nothing
        """Called before the file is put aside: whoever else reads it lets go of it."""
        self.read_only_reason = ""
        self.log_was_there = False
        self.recovery: RecoveryReport | None = None
        self.session: tuple[DraftId, str] | None = None
        """What the window's session has open, with the window's own note; a restored file learns it too."""
        self.guarded(self._open)

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._profile.database

    def write(self, work: Callable[[Tables], T]) -> T:
        """Do `work` as one transaction; when this returns, the disk has it."""
        self.refuse_when_read_only()

        def at_once() -> T:
            with transaction(self._tables.connection, self._patience):
                return work(self._tables)

        return self.guarded(lambda: self._repaired(at_once))

    def read(self, work: Callable[[Tables], T]) -> T:
        """Do `work`, which changes nothing."""
        return self.guarded(lambda: self._repaired(lambda: self._patience.run(lambda: work(self._tables))))

    def guarded(self, work: Callable[[], T]) -> T:
        """Do `work`; what SQLite and the disk say becomes a problem of the writer's."""
        if threading.get_ident() != self._thread:
            raise Bug(ErrorKind.BUG, "The store was used from another thread than its own.")
        try:
            return work()
        except sqlite3.Error as error:
            raise problem_of(error, self.path) from error
        except OSError as error:
            raise problem_of_file(error, self.path) from error

    def refuse_when_read_only(self) -> None:
        """Raise the reason why nothing may be written, when there is one."""
        if self.read_only_reason:
            raise read_only(self.read_only_reason)

    def check(self, interrupted: Interrupted) -> bool:
        """Read everything and recover what turns out damaged; whether it was whole. Raises `BackupInterruptedError`."""

        def look(tables: Tables) -> bool:
            connection = tables.connection
            connection.set_progress_handler(lambda: int(interrupted()), 100_000)
            try:
                return seems_whole(connection, self.path, thorough=True) and texts_whole(connection, interrupted)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                    raise BackupInterruptedError from error
                raise
            finally:
                connection.set_progress_handler(None, 0)

        before = self.recovery
        if not self.read(look):
            self.guarded(self._recover)
        elif not self.read(lambda tables: tables.index.sound() and tables.memory_search.sound()):
            self.guarded(self._make_index_again)
        return self.recovery is before

    def replace_by(self, backup: Path) -> None:
        """Put a checked backup in the place of the file."""

        def put() -> None:
            self.before_closing()
            self._let_go()
            try:
                put_in_place(backup, self.path, self.backups)
            finally:
                self._open()

        self.guarded(put)

    def close(self) -> None:
        """Let go of the file; what was acknowledged is in it or in its log."""
        self.guarded(self._let_go)

    def _let_go(self) -> None:
        if self._is_open:
            self._is_open = False
            self._tables.connection.close()

    def _open(self) -> None:
        """Open the file; where that fails, a full disk say, the next use of it tries again."""
        opened = open_history(self._profile, self._patience, self._tell)
        self.read_only_reason = opened.read_only_reason
        self.log_was_there = opened.log_was_there
        self._tables = Tables(opened.connection)
        self._is_open = True
        try:
            if not self.read_only_reason:
                self._make_ready()
        except BaseException:
            self._let_go()
            raise

    def _make_ready(self) -> None:
        if not self._index_in_step():
            self._make_index_again()
        if self.session is not None:
            with transaction(self._tables.connection, self._patience):
                self._tables.sessions.begin()
                self._tables.sessions.note(*self.session)

    def _repaired(self, work: Callable[[], T]) -> T:
        """Do `work`; when it meets damage, repair and do it once more."""
        if not self._is_open:
            self._open()
        try:
            return work()
        except sqlite3.DatabaseError as error:
            if self.read_only_reason or not is_damage(error):
                raise
            if is_damage_of_search(error):
                self._make_index_again()
            else:
                self._recover()
        return work()

    def _recover(self) -> None:
        self.before_closing()
        self._let_go()
        try:
            self._tell(Recovered(recover(self.path, Damage.BROKEN, self.backups)))
        finally:
            self._open()

    def _index_in_step(self) -> bool:
        try:
            return self._tables.index.in_step() and self._tables.memory_search.in_step()
        except sqlite3.DatabaseError:
            return False

    def _make_index_again(self) -> None:
        try:
            with transaction(self._tables.connection, self._patience):
                count = self._tables.index.make_again()
                self._tables.memory_search.make_again()
        except sqlite3.DatabaseError as error:
            if code_of(error) not in (*DAMAGED, sqlite3.SQLITE_ERROR):
                raise
            self._recover()  # tables of the index are missing, say: then the file is not what we made
        else:
            if count:
                self._tell(IndexMadeAgain(count))

    def _tell(self, event: StoreEvent) -> None:
        if isinstance(event, Recovered):
            self.recovery = event.report
        self._listener(event)
