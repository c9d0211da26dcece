"""Where a post will stand on the web: the last part of its address, and the address that counts for search engines."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.post_look import address_line
from desktop.runtime.post_slug import about_slug, typed_slug
from desktop.runtime.posting import Posting
from desktop.views.icons import IconLabel
from desktop.views.post.post_line import PostLine
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.text import Label

SLUG_KEY = "Alt+U"


class AddressPart(QWidget):
    """The slug is looked at while it is typed; without one, the post takes that of its title."""

    announced = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._posting = posting = desk.posting
        self.slug = SlugLine(posting)
        self.from_title = Button(tr("From the title"), ButtonKind.QUIET, icon="retry", small=True)
        self.from_title.set_tip(with_key(tr("Make the address of the title that stands there now"), SLUG_KEY))
        self.said = Said()
        self.better = Button(tr("Use it"), ButtonKind.QUIET, icon="check", small=True)
        self.better.set_tip(tr("Use the better address"))
        self.canonical = CanonicalLine(posting)
        self.canonical_said = Said()
        self._better = ""
        self._lay_out()
        self.from_title.clicked.connect(self.take_title)
        self.better.clicked.connect(self._take_better)
        posting.changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.slug, 1)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, (Size.CONTROL - Size.CONTROL_SMALL) // 2)
        side.addStretch(1)
        side.addWidget(self.from_title)
        row.addLayout(side)
        column.addLayout(row)
        below = QHBoxLayout()
        below.setSpacing(Space.S)
        below.addWidget(self.said, 1)
        below.addWidget(self.better)
        column.addLayout(below)
        column.addSpacing(Space.S)
        column.addWidget(self.canonical)
        column.addWidget(self.canonical_said)

    def take_title(self) -> None:
        """Make the slug of the title."""
        self._desk.session.pull()
        slug = self._posting.finishing.title_slug()
        if slug:
            self._posting.change(tr("Make the address of the title"), "slug.title", slug=slug)
            self.announced.emit(tr("The address is {slug}", slug=slug))

    def refresh(self) -> None:
        """Look at the addresses, and at the slug that the title would have."""
        made = self._posting.finishing.title_slug()
        brief = self._desk.session.handed_in.brief
        self.slug.edit.setPlaceholderText(made or tr("store-loose-leaf-tea"))
        self.from_title.setEnabled(bool(made) and made != self._posting.post.slug)
        words = about_slug(brief, self._desk.options.current.silenced)
        self._better = words.better
        quiet = tr("Empty, it is made of the title.") if not self._posting.post.slug else ""
        said = words.message or quiet
        if words.better:
            said = tr("{sentence} Better: {slug}", sentence=said, slug=words.better)
        self.said.say(said, warns=bool(words.message))
        self.slug.edit.setAccessibleDescription(said)
        self.better.setVisible(bool(words.better))
        canonical = self._posting.post.canonical
        whole = not canonical or (
            canonical.startswith(("http://", "https://")) and bool(address_line(self._posting.post, "")[0])
        )
        message = "" if whole else tr("Search engines need the whole address: https://, the host and the page.")
        self.canonical_said.say(message, warns=True)
        self.canonical.edit.setAccessibleDescription(message)

    def _take_better(self) -> None:
        self._posting.change(tr("Change the address"), "slug.better", slug=self._better)


class SlugLine(PostLine):
    """Of a whole address that is pasted only its path is kept."""

    def __init__(self, posting: Posting) -> None:
        super().__init__(posting, "slug", tr("Address on your site"), tr("Change the address"))

    def kept(self, text: str) -> str:
        """As `PostLine` says."""
        return typed_slug(text)

    def set_text(self, text: str) -> None:
        """A space behind it stays while one types on; of an address only what is kept of it."""
        if self.text.strip() != text:
            super().set_text(text)


class CanonicalLine(PostLine):
    """The address that search engines are to list."""

    def __init__(self, posting: Posting) -> None:
        super().__init__(
            posting, "canonical", tr("Canonical address"), tr("Change the canonical address"),
            placeholder=tr("https://… where the post stands first"),
        )  # fmt: skip

    def kept(self, text: str) -> str:
        """As `PostLine` says."""
        return text.strip()


class Said(QWidget):
    """A remark below a line; with a sign when it warns. Takes no room when there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("info", "information", Size.ICON_SMALL)
        self.label = Label("", "small", "text_3", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS + Space.XXS)
        row.addWidget(self._icon)
        row.addWidget(self.label, 1)
        self.hide()

    def say(self, words: str, *, warns: bool) -> None:
        """Say this; nothing when it is empty."""
        self.label.setText(words)
        self.label.set_tone("text_2" if warns else "text_3")
        self._icon.setVisible(warns)
        self.setVisible(bool(words))
