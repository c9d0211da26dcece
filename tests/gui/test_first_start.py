"""The first start: two languages, one box, and one click that writes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE
from desktop.views.first_start import FirstStart
from desktop.views.main_window import MainWindow
from tests.fakes.desk import FakeDesk, sample_draft


@pytest.fixture
def fresh() -> FakeDesk:
    """A desk on which nothing has been chosen yet."""
    return FakeDesk({})


@pytest.fixture
def newcomer(qtbot: QtBot, fresh: FakeDesk) -> MainWindow:
    window = MainWindow(fresh.desk)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def first(window: MainWindow) -> FirstStart:
    page = window.page
    assert isinstance(page, FirstStart)
    return page


def test_a_newcomer_is_asked_and_can_type_at_once(newcomer: MainWindow, qtbot: QtBot) -> None:
    page = first(newcomer)
    newcomer.activateWindow()
    qtbot.waitUntil(page.box.hasFocus)
    assert page.interface.value == page.copy_language.value == "en"
    assert page.primary.text() == "New product"


def test_what_is_pasted_is_written_with_one_click(newcomer: MainWindow, fresh: FakeDesk) -> None:
    page = first(newcomer)
    page.box.setPlainText("Havn backpack\nWeight: 980 g\nVolume: 18 l")
    assert page.primary.text() == "Write product text"
    page.primary.click()
    assert fresh.pastes == ["Havn backpack\nWeight: 980 g\nVolume: 18 l"]
    assert fresh.session.draft.brief.product == "Havn backpack"
    assert fresh.writer.writes == 1
    assert newcomer.shown == "product"
    assert not isinstance(newcomer.page, FirstStart)


def test_a_later_paste_does_not_write(newcomer: MainWindow, fresh: FakeDesk) -> None:
    page = first(newcomer)
    page.box.setPlainText("Havn backpack\nWeight: 980 g")
    page.primary.click()
    fresh.writer.finish()
    fresh.paste("Another\nWeight: 1 kg")
    assert fresh.writer.writes == 1


def test_ctrl_enter_in_the_box_writes(newcomer: MainWindow, fresh: FakeDesk) -> None:
    page = first(newcomer)
    page.box.setPlainText("Havn backpack\nWeight: 980 g")
    QTest.keyClick(page.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert fresh.writer.writes == 1


def test_enter_alone_begins_a_line(newcomer: MainWindow, fresh: FakeDesk) -> None:
    page = first(newcomer)
    QTest.keyClicks(page.box, "Havn")
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    assert fresh.pastes == []
    assert page.box.toPlainText() == "Havn\n"


def test_nothing_pasted_begins_an_empty_product(newcomer: MainWindow, fresh: FakeDesk) -> None:
    first(newcomer).primary.click()
    assert fresh.session.draft.brief.is_empty
    assert fresh.writer.writes == 0
    assert not isinstance(newcomer.page, FirstStart)
    assert fresh.settings.get(COPY_LANGUAGE) == fresh.settings.get(INTERFACE_LANGUAGE) == "en"


def test_the_sample_is_ready_to_be_written(newcomer: MainWindow, fresh: FakeDesk) -> None:
    first(newcomer).sample.click()
    assert fresh.session.draft.brief.product == "Havn backpack"
    assert not isinstance(newcomer.page, FirstStart)


def test_the_languages_are_two(newcomer: MainWindow, fresh: FakeDesk) -> None:
    page = first(newcomer)
    page.copy_language.button("sv").click()
    page.primary.click()
    assert fresh.settings.get(COPY_LANGUAGE) == "sv"
    assert fresh.settings.get(INTERFACE_LANGUAGE) == "en"


def test_the_program_changes_its_language_and_keeps_what_was_begun(
    newcomer: MainWindow, fresh: FakeDesk, qtbot: QtBot
) -> None:
    before = first(newcomer)
    before.box.setPlainText("Havn backpack\nWeight: 980 g")
    before.copy_language.button("sv").click()
    before.interface.button("nl").click()
    qtbot.waitUntil(lambda: newcomer.page is not before)
    page = first(newcomer)
    assert page.box.toPlainText() == "Havn backpack\nWeight: 980 g"
    assert (page.interface.value, page.copy_language.value) == ("nl", "sv")


def test_the_copy_follows_the_program_until_it_is_chosen(newcomer: MainWindow, qtbot: QtBot) -> None:
    before = first(newcomer)
    before.interface.button("nl").click()
    qtbot.waitUntil(lambda: newcomer.page is not before)
    assert first(newcomer).copy_language.value == "nl"


def test_text_that_came_back_puts_the_questions_away(newcomer: MainWindow, fresh: FakeDesk) -> None:
    fresh.session.open(sample_draft())
    QApplication.processEvents()
    assert not isinstance(newcomer.page, FirstStart)


def test_the_questions_are_asked_once(qtbot: QtBot, desk: FakeDesk) -> None:
    window = MainWindow(desk.desk)
    qtbot.addWidget(window)
    assert not isinstance(window.page, FirstStart)
