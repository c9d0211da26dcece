"""Counts, pairs, doses, parts and variants, in three languages."""

from __future__ import annotations

import pytest

from tests.unit.checks.ledger.judging import C, Case, S, U, judged

COUNTS: list[Case] = [
    (
        "en",
        "Steps=15; Set=1 dumbbell",
        "Switch between 12 weight settings as you grow stronger.",
        [("12 weight settings", C)],
    ),
    ("en", "Set=1 dumbbell", "Sold as a pair.", [("Sold as a pair", C)]),
    ("en", "Wheels=2", "Thanks to a pair of wheels it follows you.", [("a pair of wheels", S)]),
    ("en", "Wheels=4", "Thanks to a pair of wheels it follows you.", [("a pair of wheels", C)]),
    ("en", "Pieces=108", "Socket set, 94 pieces", [("94 pieces", C)]),
    ("en", "Pieces=108; Drives=1/4 inch and 1/2 inch", "Socket set, 94 pieces", [("94 pieces", C)]),
    ("sv", "Antal delar=48", "Asken innehåller 50 klossar.", [("50 klossar", C)]),
    ("nl", "Accu=2 x 2,0 Ah", "Je krijgt er één accu van 2,0 Ah bij.", [("één accu", C), ("2,0 Ah", S)]),
    ("nl", "Pagina's=192", "Twee leeslinten houden je plek vast.", [("Twee leeslinten", U)]),
    ("sv", "Sidor=48", "Översatt till 14 språk.", [("14 språk", U)]),
    ("sv", "Effekt=30 W", "Dubbla mikrofoner för samtal.", [("Dubbla mikrofoner", U)]),
    ("sv", "Polyfoni=128 toner; Högtalare=2 x 10 W", "600 inbyggda ljud att leka med.", [("600 inbyggda ljud", U)]),
    ("en", "Memory=30 readings", "One press, one second, one reading.", []),
    ("sv", "Gramvikt=550 g/m²", "Tjockt badlakan med en gramvikt på 550 g/m².", [("550 g/m²", S)]),
    ("nl", "Timer=1, 4, 8 uur", "De timer stel je in op 1, 4 of 8 uur.", [("1", S), ("4", S), ("8 uur", S)]),
    ("nl", "Inhoud=4.485 l", "In een kwartier opgezet.", [("een kwartier", U)]),
    ("en", "Content=750 ml", "It kills 99.9% of bacteria.", [("99.9%", U)]),
    ("sv", "Tjocklek=8 mm", "Mattan är knappt en centimeter tjock.", [("knappt en centimeter", S)]),
    ("en", "Seats=2", "Acacia garden bench for three", [("three", C)]),
    (
        "nl",
        "Blad=140 x 70 cm, bamboe; Hoogte=70-120 cm",
        "Op het blad van 160 x 70 cm past een scherm.",
        [("160 x 70 cm", C)],
    ),
    ("nl", "Schnittbreite=42 cm; Schnitthöhen=6 (25-75 mm)", "In één baan maai je 46 cm gras.", [("46 cm", C)]),
    (
        "sv",
        "Spannung=18 V; Lieferumfang=2 Akkus, Ladegerät, Koffer",
        "I väskan ligger tre batterier.",
        [("tre batterier", C)],
    ),
    ("en", "Weight=1 kg", "Two minds, one love, a million thanks, 5 stars.", []),
    ("en", "Weight=1 kg", "With 8 speeds and 3 modes.", [("8 speeds", U), ("3 modes", U)]),
    ("nl", "Gewicht=1 kg", "Met 5 standen en 2 USB-poorten.", [("5 standen", U), ("2 USB-poorten", U)]),
    ("en", "Weight=1 kg", "Comes with three interchangeable nozzles.", [("three interchangeable nozzles", U)]),
    ("en", "Weight=1 kg", "The battery lasts 10 hours.", [("10 hours", U)]),
    ("en", "Weight=1 kg", "Now with 25% more power.", [("25%", U)]),
    ("en", "Weight=1 kg", "Ships within 48 hours.", [("48 hours", U)]),
    ("en", "Weight=1 kg", "Two-year warranty.", [("Two-year", U)]),
    ("en", "Weight=1 kg", "Only €19.99.", [("€19.99", U)]),
    ("en", "Weight=1 kg", "It saves up to 30% energy.", [("30%", U)]),
    ("en", "Weight=1 kg", "Made from 12 recycled bottles.", [("12 recycled bottles", U)]),
    ("en", "Weight=1 kg", "With a 20 MP camera.", [("20 MP", U)]),
    ("en", "Modes=5", "Five massage modes.", [("Five massage modes", S)]),
    ("en", "Modes=5", "Six massage modes.", [("Six massage modes", C)]),
    ("en", "Blades=3", "Two stainless blades.", [("Two stainless blades", C)]),
    ("en", "Drawers=4", "A chest with five drawers.", [("five drawers", C)]),
    ("en", "Speakers=2", "Four speakers.", [("Four speakers", C)]),
    ("nl", "Gewicht=1 kg", "Met drie verwisselbare opzetborstels.", [("drie verwisselbare opzetborstels", U)]),
    ("nl", "Gewicht=1 kg", "De accu gaat 10 uur mee.", [("10 uur", U)]),
    ("nl", "Gewicht=1 kg", "Nu met 25% meer vermogen.", [("25%", U)]),
    ("nl", "Gewicht=1 kg", "Binnen 48 uur verzonden.", [("48 uur", U)]),
    ("nl", "Gewicht=1 kg", "Gemaakt van 12 gerecyclede flessen.", [("12 gerecyclede flessen", U)]),
    ("nl", "Gewicht=1 kg", "Bestaat uit vijf lagen.", [("vijf lagen", U)]),
    ("nl", "Gewicht=1 kg", "Handleiding in acht talen.", [("acht talen", U)]),
    ("nl", "Lades=4", "Een kast met vijf lades.", [("vijf lades", C)]),
    ("nl", "Standen=5", "Zes massagestanden.", [("Zes massagestanden", C)]),
    ("nl", "Aantal stuks=6", "Set van acht glazen.", [("acht glazen", C)]),
    ("nl", "Wielen=4", "Op twee wielen.", [("twee wielen", C)]),
    ("sv", "Vikt=1 kg", "Med tre utbytbara munstycken.", [("tre utbytbara munstycken", U)]),
    ("sv", "Vikt=1 kg", "Batteriet räcker i 10 timmar.", [("10 timmar", U)]),
    ("sv", "Vikt=1 kg", "Nu med 25 % mer effekt.", [("25 %", U)]),
    ("sv", "Vikt=1 kg", "Skickas inom 48 timmar.", [("48 timmar", U)]),
    ("sv", "Vikt=1 kg", "Gjord av 12 återvunna flaskor.", [("12 återvunna flaskor", U)]),
    ("sv", "Vikt=1 kg", "Fem lager tyg.", [("Fem lager", U)]),
    ("sv", "Lådor=4", "En byrå med fem lådor.", [("fem lådor", C)]),
    ("sv", "Lägen=5", "Sex massagelägen.", [("Sex massagelägen", C)]),
    ("sv", "Antal=6", "Ett set om åtta glas.", [("åtta glas", C)]),
    ("sv", "Hjul=4", "Rullar på två hjul.", [("två hjul", C)]),
    ("en", "Pieces=6", "A set of eight glasses.", [("eight glasses", C)]),
]

SUPPLY: list[Case] = [
    ("en", "Contents=90 capsules; Daily dose=1 capsule", "A pack lasts three months.", [("three months", S)]),
    ("en", "Contents=60 tablets; Dosage=2 per day", "A pack lasts two months.", [("two months", C)]),
    (
        "nl",
        "Inhoud=120 capsules; Dosering=2 capsules per dag; Magnesium per dagdosering=300 mg",
        "Met twee capsules per dag doe je drie maanden met een pot.",
        [("twee capsules", S), ("drie maanden", C)],
    ),
    ("nl", "Inhoud=120 capsules; Dosering=2 capsules per dag", "Je doet er twee maanden mee.", [("twee maanden", S)]),
    (
        "sv",
        "Antal=120 kapslar; Dos=2 kapslar per dag",
        "Burken räcker i två månader om du tar två kapslar om dagen.",
        [("två månader", S), ("två kapslar", S)],
    ),
    ("sv", "Content=90 softgels; Dosage=1 per day", "Burken räcker i sex månader.", [("sex månader", C)]),
]

PARTS: list[Case] = [
    ("en", "Warranty=10 years", "Our guarantee runs for a full decade.", [("a full decade", S)]),
    ("en", "Weight=1 kg", "Lasts one cat a full month.", [("a full month", U)]),
    ("en", "Weight=1 kg", "Comfort for a whole day.", []),
    (
        "sv",
        "Keeps hot=12 h; Keeps cold=24 h",
        "Håller kaffet varmt i tolv timmar och saften kall i ett helt dygn.",
        [("tolv timmar", S), ("ett helt dygn", S)],
    ),
    ("nl", "Houdbaar na openen=12M", "Na opening blijft hij een jaar goed.", [("een jaar", S)]),
    ("sv", "Längd=42 + 5 cm förlängning", "Kedjan är 42 cm och kan förlängas med 5 cm.", [("42 cm", S), ("5 cm", S)]),
    ("nl", "Brandduur=45 uur", "Sojawas met een lange adem: 45 branduren.", [("45 branduren", S)]),
    ("sv", "Storlek=205/55 R16", "Vinterdäck 205/55 R16", [("205/55 R16", S)]),
    ("en", "Offer=20% off", "Save a fifth on every towel.", [("a fifth", S)]),
    ("sv", "Dosage=1 per day", "En kapsel om dagen.", [("En kapsel om dagen", S)]),
    (
        "nl",
        "Retour=30 dagen, € 4,95",
        "Stuur hem tot honderd dagen na aankoop terug, zonder gedoe.",
        [("honderd dagen", C)],
    ),
    (
        "en",
        "Founded=2009; Team=14 people; Warranty on bags=5 years",
        "More than 50,000 customers already carry one.",
        [("More than 50,000 customers", U)],
    ),
    (
        "nl",
        "Prijs 140 x 200 cm=€ 189,00@140 x 200 cm; Prijs 240 x 220 cm=€ 319,00@240 x 220 cm",
        "De maat 140 x 200 cm kost € 319.",
        [("140 x 200 cm", S), ("€ 319", C)],
    ),
]

VARIANTS: list[Case] = [
    (
        "en",
        "Price=€ 4.99; Price (Gold)=€ 5.99@Gold",
        "The set costs €4.99; in gold it is €4.49.",
        [("€4.99", S), ("€4.49", C)],
    ),
    (
        "en",
        "Price=€ 4.99; Price (Gold)=€ 5.99@Gold",
        "The set costs €4.99, in gold it is €5.99.",
        [("€4.99", S), ("€5.99", S)],
    ),
    (
        "nl",
        "Prijs 140 x 200 cm=€ 189,00@140 x 200 cm; Prijs 240 x 220 cm=€ 319,00@240 x 220 cm",
        "De maat 140 x 200 cm kost € 319.",
        [("140 x 200 cm", S), ("€ 319", C)],
    ),
    (
        "nl",
        "Gewicht=2,3 kg@S; Gewicht=3,1 kg@M",
        "In maat S weegt hij 2,3 kilo, in maat M 3,4 kilo.",
        [("2,3 kilo", S), ("3,4 kilo", C)],
    ),
    ("sv", "Vikt=980 g@M; Vikt=1 020 g@L", "Väger 980 g i M och 1 020 g i L.", [("980 g", S), ("1 020 g", S)]),
    ("sv", "Vikt=980 g@M; Vikt=1 020 g@L", "Väger 1 020 g i M och 980 g i L.", [("1 020 g", C), ("980 g", C)]),
    ("en", "Vintage=2022; Grape=Riesling", "Riesling 2021 from the Mosel", [("2021", C)]),
    ("en", "Founded=2009", "We have been making bags in Ghent since 2012.", [("2012", C)]),
    ("sv", "Utgivningsår=2021", "Boken kom ut 2019 och är skriven på svenska.", [("2019", C)]),
    ("nl", "Oogstjaar=2023", "Oogst 2022, op de fles gebracht.", [("2022", C)]),
    ("nl", "Gewicht=1 kg", "Opgericht in 1987.", [("1987", U)]),
    ("nl", "Gewicht=1 kg", "De collectie van 2024.", []),
    (
        "nl",
        "Gewicht kinderwagen=6,9 kg; Draagvermogen=22 kg",
        "Te gebruiken tot je kind 22 kilo weegt.",
        [("22 kilo", S)],
    ),
    ("en", "Weight=9 kg; Max load=22 kg", "Until your child weighs 25 kg.", [("25 kg", C)]),
]


@pytest.mark.parametrize(("language", "facts", "sentence", "wanted"), [*COUNTS, *SUPPLY, *PARTS, *VARIANTS])
def test_verdicts(language: str, facts: str, sentence: str, wanted: list[tuple[str, str]]) -> None:
    assert judged(sentence, language, facts) == wanted
