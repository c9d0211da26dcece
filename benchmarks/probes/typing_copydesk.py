"""Runs in a process of its own: types into a text of 50,000 words in the real window, with counters and checks alive.

Prints one latency a line, in ms: from the moment at which a key was due to the end of the paint that shows its letter.
A key that has to wait for other work of the window's thread waits in the figure too.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from benchmarks.probes.opening import open_window
from benchmarks.words import Words
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.product.screen import ProductScreen

WORDS = 50_000
KEYS = 300
PLACES = (0.0, 0.5, 1.0)
EVERY_S = 0.06
SETTLE_MS = 6_000


class Typist(QObject):
    """Types at a fixed pace and notes when each letter is on the screen.

    `work` is how long the window's thread itself worked from the key to its letter, in ms of the processor: what the
    program does for a letter, also on a machine that has much else to do.
    """

    def __init__(self, editor: FieldEditor, done: QTimer) -> None:
        super().__init__()
        self._editor = editor
        self._done = done
        self._random = random.Random(1)  # noqa: S311 - letters, no secret
        self._next = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._next.timeout.connect(self._press)
        self._shown = QTimer(self, singleShot=True, interval=0)
        self._shown.timeout.connect(self._painted)
        self._due = 0.0
        self._waiting = False
        self._count = 0
        self._begun = 0.0
        self.latencies: list[float] = []
        self.work: list[float] = []
        editor.viewport().installEventFilter(self)

    def start(self) -> None:
        """Begin at the first place."""
        self._move()
        self._due = time.perf_counter() + EVERY_S
        self._later()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._waiting:
            self._shown.start()
        return False

    def _later(self) -> None:
        self._next.start(max(0, round((self._due - time.perf_counter()) * 1000)))

    def _press(self) -> None:
        self._due = max(self._due, time.perf_counter() - 1.0)
        self._due = min(self._due, time.perf_counter())
        self._waiting = True
        self._begun = time.thread_time()
        QTest.keyClicks(self._editor, self._random.choice("abcdefgh "))

    def _painted(self) -> None:
        if not self._waiting:
            return
        self._waiting = False
        self.latencies.append((time.perf_counter() - self._due) * 1000)
        self.work.append((time.thread_time() - self._begun) * 1000)
        self._count += 1
        if self._count % KEYS == 0:
            if self._count == KEYS * len(PLACES):
                self._done.start(0)
                return
            self._move()
        self._due += EVERY_S * (0.7 + 0.6 * self._random.random())
        self._due = max(self._due, time.perf_counter())
        self._later()

    def _move(self) -> None:
        """Put the caret where the next keys go, and bring it into sight."""
        cursor = self._editor.textCursor()
        share = PLACES[self._count // KEYS]
        cursor.setPosition(round(share * (self._editor.document().characterCount() - 1)))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfWord)
        self._editor.setTextCursor(cursor)
        self._editor.setFocus()


def text_of(one_line: bool) -> str:  # noqa: FBT001 - read from the command line
    """So many words, in paragraphs of a hundred or in one line."""
    source = Words(7)
    return (" " if one_line else "\n").join(source.text("en", 100) for _ in range(WORDS // 100))


def main(folder: Path, shape: str) -> None:
    """Open the window, wait until all is warm, type, print."""
    application, program = open_window(folder)
    done = QTimer(singleShot=True)
    typists: list[Typist] = []

    def fill() -> None:
        copy = Copy({"title": "A long text", "description": text_of(shape == "line")})
        program.desk.session.open(Draft(DraftId(""), brief=Brief(product="Book", language="en"), copy=copy))
        QTimer.singleShot(SETTLE_MS, begin)

    def begin() -> None:
        page = program.window.page
        view = page.fields.view("description") if isinstance(page, ProductScreen) else None
        if view is None:
            sys.exit("the product screen is not shown")
        typists.append(Typist(view.editor, done))
        typists[0].start()

    def report() -> None:
        sys.stdout.write("\n".join(f"{latency:.2f}" for latency in typists[0].latencies) + "\n")
        sys.stdout.flush()
        program.close()
        application.exit(0)

    done.timeout.connect(report)
    QTimer.singleShot(1000, fill)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
