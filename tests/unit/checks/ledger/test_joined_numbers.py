"""Numbers of two units, of packs, of months and sizes: what they claim and what they leave alone."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import claims_of
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy

S, C, U = "supported", "contradicted", "unsupported"

JOINED = [
    ("en", "Height=180 cm", "Stands five foot eleven tall.", [("five foot eleven", S)]),
    ("en", "Max. body height=185 cm", "Long enough for anyone up to 6 ft 6.", [("6 ft 6", C)]),
    ("en", "Length=150 cm", "Sit on its metre-and-a-half seat.", [("metre-and-a-half", S)]),
    ("nl", "Laadtijd=90 min", "Opgeladen in 1 uur en 30 minuten.", [("1 uur en 30 minuten", S)]),
    ("nl", "Kooktijd=3 min 30 s", "Kookt in drieënhalve minuut.", [("drieënhalve minuut", S)]),
    ("sv", "Laddtid=2 h 15 min", "Laddas på två timmar och en kvart.", [("två timmar och en kvart", S)]),
    ("sv", "Längd=180 cm", "En meter och en halv lång.", [("En meter och en halv", C)]),
    ("sv", "Temperatur=-40 till +80 °C", "Klarar fyrtio minusgrader.", [("fyrtio minusgrader", S)]),
    ("sv", "Volym=70 cl", "70 cl på 43 procent.", [("70 cl", S), ("43 procent", U)]),
    ("sv", "Vikt=1,3 kg/par", "Paret väger 1,3 kilo.", [("1,3 kilo", S)]),
    ("en", "Diameter=13 mm", "Half-inch bore.", [("Half-inch", S)]),
    ("nl", "Fitting=1/4 inch, 1/2 inch", "Met 1/4- en 1/2-inch.", [("1/4", S), ("1/2-inch", S)]),
]
CENTS = [
    ("nl", "Prijs per wasbeurt=€ 0,22", "Je wast voor 22 cent per beurt.", [("22 cent", S)]),
    ("en", "Price per wash=£0.18", "Just 25p per wash.", [("25p", C)]),
    ("sv", "Pris per tvätt=0,90 kr", "90 öre per tvätt.", [("90 öre", S)]),
    ("nl", "Prijs=€ 20", "Geen cent te veel.", []),
]
PACKS = [
    ("nl", "Verpakking=6 flesjes", "Tripel De Kluis, zespack.", [("zespack", S)]),
    ("nl", "Inhoud=8 x 33 cl", "Een sixpack voor het weekend.", [("sixpack", C)]),
    ("sv", "Antal=10-pack|Pris=150 kr", "Tiopack, så 15 kronor styck.", [("Tiopack", S), ("15 kronor", S)]),
    ("en", "Contents=12 x 30 g|Price=£18.00", "Each bar works out at £1.50.", [("£1.50", S)]),
    ("en", "Set=2 bath towels, 4 hand towels, 2 face cloths", "Eight pieces in all.", [("Eight pieces", S)]),
    ("en", "Sheets=96", "192 pages to fill.", [("192 pages", S)]),
    ("nl", "Vellen=80", "Een boek van 120 pagina's.", [("120 pagina's", C)]),
    ("sv", "Antal=6 delar", "Packkuberna säljs i set om fem.", [("fem", C)]),
    ("nl", "Personen=6–8", "Hier zit je met z'n zevenen aan.", [("met z'n zevenen", S)]),
    ("nl", "Personen=4", "Lekker met z'n tweeën op pad.", []),
    ("en", "Pieces=6", "We ran into a pack of wolves.", []),
    ("sv", "Antal=6 delar", "Packa väskan för fem dagar.", []),
]
MONTHS = [
    ("en", "Flowering=July to October", "Expect blooms from May on.", [("from May", C)]),
    ("nl", "Bloei=juni–september", "Bloeit van mei tot oktober.", [("mei tot oktober", C)]),
    ("sv", "Blomning=juni–augusti", "Blommar i juli och augusti.", [("juli och augusti", S)]),
    ("sv", "Skörd=augusti-oktober", "Välj en färg i mars och säg till.", []),
    ("nl", "Bloei=juni–september", "Begin mei is het hier altijd druk.", []),
    ("en", "Flowering=July to October", "May your garden thrive.", []),
]
SIZES = [
    ("nl", "Maten=92–140", "De maten lopen van 92 tot en met 152.", [("92 tot en met 152", C)]),
    ("sv", "Storlekar=36–45", "Finns i 35 till 46 för både dam och herr.", [("35 till 46", C)]),
    ("nl", "Maten=36-38, 39-41, 42-44", "Van 36 tot 44.", [("36 tot 44", S)]),
    ("sv", "Storlekar=36-45", "I 40 till 45 år har vi sytt skor.", []),
    ("en", "Sizes=36-41", "Between 40 and 45 guests came.", []),
]
CLOSED = [
    ("en", "Opening hours=Tuesday to Sunday", "We are closed on Mondays.", [("Mondays", S)]),
    ("nl", "Openingstijden=maandag t/m zaterdag", "Op zaterdag gesloten.", [("zaterdag", C)]),
    ("sv", "Öppettider=tisdag till söndag", "Stängt på måndagar.", [("måndagar", S)]),
    ("en", "Customer service=Mon-Fri 9-17", "We pick up the phone seven days a week.", [("seven days a week", C)]),
]
OTHERS = [
    ("en", "Age=3+", "For children of two and up.", [("two", C)]),
    ("nl", "Toerental=1400", "1600 toeren per minuut.", [("1600 toeren per minuut", C)]),
    ("sv", "Antal bitar=500", "Pussel med 1 000 bitar.", [("1 000 bitar", C)]),
    ("sv", "Delar=2", "Spöet är tvådelat.", [("tvådelat", S)]),
    ("sv", "Stabilisering=5-axlig", "Femaxlig stabilisering.", [("Femaxlig", S)]),
    ("sv", "Stabilisering=5-axlig", "Treaxlig stabilisering.", [("Treaxlig", C)]),
    ("nl", "Aansluiting=3-fase", "Driefasige aansluiting.", [("Driefasige", S)]),
    ("sv", "Batteri=36 V, 10 Ah", "Batteri på 360 Wh.", [("360 Wh", S)]),
    ("en", "Pockets=3 pockets", "For four-legged friends.", []),
    ("nl", "Looptijd=tot 60 min", "Een uur lang schoon.", [("Een uur", S)]),
    ("en", "Weight=1.2 kg [M]|Weight=1.35 kg [L]", "The L is 150 g heavier.", [("150 g", S)]),
    ("nl", "Recepten=85", "Inmiddels de twaalfde druk.", [("twaalfde druk", U)]),
    ("nl", "Recepten=85", "De tweede druk op de knop is raak.", []),
    ("nl", "Inhoud=1 l", "Halveert je CO2-uitstoot.", [("Halveert je CO2-uitstoot", U)]),
    ("en", "Weight=1 kg", "It doubles as a side table.", []),
    ("sv", "Kapacitet=10 000 mAh", "Laddar en mobil tre gånger.", [("tre gånger", U)]),
    ("en", "Age=from birth", "Ready from day one.", [("from day one", S)]),
    ("en", "Age=from 3 years", "From day one we have baked our own bread.", []),
    ("en", "Burn time=45 h", "Expect around 60 hours of light.", [("around 60 hours", C)]),
    ("sv", "Batteritid=10 h", "Efter nio timmar på jobbet vill man hem.", []),
    ("nl", "Looptijd=60 min", "We praatten 50 minuten.", []),
    ("sv", "Leverans=10–14 arbetsdagar", "Hos dig inom två till tre veckor.", [("två till tre veckor", S)]),
    ("sv", "Flaska=50 % återvunnen plast", "Gjord av 100 procent återvunnen plast.", [("100 procent", C)]),
    ("sv", "Alkohol=5,2 %", "Lager på 4,8 procent i burk.", [("4,8 procent", C)]),
    ("en", "Max. child weight=22 kg|Basket=max. 5 kg", "The basket holds 10 kg.", [("10 kg", C)]),
]


def _facts(written: str) -> tuple[Fact, ...]:
    found = []
    for place, each in enumerate(written.split("|")):
        name, _, value = each.partition("=")
        value, _, variant = value.partition(" [")
        found.append(Fact(id=f"f{place}", name=name, value=value, variant=variant.rstrip("]")))
    return tuple(found)


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "wanted"),
    [*JOINED, *CENTS, *PACKS, *MONTHS, *SIZES, *CLOSED, *OTHERS],
)
def test_verdicts(language: str, facts: str, sentence: str, wanted: list[tuple[str, str]]) -> None:
    """The numbers of a sentence; what only repeats a word of a fact or belongs to the other half is left out."""
    claims = claims_of(Copy({"description": sentence}), Brief(language=language, facts=_facts(facts)), language)
    numeric = {"count", "number", "duration", "dimension", "money", "percentage", "share", "date", "size", "age"}
    found = [(each.text, str(each.verdict)) for each in claims if each.kind in numeric or "eert je" in each.text]
    assert found == wanted
