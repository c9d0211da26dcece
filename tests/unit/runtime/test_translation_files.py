"""Files of translators, read and written whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.errors import UserError
from desktop.runtime.translation_files import file_bytes, write_file


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "out.tbx"
    write_file(path, b"first")
    write_file(path, b"second")
    assert file_bytes(path, 100) == b"second"
    assert [each.name for each in tmp_path.iterdir()] == ["out.tbx"]


def test_a_file_that_is_too_large_or_gone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "large.tmx"
    path.write_bytes(b"x" * 11)
    with pytest.raises(UserError, match=r"large.tmx is larger than"):
        file_bytes(path, 10)
    with pytest.raises(UserError, match=r"gone.tmx cannot be read"):
        file_bytes(tmp_path / "gone.tmx", 10)


def test_a_place_that_is_not_there_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written"):
        write_file(tmp_path / "no" / "out.tbx", b"x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError, match="cannot be written"):
        write_file(tmp_path / "folder", b"x")
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]
