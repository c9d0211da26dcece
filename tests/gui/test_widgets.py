"""The small parts: what they show, what they send, how they are reached by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.name_card import NameCard
from desktop.views.product.state_card import StateCard
from desktop.views.tokens import Size
from desktop.views.widgets.badge import Badge, Tone, tone_roles
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.choice import SegmentedChoice
from desktop.views.widgets.confirm_card import ConfirmCard
from desktop.views.widgets.counter import Counter
from desktop.views.widgets.empty import EmptyState
from desktop.views.widgets.fields import ComboField, LineEdit, LineField, NumberField, Toggle
from desktop.views.widgets.focus_ring import FocusRings
from desktop.views.widgets.keys import key_sign, key_words, with_key
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.progress import ProgressStrip, Skeleton
from desktop.views.widgets.splitter import Splitter
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.tabs import Tabs
from desktop.views.widgets.text import ElidedLabel, Label

LANGUAGES = [("en", "English"), ("nl", "Nederlands"), ("sv", "Svenska")]


@pytest.fixture
def place(qtbot: QtBot) -> QMainWindow:
    """A window with a column to put things into."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 600)
    middle = Surface(1)
    QVBoxLayout(middle)
    window.setCentralWidget(middle)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_the_buttons_of_a_card_wrap_where_it_is_narrow(place: QMainWindow) -> None:
    presses = [
        (words, "download", lambda: None) for words in ("Get EuroLLM 9B, 5.6 GB", "Other models", "Write anyway")
    ]
    card = StateCard(("info", "information"), "This model is not good at Dutch", "Read every sentence.", presses)
    put(place, card)
    wide = card.heightForWidth(600)
    assert card.minimumSizeHint().width() < 330
    place.resize(330, 600)
    QApplication.processEvents()
    tops = {button.mapTo(card, button.rect().topLeft()).y() for button in card.buttons}
    assert len(tops) > 1
    assert card.heightForWidth(300) > wide
    assert all(card.rect().contains(button.mapTo(card, button.rect().bottomRight())) for button in card.buttons)


def test_a_button_tells_its_words_before_its_key(place: QMainWindow) -> None:
    alone, keyed = Button("Schrijven"), Button("Schrijven", key="Ctrl+Return")
    put(place, alone, keyed)
    for button in (alone, keyed):
        button.setFixedWidth(alone.sizeHint().width())
    QApplication.processEvents()
    assert alone.grab().toImage() == keyed.grab().toImage()


def put(place: QMainWindow, *widgets: QWidget) -> None:
    middle = place.centralWidget()
    column = middle.layout() if middle is not None else None
    assert column is not None
    for widget in widgets:
        column.addWidget(widget)
        widget.show()
    QApplication.processEvents()


# Keys


@pytest.mark.parametrize(
    ("sequence", "words", "sign"),
    [
        ("Ctrl+Return", "Ctrl+Return", "Ctrl ↵"),
        ("Esc", "Esc", "Esc"),
        ("Ctrl++", "Ctrl++", "Ctrl +"),
        ("Alt+1", "Alt+1", "Alt 1"),
        ("", "", ""),
    ],
)
def test_keys_are_written_as_on_the_keyboard(sequence: str, words: str, sign: str) -> None:
    assert key_words(sequence) == words
    assert key_sign(sequence) == sign


def test_a_tooltip_names_its_key() -> None:
    assert with_key("Write", "Ctrl+Return") == "Write (Ctrl+Return)"
    assert with_key("Write", "") == "Write"


# Buttons


def test_a_button_makes_room_for_icon_key_and_note(qtbot: QtBot) -> None:
    plain = Button("Write")
    full = Button("Write", ButtonKind.PRIMARY, icon="pencil", key="Ctrl+Return")
    qtbot.addWidget(plain)
    qtbot.addWidget(full)
    assert full.sizeHint().width() > plain.sizeHint().width() + Size.ICON_MEDIUM
    assert full.toolTip() == "Write (Ctrl+Return)"
    height = full.sizeHint().height()
    full.set_note("from eight facts")
    assert full.sizeHint().height() > height
    assert full.accessibleName() == "Write, from eight facts"


def test_a_button_follows_an_action(qtbot: QtBot, place: QMainWindow) -> None:
    pressed = []
    action = QAction("Stop", place)
    action.setShortcut("Esc")
    action.triggered.connect(lambda: pressed.append(1))
    button = Button("Stop")
    button.follow(action)
    put(place, button)
    button.click()
    action.setEnabled(False)
    assert pressed == [1]
    assert not button.isEnabled()
    assert "Esc" in button.toolTip()


def test_buttons_look_different_by_kind_and_state(qtbot: QtBot, place: QMainWindow) -> None:
    button = Button("Write")
    put(place, button)
    pictures = []
    for kind in ButtonKind:
        button.set_kind(kind)
        pictures.append(button.grab().toImage())
    button.setEnabled(False)
    pictures.append(button.grab().toImage())
    assert all(one != other for index, one in enumerate(pictures) for other in pictures[:index])


def test_an_icon_button_says_its_name_and_key(qtbot: QtBot) -> None:
    button = IconButton("close", "Close", key="Ctrl+W")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Close"
    assert button.toolTip() == "Close (Ctrl+W)"


# Choices and tabs


def test_a_choice_sends_what_was_chosen_and_marks_it(qtbot: QtBot) -> None:
    choice = SegmentedChoice("Language", LANGUAGES, "nl")
    qtbot.addWidget(choice)
    assert choice.value == "nl"
    with qtbot.waitSignal(choice.chosen) as blocker:
        choice.button("sv").click()
    assert blocker.args == ["sv"]
    assert choice.value == "sv"


def test_arrow_keys_move_a_choice_round(qtbot: QtBot, place: QMainWindow) -> None:
    choice = SegmentedChoice("Language", LANGUAGES, "sv")
    put(place, choice)
    QTest.keyClick(choice, Qt.Key.Key_Right)
    assert choice.value == "en"
    QTest.keyClick(choice, Qt.Key.Key_Left)
    assert choice.value == "sv"


def test_tabs_send_ids_and_show_counts(qtbot: QtBot) -> None:
    tabs = Tabs("Inspector")
    qtbot.addWidget(tabs)
    tabs.add("checks", "Checks")
    tabs.add("preview", "Preview")
    width = tabs.tabSizeHint(0).width()
    tabs.set_badge("checks", "3", Tone.CONTRADICTED)
    assert tabs.tabSizeHint(0).width() > width
    assert tabs.accessibleTabName(0) == "Checks 3"
    with qtbot.waitSignal(tabs.chosen) as blocker:
        tabs.choose("preview")
    assert blocker.args == ["preview"]
    assert tabs.current == "preview"


# Counters and badges


@pytest.mark.parametrize(
    ("count", "limit", "unit", "words"),
    [
        (56, 70, "", "56 / 70"),
        (274, 2000, "", "274 / 2,000"),
        (422, 580, "px", "422 / 580 px"),
        (75, 70, "", "75 / 70, 5 too many"),
        (12, 0, "", "12"),
    ],
)
def test_a_counter_says_how_much(qtbot: QtBot, count: int, limit: int, unit: str, words: str) -> None:
    counter = Counter()
    qtbot.addWidget(counter)
    counter.set_measure(count, limit, unit)
    assert counter.words == words
    assert counter.accessibleName() == f"Length: {words}"


def test_too_much_is_told_by_more_than_colour(qtbot: QtBot) -> None:
    counter = Counter()
    qtbot.addWidget(counter)
    counter.set_measure(70, 70)
    fits = counter.sizeHint().width()
    counter.set_measure(71, 70)
    assert counter.sizeHint().width() > fits + Size.ICON_SMALL


def test_a_badge_can_say_something_else(qtbot: QtBot) -> None:
    badge = Badge("Draft")
    qtbot.addWidget(badge)
    width = badge.sizeHint().width()
    badge.set_text("failed to write", Tone.CONTRADICTED, "contradicted")
    assert badge.sizeHint().width() > width
    assert badge.accessibleName() == badge.text == "failed to write"
    assert tone_roles(Tone.CONTRADICTED) == ("contradicted", "contradicted_soft")


# Fields


def test_a_line_field_tells_of_typing_only(qtbot: QtBot, place: QMainWindow) -> None:
    field = LineField("Product")
    put(place, field)
    heard: list[str] = []
    field.text_edited.connect(heard.append)
    field.set_text("Havn")
    assert heard == []
    QTest.keyClick(field.edit, Qt.Key.Key_End)
    QTest.keyClicks(field.edit, "!")
    assert heard == ["Havn!"]
    assert field.text == "Havn!"
    assert field.edit.accessibleName() == "Product"


def test_a_line_field_keeps_the_caret(qtbot: QtBot, place: QMainWindow) -> None:
    field = LineField("Product")
    put(place, field)
    field.set_text("Havn backpack")
    field.edit.setCursorPosition(4)
    field.set_text("Havn bag")
    assert field.edit.cursorPosition() == 4


@pytest.mark.parametrize(("session_undo", "window_undoes"), [(True, 1), (False, 0)])
def test_undo_belongs_to_the_session_where_it_is_asked_for(
    qtbot: QtBot, place: QMainWindow, session_undo: bool, window_undoes: int
) -> None:
    undone = []
    action = QAction("Undo", place)
    action.setShortcut(QKeySequence.StandardKey.Undo)
    action.triggered.connect(lambda: undone.append(1))
    place.addAction(action)
    line = LineEdit("Product", session_undo=session_undo)
    put(place, line)
    line.setFocus()
    QTest.keyClicks(line, "abc")
    QTest.keySequence(line, QKeySequence.StandardKey.Undo)
    assert len(undone) == window_undoes
    assert line.text() == ("abc" if session_undo else "")


def test_a_combo_field_keeps_its_value_among_new_choices(qtbot: QtBot) -> None:
    field = ComboField("Tone", [("plain", "Plain"), ("warm", "Warm")])
    qtbot.addWidget(field)
    field.set_value("warm")
    field.set_choices([("bold", "Bold"), ("warm", "Warm")])
    assert field.value == "warm"
    heard: list[str] = []
    field.chosen.connect(heard.append)
    QTest.keyClick(field.combo, Qt.Key.Key_Up)
    assert field.value == "bold"
    assert heard == ["bold"]


def test_a_number_field_stays_in_its_bounds(qtbot: QtBot) -> None:
    field = NumberField("Rounds", 0, 5)
    qtbot.addWidget(field)
    heard: list[int] = []
    field.changed.connect(heard.append)
    field.set_value(4)
    assert heard == []
    buttons = field.findChildren(IconButton)
    buttons[1].click()
    buttons[1].click()
    assert heard == [5]
    assert field.spin.value() == 5
    field.show()
    assert field.spin.lineEdit().width() > Size.ICON


def test_a_toggle_switches_by_key(qtbot: QtBot) -> None:
    toggle = Toggle("Only models on this computer")
    qtbot.addWidget(toggle)
    off = toggle.grab().toImage()
    QTest.keyClick(toggle, Qt.Key.Key_Space)
    assert toggle.isChecked()
    assert toggle.grab().toImage() != off


# Labels


def test_a_label_refuses_a_kind_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="huge"):
        Label("Words", "huge")


def test_a_label_shows_markup_as_words(qtbot: QtBot) -> None:
    label = Label("<b>bold</b>")
    plain = Label("bold")
    qtbot.addWidget(label)
    qtbot.addWidget(plain)
    assert label.sizeHint().width() > plain.sizeHint().width()


def test_a_label_that_is_cut_off_has_the_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("A title that is much too long for its place")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.toolTip() == label.text()
    label.resize(800, 20)
    assert not label.toolTip()
    label.setText("Short")
    assert not label.toolTip()


# Progress


def test_progress_is_a_share_or_unknown(qtbot: QtBot) -> None:
    strip = ProgressStrip("Download")
    qtbot.addWidget(strip)
    strip.set_progress(3, 5)
    assert strip.value() == 600
    strip.set_progress(9, 5)
    assert strip.value() == 1000
    strip.resize(100, 4)
    full = strip.grab().toImage()
    strip.set_progress(0, 0)
    assert strip.grab().toImage() != full


def test_a_skeleton_rests_when_it_is_hidden(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.views.theme.motion", int)
    skeleton = Skeleton(3)
    qtbot.addWidget(skeleton)
    (timer,) = skeleton.findChildren(QTimer)
    skeleton.show()
    assert timer.isActive()
    skeleton.hide()
    assert bool(timer.isActive()) is False


def test_an_empty_state_is_one_sentence_and_one_button(qtbot: QtBot) -> None:
    state = EmptyState("history", "Nothing written yet", "", Button("New"))
    qtbot.addWidget(state)
    assert not state.sentence.isVisibleTo(state)
    state.say("Nothing found", "Try fewer words.")
    assert state.headline.text() == "Nothing found"
    assert state.sentence.isVisibleTo(state)


# Rings, cards, borders


def rings_in(widget: QWidget) -> list[QWidget]:
    return [child for child in widget.findChildren(QWidget) if type(child).__name__ == "_Ring" and child.isVisible()]


def test_the_ring_goes_with_the_keyboard(qtbot: QtBot, place: QMainWindow) -> None:
    FocusRings(place)
    line, button = LineEdit("Product"), Button("Write")
    put(place, line, button)
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    line.setFocus(Qt.FocusReason.MouseFocusReason)
    (ring,) = rings_in(place)
    assert ring.geometry().contains(QRect(line.mapTo(place, QPoint(0, 0)), line.size()))
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert rings_in(place) == []
    line.setFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    (ring,) = rings_in(place)
    assert ring.geometry().contains(QRect(button.mapTo(place, QPoint(0, 0)), button.size()))
    line.setEnabled(False)
    button.setEnabled(False)
    assert rings_in(place) == []


def test_the_ring_moves_and_scrolls_with_its_control(qtbot: QtBot, place: QMainWindow) -> None:
    FocusRings(place)
    area, inside = QScrollArea(), QWidget()
    column = QVBoxLayout(inside)
    lines = [LineEdit(f"Line {number}") for number in range(40)]
    for line in lines:
        column.addWidget(line)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    put(place, area)
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    lines[1].setFocus()
    (ring,) = rings_in(place)
    before = ring.mapTo(place, QPoint(0, 0)).y() - lines[1].mapTo(place, QPoint(0, 0)).y()
    area.verticalScrollBar().setValue(30)
    after = ring.mapTo(place, QPoint(0, 0)).y() - lines[1].mapTo(place, QPoint(0, 0)).y()
    assert before == after
    inside.deleteLater()
    qtbot.wait(20)
    put(place, spare := LineEdit("Spare"))
    spare.setFocus()
    assert len(rings_in(place)) == 1


def test_a_popover_opens_at_its_spot_and_gives_the_focus_back(qtbot: QtBot, place: QMainWindow) -> None:
    line = QLineEdit()
    put(place, line)
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    line.setFocus()
    card = Popover(place, "Card")
    card.body.addWidget(button := Button("Keep"))
    card.open_at(line.rect(), line)
    assert card.isVisible()
    assert button.hasFocus()
    assert card.geometry().top() + Size.SHADOW >= line.mapTo(place, QPoint(0, line.height())).y()
    with qtbot.waitSignal(card.closed):
        QTest.keyClick(button, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert line.hasFocus()


def test_a_popover_opens_above_where_there_is_no_room_below(qtbot: QtBot, place: QMainWindow) -> None:
    line = QLineEdit(place)
    line.setGeometry(20, 560, 200, 30)
    line.show()
    card = Popover(place, "Card")
    card.body.addWidget(Button("Keep"))
    card.open_at(line.rect(), line)
    assert card.geometry().bottom() - Size.SHADOW <= 560


def test_a_click_elsewhere_closes_a_popover(qtbot: QtBot, place: QMainWindow) -> None:
    line = QLineEdit()
    put(place, line)
    card = Popover(place, "Card")
    card.body.addWidget(button := Button("Keep"))
    card.open_in_middle(200)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert card.isVisible()
    QTest.mouseClick(line.parentWidget() or line, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not card.isVisible()


def test_a_name_is_asked_for_until_there_is_one(qtbot: QtBot, place: QMainWindow) -> None:
    card = NameCard(place, "Keep this version", "Name", "Keep")
    card.open_in_middle()
    assert not card.keep.isEnabled()
    heard: list[str] = []
    card.named.connect(heard.append)
    QTest.keyClick(card.field.edit, Qt.Key.Key_Return)
    assert heard == []
    QTest.keyClicks(card.field.edit, "  For the shop ")
    QTest.keyClick(card.field.edit, Qt.Key.Key_Return)
    assert heard == ["For the shop"]


@pytest.mark.parametrize(("button", "times"), [("yes", 1), ("no", 0)])
def test_what_cannot_be_taken_back_is_asked(qtbot: QtBot, place: QMainWindow, button: str, times: int) -> None:
    card = ConfirmCard(place, "Delete it?", "It has nine versions.", "Delete")
    heard: list[int] = []
    card.confirmed.connect(lambda: heard.append(1))
    card.open_in_middle()
    assert card.no.hasFocus()
    getattr(card, button).click()
    assert len(heard) == times
    assert not card.isVisible()


def test_borders_between_panes_can_be_drawn_but_not_closed(qtbot: QtBot) -> None:
    splitter = Splitter()
    qtbot.addWidget(splitter)
    for level in (1, 2):
        pane = Surface(level)
        pane.setMinimumWidth(100)
        splitter.addWidget(pane)
    splitter.resize(600, 200)
    splitter.show()
    splitter.setSizes([0, 600])
    assert splitter.sizes()[0] >= 100
    assert splitter.handle(1).accessibleName()
