"""Segments split and joined as the grid shows them, and what their file gets back."""

from __future__ import annotations

import pytest

from desktop.core.errors import UserError
from desktop.core.reshaping import base_id, changes_of, join_with_next, part_of, put_together, reshape, split_at
from desktop.core.segment import Change, Segment, SegmentState, Tag, TaggedText, TagKind, tagged
from desktop.core.translation import Reshaping

OPEN, DRAFT, DONE = SegmentState.UNTRANSLATED, SegmentState.DRAFT, SegmentState.REVIEWED
TAGS = tuple(Tag(number, TagKind.ALONE, f"<x{number}/>", f"k{number}") for number in (1, 2))


def segment(name: str, source: str, target: str = "", *, unit: str = "u", locked: bool = False) -> Segment:
    return Segment(name, unit, tagged(source, {1, 2}), tagged(target, {1, 2}), OPEN, TAGS, locked=locked)


THREE = (segment("1", "One {1}bag.  Two bags."), segment("2", "Three.", "Drie."), segment("3", "Four.", unit="v"))


def test_a_split_segment_is_shown_in_parts_and_put_together_again() -> None:
    shape = split_at(THREE[0], THREE[0], (), 12)
    assert shape == (Reshaping("1", (12,)),)
    parts = reshape(THREE, shape)
    assert [(each.id, each.source.text) for each in parts] == [
        ("1#1", "One {1}bag."), ("1#2", "Two bags."), ("2", "Three."), ("3", "Four."),
    ]  # fmt: skip
    assert parts[0].source.numbers == (1,)
    wanted = {"1#1": Change(tagged("Een {1}tas.", {1}), DONE), "1#2": Change(tagged("Twee tassen.", set()), DRAFT)}
    assert changes_of(THREE, shape, wanted) == {"1": Change(tagged("Een {1}tas.  Twee tassen.", {1}), DRAFT)}


def test_a_part_that_is_not_done_leaves_the_other_one_alone() -> None:
    shape = (Reshaping("1", (12,)),)
    (change,) = changes_of(THREE, shape, {"1#2": Change(TaggedText("Twee."), DONE)}).values()
    assert (change.target.text, change.state) == ("Twee.", OPEN)


def test_a_part_is_split_again_by_its_own_places() -> None:
    whole = segment("1", "One. Two. Three.")
    shape = split_at(whole, whole, (), 5)
    second = reshape([whole], shape)[1]
    assert second.source.text == "Two. Three."
    shape = split_at(second, whole, shape, 5)
    assert [each.source.text for each in reshape([whole], shape)] == ["One.", "Two.", "Three."]
    again = join_with_next([whole], shape, "1#2")
    assert [each.source.text for each in reshape([whole], again)] == ["One.", "Two. Three."]
    assert join_with_next([whole], again, "1#1") == ()


def test_joined_segments_are_one_and_the_first_gets_the_target() -> None:
    shape = join_with_next(THREE, (), "1")
    joined, last = reshape(THREE, shape)
    assert (joined.id, joined.source.text, joined.target.text) == ("1", "One {1}bag.  Two bags. Three.", "Drie.")
    assert last.id == "3"
    change = Change(TaggedText("Een, twee, drie."), DONE)
    assert changes_of(THREE, shape, {"1": change}) == {"1": change, "2": Change(TaggedText(), DONE)}
    assert split_at(joined, THREE[0], shape, 12) == ()


@pytest.mark.parametrize("at", [0, 4, 6, 21])
def test_what_has_no_words_on_one_side_or_is_within_a_tag_is_not_split(at: int) -> None:
    whole = segment("1", "{1}One {2}bag. {1}Two.")
    places = {0: 0, 4: 1, 6: 8, 21: 22}
    with pytest.raises(UserError):
        split_at(whole, whole, (), places[at])


@pytest.mark.parametrize(
    "second",
    [
        segment("2", "Two.", unit="other"),
        segment("2", "Two {1}.", ""),
        segment("2", "Two.", "{1}"),
        segment("2", "Two.", locked=True),
    ],
)
def test_segments_of_other_units_with_tags_or_locked_are_not_joined(second: Segment) -> None:
    with pytest.raises(UserError):
        join_with_next([segment("1", "One."), second], (), "1")


def test_the_last_segment_has_none_to_be_joined_with() -> None:
    with pytest.raises(UserError):
        join_with_next(THREE, (), "3")


def test_what_was_said_of_a_segment_that_is_gone_is_left() -> None:
    assert reshape(THREE, (Reshaping("9", (3,)), Reshaping("3", joined=4))) == THREE
    assert changes_of(THREE, (Reshaping("9", (3,)),), {}) == {}


def test_a_change_that_changes_nothing_is_none() -> None:
    assert changes_of(THREE, (), {"2": Change(THREE[1].target, THREE[1].state)}) == {}


def test_ids_that_look_like_parts_are_what_they_are() -> None:
    assert base_id("1#2", {"1"}) == ("1", 2)
    assert base_id("1#2", {"1", "1#2"}) == ("1#2", 0)
    assert base_id("7", {"1"}) == ("7", 0)


def test_words_are_parted_and_put_together_with_their_tags() -> None:
    text = tagged("a {1} b {2} c", {1, 2})
    assert part_of(text, 1, 7) == tagged("{1} b", {1})
    assert put_together([tagged("{1}a", {1}), TaggedText(), tagged("b{2}", {2})], ["", " "]) == tagged(
        "{1}a b{2}", {1, 2}
    )
