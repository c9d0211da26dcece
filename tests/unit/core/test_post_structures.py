"""The structures of posts and pages, and outlines as lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.post import PostSource, PostType, Section
from desktop.core.post_structures import CONCLUSION, outline_lines, outline_of, share_of, structure


@pytest.mark.parametrize("kind", list(PostType))
def test_each_type_has_parts_of_its_own(kind: PostType) -> None:
    parts = structure(kind)
    roles = [part.role for part in parts]
    assert len(roles) == len(set(roles)) >= 3
    assert (CONCLUSION in roles) is (kind is PostType.POST)
    assert all(structure(other) != parts for other in PostType if other is not kind)


def test_an_outline_is_lines_and_back() -> None:
    outline = (
        Section("s1", "How it is made", words=150),
        Section("s2", "Wool", level=3),
        Section("s3", "Care (and how)"),
    )
    lines = outline_lines(outline)
    assert lines == ("How it is made (150)", "### Wool", "Care (and how)")
    assert outline_of(lines, outline) == outline


def test_a_heading_that_was_there_keeps_what_it_has() -> None:
    before = (Section("s1", "Care", pinned=True, notes="Say how.", facts=("f1",)), Section("s2", "Size"))
    found = outline_of(["1. Colours (40)", "- care (80)", "", "## Weight"], before)
    assert [(each.id, each.heading, each.words) for each in found] == [
        ("s3", "Colours", 40),
        ("s1", "Care", 80),
        ("s4", "Weight", 0),
    ]
    assert found[1].pinned
    assert found[1].facts == ("f1",)


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_lines_make_an_outline_with_ids_of_its_own(lines: list[str]) -> None:
    found = outline_of(lines)
    assert len({each.id for each in found}) == len(found)
    assert all(each.heading.strip() for each in found)


def test_a_part_has_its_share_and_an_own_section_the_usual_one() -> None:
    assert share_of(Section("s1", "x", role=CONCLUSION), PostType.POST) == 1
    assert share_of(Section("s1", "x"), PostType.POST) == 2


def test_a_source_is_read_in_paragraphs_and_long_ones_between_sentences() -> None:
    sentence = "The yarn is spun in Rosenlund by two people. "
    pieces = PostSource("q2", "Weavers", text=f"First one.\n\n{sentence * 20}\n\n \n\nLast.").pieces()
    assert [name for name, _ in pieces] == [f"q2.{number}" for number in range(1, len(pieces) + 1)]
    assert pieces[0][1] == "First one."
    assert pieces[-1][1] == "Last."
    assert all(len(text) <= 600 and text.endswith(".") for _, text in pieces)
    assert " ".join(text for _, text in pieces).count("Rosenlund") == 20
    assert "".join(text for _, text in PostSource("q1", "", text="x" * 1500).pieces()) == "x" * 1500
