"""What can be made of a post, in a card with three rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.mail import MailType
from desktop.core.post import Post, Section
from desktop.runtime.notices import Notice
from desktop.runtime.repurposing import SOCIAL_CHANNELS
from desktop.views.post.repurpose_card import RepurposeCard, Way
from tests.fakes.desk import FakeDesk

FACTS = (Fact("f1", "Keeps", "2 years"), Fact("f2", "Tin", "airtight"))


@pytest.fixture
def card(qtbot: QtBot, desk: FakeDesk) -> RepurposeCard:
    post = Post(outline=(Section("s1", "The right tin"),), canonical="https://tea.example/storing")
    brief = Brief(Kind.BLOG, "Tea", language="en", facts=FACTS, post=post)
    desk.session.open(Draft(DraftId("d1"), Kind.BLOG, brief, Copy({"title": "Storing tea"})))
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made = RepurposeCard(window, desk.desk)
    made.open_at(QRect(400, 20, 40, 20), window)
    return made


def test_each_row_says_what_comes_along(card: RepurposeCard) -> None:
    assert [row.accessibleName() for row in card.rows.values()] == ["Mail", "Social posts", "Product text"]
    assert card.rows[Way.MAIL].accessibleDescription() == (
        "With 2 facts and the gist of 1 section. Its button leads to the post. Key 1."
    )
    assert card.rows[Way.MAIL].hasFocus()


def test_one_makes_the_mail_that_is_chosen(card: RepurposeCard, desk: FakeDesk) -> None:
    card.type.button(MailType.ANNOUNCEMENT).click()
    QTest.keyClick(card.rows[Way.MAIL], Qt.Key.Key_1)
    mail = desk.session.draft.brief.mail
    assert mail is not None
    assert (mail.type, desk.session.draft.brief.facts) == (MailType.ANNOUNCEMENT, FACTS)
    assert not card.isVisible()


def test_two_gives_the_post_fields_for_networks(qtbot: QtBot, card: RepurposeCard, desk: FakeDesk) -> None:
    posted: list[Notice] = []
    desk.notices.posted.connect(posted.append)
    with qtbot.waitSignal(card.made) as made:
        QTest.keyClick(card.rows[Way.MAIL], Qt.Key.Key_2)
    assert made.args == [Way.SOCIAL]
    assert (desk.session.draft.id, desk.session.draft.brief.channels) == ("d1", SOCIAL_CHANNELS)
    assert posted[-1].title == "4 social posts can be written."


def test_arrows_go_from_row_to_row_and_enter_takes_one(card: RepurposeCard, desk: FakeDesk) -> None:
    QTest.keyClick(card.rows[Way.MAIL], Qt.Key.Key_Down)
    assert card.rows[Way.SOCIAL].hasFocus()
    QTest.keyClick(card.rows[Way.SOCIAL], Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget() or card, Qt.Key.Key_Return)
    assert desk.session.draft.kind is Kind.PRODUCT


def test_escape_leaves_everything_as_it_was(card: RepurposeCard, desk: FakeDesk) -> None:
    QTest.keyClick(card.rows[Way.MAIL], Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert desk.session.draft.id == "d1"
