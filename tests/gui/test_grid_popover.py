"""The grid of variants: boxes to tick by key, models, tones and instructions, and what writing them means."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.comparison import Choice, Grid
from desktop.core.errors import ErrorKind, Problem
from desktop.core.money import Rate
from desktop.core.provider import Protocol, Provider, ProviderModel
from desktop.core.settings import MODEL
from desktop.runtime.comparing_values import GridEstimate
from desktop.views.compare.grid_button import GridButton
from desktop.views.compare.grid_popover import GridPopover
from desktop.views.compare.grid_words import GridWords
from desktop.views.main_window import MainWindow
from tests.fakes.variants import HAIKU, INSIDE, MINI, VariantsDesk
from tests.gui.variants_window import shown

GRID = Grid((HAIKU, MINI, INSIDE), ("", "Warm"), left_out=(Choice(MINI), Choice(INSIDE, "Warm")))


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> VariantsDesk:
    made = VariantsDesk(tmp_path)
    made.engine.book["anthropic"] = Provider(
        "anthropic", Protocol.ANTHROPIC, "https://api.anthropic.com", "anthropic", "Anthropic",
        models=(ProviderModel("claude-haiku-4.5", "Claude Haiku 4.5"),),
    )  # fmt: skip
    made.engine.book["openai"] = Provider(
        "openai", Protocol.OPENAI, "https://api.openai.com/v1", "openai", "OpenAI",
        models=(ProviderModel("gpt-5-mini", "GPT-5 mini"), ProviderModel("gpt-6", "GPT-6")),
    )  # fmt: skip
    made.comparing.set_grid(GRID)
    return made


@pytest.fixture
def window(qtbot: QtBot, desk: VariantsDesk) -> MainWindow:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(GridButton(desk.desk))
    column.addStretch(1)
    return shown(qtbot, desk, page)


@pytest.fixture
def card(qtbot: QtBot, desk: VariantsDesk, window: MainWindow) -> GridPopover:
    [button] = window.findChildren(GridButton)
    button.open_grid()
    assert button.card is not None
    qtbot.waitUntil(lambda: desk.providers.loaded)
    return button.card


def press(card: GridPopover, key: Qt.Key) -> None:
    QTest.keyClick(card.boxes, key)


def add(action: str, card: GridPopover) -> None:
    """Choose from the menu of tones."""
    menu = card.tones.menu()
    found = [each for each in menu.actions() if each.text() == action]
    assert found, [each.text() for each in menu.actions()]
    chosen: QAction = found[0]
    chosen.trigger()


def test_the_words_of_the_button() -> None:
    assert GridWords(GRID).button == "3 models × 2 tones, 4 of 6 chosen"
    assert GridWords(Grid((HAIKU,))).button == "1 model"
    assert GridWords(Grid((HAIKU, MINI), ("", "Warm"), ("", "Begin with a question"), 3)).button == (
        "2 models × 2 tones × 2 instructions × 3 of each"
    )
    assert GridWords(Grid()).button == "No model chosen"


def test_what_it_means_is_said_in_one_line() -> None:
    estimate = GridEstimate(6, 30, 0.01, "USD", 20.0, ("Anthropic",), 2)
    words = GridWords(Grid((HAIKU,), each=6), estimate, Rate("EUR", 1.0))
    assert words.whole == "6 variants · about 30 calls · about €\u00a00.010 · 20 s"
    assert words.places == "2 stay on this computer, 4 go to Anthropic"
    assert words.short == "about €\u00a00.010 · 20 s"


@pytest.mark.parametrize(
    ("estimate", "expected"),
    [
        (GridEstimate(2, 8, None, seconds=None, unknown=2), "2 variants · about 8 calls · cost unknown · time unknown"),
        (
            GridEstimate(2, 8, 0.02, seconds=70.0, unknown=1),
            "2 variants · about 8 calls · about US$\u00a00.020, what 1 model costs is unknown · 1 min",
        ),
        (GridEstimate(1, 4, 0.0, seconds=8.0, stays=1), "1 variant · about 4 calls · free · 8 s"),
    ],
)
def test_unknown_is_unknown_and_free_is_free(estimate: GridEstimate, expected: str) -> None:
    assert GridWords(Grid((HAIKU,), each=estimate.variants), estimate).whole == expected


def test_nothing_chosen_and_not_worked_out_yet_are_two_things() -> None:
    assert GridWords(Grid(), GridEstimate(4)).whole == "Nothing is chosen, so nothing would be written."
    words = GridWords(GRID, GridEstimate(6, 30, 0.01))
    assert words.whole == "4 variants · working out what that takes…"
    assert (words.short, words.places) == ("", "")


def test_arrows_and_space_tick_a_box(card: GridPopover, desk: VariantsDesk, qtbot: QtBot) -> None:
    assert card.boxes.hasFocus()
    with qtbot.waitSignal(card.changed):
        press(card, Qt.Key.Key_Space)  # the first box: the brief's own tone of the first model
    assert Choice(HAIKU) in desk.comparing.grid.left_out
    press(card, Qt.Key.Key_Down)
    press(card, Qt.Key.Key_Space)
    assert Choice(MINI) not in desk.comparing.grid.left_out
    press(card, Qt.Key.Key_Down)
    press(card, Qt.Key.Key_Right)
    press(card, Qt.Key.Key_Space)
    assert desk.comparing.grid.left_out == (Choice(HAIKU),)


def test_a_box_says_what_it_is_and_whether_it_is_written(card: GridPopover) -> None:
    model = card.boxes.model()
    said = [str(model.index(row, column).data()) for row in range(3) for column in range(4)]
    assert said[1] == "Claude Haiku 4.5, As in the brief: Plain: written"
    assert said[5] == "GPT-5 mini, As in the brief: Plain: not written"
    assert said[8] == "Qwen2.5 Coder 1.5B, stays on this computer"
    assert said[4] == "GPT-5 mini, goes to OpenAI"
    assert said[11] == "Take Qwen2.5 Coder 1.5B out"


def test_a_model_is_taken_out_by_key_and_its_boxes_are_forgotten(card: GridPopover, desk: VariantsDesk) -> None:
    press(card, Qt.Key.Key_Down)
    press(card, Qt.Key.Key_Delete)
    assert desk.comparing.grid.models == (HAIKU, INSIDE)
    assert desk.comparing.grid.left_out == (Choice(INSIDE, "Warm"),)


def test_a_model_joins_without_becoming_the_one_that_writes(card: GridPopover, desk: VariantsDesk) -> None:
    before = desk.settings.get(MODEL)
    card.add_model.click()
    adder = card.adder
    assert adder is not None
    adder.field.setText("gpt-6")
    QTest.keyClick(adder.field, Qt.Key.Key_Return)
    assert desk.comparing.grid.models == (HAIKU, MINI, INSIDE, "openai/gpt-6")
    assert desk.settings.get(MODEL) == before
    assert card.isVisible()


def test_tones_are_added_from_suggestions_and_in_own_words(card: GridPopover, desk: VariantsDesk) -> None:
    add("Playful", card)
    assert desk.comparing.grid.tones[2:] == ("Playful",)
    card.tones.write_own()
    QTest.keyClicks(card.tones.edit, "  Like a  friend")
    QTest.keyClick(card.tones.edit, Qt.Key.Key_Return)
    assert desk.comparing.grid.tones[3:] == ("Like a friend",)
    assert card.boxes.model().columnCount() == 6
    card.tones.removers[1].click()
    assert desk.comparing.grid.tones == ("", "Playful", "Like a friend")
    assert desk.comparing.grid.left_out == (Choice(MINI),)  # the box in the tone that went is no box any more


def test_esc_puts_the_line_for_own_words_away_and_not_the_card(card: GridPopover) -> None:
    card.instructions.write_own()
    QTest.keyClick(card.instructions.edit, Qt.Key.Key_Escape)
    assert card.isVisible()
    assert not card.instructions.edit.isVisible()
    QTest.keyClick(card.boxes, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_the_last_tone_and_the_last_instruction_stay(card: GridPopover) -> None:
    assert [button.isEnabled() for button in card.tones.removers] == [True, True]
    assert [button.isEnabled() for button in card.instructions.removers] == [False]


def test_instructions_make_columns_of_their_own(card: GridPopover, desk: VariantsDesk) -> None:
    [action] = [each for each in card.instructions.menu().actions() if each.text() == "Begin with a question"]
    action.trigger()
    assert desk.comparing.grid.instructions == ("", "Begin with a question")
    header = card.boxes.model().headerData(2, Qt.Orientation.Horizontal)
    assert header == "Plain\nBegin with a question"
    assert len(desk.comparing.grid.boxes) == 12


def test_how_many_of_each(card: GridPopover, desk: VariantsDesk) -> None:
    card.each.spin.setValue(3)
    assert desk.comparing.grid.each == 3
    assert desk.comparing.grid.total == 12


def test_the_card_says_what_writing_means_and_what_stands_against_it(card: GridPopover, desk: VariantsDesk) -> None:
    desk.comparing.say(GridEstimate(4, 20, 0.01, "USD", 20.0, ("Anthropic", "OpenAI"), 1))
    assert card.meaning.text() == "4 variants · about 20 calls · about US$\u00a00.010 · 20 s"
    assert card.places.text() == "1 stays on this computer, 3 go to Anthropic and OpenAI"
    assert not card.problem.isVisible()
    desk.comparing.say(GridEstimate(4, problem=Problem(ErrorKind.QUOTA, "The month is spent.", "Raise the limit.")))
    assert card.problem.text() == "The month is spent. Raise the limit."
    assert card.problem.isVisible()


def test_without_a_model_the_card_asks_for_one(card: GridPopover, desk: VariantsDesk) -> None:
    desk.comparing.set_grid(Grid())
    assert card.none.isVisible()
    assert not card.boxes.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 640)])
def test_the_card_fits_into_the_window(
    desk: VariantsDesk, card: GridPopover, window: MainWindow, width: int, height: int
) -> None:
    window.resize(width, height)
    desk.comparing.set_grid(
        Grid((HAIKU, MINI, INSIDE, "openai/gpt-6"), ("", "Warm", "Playful", "Expert"), ("", "Begin with a question"))
    )
    card.refit()
    assert window.rect().adjusted(-16, -16, 16, 24).contains(card.geometry())
