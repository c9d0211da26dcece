"""A line that can be typed freely or filled from a few suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from desktop.core.words import tr
from desktop.views.icons import icon
from desktop.views.widgets.fields import LineField


class SuggestField(LineField):
    """A labelled line with a chevron; the arrow-down key opens the suggestions too."""

    def __init__(self, label: str, suggestions: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(label, session_undo=True, parent=parent)
        self._suggestions = suggestions
        chevron = self.edit.addAction(icon("chevron-down", "text_3"), QLineEdit.ActionPosition.TrailingPosition)
        chevron.setText(tr("Suggestions"))
        chevron.setToolTip(tr("Suggestions (Alt+Down)"))
        chevron.triggered.connect(self.open_menu)

    def open_menu(self) -> None:
        """Offer the suggestions below the line."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setMinimumWidth(self.edit.width())
        menu.popup(self.edit.mapToGlobal(QPoint(0, self.edit.height())))

    def menu(self) -> QMenu:
        """The suggestions."""
        menu = QMenu(self)
        for words in self._suggestions:
            menu.addAction(words).triggered.connect(partial(self._take, words))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def _take(self, words: str, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt sends along
        self.set_text(words)
        self.text_edited.emit(words)
