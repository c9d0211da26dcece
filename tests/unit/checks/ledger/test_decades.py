"""Decades are judged by the years that facts give."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.codes.decades import decade_claims
from desktop.checks.ledger.index import ledger_of
from tests.unit.checks.ledger.judging import C, S, facts_of


@pytest.mark.parametrize(
    ("sentence", "facts", "verdicts"),
    [
        ("A brand from the 1920s", "Founded=1924", [S]),
        ("Since the thirties", "Founded=1924", [C]),
        ("Uit de jaren zestig", "Ontwerp=1964", [S]),
        ("Uit de jaren 50", "Ontwerp=1964", [C]),
        ("Sedan 20-talet", "Grundat=1924", [S]),
        ("Sedan 1890-talet", "Grundat=1924", [C]),
        ("Inspired by the 1960s", "Founded=1924", []),
        ("Antalet är 30-tal", "Grundat=1924", []),
    ],
)
def test_a_decade_is_that_of_a_fact(sentence: str, facts: str, verdicts: list[str]) -> None:
    assert [each.verdict.value for each in decade_claims(sentence, ledger_of(facts_of(facts)))] == verdicts
