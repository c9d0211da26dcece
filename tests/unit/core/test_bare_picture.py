"""Pictures lose what cameras and programs wrote beside them, and nothing of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

from desktop.core.bare_picture import bare_picture
from desktop.formats.blog.pictures import PostPictures
from desktop.formats.mail.pictures import PictureFolder
from desktop.store.pictures import keep_picture
from tests.fakes.photos import PLACE, jpeg, png, webp


def seen(data: bytes) -> QImage:
    """The picture as it is shown, turned as its notes say."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    image = reader.read()
    assert not image.isNull(), reader.errorString()
    for key in image.textKeys():
        image.setText(key, "")
    return image


@pytest.mark.parametrize("data", [jpeg(), jpeg(6), png(), webp(), webp(8)], ids=["jpg", "turned", "png", "webp", "w8"])
def test_the_place_goes_and_the_picture_stays_as_it_was(data: bytes) -> None:
    assert PLACE in data
    bare = bare_picture(data)
    assert PLACE not in bare
    before, after = seen(data), seen(bare)
    assert before.size() == after.size()
    assert before.convertToFormat(QImage.Format.Format_RGB32) == after.convertToFormat(QImage.Format.Format_RGB32)
    assert after.colorSpace() == before.colorSpace()
    assert bare_picture(bare) == bare


def test_a_turned_picture_stays_turned() -> None:
    assert seen(bare_picture(jpeg(6))).height() == 48
    assert len(bare_picture(jpeg(6))) - len(bare_picture(jpeg())) == 4 + 6 + 26


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a" + b"\0" * 9, b"\xff\xd8\xff\xe0" + b"\0" * 60, b"RIFF\x20\0\0\0WEBPVP8 " + b"\0" * 60]
)
def test_what_nobody_could_show_is_left_alone(data: bytes) -> None:
    assert bare_picture(data) == data


@pytest.mark.parametrize("cut", [30, 200, 400, -20])
def test_a_broken_picture_keeps_no_place(cut: int) -> None:
    for data in (jpeg()[:cut], png()[:cut], webp()[:cut]):
        bare_picture(data)  # nothing is raised
    assert PLACE not in bare_picture(jpeg()[:-40])


def test_what_is_kept_and_what_is_published_has_no_place(tmp_path: Path) -> None:
    for data in (jpeg(), png(), webp()):
        kept = keep_picture(tmp_path, data)
        assert PLACE not in (tmp_path / kept.name).read_bytes()
    (tmp_path / "old.jpg").write_bytes(jpeg())  # kept by an earlier version
    found = PostPictures(str(tmp_path)).find("picture:old.jpg")
    assert found is not None
    assert PLACE not in found.content
    mail = PictureFolder(str(tmp_path), lambda _note: None)
    assert mail.address("picture:old.jpg").startswith("cid:")
    assert PLACE not in mail.used[0].content
