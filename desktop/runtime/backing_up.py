"""Backups for the window: what there is, what is being done with them and how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.draft import Draft, Origin, Version
from desktop.core.errors import ErrorKind, Problem, UserError
from desktop.core.history import DraftCard
from desktop.core.ids import DraftId, VersionId
from desktop.core.profile import Profile
from desktop.core.restoring import DraftPlan, ImportReport, RestorePlan
from desktop.core.settings import BACKUP_FOLDER, CATALOGUE, Settings
from desktop.core.words import tr
from desktop.runtime.backup_values import Doing, Standing, Work
from desktop.runtime.beside import Beside
from desktop.runtime.drafts import Drafts
from desktop.runtime.history import FieldDifference, differences
from desktop.runtime.notices import Notices
from desktop.runtime.session import DraftSession
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.store_thread import StoreThread
from desktop.store.values import BackupInfo

if TYPE_CHECKING:
    from desktop.store.store import Store

__all__ = ["BackupInfo", "Doing", "Standing", "Work"]  # what views may take from here

T = TypeVar("T")

_KEY = "backup"
_SHARES = 100
_STOPS_WITHIN_S = 5.0


REPLACING = frozenset({"restore_backup", "restore_draft_from"})
"""The methods of the store after which the window must look again at what it shows."""

_STOPPABLE = (Work.EXPORT, Work.IMPORT)


class BackingUp(QObject):
    """Asks the store's thread for everything, so that the window stays alive; problems are told as notices."""

    changed = Signal()  # standing
    doing_changed = Signal()
    checked = Signal(str, bool)  # the name of a backup, and whether it is whole
    restored = Signal(object)  # Draft: one draft came back out of a backup
    imported = Signal(object)  # ImportReport
    folder_changed = Signal()
    _moved = Signal(object)  # Doing, from the store's thread
    _reached = Signal(str, bool)  # a second folder, and whether it is there; from a thread of its own

    def __init__(
        self,
        session: DraftSession,
        drafts: Drafts,
        settings: SettingsService,
        store: StoreThread,
        notices: Notices,
        profile: Profile,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._drafts = drafts
        self._settings = settings
        self._store = store
        self._notices = notices
        self._profile = profile
        self._beside = Beside("export", self)
        self._asked = 0
        self._stopping = False
        self.standing: Standing | None = None
        self.doing: Doing | None = None
        self.reachable = True
        """Whether the second folder was there when it was last looked for."""
        self._reached.connect(self._on_reached)
        self._moved.connect(self._on_moved)

    def refresh(self) -> None:
        """Look again how many versions and which backups there are; `changed` says when that is known."""
        self._asked += 1
        asked = self._asked

        def look(store: Store) -> Standing | None:
            if asked != self._asked:
                return None  # asked again since: that answer is the newer one
            return Standing(store.version_count(), tuple(store.backups()))

        self._store.submit(look, self._on_looked, lambda _problem: None)  # whoever opens the history says what is wrong

    # Backups

    def make(self) -> None:
        """Make a backup now."""

        def done(_info: BackupInfo) -> None:
            self._notices.info(tr("The backup is made and checked."), key=_KEY)
            self.refresh()

        self._do(Doing(Work.BACKUP), lambda store: store.backup_now(), done)

    def check(self, name: str) -> None:
        """Open a backup and read all of it; `checked` says what came of it."""

        def done(whole: bool) -> None:
            self.checked.emit(name, whole)
            if not whole:
                self._notices.warn(
                    tr("This backup is damaged."),
                    tr("Nothing can be restored from it. The others are not touched by that; make a new one now."),
                    key=_KEY,
                )

        self._do(Doing(Work.CHECK, name), lambda store: store.verify_backup(name), done)

    # Restoring

    def plan(self, name: str, then: Callable[[RestorePlan], None]) -> None:
        """Hand to `then` what would change if all of a backup came back; what is on the desk is kept first."""
        self._drafts.save_now()
        self._do(Doing(Work.LOOK, name), lambda store: store.backup_plan(name), then)

    def restore(self, name: str) -> None:
        """Bring all of a backup back; what there is now becomes a backup first, with what is on the desk."""
        if not self._drafts.may_leave():
            return
        self._drafts.leave()
        self._do(Doing(Work.RESTORE, name), lambda store: store.restore_backup(name), self._on_restored)

    def read_again(self) -> None:
        """The history is another one now: show what it has of the draft on the desk, or its newest draft.

        What was typed since is saved first, and so stands above what was restored of that draft.
        """
        self._drafts.save_now()
        before = self._session.draft

        def look(store: Store) -> Draft | None:
            try:
                return store.draft(before.id) if before.id else None
            except UserError:
                return next(iter(store.latest_drafts(1)), Draft(DraftId("")))

        self._store.submit(look, lambda found: self._put_on_desk(before, found), self._notices.problem)

    def drafts_in(self, name: str, then: Callable[[list[DraftCard]], None]) -> None:
        """Hand the drafts of a backup to `then`, those that changed last first."""
        self._do(Doing(Work.LOOK, name), lambda store: store.backup_drafts(name), then)

    def plan_draft(self, name: str, draft: DraftId, then: Callable[[DraftPlan], None]) -> None:
        """Hand to `then` what would come of restoring one draft."""
        self._drafts.save_now()
        self._do(Doing(Work.LOOK, name), lambda store: store.backup_draft_plan(name, draft), then)

    def restore_draft(self, name: str, draft: DraftId) -> None:
        """Bring one draft back; the text that it has today stays as a version. `restored` says when it is there."""
        if draft == self._session.draft.id:
            if not self._drafts.may_leave():
                return
            self._drafts.leave()
        self._do(
            Doing(Work.RESTORE, name), lambda store: store.restore_draft_from(name, draft), self._on_draft_restored
        )

    # The whole workspace as one file

    def export(self, path: Path) -> None:
        """Write the whole workspace to one file that another computer can open; others save while it is written."""
        self._drafts.save_now()
        doing = Doing(Work.EXPORT, path.name)
        if not self._begin(doing):
            return
        profile, step = self._profile, self._step(doing)

        def done() -> None:
            self._say(None)
            self._notices.info(tr("The workspace is in {file}.", file=path.name), key=_KEY)

        def look(store: Store) -> bool:
            """What was saved until now is on the disk; where nobody reads beside the work, it is written at once."""
            from desktop.store.export_beside import reads_beside

            beside = reads_beside(profile)
            if not beside:
                store.export_workspace(str(path), step)
            return beside

        def write() -> None:
            from desktop.store.export_beside import export_beside

            export_beside(profile, path, step)

        def then(beside: bool) -> None:
            if beside:
                self._beside.run(write, done, self._on_failed)
            else:
                done()

        self._store.submit(look, then, self._on_failed)

    def bring_in(self, path: Path) -> None:
        """Add the workspace of a file to this one; nothing that is here is overwritten. `imported` has the report."""
        self._drafts.save_now()
        doing = Doing(Work.IMPORT, path.name)
        self._do(doing, lambda store: store.import_workspace(str(path), self._step(doing)), self._on_imported)

    def take_settings(self, values: Mapping[str, object]) -> None:
        """Take over settings that came with a workspace; what is chosen here already, or is of no use, stays out."""
        chosen = self._settings.settings.values
        read = Settings(dict(values))
        for setting in CATALOGUE:
            if setting.key in values and setting.key not in chosen and read.get(setting) == values[setting.key]:  # type: ignore[misc]  # a union of three, each right by itself
                self._settings.set(setting, read.get(setting))  # type: ignore[misc]

    # The second folder

    @property
    def folder(self) -> str:
        """The second folder in which each backup is kept too; empty for none."""
        return self._settings.get(BACKUP_FOLDER)

    def choose_folder(self, folder: str) -> None:
        """Keep each backup in this folder too from now on, or in none."""

        def done(_none: None) -> None:
            self._settings.set(BACKUP_FOLDER, folder)
            self.look_for_folder()
            if folder and self.doing is None:
                self.make()

        self._store.submit(lambda store: store.set_backup_folder(folder), done, self._notices.problem)

    def look_for_folder(self) -> None:
        """Find out whether the second folder can be reached; a disk that hangs keeps nobody waiting."""
        folder = self.folder
        if not folder:
            self._on_reached("", True)
            return

        def look() -> None:
            there = Path(folder).is_dir()
            with suppress(RuntimeError):  # the window has gone meanwhile
                self._reached.emit(folder, there)

        Thread(target=look, name="backup-folder", daemon=True).start()

    def _on_reached(self, folder: str, there: bool) -> None:
        if folder == self.folder:
            self.reachable = there
            self.folder_changed.emit()

    # How it goes

    @property
    def can_stop(self) -> bool:
        """Whether what is being done can be stopped: what leaves nothing half-done behind."""
        return self.doing is not None and self.doing.work in _STOPPABLE

    def close(self) -> None:
        """The window ends: what can be stopped is, and leaves nothing behind."""
        self._stopping = True
        self._beside.wait(_STOPS_WITHIN_S)

    def stop(self) -> None:
        """End what is being done as soon as it can be; nothing of it remains."""
        self._stopping = self.can_stop

    def _do(self, doing: Doing, work: Callable[[Store], T], then: Callable[[T], None]) -> None:
        """Do one long piece of work on the store's thread; what is asked for while another is done is not done."""
        if not self._begin(doing):
            return

        def done(result: T) -> None:
            self._say(None)
            then(result)

        self._store.submit(work, done, self._on_failed)

    def _begin(self, doing: Doing) -> bool:
        if self.doing is not None:
            return False
        self._stopping = False
        self._say(doing)
        return True

    def _step(self, doing: Doing) -> Callable[[int, int], bool]:
        """What the store's thread tells how far it is, and asks whether to go on; each hundredth is told once."""
        told = -1

        def step(done: int, total: int) -> bool:
            nonlocal told
            share = done * _SHARES // max(1, total)
            if share != told:
                told = share
                self._moved.emit(msgspec.structs.replace(doing, done=done, total=total))
            return not self._stopping

        return step

    def _on_moved(self, doing: Doing) -> None:
        if self.doing is not None and self.doing.work is doing.work:
            self._say(doing)

    def _say(self, doing: Doing | None) -> None:
        self.doing = doing
        self.doing_changed.emit()

    def _on_looked(self, standing: Standing | None) -> None:
        if standing is not None and standing != self.standing:
            self.standing = standing
            self.changed.emit()

    def _on_restored(self, _none: None) -> None:
        self.read_again()
        self._notices.info(
            tr("The history is back as the backup has it."),
            tr("What it was until now is the newest backup in the list."),
            key=_KEY,
        )
        self.refresh()

    def _put_on_desk(self, before: Draft, found: Draft | None) -> None:
        """Show what was found; when somebody typed meanwhile, look once more."""
        if self._session.draft != before:
            self.read_again()
            return
        if found is not None and found.id == before.id:
            self._drafts.take_over(found)
        elif found is not None and found.id:
            self._drafts.put_on_desk(found)
        elif found is not None:
            self._drafts.put_new(found)
        self._drafts.forget_left()  # the one that made room too
        self._drafts.latest_changed.emit()
        self._drafts.versions_changed.emit()

    def _on_draft_restored(self, draft: Draft) -> None:
        self._drafts.forget_left(draft.id)
        if draft.id == self._session.draft.id:
            self.read_again()
        else:
            self._drafts.latest_changed.emit()
        self.restored.emit(draft)
        self.refresh()

    def _on_imported(self, report: ImportReport) -> None:
        for draft in report.changed:
            self._drafts.forget_left(draft)
        self._drafts.latest_changed.emit()
        self._drafts.versions_changed.emit()
        self.take_settings(report.settings)
        self.imported.emit(report)
        self.refresh()

    def _on_failed(self, problem: Problem) -> None:
        self._say(None)
        if problem.kind is ErrorKind.CANCELLED:
            self._notices.info(tr("Stopped. Everything is as it was."), key=_KEY)
        else:
            self._notices.problem(problem, key=_KEY)
        self.refresh()


def differences_of(plan: DraftPlan) -> tuple[FieldDifference, ...]:
    """Field by field what restoring one draft would change; of one that is not here any more, what comes back."""
    return differences(_version_of(plan.here or plan.there), _version_of(plan.there))


def _version_of(draft: Draft) -> Version:
    return Version(VersionId(0), draft.id, Origin.TYPED, draft.changed_at, draft.brief, draft.copy)
