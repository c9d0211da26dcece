"""Claims of effect, advice and absence in three languages, and words that only look like claims."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.concept_claims import concept_claims_of
from desktop.core.brief import Fact


def _verdicts(facts: dict[str, str], sentence: str, language: str) -> list[str]:
    rows = tuple(Fact(id=f"f{place}", name=name, value=value) for place, (name, value) in enumerate(facts.items()))
    return [str(each.verdict) for each in concept_claims_of(sentence, rows, language)]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Helps against colds."),
        ("en", "Dentists recommend it."),
        ("en", "The paper is acid-free."),
        ("en", "It turns off automatically."),
        ("en", "Approved as hand luggage."),
        ("nl", "Voorkomt rimpels."),
        ("nl", "Dierenartsen raden het aan."),
        ("nl", "Zuurvrij papier."),
        ("nl", "Laadt draadloos op."),
        ("nl", "De bekleding is van fluweel."),
        ("sv", "Hjälper mot förkylning."),
        ("sv", "Veterinärer rekommenderar det."),
        ("sv", "Pappret är syrafritt."),
        ("sv", "Behandlad med hårdvaxolja."),
        ("sv", "Överhettningsskydd"),
    ],
)
def test_no_fact_says_it(language: str, sentence: str) -> None:
    assert "unsupported" in _verdicts({"Weight": "1 kg"}, sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "For the bathroom or the kitchen."),
        ("en", "A quick wash takes 15 minutes."),
        ("en", "Enjoy a stress-free morning."),
        ("en", "It makes light work of hardwood."),
        ("nl", "Een rijke crème voor elke dag."),
        ("nl", "Leer spelen in je eigen tempo."),
        ("nl", "Zwart goud voor je ochtend."),
        ("nl", "Een zorgvrije vakantie."),
        ("sv", "Svart guld för din morgon."),
        ("sv", "En bekymmersfri semester."),
        ("sv", "Fodret är mjukt."),
        ("sv", "Fodret är varmt och gott."),
    ],
)
def test_it_is_no_claim(language: str, sentence: str) -> None:
    assert [each for each in _verdicts({"Weight": "1 kg"}, sentence, language) if each != "supported"] == []


@pytest.mark.parametrize(
    ("facts", "language", "sentence", "verdict"),
    [
        ({"Shipping costs": "€4.95, free from €60"}, "en", "Free shipping from €60.", "supported"),
        ({"Verzendkosten": "€ 4,95, gratis vanaf € 60"}, "nl", "Gratis verzending vanaf € 60.", "supported"),
        ({"Fraktkostnad": "49 kr, fri från 500 kr"}, "sv", "Fri frakt från 500 kr.", "supported"),
        ({"Free from": "gluten, lactose"}, "en", "Lactose-free.", "supported"),
        ({"Vrij van": "gluten, lactose"}, "nl", "Zonder lactose.", "supported"),
        ({"Fri från": "gluten, laktos"}, "sv", "Laktosfri.", "supported"),
        ({"Cover": "washable at 30 °C"}, "en", "The cover cannot be washed.", "contradicted"),
        ({"Finish": "matt"}, "en", "With a polished finish.", "contradicted"),
        ({"Hout": "acacia"}, "nl", "Gemaakt van teakhout.", "contradicted"),
        ({"Ovandel": "textil"}, "sv", "Ovandelen är av skinn.", "contradicted"),
    ],
)
def test_facts_decide(facts: dict[str, str], language: str, sentence: str, verdict: str) -> None:
    assert _verdicts(facts, sentence, language) == [verdict]
