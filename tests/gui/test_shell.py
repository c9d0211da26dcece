"""The window around the screens: rail, keys, palette, messages, and what the bottom bar says."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.core.errors import ErrorKind, Problem
from desktop.core.events import Progress
from desktop.core.finding import CheckReport
from desktop.core.ids import DraftId
from desktop.core.settings import GRAMMAR, INTERFACE_LANGUAGE, LANGUAGE_TOOL, MODEL, TEXT_SIZE, THEME, WINDOW_STATE
from desktop.runtime.drafts import SaveKind
from desktop.runtime.notices import Answer, Level, Notice
from desktop.views import theme
from desktop.views.actions import CATALOGUE, key_of
from desktop.views.catalogue import SCREENS
from desktop.views.command_palette import CommandPalette
from desktop.views.key_list import KeyCap, KeyCard
from desktop.views.main_window import MainWindow
from desktop.views.menu_bar import menu_bar
from desktop.views.name_card import NameCard
from desktop.views.notice_bar import NoticeCard
from desktop.views.tokens import Size
from desktop.views.widgets.button import Button
from tests.fakes.desk import MODELS, FakeDesk, sample_draft

CONTROLS = (
    QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QTabBar,
    QProgressBar,
)  # fmt: skip


def show_all(window: MainWindow) -> None:
    for entry in SCREENS:
        window.show_screen(entry.id)
        QApplication.processEvents()


def press(window: MainWindow, key: str) -> None:
    QTest.keySequence(window, QKeySequence(key))
    QApplication.processEvents()


# Screens


def test_the_rail_shows_what_exists_and_nothing_else(window: MainWindow) -> None:
    names = [item.text() for item in window.rail.findChildren(QAbstractButton)]
    assert names == ["Product", "Mail", "Blog", "Translate", "Compare", "History", "Settings"]


def test_screens_are_built_when_they_are_first_shown(window: MainWindow) -> None:
    assert window.stack.count() == 1
    window.show_screen("history")
    assert window.stack.count() == 2
    history = window.page
    window.show_screen("product")
    window.show_screen("history")
    assert window.page is history
    assert window.stack.count() == 2


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("Ctrl+2", "mail"),
        ("Ctrl+3", "blog"),
        ("Ctrl+4", "translate"),
        ("Ctrl+5", "compare"),
        ("Ctrl+6", "history"),
        ("Ctrl+,", "settings"),
        ("Ctrl+7", "settings"),
        ("Ctrl+Shift+Y", "reply"),
        ("Ctrl+Shift+I", "inspect"),
        ("Ctrl+Shift+G", "calendar"),
    ],
)
def test_screens_have_keys(window: MainWindow, key: str, screen: str) -> None:
    press(window, key)
    assert window.shown == screen
    press(window, "Ctrl+1")
    assert window.shown == "product"


def test_a_click_on_the_rail_goes_there(window: MainWindow) -> None:
    item = next(item for item in window.rail.findChildren(QAbstractButton) if item.text() == "Settings")
    item.click()
    assert window.shown == "settings"
    assert "Ctrl+," in item.toolTip()


class NewWindows(QObject):
    """Notes every window that shows itself."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_nothing_flashes_up_beside_the_window(qapp: QApplication, qtbot: QtBot, desk: FakeDesk) -> None:
    noted = NewWindows()
    qapp.installEventFilter(noted)
    window = MainWindow(desk.desk)
    qtbot.addWidget(window)
    window.show()
    show_all(window)
    desk.session.open(sample_draft())
    desk.notices.warn("Look")
    QApplication.processEvents()
    qapp.removeEventFilter(noted)
    assert noted.shown == ["MainWindow"]


# Keys and names


def test_every_action_has_a_key_of_its_own(window: MainWindow) -> None:
    show_all(window)
    seen: dict[str, str] = {}
    for action in window.commands.actions:
        assert not action.shortcut().isEmpty(), f"{action.text()} has no key"
        for shortcut in action.shortcuts():
            key = shortcut.toString()
            assert key not in seen, f"{action.text()} and {seen[key]} share {key}"
            seen[key] = action.text()
    page = window.page
    assert page is not None
    window.show_screen("history")
    for action in window.page.actions() if window.page is not None else []:
        assert not action.shortcut().isEmpty()
        assert action.shortcut().toString() not in seen


def test_every_action_has_words_and_an_icon(window: MainWindow) -> None:
    for action in window.commands.actions:
        assert action.text()
        assert not action.icon().isNull()
    assert {action.objectName() for action in window.commands.actions} >= {spec.id for spec in CATALOGUE}


def unnamed(window: QWidget) -> list[str]:
    """The controls that a screen reader could not name."""
    found = []
    for widget in window.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or type(widget).__module__.startswith("PySide6")
        if not isinstance(widget, CONTROLS) or (inner and not widget.isVisible()):
            continue
        whole = widget.parentWidget()
        if widget.objectName().startswith("qt_") or isinstance(whole, QAbstractSpinBox | QTabBar | QComboBox):
            continue
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name):
            parent = widget.parentWidget()
            found.append(f"{type(widget).__name__} in {type(parent).__name__}")
    return found


def test_every_control_has_a_name(window: MainWindow, desk: FakeDesk) -> None:
    desk.session.open(sample_draft())
    show_all(window)
    settings = window.page
    for label in ("Providers", "Money", "Privacy", "Languages", "Appearance", "Keyboard", "About"):
        settings.show_page(label)  # type: ignore[union-attr]  # the settings screen
        QApplication.processEvents()
    assert unnamed(window) == []


def test_a_control_without_a_name_is_found(window: MainWindow) -> None:
    line = QLineEdit(window)
    line.show()
    assert unnamed(window) == ["QLineEdit in MainWindow"]


# Actions


def test_write_and_stop_by_key(window: MainWindow, desk: FakeDesk) -> None:
    desk.session.open(sample_draft())
    assert not window.commands.actions["stop"].isEnabled()
    press(window, "Ctrl+Return")
    assert desk.writer.writes == 1
    assert window.commands.actions["stop"].isEnabled()
    assert not window.commands.actions["write"].isEnabled()
    press(window, "Esc")
    assert not desk.writer.busy
    assert window.commands.actions["write"].isEnabled()


def test_undo_says_what_it_takes_back(window: MainWindow, desk: FakeDesk) -> None:
    undo, redo = window.commands.actions["undo"], window.commands.actions["redo"]
    assert not undo.isEnabled()
    desk.session.open(sample_draft())
    desk.session.set_field("title", "Another title", "Typing")
    assert undo.isEnabled()
    assert undo.text() == "Undo: Typing"
    undo.trigger()
    assert desk.session.draft.copy == sample_draft().copy
    assert redo.text() == "Redo: Typing"
    redo.trigger()
    assert desk.session.draft.copy.text("title") == "Another title"


def test_a_version_is_named(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.session.open(sample_draft())
    window.commands.actions["name_version"].trigger()
    (card,) = window.findChildren(NameCard)
    QTest.keyClicks(card.field.edit, "For the shop")
    QTest.keyClick(card.field.edit, Qt.Key.Key_Return)
    assert [version.name for version in desk.drafts.all_versions] == ["For the shop"]


def test_copy_says_that_it_did(window: MainWindow, desk: FakeDesk) -> None:
    desk.session.open(sample_draft())
    for key in ("Ctrl+Shift+C", "Ctrl+Shift+H", "Ctrl+Shift+M"):
        press(window, key)
    assert [kind for kind, _ in desk.copied] == ["text", "html", "markdown"]
    assert [card.notice.title for card in window.notice_bar.cards] == ["Copied"]


def test_new_and_sample_go_to_the_product(window: MainWindow, desk: FakeDesk) -> None:
    window.show_screen("settings")
    window.commands.actions["sample"].trigger()
    assert window.shown == "product"
    assert desk.session.draft.brief.product == "Havn backpack"
    window.commands.actions["new"].trigger()
    assert desk.session.draft.brief.is_empty


def test_light_and_dark_by_key(window: MainWindow, desk: FakeDesk) -> None:
    window.commands.actions["theme"].trigger()
    assert desk.settings.get(THEME) == "dark"
    assert theme.tokens().dark
    window.commands.actions["theme"].trigger()
    assert not theme.tokens().dark


def test_the_size_of_the_text_takes_effect_at_once(window: MainWindow, desk: FakeDesk) -> None:
    desk.settings.set(TEXT_SIZE, 20)
    assert theme.tokens().text_size == 20


def test_the_title_names_the_draft(window: MainWindow, desk: FakeDesk) -> None:
    assert window.windowTitle() == "Copydesk"
    desk.session.open(sample_draft())
    assert window.windowTitle() == "Havn backpack – Copydesk"


# The palette


def palette_of(window: MainWindow) -> CommandPalette:
    window.commands.actions["palette"].trigger()
    return window.findChildren(CommandPalette)[-1]


def shown_in(palette: CommandPalette) -> list[str]:
    model = palette.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_the_palette_finds_by_words(window: MainWindow, desk: FakeDesk) -> None:
    desk.drafts.put(sample_draft())
    palette = palette_of(window)
    assert "Write" in shown_in(palette)
    assert "Stop writing" not in shown_in(palette), "what cannot be done now is not offered"
    QTest.keyClicks(palette.field, "html copy")
    assert shown_in(palette) == ["Copy as HTML"]
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert desk.copied == [("html", ())]
    assert not palette.isVisible()


def test_the_palette_opens_drafts(window: MainWindow, desk: FakeDesk) -> None:
    desk.drafts.put(sample_draft())
    window.show_screen("history")
    window.commands.actions["open"].trigger()
    palette = window.findChildren(CommandPalette)[-1]
    assert shown_in(palette) == ["Havn backpack"]
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert desk.session.draft.id == DraftId("draft-1")
    assert window.shown == "product"


def test_the_palette_says_when_there_is_nothing(window: MainWindow) -> None:
    window.commands.actions["open"].trigger()
    palette = window.findChildren(CommandPalette)[-1]
    assert palette.nothing.text() == "No drafts yet"
    assert palette.nothing.isVisible()
    palette.close_card()
    palette = palette_of(window)
    QTest.keyClicks(palette.field, "no such command")
    assert palette.nothing.text() == "Nothing by that name"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_arrows_go_round_in_the_palette(window: MainWindow) -> None:
    palette = palette_of(window)
    last = palette.list.model().rowCount() - 1
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == last
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 0
    QTest.keyClick(palette.field, Qt.Key.Key_PageDown)
    assert palette.list.currentIndex().row() == 8


def test_the_palette_knows_what_the_screen_can_do_besides(window: MainWindow) -> None:
    window.show_screen("history")
    QApplication.processEvents()
    assert "Next change" in shown_in(palette_of(window))
    window.show_screen("settings")
    assert "Next change" not in shown_in(palette_of(window))


def test_f1_shows_every_key(window: MainWindow) -> None:
    press(window, "F1")
    (card,) = window.findChildren(KeyCard)
    caps = {cap.accessibleName() for cap in card.findChildren(KeyCap)}
    assert {key_of(spec.id).toString(QKeySequence.SequenceFormat.NativeText) for spec in CATALOGUE} <= caps
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()


# Messages


def test_a_problem_waits_with_its_buttons(window: MainWindow, desk: FakeDesk) -> None:
    pressed = []
    problem = Problem(ErrorKind.DISK_FULL, "Not saved, the disk is full", "Free 20 MB.", details="errno 28")
    desk.notices.problem(problem, Answer("Try again", lambda: pressed.append(1), primary=True), key="save")
    (card,) = window.notice_bar.cards
    assert card.headline.text() == "Not saved, the disk is full"
    buttons = {button.text(): button for button in card.findChildren(Button)}
    assert set(buttons) == {"Try again", "Details", "Copy"}
    buttons["Details"].click()
    assert card.details.isVisible()
    assert card.details.toPlainText() == "errno 28"
    buttons["Copy"].click()
    assert QGuiApplication.clipboard().text() == "Not saved, the disk is full\n\nFree 20 MB.\n\nerrno 28"
    buttons["Try again"].click()
    assert pressed == [1]
    assert window.notice_bar.cards == ()
    assert not window.notice_bar.isVisible()


def test_a_notice_makes_room_for_a_newer_one_of_its_kind(window: MainWindow, desk: FakeDesk) -> None:
    desk.notices.warn("One", key="write")
    desk.notices.warn("Two", key="write")
    desk.notices.warn("Three", key="other")
    assert [card.notice.title for card in window.notice_bar.cards] == ["Two", "Three"]
    desk.notices.dismiss("write")
    assert [card.notice.title for card in window.notice_bar.cards] == ["Three"]


def test_at_most_three_notices_stand_there(window: MainWindow, desk: FakeDesk) -> None:
    for number in range(5):
        desk.notices.warn(f"Notice {number}")
    assert [card.notice.title for card in window.notice_bar.cards] == ["Notice 2", "Notice 3", "Notice 4"]
    QApplication.processEvents()
    tops = [card.mapTo(window, card.rect().topLeft()).y() for card in window.notice_bar.cards]
    assert tops == sorted(tops)


@pytest.mark.parametrize("level", list(Level))
def test_the_words_of_a_notice_are_all_to_be_seen(window: MainWindow, desk: FakeDesk, level: Level) -> None:
    long = "A sentence that does not fit into one line of a card of this width, however one looks at it, and goes on. "
    desk.notices.posted.emit(Notice(level, long, long * 3, (Answer("Yes", lambda: None),), "details"))
    QApplication.processEvents()
    (card,) = window.notice_bar.cards
    for label in card.findChildren(type(card.headline)):
        assert label.height() >= label.heightForWidth(label.width())
        assert window.rect().contains(label.mapTo(window, label.rect().bottomRight()))
    for button in card.findChildren(Button):
        assert button.height() >= button.sizeHint().height()


def test_a_short_notice_goes_by_itself(window: MainWindow, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.views.notice_bar._PASSING_MS", 10)
    desk.notices.info("Copied")
    desk.notices.info("Restored", "", Answer("Go to the text", lambda: None))
    QTest.qWait(60)
    assert [card.notice.title for card in window.notice_bar.cards] == ["Restored"]


def test_a_notice_can_be_closed(window: MainWindow, desk: FakeDesk) -> None:
    desk.notices.warn("Look")
    (card,) = window.notice_bar.cards
    assert isinstance(card, NoticeCard)
    card.leave()
    card.leave()
    assert window.notice_bar.cards == ()


# The bottom bar


def test_it_says_where_the_text_goes(window: MainWindow, desk: FakeDesk) -> None:
    bar = window.bottom_bar
    assert bar.place.words == "Stays on this computer"
    assert bar.model.text() == "Qwen2.5 Coder 1.5B · free"
    desk.settings.set(MODEL, "openai/gpt-5-mini")
    assert bar.place.words == "Goes to OpenAI"
    assert bar.model.text() == "openai/gpt-5-mini"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "Stays on this computer"),
        ("http://localhost:8081", "Stays on this computer"),
        ("127.0.0.1:8081/v2", "Stays on this computer"),
        ("https://grammar.example/v2", "Goes to grammar.example"),
    ],
)
def test_it_says_that_a_server_reads_the_grammar(window: MainWindow, desk: FakeDesk, address: str, words: str) -> None:
    desk.settings.set(LANGUAGE_TOOL, address)
    assert window.bottom_bar.place.words == words
    desk.settings.set(GRAMMAR, False)
    assert window.bottom_bar.place.words == "Stays on this computer"


def test_it_says_what_is_being_saved(window: MainWindow, desk: FakeDesk) -> None:
    saved = window.bottom_bar.saved
    assert saved.words == ""
    desk.drafts.put_state(SaveKind.SAVED)
    assert saved.words.startswith("Saved ")
    desk.drafts.put_state(SaveKind.FAILED, "The disk is full.")
    assert saved.words.startswith("Not saved since ")
    assert saved.accessibleName().endswith("The disk is full.")
    desk.drafts.put_state(SaveKind.READ_ONLY, "The folder cannot be written.")
    assert saved.words == "Read-only, nothing is saved"
    desk.drafts.put_state(SaveKind.WAITING, "Waiting to save: another program uses the history.")
    assert saved.words.startswith("Waiting to save")
    desk.drafts.put_state(SaveKind.NEW)
    assert saved.words == ""


def test_a_quick_save_does_not_flicker(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    saved = window.bottom_bar.saved
    desk.drafts.put_state(SaveKind.SAVED)
    desk.drafts.put_state(SaveKind.SAVING)
    assert saved.words == "Saving…"
    desk.drafts.put_state(SaveKind.SAVED)
    assert saved.words == "Saving…"
    qtbot.waitUntil(lambda: saved.words.startswith("Saved "), timeout=30_000)


def test_stop_is_under_the_hand_while_something_is_written(window: MainWindow, desk: FakeDesk) -> None:
    bar = window.bottom_bar
    desk.session.open(sample_draft())
    assert not bar.stop.isVisible()
    desk.writer.write()
    assert bar.stop.isVisible()
    assert not bar.speed.isVisible()
    desk.writer.stream("title", "Havn backpack")
    assert bar.speed.text() == "8.0 words/s"
    bar.stop.click()
    assert not desk.writer.busy
    assert not bar.stop.isVisible()
    assert not bar.speed.isVisible()


def test_it_counts_the_facts(window: MainWindow, desk: FakeDesk) -> None:
    bar = window.bottom_bar
    assert not bar.facts.isVisible()
    desk.session.open(sample_draft())
    assert bar.facts.text() == "8 facts"
    desk.checker.say(CheckReport(forgotten=("f7",)))
    assert bar.facts.text() == "8 facts · 1 not mentioned"


def test_a_model_that_is_not_here_can_be_fetched_from_the_bar(window: MainWindow, desk: FakeDesk) -> None:
    bar = window.bottom_bar
    missing = msgspec.structs.replace(MODELS[0], state="missing")
    desk.models.put(missing)
    assert bar.model.text() == "Qwen2.5 Coder 1.5B is not on this computer yet"
    assert bar.fetch.button.text() == "Download 1.1 GB"
    bar.fetch.button.click()
    assert desk.models.fetching == missing.id
    assert bar.fetch.button.text() == "Stop"
    desk.models.fetch_progress.emit(Progress("fetch", "", 112e6, 398e6, "bytes"))
    assert bar.fetch.words.text() == "Model: 112 MB of 398 MB"
    assert bar.fetch.strip.value() == 281
    bar.fetch.button.click()
    assert desk.models.fetching == ""
    desk.models.put(MODELS[0])
    assert not bar.fetch.isVisible()


def test_it_says_how_long_a_download_takes(window: MainWindow, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("desktop.views.model_fetch.time.monotonic", lambda: now[0])
    desk.models.put(msgspec.structs.replace(MODELS[0], state="partial"))
    desk.models.fetch(MODELS[0].id)
    desk.models.fetch_progress.emit(Progress("fetch", "", 100e6, 400e6, "bytes"))
    now[0] = 110.0
    desk.models.fetch_progress.emit(Progress("fetch", "", 200e6, 400e6, "bytes"))
    assert window.bottom_bar.fetch.words.text() == "Model: 200 MB of 400 MB · about 20 s left"


# Languages and places


def test_another_language_makes_the_window_anew(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.session.open(sample_draft())
    window.show_screen("settings")
    before = window.page
    desk.settings.set(INTERFACE_LANGUAGE, "nl")
    qtbot.waitUntil(lambda: window.page is not before)
    assert window.shown == "settings"
    assert desk.session.draft.id == DraftId("draft-1")
    assert len([action for action in window.actions() if action.objectName() == "write"]) == 1
    press(window, "Ctrl+1")
    assert window.shown == "product"


def test_the_same_language_again_changes_nothing(window: MainWindow, desk: FakeDesk) -> None:
    before = window.page
    desk.settings.set(INTERFACE_LANGUAGE, "nl")
    desk.settings.set(INTERFACE_LANGUAGE, "en")
    QTest.qWait(20)
    assert window.page is before


def test_the_window_comes_back_where_it_was(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    window.resize(1100, 700)
    window.close()
    assert desk.settings.get(WINDOW_STATE)
    again = MainWindow(desk.desk)
    qtbot.addWidget(again)
    assert again.height() == 700


@pytest.mark.parametrize("state", ["", "not base64!", "AAAA"])
def test_a_damaged_window_state_is_ignored(qtbot: QtBot, state: str) -> None:
    desk = FakeDesk({"interface_language": "en", "copy_language": "en", "window_state": state})
    window = MainWindow(desk.desk)
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    assert window.width() == min(Size.WINDOW_WIDTH, room.width())
    assert window.height() <= room.height()


def test_it_fits_a_small_screen(window: MainWindow, desk: FakeDesk) -> None:
    desk.session.open(sample_draft())
    for entry in SCREENS:
        window.show_screen(entry.id)
        QApplication.processEvents()
        assert window.minimumSizeHint().width() <= 1024, entry.id
        assert window.minimumSizeHint().height() <= 640, entry.id


def test_quit_is_an_action(window: MainWindow) -> None:
    quit_action: QAction = window.commands.actions["quit"]
    assert quit_action.shortcut().toString() == "Ctrl+Q"


def test_a_mac_finds_its_actions_in_the_menu_bar(window: MainWindow, qtbot: QtBot) -> None:
    bar = menu_bar(window.commands.actions)
    qtbot.addWidget(bar)
    assert [menu.text() for menu in bar.actions()] == ["Text", "Drafts", "Go to", "Program"]
    roles = {action.objectName(): action.menuRole() for action in window.commands.actions}
    assert roles["screen.settings"] is QAction.MenuRole.PreferencesRole
    assert roles["quit"] is QAction.MenuRole.QuitRole
