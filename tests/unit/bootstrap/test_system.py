"""What the system lacks is named together with the package that brings it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bootstrap import system
from bootstrap.state import SetupError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="packages of the system are a matter of Linux")


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A path that holds nothing but an `apt-get` and a `dpkg` that keep what they were asked; gives their notes."""
    notes = tmp_path / "notes"
    for name in ("apt-get", "dpkg"):
        tool = tmp_path / "bin" / name
        tool.parent.mkdir(exist_ok=True)
        tool.write_text(f'#!/bin/sh\necho "{name} $*" >> {notes}\n[ "$1" != install ] || [ -e {tmp_path}/updated ]\n')
        tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return notes


def test_a_missing_library_is_named_with_its_package_and_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "QT_LIBRARIES", {"libnowhere.so.9": "libnowhere9"})
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SetupError) as raised:
        system.ensure_libraries()
    assert "libnowhere.so.9" in str(raised.value)
    assert "sudo apt-get install libnowhere9" in str(raised.value)


def test_only_root_installs(apt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert not system.install_packages(["xvfb"], "Tests need it")
    assert not apt.exists()


def test_lists_are_fetched_when_a_package_is_not_known(apt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert not system.install_packages(["xvfb", "xauth"], "Tests need them")
    steps = [line.split()[:2] for line in apt.read_text(encoding="utf-8").splitlines()]
    assert steps == [["apt-get", "install"], ["dpkg", "--configure"], ["apt-get", "update"], ["apt-get", "install"]]


def test_lists_are_left_alone_when_the_package_is_known(apt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (apt.parent / "updated").touch()
    assert system.install_packages(["xvfb"], "Tests need it")
    assert len(apt.read_text(encoding="utf-8").splitlines()) == 1


def test_a_font_of_the_user_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / ".local" / "share" / "fonts" / "inter"
    folder.mkdir(parents=True)
    (folder / "Inter-Regular.otf").touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    assert system.has_good_font()


def test_dictionaries_that_are_missing_are_installed_and_their_absence_stops_nothing(
    apt: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system, "_DICTIONARY_FOLDER", tmp_path)
    for name in ("en_GB.dic", "en_US.dic"):
        (tmp_path / name).touch()
    system.ensure_dictionaries()
    first = apt.read_text(encoding="utf-8").splitlines()[0]
    assert first.endswith("hunspell-nl hunspell-sv")
    assert system.missing_dictionaries() == ["nl.dic", "sv_SE.dic"]
    (tmp_path / "nl.dic").touch()
    (tmp_path / "sv_SE.dic").touch()
    apt.unlink()
    system.ensure_dictionaries()
    assert not apt.exists()
