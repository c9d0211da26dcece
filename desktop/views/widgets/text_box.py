"""A few lines of plain text in a card."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QPlainTextEdit

from desktop.views.tokens import Radius, Size, Space


class TextBox(QPlainTextEdit):
    """Plain text with the look of an input; Tab leaves it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.ring_radius = Radius.SMALL
        self.setProperty("field", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(Size.PASTE_BOX - Space.XL)

    def shows_focus_ring(self) -> bool:
        """Whether the ring belongs around it now."""
        return True
