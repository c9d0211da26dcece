"""The factors of the table of units are those of pint."""

from __future__ import annotations

import pint
import pytest

from desktop.core.lexicon import Unit, units

REGISTRY: pint.UnitRegistry[float] = pint.UnitRegistry()
LISTED = tuple({unit.unit: unit for unit in units().values()}.values())
BASES = {each.dimension: each.pint for each in reversed(LISTED) if each.pint and each.factor == 1 and not each.offset}
BASES["data"] = "byte"


@pytest.mark.parametrize("unit", [each for each in LISTED if each.pint], ids=lambda unit: unit.unit)
def test_factors_and_offsets_are_those_of_the_library(unit: Unit) -> None:
    base = REGISTRY.Quantity(1.0, BASES[unit.dimension]).units
    for amount in (0.0, 1.0, 37.0):
        if unit.dimension == "temperature":
            expected = REGISTRY.Quantity(amount, unit.pint).to(base).magnitude
        else:
            expected = (amount * REGISTRY.parse_expression(unit.pint)).to(base).magnitude
        assert unit.in_base(amount) == pytest.approx(expected, rel=1e-9, abs=1e-9)
