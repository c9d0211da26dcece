"""A fix is written as its language writes numbers."""

from __future__ import annotations

import pytest

from desktop.checks.bitext.fixes import fix_for


@pytest.mark.parametrize(
    ("wrong", "right", "value", "languages", "same_unit", "fix"),
    [
        ("€ 1.199,00", "€1,299.00", 1299.0, ("en", "nl"), True, "€ 1.299,00"),
        ("1 199 kr", "SEK 1,299", 1299.0, ("en", "sv"), True, "1\u00a0299 kr"),
        ("13 inch", "15 inch", 15.0, ("en", "nl"), True, "15 inch"),
        ("12,5 kg", "2.75 lb", 2.75, ("en", "nl"), False, "2,75 lb"),
        ("2.500", "3000", 3000.0, ("en", "de"), True, "3.000"),
        ("900 g", "0.98 kg", 0.98, ("en", "sv"), False, "0,98 kg"),
        ("2,000", "1.500", 1500.0, ("nl", "en"), True, "1,500"),
        ("3", "12.5", 12.5, ("en", "nl"), True, "12,5"),
        ("30 x 20", "40 x 20", 40.0, ("en", "nl"), True, "40 x 20"),
    ],
)
def test_the_number_of_the_source_in_the_marks_of_the_translation(
    wrong: str, right: str, value: float, languages: tuple[str, str], same_unit: bool, fix: str
) -> None:
    assert fix_for(wrong, right, value, languages, same_unit=same_unit) == fix
