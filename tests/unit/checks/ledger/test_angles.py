"""Degrees that turn are an angle, degrees that heat are not."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.amounts.amounts import amounts_of
from desktop.checks.ledger.amounts.angles import turned


@pytest.mark.parametrize(
    ("text", "name", "dimension"),
    [
        ("It swivels 360 degrees", "", "angle"),
        ("Kantelt 45 graden", "", "angle"),
        ("Vinkeln är 120 grader", "", "angle"),
        ("360°", "Rotation", "angle"),
        ("Wash at 40 degrees", "", "temperature"),
        ("Opent bij 90 °C", "", "temperature"),
        ("Ugnen når 250 grader", "", "temperature"),
    ],
)
def test_degrees_turn_or_heat(text: str, name: str, dimension: str) -> None:
    assert turned(amounts_of(text, "en")[0], text, name).dimension == dimension
