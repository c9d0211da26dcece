"""Where a thing begins and ends among the words around it, and the things that follow it."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.concepts.concept_forms import tokens_of
from desktop.checks.ledger.words.noun_phrases import phrase_at, phrases_from


@pytest.mark.parametrize(
    ("language", "words", "things"),
    [
        ("en", "a rubber bumper protects the corners", ["rubber bumper"]),
        ("en", "a tripod, two brushes and a carry case for the road", ["tripod", "brushes", "carry case"]),
        ("en", "a one-to-one call", ["one-to-one call"]),
        ("en", "and then some", []),
        ("nl", "een leren hoes en ook een laadkabel van een meter", ["leren hoes", "laadkabel"]),
        ("nl", "een muurbeugel wordt meegeleverd", ["muurbeugel"]),
        ("sv", "en liten spegel och två skruvar", ["liten spegel", "skruvar"]),
        ("sv", "ett svärdskydd som sitter kvar", ["svärdskydd"]),
    ],
)
def test_the_things_of_a_row_of_words(language: str, words: str, things: list[str]) -> None:
    tokens = tokens_of(words)
    found = list(phrases_from(tokens, 0, language))
    assert [words[tokens[each.first].start : tokens[each.last].end] for each in found] == things


@pytest.mark.parametrize(
    ("language", "words", "opened", "definite", "bare"),
    [
        ("en", "a hidden pocket", True, False, False),
        ("en", "its hood", False, True, True),
        ("nl", "losse wieltjes", True, False, True),
        ("sv", "den vridbara foten", False, True, False),
    ],
)
def test_what_introduces_it(language: str, words: str, *, opened: bool, definite: bool, bare: bool) -> None:
    found = phrase_at(tokens_of(words), 0, language)
    assert found is not None
    assert (found.opened, found.definite, found.is_bare) == (opened, definite, bare)


def test_where_there_is_none() -> None:
    assert phrase_at(tokens_of("of the"), 0, "en") is None
    assert not list(phrases_from(tokens_of("a hood"), None, "en"))
