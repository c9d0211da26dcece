"""The difference of meaning between a source and its back-translation."""

from __future__ import annotations

import itertools

import pytest

from desktop.checks.bitext.back_translation import MeaningDifference, meaning_differences
from desktop.core.finding import Severity
from desktop.core.segment import TaggedText, tagged


def told(source: str, back: str, language: str = "en") -> list[tuple[str, str, str, str]]:
    """Each difference as kind, subject and the words of both texts."""
    found = []
    for each in differences(source, back, language):
        here, there = source[each.source_start : each.source_end], back[each.back_start : each.back_end]
        found.append((each.kind.value, each.subject.value, here, there))
    return found


def differences(source: str, back: str, language: str = "en") -> tuple[MeaningDifference, ...]:
    return meaning_differences(TaggedText(source), TaggedText(back), language)


@pytest.mark.parametrize(
    ("language", "source", "back"),
    [
        ("en", "The kettle holds 1.7 litres and boils quickly.", "The kettle quickly boils and it holds 1.7 liters."),
        ("en", "Orders over €1,250.00 ship free.", "Orders over 1250 euros are shipped free."),
        ("en", "A water bottle for hikers", "A waterbottle for hikers"),
        ("en", "Weighs 2 kg.", "It weighs 2000 g."),
        ("en", "It doesn't leak.", "It does not leak."),
        ("en", "Open until 5 p.m. on 3 May 2026", "Open until 17:00 on May 3, 2026"),
        ("nl", "De dekens wassen op 30 graden.", "De deken op 30 °C wassen."),
        ("sv", "Jackan är vattentät och har två fickor.", "Jackan är vattentät, med 2 fickor."),
        ("de", "Die Hosen sind aus Leinen.", "Die Hose ist aus Leinen."),
    ],
)
def test_mere_rewording_is_silent(language: str, source: str, back: str) -> None:
    assert told(source, back, language) == []


def test_another_number_is_grave() -> None:
    (found,) = differences("Runs for 12 hours.", "Runs for 21 hours.")
    assert (found.kind, found.subject, found.severity) == ("changed", "number", Severity.WARNING)
    assert told("Runs for 12 hours.", "It runs.") == [("missing", "number", "12 hours", "")]
    assert told("Delivered on 3 May", "Delivered on 4 May") == [("changed", "number", "3 May", "4 May")]


def test_a_negation_that_only_one_has_is_grave() -> None:
    assert told("Do not tumble dry.", "Tumble dry.") == [("missing", "negation", "not", "")]
    (found,) = differences("Dishwasher safe.", "Not dishwasher safe.")
    assert (found.kind, found.subject, found.severity) == ("added", "negation", Severity.WARNING)


def test_words_that_are_missing_added_or_changed_are_advice() -> None:
    source = "The waterproof jacket has two pockets and a hood."
    assert told(source, "The jacket has two pockets and a hood.") == [("missing", "words", "waterproof", "")]
    assert told("A warm jacket.", "A warm jacket for children.") == [("added", "words", "", "children")]
    assert told("A red jacket.", "A green jacket.") == [("changed", "words", "red", "green")]
    assert {each.severity for each in differences("A red jacket.", "A green jacket.")} == {Severity.INFO}


def test_code_is_no_content() -> None:
    source = tagged("Click {1}Save{2} for {{name}}.", {1, 2})
    assert meaning_differences(source, TaggedText("Click Save for {{other}}."), "en") == ()


def test_spans_never_overlap_and_are_in_the_texts() -> None:
    source, back = "It is not for 3 small children below 5 years.", "It is for 4 big dogs."
    found = differences(source, back)
    assert found
    for each in found:
        assert 0 <= each.source_start <= each.source_end <= len(source)
        assert 0 <= each.back_start <= each.back_end <= len(back)
    places = sorted((each.source_start, each.source_end) for each in found if each.source_end)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(places))
