from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.store.query import parse
from desktop.store.snippet import BEGIN, END, Marker


def show(text: str, query: str) -> str:
    return Marker(parse(query)).snippet(Brief(), Copy({"body": text})).replace(BEGIN, "[").replace(END, "]")


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("Warme wollen sok", "wol", "Warme [wollen] sok"),
        ("Warme wollen sok", "wol ", "Warme [wollen] sok"),
        ("Warme wolken", "wol ", "Warme wolken"),
        ("sok en sokkel", "sok ", "[sok] en sokkel"),
        ("een sok en gras", "sokken", "een [sok] en gras"),
        ("twee huizen", "huis ", "twee [huizen]"),
        ("sok en sokken", "sok", "[sok] en [sokken]"),
        ("Een crème café", "creme cafe", "Een [crème] [café]"),
        ("Ett får", "far", "Ett [får]"),
        ("de\u0301ja vu", "deja", "[de\u0301ja] vu"),
        ("eerste\nregel\0en\ttweede", "regel", "eerste [regel] en tweede"),
        ("niets ervan", "anders", "niets ervan"),
    ],
)
def test_hits_are_marked_where_they_stand(text: str, query: str, shown: str) -> None:
    assert show(text, query) == shown


def test_the_place_of_the_hit_is_shown_of_a_long_text() -> None:
    shown = show("voor " * 500 + "merino " + "na " * 500, "merino")
    assert "[merino]" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 200


def test_the_field_with_most_of_the_words_is_shown() -> None:
    copy = Copy({"title": "Sok", "body": "Een sok van merino"})
    assert Marker(parse("merino sok")).snippet(Brief(), copy) == f"Een {BEGIN}sok{END} van {BEGIN}merino{END}"


def test_the_title_which_stands_above_is_shown_only_when_it_has_more_of_the_words() -> None:
    copy = Copy({"title": "Sok van wol", "body": "Wol uit Noorwegen"})
    assert Marker(parse("wol ")).snippet(Brief(), copy) == f"{BEGIN}Wol{END} uit Noorwegen"
    assert Marker(parse("wol sok ")).snippet(Brief(), copy) == f"{BEGIN}Sok{END} van {BEGIN}wol{END}"


def test_a_hit_in_the_brief_is_shown_when_the_copy_has_none() -> None:
    brief = Brief(facts=(Fact("f1", "Weight", "980", "g"),))
    assert Marker(parse("980 ")).snippet(brief, Copy({"body": "x"})) == f"Weight: {BEGIN}980{END} g"


@given(st.text(), st.text(max_size=20))
def test_marks_are_paired_and_nothing_unprintable_is_shown(text: str, query: str) -> None:
    shown = Marker(parse(query)).snippet(Brief(), Copy({"body": text}))
    assert shown.count(BEGIN) == shown.count(END)
    assert "\n" not in shown
    assert "\0" not in shown
