"""The page of providers: adding one, what its row says, its key, and what is found on this computer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.errors import EnvironmentProblem, ErrorKind, Problem, Remedy, UserError
from desktop.core.provider import KeyPlace, KeyState, Protocol, Provider, ProviderModel
from desktop.core.settings import LOCAL_ONLY, MODEL
from desktop.engine.provider_messages import (
    AddProvider,
    ChangeProvider,
    DeleteKey,
    Discover,
    FoundServer,
    ListProviders,
    RemoveProvider,
    SetKey,
    Tested,
    TestProvider,
    UnlockKeys,
)
from desktop.runtime.notices import Notice
from desktop.views.link_card import LinkCard
from desktop.views.main_window import MainWindow
from desktop.views.settings.add_card import AddCard
from desktop.views.settings.provider_forms import AddressForm, KeyForm
from desktop.views.settings.provider_row import ProviderRow
from desktop.views.settings.providers_page import ProvidersPage
from desktop.views.widgets.confirm_card import ConfirmCard
from tests.fakes.desk import FakeDesk

KEY = "sk-canary-0123456789abcdef-4f2a"
MODEL_LIST = (ProviderModel("gpt-5-mini", "GPT-5 mini", 400_000), ProviderModel("gpt-5", "GPT-5", 400_000))
OPENAI = Provider(
    "openai", Protocol.OPENAI, "https://api.openai.com/v1", "openai", "OpenAI", ("default",), "default",
    models=MODEL_LIST, listed_at="2026-11-21T13:32:00+00:00",
)  # fmt: skip
MISTRAL = Provider("mistral", Protocol.MISTRAL, "https://api.mistral.ai/v1", "mistral", "Mistral")
REFUSED = Problem(ErrorKind.AUTH, "Mistral does not accept the key.", "Enter a new one.", Remedy.OPEN_KEYS)


def put(desk: FakeDesk, provider: Provider, *keys: KeyState) -> None:
    desk.engine.book[provider.name] = provider
    desk.engine.keys[provider.name] = {key.name: key for key in keys}


def settle() -> None:
    for _ in range(8):
        QApplication.processEvents()


@pytest.fixture
def page(window: MainWindow, desk: FakeDesk) -> ProvidersPage:
    put(desk, OPENAI, KeyState("default", KeyPlace.KEYRING, "4f2a"))
    put(desk, MISTRAL)
    desk.engine.lists["groq"] = MODEL_LIST
    window.show_settings("Providers")
    settle()
    return window.findChildren(ProvidersPage)[0]


def words_in(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def entry(row: ProviderRow, words: str) -> QAction:
    return next(action for action in row.menu().actions() if action.text() == words)


# What is asked, and when


def test_nothing_is_asked_before_the_page_is_opened(window: MainWindow, desk: FakeDesk) -> None:
    settle()
    assert desk.engine.asked == []
    window.show_settings("Providers")
    settle()
    assert {type(each) for each in desk.engine.asked} == {ListProviders, Discover}


def test_no_provider_is_called_by_opening_the_page(page: ProvidersPage, desk: FakeDesk) -> None:
    assert desk.engine.of(TestProvider) == []


# Rows


def test_the_model_inside_comes_first_and_is_free(page: ProvidersPage) -> None:
    first = next(iter(page.list.rows.values()))
    assert "Inside this computer" in words_in(first)
    assert "Qwen2.5 Coder 1.5B, free, works offline" in words_in(first)
    assert first.state.words.text() == "Ready"


def test_a_row_tells_where_its_key_is_and_what_the_provider_says_of_itself(page: ProvidersPage) -> None:
    said = words_in(page.list.rows["openai"])
    assert "Key ends in …4f2a, in the system keyring" in said
    assert "Not used for training" in said
    assert "As known in June 2025." in said
    assert page.list.rows["openai"].state.words.text() == "Connected"


def test_what_a_preset_says_is_not_said_of_another_server(page: ProvidersPage, desk: FakeDesk) -> None:
    put(desk, Provider("openai", Protocol.OPENAI, "https://mirror.example.com/v1", "openai", "OpenAI"))
    desk.providers.refresh()
    settle()
    assert "training" not in words_in(page.list.rows["openai"])


def test_a_provider_without_its_key_offers_to_enter_one(page: ProvidersPage) -> None:
    row = page.list.rows["mistral"]
    assert row.state.words.text() == "No key"
    row.button.click()
    assert isinstance(page.list.form, KeyForm)


def test_a_refused_key_is_told_with_its_end_and_the_time(page: ProvidersPage, desk: FakeDesk) -> None:
    put(desk, MISTRAL, KeyState("default", KeyPlace.KEYRING, "90bd"))
    desk.engine.answers[TestProvider] = lambda _request: Tested(problem=REFUSED)
    desk.providers.refresh()
    settle()
    entry(page.list.rows["mistral"], "Test").trigger()
    settle()
    row = page.list.rows["mistral"]
    assert row.state.words.text() == "Key refused"
    assert "Refused the key ending in …90bd at" in words_in(row)
    assert "Your texts are not affected." in words_in(row)
    assert row.button.text() == "Enter a new key"


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (ErrorKind.NETWORK, "Not reached"),
        (ErrorKind.TIMEOUT, "Not reached"),
        (ErrorKind.QUOTA, "No credit"),
        (ErrorKind.PROVIDER, "In trouble"),
    ],
)
def test_each_trouble_has_its_word_and_the_sentence_of_the_engine(
    page: ProvidersPage, desk: FakeDesk, kind: ErrorKind, word: str
) -> None:
    def fail(_request: TestProvider) -> Tested:
        raise EnvironmentProblem(kind, "OpenAI said no.", "Later, perhaps.")

    desk.engine.answers[TestProvider] = fail
    desk.providers.test("openai")
    settle()
    row = page.list.rows["openai"]
    assert row.state.words.text() == word
    assert "OpenAI said no. Later, perhaps. Your texts are not affected." in words_in(row)


def test_a_test_that_goes_well_says_how_long_it_took(page: ProvidersPage, desk: FakeDesk) -> None:
    desk.engine.lists["openai"] = MODEL_LIST
    entry(page.list.rows["openai"], "Test").trigger()
    assert page.list.rows["openai"].state.words.text() == "Testing…"
    settle()
    assert "Answered in 0.8 s, 2 models" in words_in(page.list.rows["openai"])


def test_with_the_lock_on_a_provider_elsewhere_is_not_used_and_it_is_said_why(
    page: ProvidersPage, desk: FakeDesk
) -> None:
    desk.settings.set(LOCAL_ONLY, True)
    row = page.list.rows["openai"]
    assert row.state.words.text() == "Not used"
    assert "Only models on this computer are used" in words_in(row)
    assert page.list.rows["local"].state.words.text() == "Ready"
    desk.settings.set(LOCAL_ONLY, False)
    assert row.state.words.text() == "Connected"


# Adding


def open_card(page: ProvidersPage, preset: str) -> AddCard:
    page.list.add.click()
    card = page.list.card
    card.choose(preset)
    return card


def test_adding_takes_a_pick_a_key_and_a_press(page: ProvidersPage, desk: FakeDesk) -> None:
    card = open_card(page, "groq")
    assert "https://api.groq.com/openai/v1" in card.fixed.text()
    assert not card.add.isEnabled()
    QTest.keyClicks(card.key, KEY)
    card.test.click()
    settle()
    assert card.said.words.text() == "Answered in 0.8 s, 2 models"
    assert "groq" not in desk.engine.book, "a test keeps nothing"
    card.add.click()
    settle()
    assert desk.engine.of(AddProvider)[-1] == AddProvider(
        "groq", Protocol.OPENAI, "https://api.groq.com/openai/v1", "groq"
    )
    assert desk.engine.of(SetKey)[-1].key == KEY
    assert not card.isVisible()
    assert page.list.rows["groq"].state.words.text() == "Connected"
    assert "Key ends in …4f2a, in the system keyring" in words_in(page.list.rows["groq"])


def test_a_key_is_gone_from_the_window_once_it_is_kept(page: ProvidersPage, desk: FakeDesk, window: MainWindow) -> None:
    card = open_card(page, "groq")
    QTest.keyClicks(card.key, KEY)
    card.add.click()
    settle()
    assert card.key.text() == ""
    assert not card.key.isUndoAvailable()
    assert KEY not in everything_said(window)
    assert KEY not in str(desk.saved_settings)


def everything_said(window: MainWindow) -> str:
    """What a program that reads the window for the blind can get hold of."""
    said = []
    for widget in window.findChildren(QWidget):
        interface: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
        if interface is not None:
            said += [
                interface.text(kind)
                for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
            ]
        said.append(widget.toolTip())
    return "\n".join(said)


def test_a_key_that_is_shown_is_painted_and_not_told_to_other_programs(page: ProvidersPage, window: MainWindow) -> None:
    card = open_card(page, "groq")
    QTest.keyClicks(card.key, KEY)
    assert card.key.seen == "sk-c" + "•" * (len(KEY) - 8) + "4f2a"
    card.key.eye.click()
    assert card.key.seen == KEY
    assert card.key.eye.accessibleName() == "Hide the key"
    assert KEY not in everything_said(window)
    page.list.card.hide()
    assert KEY not in card.key.seen, "it hides again when it is put away"


def test_a_short_key_shows_nothing_of_itself(page: ProvidersPage) -> None:
    card = open_card(page, "groq")
    QTest.keyClicks(card.key, "short")
    assert card.key.seen == "•••••"


def test_a_click_into_a_hidden_key_puts_the_caret_where_it_is_seen(page: ProvidersPage) -> None:
    card = open_card(page, "groq")
    QTest.keyClicks(card.key, KEY)
    QTest.mouseClick(card.key, Qt.MouseButton.LeftButton, pos=QPoint(12, 15))
    assert card.key.cursorPosition() <= 1
    assert not card.key.grab().isNull()


def test_another_pick_forgets_the_key_that_was_typed(page: ProvidersPage) -> None:
    card = open_card(page, "groq")
    QTest.keyClicks(card.key, KEY)
    card.choose("openrouter")
    assert card.key.text() == ""


def test_a_test_that_fails_says_why_and_keeps_what_was_typed(page: ProvidersPage, desk: FakeDesk) -> None:
    desk.engine.answers[TestProvider] = lambda _request: Tested(problem=REFUSED)
    card = open_card(page, "groq")
    QTest.keyClicks(card.key, KEY)
    card.test.click()
    settle()
    assert card.said.words.text() == "Mistral does not accept the key. Enter a new one."
    assert card.key.key == KEY


def test_a_key_that_cannot_be_kept_adds_nothing(page: ProvidersPage, desk: FakeDesk) -> None:
    def refuse(_request: SetKey) -> KeyState:
        raise UserError(ErrorKind.INPUT, "This key is too long for the keyring.")

    desk.engine.answers[SetKey] = refuse
    card = open_card(page, "groq")
    QTest.keyClicks(card.key, KEY)
    card.add.click()
    settle()
    assert card.isVisible()
    assert card.said.words.text() == "This key is too long for the keyring."
    assert "groq" not in desk.engine.book
    assert card.add.isEnabled()


def test_parts_of_an_address_are_asked_for(page: ProvidersPage, desk: FakeDesk) -> None:
    card = open_card(page, "azure")
    QTest.keyClicks(card.key, KEY)
    assert not card.add.isEnabled()
    assert "https://….openai.azure.com/openai/v1" in card.fixed.text()
    field = card._places["resource"]  # noqa: SLF001 - made from the preset's address
    QTest.keyClicks(field.edit, "havn")
    assert card.wanted().address == "https://havn.openai.azure.com/openai/v1"
    assert card.add.isEnabled()


def test_a_server_of_ones_own_needs_an_address_and_no_key(page: ProvidersPage, desk: FakeDesk) -> None:
    card = open_card(page, "other")
    assert not card.add.isEnabled()
    QTest.keyClicks(card.address.edit, "192.168.1.20:8000/v1")
    assert card.wanted().address == "https://192.168.1.20:8000/v1"
    card.address.edit.clear()
    QTest.keyClicks(card.address.edit, "localhost:8000/v1")
    assert card.wanted().address == "http://localhost:8000/v1"
    card.add.click()
    settle()
    assert desk.engine.of(AddProvider)[-1].title == "localhost:8000"
    assert desk.engine.of(SetKey) == []


def test_an_address_that_others_can_listen_to_is_warned_of(page: ProvidersPage) -> None:
    card = open_card(page, "other")
    QTest.keyClicks(card.address.edit, "http://192.168.1.20:8000/v1")
    assert "not encrypted" in card.beware.words.text()
    assert card.beware.isVisible()
    card.address.edit.setText("http://127.0.0.1:8000/v1")
    assert not card.beware.isVisible()


def test_a_second_one_of_a_kind_gets_a_name_of_its_own(page: ProvidersPage, desk: FakeDesk) -> None:
    card = open_card(page, "openai")
    assert card.title.isVisible()
    QTest.keyClicks(card.title.edit, "OpenAI for the shop")
    QTest.keyClicks(card.key, KEY)
    QTest.keyClick(card.key, Qt.Key.Key_Return)
    settle()
    assert desk.engine.book["openai-2"].title == "OpenAI for the shop"


def test_esc_closes_the_card_and_forgets_the_key(page: ProvidersPage) -> None:
    card = open_card(page, "groq")
    QTest.keyClicks(card.key, KEY)
    QTest.keyClick(card.key, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert card.key.text() == ""
    assert page.list.add.isVisible()


def test_where_keys_are_made_is_shown_before_it_is_opened(page: ProvidersPage, window: MainWindow) -> None:
    card = open_card(page, "groq")
    card.where.click()
    link = window.findChildren(LinkCard)[0]
    assert link.address == "https://console.groq.com/keys"
    assert link.address in words_in(link)
    link.cancel.click()


# Keys


def test_a_new_key_takes_the_place_of_the_old(page: ProvidersPage, desk: FakeDesk) -> None:
    entry(page.list.rows["openai"], "Enter a new key").trigger()
    form = page.list.form
    assert isinstance(form, KeyForm)
    assert not form.save.isEnabled()
    QTest.keyClicks(form.key, "sk-another-0123456789-77aa")
    QTest.keyClick(form.key, Qt.Key.Key_Return)
    settle()
    assert desk.engine.of(SetKey)[-1] == SetKey("openai", "sk-another-0123456789-77aa", "default")
    assert page.list.form is None
    assert "Key ends in …77aa" in words_in(page.list.rows["openai"])


def test_several_keys_have_names_and_one_is_in_use(page: ProvidersPage, desk: FakeDesk) -> None:
    entry(page.list.rows["openai"], "Add another key").trigger()
    form = page.list.form
    assert isinstance(form, KeyForm)
    QTest.keyClicks(form.key, KEY)
    assert not form.save.isEnabled(), "it needs a name"
    QTest.keyClicks(form.name.edit, "default")
    assert not form.save.isEnabled()
    assert "already" in form.said.words.text()
    form.name.edit.clear()
    QTest.keyClicks(form.name.edit, "Shop")
    form.save.click()
    settle()
    row = page.list.rows["openai"]
    assert "Key “Default” ends in …4f2a" in words_in(row)
    entry(row, "Key “Shop” ends in …4f2a, in the system keyring").trigger()
    settle()
    assert desk.engine.book["openai"].key == "Shop"


def test_the_key_in_use_can_be_deleted(page: ProvidersPage, desk: FakeDesk) -> None:
    entry(page.list.rows["openai"], "Delete the key in use").trigger()
    settle()
    assert desk.engine.of(DeleteKey) == [DeleteKey("openai", "default")]
    assert page.list.rows["openai"].state.words.text() == "No key"


def test_a_keyring_that_does_not_work_is_told_at_the_top(page: ProvidersPage, desk: FakeDesk) -> None:
    assert not page.list.notice.isVisible()
    desk.engine.keyring = "There is no keyring here."
    desk.providers.refresh()
    settle()
    assert page.list.notice.isVisible()
    assert page.list.notice.words.text() == "There is no keyring here. Keys are kept until you close Copydesk."
    assert page.list.notice.again.text() == "Try again"
    page.list.add.click()
    assert "kept until you close Copydesk" in page.list.card.key_box.label.text()


def test_a_locked_keyring_can_be_unlocked(page: ProvidersPage, desk: FakeDesk) -> None:
    put(desk, OPENAI, KeyState("default", KeyPlace.LOCKED))
    desk.engine.keyring = "The keyring is locked."
    desk.providers.refresh()
    settle()
    assert page.list.notice.again.text() == "Unlock"
    assert page.list.rows["openai"].state.words.text() == "Keyring locked"
    put(desk, OPENAI, KeyState("default", KeyPlace.KEYRING, "4f2a"))
    desk.engine.keyring = ""
    page.list.rows["openai"].button.click()
    settle()
    assert desk.engine.of(UnlockKeys)
    assert not page.list.notice.isVisible()


def test_an_error_about_a_key_leads_to_its_field(window: MainWindow, desk: FakeDesk, page: ProvidersPage) -> None:
    desk.settings.set(MODEL, "openai/gpt-5")
    window.show_screen("product")
    desk.providers.ask_for_key()
    settle()
    assert window.shown == "settings"
    assert isinstance(page.list.form, KeyForm)
    assert page.list.form.key.hasFocus()


def test_the_field_waits_for_the_list_when_the_page_is_new(window: MainWindow, desk: FakeDesk) -> None:
    put(desk, OPENAI)
    desk.providers.ask_for_key("openai")
    settle()
    page = window.findChildren(ProvidersPage)[0]
    assert isinstance(page.list.form, KeyForm)


# Changing and removing


def test_another_address_warns_that_the_key_goes(page: ProvidersPage, desk: FakeDesk) -> None:
    entry(page.list.rows["openai"], "Name and address").trigger()
    form = page.list.form
    assert isinstance(form, AddressForm)
    assert not form.save.isEnabled()
    form.address.edit.setText("http://mirror.example.com/v1")
    assert "not encrypted" in form.said.words.text()
    assert "the key has to be entered again" in form.said.words.text()
    form.save.click()
    settle()
    assert desk.engine.of(ChangeProvider)[-1].provider.address == "http://mirror.example.com/v1"
    assert page.list.rows["openai"].state.words.text() == "No key"


def test_removing_asks_first_and_leaves_the_writing_to_the_model_inside(
    page: ProvidersPage, desk: FakeDesk, window: MainWindow
) -> None:
    said: list[Notice] = []
    desk.notices.posted.connect(said.append)
    desk.settings.set(MODEL, "openai/gpt-5")
    entry(page.list.rows["openai"], "Remove").trigger()
    assert desk.engine.of(RemoveProvider) == []
    window.findChildren(ConfirmCard)[0].yes.click()
    settle()
    assert "openai" not in page.list.rows
    assert desk.settings.get(MODEL) == "local"
    assert said[-1].title == "OpenAI is removed, and its keys with it."
    assert said[-1].text == "The model on this computer writes from now on."


# Servers on this computer


def test_a_server_that_runs_here_is_offered_and_added_with_one_press(page: ProvidersPage, desk: FakeDesk) -> None:
    desk.engine.servers = (FoundServer("ollama", "Ollama", "http://localhost:11434", MODEL_LIST),)
    desk.engine.lists["ollama"] = MODEL_LIST
    desk.providers.discover()
    settle()
    row = page.list.rows["found:http://localhost:11434"]
    assert "Found at localhost:11434, 2 models, free" in words_in(row)
    assert row.button.text() == "Use"
    row.button.click()
    settle()
    assert desk.engine.book["ollama"].protocol is Protocol.OLLAMA
    assert "found:http://localhost:11434" not in page.list.rows
    assert page.list.rows["ollama"].state.words.text() == "Connected"


# By key, and on small screens


def test_everything_on_the_page_is_reached_by_tab_and_has_a_name(
    page: ProvidersPage, window: MainWindow, qtbot: QtBot
) -> None:
    page.list.add.click()
    page.list.card.choose("groq")
    stops = [
        child
        for child in page.list.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled()
    ]
    assert all(child.accessibleName() or getattr(child, "text", str)() for child in stops)
    page.list.rows["local"].more.setFocus()
    reached = set()
    for _ in range(4 * len(stops)):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert [stop.accessibleName() for stop in stops if stop not in reached] == []


@pytest.mark.parametrize("width", [640, 900, 1024, 1280, 1920])
def test_nothing_is_cut_off_at_any_width(page: ProvidersPage, window: MainWindow, width: int) -> None:
    window.resize(width, 700)
    page.list.add.click()
    settle()
    for row in page.list.rows.values():
        for label in (row.lines, row.fine_print):
            if label.isVisible():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
        assert row.more.geometry().right() <= row.width()
    assert page.list.width() <= page.width()
