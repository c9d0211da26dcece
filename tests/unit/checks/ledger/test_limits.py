"""Limits, bounds and whose they are: a number that a fact allows, one that gives the limit itself, and one astray."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import claims_of
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy

S, C, NONE = "supported", "contradicted", ""
PRAM = "Weight={} kg; Max. child weight=22 kg; Basket=max. 5 kg"
HELMET = "Gewicht (S/M)=290 g; Gewicht (L/XL)=330 g"
BAG_EN = "Dimensions=40 x 30 x 8 cm; Laptop compartment=up to 14 inch"
BAG_NL = "Afmeting=40 x 30 x 8 cm; Laptopvak=tot 14 inch"
BAG_SV = "Mått=40 x 30 x 8 cm; Datorfack=upp till 14 tum"


def _verdict(language: str, facts: str, sentence: str, words: str) -> str:
    rows = (row.strip().partition("=") for row in facts.split(";"))
    given = tuple(Fact(id=f"f{n}", name=name, value=value) for n, (name, _, value) in enumerate(rows, start=1))
    claims = claims_of(Copy({"description": sentence}), Brief(language=language, facts=given), language)
    found = [each for each in claims if words in each.text]
    return found[0].verdict.value if found else ""


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "words", "verdict"),
    [
        ("en", "Max. load=160 kg", "The steel frame carries 100 kg without trouble.", "100 kg", C),
        ("en", "Max. load=160 kg", "The steel frame carries 160 kg without trouble.", "160 kg", S),
        ("en", "Max. load=160 kg", "A 100 kg rider is no trouble for it.", "100 kg", NONE),
        ("nl", "Max. belasting=240 kg", "De trap draagt 150 kilo.", "150 kilo", C),
        ("nl", "Max. belasting=150 kg", "De trap draagt 150 kilo.", "150 kilo", S),
        ("sv", "Maxlast=120 kg", "Boxen tål 75 kilo packning.", "75 kilo", C),
        ("sv", "Maxlast=75 kg", "Boxen tål 75 kilo packning.", "75 kilo", S),
        ("nl", "Geschikt tot=35 kg", "Hij kan mee tot je kind 22 kilo is.", "22 kilo", C),
        ("en", "Oven safe=up to 300 °C", "Oven-safe to 250 °C.", "250 °C", C),
        ("en", "Oven safe=up to 300 °C", "Roast it at 250 °C for crisp skin.", "250 °C", NONE),
        ("sv", "Tål ugn=upp till 300 °C", "Formen klarar 230 grader i ugnen.", "230 grader", C),
        ("sv", "Max ström=800 A", "Kablar som tål 400 ampere.", "400 ampere", C),
        ("en", PRAM.format("12.6"), "Under 8 kg and folded with one hand.", "Under 8 kg", C),
        ("en", PRAM.format("7.9"), "Under 8 kg and folded with one hand.", "Under 8 kg", S),
        ("nl", HELMET, "Maat L/XL weegt minder dan 300 gram.", "300 gram", C),
        ("nl", HELMET, "Maat S/M weegt minder dan 300 gram.", "300 gram", S),
        ("en", BAG_EN, "The compartment takes a laptop of up to 16 inches.", "16 inches", C),
        ("en", BAG_EN, "The compartment takes a laptop of up to 14 inches.", "14 inches", S),
        ("nl", BAG_NL, "In het vak past een laptop tot 16 inch.", "16 inch", C),
        ("sv", BAG_SV, "I facket ryms en dator på upp till 16 tum.", "16 tum", C),
        ("nl", "Draagvermogen=tot 22 kg; Gewicht=9,8 kg", "Vanaf de geboorte en tot 22 kilo.", "22 kilo", S),
        ("en", "Weight=3.4 kg", "The whole lot comes to little more than two kilos.", "two kilos", C),
        ("en", "Weight=2.1 kg", "The whole lot comes to little more than two kilos.", "two kilos", S),
        ("nl", "Gewicht=3,4 kg", "Hij weegt nauwelijks meer dan twee kilo.", "twee kilo", C),
        ("sv", "Vikt=3,4 kg", "Den väger föga mer än två kilo.", "två kilo", C),
        ("en", "Case diameter=38 mm", "A case no wider than 38 mm.", "38 mm", S),
        ("en", "Width=46 cm", "It is not wider than 38 cm.", "38 cm", C),
        ("nl", "Breedte=46 cm", "Hij is niet breder dan 38 cm.", "38 cm", C),
        ("sv", "Bredd=46 cm", "Den är inte bredare än 38 cm.", "38 cm", C),
        ("sv", "Pris=174 kr; Fri frakt från=300 kr", "Du betalar 349 kronor.", "349 kronor", C),
        ("sv", "Pris=349 kr; Fri frakt från=300 kr", "Du betalar 349 kronor.", "349 kronor", S),
        ("en", "Heat settings=6", "2 kW over three settings warms rooms.", "three settings", C),
        ("en", "Heat settings=3", "2 kW over three settings warms rooms.", "three settings", S),
        ("en", "Recipes=120", "More than 100 recipes.", "100 recipes", S),
        ("nl", "Gewicht=45 g; Verpakking=plasticvrij, karton", "Handzeep Blok 90 gram", "90 gram", C),
        ("en", "Max. load=15 kg", "The small shelf takes 20 kg.", "20 kg", C),
        ("en", "Weight=1.3 kg", "Not a featherweight at 2.6 kg, so use both hands.", "2.6 kg", C),
        ("en", "Weight=1.3 kg", "Together the pair weighs 2.6 kg.", "2.6 kg", S),
        ("nl", "Gewicht per paar=0,6 kg", "Een paar weegt iets meer dan 1,2 kilo.", "1,2 kilo", C),
        ("sv", "Vikt per par=210 g", "Ett par lätta följeslagare på 420 gram.", "420 gram", C),
        ("sv", "Vikt per par=420 g", "Ett par lätta följeslagare på 420 gram.", "420 gram", S),
        ("en", "Dose=2 capsules; Magnesium per dose=150 mg", "Each daily dose gives 300 mg of magnesium.", "300 mg", C),
        ("en", "Content=500 g; Serving=3 g", "A hundred servings of five grams.", "five grams", C),
        ("en", "Content=500 g; Serving=5 g", "A hundred servings of five grams.", "five grams", S),
        ("en", "Set=2 bath towels, 4 hand towels; Price=£96.00", "Six pieces in all, for £48.", "£48", C),
        ("en", "Set=2 bath towels; Price=£96.00", "That is £48 a towel.", "£48", S),
        ("en", "Water temperature=35 °C", "The water should be no hotter than 70 °C.", "70 °C", C),
        ("en", "Water temperature=70 °C", "The water should be no hotter than 70 °C.", "70 °C", S),
        ("en", "Battery=up to 3 weeks", "A full battery lasts three weeks at most.", "three weeks", S),
        ("en", "Battery=up to 3 weeks", "A full battery lasts five weeks at most.", "five weeks", C),
        ("sv", "Batteritid, högsta läget=4 h", "På full effekt lyser den i två timmar.", "två timmar", C),
        ("sv", "Batteritid, högsta läget=2 h", "På full effekt lyser den i två timmar.", "två timmar", S),
        ("nl", "Slijphoek=9 graden", "Elke zijde is geslepen onder vijftien graden.", "vijftien graden", C),
        ("nl", "Slijphoek=15 graden", "Elke zijde is geslepen onder vijftien graden.", "vijftien graden", S),
    ],
)
def test_limits_and_bounds_are_those_of_their_fact(
    language: str, facts: str, sentence: str, words: str, verdict: str
) -> None:
    assert _verdict(language, facts, sentence, words) == verdict


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "words", "verdict"),
    [
        ("en", "Persons=1; Doors=2", "Room for two and a door each.", "two", C),
        ("en", "Persons=2; Doors=2", "Room for two and a door each.", "two", S),
        ("nl", "Personen=4; Gewicht=2 kg", "Koepeltent voor drie", "drie", C),
        ("sv", "Personer=6; Säsong=3-säsong", "Kupoltält för tre", "tre", C),
        ("sv", "Personer=3; Säsong=3-säsong", "Kupoltält för tre", "tre", S),
        ("sv", "Max antal hundar=19; Rastning=3 gånger per dag", "Vi tar emot högst tolv hundar åt gången.", "tolv", C),
        ("sv", "Max antal hundar=12; Rastning=3 gånger per dag", "Vi tar emot högst tolv hundar åt gången.", "tolv", S),
        ("nl", "Kapselhuls=HPMC, vegan; Gewicht=30 g", "Je neemt er twee per dag.", "twee", NONE),
        ("en", "Pack=2 pairs; Weight=30 g", "A soft lot of three pairs.", "pairs", C),
        ("nl", "Type=4-seizoenen, tweedelig", "Voor alle zes seizoenen.", "seizoenen", C),
        ("nl", "Kleur=RAL 9001", "Muurverf RAL 9010, mat.", "RAL", C),
        ("sv", "Knapphål=automatiskt, 2 steg", "Ett automatiskt knapphål.", "automatiskt", S),
        ("sv", "Strängar=4, stål", "Gitarren har sex stålsträngar.", "sex", C),
        ("sv", "Strängar=6, stål", "Gitarren har sex stålsträngar.", "sex", S),
    ],
)
def test_a_bare_number_is_no_other_count(language: str, facts: str, sentence: str, words: str, verdict: str) -> None:
    assert _verdict(language, facts, sentence, words) == verdict


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "words", "verdict"),
    [
        ("en", "Refillable=no; Net weight=4 g", "The case is made to be refilled.", "refilled", C),
        ("en", "Refillable=yes; Net weight=4 g", "The case is made to be refilled.", "refilled", S),
        ("en", "Dimmable=no; Height=42 cm", "It dims from bright to barely there.", "dims", C),
        ("en", "Foldable=no", "They fold down when your train pulls in.", "fold", C),
        ("en", "Foldable=no", "They never fold in the rain.", "fold", NONE),
        ("en", "Drip-free=no", "Pure wax that doesn't drip.", "drip", C),
        ("en", "Removable cover=no", "Remove stains with a damp cloth.", "Remove", NONE),
        ("en", "Machine washable=no", "The carrier can be machine-washed.", "washed", C),
        ("en", "Machine washable=no", "It should be wiped and washed by hand.", "washed by hand", S),
        ("en", "Stackable=no", "Stack your books on it.", "Stack", NONE),
        ("nl", "Composteerbaar=nee", "Je mag ze composteren.", "composteren", C),
        ("nl", "Composteerbaar=ja", "Je mag ze composteren.", "composteren", S),
        ("nl", "Stapelbaar=nee", "Ze zijn niet te stapelen.", "stapelen", S),
        ("sv", "Staplingsbar=nej", "Stolarna går att stapla.", "stapla", C),
        ("sv", "Staplingsbar=ja", "Stolarna går att stapla.", "stapla", S),
        ("en", "Noise cancelling=no; Runtime=35 h with ANC", "Noise-cancelling headphones", "Noise-cancelling", C),
        ("en", "Noise cancelling=yes; Runtime=35 h with ANC", "Noise-cancelling headphones", "Noise-cancelling", S),
        ("sv", "Sladdlös=nej; Drifttid=45 min; Vikt=2.6 kg", "Sladdlös dammsugare som orkar länge.", "Sladdlös", C),
        ("nl", "EN 71=nee; Aantal=12", "Getest volgens EN 71.", "EN 71", C),
        ("sv", "EN 71=nej; Antal=12", "Testade enligt EN 71.", "EN 71", C),
        ("sv", "EN 71=ja; Antal=12", "Testade enligt EN 71.", "EN 71", S),
    ],
)
def test_what_a_fact_says_cannot_be_done_is_not_done(
    language: str, facts: str, sentence: str, words: str, verdict: str
) -> None:
    assert _verdict(language, facts, sentence, words) == verdict
