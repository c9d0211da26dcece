"""Values of facts that say yes or no, in three languages."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.answers import answer_of, is_absent, is_included, is_plain_answer


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("yes", True),
        ("Ja, MagSafe", True),
        ("ingår", True),
        ("nee, alleen handwas", False),
        ("Ingår ej", False),
        ("niet inbegrepen", False),
        ("Säljs separat", False),
        ("none (unlined)", False),
        ("0,0 %", False),
        ("Fri", False),
        ("0.5 l", None),
        ("0-3 years", None),
        ("oak", None),
    ],
)
def test_a_value_says_yes_or_no_or_something_else(value: str, answer: bool | None) -> None:
    assert answer_of(value) is answer


def test_what_comes_along_and_what_does_not() -> None:
    assert is_included("2 x AAA, ingår")
    assert not is_included("ingår ej")
    assert is_absent("sold separately")
    assert not is_absent("included")


def test_only_a_bare_answer_answers_for_the_words_of_the_name() -> None:
    assert is_plain_answer("nej")
    assert is_plain_answer("ja, MagSafe")
    assert not is_plain_answer("Ej halkskyddad")
    assert not is_plain_answer("free")
