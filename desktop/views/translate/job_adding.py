"""Files on their way into a job: languages and columns are asked for where a file does not tell them, and only then."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QObject
from PySide6.QtWidgets import QWidget

from desktop.core.errors import Problem
from desktop.core.settings import COPY_LANGUAGE
from desktop.core.words import tr
from desktop.runtime.beside import Beside
from desktop.runtime.translating import Translating
from desktop.runtime.translation_tables import FirstRows, first_rows, wants_columns
from desktop.views.translate.job_columns import ColumnsCard
from desktop.views.translate.start_files import files_filter, never_tells, wants_languages
from desktop.views.translate.start_languages import LanguagesCard


class FileAdding(QObject):
    """`open_new` makes a job of files, `add` puts them into the one that is open."""

    def __init__(self, translating: Translating, page: QWidget) -> None:
        super().__init__(page)
        self._translating = translating
        self._page = page
        self._paths: tuple[Path, ...] = ()
        self._languages = ("", "")
        self._mapping: dict[str, str] = {}
        self._adds = False
        self._beside = Beside("table", self)
        translating.failed.connect(self._on_failed)

    def choose(self, *, adds: bool = False) -> None:
        """Ask for files; with `adds` they go into the job that is open."""
        from PySide6.QtWidgets import QFileDialog

        title = tr("Add files to this job") if adds else tr("Open files to translate")
        dialog = QFileDialog(self._page.window(), title, QDir.homePath(), files_filter())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        take = self.add if adds else self.open_new
        dialog.filesSelected.connect(lambda paths: take([Path(each) for each in paths]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_new(self, paths: Sequence[Path], source: str = "", target: str = "") -> None:
        """A job of these files; where none of them can tell the languages, they are asked first."""
        if paths:
            self._begin(paths, (source, target), adds=False)

    def add(self, paths: Sequence[Path]) -> None:
        """Put these into the job that is open."""
        if paths:
            self._begin(paths, ("", ""), adds=True)

    def asks_about(self, problem: Problem) -> bool:
        """Whether it is no mistake, but something that a file does not tell: it is asked for here."""
        return wants_languages(problem, [path.name for path in self._paths]) or self._unmapped(problem) is not None

    def _unmapped(self, problem: Problem) -> Path | None:
        """The table whose columns could not be told; `None` when it is none of these, or was asked for already."""
        if self._mapping or not wants_columns(problem):
            return None
        return next((path for path in self._paths if path.name in problem.message), None)

    def _begin(self, paths: Sequence[Path], languages: tuple[str, str], *, adds: bool) -> None:
        self._paths, self._languages, self._adds, self._mapping = tuple(paths), languages, adds, {}
        if not adds and not languages[1] and all(map(never_tells, paths)):
            self._ask_languages(tr("From which language into which?"), "")
        else:
            self._go()

    def _go(self) -> None:
        paths = list(self._paths)
        if self._adds:
            self._translating.add_files(paths, self._mapping)
        else:
            self._translating.open_files(paths, *self._languages, self._mapping)

    def _on_failed(self, problem: Problem) -> None:
        if wants_languages(problem, [path.name for path in self._paths]):
            self._ask_languages(problem.message, tr("Choose them once; the job keeps them."))
        elif (path := self._unmapped(problem)) is not None:
            self._read_rows(path)

    def _ask_languages(self, headline: str, sentence: str) -> None:
        source = self._translating.services.settings.get(COPY_LANGUAGE)
        card = LanguagesCard(self._page.window(), headline, sentence, source, "")
        card.chosen.connect(self._on_languages)
        card.open_in_middle()

    def _on_languages(self, source: str, target: str) -> None:
        self._languages = (source, target)
        self._go()

    def _read_rows(self, path: Path) -> None:
        found: list[FirstRows] = []
        self._paths = (path,)  # the others came in
        self._adds = self._adds or self._translating.job is not None
        self._beside.run(
            lambda: found.append(first_rows(path)), lambda: self._ask_columns(found[0]), self._translating.failed.emit
        )

    def _ask_columns(self, rows: FirstRows) -> None:
        card = ColumnsCard(self._page.window(), rows)
        card.mapped.connect(self._on_mapped)
        card.open_in_middle()

    def _on_mapped(self, mapping: dict[str, str]) -> None:
        self._mapping = mapping
        self._go()
