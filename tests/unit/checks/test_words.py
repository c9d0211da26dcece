from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.checks.words import find_phrase, has_word, plain_form, same_word, split_words, words_of


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("bag", "bags", "en"),
        ("battery", "batteries", "en"),
        ("recycle", "recycling", "en"),
        ("recycled", "recycle", "en"),
        ("automatic", "automatically", "en"),
        ("goedkoop", "goedkope", "nl"),
        ("leer", "leren", "nl"),
        ("glas", "glazen", "nl"),
        ("rugzak", "rugzakken", "nl"),
        ("brief", "brieven", "nl"),
        ("wol", "wollen", "nl"),
        ("tas", "tasje", "nl"),
        ("väska", "väskorna", "sv"),
        ("dator", "datorn", "sv"),
        ("återvunnen", "återvunna", "sv"),
        ("billig", "billigt", "sv"),
        ("Café", "cafe", "nl"),
        ("BAG", "bag", ""),
    ],
)
def test_one_word_in_two_forms(one: str, other: str, language: str) -> None:
    assert same_word(plain_form(one), plain_form(other), language)
    assert same_word(plain_form(other), plain_form(one), language)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("car", "care", "en"),
        ("water", "waterproof", "en"),
        ("universal", "university", "en"),
        ("bar", "bara", "sv"),
        ("år", "ar", "sv"),
        ("kopp", "kupp", "sv"),
        ("glas", "glans", "nl"),
        ("bags", "bag", ""),
        ("tas", "tast", "en"),
    ],
)
def test_two_words(one: str, other: str, language: str) -> None:
    assert not same_word(plain_form(one), plain_form(other), language)


def test_words_have_their_places() -> None:
    words = words_of("De “gróte” tas, t.ex. 18-liter")
    assert [(word.start, word.end, word.plain) for word in words] == [
        (0, 2, "de"),
        (4, 9, "grote"),
        (11, 14, "tas"),
        (16, 17, "t"),
        (18, 20, "ex"),
        (22, 24, "18"),
        (25, 30, "liter"),
    ]


def test_compounds_hold_their_parts_in_dutch_and_swedish_only() -> None:
    text = "Een polyesterstof met laptopvak en een reislaptop"
    assert list(find_phrase(text, ("polyester",), "nl", compounds=True)) == [1]
    assert list(find_phrase(text, ("laptop",), "nl", compounds=True)) == [3, 6]
    assert not list(find_phrase(text, ("laptop",), "nl"))
    assert not list(find_phrase(text, ("laptop",), "en", compounds=True))
    assert has_word(text, "laptop", "nl")
    assert not has_word(text, "laptop", "en")


@pytest.mark.parametrize("between", ["\n", "\u2028", ". ", "! "])
def test_words_of_long_lines_are_where_they_stand(between: str) -> None:
    text = between.join(f"The bag number {number} weighs 980 g" for number in range(200))
    words = words_of(text)
    assert [text[word.start : word.end].casefold() for word in words] == [word.lower for word in words]
    assert words == tuple(split_words(text))
    places = list(find_phrase(text, ("bags", "number"), "en"))
    assert [words[place].lower for place in places] == ["bag"] * 200


def test_phrases_are_found_where_they_begin() -> None:
    text = "Goede tassen, een goede tas en een goed idee"
    assert list(find_phrase(text, ("goede", "tas"), "nl")) == [0, 3]
    assert list(find_phrase(text, ("tas",), "nl")) == [1, 4]
    assert list(find_phrase(text, ("een", "goed", "idee", "meer"), "nl")) == []


@given(st.text(max_size=120))
def test_the_words_of_a_text_stand_in_it_in_order(text: str) -> None:
    position = 0
    for word in split_words(text):
        assert position <= word.start < word.end <= len(text)
        assert text[word.start : word.end].casefold() == word.lower
        position = word.end


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["en", "nl", "sv", ""]))
def test_sameness_is_mutual(one: str, other: str, language: str) -> None:
    assert same_word(one, one, language)
    assert same_word(one, other, language) == same_word(other, one, language)
