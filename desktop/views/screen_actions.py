"""The actions of a page inside a screen, lent to the screen, so that the palette and the list of keys show them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget


def lend(page: QWidget, actions: Iterable[QAction]) -> None:
    """Give actions of a page to the screen in whose stack it stands; its keys work in the page only.

    For pages that switch their actions off while they are away. A page that stands in no stack keeps its own.
    """
    stack = page.parentWidget()
    screen = stack.parentWidget() if isinstance(stack, QStackedWidget) else None
    if screen is None:
        return
    there = set(screen.actions())
    for action in actions:
        if action not in there:
            screen.addAction(action)
