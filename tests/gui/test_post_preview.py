"""The preview of a post: in step with its text, as much of it laid out as is seen, and nothing loaded."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.copy import Copy
from desktop.core.post import TextAnchor
from desktop.formats.blog.markdown import shown_post
from desktop.runtime.posting_page import PostPage
from desktop.views.post.page_view import MOST
from desktop.views.post.post_editor import PostEditor
from desktop.views.post.preview_tab import PostPreviewTab
from desktop.views.theme import apply_theme
from tests.clock import on_time
from tests.fakes.desk import FakeDesk
from tests.fakes.post_engine import works_on_posts
from tests.fakes.posts import BODY, post_draft, post_pictures

LONG = "\n\n".join(
    f"## Section {number}\n\n" + f"Tea of number {number} keeps well when it is dry. " * 8 for number in range(90)
)


class Beside:
    """An editor and the preview of its text."""

    def __init__(self, desk: FakeDesk, qtbot: QtBot, body: str) -> None:
        works_on_posts(desk.engine)
        post_pictures(desk.posting.files.pictures)
        desk.session.open(post_draft(copy=Copy({"title": "Lampen", "body": body})))
        self.editor = PostEditor(desk.desk)
        self.tab = PostPreviewTab(desk.desk, self.editor)
        self.view = self.tab.view
        for widget in (self.editor, self.tab):
            qtbot.addWidget(widget)
            widget.resize(620, 700)
            widget.show()
            qtbot.waitExposed(widget)
        qtbot.waitUntil(lambda: self.view.page is not None, timeout=10_000)
        qtbot.wait(200)  # what a new size asks for is done


@pytest.fixture
def beside(desk: FakeDesk, qtbot: QtBot) -> Iterator[Beside]:
    made = Beside(desk, qtbot, BODY)
    yield made
    made.editor.close_editor()


@pytest.fixture
def long(desk: FakeDesk, qtbot: QtBot) -> Iterator[Beside]:
    made = Beside(desk, qtbot, LONG)
    yield made
    made.editor.close_editor()


def test_the_post_is_shown_with_title_table_notes_and_sources(beside: Beside) -> None:
    words = beside.view.toPlainText()
    for said in ("Lampen", "Hoe hang ik hem op?", "12,50", "Mooi licht, zegt Åsa.", "Eigen meting", "Bronnen"):
        assert said in words
    assert "##" not in words


def test_a_picture_of_the_profile_is_shown_and_nothing_else_is_loaded(beside: Beside, qtbot: QtBot) -> None:
    kind = QTextDocument.ResourceType.ImageResource.value
    view = beside.view
    assert isinstance(view.loadResource(kind, QUrl("picture:lamp.png#piece-6")), QImage)
    for address in ("https://evil.example/x.png", "file:///etc/hostname", "picture:../x.png", "picture:none.png"):
        assert view.loadResource(kind, QUrl(address)) is None
    for other in (QTextDocument.ResourceType.HtmlResource, QTextDocument.ResourceType.StyleSheetResource):
        assert view.loadResource(other.value, QUrl("https://evil.example/x")) is None
    assert not view.openLinks()
    assert not view.openExternalLinks()


def test_typing_is_shown_after_a_pause(beside: Beside, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.session.set_field("body", "Another beginning.\n\n" + BODY, "Text")
    qtbot.waitUntil(lambda: "Another beginning." in beside.view.toPlainText(), timeout=5_000)


def test_nothing_is_rendered_while_it_is_hidden(beside: Beside, desk: FakeDesk, qtbot: QtBot) -> None:
    beside.tab.hide()
    asked = len(desk.engine.asked)
    desk.session.set_field("body", "Unseen.", "Text")
    qtbot.wait(500)
    assert len(desk.engine.asked) == asked


def test_the_page_follows_the_text(long: Beside) -> None:
    bar = long.editor.text.verticalScrollBar()
    for share in (0.2, 0.8, 0.5, 0.0):
        bar.setValue(round(bar.maximum() * share))
        line = long.editor.text.text().count("\n", 0, _top(long.editor)) + 1
        assert abs(long.view.top_line() - line) < 2


def test_a_letter_that_scrolls_the_text_comes_before_the_page(long: Beside, desk: FakeDesk, qtbot: QtBot) -> None:
    text, bar = long.editor.text, long.editor.text.verticalScrollBar()
    bar.setValue(0)
    before = long.view.top_line()
    desk.session.lull.note_key()
    bar.setValue(bar.maximum() // 2)
    assert long.view.top_line() == before
    desk.session.lull.note_shown()
    qtbot.waitUntil(lambda: abs(long.view.top_line() - text.line_of(text.firstVisibleBlock())) < 2)
    assert long.view.top_line() > before + 10


def test_the_text_follows_the_page(long: Beside) -> None:
    bar = long.view.verticalScrollBar()
    long.view.setFocus()
    for _ in range(6):
        QTest.keyClick(long.view, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    line = long.editor.text.text().count("\n", 0, _top(long.editor)) + 1
    assert line > 5
    assert abs(long.view.top_line() - line) < 3


def _top(editor: PostEditor) -> int:
    return editor.text.offset_of(editor.text.firstVisibleBlock().position())


def test_of_a_long_post_only_what_is_around_is_laid_out(long: Beside) -> None:
    page = long.view.page
    assert page is not None
    assert page.size > 3 * MOST
    long.view.go_to_line(1)
    assert len(long.view.toHtml()) < page.size
    first = long.view.part
    assert first.start == 0
    long.view.go_to_line(page.pieces[-1].line)
    assert long.view.part.stop == len(page.pieces)
    assert long.view.part.start > first.stop
    assert "Section 89" in long.view.toPlainText()


def test_scrolling_to_the_end_of_a_part_goes_on(long: Beside) -> None:
    page = long.view.page
    assert page is not None
    long.view.setFocus()
    last = 0.0
    for _ in range(400):
        QTest.keyClick(long.view, Qt.Key.Key_PageDown)
        line = long.view.top_line()
        assert line >= last - 0.01
        last = line
        if long.view.part.stop == len(page.pieces):
            break
    assert long.view.part.stop == len(page.pieces)
    for _ in range(400):
        QTest.keyClick(long.view, Qt.Key.Key_PageUp)
    assert long.view.part.start == 0


def test_a_click_goes_to_its_place_in_the_text(beside: Beside, qtbot: QtBot) -> None:
    view = beside.view
    cursor = view.document().find("Wat kost hij?")
    view.setTextCursor(cursor)
    view.ensureCursorVisible()
    spot = view.cursorRect(cursor).center() - QPoint(30, 0)
    cursor.clearSelection()
    view.setTextCursor(cursor)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    line = BODY.count("\n", 0, beside.editor.text.caret) + 1
    assert BODY.split("\n")[line - 1] == "## Wat kost hij?"


def test_enter_goes_to_the_text_at_the_top(long: Beside) -> None:
    long.view.go_to_line(81.0)
    with_line = long.view.top_line()
    QTest.keyClick(long.view, Qt.Key.Key_Return)
    line = long.editor.text.text().count("\n", 0, long.editor.text.caret) + 1
    assert abs(line - with_line) < 2


def test_a_note_is_gone_to_within_the_page(beside: Beside) -> None:
    beside.view.anchorClicked.emit(QUrl("#fn1"))
    assert beside.view.top_line() > 10 or beside.view.verticalScrollBar().value() > 0
    at = beside.view.verticalScrollBar().value()
    beside.view.anchorClicked.emit(QUrl("https://shop.example"))
    assert beside.view.verticalScrollBar().value() == at


@on_time
def test_too_many_brackets_are_said_and_the_page_stays(beside: Beside, desk: FakeDesk, qtbot: QtBot) -> None:
    began = time.monotonic()
    desk.session.set_field("body", "[" * 20_000, "Text")
    qtbot.waitUntil(beside.tab.note.isVisible, timeout=5_000)
    assert time.monotonic() - began < 2
    assert "20000" in beside.tab.note.text()
    assert "Mooi licht" in beside.view.toPlainText()
    desk.session.set_field("body", "Fine.", "Text")
    qtbot.waitUntil(lambda: not beside.tab.note.isVisible(), timeout=5_000)


def test_it_asks_to_be_put_beside_the_text_and_back(beside: Beside, qtbot: QtBot) -> None:
    with qtbot.waitSignal(beside.tab.beside_asked) as asked:
        beside.tab.beside.click()
    assert asked.args == [True]
    beside.tab.set_beside(on=True)
    assert beside.tab.is_beside
    with qtbot.waitSignal(beside.tab.beside_asked) as asked:
        beside.tab.toggle_beside()
    assert asked.args == [False]


def test_another_theme_shows_the_same_in_its_colours(beside: Beside, qapp: QApplication, qtbot: QtBot) -> None:
    before = beside.view.toHtml()
    apply_theme(qapp, "dark", 15)
    qtbot.waitUntil(lambda: beside.view.toHtml() != before)
    assert "Mooi licht" in beside.view.toPlainText()


def test_another_post_is_shown_from_its_beginning(beside: Beside, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.session.open(post_draft(copy=Copy({"title": "Thee", "body": "Droog bewaren."}), draft="d2"))
    qtbot.waitUntil(lambda: "Droog bewaren." in beside.view.toPlainText(), timeout=5_000)
    assert "Lampen" not in beside.view.toPlainText()


def test_a_scroll_bar_that_comes_while_a_page_is_laid_out_harms_nothing(long: Beside, desk: FakeDesk) -> None:
    for size in (620, 300, 900, 400):
        long.tab.resize(size, 300)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QTest.qWait(150)
        assert long.view.top_line() >= 1


# The pieces


def test_an_edit_lays_the_page_out_once(long: Beside) -> None:
    view, page = long.view, long.view.page
    assert page is not None
    assert view.verticalScrollBar().isVisible()
    sizes: list[QEvent.Type] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Resize:
                sizes.append(event.type())
            return False

    watch = Watch()
    view.viewport().installEventFilter(watch)
    view.show_page(PostPage(page.title, page.html.replace("Tea", "Coffee"), (), LONG))
    assert sizes == []
    assert "Coffee" in view.toPlainText()
    view.show_page(PostPage("", "<p>short</p>", (), "short"))
    assert not view.verticalScrollBar().isVisible()


def test_pieces_join_to_the_whole_and_know_their_lines() -> None:
    shown = shown_post(BODY)
    page = PostPage("Lampen", shown.html, shown.anchors, BODY)
    assert "".join(piece.html for piece in page.pieces) == shown.html
    lines = BODY.split("\n")
    for piece in page.pieces[:-1]:
        assert lines[piece.line - 1].strip()
        assert lines[piece.end - 2].strip()
    assert page.pieces[page.with_id("wat-kost-hij")].html.startswith("<h2")


@pytest.mark.parametrize("line", [1.0, 3.5, 14.25, 33.0])
def test_a_line_and_its_place_are_opposites(line: float) -> None:
    shown = shown_post(BODY)
    page = PostPage("", shown.html, shown.anchors, BODY)
    number, share = page.place_of(line)
    piece = page.pieces[number]
    assert page.line_of(number, share) == pytest.approx(min(line, piece.end))


def test_ids_of_the_text_itself_do_not_cut_it_elsewhere() -> None:
    text = 'One <span id="line-3">two</span>.\n\n<p id="line-3">three</p>\n\n## line-5\n\nFour.'
    shown = shown_post(text)
    page = PostPage("", shown.html, shown.anchors, text)
    assert "".join(piece.html for piece in page.pieces) == shown.html
    assert [piece.line for piece in page.pieces] == sorted({piece.line for piece in page.pieces})


def test_a_part_has_what_is_around_and_never_nothing() -> None:
    html = "".join(f'<p id="line-{line}">{"x" * 100}</p>\n' for line in range(1, 101))
    page = PostPage("", html, [TextAnchor(line, f"line-{line}") for line in range(1, 101)], "x\n" * 100)
    for number in (0, 50, 99):
        part = page.around(number, 2_000)
        assert number in part
        assert sum(len(page.pieces[each].html) for each in part) <= 2_000
    assert page.around(5, 10) == range(5, 6)
    assert page.around(5, 10**9) == range(100)
