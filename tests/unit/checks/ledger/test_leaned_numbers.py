"""Numbers that lean on what stands around them, and numbers that several facts give together."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import claims_of
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy

_TOLD = (
    ("en", "Temperature range: -40 to +80 °C", "Stays flexible down to minus 40.", "+minus 40"),
    ("en", "Temperature range: -40 to +80 °C", "Stays flexible down to minus 50.", "-minus 50"),
    ("nl", "Temperatuurbereik: -40 tot +80 °C", "Blijft soepel tot min 50.", "-min 50"),
    ("sv", "Komforttemperatur: -5 °C", "Håller dig varm ner till minus tio.", "-minus tio"),
    ("en", "Wash: 40 °C", "Washes at 60.", "-60"),
    ("nl", "Wassen: 40 °C", "Kan gewoon op 40 in de machine.", "+40"),
    ("sv", "Tvätt: 40 °C", "Tvättas i 60.", "-60"),
    ("en", "Weight range: 3.5-15 kg", "From babies of three and a half kilos to toddlers of 15.", "+15"),
    ("sv", "Viktintervall: 3,5-15 kg", "Från bebisar på tre och ett halvt kilo till småttingar på 15.", "+15"),
    ("en", "Battery life: 5 h (high) / 15 h (low)", "It lasts 15 hours on low and seven on high.", "-seven"),
    ("nl", "Accuduur: 5 uur (hoog) / 15 uur (laag)", "Hij brandt 15 uur op laag en vijf op de hoge stand.", "+vijf"),
    ("en", "Waist belt: 66-140 cm", "The belt adjusts from 66 to 120.", "-120"),
    ("sv", "Midja: 66-140 cm", "Höftbältet justeras från 66 till 140.", "+66 till 140"),
    ("en", "Age: from 12 months", "Suitable from the first birthday.", "+first birthday"),
    ("nl", "Leeftijd: vanaf 3 jaar", "Vanaf de tweede verjaardag.", "-tweede verjaardag"),
    ("en", "SSD: 512 GB", "Half a terabyte of storage.", "+Half a terabyte"),
    ("en", "SSD: 1 TB", "Half a terabyte of storage.", "-Half a terabyte"),
    ("en", "Free shipping: from £35", "Orders of £25 or more ship free.", "-£25"),
    ("nl", "Gratis verzending: vanaf € 35", "Bestel voor € 35 of meer en de bezorging is gratis.", "+€ 35"),
    ("sv", "Fri frakt: från 499 kr", "Handlar du för 299 kronor eller mer bjuder vi på frakten.", "-299 kronor"),
    ("en", "Price: £12.50", "Get three for £37.50.", "+three for £37.50"),
    ("en", "Price: £24.99", "Less than a tenner.", "-a tenner"),
    ("nl", "Prijs: € 24,99", "Voor nog geen twee tientjes.", "-twee tientjes"),
    ("en", "Price: £24 for 6", "That's £4 each.", "+£4"),
    ("en", "Discount: 20%", "Get 25% off.", "-25%"),
    ("en", "Ports: 2x USB-A, 1x USB-C, HDMI 2.1", "Three USB ports and HDMI.", "+Three USB ports"),
    ("nl", "Poorten: 2x USB-C, 1x USB-A, HDMI", "Met drie USB-C-poorten.", "-drie USB-C-poorten"),
    ("en", "Contents: 4 knives, 4 forks, 4 spoons", "Six knives, four forks and four spoons.", "-Six knives"),
    ("sv", "Innehåll: 4 knivar, 4 gafflar, 4 skedar", "Ett set med 16 delar.", "-16 delar"),
    ("nl", "Temperatuurstanden: 40/60/80/90/100 °C", "Heeft vijf temperaturen, van 40 tot 100 graden.", "+vijf"),
    ("en", "Temperature settings: 40/60/80/90/100 °C", "Pick from 30 to 100 degrees.", "-30 to 100 degrees"),
    ("sv", "Schnitthöhe: 25–75 mm, 6-fach verstellbar", "Klipphöjden ställs in i åtta lägen.", "-åtta lägen"),
    ("en", "Speeds: 5 + turbo", "With eight speeds.", "-eight speeds"),
    ("en", "Dimensions: 180 x 90 x 74 cm; Leaves: 2 x 50 cm", "With one leaf, the table is 230 cm long.", "+230 cm"),
    ("sv", "Mått: 180 x 90 cm; Iläggsskivor: 2 st, 50 cm", "Med båda skivorna är bordet tre meter.", "-tre meter"),
    ("en", "Sizes: 80-128 cm", "Available in sizes 80 to 140.", "-80 to 140"),
    ("en", "Sizes: 36-42", "In sizes 36, 38, 40 or 44.", "-44"),
    ("nl", "Max. belasting: 130 kg; Gewicht: 6,8 kg", "Hij is geschikt voor gebruikers tot 150 kilo.", "-150 kilo"),
    ("en", "Trial period: 100 nights", "You have 30 nights to make up your mind.", "-30 nights"),
    ("en", "Battery life: 7 days", "Only needs charging once a month.", "-once a month"),
    ("nl", "Accuduur: 7 dagen", "Laad hem één keer per week op.", "+één keer per week"),
    ("en", "Brewery founded: 1871", "Brewed for over 400 years.", "-400 years"),
    ("sv", "Grundat: 1871", "Vi har bryggt öl i över 100 år.", "+100 år"),
    ("nl", "Gerecycled: 30%", "De helft is gerecycled.", "-De helft"),
    ("nl", "Dosering: 1 capsule per dag", "Je neemt er twee per dag.", "-twee per dag"),
    ("en", "Compatible with: iPhone 15", "Clear case for iPhone 14.", "-iPhone 14"),
    ("nl", "Filter: HEPA 13", "Het HEPA 14-filter vangt fijnstof.", "-HEPA 14"),
    ("sv", "Passar: iPhone 14, iPhone 15", "Passar iPhone 14 och 15.", "+iPhone 14 och 15"),
    ("en", "Code: SPRING20", "Use code SPRING10 at the till.", "-SPRING10"),
    ("sv", "Rabattkod: HÖST25", "Skriv HÖST50 i kassan.", "-HÖST50"),
    ("en", "Tog: 4.5", "Our duvet has a tog rating of 5.5.", "-5.5"),
    ("sv", "Martindale: 60 000", "Sammet med ett Martindale-värde på 66 000.", "-66 000"),
    ("en", "Charging: 10 min = 4 h", "Ten minutes on the cable buys you seven hours.", "-seven hours"),
    ("nl", "Snelladen: 10 min = 3 uur", "Tien minuten aan de kabel geeft je vijf uur.", "-vijf uur"),
    ("en", "Battery: 30 h (ANC on), 40 h (ANC off)", "With 33 hours on tap, or 40 hours switched off.", "-33 hours"),
    ("en", "Small: 38 l; Large: 92 l", "The small one holds 38 litres, the large one holds 120.", "-120"),
    ("en", "Dimensions: 80 x 30 x 180 cm", "180 cm tall and only 45 deep.", "-45"),
    ("nl", "Inhoud: 6 potten à 330 g", "Pastasaus Basilico, tien potten", "-tien potten"),
    ("sv", "Innehåll: 20 påsar à 1,8 g", "Rooibos-te, 10 påsar", "-10 påsar"),
    ("nl", "Stukjes: 1.000", "Puzzel Wadden 2000 stukjes", "-2000 stukjes"),
    ("sv", "Antal pennor: 24", "Färgpennor, 36 stycken", "-36 stycken"),
    ("en", "Contents: 12 x 30 g", "Nut bars, box of 6", "-box of 6"),
    ("nl", "Eingänge: 2", "Een tent met zes ingangen.", "-zes ingangen"),
    ("en", "Set: 2 bath towels, 4 hand towels", "Six towels, including two hand towels.", "-two hand towels"),
    ("nl", "Wassen: 60 °C, droger toegestaan", "Mag op 90 graden en in de droger.", "-90 graden"),
    ("en", "Warranty: 5 years", "Two years of peace of mind included.", "-Two years"),
    ("nl", "Gangreserve: 42 h", "Na het afdoen tikt hij nog 63 uur door.", "-63 uur"),
    ("sv", "Montering: krävs, ca 20 min", "Du skruvar ihop bordet själv på ungefär 10 minuter.", "-10 minuter"),
    ("sv", "Max. Katzengewicht: 8 kg", "För katter på högst tolv kilo.", "-tolv kilo"),
    ("en", "Cocoa: 72%; Weight: 80 g", "An 88 g bar of dark chocolate with sea salt.", "-88 g"),
    ("nl", "Cacao: 72%", "Pure chocolade 90%", "-90%"),
    ("sv", "Rabatt: 20 %", "25 % på alla jackor.", "-25 %"),
    ("nl", "Korting: 20%", "Deze week 10% goedkoper.", "-10%"),
    ("en", "Acidity: 0.3%; Filling: 100% olives", "An acidity of only 2.3%.", "-2.3%"),
    ("sv", "Tvätt: 60", "Tål 90 grader.", "-90 grader"),
    ("nl", "Zuigkracht: 5000 Pa", "Zuigt met 6250 Pa.", "-6250 Pa"),
    ("sv", "Sidantal: 48", "En saga på 96 sidor.", "-96 sidor"),
    ("en", "Frets: 19", "The neck has 24 frets.", "-24 frets"),
    ("sv", "Antal: 6 st", "Två ljus i ren stearin", "-Två ljus"),
    ("sv", "Giltighet: 24 månader", "Presentkortet är giltigt i fem år.", "-fem år"),
    ("en", "Size: 6-18 months", "Dreamy sleeping bag, 9–18 months", "-9"),
    ("en", "Sizes: 115–165 cm", "Sizes run from 115 to 175 cm.", "-175"),
    ("nl", "Schoenen: 2; Leeftijd: 3-6 jaar", "Voor lezers van vier tot zes.", "-vier"),
    ("nl", "Maat: 140 x 200 cm", "Donzen dekbed 140 x 220", "-140 x 220"),
    ("nl", "Branduren: ca. 45 uur", "In Gent gegoten en goed voor zo'n 68 branduren.", "-68 branduren"),
    ("sv", "Battery life: 30 hours", "Stäng ute världen i upp till 60 timmar.", "-60 timmar"),
    ("nl", "Slot: ringslot, ART-2", "Het ringslot heeft een ART-3-keurmerk.", "-ART-3"),
    ("sv", "Kundtjänst: vardagar 9–17", "Kundtjänst svarar vardagar mellan 9 och 21.", "-9 och 21"),
    ("en", "Customer service: Mon-Fri, 9:00-17:00", "We answer the phone from nine to five.", "+nine to five"),
    ("en", "Employees: 24", "Today 48 people work in our Bristol shop.", "-48 people"),
    ("sv", "Ålder: 10+", "Passar alla som fyllt åtta.", "-åtta"),
    ("en", "Accuracy: ± 2 mm", "Measures to within 5 mm.", "-5 mm"),
    ("sv", "Max belastning: 110 kg; Antal: 2-pack", "De svarta benen bär 220 kilo.", "-220 kilo"),
    ("en", "Storage temperature: below 25 °C", "Store below 30 degrees.", "-30 degrees"),
    ("nl", "Rijping: 12 maanden", "Achttien maanden gerijpt.", "-Achttien maanden"),
    ("sv", "Lagring: 12 månader", "Lagrad i tolv månader.", "+tolv månader"),
    ("en", "Serves: 4", "Feeds six.", "-six"),
)  # fmt: skip
_SILENT = (
    ("nl", "Kapazität: 10.000 mAh", "Nog vier procent en de trein heeft vertraging."),
    ("sv", "Kapacitet: 10 000 mAh", "Fyra procent kvar och tåget är försenat."),
    ("nl", "Lont: katoen", "De katoenen lont knip je voor elk gebruik terug tot een halve centimeter."),
    ("sv", "Material: bomull", "Efter ett dopp i sexgradigt vatten vill man ha något stort."),
    ("sv", "Höjd: 23 cm", "Vi lägger timmar på att välja soffa men köper gärna säng på en kvart."),
    ("en", "Battery life: 15 h", "You get 15 hours, which for most people is a whole week of commuting."),
    ("en", "Wash: 40 °C", "Even at 60 you can learn to surf."),
    ("en", "Battery life: 5 h (high) / 15 h (low)", "It lasts 15 hours on low, and two in the morning is no problem."),
    ("en", "Compatible with: iPhone 15", "Find us on Platform 9."),
    ("en", "Charging: 10 min = 4 h", "Ten minutes on the cable gives four hours, enough for the train."),
    ("en", "Battery life: 30 h", "On a 24-hour flight to Sydney you'll be glad of them."),
    ("nl", "Accuduur: 30 uur", "Je vlucht van elf uur naar Tokio wordt opeens kort."),
    ("sv", "Tvätt: 40 °C", "När det är 30 grader i skuggan vill du inte ha något annat."),
    ("nl", "Prijs: € 24,99", "Voor een tientje heb je ook een pizza."),
    ("en", "Max. user weight: 120 kg; Weight: 15 kg", "A bag of cement weighs 25 kilos."),
    ("nl", "Proefperiode: 100 nachten", "We slapen gemiddeld acht uur per nacht."),
    ("sv", "Volym: 22 l", "Här ryms en bok på 600 sidor."),
    ("sv", "Tvätt: 40 °C", "I 60 år har farmor bakat bullar på torsdagar."),
    ("en", "Founded: 1987", "Sardines have been tinned here for more than a hundred years."),
    ("sv", "Mått: 140 x 200 cm", "Rutnätet har 12 x 12 rutor."),
    ("nl", "Filter: HEPA 13", "Op Ring 13 zien we je graag."),
    ("sv", "Innehåll: Lax 60 %, potatis 25 %", "Mer än hälften är lax."),
)


def _claims(language: str, facts: str, sentence: str) -> list[tuple[str, str]]:
    told = tuple(
        Fact(id=f"f{place}", name=name.strip(), value=value.strip())
        for place, (name, _, value) in enumerate(fact.partition(":") for fact in facts.split(";"))
    )
    found = claims_of(Copy({"description": sentence}), Brief(language=language, facts=told), language)
    return [(claim.verdict.value, claim.text) for claim in found]


@pytest.mark.parametrize(("language", "facts", "sentence", "told"), _TOLD)
def test_a_number_is_judged_by_what_it_leans_on(language: str, facts: str, sentence: str, told: str) -> None:
    verdict = {"+": "supported", "-": "contradicted"}[told[0]]
    found = _claims(language, facts, sentence)
    assert any(each == verdict and (told[1:] in text or text in told[1:]) for each, text in found), found


@pytest.mark.parametrize(("language", "facts", "sentence"), _SILENT)
def test_numbers_of_other_things_are_passed_over(language: str, facts: str, sentence: str) -> None:
    wrong = [each for each in _claims(language, facts, sentence) if each[0] in {"contradicted", "unsupported"}]
    assert wrong == []
