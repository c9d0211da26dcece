"""A picture in a mail, with the words for those who do not see it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.core.errors import Problem
from desktop.core.mail import Block
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.mail.block_body import INSET, MIDDLE, BlockBody, BlockParts, LinkRow, column_of, outside, with_link
from desktop.views.mail.picture_box import PictureBox, file_filter, file_in
from desktop.views.tokens import Space
from desktop.views.widgets.badge import Badge


class ImageBody(BlockBody):
    """The picture, its alt text, and where it leads."""

    def __init__(self, parts: BlockParts, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(block, parent)
        self._mailing = parts.desk.mailing
        alt = parts.text(block, "alt")
        self.views = (alt,)
        self.picture = PictureBox(self._mailing.pictures)
        self.picture.file_asked.connect(lambda: ask_for_picture(self, self.take))
        self.picture.dropped.connect(self.take)
        self.chip = Badge(alt.label)
        alt.editor.picture_dropped.connect(self._on_dropped)
        self.link = LinkRow()
        self.link.changed.connect(self._on_link)
        self.details = self.link
        self._desk = parts.desk
        above = QHBoxLayout()
        above.setContentsMargins(INSET, 0, 0, 0)
        above.addWidget(self.picture)
        below = QHBoxLayout()
        below.setContentsMargins(INSET, 0, 0, 0)
        below.setSpacing(Space.XS)
        below.addWidget(self.chip, 0, MIDDLE)
        below.addWidget(alt, 1)
        column = column_of(self)
        column.setSpacing(Space.XS)
        column.addLayout(above)
        column.addLayout(below)
        outside(alt, column)
        self.show_block(block)

    def show_block(self, block: Block) -> None:
        """As `BlockBody` says."""
        super().show_block(block)
        self.picture.show_picture(block.src, block.width)
        self.link.show_link(block.href)

    def take(self, source: Path | bytes) -> None:
        """Show this picture from now on."""
        take_picture(self._desk, self.block.id, source)

    def _on_dropped(self, data: QMimeData) -> None:
        found = file_in(data)
        if found is not None:
            self.take(found)

    def _on_link(self, href: str) -> None:
        if href != self.block.href:
            self._mailing.change_block(with_link(self.block, href))


def take_picture(desk: Desk, block_id: str, source: Path | bytes) -> None:
    """Keep a picture and show it in a block; why that did not work is said above the window's work."""
    desk.mailing.add_picture(block_id, source, partial(_say, desk))


def ask_for_picture(of: QWidget, then: Callable[[Path], None]) -> None:
    """Ask for the file of a picture."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    dialog = QFileDialog(of.window(), tr("Choose a picture"), folder, file_filter())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _say(desk: Desk, problem: Problem | None) -> None:
    if problem is not None:
        desk.notices.problem(problem, key="mail_picture")
