"""A process of its own: opens the window, streams six variants into editors, prints the gaps of its event loop."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QWidget

from benchmarks.figure import percentile
from desktop import app
from desktop.core.brief import Brief, Fact
from desktop.core.events import Delta
from desktop.core.profile import Profile
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE
from desktop.engine.messages import Write, Written
from desktop.runtime import desk as desk_module
from desktop.runtime.keeper import Keeper
from desktop.store.settings_file import save_settings

_STREAMS = 6
_SECONDS = 25.0

folder, address = Path(sys.argv[1]), sys.argv[2]
save_settings(folder / "settings.json", {INTERFACE_LANGUAGE.key: "en", COPY_LANGUAGE.key: "en"})
routes = folder / "routes.json"
routes.write_text(
    json.dumps([{"id": "loopback", "model": "openai/loopback", "base_url": address, "small": True}]), encoding="utf-8"
)
command = (sys.executable, "-m", "desktop.engine", "--routes", str(routes))
desk_module.Desk.__init__.__defaults__ = (None, command)  # the engine of this run knows the loopback server
application = QApplication([])
program = app.Program(application, Profile.at(folder), Keeper(Profile.at(folder)))
program.show()

columns = QWidget()
columns.resize(1200, 500)
layout = QHBoxLayout(columns)
editors = [QPlainTextEdit(columns) for _ in range(_STREAMS)]
for editor in editors:
    layout.addWidget(editor)
columns.show()

gaps: list[float] = []
words = 0
last = time.perf_counter()
began = last


def turn() -> None:
    """One turn of the event loop."""
    global last  # noqa: PLW0603 - a script
    now = time.perf_counter()
    gaps.append(now - last)
    last = now
    if now - began > _SECONDS:
        finish()


def show(editor: QPlainTextEdit, event: object) -> None:
    """Text at the end of a column."""
    global words  # noqa: PLW0603 - a script
    if isinstance(event, Delta):
        words += len(event.text.split())
        cursor = editor.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        cursor.insertText(event.text)


def write() -> None:
    """Six variants at once, one into each column."""
    facts = (Fact("f1", "Weight", "980", "g"), Fact("f2", "Material", "recycled polyester"))
    request = Write(Brief(product="Backpack", language="en", facts=facts), model="loopback", max_repairs=0)
    for editor in editors:
        job = program.desk.engine.request(request, Written)
        job.happened.connect(lambda event, editor=editor: show(editor, event))


def finish() -> None:
    """Print the figures and end."""
    found = {
        "p999_ms": percentile(gaps, 0.999) * 1000,
        "longest_ms": max(gaps) * 1000,
        "turns": len(gaps),
        "seconds": time.perf_counter() - began,
        "words": words,
    }
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    program.desk.engine.close()
    os._exit(0)


def begin() -> None:
    """Measure from the moment at which the window stands: the start itself has a budget of its own."""
    global last, began  # noqa: PLW0603 - a script
    last = began = time.perf_counter()
    clock.start(1)
    QTimer.singleShot(200, write)


clock = QTimer()
clock.timeout.connect(turn)
QTimer.singleShot(300, begin)
application.exec()
