"""The assistant in the text: opened, asked, decided by keys and clicks, followed, and put away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.events import Delta
from desktop.core.finding import Finding, Severity
from desktop.core.wishes import Wish, WishName
from desktop.core.words import set_language
from desktop.engine.messages import Write, Written
from desktop.runtime.assisting_values import Decision, Phase, copy_place
from desktop.views.editor.binding import FieldBinding
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.editor.menu import EditorMenu
from desktop.views.post.assistant_on_text import AssistantOnText
from desktop.views.post.assistant_runs import RunKind, runs_of
from desktop.views.post.post_editor import PostEditor
from desktop.views.tokens import Size
from tests.fakes.desk import FakeDesk
from tests.gui.editor_page import on_a_page, put_caret
from tests.gui.post_page import body, post_editor

OLD = "The fridge **seems** in actual fact like a place for [tea](https://x.se/5) every single day."
NEW = "The fridge **seems** like a place for [tea](https://x.se/5) each day."
BODY = f"# Tea\n\nBefore it stands this.\n\n{OLD}\n\n## After\n\nBehind it stands that.\n"
ALT, CTRL, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


class Page:
    """An editor of a post with the assistant on it."""

    def __init__(self, desk: FakeDesk, qtbot: QtBot, text: str = BODY) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.editor: PostEditor = post_editor(desk, qtbot, text)
        self.text = self.editor.text
        self.on = AssistantOnText(desk.desk, self.text)
        self.assistant = self.on.assistant
        self.card, self.view = self.on.card, self.on.view

    def choose(self, words: str = OLD) -> None:
        at = self.text.text().index(words)
        self.text.choose(at, at + len(words))

    def open(self, words: str = OLD) -> None:
        self.choose(words)
        QTest.keyClick(self.text, Qt.Key.Key_J, CTRL)
        assert self.card.isVisible()

    def answer(self, new: str, *findings: Finding) -> None:
        variant = Variant("v1", "local", "rewrite/1", Copy({"selection": new}), findings=findings)
        self.desk.engine.jobs[-1].finished.emit(Written("en", (variant,)))
        settle()

    def propose(self, new: str = NEW) -> None:
        self.open()
        click(self.card.row.shorter)
        self.answer(new)
        assert self.view.isVisible()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, held)
        settle()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        proposal = self.assistant.state.proposal
        assert proposal is not None
        return proposal.decisions


@pytest.fixture
def page(desk: FakeDesk, qtbot: QtBot) -> Page:
    return Page(desk, qtbot)


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def click(widget: object) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]
    settle()


# Opening


def test_a_key_opens_it_on_what_is_chosen_with_room_under_the_words(page: Page) -> None:
    behind = page.text.document().findBlock(BODY.index("## After"))
    before = page.text.blockBoundingGeometry(behind).top()
    page.open("seems")
    assert page.assistant.words == "seems"
    assert page.card.row.field.hasFocus()
    settle()
    moved = page.text.blockBoundingGeometry(behind).top() - before
    assert moved > page.card.height() - 2 * Size.SHADOW
    assert page.card.geometry().top() > page.on.bar.geometry().top()
    page.press(Qt.Key.Key_Escape)
    assert not page.card.isVisible()
    assert page.text.blockBoundingGeometry(behind).top() == before
    assert page.text.hasFocus()


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
@pytest.mark.parametrize("width", [560, 600, 660, 900])
def test_the_line_for_words_is_in_sight_whatever_the_chips_leave(
    desk: FakeDesk, qtbot: QtBot, request: pytest.FixtureRequest, language: str, width: int
) -> None:
    set_language(language)
    request.addfinalizer(lambda: set_language("en"))
    page = Page(desk, qtbot)
    page.editor.resize(width, 600)
    page.open()
    row = page.card.row
    qtbot.waitUntil(lambda: row.rect().contains(row.field.geometry()))
    qtbot.waitUntil(lambda: page.card.rect().contains(row.geometry()))


def test_without_a_choice_it_takes_the_paragraph_at_the_caret(page: Page) -> None:
    page.text.choose(BODY.index("fridge"))
    QTest.keyClick(page.text, Qt.Key.Key_J, CTRL)
    assert page.assistant.words == OLD


def test_on_an_empty_line_it_takes_the_paragraph_before(page: Page) -> None:
    page.text.choose(BODY.index("\n\n## After") + 1)
    QTest.keyClick(page.text, Qt.Key.Key_J, CTRL)
    assert page.assistant.words == OLD


def test_an_empty_text_opens_nothing(desk: FakeDesk, qtbot: QtBot) -> None:
    page = Page(desk, qtbot, "\n\n")
    QTest.keyClick(page.text, Qt.Key.Key_J, CTRL)
    assert not page.card.isVisible()


def test_the_mouse_brings_a_button_and_a_key_takes_it_away(page: Page) -> None:
    port, line = page.text.viewport(), page.text.cursorRect(cursor_at(page, BODY.index("Before")))
    start, end = line.center(), line.center() + QPoint(120, 0)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, NONE, start)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, NONE, end)
    assert page.text.textCursor().hasSelection()
    assert page.on.button.isVisible()
    QTest.keyClick(page.text, Qt.Key.Key_Right)
    assert not page.on.button.isVisible()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, NONE, start)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, NONE, end)
    click(page.on.button)
    assert page.card.isVisible()
    assert page.assistant.words in "Before it stands this."


def test_the_menu_of_the_editor_offers_it(page: Page, desk: FakeDesk) -> None:
    menu = EditorMenu(desk.session, page.text).menu()
    assert page.on.action in menu.actions()
    page.on.action.trigger()
    assert page.card.isVisible()


# Asking


def test_words_stream_into_the_card_and_escape_stops(page: Page, desk: FakeDesk) -> None:
    page.open()
    click(page.card.row.simpler)
    job = desk.engine.jobs[-1]
    assert desk.engine.of(Write)[-1].instruction == "simpler"
    job.happened.emit(Delta("v1", "selection", "The fridge seems"))
    settle()
    assert page.card.answer.toPlainText() == "The fridge seems"
    assert page.card.count.text() == "Writing… 3 words"
    assert not page.card.row.shorter.isEnabled()
    page.press(Qt.Key.Key_Escape)
    assert job.cancelled
    assert page.assistant.active


def test_what_is_typed_into_the_line_is_a_wish_in_words(page: Page, desk: FakeDesk) -> None:
    page.open()
    QTest.keyClicks(page.card.row.field, "warmer")
    page.press(Qt.Key.Key_Return)
    assert desk.engine.of(Write)[-1].instruction == "warmer"
    assert body(desk) == BODY


def test_every_wish_is_in_a_chip_or_a_menu(page: Page) -> None:
    wished: list[Wish] = []
    page.card.row.wished.connect(wished.append)
    page.card.row.shorter.click()
    page.card.row.simpler.click()
    for menu in (page.card.row.tone_menu(), page.card.row.more_menu()):
        press_all(menu)
    names = {wish.name for wish in wished}
    assert names == set(WishName) - {WishName.FREE, WishName.AGAIN}
    assert {wish.argument for wish in wished if wish.name is WishName.TRANSLATE} == {"en", "nl", "sv"}
    assert {wish.argument for wish in wished if wish.name is WishName.PERSON} == {"i", "we", "you", "they"}
    assert page.card.row.field.placeholderText() == "Which language?"


def test_a_language_that_is_typed_is_asked_for(page: Page, desk: FakeDesk) -> None:
    page.open()
    page.card.row.ask_for_language()
    QTest.keyClicks(page.card.row.field, "French")
    page.press(Qt.Key.Key_Return)
    assert "French" in desk.engine.of(Write)[-1].instruction
    assert page.card.row.field.placeholderText() == "Or say what to change…"


# Deciding


def test_changes_are_accepted_and_rejected_by_keys_and_the_last_one_puts_it_away(page: Page, desk: FakeDesk) -> None:
    page.propose()
    assert page.view.hasFocus()
    assert body(desk) == BODY
    assert page.card.count.text() == "0 of 2 accepted, 14 → 10 words"
    page.press(Qt.Key.Key_Right, ALT)
    assert page.view.current == 1
    page.press(Qt.Key.Key_A, ALT)
    assert body(desk) == BODY.replace("every single", "each")
    assert page.text.text() == body(desk)
    assert page.view.current == 0
    assert page.card.count.text() == "1 of 2 accepted, 14 → 10 words"
    page.press(Qt.Key.Key_R, ALT)
    assert not page.card.isVisible()
    assert not page.assistant.active
    assert page.text.hasFocus()
    assert body(desk) == BODY.replace("every single", "each")


def test_undo_takes_an_accepted_change_back_and_opens_it_again(page: Page, desk: FakeDesk) -> None:
    page.propose()
    page.press(Qt.Key.Key_A, ALT)
    assert page.decisions == (Decision.ACCEPTED, Decision.OPEN)
    page.press(Qt.Key.Key_Z, CTRL)
    assert body(desk) == BODY
    assert page.decisions == (Decision.OPEN, Decision.OPEN)
    assert page.view.current == 1


def test_chips_are_clicked(page: Page, desk: FakeDesk) -> None:
    page.propose()
    first, second = page.view.chip_rect(0), page.view.chip_rect(1)
    left = QPoint(round(second.left()) + 6, round(second.center().y()))
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, NONE, left)
    settle()
    assert body(desk) == BODY.replace("every single", "each")
    first = page.view.chip_rect(0)
    right = QPoint(round(first.right()) - 6, round(first.center().y()))
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, NONE, right)
    settle()
    assert not page.assistant.active
    assert body(desk) == BODY.replace("every single", "each")


def test_the_view_has_keys_of_its_own_and_nothing_is_typed_into_the_text(page: Page, desk: FakeDesk) -> None:
    page.propose()
    page.press(Qt.Key.Key_Right)
    assert page.view.current == 1
    page.press(Qt.Key.Key_X)
    assert body(desk) == BODY
    page.press(Qt.Key.Key_Delete)
    assert page.decisions == (Decision.OPEN, Decision.REJECTED)
    page.press(Qt.Key.Key_Return)
    assert body(desk) == BODY.replace("in actual fact ", "")


def test_accept_all_is_one_step(page: Page, desk: FakeDesk) -> None:
    page.propose()
    click(page.card.accept_all)
    assert body(desk) == BODY.replace(OLD, NEW)
    assert not page.card.isVisible()
    desk.session.undo()
    assert body(desk) == BODY


def test_escape_keeps_the_old_text_of_what_is_open(page: Page, desk: FakeDesk) -> None:
    page.propose()
    page.press(Qt.Key.Key_A, ALT)
    page.press(Qt.Key.Key_Escape)
    assert body(desk) == BODY.replace("in actual fact ", "")
    assert not page.view.isVisible()


def test_a_change_is_told_to_a_screen_reader(page: Page) -> None:
    page.propose()
    assert page.view.accessibleDescription() == "Change 1 of 2: “in actual fact” goes."
    page.press(Qt.Key.Key_Right)
    assert page.view.accessibleDescription() == "Change 2 of 2: “every single” becomes “each”."


# Where it stands


def test_the_proposal_lies_over_the_paragraph_with_the_looks_of_the_editor(page: Page) -> None:
    page.propose()
    block = page.text.document().findBlock(BODY.index(OLD))
    top = page.text.blockBoundingGeometry(block).translated(page.text.contentOffset()).top()
    assert page.view.geometry().top() == round(top)
    assert page.view.font() == page.text.font()
    assert page.on.bar.isVisible()
    assert page.card.geometry().top() >= page.view.geometry().bottom() - 24


def test_what_is_typed_elsewhere_moves_it_and_what_is_typed_into_it_ends_it(page: Page, desk: FakeDesk) -> None:
    page.propose()
    top = page.view.geometry().top()
    page.text.setFocus()
    put_caret(page.text, 0)
    QTest.keyClicks(page.text, "New")
    QTest.keyClick(page.text, Qt.Key.Key_Return)
    page.qtbot.waitUntil(lambda: page.view.geometry().top() > top)
    assert page.assistant.words == OLD
    put_caret(page.text, page.text.text().index("fridge"))
    QTest.keyClicks(page.text, "X")
    page.qtbot.waitUntil(lambda: not page.assistant.active and not page.card.isVisible())
    assert body(desk) == "New\n" + BODY.replace("fridge", "Xfridge")


def test_it_scrolls_with_the_text(desk: FakeDesk, qtbot: QtBot) -> None:
    page = Page(desk, qtbot, BODY + "\nMore words.\n" * 60)
    page.propose()
    top = page.view.geometry().top()
    page.text.verticalScrollBar().setValue(page.text.verticalScrollBar().value() + 2)
    assert page.view.geometry().top() < top
    settle()
    block = page.text.document().findBlock(BODY.index(OLD))
    shown = page.text.blockBoundingGeometry(block).translated(page.text.contentOffset()).top()
    assert page.view.geometry().top() == round(shown)


def test_scrolled_out_of_sight_it_keeps_the_focus_and_comes_back(desk: FakeDesk, qtbot: QtBot) -> None:
    page = Page(desk, qtbot, BODY + "\nMore words.\n" * 200)
    page.propose()
    bar, port = page.text.verticalScrollBar(), page.text.viewport().rect()
    bar.setValue(bar.maximum())
    assert not page.view.geometry().intersects(port)
    assert page.view.hasFocus()
    bar.setValue(0)
    assert page.view.geometry().intersects(port)
    page.press(Qt.Key.Key_A, ALT)
    assert body(desk).startswith(BODY[:20])
    assert "in actual fact" not in body(desk)


def test_a_card_below_the_window_is_scrolled_into_sight(desk: FakeDesk, qtbot: QtBot) -> None:
    page = Page(desk, qtbot, "Words.\n\n" * 60 + OLD)
    page.open(OLD)
    settle()
    assert page.card.geometry().bottom() - 24 <= page.text.height()


def test_several_paragraphs_are_shown_as_such(page: Page, desk: FakeDesk) -> None:
    both = f"{OLD}\n\n## After\n\nBehind it stands that."
    page.open(both)
    click(page.card.row.shorter)
    page.answer(both.replace("stands that", "is"))
    assert page.view.isVisible()
    assert page.view.height() > 4 * page.text.fontMetrics().height()
    click(page.card.accept_all)
    assert body(desk) == BODY.replace("stands that", "is")


# Beside the words


def test_a_translation_stands_in_the_card_and_is_put_in_copied_or_inserted(page: Page, desk: FakeDesk) -> None:
    page.open()
    page.assistant.ask(Wish(WishName.TRANSLATE, "nl"))
    page.answer("De koelkast lijkt een plek.")
    assert page.card.answer.toPlainText() == "De koelkast lijkt een plek."
    assert not page.view.isVisible()
    assert page.card.row.more.text() == "In Dutch"
    click(page.card.copy)
    assert QApplication.clipboard().text() == "De koelkast lijkt een plek."
    click(page.card.insert)
    assert body(desk) == BODY.replace(OLD, f"{OLD}\n\nDe koelkast lijkt een plek.")
    assert not page.card.isVisible()


def test_what_goes_on_can_be_inserted_only(page: Page, desk: FakeDesk) -> None:
    page.open()
    page.assistant.ask(Wish(WishName.CONTINUE))
    page.answer(f"{OLD}\n\nIt is damp.")
    assert page.card.insert.text() == "Insert"
    assert not page.card.replace.isVisible()
    click(page.card.insert)
    assert body(desk) == BODY.replace(OLD, f"{OLD}\n\nIt is damp.")


def test_a_piece_that_kept_its_old_text_is_said(page: Page) -> None:
    page.open()
    click(page.card.row.shorter)
    page.answer(NEW, Finding("rewrite.kept", Severity.WARNING, "selection", 0, 10, "The fridge", "A number would go."))
    assert page.card.note.words == "1 piece kept its old text: A number would go."
    proposal = page.assistant.state.proposal
    assert proposal is not None
    runs = runs_of("", proposal, "", 0, page.assistant.state.kept)
    assert [run.text for run in runs if run.kept] == ["The fridge"]
    assert [run.kind for run in runs if run.number == 0] == [
        RunKind.GONE,
        RunKind.GAP,
        RunKind.CHIP,
        RunKind.SAME,
    ]


def test_nothing_can_be_accepted_while_a_model_writes(page: Page, desk: FakeDesk) -> None:
    page.propose()
    desk.session.begin_writing("Write")
    settle()
    assert not page.card.accept_all.isEnabled()
    assert page.card.note.words.startswith("A model writes here now.")
    desk.session.end_writing()
    settle()
    assert page.card.accept_all.isEnabled()


# Any field


def test_it_works_on_the_field_of_a_product(desk: FakeDesk, qtbot: QtBot) -> None:
    editor = on_a_page(FieldEditor(), qtbot)
    desk.session.set_field("description", f"{OLD}\n\nMore.", "Test")
    binding = FieldBinding(desk.session, editor, "description", "Description")
    on = AssistantOnText(desk.desk, editor, place=copy_place(desk.session, "description"))
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    height = editor.height()
    assert on.open()
    settle()
    assert editor.height() > height
    on.assistant.ask(Wish(WishName.SHORTER))
    variant = Variant("v1", "local", "rewrite/1", Copy({"selection": NEW}))
    desk.engine.jobs[-1].finished.emit(Written("en", (variant,)))
    settle()
    assert on.assistant.state.phase is Phase.PROPOSED
    on.accept()
    on.accept()
    settle()
    assert editor.text() == f"{NEW}\n\nMore."
    assert editor.height() <= height
    binding.close()


def cursor_at(page: Page, offset: int) -> QTextCursor:
    cursor = QTextCursor(page.text.document())
    cursor.setPosition(page.text.position_of(offset))
    return cursor


def press_all(menu: QMenu) -> None:
    for action in menu.actions():
        if action.menu() is not None:
            press_all(action.menu())  # type: ignore[arg-type]
        else:
            action.trigger()
