"""What sort of fact each is, in a word; read once for each, and not before somebody looks."""

from __future__ import annotations

import functools

from desktop.core.brief import Fact
from desktop.core.words import mark, tr

_WORDS: dict[str, str] = {
    "quantity": mark("quantity"),
    "money": mark("money"),
    "percentage": mark("percentage"),
    "dimension": mark("size"),
    "range": mark("range"),
    "count": mark("count"),
    "duration": mark("duration"),
    "date": mark("date"),
    "material": mark("material"),
    "colour": mark("colour"),
    "place": mark("place"),
    "certificate": mark("certificate"),
    "rating": mark("rating"),
    "name": mark("name"),
    "yes_no": mark("yes or no"),
    "property": mark("yes or no"),
    "text": mark("text"),
}


def type_word(fact: Fact) -> str:
    """The word for the type of a fact, in the writer's language; empty for free text and for what is not typed."""
    kind = _type_of(fact.value, fact.unit)
    return tr(_WORDS[kind]) if kind in _WORDS and kind != "text" else ""


@functools.lru_cache(maxsize=4096)
def _type_of(value: str, unit: str) -> str:
    from desktop.checks.quantities import quantities_of

    found = quantities_of(f"{value} {unit}".strip())
    if not found:
        return "text"
    if len(found) > 1:
        return "dimension" if "x" in value or "×" in value else "range"
    unit_found = found[0].unit
    if unit_found is None:
        return "count"
    by_dimension = {"share": "percentage", "time": "duration", "length": "dimension", "count": "count"}
    if unit_found.dimension.isupper():
        return "money"
    return by_dimension.get(unit_found.dimension, "quantity")
