"""The count of a field as its channel counts it: for a list that of its longest item."""

from __future__ import annotations

from collections.abc import Callable

from desktop.core.finding import Measure
from desktop.core.words import tr
from desktop.runtime.fields import FieldSpec

COUNTED = 200
"""Items of a list that are counted for the counter above it; each visible one is counted at its line besides."""

MEASURED = 20_000
"""Characters that are counted as the channel counts; what is longer is far over every limit."""

Measuring = Callable[[str, str], Measure]
"""Counts a text for a channel by its id."""


def measured(measure: Measuring, spec: FieldSpec, text: str) -> Measure:
    """The count of a field."""
    lines = [line for line in text.split("\n", COUNTED) if line.strip()] if spec.is_list else [text]
    counts = [measured_line(measure, spec, line) for line in lines[:COUNTED]] or [measured_line(measure, spec, "")]
    return max(counts, key=lambda each: each.count)


def measured_line(measure: Measuring, spec: FieldSpec, text: str) -> Measure:
    """The count of one text, also of one that nobody will publish at its length."""
    if not spec.channel:
        return Measure("", len(text), 0, spec.unit, fits=True)
    found = measure(spec.channel, text[:MEASURED])
    rest = len(text) - MEASURED
    if rest <= 0:
        return found
    return Measure(found.channel, found.count + rest, found.limit, found.unit, fits=False)


def unit_of(unit: str) -> str:
    """The unit as it stands behind the figures; characters are not named."""
    return {
        "characters": "",
        "pixels": "px",
        "bytes": tr("bytes"),
        "septets": tr("septets"),
        "UTF-16 units": tr("units"),
        "weighted characters": "",
    }.get(unit, unit)
