"""Measures, prices and periods of many sorts of products."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.index import ledger_of
from desktop.checks.ledger.quantity_claims import quantity_claims
from desktop.core.brief import Fact

S, C, U = "supported", "contradicted", "unsupported"
Case = tuple[str, str, str, list[tuple[str, str]]]


def _facts(text: str) -> tuple[Fact, ...]:
    """`Weight=980 g; Weight (L)=1,020 g @L`: name, value, variant."""
    found = []
    for number, row in enumerate(text.split(";"), start=1):
        name, _, value = row.strip().partition("=")
        value, _, variant = value.partition("@")
        found.append(Fact(id=f"f{number}", name=name.strip(), value=value.strip(), variant=variant.strip()))
    return tuple(found)


def _judged(sentence: str, language: str, facts: str) -> list[tuple[str, str]]:
    found = sorted(quantity_claims(sentence, language, ledger_of(_facts(facts)), ""), key=lambda each: each.start)
    return [(sentence[each.start : each.end], each.verdict.value) for each in found]


MEASURES: list[Case] = [
    ("en", "Wash=40 °C", "Machine wash at 60 °C.", [("60 °C", C)]),
    ("en", "Oven safe=up to 220 °C", "Oven safe up to 250 degrees.", [("250 degrees", C)]),
    ("en", "Top speed=25 km/h", "It does 30 km/h.", [("30 km/h", C)]),
    ("en", "Top speed=25 km/h", "It reaches 25 kilometres an hour.", [("25 kilometres an hour", S)]),
    ("en", "Power=1,200 W", "A 1.2 kW motor.", [("1.2 kW", S)]),
    ("en", "Power=1,200 W", "A 1500-watt motor.", [("1500-watt", C)]),
    ("en", "Voltage=18 V", "Runs on 20V.", [("20V", C)]),
    ("en", "Storage=256 GB; RAM=8 GB", "With 512 GB of storage and 8 GB RAM.", [("512 GB", C), ("8 GB", S)]),
    ("en", "Storage=1 TB", "Room for 1000 GB of photos.", [("1000 GB", S)]),
    ("en", "Screen=15.6 inch", 'A 15.6" display.', [('15.6"', S)]),
    ("en", 'Screen=27"', "The 32-inch screen.", [("32-inch", C)]),
    ("en", "Format=A5", "An A4 notebook.", [("A4", C)]),
    ("en", "Weight=180 g/m²", "Heavy 220 gsm cotton.", [("220 gsm", C)]),
    ("en", "Weight=180 g/m²", "Cut from 180 gsm jersey.", [("180 gsm", S)]),
    ("en", "Denier=40", "Sheer 20 denier tights.", [("20 denier", C)]),
    ("en", "UPF=50+", "With SPF 30.", [("SPF 30", U)]),
    ("en", "Water resistance=5 ATM", "Water resistant to 10 ATM.", [("10 ATM", C)]),
    ("en", "Water resistance=5 ATM", "Water resistant to 50 metres.", [("50 metres", S)]),
    ("en", "Noise=45 dB", "Only 38 dB in use.", [("38 dB", C)]),
    ("en", "Light output=806 lumen", "Shines at 806 lm.", [("806 lm", S)]),
    ("en", "Light output=806 lumen", "Shines with 1055 lumens.", [("1055 lumens", C)]),
    ("en", "Colour temperature=2700 K", "A cool 4000K light.", [("4000K", C)]),
    ("en", "Battery=5,000 mAh", "The 4000mAh battery.", [("4000mAh", C)]),
    ("en", "Refresh rate=144 Hz", "A fluid 165Hz picture.", [("165Hz", C)]),
    ("en", "Speed=1200 rpm", "Spins at 1,400 rpm.", [("1,400 rpm", C)]),
    ("en", "Energy=350 kcal per 100 g", "Just 250 kcal per 100 g.", [("250 kcal", C), ("100 g", S)]),
    ("en", "Protein=20 g per 100 g", "Packs 25 g of protein per 100 g.", [("25 g", C), ("100 g", S)]),
    ("en", "Cocoa=70%", "With 85% cocoa.", [("85%", C)]),
    ("en", "Alcohol=4.5%", "A light 3.5% beer.", [("3.5%", C)]),
    ("en", "Fat=3.5 g per 100 g", "Contains 3.5 g of fat per 100 g.", [("3.5 g", S), ("100 g", S)]),
    ("en", "Coverage=12 m² per litre", "One litre covers 16 m².", [("16 m²", C)]),
    ("en", "Price=€ 49.95", "From €39.95 each.", [("€39.95", C)]),
    ("en", "Shipping=free from € 50", "Free shipping from 50 euros.", [("50 euros", S)]),
    ("en", "Price=£40; Old price=£50", "20% off: was £50, now £40.", [("20%", S), ("£50", S), ("£40", S)]),
    ("en", "Price=£40; Old price=£50", "Save 30% today.", [("30%", C)]),
    ("en", "Delivery=2-3 working days", "With you in 24 hours.", [("24 hours", C)]),
    ("en", "Delivery=2-3 working days", "Delivered in five working days.", [("five working days", C)]),
    ("en", "Order before=22:00", "Order before 23:00, delivered tomorrow.", [("23:00", C)]),
    ("en", "Delivery=ordered before 22:00, delivered next day", "Order before 22:00.", [("22:00", S)]),
    ("en", "Returns=30 days", "You have 60 days to change your mind.", [("60 days", C)]),
    ("en", "Returns=30 days", "You have a month to change your mind.", [("a month", S)]),
    ("en", "Warranty=2 years", "Guaranteed for 24 months.", [("24 months", S)]),
    ("en", "Warranty=2 years", "A five-year guarantee.", [("five-year", C)]),
    ("en", "Sizes=S-XL", "Available from XS to XXL.", [("XS to XXL", C)]),
    ("en", "Release date=12 March 2025", "Out on 12 April 2025.", [("12 April 2025", C)]),
    ("en", "Seats=3", "A roomy four-seater sofa.", [("four-seater", C)]),
    ("en", "Pages=192", "A notebook of 240 pages.", [("240 pages", C)]),
    ("en", "Capacity=10 cups", "Brews 12 cups at once.", [("12 cups", C)]),
    ("en", "Serves=4", "Serves six people.", [("six people", C)]),
    ("en", "Serves=4", "Serves six.", [("six", C)]),
    ("en", "Length=2 m", "The 3-metre cable.", [("3-metre", C)]),
    ("en", "Runtime=60 min", "Vacuum for up to 90 minutes.", [("90 minutes", C)]),
    ("en", "Charging time=3 h", "Fully charged in two hours.", [("two hours", C)]),
    ("en", "Speed levels=5", "Choose from seven speeds.", [("seven speeds", C)]),
    ("en", "Gears=21", "A 24-speed bike.", [("24-speed", C)]),
    ("en", "Weight=1 kg", "Made by hand in over 40 hours.", [("over 40 hours", U)]),
    ("en", "Weight=1 kg", "Rated 4.8 out of 5 by customers.", []),
    ("en", "Weight=1 kg", "A bag for 24/7, second to none.", []),
    ("en", "Weight=1 kg", "Give it 100%.", []),
    ("en", "Weight=1 kg", "You are number one, and a first for us.", []),
    ("en", "Weight=1 kg", "Loved by over 10,000 families.", [("over 10,000 families", U)]),
    ("en", "Weight=1 kg", "Trusted by 3 million users.", [("3 million users", U)]),
    ("en", "Weight=1 kg", "Ships to 40 countries.", [("40 countries", U)]),
    ("en", "Weight=1 kg", "Made with 12 herbs.", [("12 herbs", U)]),
    ("en", "Weight=1 kg", "It takes five minutes to set up.", [("five minutes", U)]),
    ("en", "Weight=1 kg", "Three reasons to love it.", []),
    ("en", "Height=80 cm", "At 75 cm tall it fits.", [("75 cm", C)]),
    ("en", "Order cut-off=10 pm", "Order before 22:00.", [("22:00", S)]),
    ("nl", "Besteld voor=22:00 uur, morgen in huis", "Voor 23.59 uur besteld, morgen in huis.", [("23.59 uur", C)]),
    ("nl", "Gewicht=1 kg", "Voor 23:00 besteld, morgen in huis.", [("23:00", U)]),
    ("sv", "Leverans=beställ före 15.00", "Beställ före 16.00 så skickas det i dag.", [("16.00", C)]),
    ("nl", "Wassen=30 °C", "Wasbaar op 40 graden.", [("40 graden", C)]),
    ("nl", "Vermogen=1200 W", "De motor van 1500 watt is sterk.", [("1500 watt", C)]),
    ("nl", "Opslag=256 GB", "Met 512 GB opslag.", [("512 GB", C)]),
    ("nl", "Formaat=A5", "Een schrift op A4-formaat.", [("A4", C)]),
    ("nl", "Gewicht stof=180 g/m²", "Van zware stof van 220 grams.", [("220 grams", C)]),
    ("nl", "Lichtopbrengst=806 lm", "Goed voor 1055 lumen.", [("1055 lumen", C)]),
    ("nl", "Kleurtemperatuur=2700 K", "Met 4000 kelvin helder licht.", [("4000 kelvin", C)]),
    ("nl", "Geluidsniveau=45 dB", "Met 38 decibel fluisterstil.", [("38 decibel", C)]),
    ("nl", "Eiwit=20 g per 100 g", "Per 100 gram 25 gram eiwit.", [("100 gram", S), ("25 gram", C)]),
    ("nl", "Cacao=70%", "Chocolade met 85% cacao.", [("85%", C)]),
    ("nl", "Verbruik=12 m² per liter", "Met een liter verf je 16 m².", [("16 m²", C)]),
    ("nl", "Prijs=€ 49,95", "Voor maar € 39,95 per stuk.", [("€ 39,95", C)]),
    ("nl", "Verzending=gratis vanaf € 50", "Gratis verzending vanaf € 35.", [("€ 35", C)]),
    ("nl", "Prijs=€ 40; Adviesprijs=€ 50", "Nu met 30% korting.", [("30%", C)]),
    ("nl", "Prijs=€ 40; Adviesprijs=€ 50", "Je bespaart € 10.", [("€ 10", S)]),
    ("nl", "Prijs=€ 40; Adviesprijs=€ 50", "Je bespaart € 15.", [("€ 15", C)]),
    ("nl", "Levertijd=2-3 werkdagen", "Morgen al in huis, binnen 24 uur.", [("24 uur", C)]),
    ("nl", "Retourneren=30 dagen", "Je hebt 60 dagen bedenktijd.", [("60 dagen", C)]),
    ("nl", "Retourneren=30 dagen", "Niet goed? Stuur hem binnen een maand terug.", [("een maand", S)]),
    ("nl", "Garantie=2 jaar", "Met drie jaar garantie.", [("drie jaar", C)]),
    ("nl", "Garantie=24 maanden", "Twee jaar garantie.", [("Twee jaar", S)]),
    ("nl", "Houdbaarheid=12 maanden", "Blijft 18 maanden houdbaar.", [("18 maanden", C)]),
    ("nl", "Spelers=2-4", "Voor 2 tot 6 spelers.", [("6", C)]),
    ("nl", "Zitplaatsen=3", "Een ruime vierzitsbank.", [("vierzitsbank", C)]),
    ("nl", "Zitplaatsen=3", "Een bank voor drie.", [("drie", S)]),
    ("nl", "Pagina's=192", "Telt 240 pagina's.", [("240 pagina's", C)]),
    ("nl", "Inhoud=10 kopjes", "Zet twaalf kopjes koffie.", [("twaalf kopjes", C)]),
    ("nl", "Aantal personen=4", "Genoeg voor zes personen.", [("zes personen", C)]),
    ("nl", "Snoerlengte=2 m", "Met een snoer van drie meter.", [("drie meter", C)]),
    ("nl", "Gebruiksduur=60 min", "Stofzuig tot 90 minuten achter elkaar.", [("90 minuten", C)]),
    ("nl", "Versnellingen=21", "Met 24 versnellingen.", [("24 versnellingen", C)]),
    ("nl", "Gewicht=1 kg", "Een van de mooiste, nummer 1 en 100% jij.", []),
    ("nl", "Gewicht=1 kg", "In twee tellen klaar, drie keer raak.", []),
    ("nl", "Gewicht=1 kg", "Binnen een paar minuten gemonteerd.", []),
    ("nl", "Gewicht=1 kg", "In tien minuten gemonteerd.", [("tien minuten", U)]),
    ("nl", "Gewicht=1 kg", "Uit 40 landen.", [("40 landen", U)]),
    ("nl", "SPF=30", "Met factor 50.", [("factor 50", C)]),
    ("sv", "Tvätt=30 °C", "Tvättas i 40 grader.", [("40 grader", C)]),
    ("sv", "Effekt=1200 W", "Motor på 1500 watt.", [("1500 watt", C)]),
    ("sv", "Lagring=256 GB", "Med 512 GB lagring.", [("512 GB", C)]),
    ("sv", "Format=A5", "En anteckningsbok i A4.", [("A4", C)]),
    ("sv", "Ytvikt=180 g/m²", "Sydd i 220 grams bomull.", [("220 grams", C)]),
    ("sv", "Ljusflöde=806 lm", "Lyser med 1055 lumen.", [("1055 lumen", C)]),
    ("sv", "Färgtemperatur=2700 K", "Vitt ljus på 4000 kelvin.", [("4000 kelvin", C)]),
    ("sv", "Ljudnivå=45 dB", "Tyst, bara 38 decibel.", [("38 decibel", C)]),
    ("sv", "Protein=20 g per 100 g", "25 gram protein per 100 gram.", [("25 gram", C), ("100 gram", S)]),
    ("sv", "Kakao=70 %", "Choklad med 85 % kakao.", [("85 %", C)]),
    ("sv", "Pris=499 kr", "Nu bara 399 kr styck.", [("399 kr", C)]),
    ("sv", "Frakt=fri frakt från 500 kr", "Fri frakt över 300 kronor.", [("över 300 kronor", C)]),
    ("sv", "Pris=400 kr; Ord. pris=500 kr", "Nu 30 % rabatt.", [("30 %", C)]),
    ("sv", "Leveranstid=2-3 vardagar", "Hos dig inom 24 timmar.", [("24 timmar", C)]),
    ("sv", "Öppet köp=30 dagar", "Du har 60 dagar på dig att ångra dig.", [("60 dagar", C)]),
    ("sv", "Öppet köp=30 dagar", "Öppet köp i en månad.", [("en månad", S)]),
    ("sv", "Garanti=2 år", "Tre års garanti.", [("Tre års", C)]),
    ("sv", "Hållbarhet=12 månader", "Håller sig i 18 månader.", [("18 månader", C)]),
    ("sv", "Spelare=2-4", "För 2 till 6 spelare.", [("6", C)]),
    ("sv", "Sittplatser=3", "En rymlig fyrsitssoffa.", [("fyrsitssoffa", C)]),
    ("sv", "Sidor=192", "Boken har 240 sidor.", [("240 sidor", C)]),
    ("sv", "Kapacitet=10 koppar", "Brygger tolv koppar.", [("tolv koppar", C)]),
    ("sv", "Kabellängd=2 m", "Med en tre meter lång kabel.", [("tre meter", C)]),
    ("sv", "Drifttid=60 min", "Dammsug i upp till 90 minuter.", [("90 minuter", C)]),
    ("sv", "Växlar=21", "Med 24 växlar.", [("24 växlar", C)]),
    ("sv", "Vikt=1 kg", "En av de bästa, nummer ett och 100 % du.", []),
    ("sv", "Vikt=1 kg", "Monteras på tio minuter.", [("tio minuter", U)]),
    ("sv", "Vikt=1 kg", "Tre skäl att älska den, för alla 365 dagar.", []),
]


@pytest.mark.parametrize(("language", "facts", "sentence", "wanted"), [*MEASURES])
def test_verdicts(language: str, facts: str, sentence: str, wanted: list[tuple[str, str]]) -> None:
    assert _judged(sentence, language, facts) == wanted
