"""The checks of columns: one at a time, those side by side first, and nothing twice."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.brief import Brief
from desktop.core.comparison import ColumnKey
from desktop.core.errors import Problem
from desktop.core.finding import CheckReport
from desktop.engine.messages import Check
from desktop.runtime.columns import Held
from desktop.runtime.comparing_board import Board
from desktop.runtime.comparing_values import Services
from desktop.runtime.decisions import speaks
from desktop.runtime.engine_client import EngineState
from desktop.runtime.question import Question

_WAIT_MS = 150
_RETRY_MS = 3000
_TRIES = 2


class ColumnChecks(QObject):
    """Asks for one check at a time; what is no longer wanted is cancelled."""

    checked = Signal(str)  # a column's key

    def __init__(self, board: Board, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._services = services
        self._asked_for = ""
        self._settled: dict[str, Check] = {}
        self._failed: dict[str, tuple[Check | None, int]] = {}  # what could not be checked, and how often
        self._stale: set[str] = set()  # checked by facts that have changed since
        self._brief = services.session.handed_in.brief
        self._question = Question(services.engine, CheckReport, self)
        self._question.answered.connect(self._on_checked)
        self._question.failed.connect(self._on_failed)
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(self._ask)
        self._retry = QTimer(self, singleShot=True, interval=_RETRY_MS)
        self._retry.timeout.connect(self._ask)
        board.opened.connect(self._anew)
        board.changed.connect(self.later)
        services.session.changed.connect(self._on_draft)
        services.options.changed.connect(self.later)
        services.engine.state_changed.connect(self._on_engine)

    def later(self, _value: object = None) -> None:
        """Look in a moment whether something is to be checked."""
        if not self._soon.isActive():
            self._soon.start()

    def wanted(self, key: str) -> Check | None:
        """What would be asked about a column now; `None` when there is nothing to ask."""
        held = self._board.held(key)
        if held is None or not held.loaded or held.growing or self._board.is_live(key) or held.copy.is_empty:
            return None
        return Check(held.copy, self._brief_of(held), self._services.options.current)

    def _brief_of(self, held: Held) -> Brief:
        """A text for the draft on the desk is held against its facts as they are now, another one against its own."""
        if held.foreign:
            return held.brief
        return msgspec.structs.replace(
            self._services.session.handed_in.brief, tone=held.brief.tone, instructions=held.brief.instructions
        )

    def _anew(self) -> None:
        self._question.drop()
        self._settled.clear()
        self._failed.clear()
        self._stale.clear()
        self.later()

    def _on_draft(self, _change: object) -> None:
        """Other facts or channels are another measure; typing in the draft is none."""
        brief = self._services.session.handed_in.brief
        if brief != self._brief:
            if brief.channels != self._brief.channels:
                self._board.forget_measures()
            self._brief = brief
            self._stale = {each.key for each in self._board.comparison.columns}
            self.later()

    def _on_engine(self, state: str) -> None:
        self._question.drop()
        if state == EngineState.READY:
            self.later()

    def _next(self) -> tuple[ColumnKey, Check] | None:
        """Those side by side first; of the others those of which nothing is known."""
        shown = self._board.comparison.shown
        others = [each.key for each in self._board.comparison.columns if each.key not in shown]
        for key in (*shown, *others):
            held = self._board.held(key)
            known = key in others and held is not None and held.report is not None and key not in self._stale
            request = self.wanted(key) if not known else None
            if request is not None and self._settled.get(key) != request and not self._is_left_alone(key, request):
                return key, request
        return None

    def _is_left_alone(self, key: str, request: Check) -> bool:
        """Whether this very text could not be checked too often."""
        asked, tries = self._failed.get(key, (None, 0))
        return tries >= _TRIES and asked == request

    def _ask(self) -> None:
        if self._question.open:
            if self.wanted(self._asked_for) == self._question.settled:
                return
            self._question.stop()
            self._question.drop()
        found = self._next() if self._question.possible else None
        if found is not None:
            self._asked_for, request = found
            self._question.ask(request)

    def _on_checked(self, asked: Check, report: CheckReport) -> None:
        key, held = self._asked_for, self._board.held(self._asked_for)
        if held is not None and self.wanted(key) == asked:
            shown = tuple(each for each in report.findings if speaks(each, asked.brief, asked.options.silenced))
            held.report = msgspec.structs.replace(report, findings=shown)
            self._settled[key] = asked
            self._failed.pop(key, None)
            self._stale.discard(key)
            self._board.tell_column(key)
            self.checked.emit(key)
        self.later()

    def _on_failed(self, _problem: Problem) -> None:
        """A busy computer is asked again; a text that is too long for the checks is left alone."""
        key, held = self._asked_for, self._board.held(self._asked_for)
        asked, (before, tries) = self.wanted(key), self._failed.get(key, (None, 0))
        self._failed[key] = (asked, tries + 1 if before == asked else 1)
        if held is not None and key in self._stale and held.report is not None:
            held.report = None  # what was said by other facts counts no more
            self._board.tell_column(key)
        self._retry.start()
