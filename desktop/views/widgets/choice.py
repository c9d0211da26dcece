"""A few choices side by side, one of which holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from desktop.views.tokens import Space
from desktop.views.widgets.button import Button

_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up}
_ON = {Qt.Key.Key_Right, Qt.Key.Key_Down}


class SegmentedChoice(QWidget):
    """Buttons of which one is chosen; the chosen one bears a check mark. Arrow keys move the choice."""

    chosen = Signal(str)

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str]], value: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS + Space.XXS)
        for choice, words in choices:
            button = Button(words, small=True)
            button.setCheckable(True)
            button.setAccessibleDescription(name)
            self._buttons[choice] = button
            self._group.addButton(button)
            row.addWidget(button)
        self._group.buttonClicked.connect(self._on_clicked)
        self.set_value(value)

    @property
    def value(self) -> str:
        """The chosen value; empty when none is."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose without telling anyone."""
        for choice, button in self._buttons.items():
            button.setChecked(choice == value)
            button.set_icon("check" if choice == value else "")

    def button(self, value: str) -> Button:
        """The button of a value."""
        return self._buttons[value]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = -1 if event.key() in _BACK else 1 if event.key() in _ON else 0
        values = list(self._buttons)
        if not step or self.value not in values:
            super().keyPressEvent(event)
            return
        index = (values.index(self.value) + step) % len(values)
        self._buttons[values[index]].setFocus(Qt.FocusReason.TabFocusReason)
        self._buttons[values[index]].click()

    def _on_clicked(self, _button: QAbstractButton) -> None:
        value = self.value
        self.set_value(value)
        self.chosen.emit(value)
