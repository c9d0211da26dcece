"""The middle column of a mail: typed in place, chosen, moved, added and taken out; each one step of undo."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.views.mail.block_body import LinkRow
from desktop.views.mail.block_button import ButtonBody
from desktop.views.mail.everybody_card import EverybodyCard
from desktop.views.mail.link_words_card import LinkWordsCard
from desktop.views.mail.mail_column import MailColumn
from desktop.views.mail.tag_menu import TagCard, tag_menu
from tests.fakes.desk import FakeDesk
from tests.gui.mail_column import COPY, HELLO, LOYAL, action, body, frame, mail_draft, order, shown_column, text
from tests.gui.product_screen import press, type_into, undo

OFFSCREEN_MENUS = pytest.mark.qt_log_ignore("This plugin does not support")
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def column(qtbot: QtBot, desk: FakeDesk) -> MailColumn:
    """The column with a mail in it."""
    return shown_column(qtbot, desk)


# Texts


def test_texts_are_typed_in_place_and_undone(column: MailColumn, desk: FakeDesk) -> None:
    for base in ("subject", "b1", "b2", "b3.alt", "b4", "b5", "b5.price", "b6"):
        editor = text(column, base).editor
        type_into(editor, "!")
        assert desk.session.draft.copy.text(base) == f"{COPY.text(base)}!", base
        undo(editor)
        assert desk.session.draft.copy.text(base) == COPY.text(base)
        assert editor.text() == COPY.text(base)


def test_a_text_has_the_look_of_its_block(column: MailColumn) -> None:
    heading, plain, footer = (text(column, base).editor.font() for base in ("b1", "b2", "b6"))
    assert heading.pixelSize() > plain.pixelSize() > footer.pixelSize()
    assert heading.bold()
    assert not plain.bold()
    assert text(column, "b6.unsubscribe").editor.font().underline()


def test_enter_goes_from_the_subject_to_the_preheader(column: MailColumn) -> None:
    subject, preheader = text(column, "subject").editor, text(column, "preheader").editor
    subject.setFocus()
    press(subject, Qt.Key.Key_Return)
    assert preheader.hasFocus()


def test_subject_and_preheader_are_counted_as_they_will_be_read(
    column: MailColumn, desk: FakeDesk, qtbot: QtBot
) -> None:
    rows = column.blocks.subject.rows
    assert rows["subject"].counter.words == f"{len(COPY.text('subject'))} / 50"
    assert rows["preheader"].counter.words == f"{len(COPY.text('preheader'))} / 90"
    desk.mailing.set_text("subject", f"{HELLO}, wool")
    qtbot.waitUntil(lambda: len(rows["subject"].counter.words) < len("12345 / 50"))
    assert int(rows["subject"].counter.words.split(" / ")[0]) < len(f"{HELLO}, wool")
    desk.mailing.set_text("subject", "x" * 53)
    qtbot.waitUntil(lambda: rows["subject"].counter.words == "53 / 50, 3 too many")


def test_another_mail_brings_its_own_texts(column: MailColumn, desk: FakeDesk) -> None:
    type_into(text(column, "b1").editor, "lost?")
    other = mail_draft(copy=Copy({"subject": "Other", "b1": "Another heading"}))
    desk.session.open(msgspec.structs.replace(other, id=DraftId("m2")))
    assert text(column, "b1").editor.text() == "Another heading"
    assert text(column, "subject").editor.text() == "Other"
    assert text(column, "b4").editor.text() == ""


def test_a_product_on_the_desk_leaves_no_blocks(column: MailColumn, desk: FakeDesk) -> None:
    desk.session.open(Draft(DraftId("p1")))
    assert column.blocks.frames == ()
    desk.session.open(mail_draft())
    assert order(column) == ["b1", "b2", "b3", "b4", "b5", "b6"]


# One chosen block


def test_the_block_with_the_caret_is_chosen_and_shows_its_tools(column: MailColumn, qtbot: QtBot) -> None:
    toolbar, grip = column.blocks.floating.toolbar, column.blocks.floating.grip
    assert not toolbar.isVisible()
    text(column, "b2").editor.setFocus()
    qtbot.waitUntil(toolbar.isVisible)
    assert column.blocks.selected == "b2"
    assert frame(column, "b2").selected
    assert not frame(column, "b1").selected
    assert grip.isVisible()
    assert frame(column, "b2").kind_label.isVisible()
    text(column, "subject").editor.setFocus()
    qtbot.waitUntil(lambda: not toolbar.isVisible())
    assert column.blocks.selected == ""


def test_a_click_puts_the_caret_where_it_points_and_chooses_no_words(column: MailColumn, qtbot: QtBot) -> None:
    column.blocks.select("b1", focus=True)
    editor = text(column, "b2").editor
    spot = editor.cursorRect(editor.textCursor()).center() + QPoint(60, 0)
    QTest.mousePress(editor.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseMove(editor.viewport(), spot + QPoint(1, 0))
    QTest.mouseRelease(editor.viewport(), Qt.MouseButton.LeftButton, pos=spot + QPoint(1, 0))
    qtbot.waitUntil(lambda: frame(column, "b2").selected)
    assert not editor.textCursor().hasSelection()
    assert editor.textCursor().position() > 0


def test_details_are_there_while_their_block_is_chosen(column: MailColumn, qtbot: QtBot) -> None:
    link = body(column, "b4", ButtonBody).link
    assert not link.isVisible()
    column.blocks.select("b4", focus=True)
    qtbot.waitUntil(link.isVisible)
    type_link(link, "https://sjobod.se/ylva")
    found = column.blocks.desk.mailing.mail.block("b4")
    assert found is not None
    assert found.href == "https://sjobod.se/ylva"


def type_link(link: LinkRow, address: str) -> None:
    """Type an address and press Enter."""
    link.edit.setFocus()
    link.edit.setText(address)
    QTest.keyClick(link.edit, Qt.Key.Key_Return)


def test_keys_go_from_block_to_block(column: MailColumn) -> None:
    action(column, "Next block").trigger()
    assert column.blocks.selected == "b1"
    action(column, "Next block").trigger()
    assert text(column, "b2").editor.hasFocus()
    action(column, "Previous block").trigger()
    action(column, "Previous block").trigger()
    assert text(column, "preheader").editor.hasFocus()


# Segments


def test_a_segment_reads_its_own_text_and_follows_everybody_elsewhere(column: MailColumn, desk: FakeDesk) -> None:
    desk.mailing.show_segment("s2")
    assert text(column, "b2").editor.text() == LOYAL
    assert text(column, "b1").editor.text() == COPY.text("b1")
    assert frame(column, "b2").chip.isVisible()
    assert frame(column, "b2").chip.text == "only for Trogna kunder"
    assert not frame(column, "b1").chip.isVisible()


def test_what_was_typed_before_another_segment_is_shown_belongs_to_the_one_before(
    column: MailColumn, desk: FakeDesk
) -> None:
    type_into(text(column, "b1").editor, "!")
    desk.mailing.show_segment("s2")
    copy = desk.session.draft.copy
    assert copy.text("b1") == COPY.text("b1") + "!"
    assert "b1@s2" not in copy.fields


def test_the_first_letter_makes_a_text_the_segments_own(column: MailColumn, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.mailing.show_segment("s1")
    editor = text(column, "b1").editor
    type_into(editor, "!")
    assert desk.session.draft.copy.text("b1@s1") == COPY.text("b1") + "!"
    assert desk.session.draft.copy.text("b1") == COPY.text("b1")
    qtbot.waitUntil(frame(column, "b1").chip.isVisible)
    column.blocks.select("b1", focus=True)
    frame(column, "b1").follow.click()
    assert "b1@s1" not in desk.session.draft.copy.fields
    assert editor.text() == COPY.text("b1")
    assert not frame(column, "b1").chip.isVisible()


def test_words_that_only_a_segment_has_are_marked_and_can_be_compared(column: MailColumn, desk: FakeDesk) -> None:
    desk.mailing.show_segment("s1")
    editor = text(column, "b2").editor
    type_into(editor, " Tack!")
    desk.session.pull()
    marked = [editor.text()[start:end] for start, end in editor.added]
    assert "".join(marked).strip() == "Tack!"
    column.blocks.select("b2", focus=True)
    frame(column, "b2").differs.click()
    card = column.texts.card
    assert isinstance(card, EverybodyCard)
    assert "Tack!" in card.shown.toPlainText()
    card.follow.click()
    assert text(column, "b2").editor.text() == COPY.text("b2")


def test_a_block_for_some_says_so_and_others_do_not_see_it(column: MailColumn, desk: FakeDesk) -> None:
    column.blocks.select("b4", focus=True)
    column.blocks.floating.toolbar.only_asked.emit("s2", True)
    assert "b4" not in order(column)
    desk.mailing.show_segment("s2")
    assert "b4" in order(column)
    assert frame(column, "b4").chip.text == "only for Trogna kunder"


# Tags and links


def test_a_tag_is_put_where_the_caret_is(column: MailColumn, desk: FakeDesk) -> None:
    view = text(column, "b1")
    view.editor.setFocus()
    cursor = view.editor.textCursor()
    cursor.setPosition(0)
    view.editor.setTextCursor(cursor)
    menu = tag_menu(desk.mailing, column, view.editor.insert_text, desk.mailing.set_platform)
    first = menu.actions()[0]
    assert first.text() == "First name"
    first.trigger()
    written = desk.session.draft.copy.text("b1")
    assert written.startswith("{{ first_name")
    assert written.endswith(COPY.text("b1"))


def test_the_card_of_a_tag_changes_what_stands_there_otherwise(column: MailColumn, desk: FakeDesk) -> None:
    desk.mailing.show_segment("s2")
    view = text(column, "b2")
    view.editor.tag_pressed.emit(0, len(HELLO))
    card = column.texts.card
    assert isinstance(card, TagCard)
    assert card.fallback.text == "Hej"
    card.fallback.edit.setText("Kära kund")
    card.keep.click()
    assert desk.session.draft.copy.text("b2@s2") == LOYAL.replace("'Hej'", "'Kära kund'")
    view.editor.tag_pressed.emit(0, len(HELLO.replace("Hej", "Kära kund")))
    card = column.texts.card
    assert isinstance(card, TagCard)
    card.remove.click()
    assert desk.session.draft.copy.text("b2@s2") == LOYAL.removeprefix(HELLO)


def test_words_get_a_link_and_lose_it(column: MailColumn, desk: FakeDesk) -> None:
    view = text(column, "b2")
    view.editor.setFocus()
    start = COPY.text("b2").index("Ylva")
    cursor = view.editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + 4, cursor.MoveMode.KeepAnchor)
    view.editor.setTextCursor(cursor)
    action(column, "Link").trigger()
    card = column.texts.card
    assert isinstance(card, LinkWordsCard)
    assert card.words.text == "Ylva"
    assert not card.keep.isEnabled()
    QTest.keyClicks(card.address.edit, "sjobod.se/ylva")
    QTest.keyClick(card.address.edit, Qt.Key.Key_Return)
    assert "[Ylva](https://sjobod.se/ylva)," in desk.session.draft.copy.text("b2")
    cursor = view.editor.textCursor()
    cursor.setPosition(start + 3)
    view.editor.setTextCursor(cursor)
    action(column, "Link").trigger()
    card = column.texts.card
    assert isinstance(card, LinkWordsCard)
    assert card.address.text == "https://sjobod.se/ylva"
    card.off.click()
    assert desk.session.draft.copy.text("b2") == COPY.text("b2")
