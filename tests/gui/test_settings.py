"""The settings: made from their descriptors, in effect at once."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import __version__
from desktop.core.events import Progress
from desktop.core.settings import CATALOGUE, COPY_LANGUAGE, MAX_REPAIRS, MODEL, TEXT_SIZE, THEME, Choice, Setting
from desktop.core.words import tr
from desktop.runtime.settings_service import SettingsService
from desktop.views.actions import CATALOGUE as ACTIONS
from desktop.views.key_list import KeyCap
from desktop.views.main_window import MainWindow
from desktop.views.model_words import grade_icon, grade_tone, grade_words, is_local, provider_of
from desktop.views.settings.about_page import AboutPage
from desktop.views.settings.models_page import ModelsPage
from desktop.views.settings.page import SettingRow, settings_of
from desktop.views.settings.screen import PAGES, SettingsScreen
from desktop.views.widgets.badge import Badge
from desktop.views.widgets.choice import SegmentedChoice
from desktop.views.widgets.confirm_card import ConfirmCard
from desktop.views.widgets.fields import ComboBox, LineEdit, NumberField, Toggle
from tests.fakes.desk import MODELS, FakeDesk


@pytest.fixture
def screen(window: MainWindow) -> SettingsScreen:
    window.show_screen("settings")
    page = window.page
    assert isinstance(page, SettingsScreen)
    return page


def open_page(screen: SettingsScreen, label: str) -> QWidget:
    screen.show_page(label)
    QApplication.processEvents()
    page = screen.stack.currentWidget()
    assert page is not None
    return page


def words_in(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


# The pages


def test_every_setting_that_is_not_hidden_is_on_a_page(screen: SettingsScreen) -> None:
    shown: set[str] = set()
    for entry in PAGES:
        page = open_page(screen, entry.label)
        shown |= {row.setting.key for row in page.findChildren(SettingRow)}
    wanted = {setting.key for setting in CATALOGUE if setting.page}
    assert wanted - shown == {MODEL.key}, "the model is chosen in the list of models"


def test_pages_are_built_when_they_are_first_shown(screen: SettingsScreen) -> None:
    assert screen.stack.count() == 1
    screen.items["Appearance"].click()
    assert screen.stack.count() == 2
    screen.items["Providers"].click()
    screen.items["Appearance"].click()
    assert screen.stack.count() == 2


def test_a_row_says_what_the_descriptor_says(screen: SettingsScreen) -> None:
    page = open_page(screen, "Appearance")
    for setting in settings_of("Appearance"):
        assert tr(setting.label) in words_in(page)
        assert tr(setting.help) in words_in(page)


def row_of(page: QWidget, key: str) -> SettingRow:
    return next(row for row in page.findChildren(SettingRow) if row.setting.key == key)


def test_a_choice_takes_effect_and_is_kept(screen: SettingsScreen, desk: FakeDesk) -> None:
    row = row_of(open_page(screen, "Appearance"), THEME.key)
    assert isinstance(row.control, SegmentedChoice)
    assert row.control.value == "system"
    row.control.button("dark").click()
    assert desk.settings.get(THEME) == "dark"
    assert desk.saved_settings[-1]["theme"] == "dark"


def test_a_number_stays_within_its_bounds(screen: SettingsScreen, desk: FakeDesk) -> None:
    row = row_of(open_page(screen, "Appearance"), TEXT_SIZE.key)
    assert isinstance(row.control, NumberField)
    row.control.spin.setValue(99)
    assert desk.settings.get(TEXT_SIZE) == TEXT_SIZE.maximum
    assert row.control.spin.text() == "28 px"


def test_a_row_follows_changes_made_elsewhere(screen: SettingsScreen, desk: FakeDesk) -> None:
    row = row_of(open_page(screen, "Languages"), COPY_LANGUAGE.key)
    assert isinstance(row.control, SegmentedChoice)
    desk.settings.set(COPY_LANGUAGE, "sv")
    assert row.control.value == "sv"
    number = row_of(open_page(screen, "Models"), MAX_REPAIRS.key)
    desk.settings.set(MAX_REPAIRS, 4)
    assert isinstance(number.control, NumberField)
    assert number.control.spin.value() == 4


def test_a_language_never_chosen_shows_the_one_in_force(qtbot: QtBot) -> None:
    desk = FakeDesk({"interface_language": "nl"})
    row = SettingRow(COPY_LANGUAGE, desk.settings)
    qtbot.addWidget(row)
    assert isinstance(row.control, SegmentedChoice)
    assert row.control.value == "nl"


def test_each_kind_of_setting_gets_its_control(qtbot: QtBot, desk: FakeDesk) -> None:
    many = tuple(Choice(str(number), f"Choice {number}") for number in range(6))
    switch = Setting("switch", default=False, label="Switch")
    text = Setting("text", "Mine", "Text")
    long = Setting("long", "2", "Long", choices=many)
    service: SettingsService = desk.settings
    rows = [SettingRow(setting, service) for setting in (switch, text, long)]
    for row in rows:
        qtbot.addWidget(row)
    toggle, line, combo = (row.control for row in rows)
    assert isinstance(toggle, Toggle)
    assert isinstance(line, LineEdit)
    assert isinstance(combo, ComboBox)
    toggle.click()
    line.setText(" Ours ")
    line.editingFinished.emit()
    combo.setCurrentIndex(5)
    combo.activated.emit(5)
    assert service.get(switch) is True
    assert service.get(text) == "Ours"
    assert service.get(long) == "5"
    assert combo.currentText() == "Choice 5"


def test_where_the_text_goes_is_said_beside_it(screen: SettingsScreen, desk: FakeDesk) -> None:
    assert screen.aside.headline.text() == "Stays on this computer"
    desk.settings.set(MODEL, "openai/gpt-5-mini")
    assert screen.aside.headline.text() == "Goes to OpenAI"
    screen.resize(700, 600)
    assert not screen.aside.isVisible()


# The models


@pytest.fixture
def models(screen: SettingsScreen) -> ModelsPage:
    (page,) = open_page(screen, "Models").findChildren(ModelsPage)
    return page


def test_every_model_says_what_it_can_and_what_it_takes(models: ModelsPage) -> None:
    row = models.rows["local/gemma-3-4b"]
    assert row.title.text() == "Gemma 3 4B"
    assert row.facts.text() == "2.5 GB download · 4.2 GB of memory · licence Gemma"
    badges = [badge.text for badge in row.findChildren(Badge)]
    assert badges == ["English: good", "Dutch: good", "Swedish: usable"]
    assert row.button.text() == "Download"


def test_the_model_in_use_is_marked(models: ModelsPage) -> None:
    row = models.rows["local/qwen2.5-coder-1.5b"]
    assert row.state.text() == "In use"
    assert not row.button.isVisible()


def test_a_model_is_fetched_and_used(models: ModelsPage, desk: FakeDesk) -> None:
    row = models.rows["local/gemma-3-4b"]
    row.button.click()
    assert desk.models.fetching == "local/gemma-3-4b"
    assert row.button.text() == "Pause"
    assert row.strip.isVisible()
    assert not models.rows["local/qwen2.5-coder-0.5b"].button.isEnabled()
    desk.models.fetch_progress.emit(Progress("fetch", "", 1e9, 2.5e9, "bytes"))
    assert row.far.text() == "1.0 GB of 2.5 GB"
    assert row.strip.value() == 400
    desk.models.fetching = ""
    desk.models.put(*(msgspec.structs.replace(model, state="ready") for model in MODELS))
    assert row.button.text() == "Use"
    assert not row.strip.isVisible()
    row.button.click()
    assert desk.settings.get(MODEL) == "local/gemma-3-4b"
    assert row.state.text() == "In use"


def test_a_download_is_stopped(models: ModelsPage, desk: FakeDesk) -> None:
    row = models.rows["local/gemma-3-4b"]
    row.button.click()
    row.button.click()
    assert desk.models.fetching == ""
    assert row.button.text() == "Download"


@pytest.mark.parametrize(
    ("state", "button", "said"), [("partial", "Go on downloading", ""), ("damaged", "Download", "Damaged")]
)
def test_a_model_that_is_not_whole_says_so(
    models: ModelsPage, desk: FakeDesk, state: str, button: str, said: str
) -> None:
    desk.models.put(msgspec.structs.replace(MODELS[2], state=state))
    row = models.rows["local/gemma-3-4b"]
    assert row.button.text() == button
    assert row.state.text() == said


def test_models_that_do_not_come_are_not_waited_for(
    screen: SettingsScreen, desk: FakeDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.views.settings.models_page._PATIENCE_MS", 10)
    desk.models.models = ()
    page = ModelsPage(desk.desk)
    qtbot.addWidget(page)
    page.show()
    assert any("Skeleton" in type(child).__name__ and child.isVisible() for child in page.findChildren(QWidget))
    QTest.qWait(60)
    assert any("has not answered" in words for words in words_in(page))
    desk.models.put(*MODELS)
    assert not any("has not answered" in words for words in words_in(page))


@pytest.mark.parametrize("grade", ["good", "fair", "poor", "none", ""])
def test_grades_are_words_first(grade: str) -> None:
    assert grade_words(grade)
    assert grade_tone(grade)
    assert bool(grade_icon(grade)) is bool(grade)


def test_where_models_are() -> None:
    assert is_local("local")
    assert is_local("local/qwen")
    assert not is_local("openai/gpt-5")
    assert provider_of("openai/gpt-5") == "OpenAI"
    assert provider_of("mistral/large") == "Mistral"


# Keys and versions


def test_the_keyboard_page_lists_every_action(screen: SettingsScreen) -> None:
    page = open_page(screen, "Keyboard")
    assert {tr(action.label) for action in ACTIONS} <= set(words_in(page)) | {"Undo", "Redo"}
    assert len(page.findChildren(KeyCap)) >= len(ACTIONS)


def test_the_about_page_names_versions_and_folder(screen: SettingsScreen, desk: FakeDesk, tmp_path: Path) -> None:
    (about,) = open_page(screen, "About").findChildren(AboutPage)
    named = dict(about.versions)
    assert named["Copydesk"] == __version__
    assert named["SQLite"] == "3.40.1"
    assert {"Python", "Qt", "System"} <= set(named)
    assert str(tmp_path) in words_in(about)
    for button in about.findChildren(QWidget):
        if getattr(button, "text", lambda: "")() == "Copy versions":
            button.click()  # type: ignore[attr-defined]  # a button
    assert f"Copydesk: {__version__}" in QGuiApplication.clipboard().text()


def test_a_model_says_where_it_comes_from_and_is_deleted_after_a_question(
    models: ModelsPage, window: MainWindow, desk: FakeDesk
) -> None:
    row = models.rows[MODELS[0].id]
    assert row.sources.text().startswith("From huggingface.co/Qwen/")
    assert not models.rows[MODELS[1].id].delete.isVisible(), "there is nothing to delete"
    row.delete.click()
    assert desk.models.models[0].state == "ready"
    window.findChildren(ConfirmCard)[0].yes.click()
    assert desk.models.models[0].state == "missing"
    assert not row.delete.isVisible()
