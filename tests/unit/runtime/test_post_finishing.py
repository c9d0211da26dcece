"""The cover of a post and its linked data: kept and made aside, each change one step of undo."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.errors import Problem
from desktop.core.ids import DraftId
from desktop.core.post import Post
from desktop.runtime.post_pictures import WIDEST
from tests.fakes.desk import FakeDesk

TEXT = "Opening.\n\n## Does tea go stale?\n\nIt does.\n\n## How long does it keep?\n\nTwo years.\n"


def picture(width: int) -> QImage:
    image = QImage(width, width // 2, QImage.Format.Format_RGB32)
    image.fill(0xFF8030)
    return image


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> FakeDesk:
    made = FakeDesk(folder=tmp_path)
    brief = Brief(Kind.BLOG, "Tea", language="en", post=Post(author="Elin", tags=("tea",)))
    made.session.open(Draft(DraftId("d1"), Kind.BLOG, brief, Copy({"title": "Storing tea", "body": TEXT})))
    return made


def test_a_picture_becomes_the_cover_and_undo_takes_it_back(desk: FakeDesk, tmp_path: Path) -> None:
    file = tmp_path / "tin.png"
    assert picture(300).save(str(file))
    desk.posting.finishing.set_cover(file)
    cover = desk.posting.post.cover
    assert cover.startswith("picture:")
    assert (desk.posting.finishing.pictures / cover.removeprefix("picture:")).read_bytes() == file.read_bytes()
    assert desk.session.undo_label == "Change the cover picture"
    desk.session.undo()
    assert desk.posting.post.cover == ""


def test_a_large_picture_is_made_smaller_for_the_cover(desk: FakeDesk, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "tin.png"
    assert picture(3000).save(str(file))
    with qtbot.waitSignal(desk.posting.files.picture_kept, timeout=30_000):
        desk.posting.finishing.set_cover(file)
    kept = QImage(str(desk.posting.finishing.pictures / desk.posting.post.cover.removeprefix("picture:")))
    assert kept.width() == WIDEST


def test_what_was_copied_becomes_the_cover(desk: FakeDesk, qtbot: QtBot) -> None:
    buffer = QBuffer()
    assert picture(40).save(buffer, "png")  # type: ignore[call-overload]
    with qtbot.waitSignal(desk.posting.files.picture_kept, timeout=30_000):
        desk.posting.finishing.set_cover(bytes(buffer.data().data()))
    assert desk.posting.post.cover.startswith("picture:")


def test_what_is_no_picture_is_said_and_changes_nothing(desk: FakeDesk) -> None:
    said: list[str] = []
    desk.notices.posted.connect(lambda notice: said.append(notice.title))
    desk.posting.finishing.set_cover(b"GIF or not")
    assert desk.posting.post.cover == ""
    assert len(said) == 1
    assert "picture" in said[0]


def test_the_slug_of_the_title(desk: FakeDesk) -> None:
    assert desk.posting.finishing.title_slug() == "storing-tea"


def test_linked_data_is_that_of_the_export(desk: FakeDesk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.posting.finishing.linked_data_made) as made:
        desk.posting.finishing.make_linked_data()
    posting, questions = [json.loads(part) for part in str(made.args[0]).split("\n\n")]
    assert posting["@type"] == "BlogPosting"
    assert (posting["headline"], posting["author"]["name"], posting["keywords"]) == ("Storing tea", "Elin", ["tea"])
    assert [each["name"] for each in questions["mainEntity"]] == ["Does tea go stale?", "How long does it keep?"]


def test_of_several_askings_the_last_one_is_heard(desk: FakeDesk, qtbot: QtBot) -> None:
    heard: list[object] = []
    desk.posting.finishing.linked_data_made.connect(heard.append)
    desk.posting.finishing.make_linked_data()
    desk.session.set_field("title", "Tea in tins", "Typing")
    desk.posting.finishing.make_linked_data()
    qtbot.waitUntil(lambda: bool(heard))
    assert len(heard) == 1
    assert json.loads(str(heard[0]).split("\n\n")[0])["headline"] == "Tea in tins"


def test_a_text_that_cannot_be_read_says_why(desk: FakeDesk, qtbot: QtBot) -> None:
    copy = Copy({"title": "T", "body": "[" * 20_000})
    desk.session.open(msgspec.structs.replace(desk.session.draft, copy=copy))
    with qtbot.waitSignal(desk.posting.finishing.linked_data_made) as made:
        desk.posting.finishing.make_linked_data()
    assert isinstance(made.args[0], Problem)
