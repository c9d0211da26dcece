from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.store.folding import LONGEST_WORD, fold, plain, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Crème BRÛLÉE", ["creme", "brulee"]),
        ("ideeën coördinatie", ["ideeen", "coördinatie"]),
        ("Får är ÖL", ["får", "är", "öl"]),
        ("Fa\u030ar", ["får"]),
        ("kop\u00adpel\u200bteken", ["koppelteken"]),
        ("T-shirt_XL 100% 0,5 l", ["t", "shirt", "xl", "100", "0", "5", "l"]),
        ("ﬁets ＡＢＣ Straße", ["fiets", "abc", "strasse"]),
        ("a\0b", ["a", "b"]),
        ("", []),
    ],
)
def test_words_are_folded_as_a_writer_expects(text: str, words: list[str]) -> None:
    assert list(words_of(text)) == words


def test_letters_of_their_own_have_a_plain_form() -> None:
    assert plain("smörgås") == "smorgas"
    assert plain("ærø") == "aero"


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_long_texts_are_cut_between_words_only() -> None:
    text = "sok " * 40_000
    assert set(words_of(text)) == {"sok"}
    assert sum(1 for _ in words_of(text)) == 40_000


def test_a_word_of_ten_megabytes_is_cut_short() -> None:
    began = time.process_time()
    assert max(len(word) for word in words_of("x" * 10_000_000)) == LONGEST_WORD
    assert time.process_time() - began < 5
