"""The calendar of posts: a month by keys and by mouse, a list with states and days, ideas that wait."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Kind
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.post import Post, PostState
from desktop.runtime.planned_posts import PlannedPost
from desktop.views.actions import Actions
from desktop.views.calendar.cards import NewPostCard, PlanPostCard
from desktop.views.calendar.dragging import dragged_post, post_data
from desktop.views.calendar.head import CalendarView
from desktop.views.calendar.month_grid import chips_of, next_month
from desktop.views.calendar.post_list import PostPart
from desktop.views.calendar.screen import CalendarScreen
from desktop.views.calendar.words import day_in_row, first_day, month_title, weekdays
from desktop.views.catalogue import Shell
from desktop.views.main_window import MainWindow
from desktop.views.post.screen import PostScreen
from tests.fakes.desk import FakeDesk

TODAY = dt.date(2026, 11, 24)  # a Tuesday
Key = Qt.Key


def keep(desk: FakeDesk, number: int, title: str, date: str = "", state: PostState = PostState.DRAFT) -> DraftId:
    draft_id = DraftId(f"d{number}")
    brief = Brief(Kind.BLOG, title, language="en", post=Post(state=state, date=date))
    desk.drafts.kept[draft_id] = Draft(draft_id, Kind.BLOG, brief, changed_at="2026-11-20T08:00:00+00:00")
    return draft_id


def post_of(desk: FakeDesk, draft_id: DraftId) -> Post:
    post = desk.drafts.kept[draft_id].brief.post
    assert post is not None
    return post


@pytest.fixture
def shown() -> list[str]:
    """The screens that were asked for."""
    return []


@pytest.fixture
def screen(qtbot: QtBot, desk: FakeDesk, shown: list[str]) -> CalendarScreen:
    keep(desk, 1, "Storing tea", "2026-11-24T09:00", PostState.READY)
    keep(desk, 2, "Iced tea", "2026-11-05")
    keep(desk, 3, "A visit to the garden")
    return opened(qtbot, desk, shown)


def opened(qtbot: QtBot, desk: FakeDesk, shown: list[str]) -> CalendarScreen:
    shell = Shell(desk.desk, cast("Actions", SimpleNamespace()), shown.append, shown.append)
    made = CalendarScreen(shell, today=lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1204, 770)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.grid.setFocus()
    return made


def press(
    screen: CalendarScreen, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or screen.grid, key, modifier)


# Words


@pytest.mark.parametrize(
    ("locale", "first", "names", "month"),
    [
        ("nl_NL", 1, ["Maandag", "Dinsdag"], "November 2026"),
        ("sv_SE", 1, ["Måndag", "Tisdag"], "November 2026"),
        ("en_GB", 7, ["Sunday", "Monday"], "November 2026"),
    ],
)
def test_weeks_and_months_are_said_in_the_language(locale: str, first: int, names: list[str], month: str) -> None:
    QLocale.setDefault(QLocale(locale))
    assert weekdays(first)[:2] == names
    assert month_title(TODAY) == month


def test_weeks_begin_on_monday_but_in_english_where_the_system_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale("en_US")))
    for locale, expected in (("nl_NL", 1), ("sv_SE", 1), ("en_GB", 7)):
        QLocale.setDefault(QLocale(locale))
        assert first_day() == expected
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale("en_GB")))
    assert first_day() == 1


def test_days_near_by_have_names() -> None:
    def words(date: str) -> str:
        return day_in_row(PlannedPost(DraftId("d"), "A", date=date), TODAY)

    assert [words("2026-11-23"), words("2026-11-24T09:00"), words("2026-11-25"), words("")] == [
        "Yesterday", "Today, 09:00", "Tomorrow", "",
    ]  # fmt: skip
    assert words("2026-12-03") == "Thu 3 Dec"
    assert words("2027-01-03") == "3 Jan 2027"


@pytest.mark.parametrize(
    ("day", "by", "expected"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2026, 1, 31), -1, dt.date(2025, 12, 31)),
        (dt.date(2026, 12, 5), 1, dt.date(2027, 1, 5)),
        (dt.date(2028, 1, 30), 1, dt.date(2028, 2, 29)),
    ],
)
def test_another_month_keeps_the_day_as_far_as_it_has_one(day: dt.date, by: int, expected: dt.date) -> None:
    assert next_month(day, by) == expected


# The month


def test_posts_stand_on_their_days(screen: CalendarScreen) -> None:
    cell = screen.grid.month.cell(TODAY)
    assert ([each.title for each in cell.posts], cell.is_today, cell.inside) == (["Storing tea"], True, True)
    assert screen.head.title.text() == "November 2026"
    assert [each.title for each in screen.ideas.lines.posts] == ["A visit to the garden"]
    assert [each.title for each in screen.shown] == ["Storing tea", "Iced tea"]


def test_arrows_and_pages_move_the_day(screen: CalendarScreen) -> None:
    press(screen, Key.Key_Right, Key.Key_Down)
    assert screen.grid.day == dt.date(2026, 12, 2)
    assert screen.head.title.text() == "December 2026"
    press(screen, Key.Key_PageUp, Key.Key_PageUp)
    assert (screen.grid.day, screen.head.title.text()) == (dt.date(2026, 10, 2), "October 2026")
    press(screen, Key.Key_PageDown, Key.Key_T)
    assert screen.grid.day == TODAY
    press(screen, Key.Key_Home)
    assert screen.grid.month.index_of(screen.grid.day).column() == 0
    press(screen, Key.Key_End)
    assert screen.grid.month.index_of(screen.grid.day).column() == 6


def test_enter_opens_the_post_of_the_day(screen: CalendarScreen, desk: FakeDesk, shown: list[str]) -> None:
    press(screen, Key.Key_Return)
    assert desk.session.draft.id == "d1"
    assert shown == ["blog"]


def test_a_post_on_the_desk_is_gone_to(screen: CalendarScreen, desk: FakeDesk, shown: list[str]) -> None:
    desk.session.open(desk.drafts.kept[DraftId("d1")])
    press(screen, Key.Key_Return)
    assert shown == ["blog"]


def test_n_notes_an_idea_for_the_day(screen: CalendarScreen, desk: FakeDesk, shown: list[str]) -> None:
    press(screen, Key.Key_Right, Key.Key_N)
    card = screen.verbs.new_card
    assert isinstance(card, NewPostCard)
    assert not card.keep.isEnabled()
    QTest.keyClicks(card.about.edit, "Gifts")
    QTest.keyClick(card.about.edit, Key.Key_Return)
    QApplication.processEvents()
    assert [each.title for each in screen.grid.month.cell(dt.date(2026, 11, 25)).posts] == ["Gifts"]
    assert shown == []
    assert screen.head.undo.isVisible()
    press(screen, Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert screen.grid.month.cell(dt.date(2026, 11, 25)).posts == ()
    assert not screen.head.undo.isVisible()


def test_a_new_post_may_be_begun_at_once(screen: CalendarScreen, desk: FakeDesk, shown: list[str]) -> None:
    press(screen, Key.Key_N)
    card = screen.verbs.new_card
    assert card is not None
    QTest.keyClicks(card.about.edit, "Gifts")
    card.open.click()
    assert (desk.session.draft.brief.product, shown) == ("Gifts", ["blog"])
    assert desk.posting.post.date == "2026-11-24"


def test_a_post_is_dropped_on_another_day_and_back(screen: CalendarScreen, desk: FakeDesk) -> None:
    post = screen.grid.month.cell(TODAY).posts[0]
    target = screen.grid.spot(dt.date(2026, 11, 27)).center()
    drop(screen.grid, post, target)
    assert post_of(desk, post.draft).date == "2026-11-27T09:00"
    assert screen.grid.day == dt.date(2026, 11, 27)
    press(screen, Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert post_of(desk, post.draft).date == "2026-11-24T09:00"


def drop(widget: object, post: PlannedPost, at: QPoint) -> None:
    data = post_data(post)
    assert (dragged_post(data), data.text()) == (post.draft, post.title)
    event = QDropEvent(
        QPointF(at), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    widget.dropEvent(event)  # type: ignore[attr-defined]


def test_alt_and_an_arrow_move_the_post(screen: CalendarScreen, desk: FakeDesk) -> None:
    press(screen, Key.Key_Right, modifier=Qt.KeyboardModifier.AltModifier)
    assert post_of(desk, DraftId("d1")).date == "2026-11-25T09:00"
    assert screen.grid.day == dt.date(2026, 11, 25)


def test_a_chip_opens_its_post(screen: CalendarScreen, desk: FakeDesk) -> None:
    chips, more = chips_of(screen.grid.spot(TODAY), 1)
    assert more.isEmpty()
    QTest.mouseClick(screen.grid.viewport(), Qt.MouseButton.LeftButton, pos=chips[0].center())
    assert desk.session.draft.id == "d1"


def test_many_posts_of_a_day_open_in_a_card(screen: CalendarScreen, desk: FakeDesk) -> None:
    for number in range(10, 30):
        keep(desk, number, f"Post {number}", "2026-11-26", tuple(PostState)[number % 4])
    desk.drafts.latest_changed.emit()
    QApplication.processEvents()
    chips, more = chips_of(screen.grid.spot(dt.date(2026, 11, 26)), 20)
    assert 0 < len(chips) < 20
    QTest.mouseClick(screen.grid.viewport(), Qt.MouseButton.LeftButton, pos=more.center())
    card = screen.verbs.day_card
    assert card is not None
    assert card.list.lines.rowCount() == 20
    card.list.ask(PostPart.DAY)
    plan = screen.verbs.plan_card
    assert isinstance(plan, PlanPostCard)
    assert not card.isVisible()
    plan.days[1].click()
    assert post_of(desk, DraftId("d10")).date == "2026-11-25"


def test_five_hundred_posts_in_a_month_are_shown_at_once(screen: CalendarScreen, desk: FakeDesk) -> None:
    for number in range(100, 600):
        keep(desk, number, f"Post {number}", f"2026-11-{1 + number % 30:02d}")
    desk.drafts.latest_changed.emit()
    QApplication.processEvents()
    assert sum(len(screen.grid.month.cell(dt.date(2026, 11, day)).posts) for day in range(1, 31)) == 502
    assert not screen.grab().isNull()


def test_a_day_is_told_to_those_who_hear_it(screen: CalendarScreen) -> None:
    index = screen.grid.month.index_of(TODAY)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Tuesday 24 November, Today, 1 post: Storing tea, Ready, 09:00"
    )
    interface = QAccessible.queryAccessibleInterface(screen.grid)
    assert interface is not None
    assert screen.grid.accessibleName() == "Month"


# The list


def test_the_list_is_in_groups_and_l_turns_to_it(screen: CalendarScreen) -> None:
    press(screen, Key.Key_L)
    assert screen.view is CalendarView.LIST
    lines = [screen.list.lines.index(row).data() for row in range(screen.list.lines.rowCount())]
    assert lines == [
        "Ideas without a date", "A visit to the garden", "Overdue", "Iced tea", "This week", "Storing tea",
    ]  # fmt: skip
    assert screen.list.hasFocus()
    assert not screen.side.isVisible()
    press(screen, Key.Key_L)
    assert (screen.view, screen.side.isVisible()) == (CalendarView.MONTH, True)


def test_state_and_day_change_in_place(screen: CalendarScreen, desk: FakeDesk) -> None:
    screen.show_view(CalendarView.LIST)
    screen.list.setCurrentIndex(screen.list.lines.index(3))
    asked = screen.list.current
    assert asked is not None
    menu = screen.verbs.state_menu(asked)
    assert [each.text() for each in menu.actions() if each.isChecked()] == ["Draft"]
    next(each for each in menu.actions() if each.text() == "Published").trigger()
    assert post_of(desk, DraftId("d2")).state is PostState.PUBLISHED
    assert screen.list.current is not None
    assert screen.list.current.draft == "d2"
    press(screen, Key.Key_D)
    plan = screen.verbs.plan_card
    assert plan is not None
    plan.day.edit.setText("soon")
    QTest.keyClick(plan.day.edit, Key.Key_Return)
    assert plan.wrong.isVisible()
    plan.day.edit.setText("2026-12-24")
    QTest.keyClick(plan.day.edit, Key.Key_Return)
    assert post_of(desk, DraftId("d2")).date == "2026-12-24"


def test_a_press_on_a_part_of_a_row_says_which(screen: CalendarScreen, qtbot: QtBot) -> None:
    screen.show_view(CalendarView.LIST)
    row = screen.list.visualRect(screen.list.lines.index(3))
    day = QPoint(row.right() - 20, row.center().y())
    found = screen.list.part_at(day)
    assert found is not None
    assert found[1] is PostPart.DAY
    with qtbot.waitSignal(screen.list.day_asked):
        QTest.mouseClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=day)
    title = screen.list.part_at(QPoint(60, row.center().y()))
    assert title is not None
    assert title[1] is PostPart.TITLE


# Ideas


def test_an_idea_is_dragged_to_a_day_and_a_post_back_to_the_ideas(screen: CalendarScreen, desk: FakeDesk) -> None:
    idea = screen.ideas.lines.posts[0]
    drop(screen.grid, idea, screen.grid.spot(dt.date(2026, 11, 30)).center())
    assert post_of(desk, idea.draft).date == "2026-11-30"
    assert screen.ideas.lines.posts == []
    assert screen.no_ideas.isVisible()
    drop(screen.ideas, screen.grid.month.cell(TODAY).posts[0], QPoint(5, 5))
    assert post_of(desk, DraftId("d1")).date == ""
    assert [each.title for each in screen.ideas.lines.posts] == ["Storing tea"]


def test_without_posts_there_is_one_thing_to_do(qtbot: QtBot, desk: FakeDesk, shown: list[str]) -> None:
    screen = opened(qtbot, desk, shown)
    assert screen.stack.currentWidget() is screen.nothing
    assert not screen.head.isVisible()
    screen.add()
    card = screen.verbs.new_card
    assert card is not None
    QTest.keyClicks(card.about.edit, "Gifts")
    QTest.keyClick(card.about.edit, Key.Key_Return)
    QApplication.processEvents()
    assert screen.stack.currentWidget() is screen.month_page
    assert [each.title for each in screen.ideas.lines.posts] == ["Gifts"]


def test_nothing_is_read_once_it_is_hidden(screen: CalendarScreen, desk: FakeDesk) -> None:
    screen.hide()
    keep(desk, 9, "Later")
    desk.drafts.latest_changed.emit()
    QApplication.processEvents()
    assert len(desk.posting.calendar.posts) == 3
    screen.show()
    assert len(desk.posting.calendar.posts) == 4


# In the window


def test_the_calendar_is_reached_from_anywhere_and_leads_to_the_post(window: MainWindow, desk: FakeDesk) -> None:
    today = dt.datetime.now().astimezone().date()
    keep(desk, 1, "Storing tea", today.isoformat())
    QTest.keyClick(window, Key.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    page = window.page
    assert isinstance(page, CalendarScreen)
    assert page.grid.hasFocus()
    QTest.keyClick(page.grid, Key.Key_Return)
    assert desk.session.draft.id == "d1"
    assert isinstance(window.page, PostScreen)
