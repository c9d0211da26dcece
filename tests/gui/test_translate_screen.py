"""The Translate screen in the window: filters, search, keys, states, and what the palette shows of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.core.errors import ErrorKind, Problem
from desktop.core.segment import SegmentState
from desktop.core.translation import MatchKind, MemoryMatch, RowKey
from desktop.runtime.translating_values import RowFilter, Show, TermStanding, Work, Working
from desktop.views.command_palette import CommandPalette
from desktop.views.main_window import MainWindow
from desktop.views.name_card import NameCard
from desktop.views.translate import row_findings, work_page
from desktop.views.translate.exporting import Exporting
from desktop.views.translate.filter_bar import more_words
from desktop.views.translate.screen import TranslateScreen
from desktop.views.widgets.keys import key_of_action
from tests.fakes.desk import FakeDesk
from tests.fakes.translating import FILE, SEGMENTS, FakeTranslating, fill, finding, hit

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def key(segment: str) -> RowKey:
    return RowKey(FILE, segment)


@pytest.fixture
def job(desk: FakeDesk) -> FakeTranslating:
    return desk.translating


@pytest.fixture
def page(window: MainWindow, job: FakeTranslating, qtbot: QtBot) -> Iterator[TranslateScreen]:
    window.show_screen("translate")
    fill(job)
    made = window.page
    assert isinstance(made, TranslateScreen)
    qtbot.waitUntil(made.work.row.editor.hasFocus)
    yield made
    job.close_job()


def press(page: TranslateScreen, sequence: str) -> None:
    """Press a key where the focus is, as the platform sends it: first as a shortcut, then as a key."""
    QTest.keySequence(page.window().focusWidget(), QKeySequence(sequence))
    QApplication.processEvents()


def shown(page: TranslateScreen) -> list[str]:
    return [each.segment for each in page.work.grid.rows.keys]


# Head and filters


def test_head_and_filters_count_the_rows(page: TranslateScreen) -> None:
    assert page.work.head.title.text() == "catalogue-spring.xlf"
    assert page.work.head.reviewed.text() == "1 of 9 reviewed"
    counts = {show.value: tab.count for show, tab in page.work.filters.tabs.items()}
    assert counts == {"all": 9, "to_review": 7, "with_findings": 5, "empty": 1, "changed_by_me": 0}


def test_filters_show_some_rows_and_the_way_back(page: TranslateScreen, job: FakeTranslating) -> None:
    press(page, "Ctrl+Alt+4")
    assert shown(page) == ["203"]
    assert job.current == key("203")
    page.work.filters.choose(Show.CHANGED_BY_ME)
    assert page.work.stack.currentWidget() is page.work.nothing_found
    page.work.show_all.click()
    assert len(shown(page)) == 9


def test_more_filters_are_named_beside_the_tabs(page: TranslateScreen, job: FakeTranslating) -> None:
    menu = page.work.filters.more_menu()
    confirmed = next(action for action in menu.actions() if action.text() == "Confirmed")
    confirmed.trigger()
    assert shown(page) == ["146"]
    assert page.work.filters.chip.value == "Confirmed"
    page.work.filters.chip.cleared.emit()
    assert len(shown(page)) == 9
    assert page.work.filters.chip.isHidden()
    states = next(action.menu() for action in menu.actions() if action.text() == "State")
    assert isinstance(states, QMenu)
    assert [action.text() for action in states.actions()][:2] == ["not translated", "draft"]
    assert more_words(RowFilter(match_from=75, match_below=95, score_below=60.0)) == "75 to 94 %, Score below 60"


def test_the_order_goes_round_by_key(page: TranslateScreen, job: FakeTranslating) -> None:
    press(page, "Ctrl+J")
    assert job.sort == "match"
    press(page, "Ctrl+J")
    assert job.sort == "worst"
    assert page.work.filters.order.text() == "Worst first"
    assert shown(page)[0] == "203"


# Keys of the rows


def test_ctrl_enter_confirms_and_goes_on(page: TranslateScreen, job: FakeTranslating) -> None:
    QTest.keyClicks(page.work.row.editor, "!")
    press(page, "Ctrl+Return")
    assert job.text("112").endswith("!")
    assert job.state("112") is SegmentState.REVIEWED
    assert job.current == key("203")
    assert page.work.head.reviewed.text() == "2 of 9 reviewed"


def test_ctrl_and_a_number_takes_a_match_and_does_not_leave(
    page: TranslateScreen, job: FakeTranslating, window: MainWindow
) -> None:
    matches = [MemoryMatch(93, MatchKind.FUZZY, "x", text, "autumn") for text in ("Een", "Twee")]
    job.suggest("112", *matches)
    press(page, "Ctrl+2")
    assert job.text("112") == "Twee"
    assert window.shown == "translate"
    press(page, "Ctrl+Z")
    assert job.text("112").startswith("{1}Trek")
    press(page, "Ctrl+Y")
    assert job.text("112") == "Twee"
    page.close_job()
    press(page, "Ctrl+2")
    assert window.shown == "mail"


def test_fixes_and_keeping_by_key(page: TranslateScreen, job: FakeTranslating) -> None:
    press(page, "Alt+1")
    assert "5 inch (12,7 cm)" in job.text("112")
    job.go(key("19"))
    press(page, "Alt+K")
    assert job.findings(key("19")) == ()


def test_rows_findings_and_open_rows_are_gone_to(page: TranslateScreen, job: FakeTranslating) -> None:
    press(page, "Alt+Down")
    assert job.current == key("203")
    press(page, "Alt+Up")
    assert job.current == key("112")
    press(page, "Ctrl+Down")
    assert job.current == key("203")
    press(page, "F8")
    assert job.current == key("64")
    assert page.work.row.card.isVisible()
    press(page, "F8")
    assert job.current == key("131")
    press(page, "Shift+F8")
    assert job.current == key("64")


def test_source_tags_numbers_and_terms_are_put_in(page: TranslateScreen, job: FakeTranslating) -> None:
    job.go(key("64"))
    press(page, "Ctrl+Shift+S")
    assert job.text("64") == "Free returns within {1}30 days{2}."
    page.verbs.clear()
    press(page, "Ctrl+Space")
    assert job.text("64") == "{1}"
    press(page, "Ctrl+Shift+Space")
    assert job.text("64") == "{1}30"
    assert page.work.row.editor.chosen == (5, 5)
    source = job.rows[key("64")].segment.source.text
    job.terms_found["64"] = (hit(source, "returns", in_source=True, standing=TermStanding.MISSING),)
    press(page, "Ctrl+T")
    page.work.row.flush()
    assert job.text("64") == "{1}30returns"


def test_a_comment_and_an_instruction_are_asked_in_a_card(page: TranslateScreen, job: FakeTranslating) -> None:
    press(page, "Ctrl+M")
    (card,) = page.window().findChildren(NameCard)
    QTest.keyClicks(card.field.edit, "Ask the client")
    QTest.keyClick(card.field.edit, Qt.Key.Key_Return)
    assert [each.text for each in job.rows[key("112")].note.comments] == ["Ask the client"]
    assert any("Ask the client" in line.words for line in page.work.row.notes)
    press(page, "Shift+F9")
    card = page.window().findChildren(NameCard)[-1]
    QTest.keyClicks(card.field.edit, "shorter")
    QTest.keyClick(card.field.edit, Qt.Key.Key_Return)
    press(page, "F9")
    press(page, "Ctrl+F9")
    assert job.asked == [
        ("translate", [key("112")], "shorter"),
        ("translate", [key("112")], ""),
        ("translate", "empty", ""),
    ]


def test_several_rows_are_selected_and_rejected(page: TranslateScreen, job: FakeTranslating) -> None:
    QTest.keyClick(page.work.row.editor, Qt.Key.Key_Escape)  # the card goes
    QTest.keyClick(page.work.row.editor, Qt.Key.Key_Escape)
    assert page.work.grid.hasFocus()
    QTest.keyClick(page.work.grid, Qt.Key.Key_Down)
    QTest.keyClick(page.work.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(page, "Ctrl+Shift+U")
    assert [job.state(each) for each in ("112", "203", "57", "64")] == [
        SegmentState.DRAFT, SegmentState.REJECTED, SegmentState.REJECTED, SegmentState.DRAFT,
    ]  # fmt: skip
    QTest.keyClick(page.work.grid, Qt.Key.Key_Return)
    assert page.work.row.editor.hasFocus()


def test_splitting_asks_for_a_place_in_the_source(page: TranslateScreen, job: FakeTranslating) -> None:
    said: list[str] = []
    job.said.connect(said.append)
    press(page, "Ctrl+Alt+S")
    assert page.work.row.source.hasFocus()
    assert said
    page.work.row.source.choose(20)
    press(page, "Ctrl+Alt+S")
    assert len(job.order) == 10
    press(page, "Ctrl+Alt+J")
    assert len(job.order) == 9


def test_terms_and_words_looked_up_begin_with_the_selection(page: TranslateScreen) -> None:
    row = page.work.row
    row.source.choose(3, 15)
    row.editor.choose(3, 17)
    assert page.verbs.selected() == ("Trek trailer", "Trek-aanhanger")
    press(page, "Ctrl+L")
    assert page.side.memory.isVisible()


# Searching


def test_words_are_found_and_replaced_over_the_rows(page: TranslateScreen, job: FakeTranslating) -> None:
    press(page, "Ctrl+H")
    search = page.work.search
    search.words.setText("voor laptops")
    search.look()
    assert search.count.text() == "1 hit"
    QTest.keyClick(search.words, Qt.Key.Key_Return)
    assert job.current == key("92")
    assert page.work.row.editor.chosen_words == "voor laptops"
    search.replacement.setText("bij laptops")
    search.replacement.setFocus()
    QTest.keyClick(search.replacement, Qt.Key.Key_Return)
    assert "bij laptops" in job.text("92")
    assert search.count.text() == "Not found"
    search.words.setText("e")
    search.replacement.setText("E")
    search.cased.setChecked(True)
    search.replace_every()
    assert job.text("57") == "REgEn? Kom maar op."
    job.undo()
    assert job.text("57") == "Regen? Kom maar op."
    QTest.keyClick(search.words, Qt.Key.Key_Escape)
    assert search.isHidden()
    assert page.work.row.editor.hasFocus()


def test_a_wrong_expression_says_so_and_a_search_can_filter(page: TranslateScreen, qtbot: QtBot) -> None:
    press(page, "Ctrl+F")
    search = page.work.search
    search.expression.setChecked(True)
    search.words.setText("(")
    search.look()
    assert search.count.property("tone") == "contradicted"
    search.words.setText("hoes")
    search.look()
    search.only.setChecked(True)
    qtbot.waitUntil(lambda: shown(page) == ["112", "92"])  # an expression is tried beside
    search.close_bar()
    assert len(shown(page)) == 9


def test_new_findings_of_the_row_are_spoken_and_those_of_another_row_with_it(
    page: TranslateScreen, job: FakeTranslating, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(row_findings, "announce", lambda _widget, words: heard.append(words))
    monkeypatch.setattr(work_page, "announce", lambda _widget, words: heard.append(words))
    job.go(key("57"))
    assert heard[-1].startswith("Row 3, Rain? Bring it on., Regen? Kom maar op., draft")
    job.find("57", finding(SEGMENTS[2], "Kom", "terms", "A term.", "Ga"))
    assert heard[-1] == "Term of the list. A term."
    job.go(key("131"))
    assert heard[-1].startswith("Row 5, ")
    assert heard[-1].endswith("1 finding")


# States


def test_work_is_shown_with_stop_and_small_work_is_not(page: TranslateScreen, qtbot: QtBot) -> None:
    strip = page.work.strip
    strip.show_working(Working(Work.CHECKING, 3, 9))
    strip.show_working(Working(Work.TRANSLATING, 12, 60, stoppable=True, model="local/qwen"))
    qtbot.waitUntil(strip.isVisible, timeout=2000)
    assert strip.words.text() == "qwen translates: 12 of 60"
    assert strip.stop.isVisible()
    strip.show_working(None)
    assert strip.isHidden()


def test_without_a_job_the_jobs_are_shown_and_its_keys_rest(page: TranslateScreen) -> None:
    press(page, "Ctrl+W")
    assert page.stack.currentWidget() is page.start
    assert not any(action.isEnabled() for action in page.actions() if action.text() == "Confirm, next")


def test_what_goes_wrong_is_said_in_a_message(page: TranslateScreen, job: FakeTranslating, window: MainWindow) -> None:
    job.failed.emit(Problem(ErrorKind.INPUT, "Line 3 is broken.", "Mend it."))
    assert [card.notice.title for card in window.notice_bar.cards] == ["Line 3 is broken."]
    job.said.emit("1 repetition filled in.")
    assert [card.notice.title for card in window.notice_bar.cards] == ["1 repetition filled in."]


def test_the_bar_below_says_what_is_left(page: TranslateScreen) -> None:
    page.below.refresh()
    assert page.below.left.text().startswith("61 words left · about")
    assert page.below.languages.text() == "English to Dutch"


def test_the_menu_of_the_job_holds_what_can_be_done_with_it(page: TranslateScreen) -> None:
    words = [action.text() for action in page.job_menu().actions()]
    assert words[0] == "Add files to this job"
    assert "Keep what was translated (Ctrl+S)" in words
    assert any(each.startswith("Files, memories, terms and brief of this job") for each in words)
    assert any(each.startswith("Close this job (Ctrl+W)") for each in words)
    assert words[-1] == "Export… (Ctrl+E)"


# Out of the window


def test_the_export_offers_the_file_first(page: TranslateScreen, job: FakeTranslating, tmp_path: Path) -> None:
    exporting = Exporting(job, page)
    assert exporting.own_name() == "catalogue-spring.nl.xlf"
    itself = exporting.filter_of_file(exporting.own_name())
    assert itself == "The file with its translation (*.xlf)"
    assert exporting.ending_of(itself) == "xlf"
    exporting.write(tmp_path / "a.xlf", itself)
    exporting.write(tmp_path / "a.docx", "Bilingual table for Word (*.docx)")
    assert [each[2] for each in job.asked[-2:]] == ["file", "table_docx"]


# Keys are told and do not collide


def test_every_key_is_told_once_and_the_palette_has_it(page: TranslateScreen, window: MainWindow) -> None:
    told = [key_of_action(action).toString() for action in page.actions()]
    keys = [each for each in told if each]
    assert [each for each, times in Counter(keys).items() if times > 1] == []
    assert {"Ctrl+Return", "Ctrl+1", "Ctrl+9", "Alt+9", "F8", "Ctrl+T", "Ctrl+Shift+T", "F3", "Ctrl+H", "F9"} <= set(
        keys
    )
    window.commands.actions["palette"].trigger()
    palette = window.findChildren(CommandPalette)[-1]
    QTest.keyClicks(palette.field, "insert match 3")
    assert palette.chosen is not None
    assert palette.chosen.tail == "Ctrl 3"
