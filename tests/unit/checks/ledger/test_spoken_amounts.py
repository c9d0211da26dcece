"""Amounts told by whole phrases, and numbers that facts add up to, in three languages."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.amounts.amounts import amounts_of
from desktop.checks.ledger.index import ledger_of
from desktop.checks.ledger.numbers.quantity_claims import quantity_claims
from desktop.core.brief import Fact

PHRASES = [
    ("en", "Four dozen pieces", "Four dozen", "", 48.0),
    ("en", "A fifth of a litre", "A fifth of a litre", "volume", 0.2),
    ("en", "in quarter-kilo bags", "quarter-kilo", "mass", 250.0),
    ("en", "144 times a second", "144 times a second", "frequency", 144.0),
    ("en", "the 10K power bank", "10K", "", 10_000.0),
    ("en", "half a dozen chairs", "half a dozen", "", 6.0),
    ("nl", "goed voor een uur of vijfenveertig", "een uur of vijfenveertig", "time", 162_000.0),
    ("nl", "met een halve honderd blokken", "een halve honderd", "", 50.0),
    ("nl", "tweeëndertigeneenhalve euro", "tweeëndertigeneenhalve euro", "EUR", 32.5),
    ("nl", "drie ons kaas", "drie ons", "mass", 300.0),
    ("nl", "een stuk of twintig", "een stuk of twintig", "count", 20.0),
    ("sv", "Fyra dussin klossar", "Fyra dussin", "", 48.0),
    ("sv", "två tredjedelar bomull", "två tredjedelar", "share", 66.6667),
    ("sv", "en femtedels liter", "en femtedels liter", "volume", 0.2),
    ("sv", "två och en halv meter", "två och en halv meter", "length", 2.5),
]


@pytest.mark.parametrize(("language", "text", "span", "dimension", "value"), PHRASES)
def test_a_phrase_is_one_amount(language: str, text: str, span: str, dimension: str, value: float) -> None:
    found = amounts_of(text, language)
    assert [(text[each.number_start : each.number_end], each.dimension) for each in found] == [(span, dimension)]
    assert found[0].lows[0] == pytest.approx(value, rel=1e-4)


NO_PHRASES = [
    ("nl", "voor de derde dag op rij"),
    ("en", "the third week"),
    ("nl", "de natte eenden"),
    ("sv", "var tredje dag"),
]


@pytest.mark.parametrize(("language", "text"), NO_PHRASES)
def test_the_third_of_several_is_no_amount(language: str, text: str) -> None:
    assert amounts_of(text, language) == ()


def _verdicts(language: str, facts: str, sentence: str) -> list[str]:
    rows = (row.strip().partition("=") for row in facts.split(";"))
    stated = tuple(Fact(id=f"f{n}", name=name, value=value) for n, (name, _, value) in enumerate(rows, start=1))
    return [each.verdict.value for each in quantity_claims(sentence, language, ledger_of(stated), "")]


S, C = "supported", "contradicted"
FOLLOWS = [
    ("en", "Dimensions=195 x 74 x 38 cm", "Nearly two metres long.", S),
    ("en", "Dimensions=195 x 74 x 38 cm", "Just over two metres long.", C),
    ("nl", "Pakmaat=48 x 18 cm", "Nog geen halve meter lang.", S),
    ("sv", "Mått=205 x 84 x 45 cm", "Drygt två meter lång.", S),
    ("sv", "Mått=195 x 74 x 38 cm", "Drygt två meter lång.", C),
    ("en", "Blade=8 inch", "A 20 cm blade.", S),
    ("en", "Blade=8 inch", "A 22 cm blade.", C),
    ("de", "Nutzinhalt=Kühlen 204 l, Gefrieren 81 l", "Koelvriescombinatie, 285 liter.", S),
    ("sv", "Vikt per sko=620 g", "Paret väger 1 240 gram.", S),
    ("sv", "Vikt per sko=620 g", "Paret väger 1 400 gram.", C),
    ("en", "Shelves=5; Load per shelf=20 kg", "Holds 100 kg of books.", S),
    ("nl", "Energie=15 kcal per 100 ml; Inhoud=33 cl", "Een flesje telt krap 50 kcal.", S),
    ("nl", "Standen=40 / 60 / 80 / 100 °C", "Van 40 tot 100 °C.", S),
    ("sv", "Bordsskiva=160 x 90 cm; Iläggsskiva=60 cm", "Växer från 160 till 220 cm.", S),
    ("en", "Age=3+", "For children from age two.", C),
    ("nl", "Leeftijd=3+", "Voor kinderen vanaf twee jaar.", C),
    ("sv", "Ålder=3+", "För barn från två år.", C),
    ("en", "Sizes=36-46", "In sizes 36 to 44.", C),
    ("nl", "Maten=36-42", "Maat 36 t/m 44.", C),
    ("sv", "Storlekar=36–47", "Storlek 36 till 47.", S),
    ("en", "Lenses=polarised, category 3", "Category 2 lenses.", C),
    ("nl", "Glazen=categorie 3", "Glazen in categorie 4.", C),
    ("sv", "Lenses=category 3", "Kategori 3.", S),
    ("en", "Keeps cold=24 h; Keeps hot=12 h", "Keeps tea hot for 24 hours.", C),
    ("nl", "Houdt koud=24 uur; Houdt warm=12 uur", "Houdt koffie 24 uur warm.", C),
    ("sv", "Hält kalt=24 h; Hält heiß=12 h", "Håller kaffet varmt i 24 timmar.", C),
    ("en", "Shelf life after opening=6 months", "Once opened, use it up within 12 months.", C),
    ("nl", "Overschilderbaar na=4 uur", "Na twee uur kan er een tweede laag overheen.", C),
    ("sv", "Recoat after=4 h", "Efter fyra timmar kan du stryka nästa lager.", S),
    ("en", "Valid until=30 April 2025", "The code is valid until the end of May.", C),
    ("nl", "Actie geldig t/m=30 april 2025", "De actie geldt tot eind mei.", C),
    ("sv", "Gäller t.o.m.=30 april 2025", "Erbjudandet gäller april ut.", S),
    ("sv", "Utgivningsdatum=2023-09-14", "Boken gavs ut hösten 2022.", C),
    ("en", "Published=14 September 2023", "Released in autumn 2023.", S),
    ("en", "Pockets=3", "With a trio of outside pockets.", S),
    ("nl", "Sleutels=2", "Met een drietal sleutels.", C),
    ("en", "Ribbons=3", "With a couple of ribbons.", ""),
    ("en", "Ribbons=2", "With a couple of ribbons.", S),
    ("nl", "Personen=3", "Slapen met z'n drieën.", S),
    ("en", "Minimum order=£50", "Free when you spend fifty pounds or more.", S),
]


@pytest.mark.parametrize(("language", "facts", "sentence", "wanted"), FOLLOWS)
def test_what_follows_from_facts(language: str, facts: str, sentence: str, wanted: str) -> None:
    found = _verdicts("nl" if language == "de" else language, facts, sentence)
    assert set(found) == ({wanted} if wanted else set())
