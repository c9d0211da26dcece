"""A post that was made elsewhere, brought onto the desk: from a file, the clipboard, or dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.posting_files import READ_ENDINGS

KEY = "Alt+O"


class Importing(QObject):
    """Asks where from, and hands it to the desk, which reads it and says what was left out."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def choose_file(self) -> None:
        """Ask for a file."""
        from PySide6.QtWidgets import QFileDialog

        posts = tr("Posts ({endings})", endings=" ".join(f"*{each}" for each in READ_ENDINGS))
        filters = ";;".join((posts, tr("All files (*)")))
        dialog = QFileDialog(self._window, tr("Open a post"), "", filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open(self, path: Path) -> None:
        """Read a file."""
        self._desk.posting.files.open_post(path)

    def paste(self) -> None:
        """Read what is on the clipboard: its HTML if it has some, else its text; or the file that was copied."""
        self._take(QGuiApplication.clipboard().mimeData())

    def _take(self, data: QMimeData | None) -> None:
        path = dropped_post(data) if data is not None else None
        if path is not None:
            self.open(path)
            return
        text, html = post_text(data) if data is not None else ("", False)
        if text.strip():
            self._desk.posting.files.paste_post(text, html=html)
        else:
            self._desk.notices.info(tr("There is no text on the clipboard."), key="paste")

    def drop(self, data: QMimeData) -> bool:
        """Read what was dropped, if it may be a post."""
        path = dropped_post(data)
        if path is not None:
            self.open(path)
        return path is not None


def post_text(data: QMimeData) -> tuple[str, bool]:
    """The post in what lies on the clipboard, and whether it is HTML; source text is taken as it stands."""
    text = data.text()
    if text.lstrip().startswith("<"):
        return text, True
    if data.hasHtml() and not text.lstrip().startswith(("---\n", "# ")):
        return data.html(), True
    return text, False


def dropped_post(data: QMimeData) -> Path | None:
    """The file of a post in what is being dropped; `None` when there is none."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in READ_ENDINGS), None)
