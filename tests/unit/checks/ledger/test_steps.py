"""Where each step was done: the fact of the very step decides."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import claims_of
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy


def _verdicts(facts: dict[str, str], sentence: str, language: str) -> dict[str, str]:
    ledger = tuple(Fact(id=f"f{place}", name=name, value=facts[name]) for place, name in enumerate(facts))
    found = claims_of(Copy({"description": sentence}), Brief(language=language, facts=ledger), language)
    return {each.text: each.verdict.value for each in found}


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "wrong", "right"),
    [
        ("en", {"Designed in": "Sweden", "Made in": "Portugal"}, "Designed in Denmark, made in Portugal.", 1, 1),
        ("en", {"Bottled in": "Porto", "Grapes": "Douro, Portugal"}, "Bottled in Lisbon.", 1, 0),
        ("en", {"Spun in": "Italy", "Knitted in": "Portugal"}, "Spun in Italy, knitted in Romania.", 1, 1),
        ("nl", {"Ontworpen in": "Nederland", "Gemaakt in": "Polen"}, "In België ontworpen, in Polen gemaakt.", 1, 1),
        ("nl", {"Gebrand in": "Gent", "Geteeld in": "Ethiopië"}, "Gebrand in Gent, geteeld in Kenia.", 1, 1),
        ("sv", {"Designad i": "Sverige", "Tillverkad i": "Kina"}, "Designad i Danmark och tillverkad i Kina.", 1, 1),
        ("en", {"Made in": "Portugal", "Leather": "Italian calfskin"}, "Made of Italian leather in Portugal.", 0, 2),
    ],
)
def test_a_place_is_judged_by_the_fact_of_its_step(
    language: str, facts: dict[str, str], sentence: str, wrong: int, right: int
) -> None:
    found = _verdicts(facts, sentence, language)
    assert sum(each == "contradicted" for each in found.values()) == wrong
    assert sum(each == "supported" for each in found.values()) >= right


@pytest.mark.parametrize(
    ("language", "name", "sentence"),
    [
        ("en", "Teacher", "The course is led by Peter Holm."),
        ("nl", "Docent", "De lessen worden gegeven door Peter Holm."),
        ("sv", "Lärare", "Kursen leds av Peter Holm."),
    ],
)
def test_another_teacher_is_contradicted(language: str, name: str, sentence: str) -> None:
    assert "contradicted" in _verdicts({name: "Anna Berg"}, sentence, language).values()
    assert "contradicted" not in _verdicts({name: "Peter Holm"}, sentence, language).values()
