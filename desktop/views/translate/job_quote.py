"""The words of a job by the bands of their matches, to be copied into a quote or written to a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.errors import CopydeskError
from desktop.core.translation import WordBand
from desktop.core.words import tr
from desktop.runtime.translating import Translating
from desktop.runtime.translation_files import write_file
from desktop.runtime.translation_quote import quote_csv, quote_rows, quote_text
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button
from desktop.views.widgets.progress import Skeleton
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import Label

_COLUMNS = 4


class JobQuote(QWidget):
    """Counts when it is shown: 20,000 rows are looked up beside, which takes some seconds."""

    def __init__(self, translating: Translating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translating = translating
        self.bands: tuple[WordBand, ...] = ()
        self.waiting = Skeleton(6)
        self.copy = Button(tr("Copy"), icon="copy", small=True)
        self.export = Button(tr("As a table…"), icon="export", small=True)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.XL)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(0, 1)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.copy)
        row.addWidget(self.export)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.waiting)
        column.addWidget(self._table)
        column.addLayout(row)
        column.addStretch(1)
        self.copy.clicked.connect(self._on_copy)
        self.export.clicked.connect(self._on_export)
        self.show_bands(())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._translating.bands(self.show_bands)

    def show_bands(self, bands: Sequence[WordBand]) -> None:
        """Show these."""
        self.bands = tuple(bands)
        self.waiting.setVisible(not bands)
        self._table.setVisible(bool(bands))
        for button in (self.copy, self.export):
            button.setEnabled(bool(bands))
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        rows = quote_rows(bands) if bands else []
        for number, words in enumerate(rows):
            place = 2 * number
            last = number == len(rows) - 1
            if number:
                self._grid.addWidget(Rule(), place - 1, 0, 1, _COLUMNS)
            for column, each in enumerate(words):
                kind = "small" if not number else "strong" if last else "base"
                shown = QLocale().toString(int(each)) if number and column else each
                label = Label(shown, kind, "text_1" if number else "text_2")
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                self._grid.addWidget(label, place, column, side)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(quote_text(self.bands))
        self._translating.said.emit(tr("Copied"))

    def _on_export(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        job = self._translating.job
        name = tr("Words of {job}", job=job.name if job is not None else "")
        dialog = QFileDialog(self.window(), tr("Write the count"), f"{name}.csv", tr("Table (*.csv)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: Path) -> None:
        """Write the table."""
        try:
            write_file(path, quote_csv(self.bands))
        except CopydeskError as error:
            self._translating.failed.emit(error.problem)
        else:
            self._translating.said.emit(tr("Exported to {file}.", file=path.name))
