"""A comparison to a file and back: the page for a client, the sheet for choices, the tables of ads, and results."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths

from desktop.core.words import tr
from desktop.views.catalogue import Shell

if TYPE_CHECKING:
    from desktop.views.compare.screen import CompareScreen

_NOT_IN_A_NAME = r"[^\w \-.,()]+"
_LONGEST_NAME = 60
_ADS = {"google_ads", "meta_ads", "mail"}


class Exporting(QObject):
    """Asks for a file, then has the comparison write or read it."""

    def __init__(self, shell: Shell, screen: CompareScreen) -> None:
        super().__init__(screen)
        self._desk = shell.desk
        self._screen = screen

    def begin(self, kind: str) -> None:
        """Ask where to."""
        if kind == "read_sheet":
            self._open()
        elif kind == "results":
            self._screen.show_results()
        else:
            self._save(kind)

    def save_to(self, kind: str, path: Path) -> None:
        """Write the comparison to this file."""
        if kind in _ADS:
            self._desk.comparing.export_ads(path, kind)
        else:
            self._desk.comparing.export(path)

    def _save(self, kind: str) -> None:
        from PySide6.QtWidgets import QFileDialog

        words = {
            "html": tr("Web page (*.html)"),
            "pdf": tr("PDF (*.pdf)"),
            "md": tr("Markdown (*.md)"),
            "csv": tr("Table (*.csv)"),
            "xlsx": tr("Sheet (*.xlsx)"),
        }
        suffix = "csv" if kind in _ADS else kind
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(
            self._screen, tr("Export the comparison"), str(Path(folder) / self._name(kind)), words[suffix]
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(lambda path: self.save_to(kind, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._screen, tr("Read a sheet back"), "", tr("Sheet (*.xlsx)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._desk.comparing.read_sheet(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _name(self, kind: str) -> str:
        title = re.sub(_NOT_IN_A_NAME, " ", self._desk.session.draft.title).strip()[:_LONGEST_NAME] or tr("Draft")
        if kind in _ADS:
            return tr("{title}, ads", title=title)
        return tr("{title}, comparison", title=title)
