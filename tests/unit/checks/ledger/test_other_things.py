"""Words that look like claims of the product and are none, beside sentences that claim the same."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import claims_of
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.finding import Verdict

_WRONG = {Verdict.UNSUPPORTED, Verdict.CONTRADICTED}


def _facts(text: str) -> tuple[Fact, ...]:
    pairs = [each.partition(":") for each in text.split(";")]
    return tuple(Fact(f"f{place}", name.strip(), value.strip()) for place, (name, _, value) in enumerate(pairs))


def _wrong(language: str, title: str, facts: str, sentence: str) -> list[str]:
    copy = Copy({"title": title, "description": sentence})
    claims = claims_of(copy, Brief(language=language, facts=_facts(facts)), language)
    return [each.text for each in claims if each.field == "description" and each.verdict in _WRONG]


_JUMPER = {
    "en": ("Merino jumper", "Material: 100% merino wool; Colour: navy; Care: hand wash; Made in: Portugal"),
    "nl": ("Wollen trui", "Materiaal: 100% merinowol; Kleur: donkerblauw; Onderhoud: handwas; Gemaakt in: Portugal"),
    "sv": ("Merinotröja", "Material: 100 % merinoull; Färg: marinblå; Tvätt: handtvätt; Tillverkad i: Portugal"),
}
_INNOCENT = {
    "en": [
        "Wear it over a white shirt and you are done.",
        "It goes with the wool blazer you already own.",
        "Pairs well with leather boots.",
        "Turns a black night into broad daylight.",
        "A second helping of ice cream is fine.",
        "Inspired by the film ‘The Green Door’.",
        "Zip it, fold it, forget it.",
        "Grandma's porcelain has never looked better.",
        "Steel, concrete and glass are nice to look at.",
        "Under it, a thin cotton layer is all you need.",
        "Add a spoonful of honey to your tea.",
        "A leather patch would be a nice upgrade.",
        "Bring a map, a whistle and a plastic cup.",
    ],
    "nl": [
        "Draag hem over een wit overhemd en klaar ben je.",
        "Met een katoenen broek eronder ben je netjes genoeg.",
        "Maakt van de zwarte nacht een dag.",
        "Het zand van het strand klop je er zo uit.",
        "Geïnspireerd op het boek ‘De groene keuken’.",
        "Oma's porselein stond nog nooit zo mooi.",
        "Staal, beton en glas zijn mooi om te zien.",
        "Controleer de maattabel voor je bestelt.",
        "Trek er leren laarzen bij aan.",
        "Van saai naar salie in één middag.",
        "Een leren riem zou er mooi bij staan.",
    ],
    "sv": [
        "Bär den över en vit skjorta så är du klar.",
        "Med bomullsbyxor under är du redo.",
        "Lyser upp den svarta natten.",
        "Packa ner gummistövlar och en termos.",
        "Inspirerad av boken ”Det gröna köket”.",
        "Mormors porslin har aldrig sett bättre ut.",
        "Stål, betong och glas är fint att titta på.",
        "Du tar av dig den sist.",
        "Malen älskar den, så lägg i en bit cederträ.",
        "Utan att bli grön i ansiktet.",
        "En läderlapp vore pricken över i.",
        "Ta med kontanter, regnkläder och en bomullsduk.",
    ],
}
_CLAIMING = {
    "en": [
        ("This cotton jumper keeps its shape.", "cotton"),
        ("It comes in green or red.", "green"),
        ("A jumper with a black pocket.", "black"),
        ("Knitted from pure cashmere.", "cashmere"),
        ("When autumn comes it goes in the washing machine.", "in the washing machine"),
    ],
    "nl": [
        ("Deze katoenen trui blijft mooi.", "katoenen"),
        ("Verkrijgbaar in groen en rood.", "groen"),
        ("Een trui met een zwarte kraag.", "zwarte"),
        ("Gebreid van puur kasjmier.", "kasjmier"),
        ("Dit in Spanje gemaakte model zit heerlijk.", "Spanje"),
    ],
    "sv": [
        ("Den här bomullströjan håller formen.", "bomullströjan"),
        ("Finns i grönt och rött.", "grönt"),
        ("En tröja med svart krage.", "svart"),
        ("Stickad av ren kashmir.", "kashmir"),
        ("Den i Spanien tillverkade tröjan sitter skönt.", "Spanien"),
    ],
}


@pytest.mark.parametrize(("language", "sentence"), [(k, each) for k, many in _INNOCENT.items() for each in many])
def test_other_things_are_left_alone(language: str, sentence: str) -> None:
    assert _wrong(language, *_JUMPER[language], sentence) == []


@pytest.mark.parametrize(
    ("language", "sentence", "span"), [(k, *each) for k, many in _CLAIMING.items() for each in many]
)
def test_the_product_is_not(language: str, sentence: str, span: str) -> None:
    assert span in _wrong(language, *_JUMPER[language], sentence)


_READ = [
    ("en", "Kapuze: abnehmbar", "The detachable hood keeps you dry.", True),
    ("en", "Lås: centrallås, 2 nycklar", "It comes with central locking.", True),
    ("en", "Montering: utan verktyg", "Up in minutes, needs no tools.", True),
    ("en", "Materiale: 100% bomuld", "Woven from pure cotton.", True),
    ("en", "Bean: 100% arabica", "A blend of arabica and robusta.", False),
    ("nl", "Bremsen: hydraulische Scheibenbremsen", "Hij remt met schijfremmen.", True),
    ("nl", "Microfoon: nee", "Bellen gaat niet, want een microfoon ontbreekt.", True),
    ("nl", "Blad: MDF met eikenfineer", "Het blad is van massief eiken.", False),
    ("nl", "Koppelingen: niet meegeleverd", "De koppelingen zitten er al bij.", False),
    ("nl", "Afwerking: PFAS-vrij", "Droog, zonder dat er pfas aan te pas komt.", True),
    ("sv", "Farbe: Senfgelb", "Färgen är senapsgul.", True),
    ("sv", "Herstellung: handgewebt in Indien", "En handvävd matta.", True),
    ("sv", "Bordsskiva: Massiv ek, oljad", "Ett skrivbord i massivt trä.", True),
    ("sv", "Tvättråd: ej torktumling", "Häng den, torktumlaren är ingen vän till ull.", True),
    ("sv", "Getränkehalter: nicht enthalten", "Mugghållare ingår inte.", True),
    ("sv", "Material: 100% merino wool", "Sömmarna skaver inte, och ullen kommer från får.", True),
]


@pytest.mark.parametrize(("language", "fact", "sentence", "agrees"), _READ)
def test_facts_of_suppliers_are_read(language: str, fact: str, sentence: str, agrees: bool) -> None:
    wrong = _wrong(language, "", f"{fact}; X: y", sentence)
    assert (wrong == []) is agrees


_SAID = [
    ("en", "Panel: IPS, matt", "A 27-inch IPS panel.", "IPS"),
    ("en", "Contents: 1 l concentrate", "A floor cleaner concentrate.", "concentrate"),
    ("nl", "Montuur: acetaat, schildpad", "Het heeft een schildpadmotief.", "schildpadmotief"),
    ("nl", "Opening: beidseitig", "Hij opent aan beide zijden.", "beide zijden"),
    ("sv", "Öffnung: beidseitig", "Den öppnas från båda sidor.", "båda sidor"),
    ("sv", "Rulltopp: ja, rulltopp", "Rulltoppen sväljer det mesta.", "Rulltoppen"),
]


@pytest.mark.parametrize(("language", "fact", "sentence", "span"), _SAID)
def test_the_words_of_a_fact_are_seen(language: str, fact: str, sentence: str, span: str) -> None:
    claims = claims_of(Copy({"description": sentence}), Brief(language=language, facts=_facts(fact)), language)
    assert (span, Verdict.SUPPORTED) in [(each.text, each.verdict) for each in claims]


_PROMISED = [
    ("en", "Comes with a free pair of socks.", "a free pair of socks"),
    ("en", "Finished in our Zennor workshop.", "in our Zennor workshop"),
    ("en", "It is StVZO approved.", "StVZO approved"),
    ("en", "Recommended by 9 out of 10 vets.", "Recommended by 9 out of 10 vets"),
    ("en", "It took gold at the Decanter awards.", "gold at the Decanter"),
    ("nl", "Je krijgt er een muts bij cadeau.", "een muts bij cadeau"),
    ("nl", "Nu met gratis sokken.", "gratis sokken"),
    ("nl", "Getest in een windtunnel.", "Getest in een windtunnel"),
    ("nl", "Veilig volgens IATA-regels.", "Veilig volgens IATA-regels"),
    ("sv", "Just nu följer en rulle med på köpet.", "följer en rulle med på köpet"),
    ("sv", "Du får en mössa på köpet.", "en mössa på köpet"),
    ("sv", "Testad enligt City Crash.", "Testad enligt City Crash"),
    ("sv", "Rekommenderas av nio av tio läkare.", "Rekommenderas av nio av tio läkare"),
]


@pytest.mark.parametrize(("language", "sentence", "span"), _PROMISED)
def test_open_promises_need_a_fact(language: str, sentence: str, span: str) -> None:
    assert _wrong(language, "", "Weight: 1 kg", sentence) == [span]


@pytest.mark.parametrize(
    ("language", "fact", "sentence"),
    [
        ("en", "Gift: socks", "Comes with a free pair of socks."),
        ("en", "Weight: 1 kg", "Feel free to laugh, it has a smile for free."),
        ("nl", "Cadeau: sokken", "Nu met gratis sokken."),
        ("nl", "Gewicht: 1 kg", "Niet getest in een windtunnel."),
        ("sv", "På köpet: rulle", "Just nu följer en rulle med på köpet."),
        ("sv", "Vikt: 1 kg", "Du får ett träningspass på köpet."),
    ],
)
def test_promises_with_a_fact_or_in_jest_are_fine(language: str, fact: str, sentence: str) -> None:
    assert _wrong(language, "", fact, sentence) == []
