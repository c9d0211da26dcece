"""A word that was begun is foretold from terms and matches; Tab takes it, and is itself elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.views.translate.foretelling import phrases_of
from desktop.views.translate.row_editor import RowEditor
from tests.fakes.translating import TAGS
from tests.gui.editor_page import on_a_page


@pytest.fixture
def editor(qtbot: QtBot) -> RowEditor:
    made = on_a_page(RowEditor(), qtbot)
    assert isinstance(made, RowEditor)
    made.know_tags(TAGS)
    made.show_text("")
    made.foretelling.know(
        phrases_of(["waterafstotend", "inklapbaar frame"], ["De Trek-aanhanger heeft bodemvrijheid."])
    )
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_terms_are_foretold_whole_and_words_of_matches_one_by_one(editor: RowEditor) -> None:
    words = (("wat", "erafstotend"), ("Een inkl", "apbaar frame"), ("bodem", "vrijheid"), ("trek", "-aanhanger"))
    for begun, rest in words:
        editor.show_text("")
        QTest.keyClicks(editor, begun)
        assert editor.foretelling.rest == rest, begun
        assert not editor.grab().isNull()
        QTest.keyClick(editor, Qt.Key.Key_Tab)
        assert editor.text() == begun + rest
        assert not editor.foretelling.rest


@pytest.mark.parametrize("words", ["w", "waterafstoten", "xyz", "waterafstotend", "3"])
def test_nothing_is_foretold_of_one_letter_of_a_whole_word_or_of_what_nobody_has(editor: RowEditor, words: str) -> None:
    QTest.keyClicks(editor, words)
    assert not editor.foretelling.rest
    assert not editor.foretelling.take()
    assert editor.text() == words


def test_nothing_is_foretold_within_a_word_or_in_a_row_that_is_locked(editor: RowEditor) -> None:
    QTest.keyClicks(editor, "water")
    assert editor.foretelling.rest
    editor.choose(3)
    assert not editor.foretelling.rest
    editor.choose(0, 5)
    assert not editor.foretelling.rest
    editor.choose(5)
    editor.set_locked(locked=True)
    assert not editor.foretelling.take()


def test_before_a_mark_a_word_is_foretold_too(editor: RowEditor) -> None:
    editor.show_text("bodem.")
    editor.choose(5)
    assert editor.foretelling.rest == "vrijheid"
