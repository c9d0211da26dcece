"""What stands beside the grid, on a job with a real history: it follows the row, and does what is asked there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.finding import Severity
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.translation import Dimension, ErrorSeverity, OriginKind, RowKey
from desktop.core.translation_finding import SegmentFinding, Side
from desktop.engine.translation_messages import (
    CheckBitext,
    ReturnedRow,
    ReturnedTable,
    ReturnTable,
    SegmentFindings,
    WriteBitext,
    WrittenBitext,
)
from desktop.views.translate.job_returned import ReturnedCard
from desktop.views.translate.quality_mark_card import MarkCard
from desktop.views.translate.side_panel import CHECKS, MEMORY, PREVIEW, QUALITY, TERMS, SidePanel
from desktop.views.translate.side_term_card import TermCard
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench

PAIRS = (
    ("A trailer of 5 inch.", "Een aanhanger van 6 inch."),
    ("A trailer of 5 inch!", ""),
    ("Bye", "Dag"),
)
NUMBER = SegmentFinding("1", "numbers", Severity.ERROR, Side.TARGET, 18, 19, "6", "The source says 5.", ("5",))


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile) -> Iterator[Bench]:
    made = Bench(profile)
    made.fake.answers[CheckBitext] = lambda request: SegmentFindings(
        tuple(NUMBER for each in request.segments if "6 inch" in each.target.text)
    )
    yield made
    made.close()


class Kit:
    """The panel in a window, beside an open job."""

    def __init__(self, qtbot: QtBot, desk: Bench, folder: Path) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.panel = SidePanel(desk.translating)
        self.window.setCentralWidget(self.panel)
        self.window.resize(320, 700)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.keys = desk.open(qtbot, folder, *PAIRS)
        desk.translating.go(self.keys[0])

    def until(self, what: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(what()), timeout=PATIENCE_MS)

    def target(self, key: RowKey) -> str:
        return self.desk.target(key)


@pytest.fixture
def kit(qtbot: QtBot, desk: Bench, tmp_path: Path) -> Kit:
    return Kit(qtbot, desk, tmp_path)


def test_findings_of_the_row_are_shown_counted_mended_and_kept(kit: Kit) -> None:
    kit.until(lambda: kit.panel.checks.parts)
    assert "Checks 1" in kit.panel.tabs.accessibleTabName(0)
    kit.panel.checks.parts[0].fixes[0].click()
    assert kit.target(kit.keys[0]) == "Een aanhanger van 5 inch."
    kit.desk.translating.undo()
    kit.until(lambda: kit.panel.checks.parts)
    kit.panel.checks.parts[0].keep.click()
    kit.until(lambda: not kit.panel.checks.parts)
    assert kit.desk.translating.findings(kit.keys[0]) == ()


def test_findings_of_all_files_lead_to_their_row(kit: Kit, qtbot: QtBot) -> None:
    kit.panel.show_tab(CHECKS)
    kit.until(lambda: kit.panel.checks.list.rows)
    kit.desk.translating.go(kit.keys[2])
    kit.panel.checks.list.chosen.emit(kit.panel.checks.list.rows[0])
    with qtbot.waitSignal(kit.panel.finding_chosen) as chosen:
        kit.panel.checks.list.chosen.emit(kit.panel.checks.list.rows[1])
    assert chosen.args == [kit.keys[0], NUMBER]
    assert kit.desk.translating.current == kit.keys[0]


def test_a_confirmed_row_is_a_match_of_one_like_it_and_is_taken(kit: Kit) -> None:
    session = kit.desk.translating
    session.confirm(kit.keys[0])
    session.go(kit.keys[1])
    kit.until(lambda: kit.panel.memory.cards)
    card = kit.panel.memory.cards[0]
    assert card.match.target == "Een aanhanger van 6 inch."
    card.taken.emit(1)
    assert kit.target(kit.keys[1]) == "Een aanhanger van 6 inch."
    assert kit.desk.row(kit.keys[1]).note.origin.kind is OriginKind.MEMORY
    session.go(kit.keys[2])
    kit.until(kit.panel.memory.none.isVisible)


def test_words_are_looked_up_in_the_memory(kit: Kit) -> None:
    kit.desk.translating.confirm(kit.keys[0])
    kit.desk.until_kept(kit.qtbot)
    kit.panel.look_up("trailer")
    kit.until(lambda: kit.panel.memory.concordance.pairs)
    assert kit.panel.tabs.current == MEMORY
    assert kit.panel.memory.concordance.field.count.text() == "1 found"


def test_a_list_of_terms_begins_and_a_term_shows_in_the_row(kit: Kit) -> None:
    kit.panel.show_tab(TERMS)
    kit.panel.terms.begin.click()
    kit.until(lambda: kit.panel.term_lists.bases)
    kit.panel.add_term("trailer", "kar")
    card = kit.window.findChildren(TermCard)[-1]
    card.forbidden.set_text("aanhanger")
    card.keep.click()
    kit.panel.show_tab(MEMORY)
    kit.until(lambda: len(kit.panel.memory.terms.terms) == 2)
    assert [(each.word, str(each.mark)) for each in kit.panel.memory.terms.terms] == [
        ("kar", "missing"),
        ("aanhanger", "forbidden"),
    ]
    kit.panel.memory.term_taken.emit(1)
    assert "kar" in kit.target(kit.keys[0])


def test_an_error_is_marked_by_keys_only(kit: Kit) -> None:
    kit.panel.mark_error(start=4, end=13)
    card = kit.window.findChildren(MarkCard)[-1]
    assert card.words.toPlainText() == PAIRS[0][1]
    assert card.words.span() == (4, 13)
    for letter in ("1", "c"):
        QTest.keyClicks(card.words, letter)
    QTest.keyClicks(card.note, "Should be kar")
    QTest.keyClick(card.note, Qt.Key.Key_Return)
    (error,) = kit.desk.row(kit.keys[0]).note.errors
    kit.until(lambda: kit.panel.quality.row.errors.lines)
    assert (error.dimension, error.severity) == (Dimension.TERMINOLOGY, ErrorSeverity.CRITICAL)
    assert (error.start, error.end, error.note) == (4, 13, "Should be kar")
    assert error.by
    kit.until(lambda: kit.panel.quality.row.errors.lines)
    line = kit.panel.quality.row.errors.lines[0]
    assert line.words.text == "aanhanger"
    line.remove.click()
    assert kit.desk.row(kit.keys[0]).note.errors == ()


def test_the_words_of_an_error_are_chosen_with_the_arrow_keys(kit: Kit) -> None:
    kit.panel.mark_error()
    card = kit.window.findChildren(MarkCard)[-1]
    QTest.keyClick(card.words, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(3):
        QTest.keyClick(card.words, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert card.words.span() == (0, 3)
    card.side.choose("source")
    assert card.words.toPlainText() == PAIRS[0][0]
    assert card.error.on_source
    card.close_card()


def test_remarks_and_who_wrote_what_stand_in_the_quality_tab(kit: Kit) -> None:
    kit.panel.show_tab(QUALITY)
    kit.desk.translating.edit(kit.keys[0], "Een kar van 5 inch.")
    row = kit.panel.quality.row
    row.comments.written.emit("Is this the old name?")
    kit.until(lambda: row.comments.lines)
    assert [each.text for each in kit.desk.row(kit.keys[0]).note.comments] == ["Is this the old name?"]
    kit.until(lambda: any("Typed by" in line.who.text() for line in row.story.lines))
    row.comments.lines[0].remove.click()
    assert kit.desk.row(kit.keys[0]).note.comments == ()


def test_the_score_of_the_job_counts_the_marked_errors(kit: Kit, tmp_path: Path) -> None:
    kit.desk.translating.confirm(kit.keys[0])
    kit.panel.mark_error()
    kit.window.findChildren(MarkCard)[-1].keep.click()
    kit.panel.quality.switch.choose("job")
    job = kit.panel.quality.job
    kit.until(lambda: "1 error" in job.sentence.text())
    assert job.verdict.text == "Not passed"
    for ending in ("html", "csv", "pdf"):
        path = tmp_path / f"report.{ending}"
        with kit.qtbot.waitSignal(job.quality.written, timeout=PATIENCE_MS):
            job.quality.write(path)
        assert path.stat().st_size > 200
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    job.quality.close()


def test_the_preview_shows_the_finished_file_and_lights_the_row(kit: Kit) -> None:
    kit.panel.show_tab(PREVIEW)
    kit.until(lambda: kit.panel.preview.view.marked)
    assert kit.panel.preview.view.marked == PAIRS[0][1]
    assert "no layout of its own" in kit.panel.preview.note.text()
    kit.desk.translating.go(kit.keys[1])
    kit.until(lambda: kit.panel.preview.view.marked == PAIRS[1][0])
    kit.desk.translating.edit(kit.keys[1], "Een aanhanger!")
    kit.until(lambda: kit.panel.preview.view.marked == "Een aanhanger!")


def test_the_preview_of_a_document_is_the_document(qtbot: QtBot, desk: Bench, tmp_path: Path) -> None:
    kit = Kit(qtbot, desk, tmp_path)
    page = "<h1>Regen</h1><p>Regen</p><p>Kom maar op.</p>"
    desk.fake.answers[WriteBitext] = lambda _request: WrittenBitext(page.encode())
    path = tmp_path / "page.html"
    path.write_text("<h1>Rain</h1><p>Rain</p><p>Bring it on.</p>", encoding="utf-8")
    keys = desk.open_paths(qtbot, [path], "en", "nl")
    session = desk.translating
    session.edit(keys[0], "Regen")
    session.edit(keys[1], "Regen")
    kit.panel.show_tab(PREVIEW)
    session.go(keys[1])
    view = kit.panel.preview.view
    kit.until(lambda: view.marked == "Regen")
    assert view.extraSelections()[0].cursor.blockNumber() == 1
    assert "Kom maar op." in view.toPlainText()
    assert not kit.panel.preview.note.isVisible()
    kit.panel.preview.layouts.close()


def test_a_table_that_came_back_is_shown_before_it_changes_anything(kit: Kit, tmp_path: Path) -> None:
    session = kit.desk.translating
    wire = f"{kit.keys[2].file}/{kit.keys[2].segment}"
    row = ReturnedRow(wire, "Tot ziens", "Warmer")
    kit.desk.fake.answers[ReturnTable] = lambda _request: ReturnedTable((row, ReturnedRow("99/1", "x")))
    session.bring_back(tmp_path / "anna.docx")
    kit.until(lambda: kit.window.findChildren(ReturnedCard))
    card = kit.window.findChildren(ReturnedCard)[-1]
    assert "1 translation is another one, 1 comment is new" in card.words.text()
    assert "1 row belongs to no row" in card.words.text()
    assert kit.target(kit.keys[2]) == "Dag"
    assert card.by.text == "anna"
    card.take.click()
    assert kit.target(kit.keys[2]) == "Tot ziens"
    assert [each.by for each in kit.desk.row(kit.keys[2]).note.comments] == ["anna"]
    kit.desk.fake.answers[ReturnTable] = lambda _request: ReturnedTable((row,))
    session.bring_back(tmp_path / "anna.docx")
    kit.until(lambda: any(not each.take.isEnabled() for each in kit.window.findChildren(ReturnedCard)))
    card = kit.window.findChildren(ReturnedCard)[-1]
    assert not card.take.isEnabled()
    assert "the same" in card.words.text()


def test_only_a_draft_is_written_into_one(kit: Kit) -> None:
    kit.panel.write_draft()
    kit.panel.refresh_draft()
    assert kit.desk.said[-2:] == ["This is no translation of a draft."] * 2


def test_the_translation_of_a_draft_becomes_a_draft(qtbot: QtBot, desk: Bench) -> None:
    panel = SidePanel(desk.translating)
    qtbot.addWidget(panel)
    draft = Draft(DraftId("d1"), brief=Brief(product="Bag", language="en"), copy=Copy({"title": "A bag"}))
    with qtbot.waitSignal(desk.translating.job_opened, timeout=PATIENCE_MS):
        desk.translating.open_draft(draft, "nl")
    desk.translating.edit(desk.translating.order[0], "Een tas")
    with qtbot.waitSignal(desk.translating.written_into, timeout=PATIENCE_MS):
        panel.write_draft()
    job = desk.translating.job
    assert job is not None
    into = desk.store.call(lambda store: store.job(job.id).files[0].into)
    assert desk.store.call(lambda store: store.draft(DraftId(into))).copy.fields["title"] == "Een tas"


def test_without_a_row_nothing_is_asked(qtbot: QtBot, desk: Bench) -> None:
    panel = SidePanel(desk.translating)
    qtbot.addWidget(panel)
    panel.mark_error()
    panel.write_comment()
    assert panel.quality.row.none.isVisibleTo(panel.quality.row)
    assert panel.findChildren(MarkCard) == []
