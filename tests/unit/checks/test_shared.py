"""What all columns have in common."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.checks.shared import shared


def words(*texts: str) -> list[list[str]]:
    return [[text[start:end] for start, end in spans] for text, spans in zip(texts, shared(texts), strict=True)]


def test_what_three_texts_say_in_the_same_words() -> None:
    assert (
        words(
            "The bag weighs 980 grams and holds 18 litres.",
            "This bag weighs 980 grams. It holds 18 litres.",
            "It weighs 980 grams, yet it holds 18 litres.",
        )
        == [["weighs 980 grams", "holds 18 litres."]] * 3
    )


def test_a_single_word_is_no_common_ground() -> None:
    assert words("De tas is licht.", "Een tas van leer.") == [[], []]


def test_nothing_is_shared_by_one_text_or_with_an_empty_one() -> None:
    assert shared(["Alone."]) == ((),)
    assert shared(["Not alone.", ""]) == ((), ())
    assert shared([]) == ()


def test_two_texts_that_are_the_same_share_all() -> None:
    assert words("Väskan är lätt.", "Väskan är lätt.") == [["Väskan är lätt."], ["Väskan är lätt."]]


@given(st.lists(st.text(alphabet="ab c.\n", max_size=40), min_size=2, max_size=4))
def test_every_shared_span_reads_the_same_everywhere(texts: list[str]) -> None:
    found = words(*texts)
    assert all(each == found[0] for each in found)
