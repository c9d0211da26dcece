"""Times, temperatures, days and roundings of a text, and advice that claims nothing, in three languages."""

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


ENDLESS: list[Case] = [
    ("sv", "Garanti=livstid", "Garantin gäller i 10 år.", [("10 år", C)]),
    ("nl", "Garantie=levenslang", "Je krijgt 10 jaar garantie.", [("10 jaar garantie", C)]),
    ("en", "Warranty=lifetime", "It comes with a five-year warranty.", [("five-year warranty", C)]),
    ("nl", "Garantie=geen", "Met 2 jaar garantie.", [("2 jaar garantie", C)]),
    ("en", "Caffeine=none", "50 mg of caffeine per can.", [("50 mg of caffeine", C)]),
    ("nl", "Cafeïne=geen", "Met 50 mg cafeïne.", [("50 mg cafeïne", C)]),
    ("sv", "Koffein=inget", "Med 50 mg koffein.", [("50 mg koffein", C)]),
    ("en", "Warranty=lifetime", "Guaranteed for 25 years.", [("25 years", C)]),
    ("nl", "Garantie=levenslang", "De garantie geldt 25 jaar.", [("25 jaar", C)]),
    ("sv", "Garanti=livslång", "25 års garanti ingår.", [("25 års garanti", C)]),
    ("en", "Returns=not possible", "Return it within 30 days.", [("30 days", C)]),
    ("nl", "Retourneren=niet mogelijk", "Retourneren kan binnen 30 dagen.", [("30 dagen", C)]),
    ("en", "Returns=unlimited", "You have 30 days to return it.", [("30 days to return", C)]),
    ("en", "Warranty=2 years", "A two-year warranty and 30 days to return it.", [("two-year", S), ("30 days", U)]),
    ("en", "Returns=free within 30 days", "Free returns within 30 days.", [("30 days", S)]),
]

ADVICE: list[Case] = [
    ("en", "Modes=5", "Change the head after three months.", []),
    ("en", "Brush heads=2", "Replace the brush head every three months.", []),
    ("nl", "Standen=5", "Vervang de opzetborstel na drie maanden.", []),
    ("sv", "Lägen=5", "Byt borsthuvud efter tre månader.", []),
    ("en", "Modes=5", "Let it dry for two hours before use.", []),
    ("nl", "Standen=5", "Laat het 24 uur drogen.", []),
    ("sv", "Lägen=5", "Låt torka i 24 timmar.", []),
    ("en", "Modes=5", "Wait ten minutes before sitting down.", []),
    ("en", "Modes=5", "Brush for two minutes twice a day.", []),
    ("en", "Modes=5", "Preheat the oven to 180 °C and bake for 20 minutes.", []),
    ("nl", "Inhoud=1 kg", "Bak ze 20 minuten op 180 graden.", []),
    ("sv", "Innehåll=1 kg", "Grädda i 20 minuter på 180 grader.", []),
    ("en", "Filter=yes", "Clean the filter every two weeks.", []),
    ("nl", "Filter=ja", "Maak het filter elke twee weken schoon.", []),
    ("en", "Brewing time=3-5 min", "Steep for 8 minutes.", [("8 minutes", C)]),
    ("en", "Replacement=every 3 months", "Replace the head every six months.", [("every six months", C)]),
    ("en", "Material=wool", "Serve between 8 and 10 °C.", [("8 and 10 °C", U)]),
    ("en", "Weight=1 kg", "For best results, leave on for 15 minutes.", []),
    ("nl", "Gewicht=1 kg", "Breng aan en laat 15 minuten intrekken.", []),
    ("sv", "Vikt=1 kg", "Applicera och låt verka i 15 minuter.", []),
    ("nl", "Gewicht=1 kg", "Elke drie maanden vervangen.", []),
    ("sv", "Vikt=1 kg", "Byts ut var tredje månad.", []),
    ("en", "Weight=1 kg", "Visible results in two weeks.", [("two weeks", U)]),
    ("nl", "Gewicht=1 kg", "Zichtbaar resultaat binnen twee weken.", [("twee weken", U)]),
    ("sv", "Vikt=1 kg", "Synligt resultat på två veckor.", [("två veckor", U)]),
]

TEMPERATURES: list[Case] = [
    ("nl", "Wassen=30 °C", "Was hem op 40 graden.", [("40 graden", C)]),
    ("nl", "Wassen=30 °C; Strijken=max. 110 °C", "Was hem op 60 graden.", [("60 graden", C)]),
    ("en", "Washing=30 °C", "Throw it in at 40 degrees.", [("40 degrees", C)]),
    ("sv", "Tvätt=40 °C", "Tvätta den i 60 grader.", [("60 grader", C)]),
    ("sv", "Tvättråd=30 grader", "Tvättas i 40 °C.", [("40 °C", C)]),
    ("nl", "Wasvoorschrift=30 °C", "Gaat gewoon op 60 graden in de machine.", [("60 graden", C)]),
    ("en", "Oven safe=up to 220 °C", "Safe in the oven up to 260 °C.", [("260 °C", C)]),
    ("nl", "Ovenbestendig=tot 220 °C", "Kan tot 260 graden in de oven.", [("260 graden", C)]),
    ("sv", "Ugnstålig=till 220 °C", "Tål 260 grader i ugnen.", [("260 grader", C)]),
    ("en", "Material=wool", "Bake at 180 °C for 20 minutes.", []),
    (
        "en",
        "Washing=40 °C; Ironing=max 110 °C",
        "Wash at 40 °C and iron at up to 150 °C.",
        [("40 °C", S), ("150 °C", C)],
    ),
    ("nl", "Wassen=40 °C; Strijken=max. 110 °C", "Was op 40 °C en strijk op 150 °C.", [("40 °C", S), ("150 °C", C)]),
    ("sv", "Tvätt=40 °C; Strykning=max 110 °C", "Tvätta i 40 °C och stryk på 150 °C.", [("40 °C", S), ("150 °C", C)]),
    (
        "en",
        "Oven=up to 220 °C; Freezer=to -20 °C",
        "From -20 °C in the freezer to 220 °C in the oven.",
        [("20 °C", S), ("220 °C", S)],
    ),
    ("en", "Cover=removable, washable at 60 °C", "You can remove the cover and wash it at 30 °C.", [("30 °C", C)]),
    ("en", "Temperature=up to 38 °C", "Heats the pool to 40 °C.", [("40 °C", C)]),
]

TIMES: list[Case] = [
    ("sv", "Bryggtid=6 min", "Nybryggt kaffe på bara 4 minuter.", [("4 minuter", C)]),
    ("en", "Brewing time=6 min", "Fresh coffee in just 4 minutes.", [("4 minutes", C)]),
    ("nl", "Zettijd=6 min", "Verse koffie in maar 4 minuten.", [("4 minuten", C)]),
    ("nl", "Kooktijd=8 min", "Binnen 5 minuten op tafel.", [("5 minuten", C)]),
    ("en", "Cooking time=10 min", "On the table in six minutes.", [("six minutes", C)]),
    ("sv", "Koktid=10 min", "Klar på sju minuter.", [("sju minuter", C)]),
    ("sv", "Battery life=8 h (32 h with case)", "Med etuiet får du 24 timmar.", [("24 timmar", C)]),
    ("sv", "Battery life=8 h (32 h with case)", "Med etuiet får du 32 timmar.", [("32 timmar", S)]),
    ("en", "Battery=8 h, 32 h with case", "With the case you get 40 hours.", [("40 hours", C)]),
    ("nl", "Batterij=8 uur (32 uur met oplaadcase)", "Met de case haal je 24 uur.", [("24 uur", C)]),
    ("en", "Charging time=2 h", "Fully charged in 90 minutes.", [("90 minutes", C)]),
    ("en", "Drying time=4 h", "Dry in two hours.", [("two hours", C)]),
    ("nl", "Droogtijd=4 uur", "Droog in 2 uur.", [("2 uur", C)]),
    ("sv", "Torktid=4 h", "Torr på två timmar.", [("två timmar", C)]),
    ("en", "Assembly time=20 min", "Built in ten minutes.", [("ten minutes", C)]),
    ("nl", "Montagetijd=20 minuten", "Je zet hem in tien minuten in elkaar.", [("tien minuten", C)]),
    ("sv", "Montering=20 min", "Monterad på tio minuter.", [("tio minuter", C)]),
    ("nl", "Speelduur=45 min", "Een potje duurt 30 minuten.", [("30 minuten", C)]),
    ("sv", "Speltid=45 min", "Ett parti tar 30 minuter.", [("30 minuter", C)]),
    ("en", "Burn time=40 h", "Burns for 60 hours.", [("60 hours", C)]),
    ("sv", "Brinntid=40 h", "Brinner i 60 timmar.", [("60 timmar", C)]),
    ("nl", "Cacao=70%", "Puur met 85% cacao.", [("85%", C)]),
    ("en", "Battery=9.5 hours", "The battery lasts nearly ten hours.", [("nearly ten hours", S)]),
    ("en", "Battery=9.5 hours", "The battery lasts over ten hours.", [("over ten hours", C)]),
    ("nl", "Accuduur=9,5 uur", "De accu gaat bijna tien uur mee.", [("bijna tien uur", S)]),
    ("nl", "Accuduur=9,5 uur", "De accu gaat ruim tien uur mee.", [("ruim tien uur", C)]),
    ("sv", "Batteritid=9,5 timmar", "Batteriet räcker i nästan tio timmar.", [("nästan tio timmar", S)]),
    ("sv", "Batteritid=9,5 timmar", "Batteriet räcker i drygt tio timmar.", [("drygt tio timmar", C)]),
    (
        "nl",
        "Levering=voor 22:00 besteld, morgen in huis",
        "Bestel voor tien uur 's avonds.",
        [("tien uur 's avonds", S)],
    ),
    ("sv", "Garanti=livslång", "Levereras inom 24 timmar.", [("24 timmar", U)]),
    ("en", "Weight=1 kg", "Charge it for two hours before first use.", []),
    ("nl", "Gewicht=1 kg", "Draag de lenzen maximaal acht uur per dag.", []),
    ("en", "Weight=1 kg", "Sleeps through the night in 10 minutes.", [("10 minutes", U)]),
    ("en", "Colour=blue; Weight=1 kg", "Give it five minutes and you will see.", []),
    ("en", "Colour=blue; Weight=1 kg", "Take a minute for yourself.", []),
    ("nl", "Kleur=blauw; Gewicht=1 kg", "Een goed uur op de bank.", []),
    ("nl", "Kleur=blauw; Gewicht=1 kg", "Voor een klein uur rust.", []),
    ("nl", "Kleur=blauw; Gewicht=1 kg", "Geef het vijf minuten.", []),
    ("sv", "Färg=blå; Vikt=1 kg", "Ta fem minuter för dig själv.", []),
    (
        "en",
        "Battery=10 h; Charging time=2 h",
        "Charge for two hours, play for ten hours.",
        [("two hours", S), ("ten hours", S)],
    ),
    (
        "en",
        "Battery=10 h; Charging time=2 h",
        "Charge for three hours, play for ten hours.",
        [("three hours", C), ("ten hours", S)],
    ),
    (
        "nl",
        "Leeftijd=8+; Spelers=2-6; Speelduur=30 min",
        "Speel met 2 tot 6 spelers in een halfuur.",
        [("2 tot 6 spelers", S), ("halfuur", S)],
    ),
]

KEPT: list[Case] = [
    ("en", "Best before=12 months", "Keeps for 18 months.", [("18 months", C)]),
    ("en", "Shelf life=12 months", "It keeps for 18 months unopened.", [("18 months", C)]),
    ("nl", "Houdbaarheid=12 maanden", "18 maanden houdbaar", [("18 maanden", C)]),
    ("nl", "THT=12 maanden na productie", "Blijft 18 maanden goed.", [("18 maanden", C)]),
    ("sv", "Hållbarhet=12 månader", "Håller i 18 månader.", [("18 månader", C)]),
    ("sv", "Bäst före=12 månader", "Hållbar i 18 månader.", [("18 månader", C)]),
    ("en", "Best before=12 months", "Keeps for 12 months.", [("12 months", S)]),
    ("en", "Battery=up to 10 weeks", "The battery keeps going for three months.", [("three months", C)]),
    ("sv", "Battery=up to 10 weeks", "Batteriet håller i upp till tre månader.", [("tre månader", C)]),
    ("en", "Weight=1 kg", "We advise replacing it every six months.", []),
    ("en", "Content=750 g; Shelf life=18 months", "Store for up to 18 months.", [("18 months", S)]),
]

ROUNDED: list[Case] = [
    ("sv", "Ordinarie pris=500 kr; Kampanjpris=300 kr", "Du sparar 200 kr.", [("200 kr", S)]),
    ("nl", "Recepten=50", "Met 200 foto's en 50 recepten.", [("200 foto's", U), ("50 recepten", S)]),
    ("en", "Weight=980 g", "It weighs just under a kilo.", [("just under a kilo", S)]),
    ("en", "Weight=1.1 kg", "It weighs a good kilo.", [("a good kilo", S)]),
    ("en", "Weight=1.5 kg", "It weighs just under a kilo.", [("just under a kilo", C)]),
    ("nl", "Gewicht=980 g", "Hij weegt krap een kilo.", [("krap een kilo", S)]),
    ("nl", "Gewicht=980 g", "Met een gewicht van nog geen kilo.", [("nog geen kilo", S)]),
    ("nl", "Gewicht=1,1 kg", "Hij weegt ruim een kilo.", [("ruim een kilo", S)]),
    ("nl", "Gewicht=1,1 kg", "Ruim een kilo zwaar.", [("Ruim een kilo", S)]),
    ("nl", "Gewicht=900 g", "Hij weegt ruim een kilo.", [("ruim een kilo", C)]),
    ("nl", "Gewicht=1,2 kg", "Hij weegt krap een kilo.", [("krap een kilo", C)]),
    ("sv", "Vikt=980 g", "Den väger knappa kilot.", [("knappa kilot", S)]),
    ("sv", "Vikt=980 g", "Den väger knappt ett kilo.", [("knappt ett kilo", S)]),
    ("sv", "Vikt=1,1 kg", "Den väger drygt ett kilo.", [("drygt ett kilo", S)]),
    ("sv", "Vikt=1,1 kg", "Den väger dryga kilot.", [("dryga kilot", S)]),
    ("sv", "Vikt=1,5 kg", "Den väger knappt ett kilo.", [("knappt ett kilo", C)]),
    ("sv", "Vikt=980 g", "Den väger drygt ett kilo.", [("drygt ett kilo", C)]),
    ("sv", "Längd=2,05 m", "Dryga två meter lång.", [("Dryga två meter", S)]),
    ("sv", "Längd=1,95 m", "Knappa två meter lång.", [("Knappa två meter", S)]),
    ("sv", "Längd=2,3 m", "Knappa två meter lång.", [("Knappa två meter", C)]),
    ("en", "Length=2.05 m", "A good two metres long.", [("A good two metres", S)]),
    ("en", "Length=1.95 m", "A good two metres long.", [("A good two metres", C)]),
    ("nl", "Inhoud=1,9 l", "Er gaat een kleine twee liter in.", [("een kleine twee liter", S)]),
    ("nl", "Inhoud=2,1 l", "Er gaat een dikke twee liter in.", [("een dikke twee liter", S)]),
    ("nl", "Inhoud=2,1 l", "Er gaat een goede twee liter in.", [("een goede twee liter", S)]),
    ("en", "Capacity=2.1 l", "It holds a little over two litres.", [("a little over two litres", S)]),
    ("en", "Capacity=1.9 l", "It holds not quite two litres.", [("not quite two litres", S)]),
    ("en", "Pages=212", "Some 200 pages of stories.", [("Some 200 pages", S)]),
    ("nl", "Pagina's=212", "Een boek van ruim tweehonderd pagina's.", [("ruim tweehonderd pagina's", S)]),
    ("sv", "Sidor=212", "Drygt 200 sidor läsning.", [("Drygt 200 sidor", S)]),
    ("sv", "Sidor=192", "Drygt 200 sidor läsning.", [("Drygt 200 sidor", C)]),
    ("sv", "Sidor=192", "Knappt 200 sidor läsning.", [("Knappt 200 sidor", S)]),
    ("en", "Pages=192", "Just under 200 pages.", [("Just under 200 pages", S)]),
    ("nl", "Pagina's=192", "Krap 200 pagina's dik.", [("Krap 200 pagina's", S)]),
    ("sv", "Pris=250 kr per person", "Endast 200 kr per person.", [("200 kr", C)]),
    ("en", "Weight=1.2 kg", "Weighs a little over a kilo.", [("a little over a kilo", S)]),
]

DAYS: list[Case] = [
    ("en", "Country=Portugal", "A shirt you will reach for every Monday.", []),
    ("en", "Delivery=Tuesday to Saturday", "We deliver on Monday.", [("Monday", C)]),
    ("en", "Delivery=2 days", "We deliver on Sundays.", [("Sundays", U)]),
    ("en", "Delivery=2 days", "Order before Monday and get it on time.", []),
    ("nl", "Levering=2 dagen", "Maandag in huis.", [("Maandag", U)]),
    ("nl", "Levering=2 dagen", "Voor maandag besteld, dinsdag in huis.", [("dinsdag", U)]),
    ("nl", "Levering=2 dagen", "We bezorgen ook op zondag.", [("zondag", U)]),
    ("sv", "Leverans=2 dagar", "Vi levererar även på söndagar.", [("söndagar", U)]),
    ("sv", "Leverans=2 dagar", "Skönt på måndag morgon.", []),
    ("en", "Sale ends=Sunday", "The sale ends on Monday.", [("Monday", C)]),
    ("en", "Sale ends=Sunday", "The sale ends on Sunday.", [("Sunday", S)]),
    ("nl", "Actie loopt tot=zondag", "De actie loopt tot en met maandag.", [("maandag", C)]),
    ("en", "Colour=blue; Weight=1 kg", "Say goodbye to Monday mornings.", []),
    ("nl", "Kleur=blauw; Gewicht=1 kg", "De actie van de zondag op de bank.", []),
    ("sv", "Färg=blå; Vikt=1 kg", "Det gäller måndagar också.", []),
]

CLOCKS: list[Case] = [
    (
        "en",
        "Delivery=next working day for orders before 22:00",
        "Order before 10 pm, delivered the next working day",
        [("10 pm", S)],
    ),
    (
        "en",
        "Delivery=next working day for orders before 22:00",
        "Order before 11 pm, delivered the next working day",
        [("11 pm", C)],
    ),
    ("en", "Delivery=next working day for orders before 22:00", "Order before midnight.", [("midnight", C)]),
    ("nl", "Levering=voor 23.59 besteld, morgen in huis", "Voor 23:59 besteld, morgen in huis.", [("23:59", S)]),
    ("nl", "Levering=voor 22:00 besteld, morgen in huis", "Voor 23:59 besteld, morgen in huis.", [("23:59", C)]),
    ("sv", "Leverans=nästa vardag vid beställning före 14", "Beställ före kl. 14 så skickar vi idag.", [("kl. 14", S)]),
    (
        "sv",
        "Leverans=nästa vardag vid beställning före 14",
        "Beställ före klockan 16 så skickar vi idag.",
        [("klockan 16", C)],
    ),
]

QUIET: list[Case] = [
    ("en", "Colour=blue; Weight=1 kg", "One for you, one for a friend.", []),
    ("en", "Colour=blue; Weight=1 kg", "Two for tea?", []),
    ("en", "Colour=blue; Weight=1 kg", "A good hour on the sofa.", []),
    ("nl", "Kleur=blauw; Gewicht=1 kg", "Een voor jou, een voor je zus.", []),
    ("nl", "Kleur=blauw; Gewicht=1 kg", "Vijf voor twaalf!", []),
    ("nl", "Kleur=blauw; Gewicht=1 kg", "Een deel van de opbrengst, één deel voor jou en één deel voor mij.", []),
    ("sv", "Färg=blå; Vikt=1 kg", "En dryg timme i soffan.", []),
]


FREQUENCIES: list[Case] = [
    ("nl", "Water=1x per week; Licht=halfschaduw", "Geef hem om de dag water.", [("om de dag", C)]),
    ("nl", "Water=1x per week", "Geef hem eens per week water.", [("eens per week", S)]),
    ("nl", "Water=1x per week", "Een feest voor elke dag.", []),
    ("en", "Watering=once a week", "Water it every other day.", [("every other day", C)]),
    ("en", "Watering=once a week", "Water it once a week.", [("once a week", S)]),
    ("en", "Watering=once a week", "A joy every day.", []),
    ("sv", "Vattning=en gång i veckan", "Vattna varannan dag.", [("varannan dag", C)]),
    ("sv", "Vattning=en gång i veckan", "Vattna en gång i veckan.", [("en gång i veckan", S)]),
    ("en", "Replace filter=every 3 months", "Replace the filter every six months.", [("every six months", C)]),
    ("en", "Replace filter=every 3 months", "Replace the filter every three months.", [("every three months", S)]),
    ("nl", "Filter vervangen=elke 3 maanden", "Vervang het filter elke zes maanden.", [("elke zes maanden", C)]),
    ("nl", "Onderhoud=1 keer per jaar", "Onderhoud is twee keer per jaar nodig.", [("twee keer per jaar", C)]),
    ("en", "Weight=1 kg", "Use it twice a day.", []),
]


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "wanted"),
    [*ENDLESS, *ADVICE, *TEMPERATURES, *TIMES, *KEPT, *ROUNDED, *DAYS, *CLOCKS, *QUIET, *FREQUENCIES],
)
def test_verdicts(language: str, facts: str, sentence: str, wanted: list[tuple[str, str]]) -> None:
    assert _judged(sentence, language, facts) == wanted
