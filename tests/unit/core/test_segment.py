"""Texts with tags: what is a tag in them, and what only looks like one."""

from __future__ import annotations

from desktop.core.segment import Chip, free_number, numbers_in, tagged


def test_braces_are_a_tag_where_there_is_one_of_that_number() -> None:
    assert tagged("a {1} {2} {01} {x} {1", {1}).chips == (Chip(2, 1),)
    endless = f"{{{'9' * 5000}}} {{1}}"
    assert tagged(endless, {1}).numbers == (1,)


def test_numbers_in_braces_are_found_and_passed_over() -> None:
    assert numbers_in("{2} of {3}, {0}, {name}, 4") == {2, 3}
    assert [free_number(each, {2, 3}) for each in (1, 2, 4)] == [1, 4, 4]
