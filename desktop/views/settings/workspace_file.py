"""The whole workspace as one file: written for another computer or for safe keeping, and taken in from one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.restoring import ImportReport
from desktop.core.words import tr, trn
from desktop.runtime.notices import Answer
from desktop.views.catalogue import Shell
from desktop.views.settings.restore_card import other_words
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button
from desktop.views.widgets.text import Label

_ENDING = "zip"


class WorkspaceFile(QWidget):
    """Two buttons, and the report of what came."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._backing_up = shell.desk.backing_up
        self.export = Button(tr("Export workspace…"), icon="export", small=True)
        self.bring_in = Button(tr("Import workspace…"), icon="download", small=True)
        about = tr(
            "All texts with their versions and what belongs to them, in a ZIP file that another computer opens and that"
            " people can read. Keys and passwords are not in it. Taking one in overwrites nothing."
        )
        row = QHBoxLayout()
        row.setSpacing(Space.XS + Space.XXS)
        row.addWidget(self.export)
        row.addWidget(self.bring_in)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Label(about, "base", "text_2", wrap=True))
        column.addLayout(row)
        self.export.clicked.connect(self._on_export)
        self.bring_in.clicked.connect(self._on_import)
        self._backing_up.doing_changed.connect(self._show_buttons)
        self._backing_up.imported.connect(self._on_imported)
        self._show_buttons()

    def _show_buttons(self) -> None:
        for button in (self.export, self.bring_in):
            button.setEnabled(self._backing_up.doing is None)

    def _on_export(self) -> None:
        today = datetime.now(UTC).astimezone().date().isoformat()
        name = str(_documents() / f"copydesk-{today}.{_ENDING}")
        dialog = QFileDialog(self.window(), tr("Export the workspace"), name, tr("Workspace (*.zip)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(_ENDING)
        self._open(dialog, self._backing_up.export)

    def _on_import(self) -> None:
        dialog = QFileDialog(self.window(), tr("Import a workspace"), str(_documents()), tr("Workspace (*.zip)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, self._backing_up.bring_in)

    @staticmethod
    def _open(dialog: QFileDialog, then: Callable[[Path], None]) -> None:
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_imported(self, report: ImportReport) -> None:
        answer = Answer(tr("Show them in the history"), partial(self._shell.show, "history"), primary=True)
        others = other_words(report.others)
        text = " ".join(part for part in (came(report), others) if part)
        self._shell.desk.notices.info(tr("The workspace was taken in."), text, answer, key="backup")


def came(report: ImportReport) -> str:
    """What an import brought, in a sentence or two."""
    parts = []
    if report.added:
        parts.append(trn("{n} text is new here.", "{n} texts are new here.", len(report.added)))
    if report.changed:
        parts.append(
            trn(
                "Of {n} text there is another one here; the one of the file came as a version.",
                "Of {n} texts there are others here; those of the file came as versions.",
                len(report.changed),
            )
        )
    if report.skipped:
        parts.append(trn("{n} text was here already.", "{n} texts were here already.", report.skipped))
    if report.versions:
        parts.append(trn("{n} version came.", "{n} versions came.", report.versions))
    return " ".join(parts) or tr("There was nothing in it that is not here.")


def _documents() -> Path:
    from PySide6.QtCore import QStandardPaths

    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
