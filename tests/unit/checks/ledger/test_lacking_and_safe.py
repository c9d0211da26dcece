"""What is said to be lacking, in or out of the box, safe, against something, of a grade or under a certificate."""

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
        ("sv", "Åldersgräns", "15 år", "Säljs utan åldersgräns."),
        ("en", "Deposit", "£20", "No deposit."),
        ("nl", "Statiegeld", "€ 0,15", "Zonder statiegeld."),
        ("en", "Pedal", "included", "Add a pedal, sold separately."),
        ("nl", "Kabel", "niet meegeleverd", "Met kabel van één meter."),
        ("sv", "USB", "Nej", "Via USB digitaliserar du samlingen."),
        ("en", "GPS", "no", "Finds its way by GPS."),
        ("sv", "Allergener", "Kan innehålla spår av nötter", "Garanterat nötfria."),
        ("en", "Allergens", "may contain traces of sesame", "Certified sesame-free."),
    ],
)
def test_a_fact_says_otherwise(language: str, name: str, value: str, sentence: str) -> None:
    assert "contradicted" in _verdicts({name: value}, sentence, language)


@pytest.mark.parametrize(
    ("language", "name", "value", "sentence"),
    [
        ("en", "Scent", "unscented", "No scent."),
        ("en", "Assembly", "ready assembled", "No assembly."),
        ("nl", "Levertijd", "2 dagen", "Zonder levertijd af te wachten."),
        ("nl", "Kabel", "niet meegeleverd", "Werkt met elke kabel."),
        ("sv", "USB", "Nej", "Laddas inte via USB."),
        ("sv", "Palm oil", "Free", "Tvålen är palmoljefri."),
        ("en", "Allergens", "free from nuts", "Nut-free."),
        ("en", "Cable", "not included", "With every cable tidied away, the desk feels calm."),
        ("nl", "Kabel", "niet meegeleverd", "Met de kabel uit het zicht oogt alles rustig."),
        ("en", "Type", "black tea", "Serve with green tea."),
        ("en", "Grape", "merlot", "A pinot noir goes well with it too."),
        ("sv", "Typ", "Svart te", "Gott till en kopp grönt te."),
        ("en", "Made in", "Leeds", "Designed in London."),
    ],
)
def test_no_fact_says_otherwise(language: str, name: str, value: str, sentence: str) -> None:
    assert "contradicted" not in _verdicts({name: value}, sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Pet-safe."),
        ("en", "Made of marine-grade plastic."),
        ("en", "It is wind-protected."),
        ("en", "pH neutral."),
        ("en", "Safe for septic tanks."),
        ("en", "With a GIA certificate."),
        ("nl", "Antikoliek."),
        ("nl", "Met GIA-certificaat."),
        ("nl", "Kindveilig."),
        ("nl", "Veilig voor huisdieren."),
        ("sv", "Barnsäker."),
        ("sv", "Antistatisk yta."),
        ("sv", "Impregnerad från fabrik."),
        ("sv", "Säker för husdjur."),
    ],
)
def test_no_fact_says_it(language: str, sentence: str) -> None:
    assert "unsupported" in _verdicts({"Weight": "1 kg"}, sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "A pet-friendly spot by the fire."),
        ("en", "An antique look for the hall."),
        ("en", "Anticipate the first frost."),
        ("nl", "Een antieke kast past erbij."),
        ("nl", "Geen anticlimax."),
        ("sv", "Ställ den på en antik byrå."),
        ("sv", "Täcker både kvarts- och halvtumsfäste."),
    ],
)
def test_it_is_no_claim(language: str, sentence: str) -> None:
    assert "unsupported" not in _verdicts({"Weight": "1 kg"}, sentence, language)
