"""A process of its own: streams six variants of two models into the Compare screen, prints its event loop's gaps."""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.figure import percentile
from desktop import app
from desktop.core.brief import Brief, Fact, Length
from desktop.core.comparison import Grid
from desktop.core.profile import Profile
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE, MAX_REPAIRS
from desktop.runtime import desk as desk_module
from desktop.runtime.keeper import Keeper
from desktop.store.settings_file import save_settings

_MODELS = ("loopback-a", "loopback-b")
_TONES = ("plain", "warm", "short")
_SECONDS = 25.0

gc.disable()  # as the program does, which collects by a timer of its own
folder, address = Path(sys.argv[1]), sys.argv[2]
save_settings(folder / "settings.json", {INTERFACE_LANGUAGE.key: "en", COPY_LANGUAGE.key: "en", MAX_REPAIRS.key: 0})
routes = folder / "routes.json"
known = [  # each stands for a provider, which is asked for several variants at once
    {"id": name, "model": f"openai/{name}", "base_url": address, "small": True, "provider": name, "passed_to": name}
    for name in _MODELS
]
routes.write_text(json.dumps(known), encoding="utf-8")
command = (sys.executable, "-m", "desktop.engine", "--routes", str(routes))
desk_module.Desk.__init__.__defaults__ = (None, command)  # the engine of this run knows the loopback server
application = QApplication([])
program = app.Program(application, Profile.at(folder), Keeper(Profile.at(folder)))
program.show()

gaps: list[float] = []
worked: list[float] = []
before = 0
used = 0.0
last = time.perf_counter()
began = last


def turn() -> None:
    """One turn of the event loop."""
    global last, used
    now, by_now = time.perf_counter(), time.thread_time()
    gaps.append(now - last)
    worked.append(by_now - used)
    last, used = now, by_now
    if now - began > _SECONDS:
        finish()


def write() -> None:
    """Six variants at once, each in a column of the screen; the facts let claims be marked too."""
    facts = (Fact("f1", "Weight", "980", "g"), Fact("f2", "Material", "recycled polyester"))
    brief = Brief(product="Backpack", language="en", facts=facts, channels=("shop.description",), length=Length.LONG)
    program.desk.drafts.new(brief)
    program.desk.comparing.set_grid(Grid(_MODELS, _TONES))
    program.desk.comparing.write()
    program.desk.comparing.busy_changed.connect(again)


def again(busy: bool) -> None:  # noqa: FBT001 - a slot
    """All columns anew, as an answer is over in seconds."""
    global before  # noqa: PLW0603 - a script
    if not busy:
        before += sum(column.words for column in program.desk.comparing.columns())
        for column in program.desk.comparing.columns():
            program.desk.comparing.redo(column.key)


def written() -> int:
    """How many words came into the columns."""
    return before + sum(column.words for column in program.desk.comparing.columns())


def finish() -> None:
    """Print the figures and end."""
    found = {
        "p999_ms": percentile(gaps, 0.999) * 1000,
        "longest_ms": max(gaps) * 1000,
        "worked_p999_ms": percentile(worked, 0.999) * 1000,
        "worked_longest_ms": max(worked) * 1000,
        "turns": len(gaps),
        "seconds": time.perf_counter() - began,
        "words": written(),
        "columns": len(program.desk.comparing.shown()),
    }
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    program.desk.engine.close()
    os._exit(0)


def begin() -> None:
    """Measure from the moment at which the window stands: the start itself has a budget of its own."""
    global last, began, used  # noqa: PLW0603 - a script
    program.window.show_screen("compare")
    application.processEvents()
    last = began = time.perf_counter()
    used = time.thread_time()
    clock.start(1)
    QTimer.singleShot(200, write)


clock = QTimer()
clock.timeout.connect(turn)
QTimer.singleShot(300, begin)
application.exec()
