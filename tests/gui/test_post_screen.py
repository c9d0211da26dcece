"""The Blog screen: the ways to begin, the steps, and how side, text and inspector go together."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Claim, Finding, Severity, Verdict
from desktop.core.ids import DraftId
from desktop.core.post import PostType
from desktop.engine.post_messages import PostBrought, ReadPost
from desktop.runtime.drafts import SaveKind
from desktop.runtime.posting_values import Step
from desktop.views.main_window import MainWindow
from desktop.views.post.inspector import SOURCES
from desktop.views.post.keys import FOCUS
from desktop.views.post.screen import PostScreen
from tests.fakes.desk import FakeDesk, sample_draft
from tests.gui.post_steps import BODY, EMPTY, tea


@pytest.fixture
def post(window: MainWindow, desk: FakeDesk) -> PostScreen:
    """The screen with a post of which two sections are written."""
    desk.session.open(tea())
    QApplication.processEvents()
    return shown(window)


@pytest.fixture
def start(window: MainWindow) -> PostScreen:
    """The screen when there is no post at all."""
    window.show_screen("blog")
    QApplication.processEvents()
    return shown(window)


def shown(window: MainWindow) -> PostScreen:
    page = window.page
    assert isinstance(page, PostScreen)
    return page


def press(window: MainWindow, key: str) -> None:
    QTest.keySequence(QApplication.focusWidget() or window, QKeySequence(key))
    QApplication.processEvents()


def step_of(post: PostScreen) -> Step:
    return post.column.step


# Between the screens


def test_a_post_that_is_opened_brings_its_screen_with_its_text(window: MainWindow, desk: FakeDesk) -> None:
    desk.session.open(sample_draft())
    assert window.shown == "product"
    desk.session.open(tea())
    assert window.shown == "blog"
    assert shown(window).column.step is Step.SECTIONS
    assert shown(window).editor.text.text() == BODY


def test_a_post_without_text_opens_at_the_step_that_comes_next(post: PostScreen, desk: FakeDesk) -> None:
    desk.session.open(EMPTY)
    assert step_of(post) is Step.IDEA
    desk.session.open(tea(body=""))
    assert step_of(post) is Step.SECTIONS


# Beginning


@pytest.mark.parametrize("post_type", [PostType.POST, PostType.DELIVERY])
def test_each_type_begins_with_its_idea(start: PostScreen, desk: FakeDesk, post_type: PostType) -> None:
    assert start.stack.currentIndex() == 1
    start.start.type_chosen.emit(post_type, None)
    assert desk.posting.post.type is post_type
    assert start.stack.currentIndex() == 0
    assert start.column.step is Step.IDEA


def test_an_empty_sheet_is_for_typing(start: PostScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    start.start.sheet_asked.emit(None)
    assert start.column.step is Step.SECTIONS
    qtbot.waitUntil(start.editor.text.hasFocus)
    QTest.keyClicks(start.editor.text, "A first line")
    assert desk.session.draft.copy.text("body") == "A first line"


def test_a_new_post_can_be_thought_better_of(window: MainWindow, post: PostScreen) -> None:
    press(window, "Ctrl+Alt+N")
    assert post.stack.currentIndex() == 1
    post.start.back_asked.emit()
    assert post.stack.currentIndex() == 0


def test_a_new_post_from_a_product_shows_the_ways_to_begin(window: MainWindow, desk: FakeDesk) -> None:
    desk.session.open(sample_draft())
    window.commands.actions["new_post"].trigger()
    assert window.shown == "blog"
    assert shown(window).stack.currentIndex() == 1


def test_a_dropped_file_is_read_as_a_post(start: PostScreen, desk: FakeDesk, qtbot: QtBot, tmp_path: Path) -> None:
    asked: list[str] = []

    def read(request: ReadPost) -> PostBrought:
        asked.append(request.path)
        return PostBrought(tea().brief, tea().copy)

    desk.engine.answers[ReadPost] = read
    path = tmp_path / "tea.md"
    path.write_text("# Tea\n\nWords.\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    nothing = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    start.dropEvent(QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, *nothing))
    qtbot.waitUntil(lambda: desk.posting.is_post)
    assert asked == [str(path)]
    assert start.editor.text.text() == BODY


# Steps and outline


def test_keys_and_the_side_show_the_steps(window: MainWindow, post: PostScreen) -> None:
    post.column.fields.body.editor.setFocus()
    for number, step in enumerate(Step, 1):
        press(window, f"Ctrl+Alt+{number}")
        assert post.column.step is step
        assert post.column.stack.currentWidget() is post.column.pages[step]
    post.side.step_chosen.emit(Step.OUTLINE)
    assert post.column.step is Step.OUTLINE


def test_a_row_of_the_outline_leads_to_its_words(post: PostScreen, qtbot: QtBot) -> None:
    post.column.show_step(Step.IDEA)
    post.side.section_chosen.emit("s2", BODY.index("## Choose"))
    assert post.column.step is Step.SECTIONS
    assert post.editor.text.caret == BODY.index("## Choose")
    qtbot.waitUntil(post.editor.text.hasFocus)


def test_write_writes_what_comes_next(window: MainWindow, post: PostScreen, desk: FakeDesk) -> None:
    press(window, "Ctrl+Return")
    assert desk.writer.fields == ("section.s3",)
    desk.writer.finish()


def test_nothing_is_written_from_the_start_page(window: MainWindow, start: PostScreen, desk: FakeDesk) -> None:
    press(window, "Ctrl+Return")
    assert not desk.writer.busy


def test_calm_writing_takes_the_sides_away(window: MainWindow, post: PostScreen) -> None:
    post.editor.text.setFocus()
    press(window, FOCUS)
    assert post.side.isHidden()
    assert post.inspector.isHidden()
    assert post.editor.text.focus_mode
    press(window, FOCUS)
    assert post.side.isVisible()
    assert not post.editor.text.focus_mode


# The inspector


def test_a_finding_leads_to_its_words_or_to_its_page(post: PostScreen, desk: FakeDesk) -> None:
    start = BODY.index("light")
    inside = Finding("style.test", Severity.WARNING, "body", start, start + 5, "light", "Says little.")
    beside = Finding("length.limit", Severity.ERROR, "seo_title", 0, 0, "", "Too long.")
    desk.checker.say(CheckReport((inside, beside)))
    post.inspector.finding_chosen.emit(inside)
    assert post.editor.text.caret == start
    post.inspector.finding_chosen.emit(beside)
    assert post.column.step is Step.FINISH


def test_a_statement_leads_to_its_words(post: PostScreen, desk: FakeDesk) -> None:
    post.inspector.tabs.choose(SOURCES)
    start = BODY.index("One that closes")
    claim = Claim("body", start, start + 15, "One that closes", Verdict.UNSUPPORTED)
    post.inspector.sources.span_asked.emit(claim)
    assert post.editor.text.caret == start


def test_a_fact_is_shown_where_facts_are_kept(post: PostScreen) -> None:
    post.inspector.fact_chosen.emit("f1")
    assert post.column.step is Step.IDEA


def test_a_read_only_history_locks_the_side(post: PostScreen, desk: FakeDesk) -> None:
    desk.drafts.put_state(SaveKind.READ_ONLY)
    assert not post.side.isEnabled()


def test_undo_back_to_no_post_shows_the_ways_to_begin(start: PostScreen, desk: FakeDesk) -> None:
    desk.session.open(Draft(DraftId("d9"), Kind.BLOG, Brief(Kind.BLOG), Copy()))
    start.start.sheet_asked.emit(None)
    assert start.stack.currentIndex() == 0


@pytest.mark.parametrize(("width", "height"), [(1024, 640), (1280, 800), (1920, 1080)])
def test_everything_has_its_place(window: MainWindow, post: PostScreen, width: int, height: int) -> None:
    window.resize(width, height)
    QApplication.processEvents()
    for part in (post.side, post.column, post.inspector):
        left = part.mapTo(window, part.rect().topLeft()).x()
        assert left >= 0
        assert left + part.width() <= width
    assert post.column.width() >= 400


def test_no_key_of_the_screen_is_taken_twice(window: MainWindow, post: PostScreen) -> None:
    for step in Step:
        post.column.show_step(step)
    window_keys = {key for action in window.commands.actions for key in _keys_of(action)}
    own: dict[str, list[str]] = {}
    for widget in [post, *_above(post.editor.text, post)]:
        for action in QWidget.actions(widget):  # those that the screen lends are alive in their own part only
            assert action.text()
            for key in _keys_of(action):
                own.setdefault(key, []).append(action.text())
    assert {key: words for key, words in own.items() if len(words) > 1 or key in window_keys} == {}


def test_what_the_parts_that_are_seen_can_do_is_in_the_palette(window: MainWindow, post: PostScreen) -> None:
    def offered() -> dict[str, QAction]:
        return {action.text(): action for action in post.actions()}

    post.column.show_step(Step.SECTIONS)
    QApplication.processEvents()
    assert {"Find and replace", "Keep the line in the middle", "Have these words changed"} <= set(offered())
    offered()["Find and replace"].trigger()
    assert post.editor.find_bar.isVisible()
    assert "Address from the title" not in offered()
    post.column.show_step(Step.FINISH)
    QApplication.processEvents()
    assert {"Address from the title", "Choose a cover picture", "Show the structured data"} <= set(offered())
    assert "Find and replace" not in offered()


def _keys_of(action: QAction) -> list[str]:
    return [key.toString() for key in action.shortcuts() if not key.isEmpty()]


def _above(widget: QWidget, top: QWidget) -> list[QWidget]:
    """A widget and what it lies in, up to the screen: their keys are alive at the same time."""
    found: list[QWidget] = []
    above: QWidget | None = widget
    while above is not None and above is not top:
        found.append(above)
        above = above.parentWidget()
    return found
