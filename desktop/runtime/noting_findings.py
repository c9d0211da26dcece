"""What the checks found of a text goes into the history, so that versions can be narrowed by it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.core.finding import CheckReport, Severity
from desktop.runtime.checker import Checker
from desktop.runtime.session import DraftSession
from desktop.runtime.store_thread import StoreThread


class NotingFindings(QObject):
    """Tells the store how many errors and warnings the draft on the desk has, each time that it was checked.

    When that fails nobody is told: a later check says it again, and what matters more is told by the save.
    """

    def __init__(
        self, session: DraftSession, checker: Checker, store: StoreThread, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._checker = checker
        self._store = store
        checker.checked.connect(self._on_checked)

    def _on_checked(self, report: CheckReport) -> None:
        if not self._checker.is_current:
            return
        draft = self._session.draft
        count = sum(finding.severity is not Severity.INFO for finding in report.findings)
        self._store.submit(lambda store: store.hear_findings(draft, count), lambda _: None, lambda _: None)
