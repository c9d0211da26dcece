"""The large search field: finds as one types, ranks on Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.core.words import tr
from desktop.views.icons import IconLabel
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.text import Label

_PAUSE_MS = 40


class SearchField(QLineEdit):
    """`asked` sends (words, ranked): a moment after typing, at once on Enter; `left_down` is sent on the arrow down."""

    asked = Signal(str, bool)
    left_down = Signal()
    ring_radius = Radius.LARGE

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("field", True)
        self.setProperty("large", True)
        self.setAccessibleName(tr("Search everything you ever wrote"))
        self.setPlaceholderText(tr("Search everything you ever wrote"))
        self.setFixedHeight(Size.SEARCH)
        self.hint = Label("", "small", "text_2")
        self.clear_button = IconButton("close", tr("Clear the search"), size=Size.CONTROL_SMALL)
        self.clear_button.clicked.connect(self._on_clear)
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, 0, Space.M, 0)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel("search", "accent", Size.ICON))
        row.addStretch()
        row.addWidget(self.hint)
        row.addWidget(self.clear_button)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._on_pause)
        self.textChanged.connect(self._on_changed)
        self._on_changed("")
        self._timer.stop()

    def shows_focus_ring(self) -> bool:
        """Whether the ring belongs around it now."""
        return True

    def say(self, hint: str) -> None:
        """Say something at its right end."""
        self.hint.setText(hint)
        self._make_room()

    def put(self, words: str) -> None:
        """Show these words; nothing is asked by that."""
        self.setText(words)
        self._timer.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._timer.stop()
            self.asked.emit(self.text(), bool(self.text().strip()))
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self._on_clear()
        else:
            super().keyPressEvent(event)

    def _on_changed(self, text: str) -> None:
        self.clear_button.setVisible(bool(text))
        self._make_room()
        self._timer.start()

    def _on_pause(self) -> None:
        self.asked.emit(self.text(), False)

    def _on_clear(self) -> None:
        self.clear()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_room(self) -> None:
        """The words must not run under the icon, the hint and the button."""
        left = Size.ICON + Space.M
        right = self.hint.sizeHint().width() + (self.clear_button.width() if self.text() else 0) + Space.M
        self.setTextMargins(left, 0, right, 0)
