"""What a service asks the engine about the draft on the desk: one question at a time."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.errors import Problem
from desktop.runtime.engine_client import EngineClient, EngineState, Job
from desktop.runtime.lull import Lull


class Question(QObject):
    """Asks one question at a time and hears the answer to that one only, never to one that was dropped.

    `answered` sends the question with its answer, `failed` the problem; by then the next may be asked. With a `lull`,
    an answer is told when no key waits; until then it counts as waited for.
    """

    answered = Signal(object, object)  # the request, and its answer
    failed = Signal(object)  # Problem

    def __init__(
        self, engine: EngineClient, answer: type[msgspec.Struct], parent: QObject, lull: Lull | None = None
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._answer = answer
        self._job: Job | None = None
        self._lull = lull
        self._come: tuple[Job, msgspec.Struct] | None = None
        self.settled: msgspec.Struct | None = None
        """What was asked last, for a service that asks nothing twice; None when the same may be asked again."""

    @property
    def open(self) -> bool:
        """Whether an answer is waited for."""
        return self._job is not None

    @property
    def possible(self) -> bool:
        """Whether the engine can be asked now, without waiting for it or for another answer."""
        return not self.open and self._engine.state is EngineState.READY

    def ask(self, request: msgspec.Struct) -> Job:
        """Ask this; the job is for those who listen to what happens meanwhile."""
        job = self._engine.request(request, self._answer)
        job.finished.connect(lambda answer: self._on_finished(job, answer))
        job.failed.connect(lambda problem: self._on_failed(job, problem))
        self._job, self.settled = job, request
        return job

    def stop(self) -> None:
        """Ask the engine to end its work; its answer is still heard."""
        if self._job is not None:
            self._job.cancel()

    def drop(self) -> None:
        """Hear no more of what was asked, and let the same be asked again."""
        self._job = self.settled = None

    def _on_finished(self, job: Job, answer: msgspec.Struct) -> None:
        if job is not self._job:
            return
        self._come = job, answer
        if self._lull is None:
            self._tell()
        else:
            self._lull.run(self._tell)

    def _tell(self) -> None:
        come, self._come = self._come, None
        if come is not None and come[0] is self._job:
            self._job = None
            self.answered.emit(come[0].params, come[1])

    def _on_failed(self, job: Job, problem: Problem) -> None:
        if job is self._job:
            self._job = None
            self.failed.emit(problem)
