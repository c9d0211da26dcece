"""A received mail on the desk: opened, pasted or found in a watched folder, looked at, and told of to others."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QDateTime, QFileSystemWatcher, QObject, QTimer, Signal

from desktop.core.checking import chosen_brand
from desktop.core.errors import ErrorKind, Problem
from desktop.core.received import Inspection
from desktop.core.settings import MODEL, WATCHED_FOLDER
from desktop.core.words import tr, trn
from desktop.engine.mail_messages import Inspected, InspectMail, ViewMail
from desktop.formats.received.report import report_of, warning_of
from desktop.runtime.comparing_values import Services
from desktop.runtime.question import Question

_KEY = "inspect"
_SETTLE_MS = 700
"""A file that was just put into the folder may not be written to its end yet."""
_MOST_FOUND = 50


class Inspecting(QObject):
    """One mail at a time; what is told of it stays until the next is opened. The mail itself is kept nowhere."""

    changed = Signal()  # another inspection, begun or ended
    found = Signal(object)  # Path: a new mail in the watched folder
    watching_changed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._inspection: Inspection | None = None
        self._source = ""
        self._at: QDateTime | None = None
        self._problem: Problem | None = None
        self._question = Question(services.engine, Inspected, self)
        self._question.answered.connect(self._on_inspected)
        self._question.failed.connect(self._on_failed)
        self._viewing = Question(services.engine, Inspected, self)
        self._viewing.answered.connect(self._on_viewed)
        self._viewing.failed.connect(self._on_view_failed)
        self._asking = False
        self._name = ""
        self._watcher: QFileSystemWatcher | None = None
        self._known: set[str] = set()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._look)

    @property
    def inspection(self) -> Inspection | None:
        """What was found of the mail on the desk."""
        return self._inspection

    @property
    def name(self) -> str:
        """The name of its file; empty for one that was pasted."""
        return self._source

    @property
    def at(self) -> QDateTime | None:
        """When it was looked at."""
        return self._at

    @property
    def busy(self) -> bool:
        """Whether a mail is being looked at."""
        return self._question.open

    @property
    def viewing(self) -> bool:
        """Whether a model is asked, or the writer whether one may be."""
        return self._viewing.open or self._asking

    def open(self, path: Path) -> None:
        """Look at a mail that was saved as a file."""
        self._begin(InspectMail(path=str(path), own_domains=self._own_domains), path.name)

    def paste(self, text: str, html: str = "") -> None:
        """Look at what was copied; `html` is the same with its links, as mail programs put it on the clipboard."""
        source = html if html and "href" in html.lower() and not _is_source(text) else text
        self._begin(InspectMail(text=source, own_domains=self._own_domains), "")

    def clear(self) -> None:
        """Have no mail on the desk."""
        self._question.drop()
        self._drop_view()
        self._inspection, self._source, self._at = None, "", None
        self.changed.emit()

    def view(self) -> None:
        """Have the model that writes add its view, once the writer has let it see the mail."""
        if self._inspection is None or self.viewing or self._inspection.view:
            return
        self._services.notices.dismiss(_KEY)
        request = ViewMail(self._inspection, self._services.settings.get(MODEL))
        permission = self._services.permission
        if permission is None:
            self._ask_view(request, None)
            return
        self._asking = True
        self.changed.emit()
        permission.settle(request, lambda most: self._ask_view(request, most), self._on_view_failed)

    def stop_view(self) -> None:
        """Ask the model no more."""
        if self._asking and self._services.permission is not None:
            self._services.permission.drop()
        self._asking = False
        self._viewing.stop()
        self.changed.emit()

    def save_report(self, path: Path) -> None:
        """Write what was found to a text file, off the window's thread."""
        if self._inspection is None:
            return
        text = report_of(self._inspection, self._source)
        notices = self._services.notices

        def write() -> None:
            from desktop.formats.export import write_whole

            write_whole(path, text)

        self._services.store.submit(
            lambda _store: write(),
            lambda _none: notices.info(tr("Saved to {file}.", file=path.name), key=_KEY),
            notices.problem,
        )

    def warning_text(self) -> str:
        """A warning to send to others, without anything of the mail that could be followed; empty without a mail."""
        return warning_of(self._inspection) if self._inspection is not None else ""

    # A folder that is watched

    @property
    def folder(self) -> Path | None:
        """The folder that is watched."""
        kept = self._services.settings.get(WATCHED_FOLDER)
        return Path(kept) if kept else None

    def watch(self, folder: Path | None) -> None:
        """Watch a folder for new `.eml` files from now on, or none."""
        self._services.settings.set(WATCHED_FOLDER, str(folder) if folder is not None else "")
        self.resume()

    def resume(self) -> None:
        """Watch what the settings name; what lies there already is not new."""
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        folder = self.folder
        if folder is not None and folder.is_dir():
            self._known = _mails_in(folder)
            self._watcher = QFileSystemWatcher([str(folder)], self)
            self._watcher.directoryChanged.connect(self._on_folder_changed)
        self.watching_changed.emit()

    @property
    def is_watching(self) -> bool:
        """Whether the folder of the settings is there and watched."""
        return self._watcher is not None

    def _on_folder_changed(self, _folder: str) -> None:
        self._settle.start()

    def _look(self) -> None:
        folder = self.folder
        if folder is None or not folder.is_dir():
            return
        now = _mails_in(folder)
        new = sorted(now - self._known)[:_MOST_FOUND]
        self._known = now
        if not new:
            return
        for name in new:
            self.found.emit(folder / name)
        if not self.busy:
            self.open(folder / new[-1])
        said = trn("{n} new mail in the watched folder", "{n} new mails in the watched folder", len(new))
        self._services.notices.info(said, key=_KEY)

    # Asking

    @property
    def _own_domains(self) -> tuple[str, ...]:
        return chosen_brand(self._services.settings.settings).own_domains()

    def _begin(self, request: InspectMail, name: str) -> None:
        self._services.notices.dismiss(_KEY)
        self._drop_view()
        self._name = name
        self._question.stop()
        self._question.drop()
        self._question.ask(request)
        self.changed.emit()

    def _drop_view(self) -> None:
        if self._asking and self._services.permission is not None:
            self._services.permission.drop()
        self._asking = False
        if self._viewing.open:
            self._viewing.stop()
        self._viewing.drop()

    def _ask_view(self, request: ViewMail, max_cost: float | None) -> None:
        self._asking = False
        if self._inspection is request.inspection:
            self._viewing.ask(msgspec.structs.replace(request, max_cost=max_cost))
        self.changed.emit()

    def _on_inspected(self, _asked: InspectMail, answer: Inspected) -> None:
        self._inspection, self._source = answer.inspection, self._name
        self._at = QDateTime.currentDateTime()
        self.changed.emit()

    def _on_failed(self, problem: Problem) -> None:
        """The mail that was there stays."""
        self._services.notices.problem(problem, key=_KEY)
        self.changed.emit()

    def _on_viewed(self, asked: ViewMail, answer: Inspected) -> None:
        if self._inspection is asked.inspection:
            self._inspection = msgspec.structs.replace(
                asked.inspection, view=answer.inspection.view, viewed_by=answer.inspection.viewed_by
            )
        self.changed.emit()

    def _on_view_failed(self, problem: Problem) -> None:
        self._asking = False
        if problem.kind is not ErrorKind.CANCELLED:
            self._services.notices.problem(problem, key=_KEY)
        self.changed.emit()


def _is_source(text: str) -> bool:
    """Whether a text is the source of a mail, with its headers."""
    head = text.lstrip()[:4000].lower()
    return any(head.startswith(name) or f"\n{name}" in head for name in ("received:", "return-path:", "message-id:"))


def _mails_in(folder: Path) -> set[str]:
    try:
        return {each.name for each in folder.iterdir() if each.suffix.lower() == ".eml"}
    except OSError:
        return set()
