"""An outline and its text change together, and lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.outline import headings_of, places_of
from desktop.core.post import INTRODUCTION, Post, Section
from desktop.runtime.post_edits import (
    PostText,
    with_adopted_heading,
    with_changed_section,
    with_merged_section,
    with_moved_section,
    with_new_section,
    without_section,
)

OUTLINE = (Section("s1", "One"), Section("s2", "Two", words=100), Section("s3", "Three", words=50))
BODY = "Opening.\n\n## One\n\nFirst.\n\n## Two\n\nSecond.\n\n## Three\n\nThird.\n"
TEXT = PostText(Post(outline=OUTLINE), BODY)


def order(text: PostText) -> list[str]:
    return [each.id for each in text.post.outline]


def words_of(text: PostText) -> dict[str, str]:
    places = places_of(text.body, text.post.outline)
    return {name: text.body[place.begin : place.stop].strip() for name, place in places.items()}


@given(st.permutations(["s1", "s2", "s3"]), st.integers(0, 2), st.sets(st.sampled_from(["s1", "s2", "s3"])))
def test_a_moved_section_takes_its_words_along_and_the_others_keep_theirs(
    moves: list[str], place: int, missing: set[str]
) -> None:
    body = "Opening.\n\n" + "\n\n".join(
        f"## {each.heading}\n\nWords of {each.id}." for each in OUTLINE if each.id not in missing
    )
    text = PostText(Post(outline=OUTLINE), body)
    before = words_of(text)
    for moved in moves:
        text = with_moved_section(text, moved, place)
        assert order(text)[place] == moved
    assert words_of(text) == before
    places = places_of(text.body, text.post.outline)
    there = [name for name in order(text) if name in places]
    assert there == sorted(there, key=lambda name: places[name].start)
    assert len(there) == 3 - len(missing)


@pytest.mark.parametrize(
    ("section", "place", "headings"),
    [
        ("s1", 2, ["Two", "Three", "One", "Of one"]),
        ("s3", 1, ["One", "Of one", "Three", "Two"]),
        ("s3", 0, ["Three", "One", "Of one", "Two"]),
        ("s2", 0, ["Two", "One", "Of one", "Three"]),
    ],
)
def test_headings_that_nobody_planned_stay_below_their_section(section: str, place: int, headings: list[str]) -> None:
    body = BODY.replace("First.", "First.\n\n### Of one\n\nMore.")
    moved = with_moved_section(PostText(Post(outline=OUTLINE), body), section, place)
    assert [each.text for each in headings_of(moved.body)] == headings
    assert "### Of one\n\nMore." in moved.body


def test_a_renamed_section_has_its_heading_renamed() -> None:
    text = with_changed_section(TEXT, Section("s2", "Second to none", level=3, words=100))
    assert "### Second to none\n\nSecond." in text.body
    assert text.post.section("s2") == Section("s2", "Second to none", level=3, words=100)
    assert with_changed_section(TEXT, Section("s2", "Two", words=10)).body == BODY


def test_a_heading_is_not_emptied_while_it_is_typed_anew() -> None:
    assert with_changed_section(TEXT, Section("s2", "", words=100)).body == BODY


def test_a_removed_section_takes_its_words_with_it() -> None:
    text = without_section(TEXT, "s2")
    assert order(text) == ["s1", "s3"]
    assert text.body == "Opening.\n\n## One\n\nFirst.\n\n## Three\n\nThird.\n"


def test_two_sections_become_one_under_the_first_heading() -> None:
    text = with_merged_section(TEXT, "s3")
    assert text.body == "Opening.\n\n## One\n\nFirst.\n\n## Two\n\nSecond.\n\nThird.\n"
    assert text.post.outline[1] == Section("s2", "Two", words=150)
    assert with_merged_section(TEXT, "s1") == TEXT


def test_merged_words_do_not_fall_under_a_heading_that_only_the_first_has() -> None:
    body = "## One\n\nFirst.\n\n### Inside\n\nDetail.\n\n## Two\n\nSecond.\n\n### Its own\n\nMore.\n"
    text = with_merged_section(PostText(TEXT.post, body), "s2")
    assert text.body == ("## One\n\nFirst.\n\nSecond.\n\n### Inside\n\nDetail.\n\n### Its own\n\nMore.\n")
    assert words_of(text)["s1"] == "First.\n\nSecond."


def test_words_go_on_under_the_first_heading_where_that_was_not_written_yet() -> None:
    text = with_merged_section(PostText(TEXT.post, "## Two\n\nSecond.\n"), "s2")
    assert words_of(text) == {INTRODUCTION: "", "s1": "Second."}


@pytest.mark.parametrize(("after", "place"), [("", 3), (INTRODUCTION, 0), ("s1", 1), ("s3", 3)])
def test_a_new_section_stands_where_it_was_asked_for(after: str, place: int) -> None:
    text, new = with_new_section(TEXT, "Four", after)
    assert order(text)[place] == new == "s4"
    assert text.body == BODY


def test_a_heading_of_the_text_is_planned_where_it_stands() -> None:
    body = BODY.replace("## Two", "## Between\n\nMine.\n\n## Two")
    text, new = with_adopted_heading(PostText(TEXT.post, body), body.index("## Between"))
    assert order(text) == ["s1", new, "s2", "s3"]
    assert text.body == body
    assert words_of(text)[new] == "Mine."
    assert with_adopted_heading(TEXT, 3) == (TEXT, "")
