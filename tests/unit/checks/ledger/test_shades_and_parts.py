"""Shades by compounds in four languages, materials of parts and boxes, scents, care by other words, extra costs."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.concept_claims import concept_claims_of
from desktop.core.brief import Fact


def _verdicts(facts: dict[str, str], sentence: str, language: str) -> list[str]:
    rows = tuple(Fact(id=f"f{place}", name=name, value=value) for place, (name, value) in enumerate(facts.items()))
    return [str(each.verdict) for each in concept_claims_of(sentence, rows, language)]


@pytest.mark.parametrize(
    ("language", "name", "value", "sentence"),
    [
        ("nl", "Kleur", "honinggeel", "Gele kaarsen voor op tafel."),
        ("nl", "Farbe", "rostrot", "Een roestrode trui."),
        ("nl", "Kleur", "saliegroen", "In een zachte groentint."),
        ("sv", "Ben", "Svartbetsad ask", "De svarta träbenen bär mycket."),
        ("sv", "Nyans", "04 Rosé", "Läppstift i rosa nyans."),
        ("sv", "Färg", "Senfgelb", "Handdukar med gul färg."),
        ("en", "Lightfast", "yes", "They won't fade in daylight."),
        ("en", "Auto stop", "yes", "It stops by itself."),
        ("en", "Fold", "one-hand fold", "Folded with one hand."),
        ("sv", "Resoleable", "Yes", "Den kan sulas om."),
        ("sv", "Gravyr", "Ingår", "Graveringen kostar inget extra."),
        ("nl", "Zubehör", "2 Baumgurte, Packbeutel", "Een opbergzak zit erbij."),
        ("en", "Raw", "yes", "Raw honey in a jar."),
        ("en", "Perfume", "none", "Nothing scented."),
    ],
)
def test_a_fact_says_so(language: str, name: str, value: str, sentence: str) -> None:
    assert set(_verdicts({name: value}, sentence, language)) == {"supported"}


@pytest.mark.parametrize(
    ("language", "name", "value", "sentence"),
    [
        ("en", "Barrel", "resin", "A gold nib on a brass barrel."),
        ("nl", "Case", "plastic", "Gereedschap in een stalen koffer."),
        ("sv", "Låda", "Trä", "Färger i en plastask."),
        ("sv", "Material", "Borosilikatglas", "Nappflaska i plast."),
        ("nl", "Wasbaar", "hoes met de hand", "Hoes in de wasmachine."),
        ("sv", "Stödnivå", "Lätt", "Skyddet ger kraftigt stöd."),
        ("sv", "Finish", "Matt", "Läppstift med glansig yta."),
        ("en", "Microwave safe", "yes", "Do not microwave."),
        ("nl", "Water protection", "none", "Spatwaterdicht."),
        ("nl", "Rem", "rollerbrake", "Schijfremmen brengen je tot stilstand."),
    ],
)
def test_a_fact_says_otherwise(language: str, name: str, value: str, sentence: str) -> None:
    facts = {name: value, "Material": "chrome vanadium steel"} if name == "Case" else {name: value}
    assert "contradicted" in _verdicts(facts, sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Scented with lavender."),
        ("nl", "Met de geur van lavendel."),
        ("sv", "Med doft av lavendel."),
        ("sv", "Vi graverar utan extra kostnad."),
        ("en", "Engraved at no extra cost."),
        ("nl", "Gravure zonder meerprijs."),
        ("sv", "Levereras med bladskydd."),
        ("sv", "Utan sömmar."),
    ],
)
def test_no_fact_says_it(language: str, sentence: str) -> None:
    assert "unsupported" in _verdicts({"Weight": "1 kg"}, sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "A glass of lavender lemonade in the garden."),
        ("en", "Rolls up small enough for any bag."),
        ("nl", "Stapelen maar, die boeken."),
        ("sv", "Det finns plats att fälla ut benen."),
    ],
)
def test_it_is_no_claim(language: str, sentence: str) -> None:
    assert "unsupported" not in _verdicts({"Weight": "1 kg"}, sentence, language)
