from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from desktop.store.files import free_name, private_folder, replace_file


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    replace_file(path, b"one")
    replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert [each.name for each in tmp_path.iterdir()] == ["settings.json"]


def test_a_failed_replacement_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    path.mkdir()
    (path / "inside").touch()
    with pytest.raises(OSError, match=r".+"):
        replace_file(path, b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]


def test_names_for_what_is_set_aside_never_collide(tmp_path: Path) -> None:
    path = tmp_path / "copydesk.db"
    names = set()
    for _ in range(3):
        found = free_name(path, "corrupt")
        found.touch()
        names.add(found.name)
    assert len(names) == 3
    assert all(name.startswith("copydesk.db.corrupt-20") for name in names)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_private_folder_is_the_users_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        private_folder(tmp_path / "a" / "b")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700
