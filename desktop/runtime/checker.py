"""The checks of the draft on the desk, run off the window's thread a moment after it changed."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.checks.counters import measure
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Finding, Measure, Severity
from desktop.engine.messages import Check
from desktop.runtime.decisions import speaks
from desktop.runtime.engine_client import EngineClient, EngineState
from desktop.runtime.options import WorkspaceOptions
from desktop.runtime.question import Question
from desktop.runtime.session import DraftChange, DraftSession
from desktop.runtime.splices import moved, moved_bases

_WAIT_MS = 250
_RETRY_MS = 3000
_RETRIES = 2
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Heard(msgspec.Struct, frozen=True):
    """What one source said, and the copy of which it said it."""

    copy: Copy
    report: CheckReport


class Checker(QObject):
    """Asks for one check at a time; what changed meanwhile is checked after it.

    Several sources may speak of a draft, each at its own pace: the checks, and what `merge` hands in. What each said is
    shown where its words stand now, and what was said of words that have changed since is left out.
    """

    checked = Signal(object)  # CheckReport

    def __init__(
        self,
        session: DraftSession,
        engine: EngineClient,
        options: WorkspaceOptions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._options = options
        self._question = Question(engine, CheckReport, self, session.lull)
        self._question.answered.connect(self._on_checked)
        self._question.failed.connect(self._on_failed)
        self._report = CheckReport()
        self._heard = Heard(Copy(), CheckReport())
        self._merged: dict[str, Heard] = {}
        self._rulings = session.draft.brief.rulings
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._ask_soon)
        self._known = False  # whether the checks have said anything of the draft on the desk
        self._failures = 0
        self._retry = QTimer(self, singleShot=True, interval=_RETRY_MS)
        self._retry.timeout.connect(self._ask)
        session.changed.connect(self._on_changed)
        session.opened.connect(self._on_opened)
        session.locked_changed.connect(self._later)
        options.changed.connect(self._on_options)
        engine.state_changed.connect(self._on_engine)

    @property
    def report(self) -> CheckReport:
        """What the checks said last."""
        return self._report

    @property
    def is_current(self) -> bool:
        """Whether the checks have spoken of the text as it stands."""
        return self._known and self._heard.copy == self._session.draft.copy

    @staticmethod
    def measure(channel_id: str, text: str) -> Measure:
        """A text counted as a channel counts it."""
        return measure(channel_id, text)

    def merge(self, source: str, copy: Copy, findings: tuple[Finding, ...]) -> None:
        """Show what another source says of `copy` too; it replaces what the same source said before."""
        self._merged[source] = Heard(copy, CheckReport(findings))
        self._show(self._session.draft)

    def _later(self, _change: object = None) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _on_changed(self, change: DraftChange) -> None:
        if change.draft.brief.rulings != self._rulings:
            self._show(change.draft)  # what was silenced goes at once, and comes back with undo
        self._later()

    def _on_opened(self, draft: Draft) -> None:
        """Nothing that was said of another draft is shown with this one."""
        self._rulings = draft.brief.rulings
        self._failures = 0
        self._known = False
        self._merged.clear()
        self._heard = Heard(Copy(), CheckReport())
        self._question.settled = None
        self._later()

    def _on_options(self) -> None:
        self._show(self._session.draft)
        self._later()

    def _on_engine(self, state: str) -> None:
        self._question.drop()
        if state == EngineState.READY:
            self._later()

    def _ask_soon(self) -> None:
        self._session.lull.run(self._ask)

    def _ask(self) -> None:
        if not self._question.possible:
            return
        draft = self._session.draft
        wanted = Check(draft.copy, draft.brief, self._options.current)
        if wanted == self._question.settled:
            return
        if draft.copy.is_empty:
            self._question.settled = wanted
            self._heard, self._known = Heard(draft.copy, CheckReport()), True
            self._show(draft)
            return
        self._question.ask(wanted)

    def _on_checked(self, asked: Check, report: CheckReport) -> None:
        self._failures = 0
        if asked is self._question.settled:
            self._heard, self._known = Heard(asked.copy, report), True
            self._show(self._session.draft)
        self._later()

    def _on_failed(self, _problem: object) -> None:
        """What was said last stays. A busy computer is asked again; a text too long for the checks is left alone."""
        self._failures += 1
        if self._failures <= _RETRIES:
            self._question.settled = None
            self._retry.start()

    def _show(self, draft: Draft) -> None:
        """Tell everyone, but nothing before the checks have spoken: their silence would look like praise."""
        self._rulings = draft.brief.rulings
        if not self._known:
            return
        self._report = merged(self._heard, tuple(self._merged.values()), draft, self._options.current.silenced)
        self.checked.emit(self._report)


def merged(heard: Heard, others: tuple[Heard, ...], draft: Draft, silenced: tuple[str, ...]) -> CheckReport:
    """One report of what all sources said, as far as it holds for the draft as it is, gravest first.

    Where two sources speak of the same words, the checks are heard.
    """
    report = heard.report
    findings = list(moved(report.findings, heard.copy, draft.copy))
    taken = {(each.field, each.start, each.end) for each in findings if each.end > each.start}
    for other in others:
        here = moved(other.report.findings, other.copy, draft.copy)
        findings.extend(each for each in here if (each.field, each.start, each.end) not in taken)
    shown = [each for each in findings if speaks(each, draft.brief, silenced)]
    if others:
        places = {address: place for place, (address, _) in enumerate(draft.copy.addressed())}
        shown.sort(key=lambda each: (_WEIGHT[each.severity], places.get(each.field, -1), each.start, each.end))
    return msgspec.structs.replace(
        report,
        findings=tuple(shown),
        claims=moved(report.claims, heard.copy, draft.copy),
        bases=moved_bases(report.bases, heard.copy, draft.copy),
    )
