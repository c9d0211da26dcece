"""The card that exports a post, and what comes in by the file dialog, by pasting and by dropping."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.settings import POST_EXPORT
from desktop.formats.blog.export import POST_FORMS
from desktop.runtime.posting_files import POST_ENDINGS
from desktop.views.post.exporting import COPIES, FORMATS, ExportCard
from desktop.views.post.importing import Importing, dropped_post
from tests.fakes.desk import FakeDesk
from tests.fakes.post_engine import works_on_posts
from tests.fakes.posts import post_draft, post_pictures


@pytest.fixture
def page(desk: FakeDesk, qtbot: QtBot) -> QWidget:
    works_on_posts(desk.engine)
    post_pictures(desk.posting.files.pictures)
    desk.session.open(post_draft())
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def card(page: QWidget, desk: FakeDesk) -> ExportCard:
    made = ExportCard(page, desk.desk)
    made.open_at(page.rect().adjusted(0, 0, -400, -600), page)
    return made


def test_every_kind_of_file_is_offered_with_what_it_is_for(page: QWidget, desk: FakeDesk) -> None:
    made = card(page, desk)
    assert {each.ending for each in FORMATS} == POST_ENDINGS
    assert [chip.text() for chip in made.formats.chips] == [each.name for each in FORMATS]
    assert {form for each in FORMATS for form, _ in each.forms} == set(POST_FORMS)
    for each in FORMATS:
        made.formats.chosen.emit(each.name)
        assert made.purpose.text() == each.purpose
        assert made.forms.isVisibleTo(made) is bool(each.forms)
        assert each.ending in each.filter


def test_what_was_chosen_last_is_chosen_again(page: QWidget, desk: FakeDesk, qtbot: QtBot, tmp_path: Path) -> None:
    first = card(page, desk)
    first.formats.chosen.emit("Web page")
    first.forms.chosen.emit("WordPress blocks")
    with qtbot.waitSignal(desk.posting.files.exported):
        first.write(tmp_path / "post.html")
    assert (tmp_path / "post.html").read_text(encoding="utf-8").startswith("<!-- wp:")
    first.close_card()
    assert card(page, desk).chosen == (".html", "blocks")
    desk.settings.set(POST_EXPORT, "damaged")
    assert card(page, desk).chosen == (".md", "plain")


def test_another_ending_than_the_chosen_has_its_usual_form(
    page: QWidget, desk: FakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    made = card(page, desk)
    made.forms.chosen.emit("Jekyll")
    with qtbot.waitSignal(desk.posting.files.exported):
        made.write(tmp_path / "post.html")
    assert "<title>" in (tmp_path / "post.html").read_text(encoding="utf-8")


def test_save_asks_for_a_file_named_by_the_slug(page: QWidget, desk: FakeDesk, qtbot: QtBot, tmp_path: Path) -> None:
    made = card(page, desk)
    made.formats.chosen.emit("Word")
    made.save.click()
    dialog = next(each for each in page.findChildren(QFileDialog))
    assert dialog.selectedFiles()[0].endswith("lampen.docx")
    assert not made.isVisible()
    with qtbot.waitSignal(desk.posting.files.exported, timeout=20_000):
        dialog.fileSelected.emit(str(tmp_path / "lampen.docx"))
    dialog.reject()
    assert (tmp_path / "lampen.docx").is_file()


@pytest.mark.parametrize("shape", [shape for shape, _, _ in COPIES])
def test_every_copy_lands_on_the_clipboard(page: QWidget, desk: FakeDesk, qtbot: QtBot, shape: str) -> None:
    made = card(page, desk)
    shapes: list[str] = []
    closed: list[bool] = []
    desk.posting.files.copied.connect(shapes.append)
    made.closed.connect(lambda: closed.append(True))
    made.copies[shape].click()
    qtbot.waitUntil(lambda: shapes == [shape])
    assert closed == [True]
    assert QGuiApplication.clipboard().mimeData().hasHtml() is (shape == "rich")


def test_a_post_is_pasted_as_formatted_text_as_source_and_as_a_file(
    page: QWidget, desk: FakeDesk, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    importing = Importing(desk.desk, page)
    (tmp_path / "post.md").write_text("# From a file\n\nWords.", encoding="utf-8")
    rich, source, file = QMimeData(), QMimeData(), QMimeData()
    rich.setHtml("<h1>Rich</h1><p>Words.</p>")
    rich.setText("Rich\nWords.")
    source.setText("---\ntitle: Source\n---\nWords.")
    file.setUrls([QUrl.fromLocalFile(str(tmp_path / "post.md"))])
    for data, title in ((rich, "Rich"), (source, "Source"), (file, "From a file")):
        qapp.clipboard().setMimeData(data)
        with qtbot.waitSignal(desk.session.opened):
            importing.paste()
        assert desk.session.draft.copy.text("title") == title


def test_an_empty_clipboard_is_said(page: QWidget, desk: FakeDesk, qtbot: QtBot, qapp: QApplication) -> None:
    qapp.clipboard().clear()
    with qtbot.waitSignal(desk.notices.posted) as posted:
        Importing(desk.desk, page).paste()
    assert "clipboard" in posted.args[0].title


def test_a_dropped_file_is_read_and_others_are_not(page: QWidget, desk: FakeDesk, qtbot: QtBot, tmp_path: Path) -> None:
    importing = Importing(desk.desk, page)
    post, other = QMimeData(), QMimeData()
    (tmp_path / "a.md").write_text("# Dropped\n\nWords.", encoding="utf-8")
    post.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.zip", "a.md")])
    other.setUrls([QUrl("https://shop.example/a.md"), QUrl.fromLocalFile(str(tmp_path / "a.zip"))])
    assert dropped_post(other) is None
    assert not importing.drop(other)
    with qtbot.waitSignal(desk.session.opened):
        assert importing.drop(post)
    assert desk.session.draft.copy.text("title") == "Dropped"
