"""The editor of a segment: chips stand for tags, the caret steps over them, and no character is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.core.finding import Severity
from desktop.core.segment import Tag, TagKind
from desktop.core.translation_finding import SegmentFinding, Side
from desktop.views.editor.marks import Look
from desktop.views.translate.row_editor import RowEditor
from tests.fakes.translating import TAGS
from tests.gui.editor_page import on_a_page

ODD = "1\u00a0299,00\u202f€ \u2028next ☂️ {9} {0}"


@pytest.fixture
def row_editor(qtbot: QtBot) -> RowEditor:
    made = on_a_page(RowEditor(), qtbot)
    assert isinstance(made, RowEditor)
    made.know_tags(TAGS)
    made.show_text("{1}Trek{2} 🚲 wagon")
    return made


def press(editor: RowEditor, *keys: Qt.Key, shift: bool = False) -> None:
    for key in keys:
        QTest.keyClick(editor, key, Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier)


def test_the_caret_steps_over_a_chip_as_over_one_letter(row_editor: RowEditor) -> None:
    row_editor.choose(0)
    press(row_editor, Qt.Key.Key_Right)
    assert row_editor.chosen == (3, 3)
    press(row_editor, Qt.Key.Key_Left)
    assert row_editor.chosen == (0, 0)
    row_editor.choose(7)
    press(row_editor, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert row_editor.chosen == (11, 11)


def test_selecting_takes_whole_chips(row_editor: RowEditor) -> None:
    row_editor.choose(0)
    press(row_editor, Qt.Key.Key_Right, shift=True)
    assert row_editor.chosen_words == "{1}"


@pytest.mark.parametrize(("at", "key"), [(3, Qt.Key.Key_Backspace), (0, Qt.Key.Key_Delete)])
def test_a_chip_is_taken_out_whole(row_editor: RowEditor, at: int, key: Qt.Key) -> None:
    row_editor.choose(at)
    press(row_editor, key)
    assert row_editor.text() == "Trek{2} 🚲 wagon"


def test_letters_beside_a_chip_go_by_themselves(row_editor: RowEditor) -> None:
    row_editor.choose(7)
    press(row_editor, Qt.Key.Key_Backspace)
    assert row_editor.text() == "{1}Tre{2} 🚲 wagon"
    press(row_editor, Qt.Key.Key_Delete)
    assert row_editor.text() == "{1}Tre 🚲 wagon"


def test_between_two_chips_each_key_takes_its_own(row_editor: RowEditor) -> None:
    row_editor.show_text("{1}{2}x")
    row_editor.choose(3)
    press(row_editor, Qt.Key.Key_Backspace)
    assert row_editor.text() == "{2}x"
    row_editor.show_text("{1}{2}x")
    row_editor.choose(3)
    press(row_editor, Qt.Key.Key_Delete)
    assert row_editor.text() == "{1}x"


def test_a_copy_of_a_chip_is_its_braces(row_editor: RowEditor) -> None:
    row_editor.choose(0, 7)
    assert row_editor.createMimeDataFromSelection().text() == "{1}Trek"


def test_braces_become_a_chip_only_for_a_tag_that_there_is(row_editor: RowEditor) -> None:
    row_editor.show_text("")
    data = QMimeData()
    data.setText("{2}a{7}b{0}")
    row_editor.insertFromMimeData(data)
    assert row_editor.text() == "{2}a{7}b{0}"
    runs = row_editor.tag_layer.runs(row_editor.document().firstBlock())
    assert [(run.start, run.raw) for run in runs] == [(0, "{2}")]


def test_every_character_is_kept(row_editor: RowEditor) -> None:
    row_editor.show_text(ODD)
    assert row_editor.text() == ODD
    row_editor.choose(len(ODD))
    QTest.keyClicks(row_editor, "x")
    assert row_editor.text() == f"{ODD}x"


def test_undo_is_asked_of_the_job(row_editor: RowEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(row_editor.undo_asked):
        QTest.keyClick(row_editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert row_editor.text() == "{1}Trek{2} 🚲 wagon"


def test_findings_stand_at_their_words_also_behind_an_emoji(row_editor: RowEditor) -> None:
    start = row_editor.text().index("wagon")
    of = SegmentFinding("1", "spelling", Severity.WARNING, Side.TARGET, start, start + 5, "wagon", "Unknown", ())
    row_editor.show_row_findings([of])
    (mark,) = row_editor.marks.marks
    assert mark.look is Look.WAVE
    assert row_editor.offset_of(mark.start) == start


def test_what_is_underlined_moves_with_the_text(row_editor: RowEditor) -> None:
    row_editor.show_terms([(3, 7)])
    row_editor.choose(0)
    QTest.keyClicks(row_editor, "ab")
    assert row_editor.terms == ((5, 9),)
    row_editor.choose(6)
    QTest.keyClicks(row_editor, "x")
    assert not row_editor.terms


def test_other_tags_are_other_chips(row_editor: RowEditor) -> None:
    row_editor.know_tags([Tag(9, TagKind.ALONE, "<br/>", "br", "br")])
    row_editor.show_text("{1}a{9}")
    runs = row_editor.tag_layer.runs(row_editor.document().firstBlock())
    assert [run.raw for run in runs] == ["{9}"]
