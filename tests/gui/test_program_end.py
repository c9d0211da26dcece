"""The program ends in order: what was seen is told that it is hidden while everything is still there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CODE = """
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.app import Program
from desktop.core.profile import Profile
from desktop.runtime.keeper import Keeper
from desktop.views.theme import make_application


class Watching(QWidget):
    def hideEvent(self, event):
        print("hidden", program.desk.store is not None, program.window.isVisible(), flush=True)
        super().hideEvent(event)


def main():
    global program
    application = make_application("copydesk")
    profile = Profile.at(Path(sys.argv[1]))
    program = Program(application, profile, Keeper(profile))
    watching = Watching(program.window)
    program.show()
    watching.show()
    QTimer.singleShot(500, lambda: application.exit(0))
    application.exec()
    program.close()
    print("closed", program.window.isVisible(), flush=True)


main()
"""


def test_the_window_is_hidden_before_its_parts_go(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"interface_language": "en", "copy_language": "en"}', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert (done.returncode, done.stdout.splitlines()) == (0, ["hidden True False", "closed False"]), done.stderr
