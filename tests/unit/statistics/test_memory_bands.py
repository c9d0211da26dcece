"""The words of a job by bands of matches."""

from __future__ import annotations

import pytest

from desktop.core.segment import Chip, Segment, TaggedText
from desktop.core.translation import MatchKind, MemoryMatch, WordBand
from desktop.statistics.memory_bands import BANDS, band_of, count_bands


def row(text: str, *chips: Chip) -> Segment:
    return Segment("1", "1", TaggedText(text, chips))


def match(percent: int) -> MemoryMatch:
    return MemoryMatch(percent, MatchKind.FUZZY, "s", "t", "M")


@pytest.mark.parametrize(
    ("percent", "band"),
    [
        (101, "context"), (100, "100"), (99, "95-99"), (95, "95-99"), (94, "85-94"), (85, "85-94"), (84, "75-84"),
        (75, "75-84"), (74, "50-74"), (50, "50-74"), (49, "new"), (0, "new"),
    ],
)  # fmt: skip
def test_the_bounds_of_the_bands(percent: int, band: str) -> None:
    assert band_of(match(percent)) == band


def test_a_repetition_counts_once_as_what_it_is() -> None:
    rows = [row("Two words"), row("Two  words"), row("Other words here"), row("Two words"), row(""), row("two words")]
    matches = [match(80), match(80), None, match(101), None, match(100)]
    bands = {band.band: band for band in count_bands(rows, matches)}
    assert tuple(bands) == BANDS
    assert bands["75-84"] == WordBand("75-84", 1, 2, 9)
    assert bands["repetitions"] == WordBand("repetitions", 2, 4, 19)
    assert bands["new"] == WordBand("new", 1, 3, 16)
    assert bands["100"] == WordBand("100", 1, 2, 9)
    assert bands["context"] == WordBand("context")


def test_tags_are_no_words_and_tell_rows_apart() -> None:
    tagged = row("Press {1}OK{2}", Chip(6, 1), Chip(11, 2))
    bands = {band.band: band for band in count_bands([tagged, row("Press OK"), tagged], [None, None, None])}
    assert bands["new"] == WordBand("new", 2, 4, 16)
    assert bands["repetitions"] == WordBand("repetitions", 1, 2, 8)


def test_nothing_is_noughts() -> None:
    assert count_bands([], []) == [WordBand(band) for band in BANDS]
