"""The segments beside a mail, and the mails of a series."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.mail import MailType, Segment
from desktop.core.settings import SEGMENTS
from desktop.views.mail.screen import MailScreen
from desktop.views.mail.segment_card import SegmentCard, read_count
from desktop.views.mail.segments_list import SegmentRow
from desktop.views.main_window import MainWindow
from desktop.views.widgets.confirm_card import ConfirmCard
from tests.fakes.desk import FakeDesk, sample_draft
from tests.gui.mail_window import SEGMENTS as THREE
from tests.gui.mail_window import ylva


@pytest.fixture
def mail(window: MainWindow, desk: FakeDesk) -> MailScreen:
    """The screen with a launch mail for three audiences."""
    desk.session.open(ylva())
    QApplication.processEvents()
    page = window.page
    assert isinstance(page, MailScreen)
    return page


def card_of(mail: MailScreen) -> SegmentCard:
    return mail.window().findChildren(SegmentCard)[-1]


def names(mail: MailScreen) -> list[str]:
    return [row.segment.name for row in mail.side.segments.list.rows]


def press(window: MainWindow, key: str) -> None:
    QTest.keySequence(QApplication.focusWidget() or window, QKeySequence(key))
    QApplication.processEvents()


# The list


def test_the_list_says_who_has_words_of_their_own(mail: MailScreen) -> None:
    assert names(mail) == ["Everybody", "Nya", "Trogna kunder", "Tysta sedan 90 dagar"]
    rows = mail.side.segments.list.rows
    assert [row.own for row in rows] == [False, True, True, False]
    assert [row.segment.people for row in rows] == [2340, 212, 486, 655]
    assert [row.chosen for row in rows] == [True, False, False, False]
    assert mail.side.segments.note.isVisible()
    assert not mail.side.segments.help.isVisible()


def test_a_row_is_said_aloud() -> None:
    row = SegmentRow(Segment("s1", "Loyal", people=486), own=True, chosen=True)
    assert row.spoken == "Loyal. shown now. has its own text. 486 people."
    assert SegmentRow(Segment("s2", "One", people=1)).spoken == "One. 1 person."


def test_a_click_shows_the_mail_of_a_segment(mail: MailScreen, desk: FakeDesk) -> None:
    shown = mail.side.segments.list
    spot = shown.spot_of("s2").center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert desk.mailing.segment == "s2"
    assert [row.chosen for row in shown.rows] == [False, False, True, False]
    assert shown.current == "s2"


def test_enter_shows_what_the_arrows_are_on(mail: MailScreen, desk: FakeDesk) -> None:
    shown = mail.side.segments.list
    shown.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert desk.mailing.segment == ""
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert desk.mailing.segment == "s1"


def test_keys_go_round_the_segments(window: MainWindow, mail: MailScreen, desk: FakeDesk) -> None:
    seen = []
    for _ in range(4):
        press(window, "Ctrl+PgDown")
        seen.append(desk.mailing.segment)
    assert seen == ["s1", "s2", "s3", ""]
    press(window, "Ctrl+PgUp")
    assert desk.mailing.segment == "s3"


def test_typing_makes_a_text_its_own(mail: MailScreen, desk: FakeDesk) -> None:
    desk.mailing.show_segment("s3")
    desk.mailing.set_text("subject", "Vi saknar dig")
    QApplication.processEvents()
    assert [row.own for row in mail.side.segments.list.rows] == [False, True, True, True]


# Changing them


def test_a_segment_is_added(window: MainWindow, mail: MailScreen, desk: FakeDesk) -> None:
    press(window, "Alt+N")
    card = card_of(mail)
    assert not card.keep.isEnabled()
    QTest.keyClicks(card.name.edit, "Press")
    QTest.keyClicks(card.people.edit, "1,200")
    card.about.setPlainText("Journalists who write about design")
    QTest.keyClicks(card.samples["first_name"].edit, "Maja")
    card.keep.click()
    added = desk.mailing.segments[-1]
    assert (added.name, added.people, added.about) == ("Press", 1200, "Journalists who write about design")
    assert added.sample == {"first_name": "Maja"}
    assert desk.mailing.segment == added.id
    assert names(mail)[-1] == "Press"


def test_a_segment_is_changed(mail: MailScreen, desk: FakeDesk) -> None:
    shown = mail.side.segments.list
    shown.chosen.emit("s2")
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_F2)
    card = card_of(mail)
    assert card.people.text == "486"
    card.name.edit.selectAll()
    QTest.keyClicks(card.name.edit, "Stammisar")
    QTest.keyClick(card.name.edit, Qt.Key.Key_Return)
    changed = desk.mailing.mail.segment("s2")
    assert changed is not None
    assert (changed.name, changed.people, changed.sample) == ("Stammisar", 486, {"first_name": "Anna"})
    desk.session.undo()
    QApplication.processEvents()
    assert names(mail)[2] == "Trogna kunder"


def test_how_many_everybody_is_can_be_said(mail: MailScreen, desk: FakeDesk) -> None:
    mail.side.segments.edit("")
    card = card_of(mail)
    assert not card.name.isEnabled()
    assert not card.remove.isVisible()
    card.people.edit.selectAll()
    QTest.keyClicks(card.people.edit, "2500")
    card.keep.click()
    QApplication.processEvents()
    assert desk.mailing.mail.people == 2500
    assert mail.side.segments.list.rows[0].segment.people == 2500


def test_a_count_that_is_none_is_refused(mail: MailScreen) -> None:
    mail.side.segments.edit("s1")
    card = card_of(mail)
    card.people.edit.selectAll()
    QTest.keyClicks(card.people.edit, "many")
    assert not card.keep.isEnabled()
    assert card.wrong.isVisible()
    card.people.edit.selectAll()
    QTest.keyClicks(card.people.edit, "12")
    assert card.keep.isEnabled()
    assert not card.wrong.isVisible()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2340", 2340), ("2 340", 2340), ("2.340", 2340), ("2,340", 2340), ("2\u00a0340", 2340), ("1.234.567", 1234567),
        ("0", 0), ("", None), ("12.5", None), ("-3", None), ("many", None), ("٣", None), ("9999999999999", None),
    ],
)  # fmt: skip
def test_counts_are_read_in_three_notations(text: str, count: int | None) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize("country", ["en_US", "nl_NL", "sv_SE"])
def test_a_count_that_is_shown_can_be_read_again(country: str) -> None:
    assert read_count(QLocale(country).toString(1_234_567)) == 1_234_567


def test_a_segment_without_words_goes_at_once(mail: MailScreen, desk: FakeDesk) -> None:
    mail.side.segments.remove("s3")
    assert [each.id for each in desk.mailing.segments] == ["s1", "s2"]


def test_one_with_words_is_asked_about_first(mail: MailScreen, desk: FakeDesk) -> None:
    desk.mailing.show_segment("s2")
    shown = mail.side.segments.list
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    assert len(desk.mailing.segments) == 3
    (card,) = mail.window().findChildren(ConfirmCard)
    card.yes.click()
    QApplication.processEvents()
    assert [each.id for each in desk.mailing.segments] == ["s1", "s3"]
    assert desk.mailing.segment == ""
    assert "b2@s2" not in desk.session.draft.copy.fields
    desk.session.undo()
    assert "b2@s2" in desk.session.draft.copy.fields


def test_the_menu_writes_for_a_segment(mail: MailScreen, desk: FakeDesk) -> None:
    menu = mail.side.segments.segment_menu("s3")
    action = next(each for each in menu.actions() if each.text() == "Write its own text")
    action.trigger()
    assert desk.writer.writes == 1
    assert set(desk.writer.fields) >= {"subject@s3", "b2@s3"}
    everybody = [each.text() for each in mail.side.segments.segment_menu("").actions()]
    assert everybody == ["Show its mail", "Change…"]


def test_new_mails_can_begin_with_these_segments(mail: MailScreen, desk: FakeDesk) -> None:
    action = next(each for each in mail.side.segments.more_menu().actions() if each.text().startswith("Begin new"))
    action.trigger()
    assert "Trogna kunder" in desk.settings.get(SEGMENTS)
    desk.mailing.begin(MailType.OFFER)
    assert [each.name for each in desk.mailing.segments] == [each.name for each in THREE]


# From a list


def csv_file(folder: Path) -> Path:
    path = folder / "customers.csv"
    path.write_text("Email,First name,Segment\na@x.se,Anna,Press\nb@x.se,Bo,Press\nc@x.se,Cia,Nya\n", encoding="utf-8")
    return path


def test_a_list_brings_its_segments(window: MainWindow, mail: MailScreen, desk: FakeDesk, tmp_path: Path) -> None:
    mail.side.segments.read_file(csv_file(tmp_path))
    QApplication.processEvents()
    assert names(mail)[-1] == "Press"
    press_segment = desk.mailing.segments[-1]
    assert press_segment.people == 2
    assert [card.notice.title for card in window.notice_bar.cards] == ["1 new segment from customers.csv"]


def test_a_list_can_be_dropped(mail: MailScreen, desk: FakeDesk, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(csv_file(tmp_path)))])
    event = QDropEvent(
        QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    mail.side.segments.dropEvent(event)
    QApplication.processEvents()
    assert len(desk.mailing.segments) == 4


def test_a_list_that_is_none_says_so(window: MainWindow, mail: MailScreen, desk: FakeDesk, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("", encoding="utf-8")
    mail.side.segments.read_file(path)
    assert len(window.notice_bar.cards) == 1
    assert [each.id for each in desk.mailing.segments] == ["s1", "s2", "s3"]


def test_a_mail_without_segments_says_what_they_are_for(window: MainWindow, desk: FakeDesk) -> None:
    desk.session.open(ylva(segments=()))
    QApplication.processEvents()
    page = window.page
    assert isinstance(page, MailScreen)
    assert page.side.segments.help.isVisible()
    assert page.side.segments.from_csv.isVisible()
    assert not page.side.segments.note.isVisible()


def test_while_a_model_writes_segments_stay(mail: MailScreen, desk: FakeDesk) -> None:
    desk.writer.write()
    mail.side.segments.add_segment()
    mail.side.segments.remove("s3")
    assert mail.window().findChildren(SegmentCard) == []
    assert len(desk.mailing.segments) == 3


# Series


@pytest.fixture
def series(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> MailScreen:
    """The screen with the first mail of a welcome series about the sample product."""
    desk.session.open(sample_draft())
    desk.drafts.save_now()
    window.show_screen("mail")
    page = window.page
    assert isinstance(page, MailScreen)
    page.start.series.cards["welcome"].click()
    qtbot.waitUntil(lambda: len(page.side.series.rows) == 3)
    return page


def test_a_series_begins_with_its_first_mail(series: MailScreen, desk: FakeDesk) -> None:
    assert series.stack.currentIndex() == 0
    assert desk.mailing.mail.type is MailType.WELCOME
    assert desk.session.draft.brief.product == "Havn backpack"
    assert series.side.series_title.text() == "Welcome series"
    assert [row.mail.day for row in series.side.series.rows] == [0, 2, 5]
    assert series.side.series.rows[0].accessibleName() == "Day 0. Welcome. empty. shown now."


def test_a_mail_of_the_series_is_opened(series: MailScreen, desk: FakeDesk) -> None:
    series.side.series.rows[2].click()
    QApplication.processEvents()
    assert desk.mailing.mail.type is MailType.NEWSLETTER
    assert series.side.series.rows[2].accessibleName().endswith("shown now.")


def test_keys_step_through_the_series(window: MainWindow, series: MailScreen, desk: FakeDesk) -> None:
    seen = []
    for key in ("Alt+PgDown", "Alt+PgDown", "Alt+PgDown", "Alt+PgUp", "Alt+PgUp", "Alt+PgUp"):
        press(window, key)
        seen.append(desk.mailing.mail.type)
    welcome, announcement, newsletter = MailType.WELCOME, MailType.ANNOUNCEMENT, MailType.NEWSLETTER
    assert seen == [announcement, newsletter, newsletter, announcement, welcome, welcome]


def test_the_page_of_the_series_lists_every_mail(window: MainWindow, series: MailScreen, desk: FakeDesk) -> None:
    desk.session.set_field("subject", "Welcome to us", "Typing")
    press(window, "Alt+E")
    page = series.series
    assert series.middle.currentWidget() is page
    assert [row.day.text() for row in page.rows] == ["Day 0", "Day 2", "Day 5"]
    assert [row.state.text for row in page.rows] == ["written", "empty", "empty"]
    assert page.rows[0].subject.text() == "Welcome to us"
    assert page.summary.text() == "3 mails, 1 of them written"
    page.rows[1].open.click()
    QApplication.processEvents()
    assert series.middle.currentWidget() is series.column
    assert desk.mailing.mail.type is MailType.ANNOUNCEMENT


def test_back_from_the_page_of_the_series(series: MailScreen) -> None:
    series.side.series_all.click()
    assert series.middle.currentWidget() is series.series
    series.series.back.click()
    assert series.middle.currentWidget() is series.column


def test_a_single_mail_shows_no_series(mail: MailScreen) -> None:
    assert not mail.side.series_title.isVisible()
    mail.show_series()
    assert mail.middle.currentWidget() is mail.column
