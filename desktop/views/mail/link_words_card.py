"""Gives words of a text a link, changes where it leads, or takes it off."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.words import tr
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import LineField
from desktop.views.widgets.popover import Popover

_OPENING, _CLOSING = "[", "]"


class LinkWordsCard(Popover):
    """Words and address; `changed` sends the Markdown that stands there then. Deletes itself."""

    changed = Signal(str)

    def __init__(self, window: QWidget, words: str, address: str) -> None:
        super().__init__(window, tr("Link"))
        self.words = LineField(tr("Words"))
        self.words.set_text(words)
        self.address = LineField(tr("Leads to"), placeholder=tr("https://… or a merge tag"))
        self.address.set_text(address)
        for field in (self.words, self.address):
            field.setMinimumWidth(Size.BRIEF)
            field.text_edited.connect(self._on_edited)
            field.edit.returnPressed.connect(self._on_keep)
            self.body.addWidget(field)
        self.keep = Button(tr("Keep"), ButtonKind.PRIMARY, small=True)
        self.off = Button(tr("No link"), ButtonKind.QUIET, icon="close", small=True)
        self.off.setVisible(bool(address))
        self.keep.clicked.connect(self._on_keep)
        self.off.clicked.connect(lambda: self._end(self.words.text))
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.off)
        row.addStretch(1)
        row.addWidget(self.keep)
        self.body.addLayout(row)
        self.setFocusProxy(self.address.edit if words else self.words.edit)
        self.closed.connect(self.deleteLater)
        self._on_edited()

    def _on_edited(self, _text: str = "") -> None:
        self.keep.setEnabled(bool(self.address.text.strip()))

    def _on_keep(self) -> None:
        address = self.address.text.strip()
        if address:
            self._end(as_link(self.words.text.strip() or address, address))

    def _end(self, text: str) -> None:
        self.close_card()
        self.changed.emit(text)


def as_link(words: str, address: str) -> str:
    """Words with a link as Markdown; what would end the words or the address early is written otherwise."""
    safe_words = words.replace(_OPENING, "(").replace(_CLOSING, ")").replace("\n", " ")
    bare = (
        address if "://" in address or address.startswith(("mailto:", "tel:", "#", "{", "*|")) else f"https://{address}"
    )
    safe = bare if bare.startswith(("{", "*|")) else bare.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return f"[{safe_words}]({safe})"
