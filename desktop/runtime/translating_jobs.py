"""Jobs: opened, made, changed, listed and put away; and the checks that go with the rows of the open one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer

from desktop.core.profile import Profile
from desktop.core.settings import TRANSLATING
from desktop.core.translation import Job, JobCard, JobFile, Row, RowKey
from desktop.core.translation_finding import Surroundings
from desktop.core.words import tr
from desktop.runtime.comparing_values import Services
from desktop.runtime.translating_checks import RowChecks
from desktop.runtime.translating_drafts import DraftFiles
from desktop.runtime.translating_opening import Opened, Opening, begun
from desktop.runtime.translating_rows import RowActions
from desktop.runtime.translating_values import EVERY_ROW, Remembered, Work

if TYPE_CHECKING:
    from desktop.store.store import Store

_LOOK_AFTER_MS = 400


class Jobs(RowActions):
    """What comes into the session and leaves it."""

    def __init__(self, services: Services, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(services, profile, parent)
        self._cards: list[JobCard] | None = None
        self._to_go: Remembered | None = None
        self._draft_files = DraftFiles(self)
        self._opening = Opening(services, self._draft_files, self)
        self._opening.failed.connect(self.failed)
        self._opening.working.connect(lambda working: self._set_working(Work.OPENING, working))
        self._checks = RowChecks(services.engine, self._sheet, self._surroundings, services.session.lull, self)
        self._checks.failed.connect(self._tell)
        self._checks.working.connect(lambda working: self._set_working(Work.CHECKING, working))
        self._checks.found.connect(self._on_findings)
        self._checks.checked.connect(self._on_checked)
        self._listing = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._listing.timeout.connect(self.list_jobs)
        self._keeping.kept.connect(self._listing.start)

    # Jobs

    def jobs(self) -> list[JobCard]:
        """The jobs there are, the one that changed last first; `jobs_changed` tells when there are others."""
        if self._cards is None:
            self._cards = []
            self.list_jobs()
        return self._cards

    def list_jobs(self) -> None:
        """Ask the store for the jobs; `jobs_changed` tells when they are others."""
        self._services.store.submit(lambda store: store.jobs(), self._on_cards, self._tell)

    def open_files(
        self,
        paths: Sequence[Path],
        source: str = "",
        target: str = "",
        mapping: dict[str, str] | None = None,
    ) -> None:
        """A new job of these files, opened; without languages those that the first file names.

        A file that cannot be opened is told by `failed`, and the others come in. `mapping` is how the columns of a
        table are read.
        """
        self.close_job()
        self._opening.files(list(paths), (source, target), mapping or {}, None, self._show_job)

    def add_files(self, paths: Sequence[Path], mapping: dict[str, str] | None = None) -> None:
        """Put more files into the open job."""
        job = self._job
        if job is not None:
            self._opening.files(list(paths), (job.source, job.target), mapping or {}, job, self._on_more)

    def new_job(self, name: str, source: str, target: str) -> None:
        """An empty job, opened; files come by `add_files`."""
        self.close_job()
        wanted = Job(0, name, source, target)
        self._services.store.submit(
            lambda store: begun(store, wanted), lambda job: self._show_job(Opened(job, ())), self._tell
        )

    def open_job(self, id: int) -> None:
        """Open a job with all that was done to its rows; the one that is open is closed first."""
        self.close_job()
        self._opening.job(id, self._show_job)

    def come_back(self) -> None:
        """Open what was open when the program ended, at the same row, with the same filter; nothing while a job is."""
        noted = self._remembered()
        if self._job is None and noted.job and Work.OPENING not in self._works:
            self._to_go = noted
            self._opening.job(noted.job, self._show_job)

    def close_job(self) -> None:
        """Keep everything and close the job."""
        self._opening.drop()
        if self._job is None:
            return
        self._close_runs()
        self._keeping.flush()
        self._job = None
        self._current = None
        for file in list(self._sheet.files):
            self._sheet.close(file)
        self._scores.forget_all()
        self._undo.forget()
        self._checks.forget()
        self._forget_looked_up()
        self._filter, self._sort = EVERY_ROW, "order"
        self._set_order(())
        self._remembering.start()
        self.undo_changed.emit()
        self.job_closed.emit()

    def change_job(self, job: Job) -> None:
        """Keep other languages, memories, terms, another name or brief of a job; its files are changed apart."""
        self._services.store.submit(lambda store: store.save_job(job), self._on_job_changed, self._tell)

    def trash_job(self, id: int) -> None:
        """Put a job away; it can be taken out again with `restore_job`."""
        if self._job is not None and self._job.id == id:
            self.close_job()
        self._services.store.submit(lambda store: store.trash_job(id), lambda _none: self.list_jobs(), self._tell)

    def restore_job(self, id: int) -> None:
        """Take a job out of the trash."""
        self._services.store.submit(lambda store: store.restore_job(id), lambda _none: self.list_jobs(), self._tell)

    def remove_file(self, file: int) -> None:
        """Take a file out of the open job for good, with all that was done to its rows."""
        job = self._job
        if job is None or file not in {each.id for each in job.files}:
            return

        def work(store: Store) -> Job:
            store.remove_job_file(file)
            return store.job(job.id)

        self._keeping.flush()
        self._services.store.submit(work, lambda changed: self._on_removed(file, changed), self._tell)

    def save(self) -> None:
        """Keep now what waits to be kept; it is kept within a second anyway."""
        self._keeping.flush()

    def shut_down(self) -> None:
        """The window ends: keep everything and end the thread beside."""
        if self._remembering.isActive():
            self._remembering.stop()
            self._remember()
        self._opening.drop()
        self._checks.forget()
        self._keeping.flush()
        self._beside.close()

    # What comes

    def _show_job(self, opened: Opened) -> None:
        self._job = opened.job
        for file in opened.files:
            self._sheet.open(file, opened.notes.get(file.file.id, ()))
        noted = self._to_go
        self._go_where_it_was(opened.job)
        self.job_opened.emit()
        self.progress_changed.emit()
        if self._current is not None:
            self.go(self._current)
            self._entered(self._current)  # it is current already, and was not looked up yet
        self._remembering.start()
        self.list_jobs()
        self._look_at(opened)
        if noted is not None and noted.unfinished:
            self._offer_to_go_on(noted.unfinished)

    def _go_where_it_was(self, job: Job) -> None:
        noted, self._to_go = self._to_go or self._remembered(), None
        if noted.job == job.id:
            key = RowKey(noted.file, noted.segment)
            self._current = key if key in self._sheet.rows else None
            self._filter, self._sort = noted.filter, noted.sort
        self._show(self._filter, self._sort)
        if self._current is None and self._order:
            self._current = self._order[0]

    def _on_more(self, opened: Opened) -> None:
        if self._job is None or self._job.id != opened.job.id:
            return
        self._job = opened.job
        for file in opened.files:
            self._sheet.open(file, opened.notes.get(file.file.id, ()))
        self._show(self._filter, self._sort)
        self.progress_changed.emit()
        self.list_jobs()
        self._look_at(opened)
        if self._current is None and self._order:
            self.go(self._order[0])

    def _look_at(self, opened: Opened) -> None:
        """Find out about the rows of files that came in what is not known of them."""
        self.load_terms()
        files = {file.file.id for file in opened.files}
        self._checks.begin(sorted(files))
        self._match_rows([key for key in self._sheet.keys if key.file in files])

    def _on_job_changed(self, job: Job) -> None:
        self.list_jobs()
        before = self._job
        if before is None or before.id != job.id:
            return
        self._job = job
        self._looked_stale()
        if before.term_bases != job.term_bases:
            self.load_terms()
        if before.brief != job.brief:
            self._checks.begin(sorted(self._sheet.files))
        if before.memories != job.memories:
            self._match_rows(self._sheet.keys)
        self.progress_changed.emit()

    def _on_removed(self, file: int, job: Job) -> None:
        self._keeping.forget(file)
        if self._job is not None and self._job.id == job.id:
            self._job = job
            self._sheet.close(file)
            self._undo.forget()
            if self._current is not None and self._current.file == file:
                self._current = None
            self._show(self._filter, self._sort)
            self.progress_changed.emit()
        self.list_jobs()

    def _on_cards(self, cards: list[JobCard]) -> None:
        if cards != self._cards:
            self._cards = cards
            self.jobs_changed.emit()

    def _remembered(self) -> Remembered:
        try:
            return msgspec.json.decode(self._services.settings.get(TRANSLATING), type=Remembered)
        except msgspec.DecodeError:
            return Remembered()

    # Checks

    def _surroundings(self) -> Surroundings:
        job = self._job
        if job is None:
            return Surroundings()
        brief = job.brief
        return Surroundings(self._terms, brief.brands, brief.facts, brief.register, channel=brief.channel)

    def _changed(self, keys: list[RowKey]) -> None:
        super()._changed(keys)
        self._checks.changed(keys)

    def _check_now(self, key: RowKey) -> None:
        self._checks.now(key)

    def check_again(self) -> None:
        """Check all files from nothing."""
        self._checks.begin(sorted(self._sheet.files))

    def _on_findings(self, keys: list[RowKey]) -> None:
        for key in keys:
            self._scores.forget(key)
            self.score(key)  # made a few at a time, so that nobody waits for 20,000 of them when they are sorted
        self.findings_changed.emit(keys)
        self.progress_changed.emit()

    def _on_checked(self, _file: int) -> None:
        """What was sorted by scores that nobody knew yet is sorted by those that there are now."""
        if self._sort == "worst" and not self._undo.undo_label:
            self._show(self._filter, self._sort)

    # What parts add

    def _offer_to_go_on(self, model: str) -> None:
        """A model was still translating when the program ended."""

    def _close_runs(self) -> None:
        """The job is about to be closed: end what works on it."""

    def _file(self, file: int) -> JobFile:
        return self._sheet.files[file].file

    def _rows_of(self, file: int) -> list[Row]:
        return [self._sheet.rows[key] for key in self._sheet.of_file(file)]

    def nothing_open(self) -> bool:
        """Whether there is no job; says so."""
        if self._job is None:
            self.said.emit(tr("Open a file first."))
        return self._job is None
