"""Runs in a process of its own: opens the window with a text of so many words, and prints its memory in MB."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE
from desktop.runtime.keeper import Keeper
from desktop.store.settings_file import save_settings

folder, words = Path(sys.argv[1]), int(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
save_settings(folder / "settings.json", {INTERFACE_LANGUAGE.key: "en", COPY_LANGUAGE.key: "en"})
application = QApplication([])
program = Program(application, Profile.at(folder), Keeper(Profile.at(folder)))
program.show()


def fill() -> None:
    """Put the text on the desk, in paragraphs of a hundred words."""
    if words:
        paragraph = " ".join(["copy", "that", "people", "read", "twice"] * 20)
        text = "\n".join([paragraph] * (words // 100))
        program.desk.session.open(Draft(DraftId(""), copy=Copy({"title": "Long", "description": text})))
    QTimer.singleShot(4000, report)


def report() -> None:
    """Resident and unshared memory, as Linux counts them."""
    page = os.sysconf("SC_PAGE_SIZE")
    _, resident, shared, *_ = (int(part) * page / 1e6 for part in Path("/proc/self/statm").read_text().split())
    sys.stdout.write(f"{resident:.1f} {resident - shared:.1f}\n")
    sys.stdout.flush()
    program.close()
    os._exit(0)


QTimer.singleShot(1000, fill)
application.exec()
