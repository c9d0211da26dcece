"""What is put into targets, and what a state becomes by it."""

from __future__ import annotations

import pytest

from desktop.core.finding import Severity
from desktop.core.segment import Segment, SegmentState, Tag, TaggedText, TagKind, tagged
from desktop.core.translation_finding import SegmentFinding, Side
from desktop.runtime.translating_words import fitting, inserted, next_number, next_tag, silenced_as, typed_state


def segment(source: str, target: str = "") -> Segment:
    tags = tuple(Tag(number, TagKind.ALONE, f"<x{number}/>", f"k{number}") for number in (1, 2))
    return Segment("1", "u", tagged(source, {1, 2}), tagged(target, {1, 2}), tags=tags)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SegmentState.UNTRANSLATED, SegmentState.DRAFT),
        (SegmentState.DRAFT, SegmentState.DRAFT),
        (SegmentState.REJECTED, SegmentState.DRAFT),
        (SegmentState.TRANSLATED, SegmentState.TRANSLATED),
        (SegmentState.REVIEWED, SegmentState.TRANSLATED),
        (SegmentState.APPROVED, SegmentState.TRANSLATED),
    ],
)
def test_who_types_takes_back_what_was_vouched_for(before: SegmentState, after: SegmentState) -> None:
    assert typed_state(before, TaggedText("a")) is after
    assert typed_state(before, TaggedText("  ")) is SegmentState.UNTRANSLATED


def test_tags_that_a_segment_has_not_are_left_out_but_not_braces_of_its_source() -> None:
    assert fitting("{1}Twee{7} tassen{2}", segment("{1}Two bags{2}")) == tagged("{1}Twee tassen{2}", {1, 2})
    assert fitting("Hallo {9}", segment("Hello {9}")).text == "Hallo {9}"


def test_words_go_in_at_a_place_but_never_within_a_tag() -> None:
    target = tagged("a{1}b", {1})
    assert inserted(target, "x", 1) == ("ax{1}b", 2)
    assert inserted(target, "x", 2) == ("a{1}xb", 5)
    assert inserted(target, "x", -1) == ("a{1}bx", 6)
    assert inserted(target, "x", 99) == ("a{1}bx", 6)


def test_the_next_number_is_the_first_that_is_missing() -> None:
    assert next_number(segment("1,299.00 for 2 of 2", "")) == "1,299.00"
    assert next_number(segment("1,299.00 for 2 of 2", "1,299.00 voor 2")) == "2"
    assert next_number(segment("2 bags", "2 tassen")) == ""


def test_the_next_tag_is_the_first_that_is_missing() -> None:
    assert next_tag(segment("{1}a{2}", "")) == "{1}"
    assert next_tag(segment("{1}a{2}", "{1}")) == "{2}"
    assert next_tag(segment("{1}a{2}", "{2}{1}")) == ""


def test_a_silenced_finding_goes_by_its_check_and_words() -> None:
    found = SegmentFinding("1", "numbers", Severity.ERROR, Side.TARGET, 0, 1, "6", "No.")
    assert silenced_as(found) == "numbers:6"


def test_braces_around_what_is_no_number_of_a_tag_are_words() -> None:
    endless = f"{{{'9' * 5000}}}"
    assert fitting(f"a {endless} {{1}} {{3}}", segment("Press {1}")).text == f"a {endless} {{1}} "
