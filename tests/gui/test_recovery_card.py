"""The card of a recovery: what happened, what came back, what is lost, where the damaged file is."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.runtime.recovering import Damage, RecoveryReport, headline
from desktop.views.main_window import MainWindow
from desktop.views.recovery_card import RecoveryCard, came_back, what_happened
from desktop.views.settings.backups_page import BackupsPage
from desktop.views.widgets.button import Button
from tests.fakes.desk import FakeDesk

LOST = tuple(f"version {number} of “Havn backpack”" for number in range(1, 13))
REPORT = RecoveryReport(Damage.BROKEN, "a/long/folder/copydesk.db.corrupt", "2025-03-21T13:15:00+00:00", 1, 7, LOST)


def words_of(card: RecoveryCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card))


def opened(window: MainWindow, desk: FakeDesk, report: RecoveryReport = REPORT) -> RecoveryCard:
    """The card, opened as the writer does: by the button of the notice."""
    desk.recovering.tell(report)
    [notice] = window.notice_bar.cards
    next(button for button in notice.findChildren(Button) if button.text() == "See what came back").click()
    card = window.recovery.card
    assert card is not None
    return card


def test_the_notice_leads_to_the_whole_story(window: MainWindow, desk: FakeDesk) -> None:
    card = opened(window, desk)
    assert card.isVisible()
    assert window.notice_bar.cards == ()
    words = words_of(card)
    assert "The history was damaged, and is back" in words
    assert "21 Mar 2025" in words or "Mar 21" in words
    assert "1 draft that is newer" in words
    assert "7 versions that are newer" in words
    assert "12 things are lost, or may be" in words
    assert REPORT.damaged_file in words
    assert card.lost is not None
    assert card.lost.toPlainText().splitlines() == list(LOST)


def test_nothing_lost_is_said_and_no_empty_list_shown(window: MainWindow, desk: FakeDesk) -> None:
    card = opened(window, desk, msgspec.structs.replace(REPORT, lost=()))
    assert "Nothing is known to be lost." in words_of(card)
    assert card.lost is None


def test_of_a_history_that_is_gone_no_list_is_made_up(window: MainWindow, desk: FakeDesk) -> None:
    report = RecoveryReport(Damage.MISSING, "", "2025-03-21T13:15:00+00:00", lost=("perhaps templates",))
    card = opened(window, desk, report)
    words = words_of(card)
    assert "The history was gone, and is back" in words
    assert "What was written after its newest backup is missing." in words
    assert card.lost is None
    assert not card.folder.isVisible()


def test_another_backup_is_chosen_in_the_settings(window: MainWindow, desk: FakeDesk) -> None:
    opened(window, desk).other.click()
    assert window.recovery.card is None
    assert window.shown == "settings"
    pages = window.findChildren(BackupsPage)
    assert [page.isVisible() for page in pages] == [True]


def test_the_story_is_told_again_on_the_page_of_backups(window: MainWindow, desk: FakeDesk) -> None:
    window.show_settings("Backups")
    [page] = window.findChildren(BackupsPage)
    assert not page.story.isVisible(), "nothing was damaged"
    desk.recovering.tell(REPORT)
    window.show_screen("product")
    window.show_settings("Backups")
    page.story.click()
    assert window.recovery.card is not None
    assert window.recovery.card.report == REPORT


def test_the_card_is_worked_by_keys(window: MainWindow, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    card = opened(window, desk)
    assert QApplication.focusWidget() is card.close_button
    card.folder.setFocus()
    QTest.keyClick(card.folder, Qt.Key.Key_Space)
    assert shown == ["a/long/folder"]
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert window.recovery.card is None


def test_a_second_report_takes_the_place_of_the_first(window: MainWindow, desk: FakeDesk) -> None:
    first = opened(window, desk)
    desk.recovering.tell(msgspec.structs.replace(REPORT, lost=()))
    desk.recovering.look()
    assert window.recovery.card is not first
    assert not first.isVisible()


@pytest.mark.parametrize("damage", list(Damage))
def test_each_kind_of_damage_has_its_words(damage: Damage) -> None:
    others = {what_happened(RecoveryReport(other, "x")) for other in Damage if other is not damage}
    assert what_happened(RecoveryReport(damage, "x")) not in others


def test_what_came_back_is_never_more_than_it_was() -> None:
    nothing = RecoveryReport(Damage.EMPTY, "x")
    assert headline(nothing) == "The history was damaged, and a new one was begun"
    assert came_back(nothing) == ["Nothing: there was no backup, and nothing in the file could be read."]
    salvaged = RecoveryReport(Damage.BROKEN, "x", versions=1)
    assert headline(salvaged) == "The history was damaged, and is back"
    assert came_back(salvaged) == ["1 version that is newer, from the damaged file."]
