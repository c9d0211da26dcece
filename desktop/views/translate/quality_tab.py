"""The Quality tab: this row, or the whole job."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.translation import Row, RowKey
from desktop.core.words import tr
from desktop.runtime.translating import Translating
from desktop.views.tokens import Space
from desktop.views.translate.quality_job import JobQuality
from desktop.views.translate.quality_row import RowQuality
from desktop.views.translate.side_memory import quiet_scroll
from desktop.views.widgets.switch import Switch

ROW, JOB = "row", "job"
_ROW_MS = 60


class QualityTab(QWidget):
    """Follows the row on which the writer is while it is seen."""

    def __init__(self, translating: Translating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translating = translating
        self.switch = Switch(tr("Quality of what"), ((ROW, tr("This row")), (JOB, tr("All files"))), ROW)
        self.row = RowQuality(translating)
        self.job = JobQuality(translating)
        self._stack = QStackedWidget()
        for part in (self.row, self.job):
            part.setProperty("page", True)
            self._stack.addWidget(quiet_scroll(part))
        head = QHBoxLayout()
        head.setContentsMargins(Space.L, 0, Space.L, 0)
        head.addWidget(self.switch)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self._soon = QTimer(self, singleShot=True, interval=_ROW_MS)
        self._soon.timeout.connect(self.refresh)
        self.switch.chosen.connect(self._on_chosen)
        translating.current_changed.connect(self._on_current)
        translating.rows_changed.connect(self._on_rows)
        translating.findings_changed.connect(self._on_rows)
        translating.back_came.connect(self._on_current)
        translating.job_closed.connect(self._soon.start)
        self.refresh()

    def mark_error(self, *, on_source: bool = False, start: int = 0, end: int = 0) -> None:
        """Ask what is wrong with a span of the row."""
        self.switch.choose(ROW)
        self.refresh()
        self.row.mark_error(on_source=on_source, start=start, end=end)

    def write_comment(self) -> None:
        """Put the caret where a remark is written."""
        self.switch.choose(ROW)
        self.row.write_comment()

    def refresh(self) -> None:
        """Show the row as it is now."""
        self.row.show_row(self._current())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _current(self) -> Row | None:
        key = self._translating.current
        return self._translating.rows.get(key) if key is not None else None

    def _on_current(self, _key: RowKey | None) -> None:
        if self.isVisible():
            self._soon.start()

    def _on_rows(self, keys: list[RowKey]) -> None:
        if self.isVisible() and self._translating.current in keys:
            self._soon.start()

    def _on_chosen(self, which: str) -> None:
        self._stack.setCurrentIndex(0 if which == ROW else 1)
