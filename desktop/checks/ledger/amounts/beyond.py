"""Units that the table of spellings does not have, looked up in pint.

The table answers for all units that shops write; pint takes a second to import and to read its definitions, two thirds
of what a check of a long text may cost, so that it is loaded when a fact has a unit beyond the table, and not before.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from desktop.core.lexicon import Unit, units

_SPELLING = re.compile(r"[A-Za-zµμ°]{2,24}(?:[/ ][A-Za-z]{1,16})?(?:[²³]|\*\*[23])?")


_RATE = re.compile(
    r"\s(?:per|a|i)\s(?:min|hour|uur|tim|day|dag|week|veck|maand|month|månad|year|jaar|år)\w*$", re.IGNORECASE
)


def is_rate(name: str) -> bool:
    """Whether a fact is named for how many there are in a span of time, which is then no unit: *Pages per minute*."""
    return _RATE.search(name) is not None


def known_unit(spelling: str) -> Unit | None:
    """The unit of a spelling that a fact gives, from the table or from pint; None when neither knows it."""
    spelling = spelling.strip().rstrip(".")
    return units().get(spelling) or units().get(spelling.lower()) or _from_pint(spelling)


@functools.lru_cache(maxsize=512)
def _from_pint(spelling: str) -> Unit | None:
    if _SPELLING.fullmatch(spelling) is None:
        return None
    import pint

    try:
        quantity = _registry().Quantity(1.0, spelling.replace("²", "**2").replace("³", "**3"))
        dimensions = quantity.dimensionality
    except (pint.PintError, ArithmeticError, AttributeError, TypeError, ValueError):
        return None
    for dimension, base in _bases().items():
        if base.dimensionality == dimensions:
            factor = quantity.to(base.units).magnitude / base.magnitude
            return Unit(spelling, dimension, float(factor), (spelling,), pint=spelling)
    return Unit(spelling, str(dimensions), float(quantity.to_base_units().magnitude), (spelling,), pint=spelling)


@functools.cache
def _registry() -> Any:  # noqa: ANN401 - pint's registry is generic over types that it does not export
    import pint

    return pint.UnitRegistry()


@functools.cache
def _bases() -> dict[str, Any]:
    """The quantity of one base unit of each dimension of the table."""
    found: dict[str, Any] = {}
    for unit in units().values():
        if unit.pint and unit.factor == 1 and not unit.offset:
            found.setdefault(unit.dimension, _registry().Quantity(1.0, unit.pint))
    return found
