"""Small buttons that wrap like words, one of which may hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.views.widgets.button import Button
from desktop.views.widgets.flow import Flow

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ChipFlow(Flow):
    """`chosen` sends the words of a chip. Tab stops once, arrow keys go from chip to chip, Enter or Space presses."""

    chosen = Signal(str)

    def __init__(self, name: str, does: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._does = does
        self._value = ""
        self.chips: list[Button] = []
        self.setAccessibleName(name)

    def show_words(self, words: Sequence[str]) -> None:
        """Show these chips; the focus stays at its place."""
        if [chip.text() for chip in self.chips] == list(words):
            return
        held = next((place for place, old in enumerate(self.chips) if old.hasFocus()), -1)
        gone, self.chips = self.chips, []
        for each in words:
            chip: Button = _Chip(each, small=True, parent=self)
            chip.setCheckable(True)
            chip.setAccessibleDescription(self._does)
            chip.clicked.connect(lambda _checked=False, each=each: self._on_clicked(each))
            self.chips.append(chip)
        self.set_value(self._value)
        if held >= 0 and self.chips:
            self.chips[min(held, len(self.chips) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        for chip in gone:
            chip.hide()
            chip.deleteLater()

    def set_value(self, value: str) -> None:
        """Mark the chip with these words, whatever their capitals; sends nothing."""
        self._value = value
        at = next((at for at, chip in enumerate(self.chips) if chip.text().casefold() == value.casefold()), -1)
        for place, chip in enumerate(self.chips):
            chip.setChecked(place == at)
            chip.set_icon("check" if place == at else "")
            stop = place == max(at, 0)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
        self.put(self.chips)  # a check mark takes room

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        held = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), -1)
        if not step or held < 0:
            super().keyPressEvent(event)
        else:
            self.chips[(held + step) % len(self.chips)].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self, words: str) -> None:
        self.set_value(self._value)  # what is asked for shows itself when it is so
        self.chosen.emit(words)


class _Chip(Button):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()  # Qt's own button would go to whatever comes next
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)
