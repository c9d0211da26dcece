"""What models do with rows: translate, offer another translation, estimate, translate back; permission comes first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.errors import Cancelled, Problem
from desktop.core.events import Progress, SegmentEstimated, SegmentFailed, SegmentTranslated, Waiting
from desktop.core.segment import Segment, TaggedText
from desktop.core.translation import Row, RowKey
from desktop.engine.translation_messages import (
    BackTranslate,
    EstimatedTranslations,
    EstimateTranslations,
    Translate,
    Translated,
)
from desktop.runtime.comparing_values import Services
from desktop.runtime.engine_client import Job
from desktop.runtime.translating_values import CONFIRMED, Work, Working

Request = Translate | EstimateTranslations | BackTranslate
_RUNS = count(1)


class Run(msgspec.Struct, frozen=True, eq=False):
    """What a model is asked for: the rows by the names that their segments bear on the way, and their targets then.

    `confirmed` are those that somebody vouched for already. With `beside` translations are offered, and take no row's
    place.
    """

    id: str
    work: Work
    model: str
    rows: dict[str, RowKey]
    sent: dict[RowKey, TaggedText]
    beside: bool = False
    confirmed: frozenset[RowKey] = frozenset()


class ModelRuns(QObject):
    """One run at a time; permission first. What came stays when it is stopped."""

    translated = Signal(object, object, object)  # Run, RowKey, SegmentTranslated
    estimated = Signal(object, object, object)  # Run, RowKey, SegmentEstimated
    refused = Signal(object, object, str)  # Run, RowKey, why there is no translation
    ended = Signal(object, object, object)  # Run, Translated or EstimatedTranslations or None, Problem or None
    working = Signal(object, object)  # Work, and Working or None
    waiting = Signal(object)  # Waiting: a call that failed is made again in so many seconds

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._run: Run | None = None
        self._request: Request | None = None
        self._job: Job | None = None
        self._done = 0

    @property
    def run(self) -> Run | None:
        """What is under way, also while permission is waited for."""
        return self._run

    def begin(self, run: Run, request: Request) -> None:
        """Ask for this, as soon as that is permitted; nothing while another run is under way."""
        if self._run is not None:
            return
        self._run, self._request, self._done = run, request, 0
        self._tell_working()
        permission = self._services.permission
        if permission is None:
            self._start(run, request)
        else:
            permission.settle(
                request, lambda most: self._permitted(run, request, most), lambda why: self._end(run, why)
            )

    def stop(self) -> None:
        """End the run; what came is kept. What was not settled yet is not sent."""
        run = self._run
        if run is None:
            return
        if self._job is not None:
            self._job.cancel()
            return
        permission = self._services.permission
        if permission is not None and self._request is not None and permission.settles(self._request):
            permission.drop()
        self._end(run, Cancelled().problem)

    def abandon(self) -> None:
        """The job is closed: what still comes is not waited for."""
        job, run = self._job, self._run
        self.stop()
        if job is not None and run is not None:
            self._end(run, Cancelled().problem)

    def _permitted(self, run: Run, request: Request, most: float | None) -> None:
        if run is self._run:
            self._start(run, msgspec.structs.replace(request, max_cost=most))

    def _start(self, run: Run, request: Request) -> None:
        engine = self._services.engine
        result = EstimatedTranslations if isinstance(request, EstimateTranslations) else Translated
        job = engine.request(request, result)
        job.happened.connect(lambda event: self._on_event(run, event))
        job.finished.connect(lambda answer: self._on_finished(run, answer))
        job.failed.connect(lambda problem: self._end(run, problem))
        self._job = job

    def _on_event(self, run: Run, event: object) -> None:
        if run is not self._run:
            return
        match event:
            case SegmentTranslated(segment=segment) if segment in run.rows:
                self._count(run)
                self.translated.emit(run, run.rows[segment], event)
            case SegmentEstimated(segment=segment) if segment in run.rows:
                self._count(run)
                self.estimated.emit(run, run.rows[segment], event)
            case SegmentFailed(segment=segment, reason=reason) if segment in run.rows:
                self._count(run)
                self.refused.emit(run, run.rows[segment], reason)
            case Progress():
                self._tell_working()
            case Waiting():
                self.waiting.emit(event)

    def _count(self, _run: Run) -> None:
        self._done += 1
        self._tell_working()

    def _tell_working(self) -> None:
        if self._run is not None:
            of = len(self._run.rows)
            told = Working(self._run.work, min(self._done, of), of, stoppable=True, model=self._run.model)
            self.working.emit(self._run.work, told)

    def _on_finished(self, run: Run, answer: Translated | EstimatedTranslations) -> None:
        self._end(run, answer.error, answer)

    def _end(self, run: Run, problem: Problem | None, answer: Translated | EstimatedTranslations | None = None) -> None:
        if run is self._run:
            self._run, self._request, self._job = None, None, None
            self.working.emit(run.work, None)
            self.ended.emit(run, answer, problem)


def run_of(work: Work, rows: Sequence[Row], model: str, *, beside: bool = False) -> Run:
    """A run over these rows."""
    named = {wire_id(row.key): row.key for row in rows}
    confirmed = frozenset(row.key for row in rows if row.segment.state in CONFIRMED)
    sent = {row.key: row.segment.target for row in rows}
    return Run(f"run {next(_RUNS)}", work, model, named, sent, beside, confirmed)


def wire_id(key: RowKey) -> str:
    """What a segment is called on the way to a model, where segments of several files are together."""
    return f"{key.file}/{key.segment}"


def on_the_way(row: Row) -> Segment:
    """A segment as it goes to a model."""
    return msgspec.structs.replace(row.segment, id=wire_id(row.key))
