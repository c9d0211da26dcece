"""Which numbers of facts count things, and which are dates, sizes, standards and the like."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.numbers.labels import is_label
from desktop.checks.ledger.stated import stated_in
from desktop.core.brief import Fact

LABELS = [
    ("Delivery date", "12 September 2025"), ("Leverdatum", "12 september"), ("Standard", "EN 12"), ("Maat", "12"),
    ("Storlek", "12"), ("Article number", "12"), ("Artikelnummer", "12"), ("Scale", "1:12"),
    ("Version", "12"), ("Open", "12.00-18.00"), ("pH", "12"), ("Betyg", "12"), ("Postcode", "1234 AB 12"),
]  # fmt: skip
COUNTS = [
    ("Rolls", "12"), ("Aantal", "12"), ("Number of sizes", "12"), ("Group size", "max. 12"),
    ("Gruppstorlek", "12"), ("Antal", "12 st"), ("Levels", "12"),
    ("Contents", "12 pegs"), ("Rating", "4.6 out of 5 (212 reviews)"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), LABELS)
def test_a_number_that_says_which_one_is_a_label(name: str, value: str) -> None:
    found = [each for each in stated_in(Fact(id="f1", name=name, value=value)) if 12.0 in each.numbers]
    assert found
    assert all(is_label(each) for each in found)


@pytest.mark.parametrize(("name", "value"), COUNTS)
def test_a_number_of_things_is_none(name: str, value: str) -> None:
    found = stated_in(Fact(id="f1", name=name, value=value))
    assert any(not is_label(each) and {12.0, 212.0} & set(each.numbers) for each in found)
