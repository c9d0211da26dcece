"""A process of its own: starts the program on a profile, types a letter into the post that it opens, prints two clocks.

The first is read when the beginning of the post is painted, the second when the letter is: it is sent as soon as all
words are in the editor, which takes none before.
"""

from __future__ import annotations

import os
import sys
import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from desktop.__main__ import main
from desktop.views.post.post_text import PostText
from desktop.views.post.screen import PostScreen

_LEAST = 250_000
"""Letters: so many has a post of 50,000 words at least."""


class Typist(QObject):
    """Waits until the post is painted, types, and looks whether the letter arrived."""

    def __init__(self) -> None:
        super().__init__()
        self._text: PostText | None = None
        self._seen = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Paint:
            return False
        if self._text is None:
            page = watched.page if isinstance(watched, QMainWindow) else None  # type: ignore[attr-defined]
            if isinstance(page, PostScreen):
                self._text = page.editor.text
                self._text.filling.connect(self._on_filling)
                self._text.viewport().installEventFilter(self)
        elif not self._seen and watched is self._text.viewport() and self._text.document().characterCount() > 1:
            QTimer.singleShot(0, self._note_seen)
        return False

    def _note_seen(self) -> None:
        self._seen = self._seen or time.time()

    def _on_filling(self, share: float) -> None:
        if share == 1.0:
            QTimer.singleShot(0, self._type)

    def _type(self) -> None:
        """Send a letter to the text."""
        text = self._text
        if text is None or text.isReadOnly() or text.document().characterCount() < _LEAST:
            return
        before = text.document().characterCount()
        text.setFocus()
        QApplication.sendEvent(text, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, Qt.KeyboardModifier.NoModifier, "q"))
        text.viewport().repaint()
        if text.document().characterCount() != before + 1:
            os._exit(1)
        sys.stdout.write(f"{self._seen or time.time()}\n{time.time()}\n")
        sys.stdout.flush()
        os._exit(0)


typist = Typist()


def shown(window: QMainWindow) -> None:
    """Watch from the moment at which it is shown."""
    window.installEventFilter(typist)
    QWidget.show(window)


QMainWindow.show = shown  # type: ignore[method-assign, assignment]
main(["--profile", sys.argv[1]])
