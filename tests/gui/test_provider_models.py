"""The models of a provider: searched, starred, given work; and choosing the model by key."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.calls import Purpose, Spent
from desktop.core.provider import KeyPlace, KeyState, Price, Protocol, Provider, ProviderModel
from desktop.core.settings import CURRENCY, LOCAL_ONLY, MODEL, RATE
from desktop.engine.provider_messages import FetchModels
from desktop.views.main_window import MainWindow
from desktop.views.model_picker import ModelPicker
from desktop.views.settings.model_rows import star_area
from desktop.views.settings.provider_models import ProviderModels
from desktop.views.settings.providers_page import ProvidersPage
from tests.clock import on_time
from tests.fakes.desk import FakeDesk

MANY = (
    *(
        ProviderModel(f"gpt-{n}", f"GPT {n}", 128_000, price=Price(0.75, 3.0), abilities=("schema", "vision"))
        for n in range(499)
    ),
    ProviderModel("mystery"),
)
OPENAI = Provider(
    "openai", Protocol.OPENAI, "https://api.openai.com/v1", "openai", "OpenAI", ("default",), "default",
    favourites=("gpt-7",), models=MANY, listed_at="2026-11-21T13:32:00+00:00",
)  # fmt: skip
OLLAMA = Provider(
    "ollama", Protocol.OLLAMA, "http://localhost:11434", "ollama", "Ollama",
    models=(ProviderModel("llama3.2"), ProviderModel("big:cloud", passed_to="ollama.com")),
    listed_at="2026-11-21T13:32:00+00:00",
)  # fmt: skip


def settle() -> None:
    for _ in range(8):
        QApplication.processEvents()


@pytest.fixture
def page(window: MainWindow, desk: FakeDesk) -> ProvidersPage:
    for provider in (OPENAI, OLLAMA):
        desk.engine.book[provider.name] = provider
    desk.engine.keys["openai"] = {"default": KeyState("default", KeyPlace.KEYRING, "4f2a")}
    window.show_settings("Providers")
    settle()
    return window.findChildren(ProvidersPage)[0]


@pytest.fixture
def models(page: ProvidersPage) -> ProviderModels:
    page.show_models("openai")
    settle()
    assert page.models is not None
    return page.models


def test_the_list_says_how_many_there_are_and_when_that_was(models: ProviderModels, desk: FakeDesk) -> None:
    assert models.headline.text() == "Models of OpenAI"
    assert models.when.text().startswith("500 models, as listed 21 Nov, ")
    assert "As known in June 2025" in models.says.text()
    assert desk.engine.of(FetchModels) == [], "a list that is there is not fetched unasked"


def test_a_model_tells_how_much_it_reads_what_it_costs_and_what_it_can(models: ProviderModels) -> None:
    models.search.setText("gpt-12")
    line = models.list.current
    assert line is not None
    assert line.facts == (
        "reads about 96,000 words · 1,000 words cost US$\u00a00.0010 to read, US$\u00a00.0040 to write"
        " · keeps to a form · sees pictures"
    )


def test_what_is_unknown_is_said_to_be_unknown(models: ProviderModels) -> None:
    models.search.setText("mystery")
    line = models.list.current
    assert line is not None
    assert line.facts == "length unknown · price unknown"


def test_a_price_of_the_writers_own_wins(models: ProviderModels, desk: FakeDesk) -> None:
    prices = {"mystery": Price(1.5, 1.5)}
    desk.engine.book["openai"] = Provider(
        "openai", Protocol.OPENAI, "https://api.openai.com/v1", "openai", "OpenAI", models=MANY, prices=prices
    )
    desk.providers.refresh()
    settle()
    models.search.setText("mystery")
    line = models.list.current
    assert line is not None
    assert "US$\u00a00.0020 to read" in line.facts


def test_money_is_shown_in_the_writers_currency(models: ProviderModels, desk: FakeDesk) -> None:
    desk.settings.set(RATE, "0.5")
    desk.settings.set(CURRENCY, "EUR")
    models.search.setText("gpt-12")
    line = models.list.current
    assert line is not None
    assert "€\u00a00.0020 to write" in line.facts


def test_search_takes_words_in_any_order_and_keeps_the_keys(models: ProviderModels, desk: FakeDesk) -> None:
    QTest.keyClicks(models.search, "98 gpt")
    assert models.list.lines.rowCount() == 5
    QTest.keyClick(models.search, Qt.Key.Key_Down)
    assert models.list.hasFocus()
    QTest.keyClick(models.list, Qt.Key.Key_Down)
    QTest.keyClick(models.list, Qt.Key.Key_Return)
    assert desk.settings.get(MODEL) == "openai/gpt-198"
    assert models.detail.write.text() == "Writes now"
    QTest.keyClick(models.list, Qt.Key.Key_Up)
    QTest.keyClick(models.list, Qt.Key.Key_Up)
    assert models.search.hasFocus()


def test_nothing_found_is_said(models: ProviderModels) -> None:
    models.search.setText("claude")
    assert models.nothing.isVisible()
    assert models.nothing.text() == "Nothing by that name"
    assert not models.detail.isVisible()


def test_favourites_come_first_and_are_made_by_key_star_and_button(models: ProviderModels, desk: FakeDesk) -> None:
    first = models.list.lines.index(0).data(Qt.ItemDataRole.DisplayRole)
    assert first == "GPT 7"
    models.list.setCurrentIndex(models.list.lines.index(3))
    QTest.keyClick(models.list, Qt.Key.Key_Space)
    settle()
    assert set(desk.engine.book["openai"].favourites) == {"gpt-7", "gpt-2"}
    spot = star_area(models.list.visualRect(models.list.lines.index(4))).center()
    QTest.mouseClick(models.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot.x(), spot.y()))
    settle()
    assert len(desk.engine.book["openai"].favourites) == 3
    models.list.choose("openai/gpt-7")
    models.detail.star.click()
    settle()
    assert "gpt-7" not in desk.engine.book["openai"].favourites


def test_each_kind_of_work_can_have_a_model_of_its_own(models: ProviderModels, desk: FakeDesk) -> None:
    models.list.choose("openai/gpt-5")
    models.detail.judge.click()
    assert desk.providers.model_for(Purpose.JUDGE) == "openai/gpt-5"
    assert desk.providers.model_for(Purpose.WRITE) == "local"
    line = models.list.current
    assert line is not None
    assert line.tasks == ("Judging",)
    models.detail.judge.click()
    assert desk.providers.model_for(Purpose.JUDGE) == "local"
    assert not models.detail.judge.isChecked()


def test_a_model_that_a_local_server_passes_on_says_so_and_is_not_called_free(page: ProvidersPage) -> None:
    page.show_models("ollama")
    assert page.models is not None
    facts = {line.title: line.facts for line in page.models.list.lines._shown}  # noqa: SLF001 - all at once
    assert facts["llama3.2"] == "length unknown · free"
    assert facts["big:cloud"].startswith("passed on to ollama.com")
    assert "free" not in facts["big:cloud"]


def test_a_provider_without_a_list_is_asked_for_it_when_its_models_are_opened(
    page: ProvidersPage, desk: FakeDesk
) -> None:
    desk.engine.book["groq"] = Provider("groq", Protocol.OPENAI, "https://api.groq.com/openai/v1", "groq", "Groq")
    desk.engine.keys["groq"] = {"default": KeyState("default", KeyPlace.KEYRING)}
    desk.engine.lists["groq"] = MANY[:3]
    desk.providers.refresh()
    settle()
    page.show_models("groq")
    settle()
    assert desk.engine.of(FetchModels) == [FetchModels("groq")]
    assert page.models is not None
    assert page.models.list.lines.rowCount() == 3


def test_esc_goes_back_to_the_list_of_providers(page: ProvidersPage, models: ProviderModels) -> None:
    QTest.keyClick(models.search, Qt.Key.Key_Escape)
    assert page.currentIndex() == 0
    assert page.list.rows["openai"].more.hasFocus()


@on_time
def test_500_models_are_searched_in_less_than_a_frame(models: ProviderModels) -> None:
    models.search.setText("")
    settle()
    began = time.perf_counter()
    for text in ("g", "gp", "gpt", "gpt-4", "gpt-49", "gpt-4", "gpt", "gp", "g", ""):
        models.search.setText(text)
    assert (time.perf_counter() - began) / 10 < 0.05


# Money on the rows


def test_a_row_tells_what_was_spent_this_month_and_of_which_limit(page: ProvidersPage, desk: FakeDesk) -> None:
    row = page.list.rows["openai"]
    assert not row.spent.isVisibleTo(row)
    desk.spending.put(Spent("openai", 12, 3.12, 0))
    assert row.spent.text() == "US$\u00a03.12 this month"
    assert not row.bar.isVisibleTo(row)
    desk.engine.book["openai"] = Provider(
        "openai", Protocol.OPENAI, "https://api.openai.com/v1", "openai", "OpenAI", cap=10.0
    )
    desk.providers.refresh()
    settle()
    assert row.spent.text() == "US$\u00a03.12 of US$\u00a010.00 this month"
    assert row.bar.isVisibleTo(row)
    desk.spending.put(Spent("openai", 3, 0.0, 3))
    assert row.spent.text().startswith("unknown")


# Choosing the model by key


@pytest.fixture
def picker(page: ProvidersPage, window: MainWindow, qtbot: QtBot) -> ModelPicker:
    window.show_screen("product")
    window.commands.actions["model"].trigger()
    return window.findChildren(ModelPicker)[0]


def titles(picker: ModelPicker) -> list[str]:
    return [entry.label for entry in picker.shown]


def test_those_inside_and_the_favourites_are_offered_first(picker: ModelPicker) -> None:
    assert titles(picker) == ["Qwen2.5 Coder 1.5B", "Qwen2.5 Coder 0.5B", "Gemma 3 4B", "GPT 7"]
    assert picker.shown[0].current
    assert picker.hint.text() == "Type to search 501 more models."


def test_every_model_is_found_by_typing_and_chosen_with_enter(picker: ModelPicker, desk: FakeDesk) -> None:
    QTest.keyClicks(picker.field, "openai mystery")
    assert titles(picker) == ["mystery"]
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert desk.settings.get(MODEL) == "openai/mystery"
    assert not picker.isVisible()


def test_the_arrows_move_through_the_list(picker: ModelPicker, desk: FakeDesk) -> None:
    QTest.keyClick(picker.field, Qt.Key.Key_Up)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert desk.settings.get(MODEL) == "openai/gpt-7"


def test_with_the_lock_on_models_elsewhere_cannot_be_chosen_and_it_is_said_why(
    page: ProvidersPage, window: MainWindow, desk: FakeDesk
) -> None:
    desk.settings.set(LOCAL_ONLY, True)
    window.commands.actions["model"].trigger()
    picker = window.findChildren(ModelPicker)[-1]
    QTest.keyClicks(picker.field, "mystery")
    assert (picker.shown[0].open, picker.shown[0].tail) == (False, "only models on this computer may be used here")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert desk.settings.get(MODEL) == "local"
    picker.field.setText("llama")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert desk.settings.get(MODEL) == "ollama/llama3.2"
    assert picker.shown[0].open


def test_nothing_by_that_name_and_the_way_to_the_providers(picker: ModelPicker, window: MainWindow) -> None:
    QTest.keyClicks(picker.field, "zzz")
    assert picker.nothing.isVisible()
    picker.providers.click()
    assert window.shown == "settings"


def test_the_account_is_shown_in_full_before_it_is_opened(
    page: ProvidersPage, window: MainWindow, desk: FakeDesk
) -> None:
    from desktop.views.link_card import LinkCard

    desk.providers.choose("openai/gpt-7")
    window.commands.open_account()
    assert window.findChildren(LinkCard)[0].address == "https://platform.openai.com/api-keys"
    desk.providers.choose("local")
    window.show_screen("product")
    window.commands.open_account()
    assert window.shown == "settings"


def test_the_name_of_the_model_in_the_bottom_bar_opens_the_choice(window: MainWindow, desk: FakeDesk) -> None:
    link = window.bottom_bar.model
    assert link.accessibleName() == "Qwen2.5 Coder 1.5B · free, choose another model"
    assert "Ctrl+Shift+K" in link.toolTip()
    QTest.keyClick(link, Qt.Key.Key_Space)
    assert window.findChildren(ModelPicker)[0].isVisible()
    assert not link.grab().isNull()
