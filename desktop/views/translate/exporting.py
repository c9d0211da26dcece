"""Where the job is written to: the file itself, a table for others, a memory, or a report, by one file dialog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.core.words import mark, tr

if TYPE_CHECKING:
    from desktop.runtime.translating import Translating

FILE = "file"
KINDS: tuple[tuple[str, str, str], ...] = (
    ("table_docx", mark("Bilingual table for Word (*.docx)"), "docx"),
    ("table_html", mark("Bilingual table as a page (*.html)"), "html"),
    ("tmx", mark("Translation memory (*.tmx)"), "tmx"),
    ("xliff", mark("XLIFF 2.1 (*.xlf)"), "xlf"),
    ("xliff12", mark("XLIFF 1.2 (*.xliff)"), "xliff"),
    ("report_html", mark("Report of the quality (*.html)"), "html"),
    ("report_csv", mark("Report of the quality as a table (*.csv)"), "csv"),
)
"""What can be written of the rows: the kind, its words, and its ending."""


class Exporting(QObject):
    """Asks what and where to; the first choice is the file of the row with its translation."""

    def __init__(self, translating: Translating, parent: QWidget) -> None:
        super().__init__(parent)
        self._translating = translating
        self._window = parent.window()

    def choose(self) -> None:
        """Open the dialog."""
        name = self.own_name()
        itself = self.filter_of_file(name)
        filters = ([itself] if itself else []) + [tr(words) for _kind, words, _ending in KINDS]
        start = Path(QDir.homePath()) / (name or tr("Translation"))
        dialog = QFileDialog(self._window, tr("Export the translation"), str(start), ";;".join(filters))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(self.ending_of(chosen)))
        dialog.setDefaultSuffix(self.ending_of(filters[0]))
        dialog.fileSelected.connect(lambda path: self.write(Path(path), dialog.selectedNameFilter()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self.deleteLater)
        dialog.open()

    def own_name(self) -> str:
        """The name that the translation of the row's file gets: the file's own with the language; empty for a draft."""
        job, current = self._translating.job, self._translating.current
        files = job.files if job is not None else ()
        file = next((each for each in files if current is not None and each.id == current.file), None) or next(
            iter(files), None
        )
        if job is None or file is None or file.draft:
            return ""
        path = Path(file.name)
        return f"{path.stem}.{job.target}{path.suffix}" if job.target else path.name

    @staticmethod
    def filter_of_file(name: str) -> str:
        """The choice of the file itself, with its ending."""
        return tr("The file with its translation (*{ending})", ending=Path(name).suffix) if name else ""

    def ending_of(self, chosen: str) -> str:
        """The ending of what is chosen in the dialog."""
        ending = next((ending for _kind, words, ending in KINDS if tr(words) == chosen), "")
        return ending or Path(self.own_name()).suffix.lstrip(".")

    def write(self, path: Path, chosen: str) -> None:
        """Write what is chosen to this path."""
        kind = next((kind for kind, words, _ending in KINDS if tr(words) == chosen), FILE)
        self._translating.export(path, kind)
