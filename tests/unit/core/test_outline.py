"""Sections of an outline and their places in a Markdown text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.outline import ends_of, headings_of, places_of, with_section
from desktop.core.post import INTRODUCTION, Section

OUTLINE = (Section("s1", "What it is"), Section("s2", "How it is made"), Section("s3", "Care"))
TEXT = (
    "An introduction.\n\n## What it is\n\nA blanket.\n\n## How it is made\n\nOf wool.\n\n### The loom\n\nOld.\n\n"
    "## Care\n\nBy hand.\n"
)


def test_headings_in_code_are_no_headings() -> None:
    text = "# One\n\n```\n# not\n```\n\n~~~~\n## nor this\n~~~\n~~~~\n## Two ##\n    # code\n#no\n"
    assert [(each.level, each.text) for each in headings_of(text)] == [(1, "One"), (2, "Two")]


def test_each_section_has_its_place() -> None:
    places = places_of(TEXT, OUTLINE)
    assert {name: TEXT[each.begin : each.stop].strip() for name, each in places.items()} == {
        INTRODUCTION: "An introduction.",
        "s1": "A blanket.",
        "s2": "Of wool.",
        "s3": "By hand.",
    }


def test_a_heading_that_was_reworded_keeps_its_section() -> None:
    text = TEXT.replace("## How it is made", "## Woven in Småland")
    assert places_of(text, OUTLINE)["s2"].heading == "Woven in Småland"


def test_a_section_is_put_in_place_of_itself_and_nothing_else_changes() -> None:
    changed = with_section(TEXT, OUTLINE, "s1", "A warm blanket.")
    assert changed == TEXT.replace("A blanket.", "A warm blanket.")
    assert with_section(TEXT, OUTLINE, INTRODUCTION, "Hello.") == TEXT.replace("An introduction.", "Hello.")
    assert with_section(TEXT, OUTLINE, "s3", "Never.") == TEXT.replace("By hand.", "Never.")


def test_a_new_section_comes_behind_the_one_before_it() -> None:
    text = TEXT.replace("## How it is made\n\nOf wool.\n\n### The loom\n\nOld.\n\n", "")
    assert with_section(text, OUTLINE, "s2", "Of wool.") == TEXT.replace("### The loom\n\nOld.\n\n", "")


def test_an_empty_text_grows_section_by_section() -> None:
    text = ""
    for name, words in ((INTRODUCTION, "Hi."), ("s1", "One."), ("s2", "Two."), ("s3", "Three.")):
        text = with_section(text, OUTLINE, name, words)
    assert text == "Hi.\n\n## What it is\n\nOne.\n\n## How it is made\n\nTwo.\n\n## Care\n\nThree.\n"


def test_a_section_that_the_outline_does_not_have_changes_nothing() -> None:
    assert with_section(TEXT, OUTLINE, "s9", "What?") == TEXT


@given(st.sampled_from(["s1", "s2", "s3", INTRODUCTION]), st.text("ab \n.", max_size=30))
@settings(deadline=None)
def test_what_is_put_in_is_read_back_and_the_rest_stays(name: str, words: str) -> None:
    changed = with_section(TEXT, OUTLINE, name, words)
    places = places_of(changed, OUTLINE)
    assert changed[places[name].begin : places[name].stop].strip("\n") == words.strip("\n")
    for other, place in places_of(TEXT, OUTLINE).items():
        if other != name:
            now = places[other]
            assert changed[now.begin : now.stop].strip("\n") == TEXT[place.begin : place.stop].strip("\n")


@pytest.mark.parametrize("text", ["", "\n", "# ", "no heading", "## a"])
def test_odd_texts_have_places(text: str) -> None:
    assert INTRODUCTION in places_of(text, OUTLINE)


def test_a_new_section_comes_behind_the_headings_below_the_one_before_it() -> None:
    outline = (*OUTLINE[:2], Section("s4", "Where to buy"), OUTLINE[2])
    made = with_section(TEXT, outline, "s4", "Here.")
    assert [each.text for each in headings_of(made)] == [
        "What it is",
        "How it is made",
        "The loom",
        "Where to buy",
        "Care",
    ]


def test_a_section_ends_with_what_is_below_it() -> None:
    text = f"{TEXT}\n# The end\n\nBye.\n\n## Not planned\n\nMore.\n"
    ends = ends_of(text, places_of(text, OUTLINE))
    assert text[ends["s2"] :].startswith("## Care")
    assert text[ends["s3"] :].startswith("# The end")
    assert ends[INTRODUCTION] == text.index("## What it is")
