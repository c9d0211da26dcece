from __future__ import annotations

import json
import subprocess
import sys

import pytest

from desktop import __version__
from desktop.__main__ import asks_for_window, main


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


def test_stop_before_a_command_has_begun_is_told_as_any_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(_given: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop.cli.main", stopped)
    assert main(["doctor"]) == 130
    assert capsys.readouterr().out == ""
    assert main(["doctor", "--json"]) == 130
    assert json.loads(capsys.readouterr().out)["error"]["kind"] == "cancelled"
