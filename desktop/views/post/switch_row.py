"""A line of words with a switch at its end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.views.tokens import Size, Space
from desktop.views.widgets.fields import Toggle
from desktop.views.widgets.text import Label


class SwitchRow(QWidget):
    """`toggled` is sent when the writer turned it; pressing the words turns it too."""

    toggled = Signal(bool)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = Toggle(words)
        self.switch.clicked.connect(self.toggled)
        label = Label(words, "base", "text_2", wrap=True)
        self.setMinimumHeight(Size.TAB)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(label, 1)
        row.addWidget(self.switch)

    def set_on(self, *, on: bool) -> None:
        """Show it on or off; sends nothing."""
        self.switch.setChecked(on)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.switch.click()
