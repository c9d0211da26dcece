"""What the Tab key stops at in a part of a screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops_of(part: QWidget) -> list[QWidget]:
    """What the Tab key stops at in a part of the screen, in the order in which it was made."""
    stops = [child for child in part.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return [child for child in stops if child.window() is part.window()]  # the list of a combo box is a window
