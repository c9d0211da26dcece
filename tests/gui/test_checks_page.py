"""The Checks page: packs with their day and source, words, and what is silenced."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.checking import Preference
from desktop.core.settings import KNOWN_WORDS, POLICIES, SILENCED_CHECKS
from desktop.runtime.options import preferences_in, set_words, words_in
from desktop.views.main_window import MainWindow
from desktop.views.settings.checks_page import ChecksPage, WordsBox
from desktop.views.settings.screen import SettingsScreen
from tests.fakes.desk import FakeDesk


@pytest.fixture
def page(window: MainWindow) -> ChecksPage:
    window.show_screen("settings")
    screen = window.page
    assert isinstance(screen, SettingsScreen)
    screen.show_page("Checks")
    found = screen.findChild(ChecksPage)
    assert found is not None
    return found


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def write(box: WordsBox, text: str) -> None:
    box.box.setPlainText(text)
    QApplication.sendEvent(box.box, QFocusEvent(QEvent.Type.FocusOut))


def test_each_pack_says_what_it_is_when_and_from_where(page: ChecksPage, desk: FakeDesk) -> None:
    assert {"eu-green", "amazon", "bol"} <= {row.pack.id for row in page.packs}
    for row in page.packs:
        shown = words_of(row)
        assert row.pack.title in shown
        assert row.pack.verified_on in shown
        assert row.pack.source in shown
        assert row.toggle.accessibleName() == row.pack.title
    page.packs[0].toggle.click()
    page.packs[1].toggle.click()
    assert words_in(desk.settings, POLICIES) == (page.packs[0].pack.id, page.packs[1].pack.id)
    assert len(desk.options.current.policies) == 2
    page.packs[0].toggle.click()
    assert [row.toggle.isChecked() for row in page.packs[:2]] == [False, True]
    assert words_in(desk.settings, POLICIES) == (page.packs[1].pack.id,)


def test_a_pack_that_cannot_be_read_says_so(window: MainWindow, desk: FakeDesk, tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "mine.json").write_text("{", encoding="utf-8")
    page = ChecksPage(desk.desk)
    (damaged,) = [row for row in page.packs if row.pack.problem]
    assert "mine.json" in damaged.pack.title
    assert not damaged.toggle.isVisibleTo(damaged)
    page.deleteLater()


def test_words_are_taken_when_the_box_is_left(page: ChecksPage, desk: FakeDesk) -> None:
    write(page.known, "Havn\n\n  Sjö  bod \nHavn")
    assert words_in(desk.settings, KNOWN_WORDS) == ("Havn", "Sjö bod")
    write(page.preferred, "cheap = affordable\nutilise=use\n = nothing\nvery")
    assert preferences_in(desk.settings) == (
        Preference("cheap", "affordable"), Preference("utilise", "use"), Preference("very", ""),
    )  # fmt: skip
    assert page.preferred.lines == ("cheap = affordable", "utilise = use", "very =")


def test_words_are_taken_at_a_pause_too(page: ChecksPage, desk: FakeDesk, qtbot: QtBot) -> None:
    page.known.box.setPlainText("Havn")
    qtbot.waitUntil(lambda: words_in(desk.settings, KNOWN_WORDS) == ("Havn",))


def test_words_known_elsewhere_appear(page: ChecksPage, desk: FakeDesk) -> None:
    desk.decisions.know_word("Copydesk")
    assert page.known.lines == ("Copydesk",)


def test_a_silenced_check_is_brought_back(page: ChecksPage, desk: FakeDesk) -> None:
    assert page.silenced == []
    set_words(desk.settings, SILENCED_CHECKS, ("style.cliches", "spelling.word"))
    assert [button.accessibleName() for button in page.silenced] == [
        "Bring back “Sounds like a machine”", "Bring back “Spelling”",
    ]  # fmt: skip
    page.silenced[0].setFocus(Qt.FocusReason.TabFocusReason)
    page.silenced[0].click()
    assert words_in(desk.settings, SILENCED_CHECKS) == ("spelling.word",)
