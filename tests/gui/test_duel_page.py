"""The duel: blind pairs by key, what came of a round, standings, and who may not take part and why."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.copy import Copy
from desktop.core.duels import Winner
from desktop.core.finding import Verdict
from desktop.core.standings import Standings
from desktop.views.duel.page import DuelPage
from desktop.views.main_window import MainWindow
from desktop.views.widgets.interval_chart import IntervalColumn
from tests.fakes.variants import STANDINGS, VariantsDesk, barred, column, four_columns, unfinished
from tests.gui.variants_window import shown, spoken_words

_ROLES = (QAccessible.Role.ColumnHeader, QAccessible.Role.Cell)
NAMES = ("haiku", "gpt", "qwen", "anthropic", "openai", "plain", "warm")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> VariantsDesk:
    made = VariantsDesk(tmp_path)
    made.columns.show(*four_columns())
    return made


@pytest.fixture
def page(qtbot: QtBot, desk: VariantsDesk) -> DuelPage:
    return DuelPage(desk.desk)


@pytest.fixture
def window(qtbot: QtBot, desk: VariantsDesk, page: DuelPage) -> MainWindow:
    return shown(qtbot, desk, page)


def press(page: DuelPage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or page, key)


def current(page: DuelPage) -> QWidget:
    found = page.stack.currentWidget()
    assert found is not None
    return found


def is_shown(page: DuelPage, part: QWidget) -> bool:
    return part.isVisibleTo(page)


def play(page: DuelPage) -> None:
    """The left one wins every pair, so A wins the round."""
    press(page, Qt.Key.Key_Return, *[Qt.Key.Key_Left] * 6)


def test_the_start_says_who_takes_part_and_why_others_may_not(
    window: MainWindow, page: DuelPage, desk: VariantsDesk
) -> None:
    first, second, third, fourth = four_columns()
    desk.columns.show(first, barred(second, Verdict.UNSUPPORTED), unfinished(third), fourth)
    assert [row.words.text() for row in page.start.rows] == [
        "takes part", "It is unsupported.", "It is unfinished.", "takes part",
    ]  # fmt: skip
    assert page.start.count.text() == "2 texts take part."
    assert [row.button.text() for row in page.start.rows if row.button.isVisibleTo(row)] == [
        "Show the text", "Write it again",
    ]  # fmt: skip
    page.start.rows[2].button.click()
    assert desk.columns.asked == [("redo", "c2")]


def test_the_button_beside_a_claim_goes_to_the_text(
    window: MainWindow, page: DuelPage, desk: VariantsDesk, qtbot: QtBot
) -> None:
    first, second, *rest = four_columns()
    desk.columns.show(first, barred(second, Verdict.CONTRADICTED), *rest)
    with qtbot.waitSignal(page.column_asked) as caught, qtbot.waitSignal(page.left):
        page.start.rows[1].button.click()
    assert caught.args == ["c1"]


@pytest.mark.parametrize(
    ("ready", "words"),
    [
        (0, "No text may take part yet, and a duel needs two."),
        (1, "Only one text may take part, and a duel needs two."),
    ],
)
def test_fewer_than_two_cannot_begin(
    window: MainWindow, page: DuelPage, desk: VariantsDesk, ready: int, words: str
) -> None:
    columns = four_columns()
    desk.columns.show(*columns[:ready], *map(unfinished, columns[ready:]))
    assert page.start.count.text() == words
    assert not page.start.begin.isEnabled()
    press(page, Qt.Key.Key_Return)
    assert not desk.duels.running


def test_without_any_column_there_is_one_button(
    window: MainWindow, page: DuelPage, desk: VariantsDesk, qtbot: QtBot
) -> None:
    desk.columns.show()
    assert page.start.nothing.isVisible()
    assert page.start.nothing.headline.text() == "Nothing to choose from yet"


def test_standings_are_there_without_a_round(window: MainWindow, page: DuelPage, desk: VariantsDesk) -> None:
    assert page.standings.about.text() == "No duel yet. Every choice counts from the first one on."
    desk.duels.known = STANDINGS
    page.open_start()
    page.hide()
    page.show()
    page.stack.setCurrentIndex(1)
    page.refresh()
    assert page.standings.about.text() == "85 duels on product texts."


def test_the_whole_round_by_keyboard(window: MainWindow, page: DuelPage, desk: VariantsDesk) -> None:
    press(page, Qt.Key.Key_Return)
    assert page.count.text() == "1 of 6"
    press(page, Qt.Key.Key_Left, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert page.count.text() == "6 of 6"
    assert page.pieces.accessibleName() == "5 of 6 pairs judged"
    press(page, Qt.Key.Key_Right)
    left, right, tie = Winner.LEFT, Winner.RIGHT, Winner.TIE
    assert desk.duels.chosen == [left, tie, right, left, left, right]
    assert desk.duels.result is not None


def test_backspace_takes_the_last_choice_back(window: MainWindow, page: DuelPage, desk: VariantsDesk) -> None:
    press(page, Qt.Key.Key_Return, Qt.Key.Key_Backspace)
    assert desk.duels.running
    press(page, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Backspace)
    assert desk.duels.chosen == [Winner.LEFT]
    assert page.count.text() == "2 of 6"


def test_esc_ends_the_duel(window: MainWindow, page: DuelPage, desk: VariantsDesk, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.left):
        press(page, Qt.Key.Key_Escape)
    assert not desk.duels.running


def test_esc_after_some_pairs_shows_what_came_of_them(
    window: MainWindow, page: DuelPage, desk: VariantsDesk, qtbot: QtBot
) -> None:
    press(page, Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Escape)
    assert not desk.duels.running
    assert page.result.about.text() == "1 pair was judged."
    assert page.result.first.score.words == "1 of 1 pair won"
    assert [card.accessibleName() for card in page.result.others][-1].endswith("not judged in this round")
    with qtbot.waitSignal(page.left):
        press(page, Qt.Key.Key_Escape)
    page.hide()
    page.show()
    assert current(page).isAncestorOf(page.start)


def test_the_buttons_do_what_the_keys_do(window: MainWindow, page: DuelPage, desk: VariantsDesk) -> None:
    press(page, Qt.Key.Key_Return)
    for button in (page.pair.left_button, page.pair.tie_button, page.pair.right_button):
        button.click()
    assert desk.duels.chosen == [Winner.LEFT, Winner.TIE, Winner.RIGHT]


def test_a_button_reached_by_tab_is_pressed_by_space_and_enter(
    window: MainWindow, page: DuelPage, desk: VariantsDesk
) -> None:
    press(page, Qt.Key.Key_Return)
    page.pair.right_button.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert desk.duels.chosen == [Winner.RIGHT, Winner.RIGHT]


def test_nothing_on_the_pair_says_whose_a_text_is(window: MainWindow, page: DuelPage, desk: VariantsDesk) -> None:
    desk.duels.known = STANDINGS
    press(page, Qt.Key.Key_Return)
    said = spoken_words(current(page)).casefold()
    assert "left text" in said
    assert [name for name in NAMES if name in said] == []
    assert not is_shown(page, page.standings)
    assert is_shown(page, page.here)
    assert page.here.text() == "Nothing is sent while you choose"


def test_a_pair_shows_both_texts_whole(window: MainWindow, page: DuelPage) -> None:
    press(page, Qt.Key.Key_Return)
    first, second, *_ = four_columns()
    for card, compared in ((page.pair.left, first), (page.pair.right, second)):
        words = card.view.toPlainText()
        assert words.startswith(compared.copy.text("title"))
        assert compared.copy.text("description").rpartition("\n")[2] in words


def test_every_field_that_is_written_is_shown_with_its_name(
    window: MainWindow, page: DuelPage, desk: VariantsDesk
) -> None:
    copy = Copy({"title": "Havn", "description": "Light.", "seo_description": "For work.", "extra": ("One", "Two")})
    desk.columns.show(column(0, copy), column(1, copy))
    press(page, Qt.Key.Key_Return)
    assert page.pair.left.view.toPlainText().split("\n") == [
        "Havn", "Light.", "Search description", "For work.", "extra", "•  One", "•  Two",
    ]  # fmt: skip
    assert page.subject.text() == "Havn backpack, title, description and search description"


def test_long_texts_scroll_in_step(window: MainWindow, page: DuelPage, desk: VariantsDesk) -> None:
    first, second, *rest = four_columns()
    long, longer = (Copy({"title": "Havn", "description": "Eighteen litres. " * count}) for count in (600, 1500))
    desk.columns.show(msgspec.structs.replace(first, copy=long), msgspec.structs.replace(second, copy=longer), *rest)
    press(page, Qt.Key.Key_Return)
    one, other = (card.view.verticalScrollBar() for card in (page.pair.left, page.pair.right))
    assert 0 < one.maximum() < other.maximum()
    one.setValue(one.maximum())
    assert other.value() == other.maximum()
    other.setValue(other.maximum() // 2)
    assert one.value() == pytest.approx(one.maximum() / 2, abs=2)
    QTest.keyClick(page, Qt.Key.Key_PageUp)
    assert other.value() < other.maximum() // 2
    assert page.window().height() <= 800


def test_the_result_names_the_winner_and_the_others_in_their_order(
    window: MainWindow, page: DuelPage, desk: VariantsDesk
) -> None:
    play(page)
    result = page.result
    assert result.headline.text() == "claude-haiku-4.5 in the plain tone won this round"
    assert result.about.text() == "Every text met the 3 others once."
    assert result.first.name.words == "claude-haiku-4.5 · Plain"
    assert result.first.score.words == "3 of 3 pairs won"
    assert result.first.badge.isVisible()
    assert [card.accessibleName() for card in result.others] == [
        "gpt-5-mini, Warm, 2, of 3 pairs won",
        "claude-haiku-4.5, Warm, 1, of 3 pairs won",
        "Qwen2.5 Coder 1.5B, Plain, 0, of 3 pairs won",
    ]


def test_enter_takes_the_winner_into_the_draft(
    window: MainWindow, page: DuelPage, desk: VariantsDesk, qtbot: QtBot
) -> None:
    play(page)
    with qtbot.waitSignal(page.left):
        press(page, Qt.Key.Key_Return)
    assert desk.duels.took == 1


def test_another_round_begins_anew(window: MainWindow, page: DuelPage, desk: VariantsDesk) -> None:
    play(page)
    page.again.click()
    assert desk.duels.running
    assert page.count.text() == "1 of 6"


def test_a_tie_is_said_and_each_of_the_first_can_be_taken(
    window: MainWindow, page: DuelPage, desk: VariantsDesk
) -> None:
    press(page, Qt.Key.Key_Return, *[Qt.Key.Key_Space] * 6)
    assert page.result.headline.text() == "A tie: no text won this round"
    assert page.result.first.score.words == "0 of 3 pairs won, 3 ties"
    assert not page.take.isVisible()
    assert not page.result.first.badge.isVisible()
    assert [card.take.isVisible() for card in page.result.others] == [True, True, True]
    page.result.others[1].take.click()
    assert desk.columns.asked == [("take_all", "c2")]


def test_texts_that_would_be_called_alike_bear_their_letter(
    window: MainWindow, page: DuelPage, desk: VariantsDesk
) -> None:
    first, second, *_ = four_columns()
    desk.columns.show(first, msgspec.structs.replace(second, choice=first.choice))
    press(page, Qt.Key.Key_Return, Qt.Key.Key_Right)
    assert page.result.headline.text() == "claude-haiku-4.5 (Plain · B) won this round"
    assert page.result.first.name.words == "claude-haiku-4.5 · Plain · B"


def test_the_chart_says_in_words_what_it_draws(window: MainWindow, page: DuelPage, desk: VariantsDesk) -> None:
    desk.duels.known = msgspec.structs.replace(STANDINGS, pooled=("prompt", "tone"))
    play(page)
    view = page.standings
    assert view.about.text() == "85 duels on product texts, this round included."
    assert view.pooled.text() == (
        "So that there is enough to go by, versions of the instructions and tones are counted together."
    )
    model = view.table.model()
    said = [[str(model.index(row, column).data()) for column in IntervalColumn] for row in range(model.rowCount())]
    assert said == [
        ["claude-haiku-4.5 · Plain", "70%, 58 to 80%", "70%", "58 to 80%", "Wins more often", "61"],
        ["gpt-5-mini · Warm", "51%, 37 to 65%", "51%", "37 to 65%", "Too close to call", "45"],
        ["claude-haiku-4.5 · Warm", "30%, 20 to 44%", "30%", "20 to 44%", "Loses more often", "53"],
        ["Qwen2.5 Coder 1.5B · Plain", "Not enough comparisons yet", "–", "–", "", "11 of 20 needed"],
    ]
    tip = str(model.index(0, IntervalColumn.CHART).data(Qt.ItemDataRole.ToolTipRole))
    assert "wins 70% of the duels" in tip
    assert "42 won, 17 lost, 2 ties" in tip


def test_a_chart_draws_dots_where_the_shares_are(
    window: MainWindow, page: DuelPage, desk: VariantsDesk, qtbot: QtBot
) -> None:
    desk.duels.known = STANDINGS
    play(page)
    table = page.standings.table
    qtbot.waitUntil(lambda: table.viewport().height() >= 4 * table.rowHeight(0))
    image = table.viewport().grab().toImage()
    accent = "#2b57c7"
    left, width = table.columnViewportPosition(IntervalColumn.CHART), table.columnWidth(IntervalColumn.CHART)
    for row, share in enumerate((0.70, 0.51, 0.30)):
        middle = table.rowViewportPosition(row) + table.rowHeight(row) // 2
        x = round(left + 6 + share * (width - 12))
        ratio = image.devicePixelRatio()
        assert image.pixelColor(round(x * ratio), round(middle * ratio)).name() == accent


def test_nothing_pooled_is_no_sentence(window: MainWindow, page: DuelPage, desk: VariantsDesk) -> None:
    desk.duels.known = STANDINGS
    play(page)
    assert not page.standings.pooled.isVisible()


def test_an_empty_standing_says_so(window: MainWindow, page: DuelPage, desk: VariantsDesk) -> None:
    desk.duels.known = Standings((), 0, "product:title", "en")
    play(page)
    assert not page.standings.table.isVisible()
    assert page.standings.about.text().startswith("No duel yet")


def test_the_keys_of_the_pairs_mean_nothing_while_the_page_is_away(
    window: MainWindow, page: DuelPage, desk: VariantsDesk
) -> None:
    press(page, Qt.Key.Key_Return)
    window.show_screen("product")
    assert not any(action.isEnabled() for action in page.actions())
    assert desk.duels.chosen == []


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 640)])
def test_the_result_fits_into_the_window(qtbot: QtBot, desk: VariantsDesk, width: int, height: int) -> None:
    desk.duels.known = STANDINGS
    page = DuelPage(desk.desk)
    window = shown(qtbot, desk, page, width, height)
    play(page)
    assert (window.width(), window.height()) == (width, height)
    for part in (page.again, page.take, page.end, page.result.first, page.standings.table):
        area = part.rect()
        assert window.rect().contains(part.mapTo(window, area.bottomRight()))


def test_the_chart_is_a_table_for_those_who_hear_it(window: MainWindow, page: DuelPage, desk: VariantsDesk) -> None:
    desk.duels.known = STANDINGS
    play(page)
    heard = QAccessible.queryAccessibleInterface(page.standings.table)
    assert heard is not None
    assert heard.role() == QAccessible.Role.Table
    assert heard.text(QAccessible.Text.Name) == "What wins here so far"
    parts = [heard.child(place) for place in range(heard.childCount())]
    names = {role: [part.text(QAccessible.Text.Name) for part in parts if part.role() == role] for role in _ROLES}
    assert names[QAccessible.Role.ColumnHeader] == [
        "Model and tone", "Chart", "Duels won", "Likely range", "Verdict", "Comparisons",
    ]  # fmt: skip
    cells = names[QAccessible.Role.Cell]
    assert len(cells) == 4 * len(IntervalColumn)
    assert "Loses more often" in cells
    assert "Not enough comparisons yet" in cells


def test_longer_words_in_the_head_give_way_in_a_narrow_window(qtbot: QtBot, desk: VariantsDesk) -> None:
    page = DuelPage(desk.desk)
    shown(qtbot, desk, page)
    play(page)
    assert page.take.text() == "Take the winner into the draft"
    assert page.pieces.isVisible()
    page.resize(640, 600)
    assert page.take.text() == "Take the winner"
    assert page.again.text() == ""
    assert "Another round" in page.again.toolTip()
    page.resize(1280, 600)
    assert page.again.text() == "Another round"
