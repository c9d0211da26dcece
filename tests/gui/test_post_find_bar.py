"""The bar that finds and replaces: from hit to hit, one or all, each one step of undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.views.post.post_editor import PostEditor
from tests.fakes.desk import FakeDesk
from tests.gui.editor_page import press
from tests.gui.post_page import TEXT, body, post_editor

Ctrl, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def editor(desk: FakeDesk, qtbot: QtBot) -> PostEditor:
    """A post with the bar open for replacing."""
    made = post_editor(desk, qtbot)
    QTest.keyClick(made.text, Qt.Key.Key_H, Ctrl)
    assert made.find_bar.isVisible()
    return made


def look_for(editor: PostEditor, words: str, replacement: str = "") -> None:
    editor.find_bar.words.setText(words)
    editor.find_bar.replacement.setText(replacement)
    editor.find_bar.look()


def test_the_chosen_words_are_looked_for(desk: FakeDesk, qtbot: QtBot) -> None:
    editor = post_editor(desk, qtbot)
    editor.text.choose(TEXT.index("tea"), TEXT.index("tea") + 3)
    QTest.keyClick(editor.text, Qt.Key.Key_F, Ctrl)
    assert editor.find_bar.words.text() == "tea"
    assert editor.find_bar.count.text() == "1 of 4"
    assert not editor.find_bar.replacement.isVisible()


def test_keys_go_from_hit_to_hit_and_round(editor: PostEditor) -> None:
    look_for(editor, "tea")
    editor.text.choose(0)
    seen = []
    for _ in range(5):
        QTest.keyClick(editor.find_bar.words, Qt.Key.Key_Return)
        seen.append(editor.text.chosen[0])
    assert seen[:4] == sorted(seen[:4])
    assert seen[4] == seen[0]
    QTest.keyClick(editor.find_bar.words, Qt.Key.Key_Return, Shift)
    assert editor.text.chosen[0] == seen[3]
    assert editor.find_bar.count.text() == "4 of 4"
    QTest.keyClick(editor.text, Qt.Key.Key_F3)
    assert editor.text.chosen[0] == seen[0]


def test_a_hit_in_a_folded_section_opens_it(editor: PostEditor) -> None:
    editor.text.fold_all(folded=True)
    look_for(editor, "Smör")
    editor.find_bar.step(1)
    assert editor.text.textCursor().block().isVisible()
    assert editor.text.textCursor().selectedText() == "Smör"


def test_one_is_replaced_and_the_next_chosen(editor: PostEditor, desk: FakeDesk) -> None:
    look_for(editor, "tea", "thé 🫖")
    editor.text.choose(0)
    editor.find_bar.step(1)
    editor.find_bar.replace_current()
    assert body(desk) == TEXT.replace("tea", "thé 🫖", 1)
    assert editor.text.textCursor().selectedText() == "tea"
    assert editor.find_bar.count.text() == "1 of 3"
    assert desk.session.undo_label == "Replace"


def test_all_are_replaced_as_one_step(editor: PostEditor, desk: FakeDesk) -> None:
    editor.text.choose(TEXT.index("cupboard"))
    look_for(editor, "tea", "thé 🫖")
    editor.find_bar.replace_all.click()
    assert body(desk) == editor.text.text() == TEXT.replace("tea", "thé 🫖").replace("Tea", "thé 🫖")
    assert editor.text.text()[editor.text.caret :].startswith("cupboard")
    assert editor.find_bar.count.text() == "4 replaced"
    desk.session.undo()
    assert body(desk) == editor.text.text() == TEXT
    desk.session.redo()
    assert editor.text.text() == TEXT.replace("tea", "thé 🫖").replace("Tea", "thé 🫖")


def test_an_expression_puts_its_groups_in(editor: PostEditor, desk: FakeDesk) -> None:
    editor.find_bar.expression.setChecked(True)
    look_for(editor, r"^## (.+)$", r"## \1!")
    editor.find_bar.replace_every()
    assert [line for line in body(desk).split("\n") if line.startswith("## ")] == [
        "## Stale tea!", "## The tin!", "## At home!",
    ]  # fmt: skip


def test_what_is_wrong_with_an_expression_is_said(editor: PostEditor, desk: FakeDesk) -> None:
    editor.find_bar.expression.setChecked(True)
    look_for(editor, "(tea")
    assert editor.find_bar.count.text().startswith("This is no regular expression")
    assert not editor.find_bar.replace_all.isEnabled()
    look_for(editor, "tea", r"\4")
    editor.find_bar.replace_every()
    assert "group" in editor.find_bar.count.text()
    assert body(desk) == TEXT


def test_hits_move_with_what_is_typed_and_are_found_anew(editor: PostEditor, qtbot: QtBot) -> None:
    look_for(editor, "tea")
    editor.text.choose(0)
    press(editor.text, "tea ")
    qtbot.waitUntil(lambda: editor.find_bar.count.text() == "5 hits")


def test_escape_closes_the_bar_and_goes_back(editor: PostEditor, qtbot: QtBot) -> None:
    QTest.keyClick(editor.find_bar.words, Qt.Key.Key_Escape)
    assert not editor.find_bar.isVisible()
    assert editor.text.hasFocus()
