"""What this program is: versions, licence, and where everything of the writer lies."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import __version__
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.icons import application_picture
from desktop.views.settings.page import Page
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.text import ElidedLabel, Label


class AboutPage(Page):
    """Versions to name in a report, and the folder to back up."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("About"), tr("What to name when you ask for help."), parent)
        self._folder = desk.profile.folder
        self.column.addLayout(self._who())
        self.column.addSpacing(Space.XL)
        self.versions = versions(desk)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.XL)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self.versions):
            grid.addWidget(Label(name, "base", "text_2"), row, 0)
            grid.addWidget(Label(value, "base", selectable=True), row, 1)
        self.column.addLayout(grid)
        self.add_heading(tr("Your texts and settings"))
        self.column.addWidget(
            Label(tr("Everything you write lies in this folder, and nowhere else."), "base", "text_2", wrap=True)
        )
        self.column.addSpacing(Space.S)
        self.column.addLayout(self._place())

    def _who(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addWidget(Label(f"Copydesk {__version__}", "text_strong"))
        words.addWidget(Label(tr("Free software under the GNU General Public License, version 3 or later."), wrap=True))
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(_Picture(), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _place(self) -> QHBoxLayout:
        path = ElidedLabel(str(self._folder), mode=Qt.TextElideMode.ElideMiddle)
        path.setAccessibleDescription(tr("Folder of the profile"))
        show = Button(tr("Open the folder"), icon="folder")
        show.clicked.connect(self._open)
        copy = Button(tr("Copy versions"), ButtonKind.QUIET, icon="copy")
        copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(path, 1)
        row.addWidget(show)
        row.addWidget(copy)
        return row

    def _open(self) -> None:
        folder = self._folder if self._folder.is_dir() else Path.home()
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{name}: {value}" for name, value in self.versions))


def versions(desk: Desk) -> list[tuple[str, str]]:
    """What runs here: names and versions; a part that is not installed is left out."""
    found = [
        ("Copydesk", __version__),
        ("Python", platform.python_version()),
        ("Qt", f"{qVersion()} (PySide6 {_package('PySide6_Essentials')})"),
        ("SQLite", desk.sqlite_version()),
        ("LiteLLM", _package("litellm")),
        ("llama.cpp", _package("xllamacpp")),
        (tr("System"), f"{platform.system()} {platform.release()} ({platform.machine()})"),
    ]
    return [(name, value) for name, value in found if value]


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


class _Picture(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(Size.HERO, Size.HERO)

    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        QPainter(self).drawPixmap(0, 0, application_picture(Size.HERO, ratio))
