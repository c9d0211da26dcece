"""The page of the angle: typed, proposed, taken by click, Enter or number, and undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.post import Post
from desktop.runtime.posting_values import Step
from desktop.views.post.angle_page import AnglePage
from tests.fakes.desk import FakeDesk
from tests.gui.post_steps import OUTLINE, asked_steps, shown_page, tea
from tests.gui.product_screen import press, type_into, undo

ANGLES = ("Tea goes stale, not off", "The tin by the kettle", "Five minutes at home", "Where it stands matters")


@pytest.fixture
def page(qtbot: QtBot, desk: FakeDesk) -> AnglePage:
    """The page of a post without angle and outline."""
    return shown_page(AnglePage, desk, qtbot, tea(Post(goal=780), body=""))


def propose(page: AnglePage, desk: FakeDesk) -> None:
    """Have angles proposed."""
    page.ask.button.click()
    desk.writer.stream("angles", "\n".join(ANGLES))
    desk.writer.finish()


def shown(page: AnglePage) -> list[str]:
    return [card.text() for card in page.cards.cards if card.isVisible()]


def test_an_angle_is_typed_and_undone(page: AnglePage, desk: FakeDesk) -> None:
    assert page.example.isVisible()
    type_into(page.text.editor, "Tea goes stale")
    assert not page.example.isVisible()
    assert desk.session.draft.brief.post == Post(goal=780, angle="Tea goes stale")
    undo(page.text.editor)
    assert page.text.editor.text() == ""
    assert page.example.isVisible()


def test_proposals_stream_in_and_can_be_stopped(page: AnglePage, desk: FakeDesk) -> None:
    page.ask.button.click()
    assert desk.writer.fields == ("angles",)
    assert page.skeleton.isVisible()
    assert page.ask.bar.isVisible()
    assert page.ask.button.text() == "Stop"
    desk.writer.stream("angles", "Tea goes")
    assert shown(page) == ["Tea goes"]
    assert not page.skeleton.isVisible()
    desk.writer.stream("angles", "Tea goes stale\nThe tin")
    assert shown(page) == ["Tea goes stale", "The tin"]
    assert not page.cards.cards[0].isEnabled(), "not before it is all there"
    page.ask.button.click()
    assert not desk.writer.busy
    assert shown(page) == ["Tea goes stale", "The tin"]
    assert page.cards.cards[0].isEnabled()
    assert page.ask.button.text() == "Suggest others"
    assert not page.ask.bar.isVisible()


def test_a_click_takes_an_angle_as_one_step(page: AnglePage, desk: FakeDesk) -> None:
    propose(page, desk)
    page.cards.cards[1].click()
    assert desk.posting.post.angle == page.text.editor.text() == ANGLES[1]
    assert [card.taken for card in page.cards.cards] == [False, True, False, False]
    page.cards.cards[2].click()
    assert desk.posting.post.angle == ANGLES[2]
    desk.session.undo()
    assert desk.posting.post.angle == page.text.editor.text() == ANGLES[1]
    assert [card.taken for card in page.cards.cards] == [False, True, False, False]
    desk.session.undo()
    assert desk.posting.post.angle == ""


@pytest.mark.parametrize("place", range(4))
def test_a_number_takes_an_angle(page: AnglePage, desk: FakeDesk, place: int) -> None:
    propose(page, desk)
    assert page.cards.cards[0].hasFocus()  # nobody needs the mouse to choose
    press(page.cards.cards[0], Qt.Key(int(Qt.Key.Key_1) + place))
    assert desk.posting.post.angle == ANGLES[place]


def test_arrows_and_enter_take_an_angle(page: AnglePage, desk: FakeDesk) -> None:
    propose(page, desk)
    page.cards.cards[0].setFocus()
    press(page.cards.cards[0], Qt.Key.Key_Down)
    assert page.cards.cards[1].hasFocus()
    press(page.cards.cards[1], Qt.Key.Key_Return)
    assert desk.posting.post.angle == ANGLES[1]


def test_proposals_take_nobody_away_from_words_that_are_typed(page: AnglePage, desk: FakeDesk) -> None:
    page.text.editor.setFocus()
    page.ask.button.click()
    QTest.keyClicks(page.text.editor, "Tea goes")
    desk.writer.stream("angles", "\n".join(ANGLES))
    desk.writer.finish()
    holder = QApplication.focusWidget()
    assert holder is not None
    QTest.keyClicks(holder, " 1 way")
    assert desk.session.draft.brief.post == Post(goal=780, angle="Tea goes 1 way")


def test_a_number_in_the_angle_is_only_a_number(page: AnglePage, desk: FakeDesk) -> None:
    propose(page, desk)
    QTest.keyClicks(page.text.editor, "3 habits")
    assert desk.session.draft.brief.post == Post(goal=780, angle="3 habits")


def test_what_was_typed_before_is_one_undo_away(page: AnglePage, desk: FakeDesk) -> None:
    propose(page, desk)
    type_into(page.text.editor, "Mine")
    page.take(0)
    assert page.text.editor.text() == ANGLES[0]
    desk.session.undo()
    assert page.text.editor.text() == "Mine"


def test_while_a_section_is_written_it_says_that_it_waits(desk: FakeDesk, qtbot: QtBot) -> None:
    page = shown_page(AnglePage, desk, qtbot)
    desk.posting.writing.write_section("s3")
    assert not page.ask.button.isEnabled()
    assert "Another part is being written" in page.ask.said.text()
    type_into(page.text.editor, "!")
    assert desk.session.draft.brief.post is not None
    assert desk.session.draft.brief.post.angle.endswith("!")
    desk.writer.finish()
    assert page.ask.button.isEnabled()
    assert page.ask.said.text() == ""


def test_another_draft_has_angles_of_its_own(page: AnglePage, desk: FakeDesk) -> None:
    propose(page, desk)
    desk.session.open(tea())
    assert shown(page) == []
    assert page.text.editor.text().startswith("Tea does not go off")


def test_it_goes_on_to_the_outline_and_asks_for_one(page: AnglePage, desk: FakeDesk) -> None:
    steps = asked_steps(page)
    assert page.next.text() == "Make an outline"
    page.next.click()
    assert steps == [Step.OUTLINE]
    assert desk.writer.fields == ("outline",)


def test_an_outline_that_is_there_is_only_gone_to(desk: FakeDesk, qtbot: QtBot) -> None:
    page = shown_page(AnglePage, desk, qtbot, tea(Post(outline=OUTLINE)))
    steps = asked_steps(page)
    page.next.click()
    assert steps == [Step.OUTLINE]
    assert not desk.writer.busy


def test_its_words_stand_over_those_of_the_text(page: AnglePage) -> None:
    page.stand_over(57, 540)
    QTest.qWait(10)
    for part in (page.title, page.text, page.next):
        assert part.mapTo(page, QPoint(0, 0)).x() == 57, part
    assert page.text.width() == 540
