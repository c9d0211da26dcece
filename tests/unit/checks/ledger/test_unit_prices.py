"""Prices for a kilo or a litre, from the price and the content of a pack."""

from __future__ import annotations

import pytest

from tests.unit.checks.ledger.judging import C, Case, S, judged

_EN, _NL, _SV = "Weight=12 kg; Price=€54.90", "Inhoud=12 kg; Prijs=€ 54,90", "Vikt=12 kg; Pris=549 kr"
CASES: list[Case] = [
    ("That is less than €5 a kilo.", "en", _EN, [("less than €5 a kilo", S)]),
    ("That is almost €5 a kilo.", "en", _EN, [("almost €5 a kilo", S)]),
    ("That is less than €4 a kilo.", "en", _EN, [("less than €4 a kilo", C)]),
    ("That is more than €5 a kilo.", "en", _EN, [("more than €5 a kilo", C)]),
    ("Only €4.58 per kilo.", "en", _EN, [("€4.58 per kilo", S)]),
    ("Just €2 a litre.", "en", "Volume=5 l; Price=€10", [("€2 a litre", S)]),
    ("That is less than €5 a kilo.", "en", f"{_EN}; Unit price=€4.58/kg", [("less than €5", S)]),
    ("That is less than €5 a month.", "en", "Weight=12 kg", [("less than €5", "unsupported")]),
    ("Dat is minder dan € 5 per kilo.", "nl", _NL, [("minder dan € 5 per kilo", S)]),
    ("Dat is minder dan € 4 per kilo.", "nl", _NL, [("minder dan € 4 per kilo", C)]),
    ("Det är under 50 kr per kilo.", "sv", _SV, [("under 50 kr per kilo", S)]),
    ("Det är under 40 kr kilot.", "sv", _SV, [("under 40 kr kilot", C)]),
]


@pytest.mark.parametrize(("sentence", "language", "facts", "expected"), CASES)
def test_a_price_for_a_kilo_follows_from_price_and_weight(
    sentence: str, language: str, facts: str, expected: list[tuple[str, str]]
) -> None:
    assert judged(sentence, language, facts) == expected
