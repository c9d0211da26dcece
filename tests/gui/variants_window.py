"""A window that shows one page over a desk with variants."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.views.main_window import MainWindow
from tests.fakes.variants import VariantsDesk


def shown(qtbot: QtBot, desk: VariantsDesk, page: QWidget, width: int = 1280, height: int = 800) -> MainWindow:
    """The window with this page in the place of a screen, active."""
    window = MainWindow(desk.desk)
    qtbot.addWidget(window)
    window.resize(width, height)
    window.stack.addWidget(page)
    window.stack.setCurrentWidget(page)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def spoken_words(widget: QWidget) -> str:
    """All that a part of the window says to those who see it, hover over it or hear it."""
    parts = [widget, *widget.findChildren(QWidget)]
    said = [word for part in parts for word in (part.accessibleName(), part.accessibleDescription(), part.toolTip())]
    texts = [
        str(text) for part in parts for name in ("text", "toPlainText") if callable(found := getattr(part, name, None))
        if isinstance(text := found(), str)
    ]  # fmt: skip
    return "\n".join(word for word in (*said, *texts) if word)
