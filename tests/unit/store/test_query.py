from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.store.query import MOST_WORDS, Term, parse


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("   ", ()),
        ("wo", (Term("wo", prefix=True),)),
        ("wol sok", (Term("wol"), Term("sok", prefix=True))),
        ("wol sok ", (Term("wol"), Term("sok"))),
        ("wol* sok ", (Term("wol", prefix=True), Term("sok"))),
        ("merino w", (Term("merino"),)),
        ("w", (Term("w"),)),
        ("T-shirt", (Term("t"), Term("shirt", prefix=True))),
        ("wol wol", (Term("wol", prefix=True),)),
        ("Crème", (Term("creme", prefix=True),)),
        ("\"'", ()),
        ("NEAR(", (Term("near"),)),
        ("* - ^ : ) (", ()),
        ("AND OR NOT", (Term("and"), Term("or"), Term("not", prefix=True))),
        ("a\0b", (Term("a"),)),
    ],
)
def test_queries_are_read_as_words(text: str, terms: tuple[Term, ...]) -> None:
    assert parse(text) == terms


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_no_text_is_an_error(text: str) -> None:
    terms = parse(text)
    assert len(terms) <= MOST_WORDS
    assert all(term.word.isalnum() for term in terms)


def test_only_so_many_words_count() -> None:
    assert len(parse(" ".join(f"w{n}" for n in range(100)))) == MOST_WORDS
