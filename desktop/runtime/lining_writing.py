"""Has lines written: permission first, one list at a time, and what came stays."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.brief import Brief
from desktop.core.errors import Cancelled, Problem
from desktop.core.events import LineWritten, Progress, Waiting
from desktop.core.settings import MODEL
from desktop.engine.messages import WriteLines, WrittenLines
from desktop.runtime.comparing_values import Services
from desktop.runtime.engine_client import Job
from desktop.runtime.lining_sheet import Sheet


class LineWriting(QObject):
    """One job; its lines go to the list that it was begun for, and nowhere else."""

    begun = Signal()
    came = Signal(object)  # Line, for `target`
    ended = Signal(object, str, object)  # Sheet, a note, and a Problem or None
    progress = Signal(object)  # Progress
    waiting = Signal(object)  # Waiting

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.target: Sheet | None = None
        """The list that is written for, also while permission is waited for."""
        self._asked: WriteLines | None = None
        self._job: Job | None = None

    @property
    def brief(self) -> Brief | None:
        """From what the lines are written."""
        return self._asked.brief if self._asked is not None else None

    def begin(self, sheet: Sheet, count: int) -> None:
        """Write so many lines for this list, as soon as that is permitted."""
        self.target = sheet
        self.begun.emit()
        self._settle(sheet, count)

    def _request(self, sheet: Sheet, count: int) -> WriteLines:
        return WriteLines(
            brief=self._services.session.draft.brief,
            channel=sheet.id,
            count=count,
            model=self._services.settings.get(MODEL),
            standing=sheet.texts,
            options=self._services.options.current,
        )

    def _settle(self, sheet: Sheet, count: int) -> None:
        self._asked = request = self._request(sheet, count)
        permission = self._services.permission
        if permission is None:
            self._start(request)
        else:
            permission.settle(request, lambda most: self._permitted(sheet, request, most), self._end)

    def _permitted(self, sheet: Sheet, asked: WriteLines, max_cost: float | None) -> None:
        """Write what was settled; what has changed since is another thing to settle."""
        if sheet is not self.target:
            return
        if self._request(sheet, asked.count) == asked:
            self._start(msgspec.structs.replace(asked, max_cost=max_cost))
        else:
            self._settle(sheet, asked.count)

    def _start(self, request: WriteLines) -> None:
        self._asked = request
        job = self._services.engine.request(request, WrittenLines)
        job.happened.connect(self._on_event)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._end)
        self._job = job

    def stop(self) -> None:
        """End the job; what came is kept. What was not settled yet is not written."""
        if self._job is not None:
            self._job.cancel()
        elif self.target is not None:
            self._drop_permission()
            self._end(Cancelled().problem)

    def abandon(self) -> None:
        """The list leaves the desk: the rest is not waited for."""
        job = self._job
        if job is not None:
            job.happened.disconnect(self._on_event)
            job.finished.disconnect(self._on_finished)
            job.failed.disconnect(self._end)
            job.cancel()
        self._drop_permission()
        if self.target is not None:
            self._end(Cancelled().problem)

    def _drop_permission(self) -> None:
        permission = self._services.permission
        if permission is not None and self._asked is not None and permission.settles(self._asked):
            permission.drop()

    def _on_event(self, event: object) -> None:
        match event:
            case LineWritten(line=line):
                self.came.emit(line)
            case Progress():
                self.progress.emit(event)
            case Waiting():
                self.waiting.emit(event)

    def _on_finished(self, written: WrittenLines) -> None:
        self._end(written.error, written.note)

    def _end(self, problem: Problem | None, note: str = "") -> None:
        sheet, self.target, self._job, self._asked = self.target, None, None, None
        self.ended.emit(sheet, note, problem)
