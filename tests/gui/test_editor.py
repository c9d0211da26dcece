"""The editor keeps every character, keeps the caret, and grows with its text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.finding import Finding, Severity
from desktop.runtime.splices import splice
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.editor.plain import clean, code_points, units
from tests.gui.editor_page import on_a_page, paste, press, put_caret

KEPT = "a\u00a0b\u2028c\u202fd\u200de\ufffcf\u0085g\th\U0001f9d1\u200d\U0001f33e e\u0301 \ufeff \ue000 \u202eabc\u202c"


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_shown_is_read_back(editor: FieldEditor, text: str) -> None:
    shown = clean(text).text
    editor.show_text(shown)
    assert editor.text() == shown


@given(st.lists(st.text(max_size=40), min_size=2, max_size=5))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_text_after_another(editor: FieldEditor, texts: list[str]) -> None:
    for text in texts:
        shown = clean(text).text
        editor.show_text(shown)
        assert editor.text() == shown


@given(st.text(max_size=60), st.text(max_size=60))
def test_splice_makes_the_new_from_the_old(old: str, new: str) -> None:
    change = splice(old, new)
    assert old[: change.start] + change.text + old[change.end :] == new
    assert len(change.text) <= len(new)


@given(st.text(max_size=60), st.data())
def test_units_and_code_points_are_each_others_inverse(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    head = text[:offset]
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        assert code_points(text, units(head)) == offset


def test_characters_that_look_like_spaces_are_kept(editor: FieldEditor, qtbot: QtBot) -> None:
    editor.show_text(KEPT)
    put_caret(editor, 0)
    press(editor, "x")
    assert editor.text() == "x" + KEPT


@pytest.mark.parametrize(
    ("given_text", "shown", "removed"),
    [
        ("a\0b", "ab", 1),
        ("a\ud800b\udfff", "ab", 2),
        ("\ufdd0a\uffff", "a", 2),
        ("a\r\nb\rc\u2029d", "a\nb\nc\nd", 0),
        ("a\x1b[0m", "a[0m", 1),
        (KEPT, KEPT, 0),
    ],
)
def test_only_what_nothing_can_show_is_cleaned(given_text: str, shown: str, removed: int) -> None:
    assert clean(given_text) == (shown, removed)


def test_pasted_controls_are_cleaned_and_said(editor: FieldEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.cleaned) as said:
        paste(editor, "one\0two\0")
    assert said.args == [2]
    assert editor.text() == "onetwo"


def test_copying_gives_the_characters_themselves(editor: FieldEditor) -> None:
    editor.show_text(KEPT)
    editor.selectAll()
    editor.copy()
    assert QGuiApplication.clipboard().text() == KEPT


@pytest.mark.parametrize("caret", [0, 3, 8, 20])
def test_the_caret_stays_at_its_words_while_text_streams(editor: FieldEditor, caret: int) -> None:
    editor.show_text("The bag weighs 980 grams.")
    put_caret(editor, caret)
    behind = editor.text()[caret : caret + 4]
    for length in range(40):
        editor.show_text("The bag weighs 980 grams." + " More to come."[:length])
    assert editor.textCursor().position() == caret
    assert editor.text()[caret : caret + 4] == behind


def test_a_change_before_the_caret_moves_it_with_its_words(editor: FieldEditor) -> None:
    editor.show_text("one two three")
    put_caret(editor, 8)
    editor.show_text("one and two three")
    assert editor.text()[editor.textCursor().position() :] == "three"


def test_edited_speaks_of_the_writer_only(editor: FieldEditor, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(editor.edited):
        editor.show_text("from a model")
    with qtbot.waitSignal(editor.edited):
        press(editor, "x")


def test_it_grows_with_its_text(editor: FieldEditor, qtbot: QtBot) -> None:
    one = editor.height()
    with qtbot.waitSignal(editor.grown):
        press(editor, "a\nb\nc")
    assert editor.height() > 2.5 * one
    assert not editor.verticalScrollBar().isVisible()
    editor.show_text("short")
    assert editor.height() == one


def test_lines_are_spaced_and_clicks_still_find_their_letter(editor: FieldEditor) -> None:
    editor.show_text("\n".join(f"line {number}" for number in range(8)))
    tops = []
    for number in range(8):
        cursor = QTextCursor(editor.document().findBlockByNumber(number))
        tops.append(editor.cursorRect(cursor).center().y())
    steps = {second - first for first, second in pairwise(tops)}
    assert max(steps) - min(steps) <= 1
    assert min(steps) >= 1.4 * editor.font().pixelSize()
    assert editor.cursorForPosition(QPoint(3, tops[5])).blockNumber() == 5


def test_a_huge_text_scrolls_in_itself(editor: FieldEditor) -> None:
    editor.show_text("\n".join("word " * 20 for _ in range(900)))
    assert editor.is_huge
    assert editor.height() < 2_000
    assert editor.verticalScrollBar().maximum() > 0


def test_shift_enter_is_an_ordinary_line_break(editor: FieldEditor, qtbot: QtBot) -> None:
    press(editor, "a")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    press(editor, "b")
    assert editor.text() == "a\nb"


def test_a_field_of_one_line_takes_no_line_break(qtbot: QtBot) -> None:
    editor = on_a_page(FieldEditor(single_line=True), qtbot)
    paste(editor, "two\nlines\n")
    with qtbot.waitSignal(editor.submitted):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "two lines"


def test_undo_is_asked_of_the_session(editor: FieldEditor, qtbot: QtBot) -> None:
    press(editor, "abc")
    with qtbot.waitSignal(editor.undo_asked):
        QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(editor.redo_asked):
        QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert editor.text() == "abc"


def finding(start: int, end: int, text: str, severity: Severity = Severity.ERROR) -> tuple[int, int, Finding]:
    return start, end, Finding("limit", severity, "body", start, end, text, "Too long.")


def test_marks_move_with_their_words(editor: FieldEditor, qtbot: QtBot) -> None:
    editor.show_text("🧺 The bag is fully waterproof.")
    start = editor.text().index("fully")
    editor.show_findings([finding(start, start + 16, "fully waterproof")])
    put_caret(editor, 0)
    press(editor, "Oh, ")
    mark = editor.marks.marks[0]
    assert editor.text()[editor.offset_of(mark.start) : editor.offset_of(mark.end)] == "fully waterproof"
    editor.show_text("Gone.")
    assert editor.marks.marks == ()


def test_a_mark_is_painted_tinted_underlined_and_with_its_icon(editor: FieldEditor, qtbot: QtBot) -> None:
    editor.show_text("The bag is fully waterproof.")
    plain = editor.grab().toImage()
    editor.show_findings([finding(11, 27, "fully waterproof")])
    marked = editor.grab().toImage()
    area = editor.mark_area(editor.marks.marks[0])
    below = QPoint(int(area.center().x()), int(area.bottom()) + 1)
    ratio = marked.devicePixelRatio()
    assert marked.pixelColor(below * ratio) != plain.pixelColor(below * ratio)
    gutter = [(x, y) for x in range(14) for y in range(editor.height())]
    assert any(marked.pixelColor(x, y) != plain.pixelColor(x, y) for x, y in gutter)


def test_alt_enter_asks_for_the_card_at_the_caret(editor: FieldEditor, qtbot: QtBot) -> None:
    editor.show_text("The bag is fully waterproof.")
    editor.show_findings([finding(11, 27, "fully waterproof")])
    put_caret(editor, 14)
    with qtbot.waitSignal(editor.card_asked) as asked:
        QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert asked.args == [editor.marks.marks[0]]
    assert editor.text() == "The bag is fully waterproof."


def test_pointing_at_a_mark_asks_for_its_card(editor: FieldEditor, qtbot: QtBot) -> None:
    editor.show_text("The bag is fully waterproof.")
    editor.show_findings([finding(11, 27, "fully waterproof")])
    area = editor.mark_area(editor.marks.marks[0]).translated(-editor.viewport().x(), 0)
    # given to the page itself: the pointer of the screen goes to whichever window an earlier test left on top
    at = area.center()
    move = QMouseEvent(
        QEvent.Type.MouseMove, at, QPointF(editor.viewport().mapToGlobal(at.toPoint())), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    with qtbot.waitSignal(editor.hovered, timeout=5_000) as seen:
        QApplication.sendEvent(editor.viewport(), move)
    assert seen.args == [editor.marks.marks[0]]
    with qtbot.waitSignal(editor.hovered, timeout=5_000) as left:
        QApplication.sendEvent(editor, QEvent(QEvent.Type.Leave))
    assert left.args == [None]


def test_a_list_counts_each_of_its_lines(qtbot: QtBot) -> None:
    asked: list[str] = []

    def counts(text: str) -> tuple[str, bool]:
        asked.append(text)
        return f"{len(text)} / 5", len(text) > 5

    editor = on_a_page(FieldEditor(counts=counts), qtbot)
    editor.show_text("one\n\nthree and more")
    editor.grab()
    assert set(asked) == {"one", "three and more"}


def test_the_wheel_is_left_to_the_page(editor: FieldEditor) -> None:
    from PySide6.QtGui import QWheelEvent

    editor.show_text("line\n" * 20)
    editor.verticalScrollBar().setRange(0, 100)
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    editor.wheelEvent(event)
    assert not event.isAccepted()
    assert editor.verticalScrollBar().value() == 0
