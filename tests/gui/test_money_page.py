"""The Money page: limits, the currency typed by hand, what was spent where and when, and prices typed by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.calls import DaySpent, Spent
from desktop.core.limits import start_of_month
from desktop.core.provider import Price, Protocol, Provider, ProviderModel
from desktop.core.settings import CAP_MONTH, CURRENCY, RATE, RATE_ON
from desktop.engine.provider_messages import ChangeProvider
from desktop.views.main_window import MainWindow
from desktop.views.settings.money_page import MoneyPage
from desktop.views.settings.screen import SettingsScreen
from tests.fakes.desk import FakeDesk


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


@pytest.fixture
def page(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> MoneyPage:
    desk.engine.book["openai"] = Provider(
        "openai", Protocol.OPENAI, "https://api.openai.com/v1", "openai", "OpenAI", cap=10.0,
        models=(ProviderModel("gpt-5-mini", price=Price(0.25, 2.0, as_of="2025-06")), ProviderModel("gpt-6")),
    )  # fmt: skip
    desk.engine.book["ollama"] = Provider("ollama", Protocol.OLLAMA, "http://localhost:11434", "ollama", "Ollama")
    month = start_of_month()[:10]
    desk.spending.by_day = [DaySpent(month, 14, 3.12, 2), DaySpent(month, 3, 0.5, 0, 1)]
    desk.spending.put(Spent("openai", 17, 3.62, 2), Spent("local", 5, 0.0, 0))
    window.show_settings("Money")
    screen = window.page
    assert isinstance(screen, SettingsScreen)
    found = screen.findChild(MoneyPage)
    assert found is not None
    qtbot.waitUntil(lambda: desk.providers.loaded)
    return found


def test_what_each_provider_cost_against_its_limit(page: MoneyPage, desk: FakeDesk, qtbot: QtBot) -> None:
    [row] = page.providers.rows  # those on this computer cost nothing
    assert row.title.text() == "OpenAI"
    assert row.words.text() == "US$\u00a03.62 of US$\u00a010.00 + 2 unknown"
    assert row.bar.value() == 362
    row.cap.spin.setValue(4)
    qtbot.waitUntil(lambda: desk.engine.book["openai"].cap == 4.0)
    qtbot.waitUntil(lambda: row.words.text() == "US$\u00a03.62 of US$\u00a04.00 + 2 unknown")


def test_the_days_of_this_month(page: MoneyPage) -> None:
    assert [line[1:] for line in page.days.lines] == [
        ("14 calls", "US$\u00a03.12 + 2 unknown"), ("3 calls", "about US$\u00a00.50"),
    ]  # fmt: skip


def test_a_rate_is_typed_with_its_day_and_never_fetched(page: MoneyPage, desk: FakeDesk) -> None:
    row = page.currency
    assert not row.rate.isVisible()
    row.combo.setCurrentIndex(row.combo.findData("EUR"))
    row.combo.activated.emit(row.combo.currentIndex())
    assert row.rate.isVisible()
    assert "Until then amounts are in dollars" in row.note.text()
    assert page.providers.rows[0].words.text().startswith("US$")
    row.rate.setText("0,5")
    row.rate.editingFinished.emit()
    assert desk.settings.get(RATE_ON) == datetime.now(UTC).astimezone().date().isoformat()
    assert page.providers.rows[0].words.text() == "€\u00a01.81 of €\u00a05.00 + 2 unknown"
    assert page.days.lines[0][2].startswith("€\u00a01.56")
    row.rate.setText("none")
    row.rate.editingFinished.emit()
    assert desk.settings.get(RATE) == ""
    assert desk.settings.get(RATE_ON) == ""
    assert desk.settings.get(CURRENCY) == "EUR"


def test_another_currency_needs_another_rate(page: MoneyPage, desk: FakeDesk) -> None:
    desk.settings.set(RATE, "0.92")
    row = page.currency
    row.combo.setCurrentIndex(row.combo.findData("SEK"))
    row.combo.activated.emit(row.combo.currentIndex())
    assert desk.settings.get(RATE) == ""


def test_a_price_is_typed_where_it_is_missing_or_wrong(page: MoneyPage, desk: FakeDesk, qtbot: QtBot) -> None:
    prices = page.prices
    assert "0.25 sent, 2 written, for a million tokens in USD; as of 2025-06" in prices.known.text()
    prices.model.set_value("openai/gpt-6")
    prices.model.chosen.emit("openai/gpt-6")
    assert prices.known.text() == "Its price is not known."
    prices.read.edit.setText("1,5")
    prices.read.text_edited.emit("1,5")
    assert not prices.keep.isEnabled()
    prices.write.edit.setText("12")
    prices.write.text_edited.emit("12")
    prices.keep.click()
    qtbot.waitUntil(lambda: "gpt-6" in desk.engine.book["openai"].prices)
    kept = desk.engine.book["openai"].prices["gpt-6"]
    assert (kept.prompt, kept.completion) == (1.5, 12.0)
    assert kept.as_of == datetime.now(UTC).astimezone().date().isoformat()
    qtbot.waitUntil(lambda: len(prices.rows) == 1)
    assert prices.rows[0].model_id == "openai/gpt-6"
    prices.rows[0].remove.click()
    qtbot.waitUntil(lambda: not desk.engine.book["openai"].prices)
    qtbot.waitUntil(lambda: prices.rows == [])


def test_nothing_is_offered_where_nothing_costs(window: MainWindow, desk: FakeDesk) -> None:
    window.show_settings("Money")
    screen = window.page
    assert screen is not None
    page = screen.findChild(MoneyPage)
    assert page is not None
    assert "No provider is added, and nothing was spent." in words_of(page)
    assert "Nothing was called this month." in words_of(page)
    assert not page.prices.keep.isVisible()
    assert desk.engine.of(ChangeProvider) == []


def test_beside_the_settings_stands_what_this_month_cost(page: MoneyPage, window: MainWindow, desk: FakeDesk) -> None:
    screen = window.page
    assert isinstance(screen, SettingsScreen)
    aside = screen.aside
    assert aside.spent.text() == "US$\u00a03.62"
    assert "2 calls of unknown cost are not in it." in aside.money.text()
    assert not aside.bar.isVisible()
    desk.settings.set(CAP_MONTH, 15)
    assert aside.of.text() == "of US$\u00a015.00"
    assert aside.bar.value() == 241
