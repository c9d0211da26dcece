"""Where a draft lies and what it is tagged with, asked for in small cards at the place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.words import tr
from desktop.views.post.chip_flow import ChipFlow
from desktop.views.post.chips_field import ChipsField
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import LineField
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label

_MOST_KNOWN = 12


class TagsCard(Popover):
    """The tags of a draft, and those that others have; `tagged` sends them all after each change. Deletes itself."""

    tagged = Signal(tuple)

    def __init__(self, window: QWidget, tags: Sequence[str], known: Sequence[str]) -> None:
        super().__init__(window, tr("Tags"))
        self._known = tuple(known)
        self.field = ChipsField(tr("Tags"), tr("Add a tag"))
        self.field.show_words(tags)
        self.known = ChipFlow(tr("Tags of other texts"), tr("Tag this text with it"))
        for part in (self.field, self.known):
            part.setFixedWidth(Size.BRIEF)
        self.body.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        self.body.addWidget(self.field)
        self.body.addWidget(self.known)
        self.setFocusProxy(self.field.edit)
        self.field.changed.connect(self._on_changed)
        self.known.chosen.connect(self._on_known)
        self.closed.connect(self.deleteLater)
        self._show_known()

    def close_card(self) -> None:
        """What is still being typed counts too."""
        self.field.edit.enter()
        super().close_card()

    def _on_known(self, tag: str) -> None:
        words = (*self.field.words, tag)
        self.field.show_words(words)
        self._on_changed(words)

    def _on_changed(self, words: tuple[str, ...]) -> None:
        self._show_known()
        self.refit()
        self.tagged.emit(words)

    def _show_known(self) -> None:
        there = {word.casefold() for word in self.field.words}
        free = [tag for tag in self._known if tag.casefold() not in there][:_MOST_KNOWN]
        self.known.show_words(free)
        self.known.setVisible(bool(free))


class FolderCard(Popover):
    """The folder of a draft, a known one or a new one; `moved` sends it, empty for none. Deletes itself."""

    moved = Signal(str)

    def __init__(self, window: QWidget, folder: str, known: Sequence[str]) -> None:
        super().__init__(window, tr("Move to a folder"))
        self.field = LineField(tr("Folder"), placeholder=tr("Winter/Blankets"))
        self.field.set_text(folder)
        self.field.edit.selectAll()
        self.known = ChipFlow(tr("Known folders"), tr("Move to this folder"))
        for part in (self.field, self.known):
            part.setFixedWidth(Size.BRIEF)
        self.known.show_words(tuple(known)[:_MOST_KNOWN])
        self.known.set_value(folder)
        self.known.setVisible(bool(known))
        self.move_button = Button(tr("Move"), ButtonKind.PRIMARY)
        self.none = Button(tr("No folder"), ButtonKind.QUIET)
        self.none.setVisible(bool(folder))
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addStretch()
        row.addWidget(self.none)
        row.addWidget(self.move_button)
        self.body.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        for part in (self.field, self.known):
            self.body.addWidget(part)
        hint = Label(tr("A stroke (/) stands between a folder and one in it."), "small", "text_2", wrap=True)
        hint.fit(Size.BRIEF)
        self.body.addWidget(hint)
        self.body.addLayout(row)
        self.setFocusProxy(self.field.edit)
        self.field.edit.returnPressed.connect(self._on_move)
        self.move_button.clicked.connect(self._on_move)
        self.none.clicked.connect(lambda: self._send(""))
        self.known.chosen.connect(self._send)
        self.closed.connect(self.deleteLater)

    def _on_move(self) -> None:
        self._send(self.field.text)

    def _send(self, folder: str) -> None:
        self.close_card()
        self.moved.emit("/".join(part.strip() for part in folder.split("/") if part.strip()))
