"""The grid of segments: rows of many heights, the open row, its card, and what goes to the job."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop.core.finding import Severity
from desktop.core.segment import SegmentState, TagKind
from desktop.core.translation import RowKey
from desktop.views.editor.menu import EditorMenu
from desktop.views.translate.cell_text import CellText, Look
from desktop.views.translate.columns import columns_of
from desktop.views.translate.grid import Grid
from desktop.views.translate.heights import Heights
from desktop.views.widgets.surface import Surface
from tests.fakes.translating import FILE, SEGMENTS, FakeTranslating, finding, opened, pair, said


def key(segment: str) -> RowKey:
    return RowKey(FILE, segment)


@pytest.fixture
def job() -> FakeTranslating:
    return opened()


@pytest.fixture
def grid(qtbot: QtBot, job: FakeTranslating) -> Grid:
    return shown(job, qtbot)


_last: list[Surface] = []
"""The page of the last grid; nobody else holds it."""


def shown(job: FakeTranslating, qtbot: QtBot) -> Grid:
    page = Surface(2)
    _last[:] = [page]
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    made = Grid(job)
    column.addWidget(made)
    made.show_order(job.current)
    job.rows_changed.connect(made.refresh)
    job.findings_changed.connect(made.refresh)
    made.gone_to.connect(job.go)
    qtbot.addWidget(page)
    page.resize(904, 660)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    made.opened.editor.setFocus()
    return made


# Heights


def test_heights_are_summed_and_found_as_by_counting() -> None:
    chance = random.Random(7)  # noqa: S311 - only for tests
    plain = [chance.randint(20, 90) for _ in range(500)]
    heights = Heights(plain)
    for _ in range(200):
        row, high = chance.randrange(500), chance.randint(20, 200)
        assert heights.set(row, high) == high - plain[row]
        plain[row] = high
    assert heights.total == sum(plain)
    for row in range(0, 500, 7):
        top = sum(plain[:row])
        assert heights.top(row) == top
        assert heights.at(top) == row
        assert heights.at(top + plain[row] - 1) == row
    assert heights.at(-5) == 0
    assert heights.at(heights.total + 9) == 499
    assert Heights().at(0) == -1


def test_columns_leave_room_at_every_width() -> None:
    for width in range(300, 2000, 37):
        columns = columns_of(width)
        assert columns.source + columns.text_width < columns.target
        assert columns.target + columns.text_width < columns.icon < columns.match_end < columns.score_end


# Texts


def test_a_text_is_as_high_as_its_lines_and_never_ends_without_one() -> None:
    kinds = {1: TagKind.OPEN, 2: TagKind.CLOSE}
    one = CellText(said("Add"), kinds, 300, 15)
    assert one.height == one.step == CellText(said(""), kinds, 300, 15).height
    assert CellText(said("Add to the basket " * 9), kinds, 300, 15).height > 2 * one.step
    assert CellText(said("a\nb"), kinds, 300, 15).height == 2 * one.step


def test_marks_behind_an_emoji_stand_at_their_words(qtbot: QtBot) -> None:
    cell = CellText(said("🚲 {1}wagon{2}"), {1: TagKind.OPEN}, 300, 15)
    (bike,) = cell.rects(0, 1, QPoint(0, 0).toPointF())
    (wagon,) = cell.rects(5, 10, QPoint(0, 0).toPointF())
    assert bike.right() < wagon.left()
    (plain,) = CellText(said("wagon"), {}, 300, 15).rects(0, 5, QPoint(0, 0).toPointF())
    assert wagon.width() == pytest.approx(plain.width(), abs=1)


def painted(grid: Grid) -> QImage:
    QApplication.processEvents()
    return grid.viewport().grab().toImage()


# Rows


def test_the_first_row_is_open_with_its_card_and_notes(grid: Grid) -> None:
    row = grid.opened
    assert row.editor.text().startswith("{1}Trek-aanhanger{2}")
    assert row.card.isVisible()
    assert row.card.headline.text() == "Number and unit do not match"
    assert [button.text() for button in row.card.buttons] == ["5 inch (12,7 cm)"]
    assert [line.words for line in row.notes] == ["Page 34, bike trailers, caption", "94 of at most 110 characters"]
    assert row.geometry() == grid.visualRect(grid.currentIndex())
    assert "Row 1" in grid.rows.face(0).said


def test_rows_follow_each_other_without_gaps(grid: Grid) -> None:
    tops = [grid.visualRect(grid.model().index(row, 0)) for row in range(9)]
    for above, below in pairwise(tops):
        assert above.bottom() + 1 == below.top()
    assert grid.indexAt(tops[4].center()).row() == 4


def test_typing_is_handed_in_and_undone(grid: Grid, job: FakeTranslating, qtbot: QtBot) -> None:
    editor = grid.opened.editor
    QTest.keyClicks(editor, " Licht!")
    qtbot.waitUntil(lambda: job.text("112").endswith("Licht!"))
    assert job.state("112") is SegmentState.DRAFT
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not job.text("112").endswith("Licht!")
    assert editor.text() == job.text("112")


def test_what_was_typed_is_handed_in_before_another_row_opens(grid: Grid, job: FakeTranslating) -> None:
    QTest.keyClicks(grid.opened.editor, "!!")
    grid.open(key("57"))
    assert job.text("112").endswith("!!")
    assert grid.opened.editor.text() == "Regen? Kom maar op."
    assert job.current == key("57")


def test_too_long_is_told_while_typing(grid: Grid) -> None:
    QTest.keyClicks(grid.opened.editor, " En nog veel meer.")
    (line,) = [line for line in grid.opened.notes if "110" in line.words]
    assert line.words.startswith("112 of")
    assert line.role == "contradicted"


def test_a_fix_is_put_in_and_kept_findings_are_silent(grid: Grid, job: FakeTranslating) -> None:
    grid.opened.card.buttons[0].click()
    assert "frame en 5 inch (12,7 cm) bodemvrijheid" in job.text("112")
    grid.open(key("19"))
    assert grid.opened.card.isVisible()
    grid.opened.card.keep.click()
    assert not grid.opened.card.isVisible()
    assert job.findings(key("19")) == ()


def test_the_card_follows_the_caret(grid: Grid, job: FakeTranslating) -> None:
    first = SEGMENTS[0]
    job.find("112", finding(first, "12,7 inch", "units", "Units."), finding(first, "hoes", "terms", "A term."))
    card, editor = grid.opened.card, grid.opened.editor
    editor.choose(editor.text().index("hoes") + 2)
    assert card.headline.text() == "Term of the list"
    assert card.following.text() == "2 of 2"
    grid.opened.findings.step(-1)
    assert card.headline.text() == "Number and unit do not match"
    assert not grid.opened.findings.step(-1)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_a_locked_row_can_be_read_and_not_changed(qtbot: QtBot) -> None:
    import msgspec

    job = FakeTranslating()
    job.put([msgspec.structs.replace(pair(1, "Stay", "Blijf"), locked=True), pair(2, "Go", "Ga")])
    grid = shown(job, qtbot)
    QTest.keyClicks(grid.opened.editor, "xyz")
    assert grid.opened.editor.text() == "Blijf"
    assert grid.rows.face(0).icon == "lock"


def test_the_open_row_is_painted_in_both_themes(grid: Grid, qapp: QApplication) -> None:
    from desktop.views.theme import apply_theme, colour

    light = painted(grid)
    assert light.pixelColor(1, 30) == colour("accent")
    apply_theme(qapp, "dark", 15)
    dark = painted(grid)
    assert dark.pixelColor(1, 30) == colour("accent")
    assert dark.pixelColor(30, 640) != light.pixelColor(30, 640)


# Twenty thousand


@pytest.fixture
def many(qtbot: QtBot) -> Grid:
    chance = random.Random(3)  # noqa: S311 - only for tests
    words = ["water", "repellent", "folding", "frame", "trailer", "cover", "ground", "clearance", "for", "kerbs"]
    job = FakeTranslating()

    def sentence() -> str:
        return " ".join(chance.choice(words) for _ in range(chance.choice((3, 8, 20, 40))))

    job.put([pair(number, sentence(), sentence()) for number in range(1, 20_001)])
    return shown(job, qtbot)


def test_what_is_read_stays_where_it_is_while_heights_become_known(many: Grid) -> None:
    bar = many.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    QApplication.processEvents()
    for step in (-40, 40, -90, 30, -60, -90, -90):
        row = many.indexAt(QPoint(5, 400)).row()
        before = many.visualRect(many.model().index(row, 0)).top()
        value = bar.value()
        bar.setValue(value + step)
        QApplication.processEvents()
        after = many.visualRect(many.model().index(row, 0)).top()
        assert after == before - step
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert bar.value() == bar.maximum()
    assert many.visualRect(many.model().index(19_999, 0)).bottom() + 1 == many.viewport().height()


def test_scrolling_twenty_thousand_rows_takes_less_than_a_frame(many: Grid) -> None:
    bar = many.verticalScrollBar()
    taken = []
    for _ in range(120):
        began = time.process_time()
        bar.setValue(bar.value() + 90)
        QApplication.processEvents()
        taken.append(time.process_time() - began)
    assert sorted(taken)[len(taken) // 2] < 0.016


def test_only_what_was_seen_is_laid_out(many: Grid) -> None:
    assert many.measured < 200


def test_keys_go_through_the_rows(many: Grid) -> None:
    many.setFocus()
    QTest.keyClick(many, Qt.Key.Key_End)
    assert many.currentIndex().row() == 19_999
    QTest.keyClick(many, Qt.Key.Key_Up)
    assert many.currentIndex().row() == 19_998
    QTest.keyClick(many, Qt.Key.Key_PageUp)
    assert many.currentIndex().row() < 19_998
    assert many.viewport().rect().intersects(many.opened.geometry())
    QTest.keyClick(many, Qt.Key.Key_Home)
    assert many.currentIndex().row() == 0
    QTest.keyClick(many, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [each.segment for each in many.chosen] == ["1", "2"]


def test_a_misspelt_word_has_a_wave_also_in_rows_that_are_not_open(grid: Grid, job: FakeTranslating) -> None:
    job.find("57", finding(SEGMENTS[2], "Regen", "spelling", "Unknown.", "Regent", severity=Severity.WARNING))
    assert [mark.look for mark in grid.rows.face(2).target_marks] == [Look.WAVE]
    assert not painted(grid).isNull()


def test_the_menu_of_the_editor_offers_undo_and_the_fixes(grid: Grid, job: FakeTranslating) -> None:
    grid.opened.flush()
    menu = EditorMenu(job, grid.opened.editor).menu(grid.opened.editor.marks.marks[0])
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:2] == ["The English says 5 inch (12.7 cm).", "Put “5 inch (12,7 cm)” here"]
    assert "Paste" in words
