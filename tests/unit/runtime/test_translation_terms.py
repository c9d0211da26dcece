"""Terms as a table that can be read again."""

from __future__ import annotations

from desktop.core.term import Term
from desktop.formats.bitext.terms_file import read_terms
from desktop.runtime.translation_terms import no_terms, terms_table


def test_a_table_of_terms_is_read_as_it_was() -> None:
    terms = (Term("water-repellent", "waterafstotend", ("waterdicht", "waterproof"), note="Claim"), Term("hood", "kap"))
    read = read_terms(terms_table(terms), "terms.csv", "en", "nl")
    assert [(each.source, each.target) for each in read] == [("water-repellent", "waterafstotend"), ("hood", "kap")]
    assert set(read[0].forbidden) == {"waterdicht", "waterproof"}
    assert read[0].note == "Claim"


def test_what_looks_like_a_formula_is_made_harmless() -> None:
    assert b"'=cmd" in terms_table((Term("=cmd", "x"),))


def test_a_file_without_terms_says_what_to_look_at() -> None:
    assert "columns" in no_terms("a.csv").problem.hint
