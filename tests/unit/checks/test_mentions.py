from __future__ import annotations

import pytest

from desktop.checks.mentions import forgotten_facts, mentions
from desktop.core.brief import Fact
from desktop.core.copy import Copy

EN = (
    "The Havn backpack weighs just 980 g and holds 18 litres. A laptop of up to 15 inches fits in the padded sleeve, "
    "and "
    "there are three pockets. It is made in Portugal from 100% recycled polyester (600D), water-repellent, and comes "
    "with "
    "a five-year warranty. Not suitable for the dishwasher. Price: €89.95."
)
NL = (
    "De Havn rugzak weegt maar 980 gram en draagt achttien liter. Je laptop tot 15 inch zit in een gevoerd vak en er "
    "zijn "
    "drie vakken. Gemaakt in Portugal van 100 % gerecycled polyester (600D), waterafstotend en met vijf jaar garantie. "
    "Niet geschikt voor de vaatwasser. Prijs: € 89,95."
)
SV = (
    "Ryggsäcken Havn väger bara 980 g och rymmer arton liter. En dator på upp till 15 tum får plats i det vadderade "
    "facket "
    "och det finns tre fickor. Tillverkad i Portugal av 100 % återvunnen polyester (600D), vattenavvisande och med "
    "fem års "
    "garanti. Tål inte maskindisk. Pris: 89,95 €."
)
EVERYWHERE = [
    Fact(name="Weight", value="980", unit="g"),
    Fact(name="Weight", value="0.98 kg"),
    Fact(name="Gewicht", value="0,98", unit="kilo"),
    Fact(name="Volume", value="18", unit="l"),
    Fact(name="Inhoud", value="18 liter"),
    Fact(name="Laptop", value="up to 15 inch"),
    Fact(name="Laptop", value="tot 15 inch"),
    Fact(name="Dator", value="upp till 15 tum"),
    Fact(name="Dator", value="38,1 cm"),
    Fact(name="Material", value="100 % recycled polyester, 600D"),
    Fact(name="Materiaal", value="100 % gerecycled polyester, 600D"),
    Fact(name="Material", value="100 % återvunnen polyester 600D"),
    Fact(name="Water", value="water-repellent"),
    Fact(name="Water", value="waterafstotend"),
    Fact(name="Vatten", value="vattenavvisande"),
    Fact(name="Warranty", value="5 years"),
    Fact(name="Garantie", value="5 jaar"),
    Fact(name="Garanti", value="5 år"),
    Fact(name="Garanti", value="60 månader"),
    Fact(name="Warranty", value="5-year warranty"),
    Fact(name="Origin", value="Portugal"),
    Fact(name="Origin", value="Made in Portugal"),
    Fact(name="Herkomst", value="Portugees"),
    Fact(name="Price", value="89.95", unit="EUR"),
    Fact(name="Prijs", value="€ 89,95"),
    Fact(name="Price", value="89.95"),
    Fact(name="Water-repellent", value="yes"),
    Fact(name="Waterafstotend", value="ja"),
    Fact(name="Dishwasher-safe", value="no"),
    Fact(name="Empty", value=""),
]
NOWHERE = [
    Fact(name="Weight", value="990 g"),
    Fact(name="Volume", value="18 kg"),
    Fact(name="Volume", value="20 l"),
    Fact(name="Laptop", value="13 inch"),
    Fact(name="Material", value="cotton"),
    Fact(name="Material", value="100 % organic cotton"),
    Fact(name="Water", value="waterproof"),
    Fact(name="Water", value="waterdicht"),
    Fact(name="Vatten", value="vattentät"),
    Fact(name="Warranty", value="2 years"),
    Fact(name="Origin", value="Sweden"),
    Fact(name="Herkomst", value="Zweden"),
    Fact(name="Price", value="98.95", unit="EUR"),
    Fact(name="Vegan", value="yes"),
    Fact(name="Vegan", value="no"),
    Fact(name="Designer", value="Anna Lindqvist"),
]
UNTOLD = Fact(name="Empty", value="")


@pytest.mark.parametrize(("text", "language"), [(EN, "en"), (NL, "nl"), (SV, "sv")], ids=["en", "nl", "sv"])
@pytest.mark.parametrize(
    "fact", [fact for fact in EVERYWHERE if fact != UNTOLD], ids=lambda fact: f"{fact.name} {fact.text}"
)
def test_facts_are_found_in_all_three_languages(text: str, language: str, fact: Fact) -> None:
    assert mentions(text, fact, language)


@pytest.mark.parametrize(("text", "language"), [(EN, "en"), (NL, "nl"), (SV, "sv")], ids=["en", "nl", "sv"])
@pytest.mark.parametrize("fact", NOWHERE, ids=lambda fact: f"{fact.name} {fact.text}")
def test_what_is_not_there_is_not_found(text: str, language: str, fact: Fact) -> None:
    assert not mentions(text, fact, language)


@pytest.mark.parametrize(
    ("text", "fact", "language", "carried"),
    [
        ("There are three roomy pockets.", Fact(name="Pockets", value="3"), "en", True),
        ("Three colours, one pocket.", Fact(name="Buckles", value="3"), "en", False),
        ("Met 3 vakken.", Fact(name="Vakken", value="3"), "nl", True),
        ("12 fickor", Fact(name="Fickor", value="12", unit="st"), "sv", True),
        ("2 jaar garantie", Fact(name="Garantie", value="2"), "nl", True),
        ("Blauwglazen vaas", Fact(name="Materiaal", value="glas"), "nl", True),
        ("Een laptopvak van leer", Fact(name="Vak", value="laptop"), "nl", True),
        ("Stoneware mug", Fact(name="Materiaal", value="steengoed"), "en", True),
        ("UPF 50+ fabric", Fact(name="Sun", value="UPF 50+"), "en", True),
        ("UPF 30 fabric", Fact(name="Sun", value="UPF 50+"), "en", False),
        ("It is IPX4 rated.", Fact(name="Rating", value="IPX4"), "en", True),
        ("It is IPX7 rated.", Fact(name="Rating", value="IPX4"), "en", False),
        ("Size 30 × 20 × 10 cm", Fact(name="Size", value="30 x 20 x 10", unit="cm"), "en", True),
        ("Size 30 × 20 × 12 cm", Fact(name="Size", value="30 x 20 x 10", unit="cm"), "en", False),
        ("Lasts 8 to 10 hours", Fact(name="Battery", value="8-10 hours"), "en", True),
        ("Machine-wash it at 30 °C", Fact(name="Care", value="machine wash 30 °C"), "en", True),
        ("Wash in the machine at 40 °C", Fact(name="Care", value="machine wash 30 °C"), "en", False),
        ("Comes in navy and moss.", Fact(name="Colours", value="navy, moss"), "en", True),
        ("Comes in navy.", Fact(name="Colours", value="navy, moss"), "en", False),
        ("1.299 kr", Fact(name="Pris", value="1 299", unit="kr"), "sv", True),
        ("Nu 1 299:-", Fact(name="Pris", value="1299 SEK"), "sv", True),
        ("Thrown by hand by Anna Lindqvist in Malmö", Fact(name="Maker", value="Anna Lindqvist, Malmö"), "en", True),
        ("Een kilo koffiebonen", Fact(name="Inhoud", value="1 kg"), "nl", True),
        ("Een tas", Fact(name="Aantal", value="1 kg"), "nl", False),
        ("Runs on an AA battery, not included.", Fact(name="Battery", value="1 × AA, not included"), "en", True),
        ("Runs on two AA batteries, not included.", Fact(name="Battery", value="2 × AA, not included"), "en", True),
        ("Runs on an AA battery, not included.", Fact(name="Battery", value="2 × AA, not included"), "en", False),
        ("A self-basting lid", Fact(name="Lid", value="self-basting ridges"), "en", False),
        (
            "Machine wash cold and dry on a line; no bleach.",
            Fact(value="machine wash cold, line dry, no bleach, no iron"),
            "en",
            True,
        ),
        ("anything", UNTOLD, "en", False),
        ("an empty box", UNTOLD, "en", True),
        ("weegt 980 gram", Fact(value="980", unit="g"), "de", True),
    ],
)
def test_single_cases(text: str, fact: Fact, language: str, carried: bool) -> None:
    assert mentions(text, fact, language) is carried


def test_forgotten_are_the_must_mention_facts_that_no_field_carries() -> None:
    facts = (
        Fact(id="weight", name="Weight", value="980 g", must_mention=True),
        Fact(id="origin", name="Origin", value="Portugal", must_mention=True),
        Fact(id="price", name="Price", value="€ 89.95"),
        Fact(id="colours", name="Colours", value="navy, moss", must_mention=True),
    )
    copy = Copy({"title": "Havn, 980 g", "description": "A light bag.", "bullets": ("In navy", "Or in moss")})
    assert forgotten_facts(copy, facts, "en") == ("origin",)
    assert forgotten_facts(Copy(), facts, "en") == ("weight", "origin", "colours")
