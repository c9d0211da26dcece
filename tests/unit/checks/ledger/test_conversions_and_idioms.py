"""The same amounts in other words and units, and idioms with numbers that claim nothing."""

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


CONVERSIONS: list[Case] = [
    ("en", "Capacity=750 ml", "It holds three quarters of a litre.", [("three quarters of a litre", S)]),
    ("en", "Weight=1.5 kg", "Weighs one and a half kilos.", [("one and a half kilos", S)]),
    ("en", "Warranty=36 months", "Three years of warranty.", [("Three years", S)]),
    ("en", "Charging time=90 min", "Charges in an hour and a half.", [("an hour and a half", S)]),
    ("en", "Battery life=30 h", "Thirty hours on one charge.", [("Thirty hours", S)]),
    ("en", "Returns=14 days", "Two weeks to think it over.", [("Two weeks", S)]),
    (
        "en",
        "Size=L 120 x W 60 x H 75 cm",
        "The desk is 120 cm long, 60 cm deep and 75 cm high.",
        [("120 cm", S), ("60 cm", S), ("75 cm", S)],
    ),
    ("en", "Dimensions=1200 x 600 mm", "A top of 120 by 60 cm.", [("120 by 60 cm", S)]),
    ("en", "Contents=24 crayons", "A set of two dozen crayons.", [("two dozen crayons", S)]),
    ("en", "Colours=12", "Pick from a dozen shades.", [("a dozen shades", S)]),
    ("en", "Shares=60% wool, 40% silk", "60% wool and 40% silk.", [("60%", S), ("40%", S)]),
    ("en", "Screen=6.1 inch", 'The 6.1" screen.', [('6.1"', S)]),
    ("en", "Water resistance=IP68", "Rated IP68.", [("IP68", S)]),
    ("en", "Weight=0.45 kg", "Only 450 grams.", [("450 grams", S)]),
    ("en", "Weight=12 oz", "Just 340 g.", [("340 g", S)]),
    ("en", "Power=2000 W", "Two kilowatts of heat.", [("Two kilowatts", S)]),
    ("en", "Serves=4", "Enough for four.", [("four", S)]),
    ("en", "Price=1299 EUR", "Yours for €1,299.", [("€1,299", S)]),
    ("en", "Price=1.299,00 EUR", "Yours for €1,299.00.", [("€1,299.00", S)]),
    ("en", "Founded=1987", "Since 1987.", [("1987", S)]),
    ("nl", "Inhoud=1,5 l", "Er past anderhalve liter in.", [("anderhalve liter", S)]),
    ("nl", "Gewicht=1.500 g", "Weegt anderhalve kilo.", [("anderhalve kilo", S)]),
    ("nl", "Laadtijd=90 min", "In anderhalf uur vol.", [("anderhalf uur", S)]),
    ("nl", "Bedenktijd=14 dagen", "Je hebt twee weken bedenktijd.", [("twee weken", S)]),
    ("nl", "Afmetingen=120 x 60 x 75 cm", "Het bureau is 1,20 m lang.", [("1,20 m", S)]),
    ("nl", "Levertijd=1-2 werkdagen", "Binnen twee werkdagen in huis.", [("twee werkdagen", S)]),
    ("nl", "Inhoud=24 potloden", "Een set van 24 kleurpotloden.", [("24 kleurpotloden", S)]),
    ("nl", "Aantal zakken=2", "Met twee steekzakken.", [("twee steekzakken", S)]),
    ("nl", "Kleuren=zwart, wit", "In twee kleuren.", [("twee kleuren", S)]),
    ("nl", "Batterijduur=30 h", "Dertig uur muziek op één lading.", [("Dertig uur", S)]),
    ("nl", "Prijs=24.95 EUR", "Nu voor € 24,95.", [("€ 24,95", S)]),
    ("nl", "Zitplaatsen=4", "Plaats voor vier.", [("vier", S)]),
    ("nl", "Filter life=12 months", "Het filter gaat een jaar mee.", [("een jaar", S)]),
    ("sv", "Volym=1,5 l", "Rymmer en och en halv liter.", [("en och en halv liter", S)]),
    ("sv", "Vikt=1500 g", "Väger ett och ett halvt kilo.", [("ett och ett halvt kilo", S)]),
    ("sv", "Laddtid=90 min", "Laddas på en och en halv timme.", [("en och en halv timme", S)]),
    ("sv", "Ångerrätt=14 dagar", "Två veckors öppet köp.", [("Två veckors", S)]),
    ("sv", "Leverans=1-2 vardagar", "Hemma hos dig inom två vardagar.", [("två vardagar", S)]),
    ("sv", "Innehåll=24 pennor", "Ett set med 24 färgpennor.", [("24 färgpennor", S)]),
    ("sv", "Fickor=2", "Med två sidofickor.", [("två sidofickor", S)]),
    ("sv", "Battery life=30 h", "Trettio timmar på en laddning.", [("Trettio timmar", S)]),
    ("sv", "Pris=1.299,00 SEK", "Nu 1 299 kr.", [("1 299 kr", S)]),
    ("sv", "Sittplatser=4", "Plats för fyra.", [("fyra", S)]),
    ("sv", "Mått=120 x 60 x 75 cm", "Skrivbordet är 1,2 meter långt.", [("1,2 meter", S)]),
    ("sv", "Räckvidd=60 km", "Tar dig sex mil på en laddning.", [("sex mil", S)]),
    ("sv", "Vattentät=10000 mm vattenpelare", "Vattenpelare på 10 000 mm.", [("10 000 mm", S)]),
]

IDIOMS: list[Case] = [
    ("en", "Weight=980 g", "Two is company, three is a crowd.", []),
    ("en", "Weight=980 g", "One of those bags you keep for years.", []),
    ("en", "Weight=980 g", "A thousand thanks from the whole team.", []),
    ("en", "Weight=980 g", "Take five and pour a second cup.", []),
    ("en", "Weight=980 g", "Your first choice, ten times over.", []),
    ("en", "Weight=980 g", "Double the fun on Sundays.", []),
    ("en", "Weight=980 g", "Twice as nice, half the fuss.", []),
    ("en", "Weight=980 g", "For one or two people, or just for you.", []),
    ("en", "Weight=980 g", "Ready in a minute, gone in a second.", []),
    ("en", "Weight=980 g", "Rain or shine, seven days a week.", []),
    ("en", "Weight=980 g", "Made for the long haul, mile after mile.", []),
    ("en", "Weight=980 g", "A pair of jeans and this shirt: done.", []),
    ("en", "Weight=980 g", "Half the battle is won.", []),
    ("en", "Weight=980 g", "Three cheers for the weekend.", []),
    ("en", "Weight=980 g", "In two minds? Take both.", []),
    ("en", "Weight=980 g", "The 1970s called, they want their sofa back.", []),
    ("en", "Weight=980 g", "A summer of 69 kind of bag.", []),
    ("en", "Weight=980 g", "Monday to Friday or the weekend: it goes along.", []),
    ("en", "Weight=980 g", "Class A comfort.", []),
    ("en", "Weight=980 g", "A level of comfort you feel.", []),
    ("en", "Weight=980 g", "From day one it feels like yours.", []),
    ("en", "Weight=980 g", "Open the bag at 8:30 and go.", []),
    ("en", "Weight=980 g", "Order today and feel the difference tomorrow.", []),
    ("nl", "Gewicht=980 g", "Twee vliegen in één klap.", []),
    ("nl", "Gewicht=980 g", "Een van de fijnste tassen die we kennen.", []),
    ("nl", "Gewicht=980 g", "Duizendmaal dank, namens ons allemaal.", []),
    ("nl", "Gewicht=980 g", "Voor één of twee, of gewoon voor jezelf.", []),
    ("nl", "Gewicht=980 g", "In een minuut klaar, in een tel weg.", []),
    ("nl", "Gewicht=980 g", "Dubbel zo leuk op zondag.", []),
    ("nl", "Gewicht=980 g", "Van maandag tot vrijdag gaat hij mee.", []),
    ("nl", "Gewicht=980 g", "Uit duizenden te herkennen, op nummer 1.", []),
    ("nl", "Gewicht=980 g", "Na een lange dag, met twee benen op de bank.", []),
    ("nl", "Gewicht=980 g", "De jaren 70 zijn terug.", []),
    ("nl", "Gewicht=980 g", "Eén ding is zeker: hij past.", []),
    ("nl", "Gewicht=980 g", "Drie keer is scheepsrecht.", []),
    ("nl", "Gewicht=980 g", "Een paar minuten later zit je buiten.", []),
    ("nl", "Gewicht=980 g", "Half zo zwaar, dubbel zo fijn.", []),
    ("nl", "Gewicht=980 g", "Op de eerste dag al een vriend.", []),
    ("nl", "Gewicht=980 g", "Bestel vandaag nog.", []),
    ("sv", "Vikt=980 g", "Två flugor i en smäll.", []),
    ("sv", "Vikt=980 g", "En av de finaste väskorna vi vet.", []),
    ("sv", "Vikt=980 g", "Tusen tack från oss alla.", []),
    ("sv", "Vikt=980 g", "För en eller två, eller bara dig själv.", []),
    ("sv", "Vikt=980 g", "Klar på en minut, borta på en sekund.", []),
    ("sv", "Vikt=980 g", "Dubbelt så kul på söndagar.", []),
    ("sv", "Vikt=980 g", "Från måndag till fredag följer den med.", []),
    ("sv", "Vikt=980 g", "En på miljonen, nummer 1 hos oss.", []),
    ("sv", "Vikt=980 g", "70-talet är tillbaka.", []),
    ("sv", "Vikt=980 g", "Alla goda ting är tre.", []),
    ("sv", "Vikt=980 g", "Hälften så tung, dubbelt så skön.", []),
    ("sv", "Vikt=980 g", "En lång dag på två ben.", []),
    ("sv", "Vikt=980 g", "Ett par jeans och den här skjortan.", []),
    ("sv", "Vikt=980 g", "Första dagen på jobbet, klockan åtta.", []),
    ("sv", "Vikt=980 g", "Beställ i dag.", []),
]


@pytest.mark.parametrize(("language", "facts", "sentence", "wanted"), [*CONVERSIONS, *IDIOMS])
def test_verdicts(language: str, facts: str, sentence: str, wanted: list[tuple[str, str]]) -> None:
    assert _judged(sentence, language, facts) == wanted
