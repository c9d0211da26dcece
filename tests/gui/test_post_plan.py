"""When a post comes out: its card, and days and times as people type and say them."""

from __future__ import annotations

from datetime import date
from datetime import time as clock

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.core.post import PostState
from desktop.views.post.plan_card import PlanCard
from desktop.views.post.plan_words import planned, planned_words, read_day, read_time, stamp_of
from desktop.views.post.side_panel import PostSidePanel
from desktop.views.widgets.month_picker import MonthPicker
from tests.fakes.desk import FakeDesk
from tests.gui.post_side import DAY, panel_of, plan_card


@pytest.fixture
def panel(qtbot: QtBot, desk: FakeDesk) -> PostSidePanel:
    """The panel with the half-written post."""
    return panel_of(qtbot, desk)


def test_the_plan_says_day_and_time(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    assert panel.plan.accessibleName() == "Not planned yet. Draft."
    desk.posting.set_date("2026-11-24T09:00")
    assert panel.plan.text() == "Planned for"
    said = f"Planned for. {planned_words('2026-11-24T09:00')}. Draft."
    assert panel.plan.accessibleName() == said
    desk.posting.set_state(PostState.PUBLISHED)
    assert panel.plan.text() == "Published on"


def test_state_day_and_time_are_set_in_the_card(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    card = plan_card(qtbot, panel)
    QTest.mouseClick(card.state.button(PostState.READY), Qt.MouseButton.LeftButton)
    assert desk.posting.post.state is PostState.READY
    card.month.show_day(DAY)
    spot = card.month.days.area_of(date(2026, 11, 26)).center()
    QTest.mouseClick(card.month.days, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert desk.posting.post.date == "2026-11-26"
    QTest.keyClicks(card.time.edit, "14:30")
    assert desk.posting.post.date == "2026-11-26T14:30"
    QTest.keyClick(card.time.edit, Qt.Key.Key_Return)
    assert not [each for each in panel.window().findChildren(PlanCard) if each.isVisible()]


def test_a_typed_day_counts_when_it_is_one(qtbot: QtBot, panel: PostSidePanel, desk: FakeDesk) -> None:
    card = plan_card(qtbot, panel)
    QTest.keyClicks(card.day.edit, "2026-11-2")
    QTest.keyClicks(card.day.edit, "4")
    assert desk.posting.post.date == "2026-11-24"
    assert card.month.days.held == DAY
    QTest.keyClicks(card.day.edit, "x")
    assert card.wrong.isVisible()
    assert desk.posting.post.date == "2026-11-24"
    QTest.keyClick(card.day.edit, Qt.Key.Key_Return)
    assert card.isVisible()
    QTest.mouseClick(card.clear, Qt.MouseButton.LeftButton)
    assert desk.posting.post.date == ""
    assert not card.wrong.isVisible()


def test_the_card_leads_to_the_calendar(qtbot: QtBot, panel: PostSidePanel) -> None:
    card = plan_card(qtbot, panel)
    with qtbot.waitSignal(panel.calendar_asked):
        QTest.mouseClick(card.calendar, Qt.MouseButton.LeftButton)
    assert not [each for each in panel.window().findChildren(PlanCard) if each.isVisible()]


def test_a_month_goes_by_key(qtbot: QtBot) -> None:
    month = MonthPicker("Day", DAY)
    qtbot.addWidget(month)
    month.show()
    chosen: list[date] = []
    month.chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Left, Qt.Key.Key_Up):
        QTest.keyClick(month.days, key)
    assert month.days.held == date(2026, 12, 25)
    assert "December 2026" in month.title.text()
    QTest.keyClick(month.days, Qt.Key.Key_Return)
    assert chosen == [date(2026, 12, 25)]
    month.before.click()
    assert month.days.held == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("locale", "text", "day"),
    [
        ("en_US", "11/24/2026", DAY), ("en_US", "November 24, 2026", DAY), ("en_US", "24 November", DAY),
        ("en_US", "2026-11-24", DAY), ("en_US", "11/24/26", DAY), ("en_GB", "24/11/2026", DAY),
        ("nl_NL", "24-11-2026", DAY), ("nl_NL", "24 november 2026", DAY), ("nl_NL", "24-11", DAY),
        ("sv_SE", "2026-11-24", DAY), ("sv_SE", "24 november", DAY), ("sv_SE", "3 mars", date(2027, 3, 3)),
        ("en_US", "29 February", None), ("en_US", "31 November 2026", None), ("en_US", "soon", None),
        ("en_US", "", None), ("en_US", "99999999999-1-1", None),
    ],
)  # fmt: skip
def test_days_are_read_as_people_type_them(locale: str, text: str, day: date | None) -> None:
    QLocale.setDefault(QLocale(locale))
    assert read_day(text, today=date(2026, 11, 22)) == day


@pytest.mark.parametrize(
    ("text", "at_"),
    [("9", clock(9)), ("9:00", clock(9)), ("09.30", clock(9, 30)), ("kl. 14", clock(14)), ("9u30", clock(9, 30)),
     ("2 pm", clock(14)), ("12 am", clock(0)), ("12 p.m.", clock(12)), ("25:00", None), ("9:75", None), ("13 pm", None),
     ("later", None), ("", None)],
)  # fmt: skip
def test_times_are_read_as_people_type_them(text: str, at_: clock | None) -> None:
    assert read_time(text) == at_


@pytest.mark.parametrize(
    ("locale", "words"),
    [("en_US", "Tuesday 24 November, 9:00"), ("nl_NL", "dinsdag 24 november, 09:00"),
     ("sv_SE", "tisdag 24 november, 09:00")],
)  # fmt: skip
def test_the_plan_is_said_as_the_language_says_it(locale: str, words: str) -> None:
    QLocale.setDefault(QLocale(locale))
    assert planned_words("2026-11-24T09:00", today=date(2026, 1, 1)) == words
    assert planned_words("2026-11-24", today=date(2025, 1, 1)) == f"{words.partition(',')[0]} 2026"
    assert planned_words("damaged") == planned_words("") == ""


@pytest.mark.parametrize("stamp", ["", "2026-11-24", "2026-11-24T09:00", "2026-11-24T00:00"])
def test_a_plan_that_is_read_is_kept_the_same(stamp: str) -> None:
    assert stamp_of(*planned(stamp)) == stamp
