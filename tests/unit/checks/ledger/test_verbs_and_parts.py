"""Numbers whose verb or part of the sentence names the fact, sizes before an amount, millions, months of a discount."""

from __future__ import annotations

import pytest

from tests.unit.checks.ledger.judging import C, Case, S, judged

_TENT = "Vikt=2,9 kg; Packmått=45 x 16 cm; Innerhöjd=115 cm"
_COURSE, _CURSUS, _KURS = (
    "Duration=6 weeks; Access=12 months; Price=£149",
    "Duur=6 weken; Toegang=12 maanden",
    "Längd=6 veckor; Tillgång=12 månader",
)
_VACUUM, _ZUIGER, _SUG = (
    "Runtime=60 min; Charging time=4 h",
    "Gebruiksduur=60 min; Oplaadtijd=4 uur",
    "Drifttid=60 min; Laddtid=4 h",
)
_LIFTED = "Max. load=200 kg; Persons=2; Weight=14.5 kg"
_SIZES = "Vikt (stl 86)=540 g; Vikt (stl 104)=690 g"
WEIGHED: list[Case] = [
    ("Tältet är för tre personer och väger under 2,5 kg.", "sv", _TENT, [("under 2,5 kg", C)]),
    ("Tältet är för tre personer och väger under 3 kg.", "sv", _TENT, [("under 3 kg", S)]),
    ("Made for two people and weighs under 12 kg.", "en", "Max. load=120 kg; Weight=14.5 kg", [("under 12 kg", C)]),
    ("Voor twee personen en weegt minder dan 2,5 kg.", "nl", "Gewicht=2,9 kg", [("minder dan 2,5 kg", C)]),
    ("14.5 kg, so one person can manage", "en", _LIFTED, [("14.5 kg", S)]),
    ("One person can sleep in it.", "en", _LIFTED, [("One person", C)]),
    ("14,5 kg, dus één persoon kan hem tillen", "nl", "Max. belasting=200 kg; Gewicht=14,5 kg", [("14,5 kg", S)]),
    ("14,5 kg, så en person klarar den", "sv", "Maxvikt=200 kg; Vikt=14,5 kg; Personer=2", [("14,5 kg", S)]),
    ("16,5 kg, så en person klarar den", "sv", "Maxvikt=200 kg; Vikt=14,5 kg; Personer=2", [("16,5 kg", C)]),
]
COURSES: list[Case] = [
    ("Maya takes you by the hand for eight weeks.", "en", _COURSE, [("eight weeks", C)]),
    ("Maya takes you by the hand for six weeks and the lessons stay open to you for two years.", "en", _COURSE,
     [("six weeks", S), ("two years", C)]),
    ("You get twelve months of access to all lessons.", "en", _COURSE, [("twelve months", S)]),
    ("You get two years of access to all lessons.", "en", _COURSE, [("two years", C)]),
    ("Easy access for two days in the woods.", "en", "Volume=40 l", []),
    ("Maya neemt je acht weken bij de hand en de lessen blijven twee jaar voor je open.", "nl", _CURSUS,
     [("acht weken", C), ("twee jaar", C)]),
    ("Maya begeleidt je zes weken lang en de lessen blijven twaalf maanden beschikbaar.", "nl", _CURSUS,
     [("zes weken", S), ("twaalf maanden", S)]),
    ("Maya guidar dig i åtta veckor och lektionerna ligger kvar i två år.", "sv", _KURS,
     [("åtta veckor", C), ("två år", C)]),
    ("Maya guidar dig i sex veckor och lektionerna är öppna för dig i tolv månader.", "sv", _KURS,
     [("sex veckor", S), ("tolv månader", S)]),
]  # fmt: skip
CHARGED: list[Case] = [
    ("Op een volle accu zuigt u 60 minuten, daarna is hij in vier uur weer opgeladen.", "nl", _ZUIGER,
     [("60 minuten", S), ("vier uur", S)]),
    ("Op een volle accu zuigt u 60 minuten, daarna is hij in zes uur weer opgeladen.", "nl", _ZUIGER,
     [("60 minuten", S), ("zes uur", C)]),
    ("På en full laddning kör du i 60 minuter och sedan är den laddad på sex timmar.", "sv", _SUG,
     [("60 minuter", S), ("sex timmar", C)]),
    ("On a full battery it runs for 60 minutes, then charges in four hours.", "en", _VACUUM,
     [("60 minutes", S), ("four hours", S)]),
    ("On a full charge it runs for 90 minutes and quietly too.", "en", _VACUUM, [("90 minutes", C)]),
]  # fmt: skip
DISCOUNTS: list[Case] = [
    ("De första sex månaderna betalar du halva priset.", "sv", "Rabatt=50% i 3 månader",
     [("sex månaderna", C), ("halva priset", S)]),
    ("De första tre månaderna betalar du halva priset.", "sv", "Rabatt=50% i 3 månader",
     [("tre månaderna", S), ("halva priset", S)]),
    ("De eerste zes maanden betaalt u de halve prijs.", "nl", "Korting=50% gedurende 3 maanden",
     [("zes maanden", C), ("halve prijs", S)]),
    ("You pay half price for the first six months.", "en", "Discount=50% for 3 months",
     [("half price", S), ("six months", C)]),
    ("The first six months with a baby are half the fun.", "en", "Warranty=2 years", []),
]  # fmt: skip
WRITTEN: list[Case] = [
    ("Vi omsätter 10 miljoner kr.", "sv", "Omsättning=10 Mkr", [("10 miljoner kr", S)]),
    ("Vi omsätter 12 miljoner kronor.", "sv", "Omsättning=10 mnkr", [("12 miljoner kronor", C)]),
    ("A revenue of €2 million.", "en", "Revenue=€2m", [("€2 million.", S)]),
    ("A revenue of €3m last year.", "en", "Revenue=€2.5m", [("€3m", C)]),
    ("Een omzet van 2 miljoen euro.", "nl", "Omzet=2 mio euro", [("2 miljoen euro", S)]),
    ("I storlek 86 väger den 540 gram, i storlek 104 640 gram.", "sv", _SIZES,
     [("86", S), ("540 gram", S), ("104", S), ("640 gram", C)]),
    ("In maat 86 540 gram, in maat 104 690 gram.", "nl", "Gewicht (maat 86)=540 g; Gewicht (maat 104)=690 g",
     [("86", S), ("540 gram", S), ("104", S), ("690 gram", S)]),
    ("In size 104 it weighs 540 grams.", "en", "Weight (size 86)=540 g; Weight (size 104)=690 g",
     [("104", S), ("540 grams", C)]),
    ("Tio paneler, tillsammans 4 300 W.", "sv", "Antal paneler=10; Effekt per panel=430 W",
     [("Tio paneler", S), ("4 300 W", S)]),
    ("Tien panelen, samen goed voor 4.300 Wp.", "nl", "Aantal panelen=10; Vermogen per paneel=430 Wp",
     [("Tien panelen", S), ("4.300 Wp", S)]),
    ("Ten panels, together good for 5.3 kW.", "en", "Number of panels=10; Power per panel=430 W",
     [("Ten panels", S), ("5.3 kW", C)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "language", "facts", "expected"), [*WEIGHED, *COURSES, *CHARGED, *DISCOUNTS, *WRITTEN]
)
def test_the_verb_or_part_names_the_fact(
    sentence: str, language: str, facts: str, expected: list[tuple[str, str]]
) -> None:
    assert judged(sentence, language, facts) == expected
