"""Where the mail goes: a file of one of the kinds that senders and mail programs take."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.core.words import tr
from desktop.runtime.desk import Desk

_NOT_IN_A_NAME = r"[^\w \-.,()]+"
_LONGEST_NAME = 60


class Exporting(QObject):
    """Asks for a file; its ending says what is written."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def name(self) -> str:
        """What the file is called unless the writer says otherwise: the mail, and the segment that is shown."""
        mailing = self._desk.mailing
        segment = mailing.mail.segment(mailing.segment)
        parts = (self._desk.session.draft.title, segment.name if segment is not None else "")
        words = " ".join(part for part in parts if part)
        return re.sub(_NOT_IN_A_NAME, " ", words).strip()[:_LONGEST_NAME] or tr("Mail")

    def choose_file(self) -> None:
        """Ask where to, then write it."""
        from PySide6.QtCore import QStandardPaths
        from PySide6.QtWidgets import QFileDialog

        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        filters = (
            tr("Mail (*.eml)"),
            tr("Web page (*.html)"),
            tr("MJML (*.mjml)"),
            tr("Plain text (*.txt)"),
            tr("Markdown (*.md)"),
            tr("Data (*.json)"),
        )
        place = str(Path(folder) / self.name())
        dialog = QFileDialog(self._window, tr("Export the mail"), place, ";;".join(filters))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("eml")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(ending(chosen)))
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: Path) -> None:
        """Write the mail for the segment that is shown; as data, the whole draft."""
        if path.suffix.lower() == ".json":
            self._desk.export(path)
        else:
            self._desk.mailing.export(path)


def ending(chosen: str) -> str:
    """The ending that a filter of the file dialog names: `eml` of `Mail (*.eml)`."""
    found = re.search(r"\*\.(\w+)", chosen)
    return found.group(1) if found else "eml"
