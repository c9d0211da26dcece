"""Short lines as a table: they stream in, are edited, ticked, sorted, taken, copied and exported."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.events import Progress, Waiting
from desktop.core.finding import Finding, Severity, Verdict
from desktop.core.lines import Clash
from desktop.runtime.lining import DESCRIPTIONS
from desktop.views.lines.line_card import LineCard
from desktop.views.lines.lines_model import LineColumn
from desktop.views.lines.page import LinesPage
from desktop.views.main_window import MainWindow
from desktop.views.widgets.counter import Counter
from desktop.views.widgets.fields import LineEdit
from tests.fakes.variants import VariantsDesk, line
from tests.gui.variants_window import shown

TEXTS = ("Light, and made to last", "980 grams, 18 litres", "Walk to work dry")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> VariantsDesk:
    return VariantsDesk(tmp_path)


@pytest.fixture
def page(qtbot: QtBot, desk: VariantsDesk) -> LinesPage:
    return LinesPage(desk.desk)


@pytest.fixture
def window(qtbot: QtBot, desk: VariantsDesk, page: LinesPage) -> MainWindow:
    return shown(qtbot, desk, page)


def press(page: LinesPage, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, key, modifiers)


def filled(desk: VariantsDesk, page: LinesPage) -> None:
    desk.lining.put(*map(line, TEXTS))
    page.table.setFocus(Qt.FocusReason.TabFocusReason)


def said(page: LinesPage, row: int, column: LineColumn) -> str:
    return str(page.table.model().index(row, column).data())


def test_an_empty_page_has_one_button_that_writes(window: MainWindow, page: LinesPage, desk: VariantsDesk) -> None:
    assert page.stack.currentWidget() is page.empty
    assert page.begin.text() == "Write 20"
    page.begin.click()
    assert desk.lining.asked == [("write", "google_ads.headline", 20)]


def test_without_a_brief_there_is_nothing_to_write_from(
    window: MainWindow, page: LinesPage, desk: VariantsDesk
) -> None:
    desk.drafts.new(Brief())
    assert not page.write_button.isEnabled()
    assert not page.begin.isEnabled()


def test_ctrl_enter_writes_lines_and_not_the_draft(window: MainWindow, page: LinesPage, desk: VariantsDesk) -> None:
    filled(desk, page)
    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.lining.asked == [("write", "google_ads.headline", 20)]
    assert desk.writer.writes == 0
    press(page, Qt.Key.Key_Escape)
    assert desk.lining.asked[-1] == ("stop",)


def test_esc_goes_back_when_nothing_is_written(
    window: MainWindow, page: LinesPage, desk: VariantsDesk, qtbot: QtBot
) -> None:
    filled(desk, page)
    with qtbot.waitSignal(page.left):
        press(page, Qt.Key.Key_Escape)


def test_lines_stream_in_and_the_end_says_what_was_left_out(
    window: MainWindow, page: LinesPage, desk: VariantsDesk
) -> None:
    page.write()
    assert page.stop.isVisible()
    assert not page.write_button.isVisible()
    desk.lining.put(line(TEXTS[0]))
    desk.lining.progress.emit(Progress("lines", "", 1, 20, "lines"))
    assert page.status.words == "Writing, 1 of 20"
    desk.lining.put(line(TEXTS[1]))
    assert [said(page, row, LineColumn.TEXT) for row in range(2)] == list(TEXTS[:2])
    desk.lining.finish("3 too much alike were left out.")
    assert page.status.words == "2 lines · 3 too much alike were left out."
    assert page.write_button.isVisible()


def test_each_line_has_its_counter(window: MainWindow, page: LinesPage, desk: VariantsDesk) -> None:
    filled(desk, page)
    counters = page.table.findChildren(Counter)
    assert [counter.words for counter in counters] == ["23 / 30", "20 / 30", "16 / 30"]


def test_what_is_said_of_a_line_stands_at_it_in_words_too(
    window: MainWindow, page: LinesPage, desk: VariantsDesk
) -> None:
    finding = Finding("words.banned", Severity.WARNING, "text", 0, 4, "Best", "“Best” is a word to avoid.")
    missing = Finding("facts.must_mention", Severity.WARNING, "", 0, 0, "", "“Weight: 980 g” is not mentioned.")
    desk.lining.put(
        line("Weighs 200 grams", verdict=Verdict.CONTRADICTED, finding=missing),
        line("Weighs 980 grams", verdict=Verdict.SUPPORTED),
        line("Best of all", finding=finding),
    )
    assert [said(page, row, LineColumn.CLAIMS) for row in range(3)] == [
        "1 claim contradicts a fact", "1 claim supported", "No claims",
    ]  # fmt: skip
    assert said(page, 2, LineColumn.FINDINGS) == "1 finding"
    spoken = page.table.model().index(0, LineColumn.TEXT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Weighs 200 grams, 16 of 30, 1 claim contradicts a fact, Nothing found"


def test_the_card_of_a_line_says_all_of_it(window: MainWindow, page: LinesPage, desk: VariantsDesk) -> None:
    desk.lining.put(line("Weighs 200 grams", verdict=Verdict.CONTRADICTED))
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    [card] = window.findChildren(LineCard)
    assert card.isVisible()
    assert card.sentences == ["“Weighs 200 grams” contradicts a fact. As the facts have it."]


def test_space_ticks_and_the_arrows_move(window: MainWindow, page: LinesPage, desk: VariantsDesk) -> None:
    filled(desk, page)
    press(page, Qt.Key.Key_Space)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Space)
    assert desk.lining.chosen == {0, 2}
    assert page.chosen.text() == "2 lines chosen"
    press(page, Qt.Key.Key_Space)
    assert desk.lining.chosen == {0}


def test_a_line_is_edited_in_its_place(window: MainWindow, page: LinesPage, desk: VariantsDesk, qtbot: QtBot) -> None:
    filled(desk, page)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)
    [editor] = page.table.viewport().findChildren(LineEdit)
    assert editor.text() == TEXTS[1]
    editor.setText("Only 980 grams")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.lining.lines[1].text == "Only 980 grams")
    assert said(page, 1, LineColumn.TEXT) == "Only 980 grams"
    assert page.table.findChildren(Counter)[1].words == "14 / 30"


def test_esc_in_the_editor_keeps_the_line_and_the_page(
    window: MainWindow, page: LinesPage, desk: VariantsDesk, qtbot: QtBot
) -> None:
    filled(desk, page)
    press(page, Qt.Key.Key_F2)
    [editor] = page.table.viewport().findChildren(LineEdit)
    editor.setText("Something else")
    with qtbot.assertNotEmitted(page.left):
        QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert desk.lining.lines[0].text == TEXTS[0]


def test_a_line_that_comes_does_not_close_the_editor(
    window: MainWindow, page: LinesPage, desk: VariantsDesk, qtbot: QtBot
) -> None:
    filled(desk, page)
    press(page, Qt.Key.Key_F2)
    [editor] = page.table.viewport().findChildren(LineEdit)
    editor.setText("Half a thou")
    desk.lining.put(line("One more"))
    assert editor.isVisible()
    assert editor.text() == "Half a thou"
    desk.lining.sort("alphabet")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Half a thou" in desk.lining.texts(desk.lining.channel))
    assert {each.text for each in page.table.lines} == {"Half a thou", *TEXTS[1:], "One more"}


def test_posts_are_edited_in_several_lines(window: MainWindow, page: LinesPage, desk: VariantsDesk) -> None:
    desk.lining.show("facebook.post")
    desk.lining.put(line("A longer post.", limit=63_206))
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_F2)
    assert page.table.viewport().findChildren(QPlainTextEdit)


def test_delete_takes_a_line_out(window: MainWindow, page: LinesPage, desk: VariantsDesk) -> None:
    filled(desk, page)
    press(page, Qt.Key.Key_Delete)
    assert [each.text for each in desk.lining.lines] == list(TEXTS[1:])
    assert len(page.table.lines) == 2


def test_lines_are_sorted_as_the_writer_chooses(window: MainWindow, page: LinesPage, desk: VariantsDesk) -> None:
    filled(desk, page)
    page.order.setCurrentIndex(page.order.findData("alphabet"))
    page.order.activated.emit(page.order.currentIndex())
    assert [said(page, row, LineColumn.TEXT) for row in range(3)] == sorted(TEXTS)
    assert page.order.currentText() == "Alphabet"


def test_the_chosen_lines_are_taken_and_copied(window: MainWindow, page: LinesPage, desk: VariantsDesk) -> None:
    filled(desk, page)
    desk.lining.choose(2, True)
    desk.lining.choose(0, True)
    page.take.click()
    assert desk.lining.asked == [("take", (0, 2))]
    assert page.status.words == "2 lines are in the draft"
    page.copy.click()
    assert QGuiApplication.clipboard().text() == f"{TEXTS[0]}\n{TEXTS[2]}"


def test_without_a_tick_the_line_with_the_keyboard_is_taken(
    window: MainWindow, page: LinesPage, desk: VariantsDesk
) -> None:
    filled(desk, page)
    press(page, Qt.Key.Key_Down)
    page.take.click()
    assert desk.lining.asked == [("take", (1,))]


def test_a_sheet_is_exported(window: MainWindow, page: LinesPage, desk: VariantsDesk, tmp_path: Path) -> None:
    filled(desk, page)
    for entry in page.export_menu().actions():
        entry.trigger()
    for dialog in page.findChildren(QFileDialog):
        dialog.fileSelected.emit(str(tmp_path / "ads.csv"))
        dialog.close()
    assert desk.lining.asked == [("export", tmp_path / "ads.csv"), ("export_ads", tmp_path / "ads.csv")]
    desk.lining.has_ads_sheet = False
    assert len(page.export_menu().actions()) == 1


def test_all_are_chosen_at_once_or_none(window: MainWindow, page: LinesPage, desk: VariantsDesk) -> None:
    filled(desk, page)
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(page, Qt.Key.Key_A, control)
    assert desk.lining.chosen == {0, 1, 2}
    press(page, Qt.Key.Key_A, control)
    assert desk.lining.chosen == frozenset()


def test_a_line_that_waits_for_the_checks_says_so(window: MainWindow, page: LinesPage, desk: VariantsDesk) -> None:
    filled(desk, page)
    desk.lining.unchecked = frozenset({1})
    desk.lining.changed.emit()
    assert said(page, 1, LineColumn.CLAIMS) == "Being checked"
    assert said(page, 0, LineColumn.CLAIMS) == "No claims"


def test_a_call_that_is_made_again_is_told_of(window: MainWindow, page: LinesPage, desk: VariantsDesk) -> None:
    page.write()
    desk.lining.waiting.emit(Waiting("The server is busy.", 3.2))
    assert page.status.words == "Trying again in 4 s"


def test_the_palette_lists_what_can_be_done_here(window: MainWindow, page: LinesPage) -> None:
    stack = page.parentWidget()
    screen = stack.parentWidget() if stack is not None else None
    assert screen is not None
    assert {action.text() for action in page.actions()} <= {action.text() for action in screen.actions()}
    page.hide()
    assert not any(action.isEnabled() for action in page.actions())


def test_every_channel_says_how_long_its_lines_may_be(window: MainWindow, page: LinesPage, desk: VariantsDesk) -> None:
    words = [page.channel.itemText(place) for place in range(page.channel.count())]
    assert words[0] == "Google Ads: Headlines (30)"
    page.channel.setCurrentIndex(1)
    page.channel.activated.emit(1)
    assert desk.lining.channel == DESCRIPTIONS


def test_headlines_stand_beside_descriptions_with_their_clashes(
    window: MainWindow, page: LinesPage, desk: VariantsDesk, qtbot: QtBot
) -> None:
    desk.lining.channel = DESCRIPTIONS
    desk.lining.put(line("Now with 10% off.", limit=90), line("Made in Portugal.", limit=90))
    desk.lining.show("google_ads.headline")
    desk.lining.found = (Clash(1, 0, "One says 20 and the other 10."),)
    with qtbot.waitSignal(page.clashes.compared):
        desk.lining.put(line("Light as air"), line("20% off this week"))
        assert page.clashes.isVisible()
        assert page.clashes.verdict.text() == "Comparing…"
    assert page.clashes.heading.text() == "Beside the descriptions"
    assert page.clashes.verdict.text() == "1 pair does not go together."
    assert said(page, 1, LineColumn.FINDINGS) == "With “Now with 10% off.”: One says 20 and the other 10."
    assert page.clashes.lines[0].clashing == ("With “20% off this week”: One says 20 and the other 10.",)
    assert page.clashes.lines[1].clashing == ()
    desk.lining.found = ()
    with qtbot.waitSignal(page.clashes.compared):
        desk.lining.edit(1, "Made for work")
    assert page.clashes.verdict.text() == "All 4 pairs go together."
    assert not any(each.clashing for each in page.clashes.lines)
    desk.lining.show("x.post")
    assert not page.clashes.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 640)])
def test_the_page_fits_into_the_window(qtbot: QtBot, desk: VariantsDesk, width: int, height: int) -> None:
    page = LinesPage(desk.desk)
    window = shown(qtbot, desk, page, width, height)
    desk.lining.channel = DESCRIPTIONS
    desk.lining.put(line("Made in Portugal.", limit=90))
    desk.lining.show("google_ads.headline")
    desk.lining.put(*(line(f"{text} {number}") for number in range(20) for text in TEXTS))
    assert (window.width(), window.height()) == (width, height)
    for part in (page.write_button, page.take, page.table, page.clashes):
        assert window.rect().contains(part.mapTo(window, part.rect().bottomRight()))
