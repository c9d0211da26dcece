"""What the store does about backups."""

from __future__ import annotations

import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from desktop.core.draft import Draft
from desktop.core.errors import CopydeskError, EnvironmentProblem, ErrorKind, Remedy, UserError
from desktop.core.history import DraftCard
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.restoring import DraftPlan, ImportReport, RestorePlan
from desktop.core.words import tr
from desktop.store.background_copy import BackgroundCopy, Made
from desktop.store.backup_checks import fault_of, is_good, opened_backup
from desktop.store.backup_pictures import bring_back, missing_pictures
from desktop.store.backups import PICTURES, BackupInterruptedError, Interrupted, info_of
from desktop.store.file_problems import problem_of_file
from desktop.store.part import StorePart, never
from desktop.store.problems import is_damage, problem_of
from desktop.store.restoring import cards_of, draft_plan_of, plan_of, restore_draft
from desktop.store.second_folder import SecondFolder
from desktop.store.settings_file import load_settings
from desktop.store.tables import Tables
from desktop.store.values import BackedUp, BackupInfo, Warned
from desktop.store.whole_draft import asking, asking_backup
from desktop.store.workspace_file import write_workspace
from desktop.store.workspace_form import Step, go_on
from desktop.store.workspace_import import Import
from desktop.store.workspace_reading import WorkspaceReader

BACKUP_EVERY_S = 14 * 60
"""How old the newest backup may be while something is changed; asked every minute, that is within a quarter hour."""


class Backing(StorePart):
    """The part of the store that concerns backups."""

    _profile: Profile
    _second: SecondFolder
    _copying: BackgroundCopy
    _last_backup_s: float
    _backed_up_changes: int
    _told_of_second: bool

    def backup_now(self) -> BackupInfo:
        """Make a backup and check it; a second folder that cannot be reached is told."""
        self._copying.stop()
        info = self._backup(never)
        self._copy_to_second(info)
        return info

    def backups(self) -> list[BackupInfo]:
        """The backups, the newest first."""
        return self._file.guarded(self._file.backups.list)

    def verify_backup(self, name: str) -> bool:
        """Open a backup and read all of it, and the pictures beside it; whether it is whole."""
        path = self._file.backups.path(name)
        pictures = path.parent / PICTURES
        alone = path.parent != self._file.backups.folder and not pictures.is_dir()
        return is_good(path) and (alone or not missing_pictures(path, pictures))

    def set_backup_folder(self, folder: str) -> None:
        """Have backups go to a second folder too; an empty one is none. Raises `UserError` for one that is no use."""
        self._second.choose(folder)
        self._told_of_second = False

    def backup_plan(self, name: str) -> RestorePlan:
        """What `restore_backup` would change."""
        path = self._file.backups.path(name)
        with opened_backup(path) as source:
            there = asking_backup(source, path.name)
            return self._file.read(lambda tables: plan_of(there, asking(tables.connection), name, _made_at(path)))

    def backup_drafts(self, name: str) -> list[DraftCard]:
        """The drafts in a backup, those that changed last first."""
        path = self._file.backups.path(name)
        with opened_backup(path) as source:
            return cards_of(source, asking_backup(source, path.name), path.name)

    def backup_draft_plan(self, name: str, draft: DraftId) -> DraftPlan:
        """What `restore_draft_from` would change."""
        path = self._file.backups.path(name)
        with opened_backup(path) as source:
            there = asking_backup(source, path.name)
            return self._file.read(
                lambda tables: draft_plan_of(there, asking(tables.connection), name, _made_at(path), draft)
            )

    def restore_draft_from(self, name: str, draft: DraftId) -> Draft:
        """Bring one draft back out of a backup; the text that it has today stays as a version. Returns the draft."""
        path = self._file.backups.path(name)
        with opened_backup(path) as source:
            there = asking_backup(source, path.name)
            restored = self._file.write(lambda tables: restore_draft(tables, there, path.name, draft))
        self._file.guarded(lambda: bring_back(path, path.parent / PICTURES, self._profile.pictures))
        return restored

    def restore_backup(self, name: str) -> None:
        """Put the history back as a backup has it; what it was until now becomes a backup first."""
        path = self._file.backups.path(name)
        with opened_backup(path):
            pass  # whatever is wrong with it is said before anything is touched
        self._copying.stop()
        kept = self._backup(never, spared=path.name)  # the one that is wanted may be one too many by now
        if fault := fault_of(path):
            raise UserError(ErrorKind.INPUT, fault)
        self._file.replace_by(path)
        self._file.guarded(lambda: bring_back(path, path.parent / PICTURES, self._profile.pictures))
        self._copy_to_second(kept)  # only now, as thinning there may take away what was just restored

    def export_workspace(self, path: str, step: Step = go_on) -> None:
        """Write everything to one file that another computer takes in; `step` hears how far it is, and may stop it."""
        target = Path(path)
        settings = load_settings(self._profile.settings).values
        self._file.read(lambda tables: write_workspace(tables, target, self._profile.pictures, settings, step))

    def import_workspace(self, path: str, step: Step = go_on) -> ImportReport:
        """Take a workspace file in, all of it or nothing; what is here is not overwritten, and becomes a backup first.

        `step` hears how far it is, and may stop it.
        """
        self._file.refuse_when_read_only()
        chosen = load_settings(self._profile.settings).values
        with WorkspaceReader(Path(path)) as reader:
            coming = Import(reader, step)
            if self._file.read(lambda tables: tables.changes) > self._backed_up_changes:
                self.backup_now()
            report = self._file.write(lambda tables: coming.run(tables, self._profile.pictures))
        new = {key: value for key, value in coming.settings.items() if key not in chosen}
        return msgspec.structs.replace(report, settings=new)

    def backup_if_due(self, interrupted: Interrupted = never) -> None:
        """Begin a backup when something changed and the newest is old; tell what came of the one before.

        It is made beside the work, so it may be called at any time, by a timer say. Only in a folder that is shared
        with other computers, where nothing can be read beside the work, it is made at once, as far as `interrupted`
        lets it; one that is long overdue is made all the same. A problem is told, not raised.
        """
        if self._file.read_only_reason:
            return
        try:
            self._take(self._copying.taken())
            waited = time.monotonic() - self._last_backup_s
            if waited < BACKUP_EVERY_S or self._copying.running:
                return
            if self._file.read(lambda tables: tables.changes) <= self._backed_up_changes:
                return
            if self._file.read(_is_logged):
                self._copying.start(self._second.copying())
            else:
                self._copy_to_second(self._backup(never if waited >= 2 * BACKUP_EVERY_S else interrupted))
        except BackupInterruptedError:
            return
        except CopydeskError as error:
            self._last_backup_s = time.monotonic()
            self._tell(Warned(error.problem.message, error.problem.hint))

    @property
    def is_backing_up(self) -> bool:
        """Whether a backup is being made beside the work."""
        return self._copying.running

    def wait_for_backup(self) -> None:
        """Wait for a backup that is under way, and tell what came of it."""
        self._copying.wait()
        self.backup_if_due()

    def _begin_backing(self, profile: Profile) -> None:
        """Know what is backed up already; called when the file is open."""
        self._profile = profile
        self._second = SecondFolder(profile)
        self._copying = BackgroundCopy(self._file.path, self._file.backups)
        self._file.before_closing = self._copying.stop
        newest = next(iter(self.backups()), None)
        self._backed_up_changes = newest.changes if newest is not None else 0
        self._last_backup_s = time.monotonic() - (_age_s(newest) if newest is not None else BACKUP_EVERY_S)
        self._told_of_second = False

    def _backup(self, interrupted: Interrupted, spared: str = "") -> BackupInfo:
        self._file.refuse_when_read_only()
        try:
            info = self._file.read(lambda tables: self._file.backups.make(tables.connection, interrupted, spared))
        except EnvironmentProblem as error:
            raise _not_made(error, self._file.backups.folder) from error
        self._note(info)
        return info

    def _note(self, info: BackupInfo) -> None:
        self._last_backup_s = time.monotonic()
        self._backed_up_changes = info.changes

    def _take(self, made: Made | None) -> None:
        """What came of a backup that was made beside the work."""
        if made is None:
            return
        self._last_backup_s = time.monotonic()
        if isinstance(made.error, sqlite3.DatabaseError) and is_damage(made.error):
            self._file.check(never)  # reading all of it found what nobody had met yet
        elif made.error is not None:
            raise self._problem(made.error)
        if made.info is not None:
            self._note(made.info)
            self._tell(BackedUp(made.info))
            self._tell_of_second(made.second_error)

    def _copy_to_second(self, info: BackupInfo) -> None:
        copy = self._second.copying()
        if copy is None:
            return
        try:
            copy(info, never)
        except (sqlite3.Error, OSError) as error:
            self._tell_of_second(error)
        else:
            self._tell_of_second(None)

    def _tell_of_second(self, error: sqlite3.Error | OSError | None) -> None:
        """Say once that the second folder cannot be written, and again only after it could."""
        if error is None:
            self._told_of_second = False
        elif not self._told_of_second:
            self._told_of_second = True
            message = tr("The backup could not be copied to {folder}.", folder=self._second.chosen)
            self._tell(Warned(message, tr("It is in the profile's own folder. Look whether the other one is there.")))

    def _problem(self, error: sqlite3.Error | OSError) -> EnvironmentProblem:
        folder = self._file.backups.folder
        found = problem_of_file(error, folder) if isinstance(error, OSError) else problem_of(error, self._file.path)
        return _not_made(found, folder)


def _is_logged(tables: Tables) -> bool:
    """Whether changes go to a log, beside which others may read."""
    return bool(tables.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


def _age_s(info: BackupInfo) -> float:
    """How old a backup is; one of the future, which a clock that jumped back leaves, is new."""
    return max(0.0, (datetime.now(UTC) - datetime.fromisoformat(info.made_at)).total_seconds())


def _made_at(path: Path) -> str:
    info = info_of(path)
    return info.made_at if info is not None else ""


def _not_made(error: EnvironmentProblem, folder: Path) -> EnvironmentProblem:
    """What went wrong with a backup, which is not the text: that is saved."""
    kind, details = error.problem.kind, error.problem.details or error.problem.message
    if kind is ErrorKind.DISK_FULL:
        message = tr("No backup was made: the disk is full.")
    elif kind is ErrorKind.READ_ONLY:
        message = tr("No backup was made: {folder} may not be written.", folder=folder)
    else:
        message = tr("No backup was made: the disk did not answer as it should.")
    hint = tr("What you wrote is saved. Look at the disk that holds {folder}, then try again.", folder=folder)
    return EnvironmentProblem(kind, message, hint, Remedy.RETRY, details=details)
