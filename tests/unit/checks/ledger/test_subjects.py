"""Of what a sentence gives a size: of the whole, or of the part that is its subject."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.amounts.amounts import amounts_of
from desktop.checks.ledger.amounts.subjects import is_of_subject
from desktop.checks.ledger.stated import stated_in
from desktop.core.brief import Fact


@pytest.mark.parametrize(
    ("sentence", "language", "whole", "part", "expected"),
    [
        ("The seat is 90 cm high.", "en", "Height=90 cm", "Seat height=45 cm", True),
        ("The chair is 90 cm high.", "en", "Height=90 cm", "Seat height=45 cm", False),
        ("Het lemmet is 16 cm lang.", "nl", "Totale lengte=16 cm", "Lemmet=6 cm", True),
        ("Het mes met lemmet is 16 cm lang.", "nl", "Totale lengte=16 cm", "Lemmet=6 cm", False),
        ("Bladet är 16 cm långt.", "sv", "Total längd=16 cm", "Bladlängd=6 cm", True),
        ("Kniven är 16 cm lång.", "sv", "Total längd=16 cm", "Bladlängd=6 cm", False),
    ],
)
def test_a_size_is_of_the_part_that_the_subject_names(
    sentence: str, language: str, whole: str, part: str, *, expected: bool
) -> None:
    one, other = (
        stated_in(Fact(id=each, name=each.split("=")[0], value=each.split("=")[1]))[0] for each in (whole, part)
    )
    assert is_of_subject(sentence, amounts_of(sentence, language)[0], one, other, language) is expected
