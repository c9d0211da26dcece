"""Claims at the text: marks by verdict, the card with its facts, and what one key decides."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.core.finding import CheckReport, Claim, Finding, Severity, Verdict
from desktop.core.rulings import Silence
from desktop.core.settings import KNOWN_WORDS, SILENCED_CHECKS
from desktop.runtime.options import words_in
from desktop.views.editor.finding_card import FindingCard
from desktop.views.editor.marks import Look
from desktop.views.inspector.inspector import FACTS
from desktop.views.inspector.rows import SILENCED
from desktop.views.main_window import MainWindow
from desktop.views.product.screen import ProductScreen
from tests.fakes.desk import SAMPLE_COPY, FakeDesk, sample_draft
from tests.gui.product_screen import card_of, field, press

ALT = Qt.KeyboardModifier.AltModifier


def claim(name: str, words: str, verdict: Verdict, *facts: str, fixes: tuple[str, ...] = ()) -> Claim:
    start = SAMPLE_COPY.text(name).index(words)
    return Claim(name, start, start + len(words), words, verdict, facts, "property", f"About {words}.", fixes)


def finding_of(each: Claim) -> Finding:
    severity = Severity.ERROR if each.verdict is Verdict.CONTRADICTED else Severity.WARNING
    check = f"claims.{each.kind}"
    return Finding(check, severity, each.field, each.start, each.end, each.text, each.reason, each.facts, each.fixes)


WRONG = claim("title", "water-repellent", Verdict.CONTRADICTED, "f5", fixes=("showerproof", "dry"))
DOUBT = claim("description", "outlasts most trends", Verdict.UNSUPPORTED)
RIGHT = claim("description", "980 grams", Verdict.SUPPORTED, "f1")
OPINION = claim("description", "has a place of its own", Verdict.OPINION)
MISSPELLED = Finding("spelling.word", Severity.WARNING, "description", 11, 19, "backpack", "In no dictionary.")
_ALL = (WRONG, DOUBT, RIGHT, OPINION)
REPORT = CheckReport(
    (finding_of(WRONG), finding_of(DOUBT), MISSPELLED), (WRONG, DOUBT, RIGHT, OPINION), ("f7",), open=2
)


@pytest.fixture
def screen(window: MainWindow, desk: FakeDesk) -> ProductScreen:
    desk.session.open(sample_draft())
    say(desk, REPORT)
    page = window.page
    assert isinstance(page, ProductScreen)
    return page


def open_card(screen: ProductScreen, each: Claim | Finding) -> FindingCard:
    """Put the caret into the words and press Alt+Enter."""
    editor = field(screen, each.field).editor
    editor.setFocus()
    cursor = editor.textCursor()
    cursor.setPosition(each.start + 1)
    editor.setTextCursor(cursor)
    press(editor, Qt.Key.Key_Return, ALT)
    card = card_of(screen)
    assert card is not None
    assert card.finding.text == each.text
    return card


def say(desk: FakeDesk, report: CheckReport) -> None:
    """Say this, and let the inspector take it over."""
    desk.checker.say(report)
    QApplication.processEvents()


def shows(screen: ProductScreen, words: str) -> bool:
    """Whether the card that is open speaks of these words."""
    card = card_of(screen)
    return card is not None and card.finding.text == words


# Marks


def test_marks_look_by_verdict(screen: ProductScreen) -> None:
    looks = {
        mark.finding.text: mark.look
        for name in ("title", "description")
        for mark in (*field(screen, name).editor.marks.marks, *field(screen, name).editor.marks.quiet)
    }
    assert looks == {
        "water-repellent": Look.WRONG,
        "outlasts most trends": Look.DOUBT,
        "backpack": Look.WAVE,
        "980 grams": Look.QUIET,
        "has a place of its own": Look.QUIET,
    }


def test_icons_stand_beside_what_is_wrong_or_doubtful_only(screen: ProductScreen) -> None:
    marks = field(screen, "description").editor.marks
    assert [mark.finding.text for _, mark in marks.icons(0)] == ["outlasts most trends"]


def test_supported_words_look_as_all_words_do(screen: ProductScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    editor = field(screen, "seo_description").editor
    plain = editor.grab().toImage()
    right = claim("seo_description", "980 grams", Verdict.SUPPORTED, "f1")
    say(desk, CheckReport((), (right,)))
    assert len(editor.marks.quiet) == 1
    assert editor.grab().toImage() == plain


def test_f8_goes_on_and_shift_f8_back_past_what_is_quiet(screen: ProductScreen, qtbot: QtBot) -> None:
    editor = field(screen, "title").editor
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    for words in ("water-repellent", "backpack", "outlasts most trends"):
        press(screen.window().focusWidget(), Qt.Key.Key_F8)
        qtbot.waitUntil(lambda: shows(screen, words))  # noqa: B023 - waited for within the turn
    press(field(screen, "description").editor, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: shows(screen, "backpack"))


# The card


def test_the_card_shows_the_fact_that_decides_and_leads_to_it(screen: ProductScreen) -> None:
    card = open_card(screen, WRONG)
    assert card.accessibleName() == "Contradicts a fact"
    assert [line.accessibleName() for line in card.facts] == ["Fact: Water: water-repellent"]
    card.facts[0].click()
    assert card_of(screen) is None
    assert screen.brief.table.currentIndex().row() == 4


def test_a_number_or_enter_presses_a_fix_in_the_card(screen: ProductScreen, desk: FakeDesk) -> None:
    card = open_card(screen, WRONG)
    assert card.isAncestorOf(card.window().focusWidget())
    press(card.buttons[0], Qt.Key.Key_2)
    assert "dry" in desk.session.draft.copy.text("title")
    desk.session.undo()
    say(desk, REPORT)
    press(open_card(screen, WRONG).buttons[0], Qt.Key.Key_Return)
    assert "showerproof" in desk.session.draft.copy.text("title")
    assert field(screen, "title").editor.hasFocus()


def test_words_become_a_fact_by_one_key_while_the_caret_stays(screen: ProductScreen, desk: FakeDesk) -> None:
    open_card(screen, DOUBT)
    press(field(screen, "description").editor, Qt.Key.Key_F, ALT)
    added = desk.session.draft.brief.facts[-1]
    assert (added.value, added.source) == ("outlasts most trends", "from the text")
    assert screen.brief.table.currentIndex().row() == 8
    desk.session.undo()
    assert len(desk.session.draft.brief.facts) == 8


def test_words_become_an_opinion_and_a_claim_again(screen: ProductScreen, desk: FakeDesk) -> None:
    card = open_card(screen, DOUBT)
    press(card, Qt.Key.Key_O)
    assert desk.session.draft.brief.rulings.opinions == ("outlasts most trends",)
    held = claim("description", "outlasts most trends", Verdict.OPINION)
    say(desk, CheckReport((), (held,)))
    again = open_card(screen, held)
    assert again.accessibleName() == "An opinion"
    again.actions_shown["o"].click()
    assert list(desk.session.draft.brief.rulings.opinions) == []


def test_a_remark_is_silenced_here_in_the_draft_and_everywhere(screen: ProductScreen, desk: FakeDesk) -> None:
    for place, expected in (("Here", 1), ("This check in this draft", 2)):
        say(desk, REPORT)
        menu = open_card(screen, DOUBT).silence_menu()
        next(action for action in menu.actions() if action.text() == place).trigger()
        assert len(desk.session.draft.brief.rulings.silenced) == expected
    assert desk.session.draft.brief.rulings.silenced[1] == Silence("claims.property")
    say(desk, REPORT)
    open_card(screen, MISSPELLED).silence_menu().actions()[2].trigger()
    assert words_in(desk.settings, SILENCED_CHECKS) == ("spelling.word",)


def test_what_was_silenced_is_brought_back_from_the_inspector(screen: ProductScreen, desk: FakeDesk) -> None:
    desk.decisions.silence_in_draft("claims.property")
    desk.decisions.mark_opinion("outlasts most trends")
    desk.decisions.silence_everywhere("spelling.word")
    say(desk, CheckReport())
    rows = screen.inspector.checks.list
    rows.chosen.emit(next(row for row in rows.rows if row.kind == SILENCED))
    for _ in range(3):
        rows.chosen.emit(next(row for row in rows.rows if row.back is not None))
        say(desk, CheckReport())
    assert desk.session.draft.brief.rulings.silenced == ()
    assert desk.session.draft.brief.rulings.opinions == ()
    assert words_in(desk.settings, SILENCED_CHECKS) == ()
    assert not any(row.kind == SILENCED for row in rows.rows)


def test_a_misspelled_word_offers_likely_ones_and_can_be_known(screen: ProductScreen, desk: FakeDesk) -> None:
    desk.suggestions["backpack"] = ("knapsack", "rucksack")
    card = open_card(screen, MISSPELLED)
    assert [button.text() for button in card.buttons] == ["knapsack", "rucksack"]
    assert set(card.actions_shown) == {"k", "s"}
    card.actions_shown["k"].click()
    assert words_in(desk.settings, KNOWN_WORDS) == ("backpack",)


def test_while_a_model_writes_nothing_can_be_changed_from_a_card(screen: ProductScreen, desk: FakeDesk) -> None:
    desk.session.begin_writing("Write")
    card = open_card(screen, WRONG)
    assert card.buttons == []
    assert card.actions_shown == {}


def test_a_card_says_what_to_do_and_who_says_so(screen: ProductScreen, desk: FakeDesk) -> None:
    law = Finding(
        "policy.eu-green.generic", Severity.ERROR, "description", 5, 10, "light", "Only with proof.",
        advice="Name the certificate.", source="Directive (EU) 2024/825",
    )  # fmt: skip
    heard: list[str] = []
    screen.cards.reached.connect(heard.append)
    say(desk, CheckReport((law,)))
    card = open_card(screen, law)
    shown = [label.text() for label in card.findChildren(QLabel)]
    assert shown.index("Name the certificate.") < shown.index("Source: Directive (EU) 2024/825")
    assert heard == ["A green claim that the EU restricts. Only with proof. Name the certificate."]


# The inspector


def test_the_summary_counts_what_the_facts_support(screen: ProductScreen, desk: FakeDesk) -> None:
    summary = screen.inspector.checks.summary
    assert summary.words == "1 of 3 claims supported"
    assert summary.isVisible()
    say(desk, CheckReport())
    assert not summary.isVisible()


def test_the_model_is_asked_about_open_sentences(screen: ProductScreen, desk: FakeDesk) -> None:
    bar = screen.inspector.checks.judge
    assert bar.isVisible()
    assert bar.ask.text() == "Ask about 2 open sentences"
    bar.ask.click()
    assert desk.judging.asked == 1
    assert bar.stop.isVisible()
    bar.stop.click()
    assert bar.ask.isVisible()
    say(desk, CheckReport())
    assert not bar.isVisible()


def test_supported_claims_are_folded_and_lead_to_their_words(screen: ProductScreen, qtbot: QtBot) -> None:
    rows = screen.inspector.checks.list
    rows.chosen.emit(next(row for row in rows.rows if row.title == "Claims that hold"))
    rows.chosen.emit(next(row for row in rows.rows if row.span == RIGHT))
    qtbot.waitUntil(lambda: (card := card_of(screen)) is not None and card.finding.text == "980 grams")
    card = card_of(screen)
    assert card is not None
    assert card.accessibleName() == "The facts support this"


def test_the_facts_tab_says_what_became_of_each(screen: ProductScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    screen.inspector.tabs.choose(FACTS)
    tab = screen.inspector.facts
    words = {entry.fact.id: entry.words for entry in tab.list.entries}
    assert words["f1"] == "In Description"
    assert words["f5"] == "Contradicted in 1 place"
    assert words["f7"] == "Must be mentioned, and is not"
    assert words["f8"] == "Not in the text"
    assert tab.summary.text() == "8 facts · 1 used · 1 contradicted · 1 forgotten"
    tab.list.setFocus()
    tab.list.choose("f5")
    assert [button.accessibleName() for button in tab.detail.places] == ["Title: “water-repellent”"]
    press(tab.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (card := card_of(screen)) is not None and card.finding.text == "water-repellent")


def test_facts_are_approved_and_made_a_must_from_the_tab(screen: ProductScreen, desk: FakeDesk) -> None:
    screen.inspector.tabs.choose(FACTS)
    tab = screen.inspector.facts
    tab.list.choose("f2")
    tab.detail.must.click()
    tab.detail.approved.click()
    press(tab.list, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    fact = desk.session.draft.brief.facts[1]
    assert (fact.must_mention, fact.approved) == (False, False)
    say(desk, REPORT)
    assert tab.list.entries[1].words == "Not approved: supports nothing"
    for _ in range(3):
        desk.session.undo()
    assert desk.session.draft.brief.facts[1].approved


def test_facts_that_contradict_each_other_and_strong_ones_left_out(screen: ProductScreen, desk: FakeDesk) -> None:
    conflict = Finding("facts.conflict", Severity.ERROR, "", 0, 0, "", "Two weights.", ("f1", "f2"))
    strong = Finding("facts.selling", Severity.INFO, "", 0, 0, "", "A long warranty sells.", ("f6",))
    say(desk, CheckReport((conflict, strong)))
    screen.inspector.tabs.choose(FACTS)
    entries = {entry.fact.id: entry for entry in screen.inspector.facts.list.entries}
    assert entries["f1"].words == entries["f2"].words == "Contradicts another fact"
    assert entries["f6"].words == "A strong point that is left out"
    screen.inspector.facts.list.choose("f6")
    assert screen.inspector.facts.detail.remarks.text() == "A long warranty sells."


def test_a_screen_reader_hears_the_finding_that_f8_leads_to(
    screen: ProductScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    editor = field(screen, "title").editor
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    press(editor, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: said == ["Contradicts a fact. About water-repellent."])


def test_nothing_is_said_of_a_draft_before_it_was_checked(screen: ProductScreen, desk: FakeDesk) -> None:
    screen.inspector.tabs.choose(FACTS)
    desk.session.open(sample_draft())
    assert screen.inspector.checks.list.rows == ()
    assert not screen.inspector.checks.summary.isVisibleTo(screen)
    assert {entry.words for entry in screen.inspector.facts.list.entries} == {""}
    assert screen.inspector.tabs.accessibleTabName(0) == "Checks"
    say(desk, REPORT)
    assert "Contradicted in 1 place" in {entry.words for entry in screen.inspector.facts.list.entries}
