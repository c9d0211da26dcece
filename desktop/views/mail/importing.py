"""A mail that was made elsewhere, brought onto the desk: from a file, the clipboard, or dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.core.words import tr
from desktop.runtime.desk import Desk

KEY = "Alt+O"
ENDINGS = (".eml", ".html", ".htm", ".mjml", ".md", ".markdown", ".txt")
_RECEIVED = ".eml"


class Importing(QObject):
    """Asks where from, and hands it to the desk, which reads it and says what was left out."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def choose_file(self) -> None:
        """Ask for a file."""
        from PySide6.QtWidgets import QFileDialog

        mails = tr("Mails ({endings})", endings=" ".join(f"*{each}" for each in ENDINGS))
        filters = ";;".join((mails, tr("All files (*)")))
        dialog = QFileDialog(self._window, tr("Open a mail"), "", filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open(self, path: Path) -> None:
        """Read a file."""
        self._desk.mailing.open_mail(path)

    def paste(self) -> None:
        """Read what is on the clipboard: its HTML if it has some, else its text."""
        self._take(QGuiApplication.clipboard().mimeData())

    def _take(self, data: QMimeData | None) -> None:
        text = mail_text(data)
        if text.strip():
            self._desk.mailing.paste_mail(text)
        else:
            self._desk.notices.info(tr("There is no text on the clipboard."), key="paste")

    def drop(self, data: QMimeData) -> bool:
        """Read what was dropped, if it may be a mail."""
        path = dropped_mail(data)
        if path is not None:
            self.open(path)
            return True
        return False


def mail_text(data: QMimeData | None) -> str:
    """The mail in what lies on the clipboard: source text as it stands, and formatted text as HTML."""
    if data is None:
        return ""
    text = data.text()
    if text.lstrip().startswith("<") or not data.hasHtml():
        return text
    return data.html()


def dropped_mail(data: QMimeData) -> Path | None:
    """The file of a mail in what is being dropped; `None` when there is none."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in ENDINGS), None)


def dropped_received(data: QMimeData) -> Path | None:
    """The `.eml` file in what is being dropped; `None` when there is none."""
    path = dropped_mail(data)
    return path if path is not None and path.suffix.lower() == _RECEIVED else None
