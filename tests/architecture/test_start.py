"""What a start of the window must not bring in: each of these costs milliseconds that the first letter waits for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

LATER = (
    "configparser",
    "desktop.views.command_palette",
    "desktop.views.editor.field_editor",
    "desktop.views.history.screen",
    "desktop.views.inspector.checks_list",
    "desktop.views.inspector.facts_tab",
    "desktop.views.inspector.preview_tab",
    "desktop.views.inspector.versions_tab",
    "desktop.views.settings.screen",
    "html",
    "json",
    "multiprocessing",
    "platformdirs",
    "plistlib",
    "regex",
    "sqlite3",
)
"""Modules that come in when they are first needed."""

MOST_ENUMS = 260
"""Qt's enums are made as Python's when their class is first touched, at 0.2 to 0.5 ms each; a start made 346 of them.

Some calls make PySide look at all classes of widgets to name the one that comes back: `viewport()` of a view whose
viewport nobody has asked for yet, `QWidget.style()`, `QApplication.setStyle()`, `QPainter.device()`,
`QObject.findChild()`.
"""

CODE = """
import enum, sys
from pathlib import Path

made = []
call = enum.EnumType.__call__

def counted(self, *arguments, **named):
    result = call(self, *arguments, **named)
    if isinstance(result, enum.EnumType):
        made.append(result)
    return result

enum.EnumType.__call__ = counted
from desktop.app import Program
from desktop.core.profile import Profile
from desktop.runtime.keeper import Keeper
from desktop.views.theme import make_application

application = make_application("copydesk")
profile = Profile.at(Path(sys.argv[1]))
program = Program(application, profile, Keeper(profile))
program.window.show()
application.processEvents()
print(len(made), *sorted(set(sys.argv[2:]) & set(sys.modules)))
program.close()
"""


def test_a_start_leaves_out_what_only_later_work_needs(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"interface_language": "en", "copy_language": "en"}', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path), *LATER],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    enums, *modules = done.stdout.split()
    assert modules == []
    assert int(enums) <= MOST_ENUMS
