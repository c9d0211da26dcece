"""The Memory tab: matches with their differences, words looked up, and the terms of the row."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.core.term import Term
from desktop.core.translation import Concordance, MatchKind, MemoryMatch
from desktop.runtime.translating_values import TermHit, TermStanding
from desktop.views.translate.side_memory import MemoryTab
from desktop.views.translate.side_row_terms import row_terms
from desktop.views.translate.side_text import Look, marked_runs

SOURCE = "{1}Trek trailer{2}, €1,299.00. Folding frame."
MATCHES = (
    MemoryMatch(93, MatchKind.FUZZY, "Trek trailer, €1,199.00. Folding frame.", "Trek-aanhanger, € 1.199,00.", "Autumn",
                at="2025-09-09T10:00:00+00:00"),
    MemoryMatch(81, MatchKind.FUZZY, "City trailer, €899.00. Folding frame.", "Stadsaanhanger", "Autumn", penalty=5),
)  # fmt: skip


def tab(qtbot: QtBot) -> MemoryTab:
    made = MemoryTab()
    qtbot.addWidget(made)
    made.resize(300, 700)
    made.show_matches(MATCHES, SOURCE)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def found(number: int) -> Concordance:
    return Concordance(
        f"{number} ground clearance here", f"{number} bodemvrijheid hier", "Autumn", ((2, 18),), ((2, 15),)
    )


def test_matches_show_where_they_differ_and_the_best_is_open(qtbot: QtBot) -> None:
    made = tab(qtbot)
    first, second = made.cards
    assert (first.percent.text(), first.differs.text(), first.key.text()) == ("93 %", "1 word differs", "Ctrl 1")
    assert [(run.text, run.look) for run in first.source.runs if run.look is not Look.PLAIN] == [
        ("€1,199.00", Look.GONE),
        ("€1,299.00", Look.NEW),
    ]
    assert first.is_open
    assert first.target.isVisible()
    assert not second.target.isVisible()
    assert "Autumn · 9 Sep 2025" in first.place.text()
    assert "penalty 5" in second.differs.text()


def test_a_match_is_opened_and_taken_by_key(qtbot: QtBot) -> None:
    made = tab(qtbot)
    taken: list[int] = []
    made.match_taken.connect(taken.append)
    made.cards[1].setFocus(Qt.FocusReason.TabFocusReason)
    assert made.cards[1].is_open
    assert not made.cards[0].is_open
    QTest.keyClick(made.cards[1], Qt.Key.Key_Return)
    assert taken == [2]


def test_more_than_three_matches_are_a_press_away(qtbot: QtBot) -> None:
    made = tab(qtbot)
    made.show_matches(MATCHES * 3, SOURCE)
    qtbot.waitUntil(made.cards[0].isVisible)
    assert made.more.text() == "3 more"
    assert [card.number for card in made.cards] == [1, 2, 3]
    made.more.click()
    qtbot.waitUntil(lambda: all(card.isVisible() for card in made.cards))
    assert [card.number for card in made.cards] == [1, 2, 3, 4, 5, 6]
    made.show_matches(MATCHES, SOURCE)
    assert not made.more.isVisible()


def test_without_a_match_a_sentence_says_so(qtbot: QtBot) -> None:
    made = tab(qtbot)
    made.show_matches((), SOURCE)
    assert made.cards == []
    assert made.none.isVisible()
    assert made.none.text() == "The memories have nothing like this row."


def test_words_are_looked_up_and_all_that_is_found_can_be_shown(qtbot: QtBot) -> None:
    made = tab(qtbot)
    asked: list[str] = []
    made.looked_up.connect(asked.append)
    made.look_up("ground clearance")
    made.show_found([found(number) for number in range(6)])
    part = made.concordance
    assert asked == ["ground clearance"]
    assert part.field.count.text() == "6 found"
    assert len(part.pairs) == 2
    assert part.all.text() == "Show all 6"
    bold = [run.text for run in part.pairs[0].source.runs if run.look is Look.STRONG]
    assert bold == ["ground clearance"]
    part.all.click()
    assert len(part.pairs) == 6
    assert part.all.text() == "Show fewer"
    made.show_found([])
    assert part.none.isVisible()
    assert not part.all.isVisible()


def test_typing_asks_a_moment_later(qtbot: QtBot) -> None:
    made = tab(qtbot)
    asked: list[str] = []
    made.looked_up.connect(asked.append)
    QTest.keyClicks(made.concordance.field, "kerb")
    qtbot.waitUntil(lambda: asked == ["kerb"])


def test_terms_of_the_row_say_what_the_target_does(qtbot: QtBot) -> None:
    made = tab(qtbot)
    water = Term("water-repellent", "waterafstotend", ("waterdicht",), note="Forbidden claim")
    hits = (
        TermHit(water, 0, 15, in_source=True, standing=TermStanding.OK),
        TermHit(Term("trailer", "aanhanger"), 20, 27, in_source=True, standing=TermStanding.MISSING),
        TermHit(water, 4, 14, in_source=False, standing=TermStanding.FORBIDDEN),
    )
    made.show_terms(row_terms(hits, "Een waterdicht ding"))
    words = [(line.term.word, line.term.mark) for line in made.terms.lines]
    assert words == [
        ("waterafstotend", TermStanding.OK),
        ("waterdicht", TermStanding.FORBIDDEN),
        ("aanhanger", TermStanding.MISSING),
    ]
    assert made.terms.lines[1].word.runs[0].look is Look.STRUCK
    taken: list[int] = []
    made.term_taken.connect(taken.append)
    QTest.keyClick(made.terms.lines[2], Qt.Key.Key_Return)
    assert taken == [3]


def test_marked_words_keep_the_text_whole() -> None:
    runs = marked_runs("more ground than before", ((5, 11), (5, 11), (12, 16)))
    assert "".join(run.text for run in runs) == "more ground than before"
    assert [run.text for run in runs if run.look is Look.STRONG] == ["ground", "than"]
