"""The picture of a post: dropped, chosen, pasted or at an address on the web, with words for who does not see it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.posting import Posting
from desktop.views.mail.block_image import ask_for_picture
from desktop.views.mail.picture_box import PICTURE, PictureBox
from desktop.views.post.address_part import Said
from desktop.views.post.post_line import PostLine
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind


class CoverPart(QWidget):
    """Every change is one step of undo; nothing is fetched from an address."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._posting = posting = desk.posting
        self.picture = PictureBox(posting.finishing.pictures)
        self.picture.setFixedWidth(Size.BRIEF)
        self.remove = Button(tr("Take it out"), ButtonKind.QUIET, icon="trash", small=True)
        self.alt = PostLine(
            posting, "cover_alt", tr("What is to be seen"), tr("Change the words for the cover picture"),
            placeholder=tr("For those who do not see it"),
        )  # fmt: skip
        self.address = WebPicture(posting)
        self.said = Said()
        self._lay_out()
        self.picture.file_asked.connect(self.choose)
        self.picture.dropped.connect(self.take)
        self.remove.clicked.connect(lambda: posting.finishing.change_cover(""))
        posting.changed.connect(self.refresh)
        posting.files.picture_kept.connect(self._on_kept)
        self.refresh()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(Space.S)
        side.addWidget(self.alt)
        side.addWidget(self.address)
        side.addWidget(self.said)
        foot = QHBoxLayout()
        foot.addWidget(self.remove)
        foot.addStretch(1)
        side.addLayout(foot)
        side.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self.picture)
        left.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.L)
        self._row.addLayout(left)
        self._row.addLayout(side, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the words stand below the picture."""
        super().resizeEvent(event)
        beside = self.width() >= Size.TEXT_NARROW
        direction = QHBoxLayout.Direction.LeftToRight if beside else QHBoxLayout.Direction.TopToBottom
        if self._row.direction() != direction:
            self._row.setDirection(direction)
            self.picture.setFixedWidth(Size.BRIEF if beside else Size.SIDE_LIST)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.SIDE_LIST, super().minimumSizeHint().height())

    def choose(self) -> None:
        """Ask for a file."""
        ask_for_picture(self, self.take)

    def take(self, source: Path | bytes) -> None:
        """Make this picture the cover."""
        self._posting.finishing.set_cover(source)

    def refresh(self) -> None:
        """Show the cover of the post on the desk."""
        post = self._posting.post
        self.picture.show_picture(post.cover)
        self.remove.setVisible(bool(post.cover))
        words = ""
        if post.cover and not post.cover_alt.strip():
            words = tr("Without words, nobody who hears the page knows what the picture shows.")
        self.said.say(words, warns=True)

    def _on_kept(self, name: str) -> None:
        """A large picture is there a moment after the post has its name."""
        if self._posting.post.cover == f"{PICTURE}{name}":
            self.picture.show_picture("")
            self.refresh()


class WebPicture(PostLine):
    """The address of a picture on the web; empty while the picture is one of the profile."""

    def __init__(self, posting: Posting) -> None:
        super().__init__(
            posting, "cover", tr("Or its address on the web"), tr("Change the cover picture"),
            placeholder=tr("https://… the picture"),
        )  # fmt: skip

    def shown(self) -> str:
        """As `PostLine` says."""
        cover = super().shown()
        return "" if cover.startswith(PICTURE) else cover

    def kept(self, text: str) -> str:
        """As `PostLine` says; an empty line leaves a picture of the profile where it is."""
        cover = self._posting.post.cover
        return text.strip() or (cover if cover.startswith(PICTURE) else "")
