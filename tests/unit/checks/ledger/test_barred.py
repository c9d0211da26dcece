"""What facts say a product is not for."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.concept_claims import concept_claims_of
from desktop.core.brief import Fact


def _verdicts(name: str, value: str, sentence: str, language: str) -> list[str]:
    return [
        str(each.verdict) for each in concept_claims_of(sentence, (Fact(id="f", name=name, value=value),), language)
    ]


@pytest.mark.parametrize(
    ("language", "name", "value", "sentence"),
    [
        ("en", "Suitable for", "cottons; not for wool and silk", "Safe for wool and silk."),
        ("en", "Not suitable for", "natural stone", "Works on marble and other natural stone."),
        ("en", "Not suitable for", "induction", "Fine on gas and induction hobs."),
        ("en", "Use", "not for use on carpets", "Great on carpets too."),
        ("en", "Niet geschikt voor", "marmer", "It cleans any kitchen surface."),
        ("nl", "Niet geschikt voor", "natuursteen", "Ook op natuursteen gebruik je hem zonder zorgen."),
        ("nl", "Geschikt voor", "katoen, niet voor wol en zijde", "Ook geschikt voor wol en zijde."),
        ("nl", "Nicht geeignet für", "Wolle", "Ook voor wol."),
        ("sv", "Ej lämplig för", "natursten", "Fungerar även på marmor och annan natursten."),
        ("sv", "Passar", "bomull, ej för ull och siden", "Passar även ull och siden."),
    ],
)
def test_what_it_is_not_for_is_not_promised(language: str, name: str, value: str, sentence: str) -> None:
    found = _verdicts(name, value, sentence, language)
    assert "contradicted" in found
    assert "supported" not in found


@pytest.mark.parametrize(
    ("language", "name", "value", "sentence"),
    [
        ("en", "Suitable for", "cottons; not for wool and silk", "Not for wool or silk."),
        ("en", "Not suitable for", "natural stone", "Keep it away from wood; avoid natural stone."),
        ("en", "Suitable for", "wood, not for stone", "Made for wood."),
        ("nl", "Niet geschikt voor", "natuursteen", "Gebruik hem niet op natuursteen."),
        ("sv", "Ej lämplig för", "natursten", "Undvik natursten."),
        ("sv", "Passar", "bomull, ej för ull", "Passar bomull."),
    ],
)
def test_what_it_is_for_may_be_said(language: str, name: str, value: str, sentence: str) -> None:
    assert "contradicted" not in _verdicts(name, value, sentence, language)
