"""Finding and replacing in a text, and a search that would never end."""

from __future__ import annotations

import time

import pytest

from desktop.views.post.seeking import MOST_HITS, Hit, Wanted, find_all, replace

TEXT = "Te och te. Thé (te), tea. TE"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted("te"), ["Te", "te", "te", "te", "TE"]),
        (Wanted("te", cased=True), ["te", "te", "te"]),
        (Wanted("te", whole=True), ["Te", "te", "te", "TE"]),
        (Wanted("(te)"), ["(te)"]),
        (Wanted(r"t[eé]a?\b", expression=True), ["Te", "te", "te", "tea", "TE"]),
        (Wanted("^T", expression=True, cased=True), ["T"]),
        (Wanted("kaffe"), []),
        (Wanted(""), []),
    ],
)
def test_hits(wanted: Wanted, found: list[str]) -> None:
    assert [TEXT[hit.start : hit.end] for hit in find_all(TEXT, wanted).hits] == found


def test_what_is_no_expression_is_said() -> None:
    found = find_all(TEXT, Wanted("(te", expression=True))
    assert not found.hits
    assert found.problem.startswith("This is no regular expression: ")


@pytest.mark.parametrize("expression", ["(a+)+$", "(a|aa)+$"])
def test_a_search_without_end_ends(expression: str) -> None:
    began = time.process_time()
    found = find_all("a" * 5000 + "!", Wanted(expression, expression=True))
    assert found.problem == "This expression takes too long. Make it simpler."
    assert time.process_time() - began < 2


def test_there_is_a_limit_of_hits() -> None:
    found = find_all("a" * (MOST_HITS + 5), Wanted("a"))
    assert (len(found.hits), found.more) == (MOST_HITS, True)


def test_groups_are_put_in_and_plain_words_are_taken_as_they_are() -> None:
    made = replace("Havn 18 l", Wanted(r"(\d+) (l)", expression=True), r"\2 \1")
    assert made.changes == ((5, 9, "l 18"),)
    assert replace("Havn 18 l", Wanted("18"), r"\1").changes == ((5, 7, r"\1"),)
    assert "group" in replace("Havn", Wanted("H", expression=True), r"\1").problem


def test_one_hit_is_replaced_with_what_stands_around_it_in_view() -> None:
    only = Hit(7, 9)
    assert replace(TEXT, Wanted(r"(?<=och )te", expression=True), "kaffe", only).changes == ((7, 9, "kaffe"),)
    assert replace(TEXT, Wanted("te"), "kaffe", Hit(1, 3)).changes == ()
