"""A document and its translation, chosen one after the other and opened as rows to review."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QTemporaryDir
from PySide6.QtWidgets import QWidget

from desktop.core.settings import COPY_LANGUAGE
from desktop.core.words import tr
from desktop.runtime.translating import Translating
from desktop.runtime.translation_pair import PairAligning
from desktop.views.translate.job_adding import FileAdding
from desktop.views.translate.start_files import documents_filter
from desktop.views.translate.start_languages import LanguagesCard


class PairOpening(QObject):
    """Asks for two documents and their languages, has them aligned, and opens what comes of it."""

    def __init__(self, translating: Translating, adding: FileAdding, page: QWidget) -> None:
        super().__init__(page)
        self._translating = translating
        self._adding = adding
        self._page = page
        self._folder: QTemporaryDir | None = None
        self._languages = ("", "")
        self.aligning = PairAligning(self)
        self.aligning.ready.connect(self._on_ready)
        self.aligning.failed.connect(translating.failed)

    def choose(self) -> None:
        """Ask for the source first."""
        self._ask(tr("Open the source"), self._on_source)

    def begin(self, source: Path, target: Path, languages: tuple[str, str]) -> None:
        """Align these."""
        self._folder = self._folder or QTemporaryDir()
        self._languages = languages
        self._translating.said.emit(tr("The two texts are put beside each other…"))
        self.aligning.begin(source, target, languages, Path(self._folder.path()))

    def _ask(self, title: str, then: Callable[[Path], None]) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._page.window(), title, QDir.homePath(), documents_filter())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_source(self, source: Path) -> None:
        self._ask(tr("Open the translation of {file}", file=source.name), partial(self._on_both, source))

    def _on_both(self, source: Path, target: Path) -> None:
        headline = tr("{source} and {target}", source=source.name, target=target.name)
        language = self._translating.services.settings.get(COPY_LANGUAGE)
        card = LanguagesCard(self._page.window(), headline, tr("In which languages are they?"), language, "")
        card.chosen.connect(lambda one, other: self.begin(source, target, (one, other)))
        card.open_in_middle()

    def _on_ready(self, path: Path) -> None:
        self._adding.open_new([path], *self._languages)
