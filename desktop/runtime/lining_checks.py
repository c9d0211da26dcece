"""Reads the lines that the writer typed or changed, and all of them when the facts have changed, one after another."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.checks.one_line import copy_of_line
from desktop.core.errors import Problem
from desktop.core.finding import CheckReport
from desktop.engine.messages import Check
from desktop.runtime.comparing_values import Services
from desktop.runtime.engine_client import EngineState
from desktop.runtime.lining_sheet import Row, Sheet
from desktop.runtime.question import Question

_WAIT_MS = 400
_NEXT_MS = 0


class LineChecks(QObject):
    """Asks the engine of one line at a time, so that the draft's own check never waits for more than one of them."""

    read = Signal(object, object)  # Sheet, Row: the checks have read it as it is

    def __init__(
        self, services: Services, waiting: Callable[[], list[tuple[Sheet, Row]]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._waiting = waiting
        self._asked: tuple[Sheet, Row] | None = None
        self._failed: set[int] = set()
        self._question = Question(services.engine, CheckReport, self)
        self._question.answered.connect(self._on_answer)
        self._question.failed.connect(self._on_failed)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._ask)
        services.engine.state_changed.connect(self._on_engine)

    def later(self) -> None:
        """Read what waits, a moment after the last change."""
        self._failed.clear()
        self._timer.start(_WAIT_MS)

    def forget(self) -> None:
        """Other lines are on the desk."""
        self._timer.stop()
        self._question.drop()
        self._failed.clear()
        self._asked = None

    def _ask(self) -> None:
        if not self._question.possible:
            return
        following = next((each for each in self._waiting() if id(each[1]) not in self._failed), None)
        if following is not None:
            self._asked = following
            self._question.ask(self._check(*following))

    def _check(self, sheet: Sheet, row: Row) -> Check:
        brief = msgspec.structs.replace(self._services.session.handed_in.brief, channels=(sheet.id,))
        return Check(copy_of_line(sheet.where, row.line.text), brief, self._services.options.current)

    def _on_answer(self, asked: Check, report: CheckReport) -> None:
        found, self._asked = self._asked, None
        if found is not None and self._check(*found) == asked:
            found[0].read(found[1], report)
            self.read.emit(*found)
        self._timer.start(_NEXT_MS)

    def _on_failed(self, _problem: Problem) -> None:
        """What was said last stays, and the line is left alone until something changes."""
        found, self._asked = self._asked, None
        if found is not None:
            self._failed.add(id(found[1]))
        self._timer.start(_NEXT_MS)

    def _on_engine(self, state: str) -> None:
        self._question.drop()
        self._asked = None
        if state == EngineState.READY:
            self.later()
