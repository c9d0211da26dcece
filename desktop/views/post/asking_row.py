"""The button that has a model propose something, and what is said beside it while one writes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.words import tr
from desktop.runtime.writer import Writer
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.progress import ProgressStrip
from desktop.views.widgets.text import Label


class AskingRow(QWidget):
    """`asked` when it is pressed; while it is answered the button stops it, and while else is written it waits.

    `key` is bound by the page. `mine` says of the fields that are being written whether they are the answer.
    """

    asked = Signal()

    def __init__(
        self, writer: Writer, words: str, busy: str, key: str, mine: Callable[[tuple[str, ...]], bool],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._writer = writer
        self._words = words
        self._busy = busy
        self._key = key
        self._mine = mine
        self.button = Button(words, icon="pencil")
        self.said = Label("", "base", "text_2", wrap=True)
        self.bar = ProgressStrip(busy)
        self.row = QHBoxLayout()
        self.row.setSpacing(Space.M)
        self.row.addWidget(self.button)
        self.row.addWidget(self.said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S + Space.XXS)
        column.addLayout(self.row)
        column.addWidget(self.bar)
        self.button.clicked.connect(self._on_clicked)
        for signal in (writer.started, writer.finished, writer.failed):
            signal.connect(self._show)
        self._show()

    @property
    def answering(self) -> bool:
        """Whether a model writes the answer now."""
        return self._writer.busy and self._mine(self._writer.fields)

    def set_words(self, words: str) -> None:
        """Ask for it in other words."""
        if words != self._words:
            self._words = words
            self._show()

    def press(self) -> None:
        """Ask, unless something is being written."""
        if not self._writer.busy:
            self.asked.emit()

    def _show(self, _what: object = None) -> None:
        answering, busy = self.answering, self._writer.busy
        self.button.setText(tr("Stop") if answering else self._words)
        self.button.set_icon("stop" if answering else "pencil")
        self.button.set_key("Esc" if answering else "")
        self.button.set_tip("" if answering else with_key(self._words, self._key))
        self.button.setEnabled(answering or not busy)
        waits = tr("Another part is being written. This can be asked for when it is done.") if busy else ""
        self.said.setText(self._busy if answering else waits)
        self.bar.set_progress(0, 0 if answering else 1)
        self.bar.setVisible(answering)

    def _on_clicked(self) -> None:
        if self.answering:
            self._writer.stop()
        else:
            self.press()
