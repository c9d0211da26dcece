"""Kinds of which a product is one (tea, grapes, ruling), towns of one country, and facts in another shape."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.concepts.fact_readings import is_compared, is_none_of
from desktop.checks.ledger.words.concept_claims import concept_claims_of
from desktop.core.brief import Fact


def _verdicts(fact: tuple[str, str], sentence: str, language: str) -> list[str]:
    rows = (Fact(id="f1", name=fact[0], value=fact[1]), Fact(id="f2", name="Weight", value="1 kg"))
    return [str(each.verdict) for each in concept_claims_of(sentence, rows, language)]


@pytest.mark.parametrize(
    ("language", "fact", "sentence"),
    [
        ("en", ("Type", "rooibos"), "Organic green tea from the hills."),
        ("nl", ("Soort", "zwarte thee"), "Een geurige groene thee."),
        ("sv", ("Typ", "Rooibos"), "Ett grönt te för kvällen."),
        ("en", ("Grape", "chardonnay"), "Pressed from pinot noir."),
        ("nl", ("Druif", "chardonnay"), "Bubbels van pinot noir."),
        ("sv", ("Papper", "100 g/m², linjerat"), "Ett block med prickat papper."),
        ("en", ("Layout", "week on two pages"), "One day per page."),
        ("sv", ("Fjädrar", "Pocket, 7 zoner"), "Inuti sitter bonellfjädrar."),
        ("en", ("Raw", "yes, unpasteurised"), "Gently pasteurised to keep it runny."),
        ("nl", ("Herkomst", "gemaakt in Gent"), "Gekookt in Antwerpen."),
        ("nl", ("Gebrand in", "Rotterdam"), "Gebrand in Amsterdam."),
        ("sv", ("Tillverkad i", "Borås, Sverige"), "Vävd i Malmö."),
        ("en", ("Made in", "Sheffield"), "Forged in Birmingham."),
        ("nl", ("Armleuningen", "4D, verstelbaar"), "Met vaste armleuningen."),
    ],
)
def test_another_kind_or_town_contradicts(language: str, fact: tuple[str, str], sentence: str) -> None:
    assert "contradicted" in _verdicts(fact, sentence, language)


@pytest.mark.parametrize(
    ("language", "fact", "sentence"),
    [
        ("en", ("Material", "stoneware"), "Made for a mug of green tea."),
        ("nl", ("Materiaal", "aardewerk"), "Fijn voor een kop groene thee."),
        ("sv", ("Material", "stengods"), "Lagom till en kopp grönt te."),
        ("en", ("Made in", "Ghent"), "Made in Gent."),
        ("sv", ("Tillverkad i", "Göteborg"), "Made in Gothenburg."),
        ("en", ("Origin", "Provence"), "Bottled in Marseille."),
        ("nl", ("Herkomst", "Gent"), "Naar Antwerpen neem je de trein."),
        ("en", ("Cover", "velvet"), "Pour yourself a glass of red wine."),
    ],
)
def test_nothing_is_wrong(language: str, fact: tuple[str, str], sentence: str) -> None:
    assert "contradicted" not in _verdicts(fact, sentence, language)
    assert "unsupported" not in _verdicts(fact, sentence, language)


@pytest.mark.parametrize(
    ("language", "fact", "sentence"),
    [
        ("nl", ("Fabric", "ripstop nylon"), "Een hangmat van ripstopnylon."),
        ("nl", ("Surface", "road / asphalt"), "Je loopt soepel over asfalt."),
        ("nl", ("Composteerbaar", "ja"), "Je mag ze composteren."),
        ("sv", ("Stapelbar", "Ja"), "Glasen staplas i skåpet."),
        ("en", ("Drip-free", "yes"), "Pure beeswax that doesn't drip."),
        ("en", ("Frame warranty", "lifetime"), "The frame is guaranteed for life."),
        ("sv", ("Garanti", "Livstid"), "Livstidsgaranti på allt."),
        ("en", ("Colour temperature", "2700 K"), "A warm white light."),
        ("sv", ("pH", "7"), "Med neutralt pH."),
        ("en", ("Animal testing", "never"), "Cruelty-free."),
        ("nl", ("Vegan", "ja"), "Zonder siliconen en veganistisch."),
    ],
)
def test_a_fact_says_it_in_another_shape(language: str, fact: tuple[str, str], sentence: str) -> None:
    assert "supported" in _verdicts(fact, sentence, language)
    assert "contradicted" not in _verdicts(fact, sentence, language)


@pytest.mark.parametrize(
    ("language", "fact", "sentence", "verdict"),
    [
        ("en", ("Made in", "Belgium"), "Made in Ghent.", "unsupported"),
        ("en", ("Made in", "Italy"), "Woven in Tuscany.", "unsupported"),
        ("en", ("Made in", "Florence"), "Made in Italy.", "supported"),
        ("en", ("Made in", "Florence"), "Made in Tuscany.", ""),
        ("en", ("Made in", "Italy"), "A rug called Siena.", ""),
        ("en", ("Made in", "Markneukirchen"), "The bow is made in Germany.", "unsupported"),
        ("en", ("Made in", "Markneukirchen"), "The bow is made in Berlin.", "contradicted"),
        ("nl", ("Herkomst zaad", "Groningen"), "Het zaad groeit in Limburg.", "contradicted"),
        ("nl", ("Herkomst zaad", "Groningen"), "Het zaad groeit in Groningen.", "supported"),
        ("nl", ("Herkomst hout", "Nederland"), "Het hout komt uit Brabant.", "unsupported"),
        ("nl", ("Herkomst", "Roemenië"), "Een goede keuze, made in Italy.", "contradicted"),
        ("nl", ("Herkomst", "Roemenië"), "Familie uit Brabant sliep er in.", ""),
        ("sv", ("Tillverkad i", "Sverige"), "Den är snidad i Värmland.", "unsupported"),
        ("sv", ("Tillverkad i", "Dalarna"), "Den är snidad i Värmland.", "contradicted"),
        ("sv", ("Tillverkad i", "Portugal"), "Skorna är made in Portugal.", "supported"),
        ("sv", ("Tillverkad i", "Sverige"), "Kusinerna från Åbo kan vara med.", ""),
    ],
)
def test_a_place_is_no_more_exact_than_the_facts(
    language: str, fact: tuple[str, str], sentence: str, verdict: str
) -> None:
    said = set(_verdicts(fact, sentence, language)) & {"supported", "contradicted", "unsupported"}
    assert verdict in said if verdict else not said & {"contradicted", "unsupported"}


def test_what_is_compared_or_nought_is_not_said_to_be_so() -> None:
    assert is_compared("3x faster than cotton", 15)
    assert not is_compared("cotton, faster than ever", 0)
    assert is_none_of("Sukralos, 0 g socker", (14, 20))
    assert not is_none_of("Sukralos, 10 g socker", (15, 21))
    assert "contradicted" not in _verdicts(("Socker", "Sukralos, 0 g socker"), "Sockerfri läsk.", "sv")
