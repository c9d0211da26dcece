from __future__ import annotations

import pytest

from desktop.core.brief import Fact
from tests.unit.checks.policies.looking import look, rules_in

HITS = [
    ("en", "Was €49.95, still warm.", "Was €49.95", "prior-price"),
    ("en", "From €80 to €60 this week.", "From €80 to €60", "prior-price"),
    ("en", "Up to 30% off all bags.", "Up to 30% off", "discount"),
    ("en", "Free shipping to Sweden.", "Free shipping", "free"),
    ("en", "Prices from € 12.", "Prices from € 12", "from-price"),
    ("en", "The lowest price guaranteed.", "The lowest price guaranteed", "lowest-price"),
    ("en", "Last chance to get one.", "Last chance", "urgency"),
    ("en", "Only 3 left in blue.", "Only 3 left", "urgency"),
    ("en", "RRP 89.95.", "RRP", "recommended-price"),
    ("en", "Closing down sale.", "Closing down sale", "closing-down"),
    ("nl", "Van € 80,00 voor € 60,00.", "Van € 80,00 voor € 60,00", "prior-price"),
    ("nl", "Nu voor maar € 39,95.", "Nu voor maar € 39,95", "prior-price"),
    ("nl", "Tot 30% korting op tassen.", "Tot 30% korting", "discount"),
    ("nl", "Gratis verzending in Nederland.", "Gratis verzending", "free"),
    ("nl", "Al vanaf € 12.", "Al vanaf € 12", "from-price"),
    ("nl", "Nergens goedkoper.", "Nergens goedkoper", "lowest-price"),
    ("nl", "Op=op, dus bel vandaag.", "Op=op", "urgency"),
    ("nl", "Adviesprijs 89,95.", "Adviesprijs", "recommended-price"),
    ("nl", "Alles moet weg.", "Alles moet weg", "closing-down"),
    ("sv", "Ordinarie pris 899 kr.", "Ordinarie pris 899 kr", "prior-price"),
    ("sv", "Nu endast 299:- i butiken.", "Nu endast 299:-", "prior-price"),
    ("sv", "Upp till 30 % rabatt.", "Upp till 30 % rabatt", "discount"),
    ("sv", "Fri frakt i Sverige.", "Fri frakt", "free"),
    ("sv", "Redan från 199 kr.", "Redan från 199 kr", "from-price"),
    ("sv", "Lägsta priset på nätet.", "Lägsta priset på nätet", "lowest-price"),
    ("sv", "Sista chansen i år.", "Sista chansen", "urgency"),
    ("sv", "Cirkapris 899.", "Cirkapris", "recommended-price"),
    ("sv", "Allt ska bort.", "Allt ska bort", "closing-down"),
]
SILENT = [
    ("en", "Sugar-free and freely available in three sizes."),
    ("en", "Free shipping on orders over €50."),
    ("en", "The price is €49.95."),
    ("en", "The zip comes off with one hand and holds 20 litres."),
    ("en", "A countdown timer beeps after the boil."),
    ("en", "65% polyester, 35% cotton."),
    ("en", "Works at -10 °C."),
    ("nl", "Suikervrij en vrij van geur."),
    ("nl", "Gratis verzending vanaf € 50."),
    ("nl", "De prijs is € 49,95."),
    ("nl", "Tijdelijke tatoeages voor kinderen."),
    ("nl", "De was is na een uur droog."),
    ("nl", "65% polyester, 35% katoen."),
    ("sv", "Sockerfri och fri från doft."),
    ("sv", "Fri frakt vid köp över 500 kr."),
    ("sv", "Priset är 499 kr."),
    ("sv", "Ljudet upphör när locket stängs."),
    ("sv", "Det var en gång en väska."),
    ("sv", "65 % polyester, 35 % bomull."),
]


@pytest.mark.parametrize(("language", "text", "words", "rule"), HITS)
def test_price_claims_are_found_where_they_stand(language: str, text: str, words: str, rule: str) -> None:
    (finding,) = look("price", text, language)
    assert (finding.text, finding.check) == (words, f"policy.price.{rule}")
    assert text[finding.start : finding.end] == words


@pytest.mark.parametrize(("language", "text"), SILENT)
def test_plain_prices_and_words_are_left_alone(language: str, text: str) -> None:
    assert look("price", text, language) == []


def test_minus_percent_needs_no_language() -> None:
    assert rules_in("price", "Väskor −20 % i dag", "de") == ["minus-percent"]
    assert rules_in("price", "10-20% Baumwolle", "de") == []
    assert rules_in("price", "10 - 20 % wol", "nl") == []


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("en", "Was €49.95 before.", Fact("f1", "Lowest price in 30 days", "€49.95")),
        ("nl", "Van € 80 voor € 60.", Fact("f1", "Laagste prijs laatste 30 dagen", "€ 80")),
        ("sv", "Ordinarie pris 899 kr.", Fact("f1", "Lägsta pris 30 dagar", "899 kr")),
        ("en", "Free returns.", Fact("f1", "Returns", "free within 30 days")),
        ("nl", "Gratis retourneren.", Fact("f1", "Retour", "gratis")),
        ("sv", "Fria returer.", Fact("f1", "Retur", "gratis i 30 dagar")),
    ],
)
def test_a_fact_lifts_a_price_claim(language: str, text: str, fact: Fact) -> None:
    assert look("price", text, language) != []
    assert look("price", text, language, fact) == []
