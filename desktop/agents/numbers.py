"""Numbers in a copy that no fact has: the one invention that a rule finds without guessing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from desktop.checks.quantities import Quantity, quantities_of
from desktop.core.brief import Brief


class Number(NamedTuple):
    """A number as it stands in a text, with its unit; offsets are code points."""

    start: int
    end: int
    text: str


def invented_numbers(text: str, brief: Brief) -> tuple[Number, ...]:
    """The numbers in digits that the brief has in no notation and no comparable unit; `5 kg` is not `5 litres`."""
    known = [quantity for source in _sources(brief) for quantity in _quantities(source)]
    return tuple(
        Number(found.start, found.end, text[found.start : found.end])
        for found in quantities_of(text)
        if any(char.isdigit() for char in text[found.start : found.end])
        and not any(_is_known(found, quantity) for quantity in known)
    )


def _is_known(found: Quantity, known: Quantity) -> bool:
    loose = found.unit is None or known.unit is None
    return found.equals(known) or (loose and found.same_number(known))


def _sources(brief: Brief) -> Iterator[str]:
    yield from (brief.product, brief.notes, brief.keyphrase, brief.instructions, brief.audience)
    for fact in brief.facts:
        yield f"{fact.name} {fact.text}"
        yield fact.text


@lru_cache(maxsize=256)
def _quantities(source: str) -> tuple[Quantity, ...]:
    return quantities_of(source)
