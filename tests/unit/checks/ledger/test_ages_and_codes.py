"""Ages, sizes, classes, days, times and years, in three languages."""

from __future__ import annotations

import pytest

from tests.unit.checks.ledger.judging import C, Case, S, U, judged

AGES: list[Case] = [
    ("en", "Age=8+", "A game from eight years.", [("eight years", S)]),
    ("en", "Age=8+", "For players aged 10 and up.", [("10", C)]),
    ("en", "Recommended age=from 18 months", "For children aged one and a half and up.", [("one and a half", S)]),
    ("en", "Age=0+", "Suitable from birth.", [("birth", S)]),
    ("en", "Age=from 3 months", "For hungry little ones from birth.", [("birth", C)]),
    ("en", "Age=6-12 years", "For children of 6 to 12.", [("6 to 12", S)]),
    ("en", "Age=6-12 years", "For kids from 4 to 12.", [("4", C), ("12", S)]),
    ("en", "Ages=3+", "Suitable for ages 3 and up.", [("3", S)]),
    ("en", "Age=3-6 years", "Made for three to six year olds.", [("three to six year olds", S)]),
    ("en", "Weight=1 kg", "Safe from birth.", [("birth", U)]),
    ("nl", "Leeftijd=8+", "Vanaf 8 jaar speelt iedereen mee.", [("8 jaar", S)]),
    ("nl", "Leeftijd=8+", "Vanaf 6 jaar speelt iedereen mee.", [("6 jaar", C)]),
    ("nl", "Leeftijd=8+", "Vanaf zes jaar kan iedereen meedoen.", [("zes jaar", C)]),
    ("nl", "Leeftijd=vanaf 6 maanden", "Te gebruiken vanaf de geboorte.", [("de geboorte", C)]),
    ("nl", "Age=from 18 months", "Voor kinderen vanaf anderhalf jaar.", [("anderhalf jaar", S)]),
    ("nl", "Leeftijd=3+", "Geschikt voor kinderen vanaf 3.", [("3", S)]),
    ("nl", "Leeftijd=3 - 6 jaar", "Voor kinderen van 3 tot 8 jaar.", [("3", S), ("8 jaar", C)]),
    ("nl", "Leeftijd=12+", "Voor puzzelaars vanaf 12 jaar.", [("12 jaar", S)]),
    ("sv", "Ålder=10+", "Passar från tio år.", [("tio år", S)]),
    ("sv", "Ålder=14+", "Rekommenderas från 12 år.", [("12 år", C)]),
    ("sv", "Rek. ålder=0+", "Han passar från födseln.", [("födseln", S)]),
    ("sv", "Ålder=från 6 månader", "Kan användas från nyfödd.", [("nyfödd", C)]),
    ("sv", "Ålder=från 3 år", "För barn från 18 månader.", [("18 månader", C)]),
    ("sv", "Alter=ab 3 Jahren", "Från tre år.", [("tre år", S)]),
    ("sv", "Ålder=3+", "För barn från 3.", [("3", S)]),
]

CODES: list[Case] = [
    ("en", "Bluetooth version=5.3", "Portable speaker with Bluetooth 5.3.", [("Bluetooth 5.3", S)]),
    ("en", "Bluetooth version=5.3", "With Bluetooth 5.0.", [("Bluetooth 5.0", C)]),
    ("nl", "Resolution=2560 x 1440", "Haarscherp beeld met 2560 x 1440 pixels.", [("2560 x 1440", S)]),
    ("sv", "Auflösung=4K UHD (3840 x 2160)", "TV med 4K.", [("4K", S)]),
    ("en", "Resolution=1920 x 1080", "A 4K panel.", [("4K", C)]),
    ("nl", "Resolutie=Full HD", "Beeld in 1080p.", [("1080p", S)]),
    ("sv", "Energieeffizienzklasse=F", "Energiklass E.", [("Energiklass E", C)]),
    ("nl", "Energieklasse=E", "Met energielabel E.", [("energielabel E", S)]),
    ("en", "Sizes=EU 37–47", "Available in sizes 36 to 47.", [("36 to 47", C)]),
    ("en", "Sizes=EU 37–47", "Available in EU 38.", [("38", S)]),
    ("nl", "Maten=98-152", "In de maten 98 tot en met 152.", [("98 tot en met 152", S)]),
    ("sv", "Storlekar=36-42", "Finns i storlek 36 till 44.", [("36 till 44", C)]),
    ("sv", "Våtgrepp=B", "Våtgreppet har klass A.", [("klass A", C)]),
    ("en", "Lens category=3", "Category 3 lenses.", [("Category 3", S)]),
    ("en", "Wet grip=A", "Wet grip class B.", [("class B", C)]),
    ("nl", "Bezorging=maandag t/m zaterdag", "Ook op zondag bezorgd.", [("zondag", C)]),
    ("nl", "Bezorging=maandag t/m zaterdag", "Ook op zaterdag bezorgd.", [("zaterdag", S)]),
    ("en", "Delivery=Mon-Fri", "We deliver on Saturdays too.", [("Saturdays", C)]),
    ("sv", "Öppettider=mån–fre 10–18", "Butiken är öppen på lördagar.", [("lördagar", C)]),
    ("sv", "Vikt=1 kg", "Vi levererar även på söndag.", [("söndag", U)]),
    ("en", "Weight=1 kg", "A lazy Sunday on the sofa.", []),
    ("en", "Material=925 sterling silver", "Made of 925 silver.", [("925", S)]),
    ("nl", "Goud=14 karaat", "In 18 karaat goud.", [("18 karaat", C)]),
]


@pytest.mark.parametrize(("language", "facts", "sentence", "wanted"), [*AGES, *CODES])
def test_verdicts(language: str, facts: str, sentence: str, wanted: list[tuple[str, str]]) -> None:
    assert judged(sentence, language, facts) == wanted
