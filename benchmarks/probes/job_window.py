"""Runs in a process of its own: a file of many segments is opened, scrolled and edited in the real window.

Prints one figure a line, its name and its value: `opened` (s, until the rows are painted), `checked` (s, of all rows,
in the background, from then on), `frame` (ms, from a turn of the wheel to the end of its paint) and `key` (ms, from a
key to the end of the paint that shows its letter), and `one` (ms, the checks of one segment).
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.probes.opening import open_window
from desktop.app import Program
from desktop.core.errors import Problem
from desktop.core.translation import RowKey
from desktop.runtime.engine_client import EngineState
from desktop.views.translate.grid import Grid
from desktop.views.translate.screen import TranslateScreen

TURNS, ROWS, KEYS = 300, 30, 10
PAUSE_MS = 40
_PATIENCE_S = 120
_SETTLE_S = 3.0
_NOTCH = 120
_WAKE_MS = 10


class Painted(QObject):
    """Knows when a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def until(done: Callable[[], bool], what: str) -> None:
    """Let the program work until something is so; a core is left to its engine meanwhile."""
    latest = time.perf_counter() + _PATIENCE_S
    wake = QTimer(interval=_WAKE_MS)
    wake.start()
    while not done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() > latest:
            sys.exit(f"{what} did not come")


def rest(seconds: float) -> None:
    """Let the program work for some time."""
    ends = time.perf_counter() + seconds
    until(lambda: time.perf_counter() > ends, "the end of a pause")


def tell(name: str, value: float) -> None:
    """One figure."""
    sys.stdout.write(f"{name} {value:.3f}\n")


def shown_after(work: Callable[[], object], painted: Painted) -> float:
    """The ms from some work until what it changed is painted."""
    before, began = painted.count, time.perf_counter()
    work()
    while painted.count == before:
        QApplication.processEvents()
    return (time.perf_counter() - began) * 1000


def scroll(grid: Grid) -> None:
    """Turn the wheel, once a frame and more, downwards and then upwards."""
    port = grid.viewport()
    painted = Painted(port)
    middle = QPointF(port.rect().center())
    for turn in range(TURNS):
        notch = -_NOTCH if turn < TURNS * 2 // 3 else _NOTCH
        event = QWheelEvent(
            middle, QPointF(port.mapToGlobal(middle.toPoint())), QPoint(), QPoint(0, notch), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        tell("frame", shown_after(partial(QApplication.sendEvent, port, event), painted))


def type_in_rows(program: Program, page: TranslateScreen, rows: list[RowKey]) -> None:
    """Some letters in each of some rows."""
    letters = random.Random(1)  # noqa: S311 - letters, no secret
    editor = page.work.row.editor
    painted = Painted(editor.viewport())
    for key in rows:
        program.desk.translating.go(key)
        editor.setFocus()
        rest(0.2)
        for _ in range(KEYS):
            letter = letters.choice("abcdefgh ")
            tell("key", shown_after(partial(QTest.keyClicks, editor, letter), painted))
            rest(PAUSE_MS / 1000)


def check_one(program: Program, rows: list[RowKey]) -> None:
    """The checks of one segment, as they run in the engine: here in this process, warm."""
    from desktop.checks.bitext.catalogue import check_segments

    segments = [program.desk.translating.rows[key].segment for key in rows]
    for segment in (*segments[:5], *segments):
        began = time.perf_counter()
        check_segments([segment], "en", "nl")
        taken = (time.perf_counter() - began) * 1000
        if segment not in segments[:5]:
            tell("one", taken)


def main(folder: Path, file: Path) -> None:
    """Open the window, wait until the engine is warm, open the file, scroll, type, print."""
    _application, program = open_window(folder)
    desk = program.desk
    problems: list[Problem] = []
    desk.translating.failed.connect(problems.append)
    program.window.show_screen("translate")
    until(lambda: desk.engine.state is EngineState.READY, "the engine")
    rest(_SETTLE_S)
    page = program.window.page
    if not isinstance(page, TranslateScreen):
        sys.exit("the Translate screen is not shown")
    painted = Painted(page.work.grid.viewport())
    began = time.perf_counter()
    desk.translating.open_files([file])
    until(lambda: desk.translating.job is not None and bool(desk.translating.order) and painted.count > 0, "the rows")
    opened = time.perf_counter()
    tell("opened", opened - began)
    until(lambda: desk.translating.working is None, "the checks")
    tell("checked", time.perf_counter() - opened)
    rest(_SETTLE_S)
    scroll(page.work.grid)
    rows = random.Random(2).sample(list(desk.translating.order), ROWS)  # noqa: S311 - rows, no secret
    type_in_rows(program, page, rows)
    check_one(program, rows)
    if problems:
        sys.exit(problems[0].message)
    sys.stdout.flush()
    program.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
