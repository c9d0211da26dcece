"""In which words a remembered source differs."""

from __future__ import annotations

import pytest

from desktop.runtime.translation_difference import Part, WordRun, differing, without_tags, words_differing


def only(runs: tuple[WordRun, ...], part: Part) -> list[str]:
    return [run.text.strip() for run in runs if run.part is part]


@pytest.mark.parametrize(
    ("old", "new", "gone", "fresh", "count"),
    [
        ("Trek trailer, €1,199.00. Cover", "Trek trailer, €1,299.00. Cover", ["€1,199.00"], ["€1,299.00"], 1),
        ("City trailer, €899.00.", "Trek trailer, €1,299.00.", ["City", "€899.00"], ["Trek", "€1,299.00"], 2),
        ("Folding frame", "Folding steel frame", [], ["steel"], 1),
        ("Folding steel frame", "Folding frame", ["steel"], [], 1),
        ("The same.", "The same.", [], [], 0),
        ("A sign", "A sign!", [], ["!"], 0),
        ("", "Two words", [], ["Two words"], 2),
    ],
)
def test_words_that_differ(old: str, new: str, gone: list[str], fresh: list[str], count: int) -> None:
    runs = differing(old, new)
    assert only(runs, Part.GONE) == gone
    assert only(runs, Part.NEW) == fresh
    assert words_differing(runs) == count
    assert "".join(run.text for run in runs if run.part is not Part.GONE) == new


def test_very_long_texts_are_shown_as_two() -> None:
    old, new = "a b c " * 300, "d e f " * 300
    assert [run.part for run in differing(old, new)] == [Part.GONE, Part.NEW]
    assert differing(old, old) == (WordRun(old),)


def test_tags_are_left_out() -> None:
    assert without_tags("{1}Trek{2} {name} {0}") == "Trek {name} {0}"
