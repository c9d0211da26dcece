"""Where the backups lie: beside the history, and in a second folder of the writer's choice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import ElidedLabel, Label


class BackupPlaces(QWidget):
    """Two rows; the second one says when its folder cannot be reached."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.own = _path(str(desk.profile.backups))
        self.show_own = Button(tr("Open the folder"), icon="folder", small=True)
        self.second = _path("")
        advice = tr("None. One on another disk or in the cloud outlives this computer.")
        self.hint = Label(advice, "base", "text_2", wrap=True)
        self.trouble = Label("", "base", "warning", wrap=True)
        self.choose = Button(tr("Choose a folder…"), icon="folder", small=True)
        self.none = Button(tr("Use none"), ButtonKind.QUIET, small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_row((Label(tr("Beside the history"), "strong"), self.own), self.show_own))
        column.addWidget(Rule())
        words = (Label(tr("In a second folder"), "strong"), self.second, self.hint, self.trouble)
        column.addWidget(_row(words, self.none, self.choose))
        self.show_own.clicked.connect(self._open_own)
        self.choose.clicked.connect(self._on_choose)
        self.none.clicked.connect(self._on_none)
        desk.backing_up.folder_changed.connect(self._show)
        self._show()

    def refresh(self) -> None:
        """Look whether the second folder is there."""
        self._desk.backing_up.look_for_folder()

    def _show(self) -> None:
        folder, reachable = self._desk.backing_up.folder, self._desk.backing_up.reachable
        self.second.setText(folder)
        self.second.setVisible(bool(folder))
        self.hint.setVisible(not folder)
        self.trouble.setText(
            tr("It cannot be reached now. Connect its disk or network; until then backups lie beside the history only.")
        )
        self.trouble.setVisible(bool(folder) and not reachable)
        self.none.setVisible(bool(folder))
        self.choose.setText(tr("Choose another…") if folder else tr("Choose a folder…"))

    def _open_own(self) -> None:
        folder = self._desk.profile.backups
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder if folder.is_dir() else self._desk.profile.folder)))

    def _on_choose(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(
            self.window(), tr("A second folder for backups"), self._desk.backing_up.folder or str(Path.home())
        )
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._desk.backing_up.choose_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_none(self) -> None:
        self._desk.backing_up.choose_folder("")


def _path(path: str) -> ElidedLabel:
    return ElidedLabel(path, "base", "text_2", mode=Qt.TextElideMode.ElideMiddle)


def _row(words: tuple[QWidget, ...], *buttons: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout()
    column.setSpacing(Space.XXS)
    for each in words:
        column.addWidget(each)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, Space.M, 0, Space.M)
    row.setSpacing(Space.S)
    row.addLayout(column, 1)
    for button in buttons:
        row.addWidget(button)
    return holder
