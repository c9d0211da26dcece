"""A mark before three digits is read as its sheet or language means it; where both may be meant, all is silent."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.amounts.decimal_marks import (
    UNKNOWN,
    Marks,
    marks_of_sheet,
    marks_of_text,
    marks_of_words,
    settled,
)
from desktop.checks.quantities import quantities_of
from tests.unit.checks.ledger.judging import C, Case, S, facts_of, judged

CASES: list[Case] = [
    ("en", "Weight=1,140 g", "It weighs less than a kilo.", [("less than a kilo", C)]),
    ("en", "Weight=1,140 g", "It weighs over a kilo.", [("over a kilo", S)]),
    ("en", "Weight=1,140 g", "It weighs 1,140 g.", [("1,140 g", S)]),
    ("en", "Weight=1.14 kg", "It weighs 1,140 g.", [("1,140 g", S)]),
    ("en", "Weight=1.14 kg", "It weighs 1,140 kg.", [("1,140 kg", C)]),
    ("en", "Weight=1,140 kg; Height=12,5 cm; Volume=1,5 l", "It weighs less than 2 kg.", [("less than 2 kg", S)]),
    ("en", "Weight=1,140 kg; Height=12,5 cm; Volume=1,5 l", "It weighs 1,140 kg.", [("1,140 kg", S)]),
    ("en", "Gewicht=1.140 g", "It weighs less than a kilo.", [("less than a kilo", C)]),
    ("en", "Gewicht=1,140 kg", "It weighs less than 2 kg.", [("less than 2 kg", S)]),
    ("en", "Altitude=1.700 m", "Grown at 1,700 metres.", [("1,700 metres", S)]),
    ("en", "DPI=26.000; Connection=wireless, 2.4 GHz", "It reads 26,000 DPI.", [("26,000 DPI", S)]),
    ("en", "Vitamin D3 je Tablette=25 µg (1.000 I.E.)", "A tablet gives you 1,000 IU.", [("1,000 IU", S)]),
    ("en", "Weight=1.140 g; Volume=19.5 l", "It weighs less than a kilo.", []),
    ("en", "Artikel=1,140 g", "It weighs less than a kilo.", []),
    ("en", "Price=€ 1.299", "Yours for less than €1,200.", [("less than €1,200", C)]),
    ("en", "Lifespan=25.000 hours", "It lasts 25,000 hours.", [("25,000 hours", S)]),
    ("nl", "Gewicht=1.140 g", "Hij weegt minder dan een kilo.", [("minder dan een kilo", C)]),
    ("nl", "Gewicht=1.140 g", "Hij weegt meer dan een kilo.", [("meer dan een kilo", S)]),
    ("nl", "Gewicht=1,140 kg", "Hij weegt minder dan 2 kilo.", [("minder dan 2 kilo", S)]),
    ("nl", "Gewicht=1.140 kg", "Hij weegt minder dan 2 kilo.", []),
    ("nl", "Gewicht=1.140 kg", "Hij weegt 1,14 kilo.", [("1,14 kilo", S)]),
    ("nl", "Gewicht=1,140 g", "Hij weegt minder dan een kilo.", []),
    ("nl", "Weight=1,140 g", "Hij weegt minder dan een kilo.", [("minder dan een kilo", C)]),
    ("nl", "Gewicht=1,14 kg", "Hij weegt minder dan 1.200 g.", [("minder dan 1.200 g", S)]),
    ("nl", "Gewicht=1,14 kg", "Hij weegt minder dan 1.100 g.", [("minder dan 1.100 g", C)]),
    ("nl", "Price=€ 1,299", "Voor minder dan € 1.200.", [("minder dan € 1.200", C)]),
    ("nl", "Kleurtemperatuur=2.700-6.500 K; Kabel=1,8 m", "Daglicht van 6.500 kelvin.", [("6.500 kelvin", S)]),
    ("nl", "Kleurtemperatuur=2.700-6.500 K; Kabel=1,8 m", "Daglicht van 7.500 kelvin.", [("7.500 kelvin", C)]),
    ("sv", "Vikt=1.140 g", "Den väger mindre än ett kilo.", [("mindre än ett kilo", C)]),
    ("sv", "Vikt=1,140 kg", "Den väger mindre än 2 kg.", [("mindre än 2 kg", S)]),
    ("sv", "Vikt=1,140 g", "Den väger mindre än ett kilo.", []),
    ("sv", "Weight=1,140 g", "Den väger under ett kilo.", [("under ett kilo", C)]),
    ("sv", "Weight=1.140 kg; Volume=19.5 l", "Den väger under 2 kilo.", [("under 2 kilo", S)]),
    ("sv", "Vikt=1 140 g", "Den väger över ett kilo.", [("över ett kilo", S)]),
]


@pytest.mark.parametrize(("language", "facts", "sentence", "wanted"), CASES)
def test_verdicts(language: str, facts: str, sentence: str, wanted: list[tuple[str, str]]) -> None:
    assert judged(sentence, language, facts) == wanted


@pytest.mark.parametrize(
    ("facts", "marks"),
    [
        ("Weight=980 g; Height=12,5 cm", UNKNOWN),
        ("Weight=1,140 g", Marks(".")),
        ("Weight=1,140 g; Volume=19.5 l", Marks(".", True)),
        ("Weight=1,140 kg; Height=12,5 cm", Marks(",", True)),
        ("Gewicht=1.140 g", Marks(",")),
        ("Vikt=1.140 g; Längd=12,5 cm", Marks(",", True)),
        ("Gewicht=1.140 g; Frequentie=2.4 GHz", Marks(",")),
        ("Gewicht=1.140 g; Inhoud=19.5 l", UNKNOWN),
        ("Gewicht=1.140 g; Inhoud=19.5 l; Lengte=12,5 cm", Marks(",")),
        ("Bluetooth=1,140 g", UNKNOWN),
    ],
)
def test_a_sheet_shows_how_it_marks_decimals(facts: str, marks: Marks) -> None:
    assert marks_of_sheet(facts_of(facts)) == marks


def test_a_text_writes_as_its_language_but_for_what_it_copies() -> None:
    sheet = facts_of("Gewicht=1,140 kg")
    assert marks_of_text("") == UNKNOWN
    assert marks_of_words("It weighs 1,200 g.", "en", marks_of_sheet(sheet), sheet) == Marks(".")
    assert marks_of_words("It weighs 1,140 kg.", "en", marks_of_sheet(sheet), sheet) == UNKNOWN
    assert marks_of_words("Hij weegt 1,140 kg.", "nl", marks_of_sheet(sheet), sheet) == Marks(",")


@pytest.mark.parametrize(
    ("text", "marks", "values"),
    [
        ("€ 1.299", UNKNOWN, (1299.0,)),
        ("1,500 pieces", UNKNOWN, (1500.0,)),
        ("1,140 g", UNKNOWN, (1140.0, 1.14)),
        ("1,140 g", Marks("."), (1140.0,)),
        ("1,140 g", Marks(","), (1140.0, 1.14)),
        ("1,140 g", Marks(",", True), (1.14,)),
        ("1,140 kg", Marks(","), (1.14,)),
        ("1.140 kg", Marks(","), (1140.0, 1.14)),
        ("1.140 kg", Marks("."), (1140.0, 1.14)),
        ("1.140 kg", Marks(".", True), (1.14,)),
        ("1.140 W", Marks(".", True), (1140.0, 1.14)),
    ],
)
def test_readings_that_are_left(text: str, marks: Marks, values: tuple[float, ...]) -> None:
    assert settled(text, quantities_of(text), marks)[0].values == values
