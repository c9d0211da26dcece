"""Pictures: kept once, under a name that says what is in them; what is none, or too large, is refused."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.store.pictures import MOST_BYTES, ending_of, keep_picture

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 60
SORTS = {
    "png": PNG,
    "jpg": b"\xff\xd8\xff\xe0" + b"\0" * 60,
    "gif": b"GIF89a" + b"\0" * 60,
    "webp": b"RIFF\x20\0\0\0WEBPVP8 " + b"\0" * 60,
}


@pytest.mark.parametrize("ending", list(SORTS))
def test_a_picture_is_known_by_its_first_bytes_and_not_by_its_name(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(SORTS[ending])
    kept = keep_picture(tmp_path / "pictures", path)
    assert kept.name.endswith(f".{ending}")
    assert (tmp_path / "pictures" / kept.name).read_bytes() == SORTS[ending]
    assert kept.size == len(SORTS[ending])


def test_the_same_picture_is_kept_once(tmp_path: Path) -> None:
    first, again = keep_picture(tmp_path, PNG), keep_picture(tmp_path, PNG)
    other = keep_picture(tmp_path, PNG + b"1")
    assert first == again
    assert other.name != first.name
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        b"RIFF\0\0\0\0WAVE",
        b"\x89PNG",
        b"MZ" + b"\0" * 80,
    ],
)
def test_what_mails_cannot_show_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UserError) as raised:
        keep_picture(tmp_path / "pictures", data)
    assert raised.value.problem.kind is ErrorKind.UNSUPPORTED
    assert raised.value.problem.hint
    assert not (tmp_path / "pictures").exists()
    assert ending_of(data) == ""


def test_a_picture_that_is_too_large_is_refused_and_one_of_five_megabytes_is_not(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    path.write_bytes(PNG + b"\0" * MOST_BYTES)
    with pytest.raises(UserError, match=r"large\.png is too large"):
        keep_picture(tmp_path / "pictures", path)
    keep_picture(tmp_path / "pictures", PNG + b"\0" * (MOST_BYTES - len(PNG)))


def test_a_file_that_is_not_there_or_a_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no file none\.png"):
        keep_picture(tmp_path, tmp_path / "none.png")
    with pytest.raises(UserError, match="cannot be read"):
        keep_picture(tmp_path, tmp_path)


def test_a_full_disk_is_said_and_leaves_no_half_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("desktop.store.pictures.replace_file", full)
    with pytest.raises(EnvironmentProblem, match="No space left"):
        keep_picture(tmp_path / "pictures", PNG)
    assert list((tmp_path / "pictures").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_only_the_user_may_look_into_the_folder(tmp_path: Path) -> None:
    keep_picture(tmp_path / "pictures", PNG)
    assert (tmp_path / "pictures").stat().st_mode & 0o077 == 0
