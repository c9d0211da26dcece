"""An icon and words in one colour, read as one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.views.icons import IconLabel
from desktop.views.tokens import Size, Space
from desktop.views.widgets.text import Label


class IconWords(QWidget):
    """Says one thing at a time; has shorter words for where there is little room.

    `clicked` is for the mouse only: what it leads to has a key of its own.
    """

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._short = ""
        self._is_short = False
        self._icon = IconLabel("check", "text_2", Size.ICON_SMALL)
        self._label = Label("", "small", "text_2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS + Space.XXS)
        row.addWidget(self._icon)
        row.addWidget(self._label)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    @property
    def words(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, icon: str, words: str, role: str = "text_2", tip: str = "", *, short: str = "") -> None:
        """Show this, or nothing for empty words."""
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.set_icon(icon, role)
        self._words, self._short = words, short
        self._label.set_tone(role)
        self.setToolTip(tip)
        self.setAccessibleName(f"{words}. {tip}" if tip else words)
        self.setVisible(bool(words))
        self.set_short(short=self._is_short)

    def set_short(self, *, short: bool) -> None:
        """Show the shorter words, if there are any."""
        self._is_short = short
        self._label.setText(self._short if short and self._short else self._words)
