"""Asks how a text shall be written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.words import tr
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import LineField
from desktop.views.widgets.popover import Popover


class WishCard(Popover):
    """One line, and Enter writes. Deletes itself."""

    wished = Signal(str)

    def __init__(self, window: QWidget, text: str) -> None:
        super().__init__(window, tr("How to write it"))
        self.field = LineField(
            tr("How shall “{text}” be written?", text=text), placeholder=tr("warmer, and begin with the price")
        )
        self.field.setMinimumWidth(Size.BRIEF)
        self.write = Button(tr("Write"), ButtonKind.PRIMARY, icon="pencil", small=True)
        self.write.setEnabled(False)
        self.field.text_edited.connect(lambda words: self.write.setEnabled(bool(words.strip())))
        self.field.edit.returnPressed.connect(self._wish)
        self.write.clicked.connect(self._wish)
        self.body.addWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addStretch(1)
        row.addWidget(self.write)
        self.body.addLayout(row)
        self.setFocusProxy(self.field.edit)
        self.closed.connect(self.deleteLater)

    def _wish(self) -> None:
        words = self.field.text.strip()
        if words:
            self.close_card()
            self.wished.emit(words)
