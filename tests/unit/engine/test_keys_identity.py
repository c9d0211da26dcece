from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop.engine.keys_identity import ProfileIdentity
from desktop.engine.keys_trouble import Unusable


def test_nothing_is_written_before_a_name_is_needed(tmp_path: Path) -> None:
    identity = ProfileIdentity(tmp_path / "new" / "keyring-id")
    assert identity.read() == ""
    assert list(tmp_path.iterdir()) == []
    made = identity.make()
    assert re.fullmatch(r"[0-9a-f]{32}", made)
    assert ProfileIdentity(tmp_path / "new" / "keyring-id").read() == identity.make() == made
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["keyring-id"]


@pytest.mark.parametrize("content", [b"", b"abc", b"\xff\xfe", b"../../../../../../../../etc/passwd"])
def test_a_damaged_name_is_made_anew(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "keyring-id"
    file.write_bytes(content)
    identity = ProfileIdentity(file)
    assert identity.read() == ""
    assert identity.make() == identity.read() != ""


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "keyring-id").mkdir()
    identity = ProfileIdentity(tmp_path / "keyring-id")
    for ask in (identity.read, identity.make):
        with pytest.raises(Unusable, match="The folder of the profile"):
            ask()


def test_a_name_that_another_program_has_just_made_is_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "keyring-id"

    def too_late(_source: Path, target: Path) -> None:
        target.write_text("a" * 32, encoding="ascii")
        raise FileExistsError

    monkeypatch.setattr(os, "link", too_late)
    assert ProfileIdentity(file).make() == "a" * 32
    assert [path.name for path in tmp_path.iterdir()] == ["keyring-id"]


def test_a_disk_without_links_is_good_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_source: Path, _target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    identity = ProfileIdentity(tmp_path / "keyring-id")
    assert identity.make() == identity.read() != ""


@pytest.mark.skipif(sys.platform == "win32", reason="a process there has its own name for the file beside")
def test_programs_at_once_agree_on_one_name(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "from desktop.engine.keys_identity import ProfileIdentity\n"
        "sys.stdin.readline()\n"
        "print(ProfileIdentity(pathlib.Path(sys.argv[1])).make())\n"
    )
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "keyring-id")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).resolve().parents[3],
        )
        for _ in range(4)
    ]
    with ThreadPoolExecutor() as pool:
        names = set(pool.map(lambda program: program.communicate("go\n", timeout=60)[0].strip(), programs))
    assert len(names) == 1
    assert names == {ProfileIdentity(tmp_path / "keyring-id").read()}
