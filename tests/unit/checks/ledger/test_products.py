"""Numbers that facts make when they are multiplied."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.amounts.amounts import amounts_of
from desktop.checks.ledger.index import ledger_of
from desktop.checks.ledger.numbers.products import area_or_volume, multiplied
from desktop.core.brief import Fact


def _facts(*rows: tuple[str, str]) -> tuple[Fact, ...]:
    return tuple(Fact(id=f"f{n}", name=name, value=value) for n, (name, value) in enumerate(rows, start=1))


@pytest.mark.parametrize(
    ("facts", "said", "found"),
    [
        ((("Size", "6 x 8 m"),), "48 square metres", True),
        ((("Size", "6 x 8 m"),), "50 square metres", False),
        ((("Length", "3 m"), ("Width", "2 m")), "6 m²", True),
        ((("Dimensions", "50 x 40 x 30 cm"),), "60 litres", True),
        ((("Dimensions", "50 x 40 x 30 cm"), ("Capacity", "48 l")), "60 litres", False),
    ],
)
def test_sides_make_an_area_or_a_volume(facts: tuple[tuple[str, str], ...], said: str, found: bool) -> None:
    ledger = ledger_of(_facts(*facts))
    assert (area_or_volume(amounts_of(said, "en")[0], ledger) is not None) is found


@pytest.mark.parametrize(
    ("facts", "said", "noun", "by"),
    [
        ((("Labels per roll", "500"), ("Rolls", "12")), "6000", "labels", 2),
        ((("Labels per roll", "500"), ("Hooks", "12")), "6000", "labels", 0),
        ((("Etiketter per rulle", "500"), ("Rullar", "12")), "6000", "etiketter", 2),
        ((("Contents", "12 rolls of 500 labels"),), "6000", "labels", 2),
    ],
)
def test_so_many_each_times_their_number(facts: tuple[tuple[str, str], ...], said: str, noun: str, by: int) -> None:
    found = multiplied(amounts_of(said, "en")[0], (noun,), "en", ledger_of(_facts(*facts)))
    assert len(found) == by
