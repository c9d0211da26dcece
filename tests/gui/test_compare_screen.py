"""The Compare screen: its columns and states, what writes and stops, and how it is looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.comparison import MOST_SHOWN, Choice, ColumnState, Grid
from desktop.core.copy import Copy
from desktop.core.errors import ErrorKind, Problem
from desktop.core.finding import CheckReport, Claim, Finding, Severity, Verdict
from desktop.core.settings import TEXT_SIZE
from desktop.runtime.comparing_values import GridEstimate
from desktop.runtime.drafts import SaveKind
from desktop.views.compare.feed import Looking
from desktop.views.compare.shown_text import ChangeKind
from desktop.views.compare.status_bar import CompareBar
from desktop.views.main_window import MainWindow
from tests.fakes.desk import FakeDesk, sample_draft
from tests.gui.compare_screen import HAIKU, INSIDE, MINI, PLAIN, WARM, busy, cell_of, settle, shown_screen, two_columns


def test_without_columns_one_sentence_and_one_button(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.session.open(sample_draft())
    page = shown_screen(window, qtbot)
    assert page.empty.nothing_compared.isVisible()
    page.empty.example.click()
    assert desk.comparing.grid.tones == ("Plain", "Warm")
    assert page.header.grid.card is not None
    assert page.header.grid.card.isVisible()


def test_without_a_brief_there_is_nothing_to_write_from(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    page = shown_screen(window, qtbot)
    assert page.empty.nothing_to_write.isVisible()
    assert not page.header.write.isEnabled()
    page.empty.go.click()
    assert window.shown == "product"


def test_columns_stand_side_by_side_with_their_fields_in_step(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    one, other = cell_of(page, plain), cell_of(page, warm)
    assert one.y() == other.y()
    assert one.geometry().right() < other.x()
    assert one.page.text() == PLAIN.text("description")
    head = page.columns.head(plain)
    assert head is not None
    assert head.tone.text() == "Plain · base for comparing"
    assert head.chip.text == "done"


def test_the_words_that_differ_from_the_base_are_marked(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    shown = cell_of(page, warm).page.shown
    added = [shown.text[each.start : each.end] for each in shown.changes if each.kind is ChangeKind.ADDED]
    gone = [shown.text[each.start : each.end] for each in shown.changes if each.kind is ChangeKind.LEFT_OUT]
    assert "just" in added
    assert any("Portugal" in words for words in gone)
    assert not cell_of(page, plain).page.shown.changes
    page.bar.marks.choose(Looking.CLEAN)
    settle(page, qtbot)
    assert cell_of(page, warm).page.text() == WARM.text("description")
    page.bar.marks.choose(Looking.SHARED)
    settle(page, qtbot)
    kinds = {each.kind for each in cell_of(page, plain).page.shown.changes}
    assert kinds == {ChangeKind.SHARED}


def test_another_base_changes_what_is_marked(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    desk.comparing.set_base(warm)
    settle(page, qtbot)
    assert page.bar.marks.button(Looking.DIFFERENCES).text() == "Differences from B"
    assert cell_of(page, plain).page.shown.changes
    assert not cell_of(page, warm).page.shown.changes


def test_claims_are_marked_in_their_own_ways(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, _warm = two_columns(desk)
    text = PLAIN.text("description")
    start = text.index("18 litres")
    claim = Claim("description", start, start + 9, "18 litres", Verdict.CONTRADICTED, kind="number")
    finding = Finding(
        "claims.number", Severity.ERROR, "description", start, start + 9, "18 litres", "The facts say 20."
    )
    page = shown_screen(window, qtbot)
    desk.comparing.set_report(plain, CheckReport((finding,), (claim,)))
    settle(page, qtbot)
    (mark,) = cell_of(page, plain).page.marks.marks
    assert mark.claim == claim
    page.navigator.go_to(plain, "description", 0)
    page.navigator.card_asked.emit()
    card = page.cards.card
    assert card is not None
    assert not card.buttons, "a column is read, not mended, in its card"
    QTest.keyClick(cell_of(page, plain).page, Qt.Key.Key_Escape)
    assert page.cards.card is None


# Writing


def test_write_says_how_many_and_what_it_takes(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    two_columns(desk)
    page = shown_screen(window, qtbot)
    desk.comparing.set_grid(Grid((HAIKU, INSIDE), ("Plain", "Warm")))
    desk.comparing.say(GridEstimate(4, 12, 0.01, seconds=20.0))
    assert page.header.write.text() == "Write 4"
    assert "20 s" in page.header.estimate.text()
    desk.comparing.say(GridEstimate(4, 12, None, seconds=None, unknown=1))
    assert page.header.estimate.text() == "cost unknown · time unknown"
    page.header.write.click()
    assert ("write",) in desk.comparing.asked
    assert len(page.columns.order) == 6
    assert page.header.stop.isVisible()


def test_an_estimate_that_says_no_says_why(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    two_columns(desk)
    page = shown_screen(window, qtbot)
    problem = Problem(ErrorKind.USAGE, "Only models on this computer may be used.")
    desk.comparing.say(GridEstimate(2, problem=problem))
    assert page.header.estimate.text() == problem.message


def test_ctrl_enter_writes_columns_here_and_esc_stops_them(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    two_columns(desk)
    page = shown_screen(window, qtbot)
    desk.comparing.set_grid(Grid((INSIDE,)))
    QTest.keySequence(window, QKeySequence("Ctrl+Return"))
    assert len(desk.comparing.writing) == 1
    assert not desk.writer.busy
    assert window.shown == "compare"
    QTest.keySequence(window, QKeySequence("Esc"))
    assert ("stop", "") in desk.comparing.asked
    assert page.header.write.isVisible()


def test_text_flows_into_its_column_and_is_told_when_it_is_done(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("desktop.views.compare.screen.announce", lambda _widget, words: said.append(words))
    two_columns(desk)
    page = shown_screen(window, qtbot)
    key = desk.comparing.put(Copy(), Choice(INSIDE, "Plain"), state=ColumnState.WAITING)
    settle(page, qtbot)
    assert cell_of(page, key).instead.text() == "Comes next"
    desk.comparing.stream(key, "title", "Havn")
    desk.comparing.stream(key, "title", "Havn backpack")
    settle(page, qtbot)
    cell = cell_of(page, key, "title")
    assert busy(cell) == "written"
    assert cell.page.text().startswith("Havn backpack")
    desk.comparing.stream(key, "description", "The Havn")
    desk.comparing.set_state(key, ColumnState.DONE)
    settle(page, qtbot)
    assert not busy(cell_of(page, key))
    assert said[-1] == "Column C done, 4 words."


def test_a_failed_column_says_what_happened_and_tries_again(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    two_columns(desk)
    page = shown_screen(window, qtbot)
    problem = Problem(ErrorKind.PROVIDER, "OpenAI is overloaded, so nothing was written or charged.")
    key = desk.comparing.put(Copy(), Choice(MINI, "Warm"), state=ColumnState.FAILED, error=problem)
    settle(page, qtbot)
    card = cell_of(page, key).card
    assert card is not None
    assert card.words.text() == problem.message
    assert cell_of(page, key, "title").card is None
    card.retry.click()
    assert ("redo", key) in desk.comparing.asked
    desk.comparing.set_state(key, ColumnState.WAITING)
    settle(page, qtbot)
    assert cell_of(page, key).card is None


def test_what_a_column_waits_for_stands_in_its_head(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    two_columns(desk)
    page = shown_screen(window, qtbot)
    key = desk.comparing.put(Copy(), Choice(MINI), state=ColumnState.WAITING)
    desk.comparing.set_note(key, "Waits for a free place.")
    head = page.columns.head(key)
    assert head is not None
    qtbot.waitUntil(lambda: head.place.text() == "Waits for a free place.")


# Looking


def test_texts_can_stand_whole_and_each_can_scroll_alone(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    page.bar.marks.choose(Looking.CLEAN)
    desk.comparing.edit(plain, "title", "A title that goes on and on and on over many more lines than the other. " * 4)
    settle(page, qtbot)
    assert cell_of(page, plain).y() == cell_of(page, warm).y()
    page.bar.layout_choice.choose("whole")
    assert cell_of(page, plain).y() > cell_of(page, warm).y()
    assert page.bar.step.isVisible()
    page.bar.step.click()
    assert page.columns.board.rows.let_go
    page.bar.layout_choice.choose("rows")
    assert not page.columns.board.rows.let_go


def test_another_size_of_text_reaches_the_columns(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, _warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    before = cell_of(page, plain).page.height()
    desk.settings.set(TEXT_SIZE, 24)
    QApplication.processEvents()
    assert cell_of(page, plain).page.height() > before


def test_more_columns_than_fit_are_chosen_from_a_list(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    two_columns(desk)
    for place in range(10):
        desk.comparing.put(Copy({"description": f"Text {place}"}), Choice(INSIDE, f"Tone {place}"))
    page = shown_screen(window, qtbot)
    assert page.others.isVisible()
    assert len(page.columns.order) == MOST_SHOWN
    model = page.others.list.columns
    hidden = model.column(11)
    assert not model.is_shown(hidden.key)
    page.others.list.toggled.emit(hidden.key)
    assert hidden.key in page.columns.order
    assert len(page.columns.order) == MOST_SHOWN
    shown = page.columns.order[0]
    page.others.list.toggled.emit(shown)
    assert shown not in page.columns.order


def test_a_hundred_variants_are_shown_in_little_time(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    two_columns(desk)
    for place in range(98):
        desk.comparing.put(WARM, Choice(INSIDE, f"Tone {place}"))
    page = shown_screen(window, qtbot)
    assert page.others.list.columns.rowCount() == 100
    made = page.columns.board.viewport().findChildren(QAbstractScrollArea)
    assert len(made) <= MOST_SHOWN * len(desk.comparing.fields), "those that are not shown are not made"


def test_a_book_scrolls_in_itself(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, _warm = two_columns(desk)
    book = "\n\n".join(f"Paragraph {place} of a book that has no end." for place in range(6000))
    key = desk.comparing.put(Copy({"description": book}), Choice(INSIDE))
    desk.comparing.set_base("")
    page = shown_screen(window, qtbot)
    cell = cell_of(page, key)
    qtbot.waitUntil(lambda: cell.page.text() == book, timeout=20_000)
    assert cell.page.is_huge
    assert cell.height() < window.height()
    assert cell_of(page, plain).height() == cell.height()


def test_nothing_is_taken_or_typed_where_nothing_can_be_kept(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, _warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    desk.drafts.put_state(SaveKind.READ_ONLY, "The disk is read-only.")
    foot = page.columns.foot(plain)
    assert foot is not None
    assert not foot.take.isEnabled()
    page.navigator.go_to(plain)
    page.navigator.take_sentence()
    assert not [each for each in desk.comparing.asked if str(each[0]).startswith("take")]
    page.draft.switch()
    fields = page.draft.fields
    assert fields is not None
    assert all(view.editor.isReadOnly() for view in fields.column.views)


# The bar below, names and keys


def test_the_bar_below_says_where_it_goes_and_what_it_cost(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    two_columns(desk)
    page = shown_screen(window, qtbot)
    bar = page.below
    assert bar.isVisible()
    assert not window.bottom_bar.place.isVisible()
    page.window().resize(1600, 900)
    QApplication.processEvents()
    assert isinstance(bar, CompareBar)
    words = [bar.stays.words, bar.goes.words]
    assert words == ["1 stays on this computer", "1 goes to Anthropic"]
    window.show_screen("product")
    assert not bar.isVisible()
    assert window.bottom_bar.place.isVisible()


def test_every_control_has_a_name(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    two_columns(desk)
    page = shown_screen(window, qtbot)
    page.draft.switch()
    QApplication.processEvents()
    nameless = []
    for control in (*page.findChildren(QAbstractButton), *page.findChildren(QAbstractScrollArea)):
        focusable = control.focusPolicy() is not Qt.FocusPolicy.NoFocus
        name = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        if focusable and not name:
            nameless.append(f"{type(control).__name__} {control.objectName()}")
    assert nameless == []


def test_no_two_keys_are_the_same(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    two_columns(desk)
    page = shown_screen(window, qtbot)
    own = [_keys(action) for action in page.actions()]
    window_keys = {key for action in window.commands.actions for key in _keys(action)}
    flat = [key for keys in own for key in keys]
    assert len(flat) == len(set(flat))
    assert not {key for key in flat if key not in {"Return", "F2"}} & window_keys


def test_all_that_can_be_done_is_in_the_palette(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    two_columns(desk)
    page = shown_screen(window, qtbot)
    words = [action.text() for action in page.actions()]
    assert {"Take the sentence into the draft", "Edit the text in its column", "Why it reads so"} <= set(words)
    assert all(words)


def test_tab_stops_at_one_text_only(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    page.navigator.go_to(warm, "description", 0)
    page.navigator.go_to(plain, "title", 0)
    board = page.columns.board.viewport()
    stops = [child for child in board.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus]
    pages = [child for child in stops if isinstance(child, QAbstractScrollArea)]
    assert pages == [cell_of(page, plain, "title").page]


def _keys(action: QObject) -> list[str]:
    assert isinstance(action, QAction)
    return [key.toString() for key in action.shortcuts() if not key.isEmpty()]


def test_keys_of_the_columns_rest_while_another_page_is_in_front(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot
) -> None:
    plain, warm = two_columns(desk)
    page = shown_screen(window, qtbot)
    desk.comparing.set_grid(Grid((INSIDE,)))
    page.sides.addWidget(QWidget())
    page.sides.setCurrentIndex(1)
    page.write()
    assert ("write",) not in desk.comparing.asked
    assert not [action for action in page.actions() if action.isEnabled()]
    page.sides.column_asked.emit(warm)
    page.sides.show_columns()
    assert page.navigator.key == warm
    assert all(action.isEnabled() for action in page.actions())
    page.write()
    assert ("write",) in desk.comparing.asked
    assert page.columns.order[0] == plain


def test_a_difference_that_takes_long_is_waited_for_in_words(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _plain, warm = two_columns(desk)
    find = desk.comparing.differences
    monkeypatch.setattr(desk.comparing, "differences", lambda _key, _field: ())
    page = shown_screen(window, qtbot)
    cell = cell_of(page, warm)
    assert cell.label.text() == "Description · comparing…"
    assert cell.page.text() == WARM.text("description")
    monkeypatch.setattr(desk.comparing, "differences", find)
    desk.comparing.column_changed.emit(warm)
    settle(page, qtbot)
    assert cell.label.text() == "Description"
    assert cell.page.shown.changes
