"""The signs behind a part of a pattern."""

from __future__ import annotations

import pytest

from desktop.checks.pattern_counts import Repeat, repeat_at


@pytest.mark.parametrize(
    ("pattern", "at", "sign"),
    [
        ("ab", 1, None),
        ("a", 1, None),
        ("a?b", 1, Repeat(True, None, 2)),
        ("a*?b", 1, Repeat(True, None, 3)),
        ("a+b", 1, Repeat(False, None, 2)),
        ("a++b", 1, Repeat(False, None, 3)),
        ("a{2,4}b", 1, Repeat(False, 2, 6)),
        ("a{0,4}?b", 1, Repeat(True, 0, 7)),
        ("a{,4}b", 1, Repeat(True, 0, 5)),
        ("a{b", 1, None),
    ],
)
def test_how_often_a_part_may_come(pattern: str, at: int, sign: Repeat | None) -> None:
    assert repeat_at(pattern, at) == sign
