"""The files of a job: how far each is, more of them, and which column of a table holds what."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.translation import Job, JobFile
from desktop.core.words import tr
from desktop.runtime.translating import Translating
from desktop.runtime.translating_values import CONFIRMED
from desktop.runtime.translation_tables import TABLE_ENDINGS, first_rows_of
from desktop.views.icons import IconLabel
from desktop.views.tokens import Size, Space
from desktop.views.translate.job_columns import ColumnsCard
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.confirm_card import ConfirmCard
from desktop.views.widgets.progress import ProgressStrip
from desktop.views.widgets.text import ElidedLabel, Label


class FileLine(QWidget):
    """One file."""

    removed = Signal(object)  # JobFile
    mapped = Signal(object)  # JobFile: its columns are asked for

    def __init__(self, file: JobFile, done: int, of: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = file
        icon = "pencil" if file.draft else "table" if is_table(file) else "document"
        self.name = ElidedLabel(file.name, "base", mode=Qt.TextElideMode.ElideMiddle)
        self.progress = ProgressStrip(tr("How far {file} is", file=file.name))
        self.progress.set_progress(done, max(1, of))
        self.progress.setFixedWidth(Size.RAIL)
        self.count = Label(tr("{done} of {all}", done=done, all=of), "small", "text_2")
        self.columns = IconButton("columns", tr("Which column holds what?"), size=Size.CONTROL_SMALL)
        self.columns.setVisible(is_table(file))
        self.columns.clicked.connect(lambda: self.mapped.emit(file))
        self.remove = IconButton("trash", tr("Take {file} out", file=file.name), size=Size.CONTROL_SMALL)
        self.remove.clicked.connect(lambda: self.removed.emit(file))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel(icon, "text_2", Size.ICON_MEDIUM))
        row.addWidget(self.name, 1)
        for part in (self.count, self.progress, self.columns, self.remove):
            row.addWidget(part)


class JobFiles(QWidget):
    """`add_asked` wants more files chosen."""

    add_asked = Signal()

    def __init__(self, translating: Translating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translating = translating
        self.total = Label("", "base", "text_2", wrap=True)
        self.strip = ProgressStrip(tr("How far the job is"))
        self.add = Button(tr("Add files…"), ButtonKind.SECONDARY, icon="plus", small=True)
        self.add.clicked.connect(self.add_asked)
        self._shown: tuple[object, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.total)
        column.addWidget(self.strip)
        column.addLayout(self._lines)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    @property
    def lines(self) -> list[FileLine]:
        """The files that are shown."""
        items = (self._lines.itemAt(index) for index in range(self._lines.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if isinstance(each, FileLine)]

    def show_job(self, job: Job) -> None:
        """Show the files of a job with what is done of each."""
        done, of = self._counts()
        if (job.files, done, of) == self._shown:
            return
        self._shown = (job.files, done, of)
        for line in self.lines:
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        for file in job.files:
            line = FileLine(file, done.get(file.id, 0), of.get(file.id, 0))
            line.removed.connect(self._on_remove)
            line.mapped.connect(self._on_map)
            line.remove.setEnabled(len(job.files) > 1)
            self._lines.addWidget(line)
        whole, total = sum(done.values()), sum(of.values())
        self.total.setText(tr("{done} of {all} rows are confirmed.", done=whole, all=total))
        self.strip.set_progress(whole, max(1, total))

    def _counts(self) -> tuple[dict[int, int], dict[int, int]]:
        done: dict[int, int] = {}
        of: dict[int, int] = {}
        for key, row in self._translating.rows.items():
            if not row.segment.locked:
                of[key.file] = of.get(key.file, 0) + 1
                done[key.file] = done.get(key.file, 0) + (row.segment.state in CONFIRMED)
        return done, of

    def _on_remove(self, file: JobFile) -> None:
        question = tr("Take {file} out of the job?", file=file.name)
        sentence = tr("What was translated in it goes with it. The memories keep what was confirmed.")
        card = ConfirmCard(self.window(), question, sentence, tr("Take it out"))
        card.confirmed.connect(partial(self._translating.remove_file, file.id))
        card.open_in_middle()

    def _on_map(self, file: JobFile) -> None:
        """Ask for the columns again; the job is opened anew with them."""
        translating = self._translating

        def show(data: bytes) -> None:
            card = ColumnsCard(self.window(), first_rows_of(data, file.name), file.mapping)
            card.mapped.connect(lambda mapping: self._on_mapped(msgspec.structs.replace(file, mapping=mapping)))
            card.open_in_middle()

        translating.services.store.submit(lambda store: store.job_file_bytes(file.id), show, translating.failed.emit)

    def _on_mapped(self, file: JobFile) -> None:
        translating = self._translating
        job = translating.job
        if job is not None:
            translating.save()
            translating.services.store.submit(
                lambda store: store.change_job_file(file),
                lambda _none: translating.open_job(job.id),
                translating.failed.emit,
            )


def is_table(file: JobFile) -> bool:
    """Whether columns can be chosen for it."""
    return not file.draft and file.name.lower().endswith(TABLE_ENDINGS)
