"""Moving through columns by key, and taking from them: sentences, fields and whole columns, by key and by drag."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.comparison import Choice
from desktop.core.copy import Copy
from desktop.views.compare.cell_menu import CellMenu
from desktop.views.compare.piece import DraggedPiece, mime_of, piece_of
from desktop.views.compare.screen import CompareScreen
from desktop.views.main_window import MainWindow
from tests.fakes.desk import FakeDesk, sample_draft
from tests.gui.compare_screen import INSIDE, PLAIN, WARM, asked, busy, cell_of, press, settle, shown_screen, two_columns

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def sentence(page: CompareScreen) -> str:
    """The words of the chosen sentence."""
    navigator = page.navigator
    found = navigator.sentence
    assert found is not None
    cell = navigator.cell
    assert cell is not None
    return cell.page.shown.own[slice(*found)].strip()


# Moving


def test_arrows_move_by_sentence_and_by_column(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    page.navigator.go_to(plain)
    assert page.navigator.field == "title"
    press(page, Qt.Key.Key_Down)
    assert sentence(page) == "The Havn weighs 980 grams and holds 18 litres."
    press(page, Qt.Key.Key_Down)
    assert sentence(page) == "A laptop fits inside."
    press(page, Qt.Key.Key_Right)
    assert (page.navigator.key, sentence(page)) == (warm, "Your laptop rides in a sleeve.")
    press(page, Qt.Key.Key_Up)
    assert sentence(page) == "The Havn weighs just 980 grams and holds 18 litres."
    press(page, Qt.Key.Key_Left)
    assert page.navigator.key == plain
    press(page, Qt.Key.Key_PageDown)
    assert page.navigator.field == "seo_title"
    press(page, Qt.Key.Key_Home)
    assert page.navigator.field == "title"
    press(page, Qt.Key.Key_End)
    assert page.navigator.field == "seo_description"
    press(page, Qt.Key.Key_Down)
    assert page.navigator.field == "seo_description", "there is nothing below"


def test_the_focus_goes_with_the_cursor_and_the_chip_stands_below(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot
) -> None:
    _plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    assert not page.navigator.chip.isVisible()
    page.navigator.go_to(warm, "description", 1)
    cell = cell_of(page, warm)
    assert window.focusWidget() is cell.page
    chip = page.navigator.chip
    assert chip.isVisible()
    area = cell.page.sentence_area()
    below = cell.page.mapTo(page.columns.board.viewport(), area.toAlignedRect().bottomLeft()).y()
    assert chip.y() > below
    press(page, Qt.Key.Key_Escape)
    assert not chip.isVisible()


def test_letters_go_to_their_column_also_when_it_is_not_shown(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, warm = two_columns(desk)
    for place in range(8):
        desk.comparing.put(Copy({"description": f"Text {place}."}), Choice(INSIDE, f"Tone {place}"))
    page = shown_screen(window, qtbot)
    page.navigator.go_to(plain)
    press(page, Qt.Key.Key_B)
    assert page.navigator.key == warm
    last = desk.comparing.columns()[9]
    press(page, Qt.Key.Key_J)
    assert page.navigator.key == last.key
    assert last.key in page.columns.order


def test_a_press_chooses_the_sentence_under_it(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, _warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    cell = cell_of(page, plain)
    offset = PLAIN.text("description").index("laptop")
    cursor = cell.page.textCursor()
    cursor.setPosition(cell.page.position_of(offset))
    spot = cell.page.cursorRect(cursor).center()
    QTest.mouseClick(cell.page.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert sentence(page) == "A laptop fits inside."


# Taking by key


def test_enter_takes_the_sentence_and_the_draft_tells_it(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    _plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    page.navigator.go_to(warm, "description", 1)
    press(page, Qt.Key.Key_Return)
    assert asked(desk)[:3] == ("take_text", warm, "description")
    assert "Your laptop rides in a sleeve." in desk.session.draft.copy.text("description")
    page.draft.refresh()
    assert "sleeve" in page.draft.text.text()


def test_words_that_the_base_has_besides_are_not_taken(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    _plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    cell = cell_of(page, warm)
    assert "Portugal" in cell.page.text()
    cell.page.selectAll()
    data = cell.page.createMimeDataFromSelection()
    assert data.text() == WARM.text("description")
    piece = piece_of(data)
    assert piece == DraggedPiece(warm, "description", 0, len(WARM.text("description")))


def test_a_selection_goes_before_the_sentence(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    _plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    page.bar.marks.choose("clean")
    settle(page, qtbot)
    page.navigator.go_to(warm, "description", 0)
    cell = cell_of(page, warm)
    cursor = cell.page.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(8, cursor.MoveMode.KeepAnchor)
    cell.page.setTextCursor(cursor)
    press(page, Qt.Key.Key_Return)
    assert asked(desk) == ("take_text", warm, "description", 4, 8, "", -1)


def test_shift_enter_takes_the_field_and_ctrl_shift_enter_the_column(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot
) -> None:
    _plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    page.navigator.go_to(warm, "title", 0)
    press(page, Qt.Key.Key_Return, SHIFT)
    assert desk.session.draft.copy.text("title") == WARM.text("title")
    press(page, Qt.Key.Key_Return, SHIFT | CONTROL)
    assert asked(desk) == ("take_all", warm)


def test_take_all_and_double_press_on_a_name_do_it_by_mouse(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    _plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    foot = page.columns.foot(warm)
    assert foot is not None
    foot.take.click()
    assert asked(desk) == ("take_all", warm)
    cell = cell_of(page, warm, "title")
    QTest.mouseDClick(cell, Qt.MouseButton.LeftButton, pos=cell.label.geometry().center())
    assert asked(desk) == ("take_field", warm, "title")


def test_nothing_is_taken_while_a_model_writes_the_draft(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    _plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    page.navigator.go_to(warm, "description", 0)
    desk.writer.write()
    press(page, Qt.Key.Key_Return)
    assert not [each for each in desk.comparing.asked if each[0] == "take_text"]
    assert not page.navigator.chip.isVisible()


# Editing in place


def test_a_text_is_edited_in_its_column(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    _plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    page.navigator.go_to(warm, "description", 0)
    press(page, Qt.Key.Key_F2)
    cell = cell_of(page, warm)
    assert busy(cell) == "edited"
    assert cell.page.text() == WARM.text("description"), "without the words of the base"
    QTest.keyClicks(cell.page, "Well. ")
    press(page, Qt.Key.Key_Z, CONTROL)
    QTest.keyClicks(cell.page, "Hello. ")
    press(page, Qt.Key.Key_Escape)
    assert not busy(cell)
    text = desk.comparing.text(warm, "description")
    assert "Hello." in text
    assert window.shown == "compare"


def test_the_head_edits_and_leaving_hands_in(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    head = page.columns.head(warm)
    assert head is not None
    head.edit.click()
    cell = page.editing.cell
    assert cell is not None
    assert cell.key == warm
    cell.page.type_over(0, 0, "Now ")
    page.verbs.edit(plain)
    assert desk.comparing.text(warm, "title").startswith("Now ")
    assert page.editing.cell is not None
    assert page.editing.cell.key == plain


# Dragging


def test_a_drop_on_the_line_takes_the_piece(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    _plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    data = mime_of(DraggedPiece(warm, "description", 0, 10), "The Havn w")
    enter = _enter(data)
    QApplication.sendEvent(page.draft, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page.draft, _drop(data))
    assert asked(desk) == ("take_text", warm, "description", 0, 10, "", -1)
    foreign = QMimeData()
    foreign.setText("from elsewhere")
    refused = _enter(foreign)
    QApplication.sendEvent(page.draft, refused)
    assert not refused.isAccepted()


def test_a_drop_in_a_field_shows_where_it_lands(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    _plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    page.draft.switch()
    QApplication.processEvents()
    fields = page.draft.fields
    assert fields is not None
    place, view = fields.place("description"), fields.column.view("description")
    assert place is not None
    assert view is not None
    target = view.editor.viewport()
    spot = QPoint(target.width() // 2, 2)
    data = mime_of(DraggedPiece(warm, "description", 0, 30), WARM.text("description")[:30])
    moved = QDragMoveEvent(
        spot, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(target, _enter(data))
    QApplication.sendEvent(target, moved)
    assert place.caret.isVisible()
    QApplication.sendEvent(target, _drop(data, spot))
    assert not place.caret.isVisible()
    found = asked(desk)
    assert found[:6] == ("take_text", warm, "description", 0, 30, "description")
    assert found[6] == desk.comparing.landing(warm, "description", 0, 30, "description", int(str(found[6])))


@pytest.mark.parametrize("into", ["", "description", "seo_description"])
def test_a_whole_field_goes_to_its_own_place_or_into_another(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot, into: str
) -> None:
    _plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    page.verbs.take(DraggedPiece(warm, "description"), into=into, at=3 if into else -1)
    if into in {"", "description"}:
        assert asked(desk) == ("take_field", warm, "description")
    else:
        length = len(WARM.text("description"))
        assert asked(desk) == ("take_text", warm, "description", 0, length, into, 3)


def test_what_is_dragged_survives_the_way_and_damage_is_none() -> None:
    piece = DraggedPiece("k1", "bullets", 3, 9)
    data = mime_of(piece, "Ryggsäck 🎒")
    assert data.text() == "Ryggsäck 🎒"
    assert piece_of(data) == piece
    data.setData(data.formats()[-1], b"{damaged")
    assert piece_of(data) is None


def _enter(data: QMimeData) -> QDragEnterEvent:
    return QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )


def _drop(data: QMimeData, spot: QPoint | None = None) -> QDropEvent:
    where = QPointF(spot or QPoint(5, 5))
    return QDropEvent(
        where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )  # fmt: skip


def test_a_right_click_offers_what_the_keys_do(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    _plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    cell = cell_of(page, warm)
    menu = CellMenu(page.navigator, page.verbs.edit, page.verbs.why)
    page.navigator.go_to(warm, "description", 0)
    words = [action.text() for action in menu.menu(cell).actions() if action.text()]
    assert words[:2] == ["Take the sentence into the draft", "Take the field into the draft"]
    cell.page.selectAll()
    assert menu.menu(cell).actions()[0].text() == "Take the selection into the draft"
    page.verbs.edit(warm)
    assert [action.text() for action in menu.menu(cell).actions()][:3] == ["Cut", "Copy", "Paste"]


def test_a_long_text_is_walked_through_without_waiting(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.session.open(sample_draft())
    book = "Ett långt stycke text. Och ett till! Väger 980 gram?\n\n" * 1200
    key = desk.comparing.put(Copy({"description": book}), Choice(INSIDE))
    page = shown_screen(window, qtbot)
    began = time.thread_time()
    page.navigator.go_to(key, "description", 1)
    assert time.thread_time() - began < 0.5
    assert sentence(page) == "Och ett till!"
    press(page, Qt.Key.Key_End)
    assert sentence(page) == "Väger 980 gram?"
