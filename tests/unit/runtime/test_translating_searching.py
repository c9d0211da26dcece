"""Finding and replacing over rows, tags left alone."""

from __future__ import annotations

import pytest

from desktop.core.errors import UserError
from desktop.core.segment import Segment, Tag, TagKind, tagged
from desktop.core.translation import Row, RowKey, RowNote
from desktop.runtime.translating_searching import found_in, replaced_in
from desktop.runtime.translating_values import RowSearch

TAGS = (Tag(1, TagKind.ALONE, "<x1/>", "k1"), Tag(12, TagKind.ALONE, "<x12/>", "k12"))


def row(name: str, source: str, target: str) -> Row:
    segment = Segment(name, "u", tagged(source, {1, 12}), tagged(target, {1, 12}), tags=TAGS)
    return Row(RowKey(1, name), 1, segment, RowNote(name))


ROWS = [row("1", "The bag", "De tas, de Tas en de tassen {1}"), row("2", "1 bag", "{12}1 tas{1}")]


def places(**how: object) -> list[tuple[str, bool, int, int]]:
    return [(each.key.segment, each.in_source, each.start, each.end) for each in found_in(ROWS, RowSearch(**how))]  # type: ignore[arg-type]


def replaced(with_: str, **how: object) -> list[tuple[str, str, int]]:
    search = RowSearch(**how)  # type: ignore[arg-type]
    return [(each.key.segment, target.text, count) for each, target, count in replaced_in(ROWS, search, with_)]


def test_words_are_found_with_and_without_capitals_whole_and_in_both_texts() -> None:
    assert places(text="tas") == [("1", False, 3, 6), ("1", False, 11, 14), ("1", False, 21, 24), ("2", False, 6, 9)]
    assert places(text="tas", case=True, whole_word=True) == [("1", False, 3, 6), ("2", False, 6, 9)]
    assert places(text="bag", in_source=True, in_target=False) == [("1", True, 4, 7), ("2", True, 2, 5)]
    assert places(text="") == []
    assert places(text=".") == []


def test_what_is_within_a_tag_is_neither_found_nor_replaced() -> None:
    assert places(text="1") == [("2", False, 4, 5)]
    assert replaced("2", text="1") == [("2", "{12}2 tas{1}", 1)]
    assert replaced("", text=r"[{}\d]+", regex=True) == []


def test_groups_of_an_expression_go_into_the_replacement() -> None:
    assert replaced(r"\2 \1", text=r"(de) (tas)\b", regex=True) == [("1", "tas De, Tas de en de tassen {1}", 2)]


def test_words_are_put_in_as_they_are() -> None:
    assert replaced(r"\1", text="tassen") == [("1", r"De tas, de Tas en de \1 {1}", 1)]


@pytest.mark.parametrize(("text", "with_"), [("(", "a"), ("(tas)", r"\2"), ("(tas)", r"\g<x"), ("tas", "a" * 100_001)])
def test_what_cannot_be_done_is_refused_with_a_sentence(text: str, with_: str) -> None:
    with pytest.raises(UserError):
        replaced(with_, text=text, regex=True)


def test_a_tag_that_is_typed_in_is_one_where_the_segment_has_it() -> None:
    ((_, target, _),) = replaced_in(ROWS[:1], RowSearch("tassen"), "{12}tas{7}")
    assert target == tagged("De tas, de Tas en de {12}tas{7} {1}", {1, 12})
