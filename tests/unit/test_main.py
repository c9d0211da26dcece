from __future__ import annotations

import subprocess
import sys

import pytest

from desktop import __version__
from desktop.__main__ import asks_for_window


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--profile", "here"], True),
        (["--profile=here", "--fetch-model"], True),
        (["--fetch-model"], True),
        (["--profile"], False),
        (["--help"], False),
        (["--json"], False),
        (["doctor"], False),
        (["--profile", "here", "doctor"], False),
        (["--profile", "--fetch-model", "doctor"], False),
    ],
)
def test_only_options_of_the_window_open_it(arguments: list[str], *, window: bool) -> None:
    assert asks_for_window(arguments) is window


def test_the_version_is_told_without_window_and_without_commands() -> None:
    code = (
        "import sys; from desktop.__main__ import main; main(['--version']); "
        "print({'desktop.app', 'desktop.cli', 'PySide6'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"copydesk {__version__}\nset()\n"
