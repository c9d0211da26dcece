"""The window that ends and the one that comes back: the same place, and no end over a text that is not kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QSplitter, QTabBar
from pytestqt.qtbot import QtBot

from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.runtime.drafts import SaveKind
from desktop.runtime.notices import Level, Notice
from desktop.runtime.reopening import Look
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.main_window import MainWindow
from desktop.views.places import look_of
from desktop.views.product.screen import ProductScreen
from tests.fakes.desk import FakeDesk, sample_draft

LONG = "\n\n".join(f"Paragraph {number} of a text that is longer than its window." for number in range(120))


def draft() -> Draft:
    sample = sample_draft()
    return Draft(sample.id, sample.kind, sample.brief, Copy({**sample.copy.fields, "description": LONG}))


def shown(qtbot: QtBot, folder: Path, *, size: tuple[int, int] = (1280, 800)) -> tuple[FakeDesk, MainWindow]:
    desk = FakeDesk(folder=folder)
    window = MainWindow(desk.desk)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    desk.session.open(draft())
    QApplication.processEvents()
    return desk, window


def editor_of(window: MainWindow) -> FieldEditor:
    page = window.page
    assert isinstance(page, ProductScreen)
    view = page.fields.view("description")
    assert view is not None
    return view.editor


def look(window: MainWindow) -> Look:
    assert window.page is not None
    return look_of(window.shown, window.page)


def test_the_field_the_caret_and_what_is_selected_come_back(qtbot: QtBot, tmp_path: Path) -> None:
    _, first = shown(qtbot, tmp_path)
    editor = editor_of(first)
    editor.setFocus()
    cursor = editor.textCursor()
    cursor.setPosition(400)
    cursor.setPosition(420, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    splitter = first.findChildren(QSplitter)[0]
    splitter.setSizes([splitter.sizes()[0] + 40, *splitter.sizes()[1:]])
    tabs = next(each for each in first.findChildren(QTabBar) if each.count() > 1)
    tabs.setCurrentIndex(1)
    editor.setFocus()
    left = look(first)
    assert (left.screen, left.caret, left.anchor) == ("product", 420, 400)
    first.close()
    desk, second = shown(qtbot, tmp_path)
    assert look(second) != left
    desk.reopening.look_asked.emit(left)
    qtbot.waitUntil(lambda: look(second) == left, timeout=5000)
    assert second.focusWidget() is editor_of(second)
    assert editor_of(second).textCursor().selectedText() == LONG.replace("\n", "\u2029")[400:420]


def test_another_screen_comes_back(qtbot: QtBot, tmp_path: Path) -> None:
    desk, window = shown(qtbot, tmp_path)
    desk.reopening.look_asked.emit(Look("settings"))
    qtbot.waitUntil(lambda: window.shown == "settings", timeout=5000)


@pytest.mark.parametrize(
    "left",
    [
        Look("a screen of a newer program", "FieldEditor nowhere 9", 5),
        Look("product", "FieldEditor nowhere 9", 5, numbers={"Tabs nowhere 1": (7,), "Splitter 1": (1,)}),
        Look("product", caret=10_000_000, anchor=10_000_000),
    ],
)
def test_a_place_that_is_not_there_any_more_is_no_matter(qtbot: QtBot, tmp_path: Path, left: Look) -> None:
    desk, window = shown(qtbot, tmp_path)
    desk.reopening.look_asked.emit(left)
    qtbot.wait(300)
    assert window.shown == "product"


def test_a_caret_behind_the_end_of_a_shorter_text_stands_at_its_end(qtbot: QtBot, tmp_path: Path) -> None:
    desk, window = shown(qtbot, tmp_path)
    editor_of(window).setFocus()
    left = Look("product", look(window).focus, 10_000_000, 10_000_000)
    desk.reopening.look_asked.emit(left)
    qtbot.waitUntil(lambda: editor_of(window).textCursor().position() == len(LONG), timeout=5000)


def test_how_the_window_looks_is_written_down(qtbot: QtBot, tmp_path: Path) -> None:
    desk, window = shown(qtbot, tmp_path)
    editor_of(window).setFocus()
    desk.reopening.note()
    assert '"screen":"product"' in desk.drafts.window_state
    assert "FieldEditor" in desk.drafts.window_state


def test_the_window_closes_at_once_when_all_is_saved(window: MainWindow, desk: FakeDesk) -> None:
    assert window.close()


def test_a_save_that_is_under_way_is_waited_for(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.drafts.all_safe = False
    desk.drafts.put_state(SaveKind.SAVING)
    assert not window.close()
    assert window.isVisible()
    desk.drafts.all_safe = True
    desk.drafts.put_state(SaveKind.SAVED)
    assert not window.isVisible()


@pytest.mark.parametrize("kind", [SaveKind.FAILED, SaveKind.WAITING, SaveKind.READ_ONLY])
def test_the_window_stays_when_the_text_cannot_be_saved_and_says_why(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot, kind: SaveKind
) -> None:
    posted: list[Notice] = []
    desk.notices.posted.connect(posted.append)
    desk.drafts.all_safe = False
    desk.drafts.put_state(kind, "The disk is full.")
    assert not window.close()
    assert window.isVisible()
    assert (posted[-1].level, posted[-1].text) == (Level.WARNING, "The disk is full.")
    assert posted[-1].title == "The window stays open: your last changes are not saved."
    desk.drafts.put_state(SaveKind.SAVED)
    assert window.isVisible(), "it closes when it is asked to"
    anyway = next(answer for answer in posted[-1].answers if answer.label == "Close without saving")
    anyway.action()
    assert not window.isVisible()


def test_a_line_that_hands_in_when_it_is_left_hands_in_at_the_end(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot
) -> None:
    line = QLineEdit(window)
    line.show()
    line.setFocus()
    line.editingFinished.connect(lambda: desk.session.set_field("title", line.text(), "Typing"))
    QTest.keyClicks(line, "https://havn.example")
    window.close()
    assert desk.session.draft.copy.text("title") == "https://havn.example"
