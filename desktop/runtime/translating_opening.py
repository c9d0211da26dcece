"""Files and jobs come into the session and leave it: opened beside, with what the store knows of their rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.errors import ErrorKind, Problem
from desktop.core.translation import Job, JobFile, MemoryUse, RowNote
from desktop.core.words import tr
from desktop.engine.translation_messages import OpenBitext, OpenedBitext
from desktop.runtime.comparing_values import Services
from desktop.runtime.translating_drafts import DraftFiles
from desktop.runtime.translating_sheet import OpenFile
from desktop.runtime.translating_values import Work, Working

if TYPE_CHECKING:
    from desktop.store.store import Store

Then = Callable[["Opened"], None]


class Opened(msgspec.Struct, frozen=True):
    """A job with the files that could be opened, and what is known of their rows."""

    job: Job
    files: tuple[OpenFile, ...]
    notes: dict[int, tuple[RowNote, ...]] = {}


class _New(msgspec.Struct, frozen=True):
    """A file that comes in: where it lies, and what was found in it."""

    path: Path
    opened: OpenedBitext
    mapping: dict[str, str] = {}


class _Kept(msgspec.Struct, frozen=True):
    """A file as the store keeps it."""

    file: JobFile
    data: bytes
    notes: tuple[RowNote, ...]


class Opening(QObject):
    """Opens one thing at a time; what is asked for later takes its place."""

    failed = Signal(object)  # Problem
    working = Signal(object)  # Working or None

    def __init__(self, services: Services, drafts: DraftFiles, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._drafts = drafts
        self._number = 0

    def drop(self) -> None:
        """Hear nothing more of what is being opened."""
        self._number += 1
        self.working.emit(None)

    # New files

    def files(
        self, paths: Sequence[Path], languages: tuple[str, str], mapping: dict[str, str], job: Job | None, then: Then
    ) -> None:
        """Open files, put them into this job (a new one without), and hand them to `then`."""
        self._number += 1
        self._next_path(self._number, list(paths), languages, mapping, job, [], then)

    def _next_path(
        self, number: int, paths: list[Path], languages: tuple[str, str], mapping: dict[str, str], job: Job | None,
        found: list[_New], then: Then,
    ) -> None:  # fmt: skip
        if not paths:
            self._put_in(number, found, languages, job, then)
            return
        path, rest = paths[0], paths[1:]
        self.working.emit(Working(Work.OPENING, len(found), len(found) + len(paths)))
        request = OpenBitext(str(path), source=languages[0], target=languages[1], mapping=mapping)
        asked = self._services.engine.request(request, OpenedBitext)

        def go_on() -> None:
            if number == self._number:
                self._next_path(number, rest, languages, mapping, job, found, then)

        def came(opened: OpenedBitext) -> None:
            found.append(_New(path, opened, mapping))
            go_on()

        def refused(problem: Problem) -> None:
            self.failed.emit(_named(path.name, problem))
            go_on()

        asked.finished.connect(came)
        asked.failed.connect(refused)

    def _put_in(self, number: int, found: list[_New], languages: tuple[str, str], job: Job | None, then: Then) -> None:
        if not found:
            self.working.emit(None)
            return
        named = found[0].opened.languages
        source, target = languages[0] or named[0], languages[1] or named[1]
        if job is None and not (source and target):
            self.working.emit(None)
            self.failed.emit(_no_languages(found[0].path.name))
            return
        wanted = job or Job(0, found[0].path.stem, source, target)

        def work(store: Store) -> Opened:
            kept = wanted if wanted.id else begun(store, wanted)
            files = tuple(_kept_new(store, kept, each) for each in found)
            return Opened(store.job(kept.id), files)

        self._services.store.submit(work, lambda opened: self._end(number, opened, then), self._on_failed)

    # Jobs that are kept

    def job(self, id: int, then: Then) -> None:
        """Open a job with all its files, and hand it to `then`."""
        self._number += 1
        number = self._number
        self.working.emit(Working(Work.OPENING))

        def work(store: Store) -> tuple[Job, list[_Kept]]:
            job = store.job(id)
            kept = [_Kept(file, store.job_file_bytes(file.id), tuple(store.row_notes(file.id))) for file in job.files]
            return job, kept

        def read(found: tuple[Job, list[_Kept]]) -> None:
            job, kept = found
            self._next_kept(number, job, kept, [], then)

        self._services.store.submit(work, read, self._on_failed)

    def _next_kept(self, number: int, job: Job, kept: list[_Kept], done: list[OpenFile], then: Then) -> None:
        if number != self._number:
            return
        place = len(done)
        if place == len(kept):
            notes = {each.file.id: each.notes for each in kept}
            self._end(number, Opened(job, tuple(each for each in done if each.format), notes), then)
            return
        self.working.emit(Working(Work.OPENING, place, len(kept)))
        one = kept[place]

        def came(opened: OpenedBitext) -> None:
            done.append(open_file(one.file, job, opened))
            self._next_kept(number, job, kept, done, then)

        def refused(problem: Problem) -> None:
            self.failed.emit(_named(one.file.name, problem))
            done.append(OpenFile(one.file, "", job.source, job.target, ()))  # its place is kept, its rows are not shown
            self._next_kept(number, job, kept, done, then)

        if one.file.draft:
            self._drafts.segments(one.data, came, refused)
            return
        request = OpenBitext("", one.data, one.file.name, job.source, job.target, one.file.mapping)
        asked = self._services.engine.request(request, OpenedBitext)
        asked.finished.connect(came)
        asked.failed.connect(refused)

    def _end(self, number: int, opened: Opened, then: Then) -> None:
        if number == self._number:
            self.working.emit(None)
            then(opened)

    def _on_failed(self, problem: Problem) -> None:
        self.working.emit(None)
        self.failed.emit(problem)


def open_file(file: JobFile, job: Job, opened: OpenedBitext) -> OpenFile:
    """A file of a job as it was opened, with the languages of the job."""
    return OpenFile(file, opened.format, job.source, job.target, opened.segments)


def begun(store: Store, job: Job) -> Job:
    """A new job with the memories and terms that fit its languages; a memory of its own where there is none."""
    fitting = [
        each for each in store.memories() if _primary(each.source, each.target) == _primary(job.source, job.target)
    ]
    memories = tuple(MemoryUse(each.id) for each in fitting)
    if not memories:
        name = tr("{source} → {target}", source=job.source, target=job.target)
        taken = {each.name for each in store.memories()}
        free = next(each for each in (name, *(f"{name} ({n})" for n in range(2, 1000))) if each not in taken)
        memories = (MemoryUse(store.new_memory(free, job.source, job.target).id),)
    bases = tuple(each.id for each in store.term_bases())
    return store.save_job(
        msgspec.structs.replace(job, memories=job.memories or memories, term_bases=job.term_bases or bases)
    )


def _kept_new(store: Store, job: Job, new: _New) -> OpenFile:
    file = JobFile(0, new.path.name, new.opened.format, mapping=new.mapping)
    kept = store.add_job_file(job.id, file, new.path.read_bytes())
    store.keep_rows(kept.id, [], len(new.opened.segments))
    return open_file(kept, job, new.opened)


def _primary(source: str, target: str) -> tuple[str, str]:
    return source.lower().replace("_", "-").partition("-")[0], target.lower().replace("_", "-").partition("-")[0]


def _named(name: str, problem: Problem) -> Problem:
    """What is wrong with a file, with the file named where the sentence does not."""
    if name in problem.message:
        return problem
    return msgspec.structs.replace(problem, message=tr("{file}: {reason}", file=name, reason=problem.message))


def _no_languages(name: str) -> Problem:
    return Problem(
        ErrorKind.INPUT,
        tr("{file} does not say its languages.", file=name),
        tr("Choose from which language it is translated, and into which one."),
    )
