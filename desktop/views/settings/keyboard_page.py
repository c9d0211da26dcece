"""The Keyboard page: every key, from the actions themselves."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.core.words import tr
from desktop.views.actions import Actions
from desktop.views.key_list import KeyList
from desktop.views.settings.page import Page


class KeyboardPage(Page):
    """What each key does; in the editor the usual keys of the system work besides."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Keyboard"),
            tr("Everything can be done without a mouse. Ctrl+K finds each of these by name."),
            parent,
        )
        self.column.addWidget(KeyList(actions))
