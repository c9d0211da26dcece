"""The Terms tab with its card, the remarks on a row, and the story of a row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from desktop.core.segment import SegmentState
from desktop.core.term import Term
from desktop.core.translation import Comment, Job, Origin, OriginKind, RowNote, TermBase
from desktop.runtime.translation_terms import TranslationTerms
from desktop.views.translate.side_comments import CommentsPart
from desktop.views.translate.side_story import StoryPart
from desktop.views.translate.side_term_card import TermCard
from desktop.views.translate.side_terms import TermsTab
from desktop.views.translate.side_text import Look

JOB = Job(1, "Spring", "en", "nl", term_bases=(7,))
WATER = Term("water-repellent", "waterafstotend", ("waterdicht",), note="Forbidden claim", id=3)
TRAILER = Term("trailer", "aanhanger", id=4)


class Lists:
    """Two term lists in memory, as the store answers."""

    def __init__(self) -> None:
        self.kept: dict[int, list[Term]] = {7: [WATER, TRAILER], 8: []}

    def term_bases(self) -> list[TermBase]:
        return [TermBase(7, "Trailers", len(self.kept[7])), TermBase(8, "Bags", 0)]

    def terms(self, base: int, _source: str = "", _target: str = "") -> list[Term]:
        return list(self.kept[base])

    def put_term(self, base: int, term: Term) -> Term:
        self.kept[base] = [each for each in self.kept[base] if each.id != term.id] + [term]
        return term

    def put_terms(self, base: int, terms: list[Term]) -> int:
        self.kept[base] += terms
        return len(terms)

    def delete_term(self, base: int, id: int) -> None:
        self.kept[base] = [each for each in self.kept[base] if each.id != id]


class AtOnce:
    """A store's thread that does its work at once."""

    def __init__(self, store: Lists) -> None:
        self.store = store

    def submit(self, work: Callable[[Lists], Any], then: Callable[[Any], None], _failed: object) -> None:
        then(work(self.store))


def tab(qtbot: QtBot, lists: Lists) -> tuple[TermsTab, TranslationTerms, QMainWindow]:
    window = QMainWindow()
    qtbot.addWidget(window)
    terms = TranslationTerms(cast("Any", AtOnce(lists)), window)
    terms.show_job(JOB)
    made = TermsTab(terms)
    made.show_languages("en", "nl")
    window.setCentralWidget(made)
    window.resize(900, 700)
    window.show()
    qtbot.waitExposed(window)
    return made, terms, window


def shown(made: TermsTab) -> list[str]:
    return [entry.term.source for entry in made.list.terms.entries]


def test_terms_are_found_by_any_of_their_words(qtbot: QtBot) -> None:
    made, _, _ = tab(qtbot, Lists())
    assert shown(made) == ["water-repellent", "trailer"]
    made.field.setText("waterdicht")
    assert shown(made) == ["water-repellent"]
    made.field.setText("nothing like it")
    assert shown(made) == []
    assert made.none.isVisible()
    assert made.count.text() == "2 terms"


def test_a_term_is_changed_and_deleted_in_its_card(qtbot: QtBot) -> None:
    lists = Lists()
    made, terms, window = tab(qtbot, lists)
    edited: list[bool] = []
    terms.edited.connect(lambda: edited.append(True))
    made.list.chosen.emit(made.list.terms.entries[0])
    card = window.findChildren(TermCard)[-1]
    card.forbidden.set_text("waterdicht, waterproof, waterdicht")
    card.case.setChecked(True)
    card.keep.click()
    changed = next(term for term in lists.kept[7] if term.id == 3)
    assert changed.forbidden == ("waterdicht", "waterproof")
    assert changed.case
    assert edited == [True]
    made.list.chosen.emit(made.list.terms.entries[0])
    window.findChildren(TermCard)[-1].delete.click()
    assert [term.id for term in lists.kept[7]] == [3]


def test_a_new_term_begins_with_the_words_that_were_chosen(qtbot: QtBot) -> None:
    lists = Lists()
    made, _, window = tab(qtbot, lists)
    made.add_term("ground clearance", "")
    card = window.findChildren(TermCard)[-1]
    assert card.source.text == "ground clearance"
    assert not card.keep.isEnabled()
    QTest.keyClicks(card.target.edit, "bodemvrijheid")
    QTest.keyClick(card.target.edit, Qt.Key.Key_Return)
    new = lists.kept[7][-1]
    assert (new.source, new.target, new.source_language, new.target_language) == (
        "ground clearance", "bodemvrijheid", "en", "nl",
    )  # fmt: skip
    assert "ground clearance" in shown(made)


def test_without_a_list_one_is_asked_for(qtbot: QtBot) -> None:
    made, terms, _ = tab(qtbot, Lists())
    asked: list[bool] = []
    made.base_asked.connect(lambda: asked.append(True))
    terms.show_job(None)
    assert made.begin.isVisibleTo(made)
    made.begin.click()
    made.add_term()
    assert asked == [True, True]


def test_a_table_of_terms_comes_in(qtbot: QtBot, tmp_path: Path) -> None:
    lists = Lists()
    made, terms, _ = tab(qtbot, lists)
    path = tmp_path / "terms.csv"
    path.write_text("source,target,forbidden\nkerb,stoeprand,\nhood,kap,capuchon\n", encoding="utf-8")
    with qtbot.waitSignal(terms.said) as said:
        made.bring_in(7, str(path))
    assert said.args == ["2 terms came in from terms.csv."]
    assert [term.source for term in lists.kept[7]][-2:] == ["kerb", "hood"]
    terms.close()


@pytest.mark.parametrize("name", ["out.csv", "out.tbx"])
def test_a_list_is_written_to_a_file_that_can_be_read_again(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    made, terms, _ = tab(qtbot, Lists())
    path = tmp_path / name
    with qtbot.waitSignal(terms.said):
        terms.take_out(7, path)
    assert "waterdicht" in path.read_text(encoding="utf-8-sig")
    with qtbot.waitSignal(terms.said) as said:
        made.bring_in(7, str(path))
    assert said.args == [f"2 terms came in from {name}."]
    with qtbot.waitSignal(terms.failed) as failed:
        terms.take_out(7, tmp_path / "no folder" / "out.csv")
    assert failed.args is not None
    assert "cannot be written" in failed.args[0].message
    terms.close()


def test_a_file_without_terms_and_one_that_is_gone_are_told(qtbot: QtBot, tmp_path: Path) -> None:
    lists = Lists()
    made, terms, _ = tab(qtbot, lists)
    path = tmp_path / "terms.csv"
    path.write_text("source,target\n", encoding="utf-8")
    with qtbot.waitSignal(terms.failed) as failed:
        made.bring_in(7, str(path))
    assert failed.args is not None
    assert "has no term" in failed.args[0].message
    with qtbot.waitSignal(terms.failed) as failed:
        made.bring_in(7, str(tmp_path / "gone.tbx"))
    assert failed.args is not None
    assert "gone.tbx cannot be read" in failed.args[0].message
    assert len(lists.kept[7]) == 2
    terms.close()


def test_remarks_are_written_and_taken_away(qtbot: QtBot) -> None:
    made = CommentsPart()
    qtbot.addWidget(made)
    said = Comment("Is this the old name?", "Hedda", "2025-11-20T10:00:00+00:00")
    made.show_comments((said,))
    assert "Hedda" in made.lines[0].who.text()
    written: list[str] = []
    removed: list[Comment] = []
    made.written.connect(written.append)
    made.removed.connect(removed.append)
    made.show()
    QTest.keyClicks(made.field, "Yes, it is")
    QTest.keyClick(made.field, Qt.Key.Key_Return)
    QTest.keyClick(made.field, Qt.Key.Key_Return)
    made.lines[0].remove.click()
    assert written == ["Yes, it is"]
    assert removed == [said]


def test_the_story_of_a_row_names_each_writer_and_marks_the_change(qtbot: QtBot) -> None:
    made = StoryPart()
    qtbot.addWidget(made)
    assert made.none.isVisibleTo(made)
    first = RowNote("a", "Een waterdichte hoes", SegmentState.DRAFT, Origin(OriginKind.MODEL, model="local/qwen"))
    second = RowNote("a", "Een waterafstotende hoes", SegmentState.TRANSLATED, Origin(OriginKind.TYPED), by="Hedda")
    third = RowNote("a", "Een waterafstotende hoes", SegmentState.REVIEWED, Origin(OriginKind.TYPED), by="Hedda")
    made.show_story((third, second, first))
    assert [line.who.text() for line in made.lines] == ["Typed by Hedda", "Typed by Hedda", "Translated by qwen"]
    looks = {run.text: run.look for run in made.lines[1].text.runs}
    assert looks["waterdichte"] is Look.GONE
    assert looks["waterafstotende"] is Look.NEW
    assert not made.lines[0].text.isVisibleTo(made.lines[0])
    assert "reviewed" in made.lines[0].when.text()
