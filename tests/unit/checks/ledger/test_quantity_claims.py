"""What numbers of a sentence assert, in three languages."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.index import ledger_of
from desktop.checks.ledger.numbers.quantity_claims import quantity_claims
from desktop.core.brief import Fact

S, C, U = "supported", "contradicted", "unsupported"


def _facts(text: str) -> tuple[Fact, ...]:
    """`Weight=980 g; Weight (L)=1,020 g @L`: name, value, variant."""
    rows = [row.strip() for row in text.split(";")]
    found = []
    for number, row in enumerate(rows, start=1):
        name, _, value = row.partition("=")
        value, _, variant = value.partition("@")
        found.append(Fact(id=f"f{number}", name=name.strip(), value=value.strip(), variant=variant.strip()))
    return tuple(found)


def _judged(sentence: str, language: str, facts: str) -> list[tuple[str, str]]:
    found = quantity_claims(sentence, language, ledger_of(_facts(facts)), "")
    return [
        (sentence[each.start : each.end], each.verdict.value) for each in sorted(found, key=lambda each: each.start)
    ]


BAG = "Weight=980 g; Volume=19.5 l; Height=46 cm; Pockets=3; Warranty=5 years; Price=€ 89.95; Laptop=up to 15 inch"
TAS = "Gewicht=980 g; Inhoud=19,5 l; Hoogte=46 cm; Aantal vakken=3; Garantie=5 jaar; Prijs=€ 89,95; Laptop=tot 15 inch"
VASKA = "Vikt=980 g; Volym=19,5 l; Höjd=46 cm; Fickor=3; Garanti=5 år; Pris=1 299 kr; Dator=upp till 15 tum"

CASES = [
    ("en", BAG, "It weighs just under a kilo.", [("just under a kilo", S)]),
    ("en", BAG, "It weighs 0.98 kg and holds almost 20 litres.", [("0.98 kg", S), ("almost 20 litres", S)]),
    ("en", BAG, "It weighs 1.2 kg.", [("1.2 kg", C)]),
    ("en", BAG, "At 890 g it is light.", [("890 g", C)]),
    ("en", BAG, "There are four pockets.", [("four pockets", C)]),
    ("en", BAG, "Three pockets keep things tidy.", [("Three pockets", S)]),
    ("en", BAG, "It comes with a two-year warranty.", [("two-year", C)]),
    ("en", BAG, "With a 60-month warranty.", [("60-month", S)]),
    ("en", BAG, "Yours for €89.95, was €120.", [("€89.95", S), ("€120", C)]),
    ("en", BAG, "Fits a laptop of up to 38.1 cm.", [("38.1 cm", S)]),
    ("en", BAG, "Fits a laptop of up to 17 inches.", [("17 inches", C)]),
    ("en", BAG, "It carries up to 12 kg.", [("12 kg", U)]),
    ("en", BAG, "It charges in 90 minutes.", [("90 minutes", U)]),
    ("en", BAG, "Open 24/7, a 2-in-1 bag for B2B, step 3.", []),
    ("en", BAG, "Call 020-123 45 67 before 16:30.", []),
    ("en", BAG, "One bag, one love, a day well spent.", []),
    ("en", BAG, "It sits 46 cm tall.", [("46 cm", S)]),
    ("en", BAG, "It sits 50 cm tall.", [("50 cm", C)]),
    ("nl", TAS, "Weegt nog geen kilo.", [("nog geen kilo", S)]),
    ("nl", TAS, "Weegt bijna een kilo.", [("bijna een kilo", S)]),
    ("nl", TAS, "De tas weegt 1,2 kilo.", [("1,2 kilo", C)]),
    ("nl", TAS, "Met ruim 19 liter inhoud.", [("ruim 19 liter", S)]),
    ("nl", TAS, "Met 22 liter inhoud.", [("22 liter", C)]),
    ("nl", TAS, "Vijfjarige garantie en drie vakken.", [("Vijfjarige", S), ("drie vakken", S)]),
    ("nl", TAS, "Met 10 jaar garantie.", [("10 jaar", C)]),
    ("nl", TAS, "Hij kost € 79,95.", [("€ 79,95", C)]),
    ("nl", TAS, "Past een laptop van 38,1 cm.", [("38,1 cm", S)]),
    ("nl", TAS, "Met twee vakken.", [("twee vakken", C)]),
    ("nl", TAS, "In 2 uur geladen.", [("2 uur", U)]),
    ("nl", TAS, "Een tas voor elke dag, 24/7 en 2-in-1.", []),
    ("nl", TAS, "Hij is 46 centimeter hoog.", [("46 centimeter", S)]),
    ("sv", VASKA, "Den väger knappt ett kilo.", [("knappt ett kilo", S)]),
    ("sv", VASKA, "Den väger 1,2 kg.", [("1,2 kg", C)]),
    ("sv", VASKA, "Rymmer nästan 20 liter.", [("nästan 20 liter", S)]),
    ("sv", VASKA, "Rymmer 25 liter.", [("25 liter", C)]),
    ("sv", VASKA, "Femårig garanti och tre fickor.", [("Femårig", S), ("tre fickor", S)]),
    ("sv", VASKA, "Tioårsgaranti ingår.", [("Tioårs", C)]),
    ("sv", VASKA, "Nu 1 299:- i butiken.", [("1 299:-", S)]),
    ("sv", VASKA, "Nu 999 kr.", [("999 kr", C)]),
    ("sv", VASKA, "Med två fickor.", [("två fickor", C)]),
    ("sv", VASKA, "För en dator på 38,1 cm.", [("38,1 cm", S)]),
    ("sv", VASKA, "Laddas på 90 minuter.", [("90 minuter", U)]),
    ("sv", VASKA, "En väska för varje dag, 24/7.", []),
    ("en", "Weight (M)=980 g; Weight (L)=1,020 g", "It weighs 1,020 g in M.", [("1,020 g", C)]),
    ("en", "Weight (M)=980 g; Weight (L)=1,020 g", "It weighs 1,020 g in L.", [("1,020 g", S)]),
    ("nl", "Gewicht maat M=980 g; Gewicht maat L=1.020 g", "In maat L weegt hij 980 g.", [("980 g", C)]),
    ("sv", "Vikt=980 g (M); Vikt=1 020 g (L)", "Den väger 1 020 g i storlek L.", [("1 020 g", S)]),
    ("en", "Fabric=65% polyester, 35% cotton", "Made of 65% cotton.", [("65%", C)]),
    ("nl", "Stof=65% polyester, 35% katoen", "Gemaakt van 35% katoen.", [("35%", S)]),
    ("sv", "Tyg=65 % polyester, 35 % bomull", "Gjord av 60 % polyester.", [("60 %", C)]),
    ("en", "Size=30 x 20 x 10 cm", "It measures 30 × 20 cm.", [("30 × 20 cm", S)]),
    ("nl", "Maat=30 x 20 x 10 cm", "De doos is 30 bij 25 cm.", [("30 bij 25 cm", C)]),
    ("sv", "Mått=30 x 20 x 10 cm", "Den är 300 mm bred.", [("300 mm", S)]),
    ("en", "Rating=IP67; Sun=UPF 50+", "Rated IP68 and UPF 50+.", [("IP68", C), ("UPF 50+", S)]),
    ("nl", "Fitting=E27; Bluetooth=5.3", "Met E14-fitting en Bluetooth 5.3.", [("E14", C), ("Bluetooth 5.3", S)]),
    ("sv", "SPF=30", "Solskydd SPF 50.", [("SPF 50", C)]),
    ("en", "Sizes=S-XL", "For sizes XS-XL.", [("XS-XL", C)]),
    ("nl", "Maten=S, M, L, XL", "In de maten S t/m XL.", [("S t/m XL", S)]),
    ("en", "Founded=1987", "Made here since 1992.", [("1992", C)]),
    ("nl", "Einddatum=30 juni 2025", "Geldig tot 30 juni.", [("30 juni", S)]),
    ("sv", "Slutdatum=30 juni 2025", "Gäller till 31 juli.", [("31 juli", C)]),
    ("en", "Comfort=-5 °C", "Warm down to -10 °C.", [("10 °C", C)]),
    ("nl", "Wassen=40 °C", "Wasbaar op 60 graden.", [("60 graden", C)]),
    ("sv", "Tvätt=40 °C", "Tvättas i 40 grader.", [("40 grader", S)]),
    ("en", "Price=£12.00; Discount=15%", "Now £10.20, 15% off.", [("£10.20", S), ("15%", S)]),
    ("en", "Contents=6 x 330 g", "Six jars, nearly 2 kilos in all.", [("Six", S), ("nearly 2 kilos", S)]),
    ("nl", "Kleuren=zwart, wit, rood", "Verkrijgbaar in drie kleuren.", [("drie kleuren", S)]),
    ("sv", "Smaker=vanilj, choklad", "Finns i tre smaker.", [("tre smaker", C)]),
    ("en", "Ports=2x USB-C, 1x HDMI", "With three USB-C ports.", [("three USB-C", C)]),
    ("en", "Delivery=1-3 days", "Delivered within 3 days.", [("3 days", S)]),
    ("nl", "Levertijd=2-4 werkdagen", "Binnen 24 uur in huis.", [("24 uur", C)]),
    ("sv", "Leverans=1-3 vardagar", "Levereras inom 1 dag.", [("1 dag", C)]),
]


@pytest.mark.parametrize(("language", "facts", "sentence", "wanted"), CASES, ids=[case[2] for case in CASES])
def test_verdicts(language: str, facts: str, sentence: str, wanted: list[tuple[str, str]]) -> None:
    assert _judged(sentence, language, facts) == wanted


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "fixed"),
    [
        ("en", "Weight=980 g", "It weighs 1.2 kg.", "It weighs 980 g."),
        ("en", "Price=1299 EUR", "Now €999.", "Now €1,299."),
        ("en", "Warranty=5 jaar", "A 2-year warranty.", "A 5-year warranty."),
        ("en", "Pockets=3", "Two pockets.", "Three pockets."),
        ("nl", "Weight=0.98 kg", "Weegt 1,2 kilo.", "Weegt 0,98 kilo."),
        ("nl", "Price=€ 1,299.50", "Voor € 999.", "Voor € 1299,50."),
        ("nl", "Garantie=24 months", "Met 5 jaar garantie.", "Met 24 maanden garantie."),
        ("nl", "Vakken=3", "Met twee vakken.", "Met drie vakken."),
        ("sv", "Weight=0.98 kg", "Väger 1,2 kg.", "Väger 0,98 kg."),
        ("sv", "Pris=1299 SEK", "Nu 999 kr.", "Nu 1299 kr."),
        ("sv", "Garanti=2 years", "Med 5 års garanti.", "Med 2 års garanti."),
        ("sv", "Mått=30 x 20 cm", "Den är 30 x 25 cm.", "Den är 30 x 20 cm."),
    ],
)
def test_fixes_are_written_as_the_language_writes_them(language: str, facts: str, sentence: str, fixed: str) -> None:
    (claim,) = quantity_claims(sentence, language, ledger_of(_facts(facts)), "")
    (fix,) = claim.fixes
    assert sentence[: claim.start] + fix + sentence[claim.end :] == fixed


def test_numbers_of_the_product_s_name_are_no_claims() -> None:
    ledger = ledger_of(_facts("Weight=980 g"))
    assert quantity_claims("The Volt 65 W is here.", "en", ledger, "") != ()
    assert quantity_claims("The Volt 65 W is here.", "en", ledger, "Volt 65 W") == ()
