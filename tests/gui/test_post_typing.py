"""What a key costs in a long post: the line that it changes, and nothing else of what is on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.finding import Finding, Severity
from desktop.views.post.post_editor import PostEditor
from tests.fakes.desk import FakeDesk
from tests.gui.editor_page import press
from tests.gui.post_page import post_editor

LINE = "A line with **strong** words and [a link](https://shop.example/tea) at its end."
STEP = len(LINE) + 2
TEXT = "\n\n".join([LINE] * 300)


class Paints(QObject):
    """Notes what of a widget is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.areas: list[QRect] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect())
        return False


@pytest.fixture
def editor(desk: FakeDesk, qtbot: QtBot, qapp: QApplication) -> PostEditor:
    """A long post in which every paragraph has looks; the caret is in the third."""
    made = post_editor(desk, qtbot, TEXT)
    qtbot.waitUntil(lambda: not made.text.isReadOnly())
    made.text.choose(2 * STEP + 6)
    qapp.processEvents()
    return made


@pytest.fixture
def edits(editor: PostEditor) -> list[tuple[int, int, int]]:
    """What Qt says of each edit: where, how much was taken out, and how much put in."""
    said: list[tuple[int, int, int]] = []
    editor.text.document().contentsChange.connect(lambda *edit: said.append(edit))
    return said


def mark(editor: PostEditor, *starts: int) -> None:
    """Mark a word at each of these places."""
    said = [Finding("style.long", Severity.WARNING, "body", at, at + 4, TEXT[at : at + 4], "Long.") for at in starts]
    editor.text.show_findings([(each.start, each.end, each) for each in said])


def laid_out(editor: PostEditor) -> set[int]:
    """The numbers of the lines that are laid out."""
    document = editor.text.document()
    return {at for at in range(document.blockCount()) if document.findBlockByNumber(at).layout().lineCount()}


def test_a_letter_lays_out_and_paints_its_own_line(editor: PostEditor, qapp: QApplication) -> None:
    before = laid_out(editor)
    assert len(before) > 8
    paints = Paints()
    editor.text.viewport().installEventFilter(paints)
    cleared: list[set[int]] = []
    editor.text.text_changed.connect(lambda: cleared.append(before - laid_out(editor)))
    press(editor.text, "x")
    assert editor.text.text().startswith("x with", 2 * STEP + 6)
    assert cleared == [set()]
    qapp.processEvents()
    line = editor.text.blockBoundingRect(editor.text.textCursor().block()).height()
    assert paints.areas
    assert max(area.height() for area in paints.areas) < 2 * line


def test_a_letter_is_told_as_what_it_is_also_after_others_came_into_sight(
    editor: PostEditor, edits: list[tuple[int, int, int]], qapp: QApplication
) -> None:
    mark(editor, 2, 2 * STEP, 4 * STEP, 40 * STEP)
    editor.text.verticalScrollBar().setValue(60)
    qapp.processEvents()
    press(editor.text, "x")
    qapp.processEvents()
    press(editor.text, "y")
    assert edits == [(2 * STEP + 6, 0, 1), (2 * STEP + 7, 0, 1)]
    assert [each.start for each in editor.text.marks.marks] == [2, 2 * STEP, 4 * STEP + 2, 40 * STEP + 2]


def test_signs_that_are_set_out_of_sight_are_no_part_of_the_next_edit(
    editor: PostEditor, edits: list[tuple[int, int, int]]
) -> None:
    mark(editor, 200 * STEP)
    editor.text.citations.show({}, [(at * STEP, at * STEP + 6) for at in (4, 100, 250)])
    press(editor.text, "x")
    assert edits == [(2 * STEP + 6, 0, 1)]
    assert [each.start for each in editor.text.marks.marks] == [200 * STEP + 1]


def test_a_fence_still_changes_the_looks_of_the_lines_below(editor: PostEditor, qapp: QApplication) -> None:
    text = editor.text
    text.choose(2 * STEP - 1)
    press(text, "~~~")
    qapp.processEvents()
    below = text.document().findBlockByNumber(6)
    whole = [(0, len(LINE))]
    assert [(each.start, each.length) for each in below.layout().formats()] == whole
    assert below.layout().lineCount() > 0
    text.textCursor().deletePreviousChar()
    qapp.processEvents()
    assert [(each.start, each.length) for each in below.layout().formats()] != whole


def test_a_line_that_grows_or_is_joined_moves_those_below(editor: PostEditor, qapp: QApplication) -> None:
    text = editor.text
    below = text.document().findBlockByNumber(6)
    press(text, "\n")
    qapp.processEvents()
    assert (below.blockNumber(), below.text()) == (7, LINE)
    top = text.blockBoundingGeometry(below).top()
    press(text, "word " * 60)
    qapp.processEvents()
    assert text.blockBoundingGeometry(below).top() > top + 2 * text.fontMetrics().height()
    assert text.textCursor().block().layout().lineCount() > 3


def test_what_is_painted_piece_by_piece_is_what_is_painted_at_once(editor: PostEditor, qapp: QApplication) -> None:
    """Marks, signs, pills and the arrow beside the heading, on the screen after keys of every kind."""
    text = editor.text
    text.setCursorWidth(0)
    text.choose(4 * STEP)
    press(text, "# One\n\n")
    text.choose(len(text.text()))
    text.choose(2 * STEP + 6)
    mark(editor, *range(0, 12 * STEP, 9))
    text.citations.show({}, [(at * STEP, at * STEP + 30) for at in range(8)])
    qapp.processEvents()
    before = seen(editor)
    for keys in ("x", "word " * 20, "\n", "- item\n", "## Two\n", "~~~\n", "~~~\n"):
        press(text, keys)
        qapp.processEvents()
        assert seen(editor) != before
        before = seen(editor)
        text.viewport().update()
        text.update()
        for part in text.findChildren(QWidget):
            part.update()
        qapp.processEvents()
        assert seen(editor) == before
    assert len(text.marks.marks) > 20


def seen(editor: PostEditor) -> QImage:
    """The editor as it stands on the screen now, without painting anything."""
    window = editor.window()
    whole = window.screen().grabWindow(window.winId()).toImage()
    area = QRect(editor.text.mapTo(window, QPoint()), editor.text.size())
    return whole.copy(area)
