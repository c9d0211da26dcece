"""The quality of the whole job: its score by MQM, that of each file, the report for the client, and machine output."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.core.quality import QualityReport, QualityScore
from desktop.core.words import decimal, tr, trn
from desktop.runtime.notices import Answer
from desktop.runtime.translating import Translating
from desktop.runtime.translation_quality import TranslationQuality
from desktop.views.tokens import Space
from desktop.views.translate.quality_bars import EditBars
from desktop.views.translate.quality_words import dimension_words, severity_words
from desktop.views.widgets.badge import Badge, Tone
from desktop.views.widgets.button import Button
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import ElidedLabel, Label

_LATER_MS = 400
_MOST_FILES = 30


class JobQuality(QWidget):
    """Counts when it is shown and after rows changed, never while it is hidden."""

    def __init__(self, translating: Translating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translating = translating
        self.quality = TranslationQuality(translating, self)
        self.score = Label("", "title")
        self.verdict = Badge("")
        self.sentence = Label("", "base", "text_2", wrap=True)
        self.report = Button(tr("Report…"), icon="export", small=True)
        self.report.set_trailing("chevron-down")
        self.bars = EditBars()
        self.no_bars = Label(
            tr("As soon as rows that a model translated are confirmed, you see here how much was changed."),
            "small", "text_3", wrap=True,
        )  # fmt: skip
        self._counts = QGridLayout()
        self._files = QGridLayout()
        self._soon = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, 0, Space.L, Space.L)
        column.setSpacing(Space.M)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(self.score)
        head.addWidget(self.verdict)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.sentence)
        column.addWidget(self.report, 0, Qt.AlignmentFlag.AlignLeft)
        for grid in (self._counts, self._files):
            grid.setHorizontalSpacing(Space.M)
            grid.setVerticalSpacing(Space.S)
            grid.setColumnStretch(0, 1)
        column.addLayout(self._counts)
        self.files_title = Label(tr("Files"), "small_strong", "text_2")
        column.addWidget(self.files_title)
        column.addLayout(self._files)
        column.addWidget(Rule())
        column.addWidget(Label(tr("What was changed of machine output"), "small_strong", "text_2", wrap=True))
        column.addWidget(self.bars)
        column.addWidget(self.no_bars)
        column.addStretch(1)

    def _connect(self) -> None:
        self._soon.timeout.connect(self.refresh)
        self._translating.rows_changed.connect(self._on_changed)
        self._translating.job_opened.connect(self._on_job)
        self._translating.job_closed.connect(self._on_job)
        self.quality.counted.connect(self.show_report)
        self.quality.changed.connect(self._show_bars)
        self.quality.failed.connect(self._translating.failed)
        self.quality.written.connect(self._on_written)
        self.report.clicked.connect(self._on_report)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self.quality.measure()

    def _on_changed(self, _keys: object) -> None:
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _on_job(self) -> None:
        self.quality.forget()
        self._show_bars()
        if self.isVisible():
            self._soon.start()

    # What is shown

    def refresh(self) -> None:
        """Count anew."""
        self.report.setEnabled(self._translating.job is not None)
        self.quality.count()

    def show_report(self, report: QualityReport) -> None:
        """Show these figures."""
        total = report.total
        self.score.setText("–" if total.score is None else decimal(total.score))
        self.verdict.setVisible(total.passed is not None)
        if total.passed:
            self.verdict.set_text(tr("Passed"), Tone.SUPPORTED, "check")
        elif total.passed is False:
            self.verdict.set_text(tr("Not passed"), Tone.CONTRADICTED, "contradicted")
        self.sentence.setText(score_words(total))
        _fill(self._counts, [
            (f"{dimension_words(each.dimension)} · {severity_words(each.severity)}", str(each.count),
             trn("{n} point", "{n} points", round(each.points)))
            for each in total.counts
        ])  # fmt: skip
        files = report.files[:_MOST_FILES] if len(report.files) > 1 else ()
        self.files_title.setVisible(bool(files))
        rows = [(each.name, _per_thousand(each), _score(each)) for each in files]
        _fill(self._files, rows, (tr("Points per 1,000"), tr("Score")))
        self._show_bars()

    def _show_bars(self) -> None:
        models = self.quality.post_editing.models
        self.bars.show_models(models)
        self.bars.setVisible(bool(models))
        self.no_bars.setVisible(not models)

    # The report

    def _on_report(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, ending in ((tr("As a web page…"), "html"), (tr("As a PDF…"), "pdf"), (tr("As a table…"), "csv")):
            menu.addAction(words).triggered.connect(lambda _on=False, ending=ending: self.choose_place(ending))
        menu.popup(self.report.mapToGlobal(QPoint(0, self.report.height())))

    def choose_place(self, ending: str) -> None:
        """Ask where the report is to be written."""
        from PySide6.QtWidgets import QFileDialog

        job = self._translating.job
        name = tr("Quality of {job}", job=job.name if job is not None else "")
        filters = {"html": tr("Web page (*.html)"), "pdf": tr("PDF (*.pdf)"), "csv": tr("Table (*.csv)")}
        dialog = QFileDialog(self.window(), tr("Write the report"), f"{name}.{ending}", filters[ending])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.fileSelected.connect(lambda path: self.quality.write(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_written(self, path: str) -> None:
        words = tr("Exported to {file}.", file=Path(path).name)
        look = Answer(tr("Open it"), partial(_open_file, path))
        self._translating.services.notices.info(words, "", look, key="export")


def _open_file(path: str) -> None:
    """Show a report that was written, with the program of the system."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def score_words(total: QualityScore) -> str:
    """What a score rests on, in a sentence."""
    if total.score is None:
        return tr("No row is confirmed yet, so there is nothing to judge.")
    errors = trn("{n} error", "{n} errors", total.errors)
    words = trn("{n} word judged", "{n} words judged", total.words)
    return tr("{points} points per 1,000 words: {errors}, {words}.", points=decimal(total.per_thousand or 0.0),
              errors=errors, words=words)  # fmt: skip


def _per_thousand(score: QualityScore) -> str:
    return "–" if score.per_thousand is None else decimal(score.per_thousand)


def _score(score: QualityScore) -> str:
    return "–" if score.score is None else decimal(score.score)


def _fill(grid: QGridLayout, rows: list[tuple[str, str, str]], heads: tuple[str, ...] = ()) -> None:
    """Put rows of words and two figures into a grid, below their heads, in the place of those that were there."""
    while (item := grid.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
    for column, head in enumerate(heads if rows else (), 1):
        grid.addWidget(Label(head, "small", "text_3"), 0, column, Qt.AlignmentFlag.AlignRight)
    for place, (words, first, second) in enumerate(rows, 1):
        grid.addWidget(ElidedLabel(words, "base", "text_2"), place, 0)
        for column, figure in enumerate((first, second), 1):
            grid.addWidget(Label(figure, "base"), place, column, Qt.AlignmentFlag.AlignRight)
