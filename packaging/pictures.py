"""The pictures of the README: `python packaging/pictures.py` on a display, or under Xvfb, with the model fetched.

Opens the real window on a profile of its own, writes the sample product, and takes each picture when it stands.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.core.comparison import Grid
from desktop.core.draft import Origin, Variant
from desktop.core.profile import Profile
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE, MODEL, THEME
from desktop.runtime.keeper import Keeper
from desktop.runtime.session import Place

TARGET = Path(__file__).resolve().parents[1] / "docs" / "pictures"
_SETTLE_MS = 1500


class Photographer:
    """Takes one picture after another; each step waits until the one before stands."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._steps: list[Callable[[], None]] = []

    def run(self) -> None:
        """Open the sample and write it; the pictures follow."""
        desk = self._program.desk
        desk.open_sample()
        desk.writer.finished.connect(self._written)
        QTimer.singleShot(_SETTLE_MS, desk.writer.write)

    def _written(self, variant: Variant) -> None:
        if not variant.complete:
            sys.stderr.write(f"not complete: {variant.error}\n")
        desk = self._program.desk
        desk.drafts.add_version(Origin.NAMED, "For the shop")
        self._steps = [
            lambda: self._take("product-light"),
            lambda: desk.settings.set(THEME, "dark"),
            lambda: self._take("product-dark"),
            lambda: desk.settings.set(THEME, "light"),
            lambda: self._program.window.show_screen("history"),
            lambda: self._take("history-light"),
            self._compare,
        ]
        QTimer.singleShot(_SETTLE_MS, self._next)

    def _compare(self) -> None:
        """Three tones side by side, of the title and the description; the picture is taken when all have ended."""
        desk = self._program.desk
        brief = msgspec.structs.replace(desk.session.draft.brief, channels=("shop.title", "shop.description"))
        desk.session.set_brief(brief, Place("picture"), "")
        self._program.window.show_screen("compare")
        desk.comparing.set_grid(Grid((desk.settings.get(MODEL),), ("plain", "warm", "playful")))
        desk.comparing.write()
        desk.comparing.busy_changed.connect(self._compared)

    def _compared(self, busy: bool) -> None:  # noqa: FBT001 - a slot
        if not busy:
            self._steps = [lambda: None, lambda: self._take("compare-light"), QApplication.quit]
            QTimer.singleShot(_SETTLE_MS, self._next)

    def _next(self) -> None:
        step = self._steps.pop(0)
        step()
        if self._steps:
            QTimer.singleShot(_SETTLE_MS, self._next)

    def _take(self, name: str) -> None:
        TARGET.mkdir(parents=True, exist_ok=True)
        self._program.window.grab().save(str(TARGET / f"{name}.png"))


def main() -> int:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Profile.at(folder)
        profile.settings.write_text(
            json.dumps({INTERFACE_LANGUAGE.key: "en", COPY_LANGUAGE.key: "en", THEME.key: "light"}), encoding="utf-8"
        )
        application = QApplication(sys.argv[:1])
        program = Program(application, profile, Keeper(profile))
        program.window.resize(1280, 800)
        program.show()
        photographer = Photographer(program)
        QTimer.singleShot(_SETTLE_MS, photographer.run)
        status = application.exec()
        program.close()
        return status


if __name__ == "__main__":
    sys.exit(main())
