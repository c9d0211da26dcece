"""The real window of a probe, in English, with the collector of garbage as the program itself has it."""

from __future__ import annotations

import gc
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.core.profile import Profile
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE
from desktop.runtime.keeper import Keeper
from desktop.store.settings_file import save_settings


def open_window(folder: Path) -> tuple[QApplication, Program]:
    """The program on a profile of its own, its window shown."""
    folder.mkdir(parents=True, exist_ok=True)
    save_settings(folder / "settings.json", {INTERFACE_LANGUAGE.key: "en", COPY_LANGUAGE.key: "en"})
    gc.disable()  # as the program does, so that its own collector is measured
    application = QApplication([])
    program = Program(application, Profile.at(folder), Keeper(Profile.at(folder)))
    program.show()
    return application, program
