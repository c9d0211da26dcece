"""What was put right after writing is marked, told, and put back by hand or by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport
from desktop.core.ids import DraftId
from desktop.runtime.repairs import Repair
from desktop.runtime.session import Rewriting
from desktop.views.editor.marks import Look
from desktop.views.main_window import MainWindow
from desktop.views.product.field_state import FieldState
from desktop.views.product.screen import ProductScreen
from tests.fakes.desk import SAMPLE, FakeDesk, sample_draft
from tests.gui.product_screen import card_of, field, press, type_into, undo

WRITTEN = "This bag weighs 1,020 g. It is waterproof. Five years of warranty."
MENDED = "This bag weighs 980 g. It is water-repellent. Five years of warranty."


@pytest.fixture
def screen(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> ProductScreen:
    """A description that was written and put right in two places."""
    desk.session.open(Draft(DraftId("d2"), brief=SAMPLE))
    page = window.page
    assert isinstance(page, ProductScreen)
    desk.writer.write(("description",))
    desk.writer.stream("description", MENDED)
    half = WRITTEN.replace("1,020 g", "980 g")
    desk.writer.busy = False
    desk.session.end_writing([
        Rewriting("description", WRITTEN, half, "The facts say 980 g."),
        Rewriting("description", half, MENDED, "The facts say water-repellent."),
    ])  # fmt: skip
    desk.repairs.add(Repair("description", WRITTEN, half, "The facts say 980 g."))
    desk.repairs.add(Repair("description", half, MENDED, "The facts say water-repellent."))
    desk.writer.finish()
    qtbot.waitUntil(lambda: len(mended(page)) == 2)
    return page


def mended(screen: ProductScreen) -> list[str]:
    """The words that are marked as put right."""
    editor = field(screen, "description").editor
    return [
        editor.text()[editor.offset_of(mark.start) : editor.offset_of(mark.end)]
        for mark in editor.marks.marks
        if mark.look is Look.MENDED
    ]


def text(desk: FakeDesk) -> str:
    return desk.session.draft.copy.text("description")


def test_the_words_are_marked_and_the_line_says_how_many(screen: ProductScreen) -> None:
    assert mended(screen) == ["980", "water-repellent"]
    assert screen.repairs.isVisible()
    assert screen.repairs.words.text() == "2 places were put right after writing"


def test_the_line_is_reached_by_tab_before_the_text(screen: ProductScreen) -> None:
    field(screen, "title").editor.setFocus()
    reached = []
    for _ in range(2):
        screen.focusNextPrevChild(False)
        reached.append(screen.window().focusWidget())
    assert reached == [screen.repairs.leave, screen.repairs.show_list]


def test_the_card_says_why_and_puts_back_by_key(screen: ProductScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    editor = field(screen, "description").editor
    editor.setFocus()
    cursor = editor.textCursor()
    cursor.setPosition(MENDED.index("980") + 1)
    editor.setTextCursor(cursor)
    press(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    card = card_of(screen)
    assert card is not None
    assert card.accessibleName() == "Put right after writing"
    assert card.finding.message == "The facts say 980 g."
    assert [button.text() for button in card.buttons] == ["Put back"]
    assert card.actions_shown == {}
    press(card, Qt.Key.Key_1)
    assert text(desk) == MENDED.replace("980", "1,020")
    qtbot.waitUntil(lambda: screen.repairs.words.text() == "1 place was put right after writing")
    assert mended(screen) == ["water-repellent"]
    editor.setFocus()
    undo(editor)
    assert text(desk) == MENDED
    qtbot.waitUntil(lambda: mended(screen) == ["980", "water-repellent"])


def test_the_list_puts_back_one_after_another(screen: ProductScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    screen.repairs.show_list.click()
    opened = screen.repairs.list
    assert opened is not None
    assert [button.accessibleName() for button in opened.backs] == [
        "Put back. The facts say 980 g. Before: 1,020 · Now: 980",
        "Put back. The facts say water-repellent. Before: waterproof · Now: water-repellent",
    ]
    opened.backs[1].click()
    qtbot.waitUntil(lambda: len(opened.backs) == 1)
    opened.backs[0].click()
    assert text(desk) == WRITTEN
    qtbot.waitUntil(lambda: screen.repairs.list is None)
    assert screen.repairs.words.text() == "Everything is as it was written"
    assert mended(screen) == []


def test_going_to_a_piece_opens_its_card(screen: ProductScreen, qtbot: QtBot) -> None:
    screen.repairs.show_list.click()
    opened = screen.repairs.list
    assert opened is not None
    opened.shows[1].click()
    qtbot.waitUntil(lambda: card_of(screen) is not None)
    card = card_of(screen)
    assert card is not None
    assert card.finding.text == "water-repellent"


def test_undo_takes_one_repair_at_a_time(screen: ProductScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    editor = field(screen, "description").editor
    editor.setFocus()
    undo(editor)
    assert text(desk) == MENDED.replace("water-repellent", "waterproof")
    qtbot.waitUntil(lambda: mended(screen) == ["980"])
    undo(editor)
    assert text(desk) == WRITTEN
    undo(editor)
    assert text(desk) == ""


def test_typing_beside_keeps_the_marks_and_typing_in_one_takes_it(
    screen: ProductScreen, desk: FakeDesk, qtbot: QtBot
) -> None:
    editor = field(screen, "description").editor
    type_into(editor, " New.")
    desk.checker.say(CheckReport())
    assert mended(screen) == ["980", "water-repellent"]
    editor.type_over(MENDED.index("980"), MENDED.index("980") + 3, "990")
    desk.session.pull()
    qtbot.waitUntil(lambda: screen.repairs.words.text() == "1 place was put right after writing")
    assert mended(screen) == ["water-repellent"]


def test_it_goes_when_it_is_closed_and_comes_back_when_asked_for(screen: ProductScreen) -> None:
    screen.repairs.leave.click()
    assert not screen.repairs.isVisible()
    assert mended(screen) == []
    action = next(each for each in screen.actions() if each.text() == "Show what was put right after writing")
    action.trigger()
    assert screen.repairs.isVisible()
    assert len(mended(screen)) == 2


def test_it_goes_with_the_draft_and_with_the_next_writing(screen: ProductScreen, desk: FakeDesk) -> None:
    desk.writer.write()
    assert not screen.repairs.isVisible()
    assert field(screen, "title").state is FieldState.WAITING
    assert field(screen, "title").editor.isReadOnly()
    desk.writer.finish()
    desk.session.open(sample_draft())
    assert not screen.repairs.isVisible()
    screen.repairs.open_list()
    assert screen.repairs.list is None


def test_a_sentence_that_was_left_out_can_be_reached(screen: ProductScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.session.open(Draft(DraftId("d3"), brief=SAMPLE, copy=Copy({"description": "It is good. Buy."})))
    desk.repairs.add(Repair("description", "It is good. It is cheap. Buy.", "It is good. Buy.", "Left out."))
    screen.repairs.open_strip()
    assert mended(screen) == ["good."]
    screen.cards.open_next()
    qtbot.waitUntil(lambda: card_of(screen) is not None)
    card = card_of(screen)
    assert card is not None
    card.buttons[0].click()
    assert text(desk) == "It is good. It is cheap. Buy."
