"""The page before there is a post: its cards, the facts it begins with, and the ways to a text that exists."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.post import PostType
from desktop.views.post.start_page import PostStartPage
from desktop.views.post.words import type_name, type_sentence
from desktop.views.widgets.stops import stops_of
from tests.fakes.desk import FakeDesk, sample_draft


def shown(qtbot: QtBot, desk: FakeDesk) -> PostStartPage:
    """The page in a window of its own."""
    page = PostStartPage(desk.desk)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.mark.parametrize("post_type", list(PostType))
def test_a_card_begins_its_type(qtbot: QtBot, desk: FakeDesk, post_type: PostType) -> None:
    page = shown(qtbot, desk)
    card = page.types.cards[post_type]
    with qtbot.waitSignal(page.type_chosen) as sent:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert sent.args == [post_type, None]
    assert card.accessibleName() == type_name(post_type)
    assert card.accessibleDescription() == type_sentence(post_type)


def test_every_type_has_words_of_its_own() -> None:
    assert len({type_name(each) for each in PostType}) == len({type_sentence(each) for each in PostType}) == 6


def test_the_cards_go_by_key(qtbot: QtBot, desk: FakeDesk) -> None:
    page = shown(qtbot, desk)
    page.setFocus()
    cards = page.types.cards
    assert cards[PostType.POST].hasFocus()
    QTest.keyClick(cards[PostType.POST], Qt.Key.Key_Right)
    assert cards[PostType.CATEGORY].hasFocus()
    with qtbot.waitSignal(page.type_chosen) as sent:
        QTest.keyClick(cards[PostType.CATEGORY], Qt.Key.Key_Return)
    assert sent.args == [PostType.CATEGORY, None]


def test_the_facts_of_the_product_last_worked_on_are_offered(qtbot: QtBot, desk: FakeDesk) -> None:
    desk.drafts.put(sample_draft())
    page = shown(qtbot, desk)
    assert page.facts.products.isVisible()
    assert "8 facts" in page.facts.products.currentText()
    with qtbot.waitSignal(page.type_chosen) as sent:
        QTest.mouseClick(page.types.cards[PostType.ABOUT], Qt.MouseButton.LeftButton)
    assert isinstance(sent.args[1], Draft)
    assert sent.args[1].id == "draft-1"
    page.facts.products.setCurrentIndex(page.facts.products.count() - 1)
    assert page.product is None


def test_a_product_without_facts_is_none_to_begin_with(qtbot: QtBot, desk: FakeDesk) -> None:
    draft = sample_draft()
    bare = msgspec.structs.replace(draft.brief, facts=())
    desk.drafts.put(msgspec.structs.replace(draft, id=DraftId("d9"), brief=bare))
    page = shown(qtbot, desk)
    assert page.product is None
    assert not page.facts.products.isVisible()


def test_a_text_that_exists_has_three_ways(qtbot: QtBot, desk: FakeDesk) -> None:
    desk.drafts.put(sample_draft())
    page = shown(qtbot, desk)
    for button, signal in ((page.open, page.file_asked), (page.paste, page.paste_asked)):
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.sheet_asked) as sent:
        QTest.mouseClick(page.sheet, Qt.MouseButton.LeftButton)
    assert sent.args[0].id == "draft-1"


def test_the_way_back_is_there_when_there_is_a_post(qtbot: QtBot, desk: FakeDesk) -> None:
    page = shown(qtbot, desk)
    assert not page.back.isVisible()
    page.show_way_back(shown=True)
    with qtbot.waitSignal(page.back_asked):
        QTest.mouseClick(page.back, Qt.MouseButton.LeftButton)
    page.show_way_back(shown=False)
    assert not page.back.isVisible()


def test_all_that_can_be_pressed_has_a_name_and_the_tab_key(qtbot: QtBot, desk: FakeDesk) -> None:
    page = shown(qtbot, desk)
    page.show_way_back(shown=True)
    stops = stops_of(page)
    assert {page.back, page.open, page.paste, page.sheet, *page.types.cards.values()} <= set(stops)
    assert all(stop.accessibleName() for stop in stops)


def test_in_a_narrow_window_nothing_is_cut_off(qtbot: QtBot, desk: FakeDesk) -> None:
    page = shown(qtbot, desk)
    page.resize(480, 600)
    QTest.qWait(0)
    right = page.paste.mapTo(page, page.paste.rect().topRight()).x()
    assert right <= page.width()
    assert all(card.geometry().right() <= page.types.width() for card in page.types.cards.values())
