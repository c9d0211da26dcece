"""How good a job is: its score by MQM, what was changed of machine output, and the report for the client."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import Problem
from desktop.core.quality import PostEditing, QualityReport
from desktop.core.words import tr
from desktop.runtime.beside import Beside
from desktop.runtime.translating import Translating
from desktop.runtime.translation_files import write_file

REPORT_ENDINGS = (".html", ".pdf", ".csv")
"""As which a report can be written."""


class TranslationQuality(QObject):
    """The figures of the open job; `changed` says that machine output was measured anew."""

    changed = Signal()
    counted = Signal(object)  # QualityReport
    written = Signal(str)  # the path of a report
    failed = Signal(object)  # Problem

    def __init__(self, translating: Translating, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translating = translating
        self._beside = Beside("report", self)
        self._counting = Beside("score", self)
        self._busy = self._again = False
        self.post_editing = PostEditing()

    def report(self) -> QualityReport | None:
        """The report as the rows are now; `None` without a job. 20,000 rows take some tenths of a second."""
        job = self._translating.job
        if job is None:
            return None
        from desktop.statistics.mqm import quality_report

        rows = list(self._translating.rows.values())
        day = datetime.now().astimezone().date().isoformat()
        return quality_report(job, rows, day, post_editing=self.post_editing)

    def count(self) -> None:
        """The same beside the window; `counted` hands it over. What changes meanwhile is counted after."""
        job = self._translating.job
        if job is None:
            return
        if self._busy:
            self._again = True
            return
        self._busy = True
        rows, edits = list(self._translating.rows.values()), self.post_editing
        day = datetime.now().astimezone().date().isoformat()
        found: list[QualityReport] = []

        def work() -> None:
            from desktop.statistics.mqm import quality_report

            found.append(quality_report(job, rows, day, post_editing=edits))

        self._counting.run(work, lambda: self._on_counted(found), self._on_not_counted)

    def _on_counted(self, found: list[QualityReport]) -> None:
        self._busy = False
        job = self._translating.job
        if found and job is not None:
            self.counted.emit(found[0])
        if self._again:
            self._again = False
            self.count()

    def _on_not_counted(self, problem: Problem) -> None:
        self.failed.emit(problem)
        self._on_counted([])

    def measure(self) -> None:
        """Have the worker compare what models gave with what stands there now; `changed` follows."""
        if self._translating.job is not None:
            self._translating.post_editing(self._on_measured)

    def forget(self) -> None:
        """Another job is open."""
        self.post_editing = PostEditing()

    def write(self, path: Path) -> None:
        """Write the report as a page, a PDF or a table, by the file's ending; `written` follows."""
        report = self.report()
        if report is None:
            return

        def work() -> None:
            write_file(path, report_bytes(report, path.suffix.lower()))

        self._beside.run(work, lambda: self.written.emit(str(path)), self.failed.emit)

    def close(self) -> None:
        """Wait for a report that is being written."""
        self._beside.wait(3.0)
        self._counting.wait(3.0)

    def _on_measured(self, found: PostEditing) -> None:
        self.post_editing = found
        self.changed.emit()


def report_bytes(report: QualityReport, ending: str) -> bytes:
    """A report as the file of an ending: `.csv`, `.pdf`, or a page that needs nothing else."""
    from desktop.formats.quality_report import quality_csv, quality_html

    if ending == ".csv":
        return quality_csv(report).encode("utf-8-sig")
    html = quality_html(report)
    if ending == ".pdf":
        from desktop.runtime.printing import pdf_of

        title = tr("Quality of the translation: {job}", job=report.job)
        return pdf_of(html, title, landscape=False)
    return html.encode()
