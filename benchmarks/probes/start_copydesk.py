"""A process of its own: starts the program as its command does, types a letter, prints the clock when it is there.

It watches the one window and no more: to watch all events of Qt, or to look for an editor among all widgets, makes
PySide load every class it has, which would be counted as the program's.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from desktop.__main__ import main
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE
from desktop.store.settings_file import save_settings

folder = Path(sys.argv[1])
save_settings(folder / "settings.json", {INTERFACE_LANGUAGE.key: "en", COPY_LANGUAGE.key: "en"})


class Typist(QObject):
    """Waits for the first paint of the window, types, and looks whether the letter arrived."""

    done = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.done and event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
            self.done = True
            QTimer.singleShot(0, lambda: self.type(watched))
        return False

    @staticmethod
    def type(window: QMainWindow) -> None:
        """Send a letter to the first line of the brief."""
        line = window.page.brief.product.edit  # type: ignore[attr-defined]
        line.setFocus()
        QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"))
        if not line.isVisible() or line.text() != "a":
            os._exit(1)
        line.repaint()
        sys.stdout.write(f"{time.time()}\n")
        sys.stdout.flush()
        os._exit(0)


typist = Typist()


def shown(window: QMainWindow) -> None:
    """Watch from the moment at which it is shown."""
    window.installEventFilter(typist)
    QWidget.show(window)


QMainWindow.show = shown  # type: ignore[method-assign, assignment]
main(["--profile", str(folder)])
