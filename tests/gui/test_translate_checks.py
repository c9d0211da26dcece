"""The Checks tab: the row's own findings with their fixes, and those of all files by kind."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.core.finding import Severity
from desktop.core.translation import RowKey
from desktop.core.translation_finding import SegmentFinding, Side
from desktop.views.translate.side_check_rows import Place, PlaceRow, kind_rows, places_of
from desktop.views.translate.side_checks import ChecksTab

UNITS = SegmentFinding(
    "a", "units", Severity.ERROR, Side.TARGET, 4, 13, "12,7 inch", "The English says 5 inch.", ("5 inch",)
)
CAPITALS = SegmentFinding(
    "a", "capitals", Severity.INFO, Side.TARGET, 0, 3, "het", "Begins with a capital.", ("Het", "HET")
)
TERMS = SegmentFinding("b", "terms", Severity.WARNING, Side.TARGET, 0, 3, "hoes", "Is called something else.")


def tab(qtbot: QtBot) -> ChecksTab:
    made = ChecksTab()
    qtbot.addWidget(made)
    made.resize(300, 700)
    made.show_findings((CAPITALS, UNITS))
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_gravest_finding_of_the_row_comes_first(qtbot: QtBot) -> None:
    made = tab(qtbot)
    assert [part.finding for part in made.parts] == [UNITS, CAPITALS]
    assert made.count == (2, Severity.ERROR)
    assert not made.row_clear.isVisibleTo(made)
    made.show_findings(())
    assert made.row_clear.words == "No check found anything here."
    assert made.parts == []


def test_fixes_and_keeping_tell_which_finding(qtbot: QtBot) -> None:
    made = tab(qtbot)
    fixed: list[tuple[SegmentFinding, int]] = []
    kept: list[SegmentFinding] = []
    chosen: list[SegmentFinding] = []
    made.fixed.connect(lambda finding, number: fixed.append((finding, number)))
    made.kept.connect(kept.append)
    made.finding_chosen.connect(chosen.append)
    made.parts[1].fixes[1].click()
    made.parts[0].keep.click()
    QTest.keyClick(made.parts[0], Qt.Key.Key_Return)
    assert fixed == [(CAPITALS, 1)]
    assert kept == [UNITS]
    assert chosen == [UNITS]


def test_findings_of_all_files_are_folded_by_kind_and_lead_to_their_rows(qtbot: QtBot) -> None:
    made = tab(qtbot)
    first, second = RowKey(1, "a"), RowKey(1, "b")
    made.show_places(places_of({first: 1, second: 2}, {first: (UNITS, CAPITALS), second: (TERMS, UNITS)}))
    assert [(row.title, row.words) for row in made.list.rows] == [
        ("Number and unit do not match", "2 places"),
        ("Term of the list", "1 place"),
        ("Capitals", "1 place"),
    ]
    assert made.all_title.text() == "All files · 4 in 2 rows"
    chosen: list[Place] = []
    made.place_chosen.connect(chosen.append)
    made.list.chosen.emit(made.list.rows[0])
    assert made.list.rows[2].title == "2: The English says 5 inch."
    made.list.chosen.emit(made.list.rows[2])
    assert chosen == [Place(second, 2, UNITS)]
    made.list.chosen.emit(made.list.rows[0])
    assert len(made.list.rows) == 3


def test_while_the_checks_read_nothing_is_called_right(qtbot: QtBot) -> None:
    made = tab(qtbot)
    made.show_places((), checking=True)
    assert made.all_clear.words == "The checks are still reading."
    made.show_findings((), checking=True)
    assert made.row_clear.words == "The checks are still reading."
    made.show_places(())
    assert made.all_clear.words == "No check found anything in the files."


def test_a_kind_with_very_many_places_is_cut_and_says_so() -> None:
    places = [Place(RowKey(1, str(number)), number, UNITS) for number in range(1, 250)]
    rows = kind_rows(places, frozenset({"units"}))
    assert sum(isinstance(row, PlaceRow) for row in rows) == 200
    assert rows[-1].title == "49 more places"
