"""Halves, and more or less than half, beside a share of the facts."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.index import ledger_of
from desktop.checks.ledger.numbers.halves import half_claims
from desktop.core.brief import Fact


@pytest.mark.parametrize(
    ("share", "sentence", "verdict"),
    [
        ("30% recycled polyester", "Half recycled polyester.", "contradicted"),
        ("50% recycled polyester", "Half recycled polyester.", "supported"),
        ("60% recycled polyester", "More than half of it is recycled.", "supported"),
        ("40% recycled polyester", "Less than half recycled.", "supported"),
        ("45% linnen", "Bijna de helft linnen.", "supported"),
        ("70% linnen", "Ruim de helft linnen.", "contradicted"),
        ("30% lin", "Till hälften lin.", "contradicted"),
        ("30% lin", "Hälften av nöjet.", ""),
        ("30% recycled polyester", "Half the price.", ""),
    ],
)
def test_a_half_is_judged_by_the_share_of_what_stands_behind_it(share: str, sentence: str, verdict: str) -> None:
    ledger = ledger_of((Fact(id="f1", name="Material", value=share),))
    assert [each.verdict.value for each in half_claims(sentence, ledger)] == ([verdict] if verdict else [])
