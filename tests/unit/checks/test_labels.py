"""What fields are called in messages."""

from __future__ import annotations

import pytest

from desktop.checks.labels import field_label


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("section.s2", "Section"),
        ("section.intro", "Introduction"),
        ("outline[1]", "Outline, 2"),
        ("linkedin.post", "LinkedIn: post"),
        ("own.field", "own.field"),
    ],
)
def test_a_field_has_a_name_that_people_know(address: str, label: str) -> None:
    assert field_label(address) == label
