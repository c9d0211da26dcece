"""Percentages as OmegaT counts them."""

from __future__ import annotations

import pytest

from desktop.core.match_tokens import is_word, match_percent, plain_source, shape_of, tokens_of


@pytest.mark.parametrize(
    ("source", "tokens"),
    [
        ("Press {1}OK{2}, don't wait.", ["Press", " ", "{1}", "OK", "{2}", ",", " ", "don't", " ", "wait", "."]),
        ("1,299.00 of 5", ["1,299.00", " ", "of", " ", "5"]),
        ("{0} {x} 3kg", ["{", "0", "}", " ", "{", "x", "}", " ", "3kg"]),
        ("een  twee\n", ["een", "  ", "twee", "\n"]),
        ("日本語 OK", ["日", "本", "語", " ", "OK"]),
        ("e-mail’s", ["e", "-", "mail’s"]),
        ("", []),
    ],
)
def test_the_pieces_of_a_source(source: str, tokens: list[str]) -> None:
    assert tokens_of(source) == tokens
    assert "".join(tokens) == source


def test_words_are_neither_numbers_nor_tags_nor_signs() -> None:
    assert [token for token in tokens_of("Ät 3 {1} kakor, 4") if is_word(token)] == ["Ät", "kakor"]


@pytest.mark.parametrize(
    ("one", "two", "percent"),
    [
        ("Continue to %{site_name}", "Welcome to %{site_name}!", 77),  # as in OmegaT's own test of statistics: 75–84
        ("Return to %{title}", "Welcome to %{site_name}!", 66),  # 50–74 there
        ("Press the red button", "Press the red button", 100),
        ("Press  the red\nbutton ", "Press the red button", 100),
        ("Press the red button", "Press the blue button", 85),
        ("Press the red button", "press the red button", 85),
        ("3 kg", "4 kg", 66),
        ("{1}OK{2}", "OK", 33),
        ("", "OK", 0),
    ],
)
def test_percentages(one: str, two: str, percent: int) -> None:
    assert match_percent(one, two) == match_percent(two, one) == percent


def test_only_the_same_is_a_hundred() -> None:
    long = " ".join(f"word{place}" for place in range(3_000))
    assert match_percent(long, f"{long} more") == 99


def test_the_shape_is_blind_for_numbers_only() -> None:
    assert shape_of("3 of {1}1,000.5{2} kg") == shape_of("77  of {1}2{2} kg") == "# of {1}#{2} kg"
    assert shape_of("no {1} number") == ""
    assert plain_source(" e\u0301  x ") == "é x"
