"""Long sources in parts that end with a sentence."""

from __future__ import annotations

from desktop.agents.translating_parts import joined, parts_of
from desktop.agents.translating_protecting import guard
from tests.unit.agents.translating import segment

SENTENCE = "The mug is made of clay that comes from a small village by the sea."


def test_a_short_text_stays_whole() -> None:
    given = guard(segment("a", SENTENCE), "en")
    assert parts_of(given, "en", small=True) == (given,)


def test_a_long_text_is_parted_between_sentences_and_joined_as_it_was() -> None:
    given = guard(segment("a", "  ".join([SENTENCE] * 15)), "en")
    parts = parts_of(given, "en", small=True)
    assert len(parts) > 2
    assert all(len(each.inner.split()) <= 70 for each in parts)
    assert "".join(each.inner for each in parts) == given.inner
    assert joined(parts, [each.inner for each in parts], given.inner) == given.inner.strip()
    assert len(parts_of(given, "en", small=False)) == 1


def test_a_sentence_that_is_too_long_stays_one() -> None:
    given = guard(segment("a", "word " * 200 + "end."), "en")
    assert len(parts_of(given, "en", small=True)) == 1


def test_forms_for_one_and_many_are_parts_for_a_small_model() -> None:
    given = guard(segment("a", "%d red mug|%d red mugs"), "en")
    parts = parts_of(given, "en", small=True)
    assert [each.shown for each in parts] == ["<1> red mug", "<1> red mugs"]
    assert joined(parts, ["<1> mok", "<1> mokken"], given.inner) == "<1> mok|<1> mokken"
    assert len(parts_of(given, "en", small=False)) == 1
