"""The checks of the draft on the desk, run off the window's thread a moment after it changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.checks.counters import measure
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.finding import CheckReport, Measure
from desktop.engine.messages import Check
from desktop.runtime.engine_client import EngineClient, EngineState, Job
from desktop.runtime.session import DraftSession

_WAIT_MS = 250


class Checker(QObject):
    """Asks for one check at a time; what changed meanwhile is checked after it."""

    checked = Signal(object)  # CheckReport

    def __init__(self, session: DraftSession, engine: EngineClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._engine = engine
        self._report = CheckReport()
        self._asked: tuple[Copy, Brief] | None = None
        self._job: Job | None = None
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        session.changed.connect(self._later)
        session.opened.connect(self._later)
        session.locked_changed.connect(self._later)
        engine.state_changed.connect(self._on_engine)

    @property
    def report(self) -> CheckReport:
        """What the checks said last."""
        return self._report

    @staticmethod
    def measure(channel_id: str, text: str) -> Measure:
        """A text counted as a channel counts it."""
        return measure(channel_id, text)

    def _later(self, _change: object = None) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _on_engine(self, state: str) -> None:
        self._job = None
        if state == EngineState.READY:
            self._asked = None
            self._later()

    def _ask(self) -> None:
        if self._engine.state is not EngineState.READY or self._job is not None:
            return
        draft = self._session.draft
        if self._asked == (draft.copy, draft.brief):
            return
        self._asked = (draft.copy, draft.brief)
        if draft.copy.is_empty:
            self._take(CheckReport())
            return
        job = self._engine.request(Check(draft.copy, draft.brief), CheckReport)
        job.finished.connect(self._on_checked)
        job.failed.connect(self._on_failed)
        self._job = job

    def _on_checked(self, report: CheckReport) -> None:
        self._job = None
        self._take(report)
        self._later()

    def _on_failed(self, _problem: object) -> None:
        """A text too long for the checks keeps what was said last; the writing itself goes on."""
        self._job = None

    def _take(self, report: CheckReport) -> None:
        self._report = report
        self.checked.emit(report)
