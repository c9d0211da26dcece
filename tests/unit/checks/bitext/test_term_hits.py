"""Where terms stand, in their forms and within compounds, and what became of them."""

from __future__ import annotations

import time

import pytest

from desktop.checks.bitext.term_hits import TermState, term_hits, term_marks
from desktop.core.term import Term
from desktop.core.translation_finding import Side


def hits(text: str, language: str, *terms: Term, side: Side = Side.SOURCE) -> list[tuple[str, str]]:
    return [(hit.term.source, text[hit.start : hit.end]) for hit in term_hits(text, language, terms, side)]


@pytest.mark.parametrize(
    ("language", "term", "text", "found"),
    [
        ("en", "button", "Two Buttons and a button.", ["Buttons", "button"]),
        ("en", "button", "An unbuttoned shirt", []),
        ("nl", "knop", "De draaiknop en de knoppen", ["draaiknop", "knoppen"]),
        ("nl", "sok", "Wollensokken", []),  # three letters end too many words
        ("sv", "knapp", "Vridknapp, knappar, knappen", ["Vridknapp", "knappar", "knappen"]),
        ("sv-SE", "tröja", "Tröjan är varm", ["Tröjan"]),
        ("en", "power button", "the power  buttons of it", ["power  buttons"]),
        ("en", "power button", "power and button", []),
        ("en", "sock", "", []),
        ("fr", "bouton", "le bouton, les boutons", ["bouton"]),
    ],
)
def test_a_term_is_found_in_its_forms(language: str, term: str, text: str, found: list[str]) -> None:
    assert [each for _, each in hits(text, language, Term(term, "x"))] == found


def test_capitals_count_where_the_term_says_so() -> None:
    assert hits("apple Apple APPLE", "en", Term("Apple", "Apple", case=True)) == [("Apple", "Apple")]
    assert len(hits("apple Apple APPLE", "en", Term("apple", "appel"))) == 3


def test_the_longest_term_stands_alone_and_equal_ones_stand_together() -> None:
    terms = (Term("button", "knop"), Term("power button", "aan-uitknop"), Term("button", "toets"))
    assert hits("power button", "en", *terms) == [("power button", "power button")]
    assert hits("a button", "en", *terms) == [("button", "button"), ("button", "button")]


def test_terms_of_other_languages_are_passed_over() -> None:
    dutch = Term("button", "knop", source_language="eng", target_language="nl-BE")
    assert hits("button", "en-US", dutch)
    assert not hits("button", "de", dutch)
    assert hits("knop", "dut", dutch, side=Side.TARGET) == [("button", "knop")]
    assert not hits("knop", "sv", dutch, side=Side.TARGET)


def marks(source: str, target: str, *terms: Term) -> list[tuple[str, Side, TermState]]:
    found = term_marks(source, target, ("en", "nl"), terms)
    return [((source if m.side is Side.SOURCE else target)[m.start : m.end], m.side, m.state) for m in found]


def test_what_became_of_a_term() -> None:
    knob = Term("knob", "knop", ("draaiding", "knopje"))
    assert marks("Turn the knob", "Draai aan de knop", knob) == [
        ("knob", Side.SOURCE, TermState.OK), ("knop", Side.TARGET, TermState.OK),
    ]  # fmt: skip
    assert marks("Turn the knob", "Draai aan het draaiding", knob) == [
        ("knob", Side.SOURCE, TermState.MISSING), ("draaiding", Side.TARGET, TermState.FORBIDDEN),
    ]  # fmt: skip
    assert marks("Turn the wheel", "Draai aan het draaiding", knob) == []


def test_any_of_several_translations_will_do() -> None:
    terms = (Term("key", "toets"), Term("key", "sleutel"))
    assert {state for _, _, state in marks("a key", "een sleutel", *terms)} == {TermState.OK}
    assert [state for _, _, state in marks("a key", "een ding", *terms)] == [TermState.MISSING] * 2


def test_a_term_that_only_forbids_asks_for_nothing() -> None:
    only = Term("cheap", "", ("goedkoop",))
    assert marks("cheap socks", "Voordelige sokken", only) == []
    assert marks("cheap socks", "Goedkoop ding", only) == [("Goedkoop", Side.TARGET, TermState.FORBIDDEN)]


def test_thousands_of_terms_cost_little() -> None:
    terms = tuple(Term(f"{one}word{number}", "x") for number in range(100) for one in ("alpha", "bet", "gam", "de"))
    term_hits("warm", "nl", terms, Side.SOURCE)
    began = time.perf_counter()
    for number in range(300):
        term_hits(f"Some words and alphaword{number % 100} in a sentence of length {number}", "nl", terms, Side.SOURCE)
    assert time.perf_counter() - began < 3


def test_a_term_with_a_hyphen_is_found_where_it_stands() -> None:
    term = Term("water-repellent", "waterafstotend", ("water-dicht",))
    source = "Trek trailer. Water-repellent cover."
    marks = term_marks(source, "Een water-dichte hoes.", ("en", "nl"), (term,))
    assert [(mark.start, mark.end, str(mark.state)) for mark in marks] == [(14, 29, "missing"), (4, 16, "forbidden")]
    assert term_hits("C is not C++.", "en", (Term("C++", "C++"),), Side.SOURCE) == []
