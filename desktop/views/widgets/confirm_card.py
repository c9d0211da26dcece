"""A small card that asks before something that cannot be taken back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.words import tr
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label


class ConfirmCard(Popover):
    """A question with two answers; `confirmed` is sent for yes. The focus is on no. Deletes itself."""

    confirmed = Signal()

    def __init__(self, window: QWidget, question: str, sentence: str, yes: str) -> None:
        super().__init__(window, question)
        self.yes = Button(yes, ButtonKind.DANGER, small=True)
        self.no = Button(tr("Cancel"), small=True)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self.close_card)
        self.body.addWidget(Label(question, "strong"))
        words = Label(sentence, "base", "text_2", wrap=True)
        words.fit(Size.BRIEF)
        self.body.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(Space.XS + Space.XXS)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        row.addStretch()
        self.body.addLayout(row)
        self.setFocusProxy(self.no)
        self.closed.connect(self.deleteLater)

    def _on_yes(self) -> None:
        self.close_card()
        self.confirmed.emit()
