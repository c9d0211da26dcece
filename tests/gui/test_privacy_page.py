"""The Privacy page: the lock, what providers say, consent that is taken back, and the log of what went where."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.calls import CallRecord, Purpose
from desktop.core.provider import Protocol, Provider
from desktop.core.settings import KEEP_CONTENT, LOCAL_ONLY, MASK_PRIVATE
from desktop.engine.messages import Estimate
from desktop.views.main_window import MainWindow
from desktop.views.settings.page import SettingRow
from desktop.views.settings.privacy_page import PrivacyPage
from desktop.views.settings.screen import SettingsScreen
from desktop.views.widgets.confirm_card import ConfirmCard
from desktop.views.widgets.fields import Toggle
from tests.fakes.desk import FakeDesk

CALLS = [
    CallRecord(
        "2026-11-22T06:59:00Z", "openai", "gpt-5-mini", "api.openai.com", Purpose.WRITE, 1400, 300, 0.0012,
        replaced=2, content="user: Write a title.", id=3,
    ),
    CallRecord(
        "2026-11-22T06:58:00Z", "openai", "gpt-5-mini", "api.openai.com", Purpose.JUDGE, 700, 10, None,
        outcome="auth", id=2,
    ),
    CallRecord("2026-11-22T06:57:00Z", "local", "qwen2.5", "127.0.0.1:4000", Purpose.WRITE, 900, 100, 0.0, id=1),
]  # fmt: skip


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


@pytest.fixture
def page(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> PrivacyPage:
    desk.engine.book["openai"] = Provider(
        "openai", Protocol.OPENAI, "https://api.openai.com/v1", "openai", "OpenAI",
        consented_at="2026-11-01T08:00:00+00:00",
    )  # fmt: skip
    desk.engine.book["mine"] = Provider("mine", Protocol.OPENAI, "https://models.example/v1", "other", "Mine")
    desk.engine.book["ollama"] = Provider("ollama", Protocol.OLLAMA, "http://localhost:11434", "ollama", "Ollama")
    desk.spending.kept = list(CALLS)
    window.show_settings("Privacy")
    screen = window.page
    assert isinstance(screen, SettingsScreen)
    found = screen.findChild(PrivacyPage)
    assert found is not None
    qtbot.waitUntil(lambda: desk.providers.loaded)
    return found


def switch(page: PrivacyPage, key: str) -> Toggle:
    row = next(row for row in page.findChildren(SettingRow) if row.setting.key == key)
    assert isinstance(row.control, Toggle)
    return row.control


def test_the_lock_is_one_switch_in_two_places(page: PrivacyPage, window: MainWindow, desk: FakeDesk) -> None:
    screen = window.page
    assert isinstance(screen, SettingsScreen)
    lock = switch(page, LOCAL_ONLY.key)
    lock.click()
    assert desk.settings.get(LOCAL_ONLY)
    assert screen.aside.lock.isChecked()
    assert screen.aside.headline.text() == "Locked to this computer"
    screen.aside.lock.click()
    assert not desk.settings.get(LOCAL_ONLY)
    assert not lock.isChecked()
    switch(page, KEEP_CONTENT.key).click()
    assert desk.settings.get(KEEP_CONTENT)


def test_looking_at_the_page_chooses_nothing(page: PrivacyPage, desk: FakeDesk) -> None:
    assert switch(page, MASK_PRIVATE.key).isChecked()
    assert desk.saved_settings == []


def test_what_leaves_can_be_looked_at(page: PrivacyPage, desk: FakeDesk) -> None:
    page.look.click()
    assert len(desk.engine.of(Estimate)) == 1


def test_what_providers_say_and_since_when_text_goes_there(page: PrivacyPage, desk: FakeDesk, qtbot: QtBot) -> None:
    ours, unknown = page.statements  # a server on this computer says nothing: nothing leaves
    said = words_of(ours)
    assert "OpenAI  (api.openai.com)" in said
    assert "Kept for up to 30 days against abuse." in said
    assert "You agreed that text goes there (1 Nov" in said
    assert "Nothing is known of what this server does with texts." in words_of(unknown)
    assert "you are asked before" in words_of(unknown)
    ours.again.click()
    qtbot.waitUntil(lambda: desk.engine.book["openai"].consented_at == "")
    qtbot.waitUntil(lambda: "you are asked before" in words_of(page.statements[0]))


def shown(page: PrivacyPage) -> list[str]:
    model = page.log.list.lines
    return [str(model.data(model.index(row), 11)) for row in range(model.rowCount())]  # as a screen reader says it


def test_the_log_says_what_went_where(page: PrivacyPage) -> None:
    first, second, third = shown(page)
    assert "api.openai.com, gpt-5-mini" in first
    assert "writing · 1,050 words sent, 225 written · US$\u00a00.0012 · 2 details replaced" in first
    assert "judging · 525 words sent, 8 written · cost unknown" in second
    assert "this computer, qwen2.5" in third
    assert "free" in third
    assert page.log.count.text() == "3 calls"


@pytest.mark.parametrize(("words", "count"), [("refused", 1), ("openai writing", 1), ("gpt", 2), ("nobody", 0)])
def test_the_log_is_narrowed_by_words(page: PrivacyPage, words: str, count: int) -> None:
    page.log.search.setText(words)
    assert len(shown(page)) == count
    assert page.log.count.text() == (f"{count} call{'s' * (count != 1)}" if count else "No call matches.")


def test_what_was_sent_is_shown_where_it_was_kept(page: PrivacyPage) -> None:
    log = page.log
    log.list.setCurrentIndex(log.list.lines.index(0))
    assert log.content.isVisible()
    assert log.content.toPlainText() == "user: Write a title."
    log.list.setCurrentIndex(log.list.lines.index(1))
    assert not log.content.isVisible()


def test_the_row_that_is_looked_at_stays_while_nothing_new_came(page: PrivacyPage, desk: FakeDesk) -> None:
    log = page.log
    log.list.setCurrentIndex(log.list.lines.index(0))
    desk.spending.changed.emit()
    assert log.content.isVisible()
    desk.spending.kept = [CALLS[1], *CALLS]
    desk.spending.changed.emit()
    assert len(shown(page)) == 4


def test_clearing_the_log_asks_first(page: PrivacyPage, window: MainWindow, desk: FakeDesk) -> None:
    page.log.clear.click()
    card = window.findChild(ConfirmCard)
    assert card is not None
    assert desk.spending.cleared == 0
    card.yes.click()
    assert desk.spending.cleared == 1
    assert page.log.count.text() == "No call was made to any model yet."
    assert not page.log.export.isEnabled()


def test_the_log_is_exported_where_the_writer_says(
    page: PrivacyPage, window: MainWindow, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wanted: list[Path] = []
    monkeypatch.setattr(desk.privacy, "export_calls", wanted.append)
    page.log.export.click()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "calls.csv"))
    assert wanted == [tmp_path / "calls.csv"]
    dialog.reject()


def test_older_calls_are_read_when_asked(page: PrivacyPage, desk: FakeDesk) -> None:
    desk.spending.kept = [CALLS[2]] * 700
    page.log.read()
    assert len(shown(page)) == 500
    page.log.older.click()
    assert len(shown(page)) == 700
    assert not page.log.older.isVisible()
