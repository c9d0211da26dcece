"""Findings at the text: marks, cards, keys, fixes, and what a screen reader hears."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextCursor
from pytestqt.qtbot import QtBot

from desktop.core.finding import CheckReport, Severity
from desktop.views.editor.menu import EditorMenu
from desktop.views.product.screen import ProductScreen
from tests.fakes.desk import SAMPLE_COPY, FakeDesk
from tests.gui.product_screen import card_of, field, found, press, undo


@pytest.fixture
def report() -> CheckReport:
    return CheckReport(
        (
            found(SAMPLE_COPY, "description", "outlasts most trends", Severity.WARNING),
            found(SAMPLE_COPY, "title", "water-repellent", Severity.ERROR, "showerproof", ""),
        ),
    )


def test_findings_are_marked_and_visited_by_f8(
    screen: ProductScreen, desk: FakeDesk, report: CheckReport, qtbot: QtBot
) -> None:
    desk.checker.say(report)
    title, description = field(screen, "title").editor, field(screen, "description").editor
    assert len(title.marks.marks) == len(description.marks.marks) == 1
    title.setFocus()
    title.moveCursor(QTextCursor.MoveOperation.Start)
    press(title, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: card_of(screen) is not None)
    card = card_of(screen)
    assert card is not None
    assert card.finding == report.findings[1]
    assert title.hasFocus()
    press(title, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: (shown := card_of(screen)) is not None and shown.finding == report.findings[0])
    assert description.hasFocus()
    press(description, Qt.Key.Key_Escape)
    assert card_of(screen) is None
    press(description, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: card_of(screen) is not None)


def test_a_fix_is_put_in_by_its_key_and_undone(
    screen: ProductScreen, desk: FakeDesk, report: CheckReport, qtbot: QtBot
) -> None:
    desk.checker.say(report)
    editor = field(screen, "title").editor
    editor.setFocus()
    cursor = editor.textCursor()
    cursor.setPosition(editor.marks.marks[0].start + 2)
    editor.setTextCursor(cursor)
    press(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    card = card_of(screen)
    assert card is not None
    assert [button.text() for button in card.buttons] == ["showerproof", "Take it out"]
    press(editor, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert desk.session.draft.copy.text("title") == SAMPLE_COPY.text("title").replace("water-repellent", "showerproof")
    assert card_of(screen) is None
    assert editor.marks.marks == ()
    undo(editor)
    assert editor.text() == SAMPLE_COPY.text("title")


def test_a_finding_chosen_in_the_inspector_is_shown_in_the_text(
    screen: ProductScreen, desk: FakeDesk, report: CheckReport, qtbot: QtBot
) -> None:
    desk.checker.say(report)
    screen.inspector.finding_chosen.emit(report.findings[0])
    qtbot.waitUntil(lambda: card_of(screen) is not None)
    editor = field(screen, "description").editor
    assert editor.hasFocus()
    assert editor.offset_of(editor.textCursor().position()) == report.findings[0].start


def test_a_finding_whose_words_have_changed_is_not_marked(
    screen: ProductScreen, desk: FakeDesk, report: CheckReport
) -> None:
    editor = field(screen, "title").editor
    editor.show_text("Something else altogether, water")
    desk.checker.say(report)
    assert editor.marks.marks == ()


def test_a_screen_reader_hears_of_errors_and_of_the_end(
    screen: ProductScreen, desk: FakeDesk, report: CheckReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    desk.checker.say(report)
    desk.checker.say(report)
    assert said == ["1 error found"]
    desk.writer.write(("title",))
    desk.writer.stream("title", "Two words")
    desk.writer.finish()
    assert said[1:] == ["Writing", "Written: 2 words."]


def test_the_menu_of_an_editor_undoes_and_fixes(screen: ProductScreen, desk: FakeDesk, report: CheckReport) -> None:
    desk.checker.say(report)
    editor = field(screen, "title").editor
    menu = editor.findChild(EditorMenu)
    assert menu is not None
    entries = {action.text(): action for action in menu.menu(editor.marks.marks[0]).actions()}
    assert not entries["Undo"].isEnabled()
    assert not entries["Cut"].isEnabled()
    entries["Put “showerproof” here"].trigger()
    assert "showerproof" in desk.session.draft.copy.text("title")
    entries = {action.text(): action for action in menu.menu().actions()}
    entries["Undo: Typing in Title"].trigger()
    assert editor.text() == SAMPLE_COPY.text("title")
    entries["Select all"].trigger()
    assert editor.textCursor().hasSelection()
