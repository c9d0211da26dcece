"""Facts that say that there is none, and the same said in the copy; words that name a worry claim nothing."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.concept_claims import concept_claims_of
from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy


def _verdicts(name: str, value: str, sentence: str, language: str) -> list[str]:
    facts = (Fact(id="f1", name=name, value=value),)
    return [str(each.verdict) for each in concept_claims_of(sentence, facts, language)]


@pytest.mark.parametrize(
    ("name", "value", "language", "sentences"),
    [
        ("Fragrance", "none", "en", ("Fragrance: none.", "No fragrance.", "Fragrance-free.", "Fragrance – none")),
        ("Sugar", "0 g", "en", ("Sugar: 0 g.", "Added sugar: none", "No sugar, no fuss.", "Sugar: 0.0 g")),
        ("Bluetooth", "no", "en", ("Bluetooth: no.", "Without Bluetooth.")),
        ("Batteries included", "no", "en", ("Batteries included: no.", "Batteries not included.")),
        ("Parfum", "geen", "nl", ("Parfum: geen.", "Geen parfum.", "Parfumvrij.", "Parfum geen")),
        ("Waterdicht", "nee", "nl", ("Waterdicht: nee", "Niet waterdicht.")),
        ("Voering", "geen", "nl", ("Voering: geen.", "Zonder voering.")),
        ("Koffein", "ingen", "sv", ("Koffein: ingen.", "Ingen koffein.", "Koffeinfri.", "Koffein: 0 mg")),
        ("Foder", "inget", "sv", ("Foder: inget.", "Utan foder.")),
    ],
)
def test_the_same_denial_is_supported(name: str, value: str, language: str, sentences: tuple[str, ...]) -> None:
    for sentence in sentences:
        assert _verdicts(name, value, sentence, language) == ["supported"], sentence


@pytest.mark.parametrize(
    ("name", "value", "language", "sentence"),
    [
        ("Fragrance", "none", "en", "With a light fragrance."),
        ("Fragrance", "lavender", "en", "Fragrance: none."),
        ("Sugar", "4 g", "en", "Sugar: 0 g."),
        ("Parfum", "geen", "nl", "Met een zacht parfum."),
        ("Parfum", "lavendel", "nl", "Parfum: geen."),
        ("Koffein", "ingen", "sv", "Innehåller koffein."),
        ("Bluetooth", "ja", "sv", "Bluetooth: nej."),
    ],
)
def test_the_contrary_is_contradicted(name: str, value: str, language: str, sentence: str) -> None:
    assert _verdicts(name, value, sentence, language) == ["contradicted"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Play all day without worrying about battery life."),
        ("en", "Vacuum without worrying about the cable."),
        ("en", "No more tangled cables."),
        ("en", "Never think about the battery again."),
        ("nl", "Zuig zonder zorgen over de accu."),
        ("nl", "Stofzuig zonder gedoe met de kabel."),
        ("nl", "Nooit meer kabels zoeken."),
        ("nl", "Je hoeft niet na te denken over de batterij."),
        ("sv", "Dammsug utan att tänka på sladden."),
        ("sv", "Slipp trassliga kablar."),
        ("sv", "Spela utan att oroa dig för batteriet."),
        ("sv", "Utan krångel med kabeln."),
    ],
)
@pytest.mark.parametrize(("name", "value"), [("Battery life", "30 h"), ("Cable", "1 m, included")])
def test_a_worry_is_no_claim(language: str, sentence: str, name: str, value: str) -> None:
    assert _verdicts(name, value, sentence, language) == []


@pytest.mark.parametrize(
    ("language", "text", "value", "verdict"),
    [
        ("en", "It takes one AA battery, which is not included.", "1 × AA, not included", "supported"),
        ("en", "Battery included.", "1 × AA, not included", "contradicted"),
        ("nl", "Werkt op een AA-batterij, die niet wordt meegeleverd.", "1 × AA, not included", "supported"),
        ("nl", "Werkt op een AA-batterij, die niet wordt meegeleverd.", "inbegrepen", "contradicted"),
        ("sv", "Drivs av ett AA-batteri som inte ingår.", "1 × AA, ingår ej", "supported"),
        ("sv", "Drivs av ett AA-batteri som inte ingår.", "ingår", "contradicted"),
    ],
)
def test_what_is_not_in_the_box_is_said_in_a_clause_of_its_own(
    language: str, text: str, value: str, verdict: str
) -> None:
    copy, brief = Copy({"description": text}), Brief(language=language, facts=(Fact("f1", "Battery", value),))
    assert {claim.verdict.value for claim in check_copy(copy, brief, channels=()).claims} == {verdict}
