"""The counts and the screen of `run.py test`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap.state import ROOT
from bootstrap.testing import WAITING, Count, count, virtual_display


def test_the_last_line_counts_what_pytest_reports(tmp_path: Path) -> None:
    tests = tmp_path / "test_four.py"
    tests.write_text(
        "import pytest\n"
        "def test_good(): pass\n"
        "def test_bad(): assert 0\n"
        "def test_skipped(): pytest.skip('no')\n"
        "@pytest.fixture\ndef broken(): raise ValueError\n"
        "def test_error(broken): pass\n"
    )
    report = tmp_path / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-c", "/dev/null", f"--rootdir={tmp_path}", f"--junitxml={report}"]
    subprocess.run([*command, str(tests)], capture_output=True, check=False, cwd=tmp_path)
    assert count(report) == Count(passed=1, failed=2, skipped=1)
    assert count(report).plus(Count(1, 1, 1)) == Count(2, 3, 2)


def test_two_screens_do_not_meet() -> None:
    tool = shutil.which("xdotool")
    if tool is None or shutil.which("Xvfb") is None:
        pytest.skip("Xvfb or xdotool is not installed")
    with virtual_display() as first, virtual_display() as second:
        assert first != second
        for display in (first, second):
            told = subprocess.run(
                [tool, "getdisplaygeometry"], env={"DISPLAY": display}, capture_output=True, check=True
            )
            assert told.stdout.split() == [b"1280", b"800"]


def test_the_folders_that_run_apart_are_there() -> None:
    assert [folder for folder in WAITING if not any((ROOT / folder).glob("test_*.py"))] == []
