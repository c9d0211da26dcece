"""Phrases that give numbers their sense, in three languages: offers, mixtures, marks, doses, multiples."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import _assertions
from desktop.checks.ledger.index import ledger_of
from tests.unit.checks.ledger.judging import C, Case, S, U, facts_of, judged

MIXTURES: list[Case] = [
    (
        "en",
        "Material=80% wool, 20% cotton",
        "Handwoven from four parts wool to one part cotton.",
        [("four parts wool to one part cotton", S)],
    ),
    (
        "en",
        "Material=80% wool, 20% cotton",
        "One part cotton to four parts of wool.",
        [("One part cotton to four parts of wool", S)],
    ),
    (
        "en",
        "Material=80% wool, 20% cotton",
        "A blend of three parts wool and one part cotton.",
        [("three parts wool and one part cotton", C)],
    ),
    (
        "nl",
        "Materiaal=80% wol, 20% katoen",
        "Geweven van vier delen wol op één deel katoen.",
        [("vier delen wol op één deel katoen", S)],
    ),
    (
        "sv",
        "Material=80 % ull, 20 % bomull",
        "Vävd av fyra delar ull och en del bomull.",
        [("fyra delar ull och en del bomull", S)],
    ),
    ("nl", "Inhoud=1 l", "Meng één deel siroop met zeven delen water.", []),
    ("sv", "Innehåll=1 l", "Blanda en del saft med sju delar vatten.", []),
]

DOSES: list[Case] = [
    ("en", "Capsules=90; Daily dose=1 capsule", "Vitamin D3, 90 capsules", [("90 capsules", S)]),
    ("en", "Capsules=90; Daily dose=1 capsule", "Take two capsules a day.", [("two capsules", C)]),
    ("en", "Capsules=90; Daily dose=1 capsule", "Vitamin D3, 60 capsules", [("60 capsules", C)]),
    ("nl", "Aantal capsules=90; Dosering=1 capsule per dag", "Vitamine D3, 90 capsules", [("90 capsules", S)]),
    ("nl", "Aantal capsules=90; Dosering=1 capsule per dag", "Vitamine D3, 120 capsules", [("120 capsules", C)]),
    (
        "nl",
        "Aantal capsules=90; Dosering=1 capsule per dag",
        "Neem elke dag 2 capsules met wat water.",
        [("2 capsules", C)],
    ),
    (
        "nl",
        "Aantal capsules=90; Dosering=1 capsule per dag",
        "Neem dagelijks drie capsules in.",
        [("drie capsules", C)],
    ),
    ("sv", "Antal kapslar=90; Dosering=1 kapsel per dag", "Vitamin D3, 90 kapslar", [("90 kapslar", S)]),
    ("sv", "Antal kapslar=90; Dosering=1 kapsel per dag", "Vitamin D3, 60 kapslar", [("60 kapslar", C)]),
    ("sv", "Antal kapslar=90; Dosering=1 kapsel per dag", "Ta två kapslar om dagen.", [("två kapslar", C)]),
    ("sv", "Innehåll=120 tabletter; Dagsdos=2 tabletter", "Burken innehåller 120 tabletter.", [("120 tabletter", S)]),
    ("nl", "Tabletten=40; Dosering=1 tablet per wasbeurt", "40 tabletten voor de vaatwasser", [("40 tabletten", S)]),
    ("en", "Gummies=60; Serving=2 gummies", "60 gummies in a jar", [("60 gummies", S)]),
    ("nl", "Aantal theezakjes=20; Gebruik=1 zakje per kop", "Doosje met 20 theezakjes", [("20 theezakjes", S)]),
    ("sv", "Antal tabletter=60; Dosering=2 tabletter dagligen", "60 tabletter i burken", [("60 tabletter", S)]),
    (
        "sv",
        "Antal tabletter=60; Dosering=2 tabletter dagligen",
        "Ta 3 tabletter dagligen.",
        [("3 tabletter", C), ("dagligen", S)],
    ),
    ("sv", "Dosering=2 tabletter dagligen", "Burk med 60 tabletter", [("60 tabletter", U)]),
    ("nl", "Wasbeurten=40; Dosering=1 capsule per wasbeurt", "Goed voor 40 wasbeurten.", [("40 wasbeurten", S)]),
    ("nl", "Wasbeurten=40; Dosering=1 capsule per wasbeurt", "Goed voor 60 wasbeurten.", [("60 wasbeurten", C)]),
    ("en", "Capsules=60; Dose=2 capsules per day", "60 capsules, a 30-day supply", [("60 capsules", S), ("30-day", S)]),
]

OFFERS: list[Case] = [
    ("en", "Price=€30; Old price=€60", "Half the price.", [("Half the price", S)]),
    ("en", "Price=€30; Old price=€50", "Now at half price.", [("half price", C)]),
    ("nl", "Oude prijs=€ 50; Nieuwe prijs=€ 25", "Nu voor de halve prijs.", [("halve prijs", S)]),
    ("nl", "Oude prijs=€ 50; Nieuwe prijs=€ 30", "Nu voor de halve prijs.", [("halve prijs", C)]),
    ("sv", "Ordinarie pris=500 kr; Kampanjpris=250 kr", "Just nu till halva priset.", [("halva priset", S)]),
    ("sv", "Ordinarie pris=500 kr; Kampanjpris=300 kr", "Just nu till halva priset.", [("halva priset", C)]),
    ("en", "Price=€30", "Everything is half price.", [("half price", U)]),
    ("nl", "Korting=20%", "Alles voor de halve prijs.", [("halve prijs", C)]),
    ("en", "Offer=3 for 2", "Buy 3 for 2 this week.", [("3 for 2", S)]),
    ("en", "Offer=3 for 2", "Now 2 for 1!", [("2 for 1", C)]),
    ("en", "Discount=20%", "Now 3 for 2.", [("3 for 2", U)]),
    ("en", "Offer=3 for the price of 2", "Now 3 for 2.", [("3 for 2", S)]),
    ("en", "Offer=buy one, get one free", "Now 2 for 1.", [("2 for 1", S)]),
    ("nl", "Actie=3 voor 2", "Drie halen, twee betalen!", [("Drie halen, twee betalen", S)]),
    ("nl", "Actie=3 halen 2 betalen", "Nu 3 voor 2.", [("3 voor 2", S)]),
    ("nl", "Actie=1+1 gratis", "Nu 2 voor de prijs van 1.", [("2 voor de prijs van 1", S)]),
    ("nl", "Actie=1+1 gratis", "Nu 2+1 gratis.", [("2+1 gratis", C)]),
    ("nl", "Korting=20%", "Nu 1+1 gratis.", [("1+1 gratis", U)]),
    ("nl", "Actie=2e halve prijs", "Tweede halve prijs!", [("Tweede halve prijs", S)]),
    ("sv", "Erbjudande=3 för 2", "Ta 3 betala för 2!", [("Ta 3 betala för 2", S)]),
    ("sv", "Erbjudande=3 för 2", "Just nu tre för två.", [("tre för två", S)]),
    ("sv", "Erbjudande=3 för 2", "Köp 2 betala för 1.", [("Köp 2 betala för 1", C)]),
    ("en", "Price=€30", "2 for €50", [("2 for €50", U)]),
    ("sv", "Färg=blå; Vikt=1 kg", "Två för en, en för alla.", []),
]

SCORES: list[Case] = [
    ("en", "Rating=4.8", "Rated 4.8 stars by customers.", [("4.8 stars", S)]),
    ("en", "Rating=4.6 out of 5", "Rated 4.8 stars by customers.", [("4.8 stars", C)]),
    ("en", "Colour=blue", "Rated 4.8 stars by customers.", []),
    ("en", "Colour=blue", "4.8 out of 5 stars", []),
    ("en", "Colour=blue", "Rated 4.8/5 by our customers.", []),
    ("nl", "Kleur=blauw", "Beoordeeld met 4,8 sterren.", []),
    ("nl", "Kleur=blauw", "Klanten geven een 9,2.", [("9,2", U)]),
    ("nl", "Beoordeling=4,5 van 5", "Beoordeeld met 4,8 sterren.", [("4,8 sterren", C)]),
    ("nl", "Beoordeling=4,8", "Klanten geven 4,8 van de 5 sterren.", [("4,8 van de 5 sterren", S)]),
    ("sv", "Färg=blå", "4,8 stjärnor i betyg.", []),
    ("sv", "Betyg=4,5 av 5", "4,8 av 5 i betyg.", [("4,8 av 5", C)]),
    ("sv", "Betyg=4,8 av 5", "Våra kunder ger 4,8 av 5.", [("4,8 av 5", S)]),
]

COMPARED: list[Case] = [
    ("en", "Weight=1 kg", "Twice as strong as steel.", [("Twice as strong", U)]),
    ("nl", "Gewicht=1 kg", "Twee keer zo sterk als staal.", [("Twee keer zo sterk", U)]),
    ("sv", "Vikt=1 kg", "Dubbelt så stark som stål.", [("Dubbelt så stark", U)]),
    ("en", "Weight=1 kg", "Dries three times faster than cotton.", [("three times faster", U)]),
    ("nl", "Gewicht=1 kg", "Droogt drie keer sneller dan katoen.", [("drie keer sneller", U)]),
    ("sv", "Vikt=1 kg", "Torkar tre gånger snabbare än bomull.", [("tre gånger snabbare", U)]),
    ("en", "Drying=dries twice as fast as cotton", "Dries twice as fast as cotton.", [("twice as fast", S)]),
    ("en", "Weight=1 kg", "Twice as nice.", []),
    ("en", "Colour=blue; Weight=1 kg", "Twice as nice, half the fuss.", []),
    ("nl", "Kleur=blauw; Gewicht=1 kg", "Twee keer zo leuk.", []),
    ("sv", "Färg=blå; Vikt=1 kg", "Dubbelt så kul.", []),
    ("sv", "Färg=blå; Vikt=1 kg", "Tre gånger roligare.", []),
]

ROWS: list[Case] = [
    ("nl", "Materiaal=katoen", "Voor luie zondagen en drukke maandagen.", []),
    ("en", "Weight=1 kg", "The third edition of our favourite.", []),
    ("nl", "Gewicht=1 kg", "Al de derde generatie.", []),
    ("sv", "Vikt=1 kg", "Den andra generationen.", []),
    ("en", "Generation=2nd", "Now in its third generation.", [("third generation", C)]),
    ("nl", "Generatie=2e", "Nu in de derde generatie.", [("derde generatie", C)]),
    ("sv", "Generation=2:a", "Nu i tredje generationen.", [("tredje generationen", C)]),
    ("en", "Edition=3rd", "The second edition.", [("second edition", C)]),
    ("en", "Edition=3rd", "The third edition.", [("third edition", S)]),
    ("nl", "Druk=2e", "De tweede druk.", [("tweede druk", S)]),
    ("en", "Pages=192; Year=2023", "Reprinted for the fourth time.", []),
]

FRACTIONS: list[Case] = [
    ("sv", "Storlek=4/4", "Klassisk gitarr 3/4", [("3/4", C)]),
    ("sv", "Storlek=4/4", "Klassisk gitarr 4/4", [("4/4", S)]),
    ("en", "Size=4/4", "A 3/4 guitar for beginners", [("3/4", C)]),
    ("en", "Size=full size", "A 3/4 guitar for beginners", [("3/4", C)]),
    ("en", "Size=1/2", "A half-size violin", [("half-size", S)]),
    ("nl", "Formaat=4/4", "Een 3/4 gitaar voor kinderen", [("3/4", C)]),
    ("nl", "Formaat=3/4", "Een 3/4 gitaar voor kinderen", [("3/4", S)]),
    ("nl", "Formaat=1/2", "Een 3/4-viool", [("3/4", C)]),
    ("en", "Sleeves=3/4", "With 3/4 sleeves", [("3/4 sleeves", S)]),
]

REDUCED: list[Case] = [
    ("en", "Modes=5", "Removes 99% of plaque.", [("99%", U)]),
    ("nl", "Standen=5", "Verwijdert tot 99% van de tandplak.", [("99%", U)]),
    ("sv", "Lägen=5", "Tar bort 99 % av placket.", [("99 %", U)]),
    ("en", "Modes=5", "Kills 99.9% of bacteria.", [("99.9%", U)]),
    ("nl", "Standen=5", "Doodt 99,9% van de bacteriën.", [("99,9%", U)]),
    ("en", "Filter=removes 99.97% of particles", "Removes 99.97% of particles.", [("99.97%", S)]),
    ("en", "Price=€30; Old price=€50", "Now 40% off.", [("40%", S)]),
    ("en", "Price=€30; Old price=€50", "Now with a 40% discount.", [("40%", S)]),
    ("en", "Price=€30; Old price=€50", "Save 50% today.", [("50%", C)]),
    ("en", "Price=€30; Was=€50", "Save €20.", [("€20", S)]),
    ("en", "Price=€30; Was=€50", "Save €25.", [("€25", C)]),
    ("nl", "Prijs=€ 30; Van=€ 50", "Nu met 40% korting.", [("40%", S)]),
    ("nl", "Oude prijs=€ 50; Nieuwe prijs=€ 30", "Je krijgt 40% korting.", [("40%", S)]),
    ("nl", "Oude prijs=€ 50; Nieuwe prijs=€ 30", "Je krijgt 30% korting.", [("30%", C)]),
    ("nl", "Oude prijs=€ 50; Nieuwe prijs=€ 30; Materiaal=60% wol, 40% katoen", "Je krijgt 40% korting.", [("40%", S)]),
    ("nl", "Oude prijs=€ 50; Nieuwe prijs=€ 30; Materiaal=80% wol, 20% katoen", "Je krijgt 20% korting.", [("20%", C)]),
    ("sv", "Ordinarie pris=500 kr; Kampanjpris=300 kr", "Nu 40 % rabatt.", [("40 %", S)]),
    ("sv", "Ordinarie pris=500 kr; Kampanjpris=300 kr", "Du sparar 250 kr.", [("250 kr", C)]),
    ("nl", "Kippenvlees=26%", "Deze brokken bevatten 36% kip.", [("36%", C)]),
    ("nl", "Kippenvlees=26%", "Deze brokken bevatten 26% kip.", [("26%", S)]),
    ("en", "Chicken meat=26%", "Contains 36% chicken.", [("36%", C)]),
    ("en", "Chicken=26%", "Contains 36% meat.", [("36%", U)]),
    ("sv", "Kycklingkött=26 %", "Innehåller 36 % kyckling.", [("36 %", C)]),
    ("en", "Fruit content=45%", "With 60% fruit.", [("60%", C)]),
    ("nl", "Vruchtgehalte=45%", "Met 60% fruit.", [("60%", C)]),
    ("sv", "Frukthalt=45 %", "Med 60 % frukt.", [("60 %", C)]),
    ("en", "Cocoa=70%", "Dark chocolate with 85% cocoa.", [("85%", C)]),
    ("en", "Recycled content=30%", "Made of 50% recycled material.", [("50%", C)]),
    ("en", "Recycled polyester=60%", "Made with 80% recycled polyester.", [("80%", C)]),
    ("nl", "Vleesgehalte=70%", "Met maar liefst 85% vlees.", [("85%", C)]),
    ("sv", "Kötthalt=70 %", "Hela 85 % kött.", [("85 %", C)]),
    ("en", "Meat=70%", "A whopping 85% meat.", [("85%", C)]),
    ("nl", "Aloë vera=95%", "Bevat 99% aloë vera.", [("99%", C)]),
    ("en", "Aloe vera=95%", "Contains 99% aloe vera.", [("99%", C)]),
    ("sv", "Aloe vera=95 %", "Innehåller 99 % aloe vera.", [("99 %", C)]),
    ("en", "Hyaluronic acid=2%", "With 5% hyaluronic acid.", [("5%", C)]),
    ("en", "Juice content=50%", "With 100% juice.", [("100%", C)]),
    ("nl", "Vetgehalte=48%", "48+ kaas met 30% vet.", [("30%", C)]),
    ("en", "Alcohol=12.5%", "A wine with 14% alcohol.", [("14%", C)]),
    ("en", "Humidity=40%", "It uses 30% less energy.", [("30%", U)]),
    ("en", "Colour=blue; Weight=1 kg", "Save the date: Monday.", []),
]

COUNTED: list[Case] = [
    (
        "nl",
        "Klanken=400; Aantal toetsen=61",
        "Je kiest uit 400 klanken en 100 ritmes.",
        [("400 klanken", S), ("100 ritmes", U)],
    ),
    ("en", "Sounds=400; Keys=61", "Choose from 400 sounds and 100 rhythms.", [("400 sounds", S), ("100 rhythms", U)]),
    ("sv", "Ljud=400; Tangenter=61", "Välj bland 400 ljud och 100 rytmer.", [("400 ljud", S), ("100 rytmer", U)]),
    ("nl", "Aantal vragen=400", "400 vragen in 6 categorieën.", [("400 vragen", S), ("6 categorieën", U)]),
    ("sv", "Antal frågor=400", "400 frågor i 6 kategorier.", [("400 frågor", S), ("6 kategorier", U)]),
    ("en", "Drawers=3; Shelves=2", "Three drawers and four shelves.", [("Three drawers", S), ("four shelves", C)]),
    ("en", "Pockets=5", "Five pockets, two of them zipped.", [("Five pockets", S)]),
    ("en", "Speeds=3", "Three speeds and two heat settings.", [("Three speeds", S), ("two heat settings", U)]),
    ("nl", "Snelheden=3", "Drie snelheden en twee warmtestanden.", [("Drie snelheden", S), ("twee warmtestanden", U)]),
    ("sv", "Hastigheter=3", "Tre hastigheter och två värmelägen.", [("Tre hastigheter", S), ("två värmelägen", U)]),
]


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "wanted"),
    [*MIXTURES, *DOSES, *OFFERS, *SCORES, *COMPARED, *ROWS, *FRACTIONS, *REDUCED, *COUNTED],
)
def test_verdicts(language: str, facts: str, sentence: str, wanted: list[tuple[str, str]]) -> None:
    assert judged(sentence, language, facts) == wanted


DENIED = [
    ("en", "Fragrance=none", "Fragrance: none."),
    ("en", "Caffeine=none", "Caffeine: none"),
    ("en", "Fragrance=none", "No fragrance at all."),
    ("en", "Sugar=0 g", "Zero sugar."),
    ("en", "Sugar=0 g", "0 g of sugar."),
    ("en", "Sugar=none", "0 g sugar."),
    ("nl", "Parfum=geen", "Parfum: geen."),
    ("nl", "Cafeïne=geen", "Cafeïne: geen"),
    ("nl", "Suiker=0 g", "Zonder suiker."),
    ("nl", "Verzendkosten=geen", "Geen verzendkosten."),
    ("nl", "Verzendkosten=0", "Geen verzendkosten."),
    ("nl", "Verzendkosten=€ 0", "Gratis verzending."),
    ("sv", "Parfym=ingen", "Parfym: ingen."),
    ("sv", "Koffein=inget", "Koffein: inget"),
    ("sv", "Socker=0 g", "Utan socker."),
    ("sv", "Fraktkostnad=0 kr", "Fri frakt."),
    ("sv", "Tillsatser=inga", "Tillsatser: inga."),
    ("sv", "Tillsatser=inga", "Inga tillsatser."),
    ("en", "Additives=none", "No additives."),
    ("en", "Allergens=none", "Allergens: none."),
    ("en", "Assembly=none", "No assembly needed."),
    ("nl", "Toevoegingen=geen", "Geen toevoegingen."),
    ("en", "Batteries=not included", "Batteries: not included."),
    ("en", "Buttons=0", "Buttons: 0"),
    ("en", "Minimum order=none", "No minimum order."),
    ("en", "Delivery costs=€0", "Delivery is free."),
    ("sv", "Frakt=0 kr", "Frakten är gratis."),
    ("nl", "Bezorgkosten=geen", "Gratis bezorging."),
    ("nl", "Bezorgkosten=geen", "We bezorgen gratis."),
    ("en", "Parabens=none", "Paraben-free cream."),
    ("en", "Perfume=none", "Perfume-free."),
    ("nl", "Parfum=geen", "Parfumvrij."),
    ("sv", "Parfym=ingen", "Parfymfri."),
    ("sv", "Parfym=ingen", "Oparfymerad."),
]


@pytest.mark.parametrize(("language", "facts", "sentence"), DENIED)
def test_what_a_fact_denies_is_not_contradicted_by_the_same_denial(language: str, facts: str, sentence: str) -> None:
    """Neither half of the ledger holds the fact's own words against it."""
    found = _assertions(sentence, language, ledger_of(facts_of(facts)), "")
    assert {each.verdict.value for each in found} <= {S}
