from __future__ import annotations

import pytest

from desktop.core.brief import Fact
from desktop.core.finding import Severity
from tests.unit.checks.policies.looking import look, rules_in

HITS = [
    ("en", "An eco-friendly bag for every day.", "eco-friendly", "generic"),
    ("en", "Made to be kind to the planet.", "kind to the planet", "generic"),
    ("en", "A greener choice for your kitchen.", "greener choice", "green"),
    ("en", "Time to go green with our bottles.", "go green", "green"),
    ("en", "Sustainably made in Porto.", "Sustainably", "sustainable"),
    ("en", "This mug is carbon neutral.", "carbon neutral", "climate-neutral"),
    ("en", "We offset all emissions of every order.", "offset all emissions", "climate-neutral"),
    ("en", "Carbon neutral by 2030.", "Carbon neutral by 2030", "future"),
    ("en", "The pouch is compostable.", "compostable", "degradable"),
    ("en", "An energy-efficient kettle.", "energy-efficient", "energy"),
    ("en", "A CFC-free cool box.", "CFC-free", "legal-requirement"),
    ("en", "It carries our own green label.", "our own green label", "label"),
    ("en", "Knit from organic cotton.", "organic", "organic"),
    ("en", "A pan that lasts a lifetime.", "lasts a lifetime", "durability"),
    ("en", "Easy to repair at home.", "Easy to repair", "repair"),
    ("en", "A mandatory software update follows.", "mandatory software update", "software-update"),
    ("nl", "Een milieuvriendelijke tas voor elke dag.", "milieuvriendelijke", "generic"),
    ("nl", "Goed voor het milieu en voor jou.", "Goed voor het milieu", "generic"),
    ("nl", "Een groene keuze voor je keuken.", "groene keuze", "green"),
    ("nl", "Duurzaam geproduceerd in Portugal.", "Duurzaam geproduceerd", "sustainable"),
    ("nl", "Een duurzame trui.", "duurzame", "sustainable-or-durable"),
    ("nl", "Deze mok is CO2-neutraal.", "CO2-neutraal", "climate-neutral"),
    ("nl", "De uitstoot wordt volledig gecompenseerd.", "uitstoot wordt volledig gecompenseerd", "climate-neutral"),
    ("nl", "Klimaatneutraal in 2030.", "Klimaatneutraal in 2030", "future"),
    ("nl", "Het zakje is biologisch afbreekbaar.", "biologisch afbreekbaar", "degradable"),
    ("nl", "Gemaakt van biologisch katoen.", "biologisch", "organic"),
    ("nl", "Een energiezuinige waterkoker.", "energiezuinige", "energy"),
    ("nl", "Een cfk-vrije koelbox.", "cfk-vrije", "legal-requirement"),
    ("nl", "Deze pan gaat een leven lang mee.", "gaat een leven lang mee", "durability"),
    ("sv", "En miljövänlig väska för varje dag.", "miljövänlig", "generic"),
    ("sv", "Miljövänliga muggar för köket.", "Miljövänliga", "generic"),
    ("sv", "Ett klimatsmart val.", "klimatsmart", "generic"),
    ("sv", "Ett grönt val för köket.", "grönt val", "green"),
    ("sv", "Hållbart producerad i Portugal.", "Hållbart producerad", "sustainable"),
    ("sv", "En hållbar tröja.", "hållbar", "sustainable-or-durable"),
    ("sv", "Muggen är klimatkompenserad.", "klimatkompenserad", "climate-neutral"),
    ("sv", "Hela serien är klimatneutral.", "klimatneutral", "climate-neutral"),
    ("sv", "Klimatneutral till 2030.", "Klimatneutral till 2030", "future"),
    ("sv", "Påsen är biologiskt nedbrytbar.", "biologiskt nedbrytbar", "degradable"),
    ("sv", "Stickad av ekologisk bomull.", "ekologisk", "organic"),
    ("sv", "En energisnål vattenkokare.", "energisnål", "energy"),
    ("sv", "En freonfri kylbox.", "freonfri", "legal-requirement"),
    ("sv", "Pannan håller livet ut.", "håller livet ut", "durability"),
]
SILENT = [
    ("en", "A green tea with mint."),
    ("en", "The green bag holds 20 litres and has two green pockets."),
    ("en", "Professor Green wore this hat in Greenwich."),
    ("en", "A climate jacket with taped seams."),
    ("en", "Press the eco mode button to wash at 30 °C."),
    ("en", "Greener leaves after two weeks of feeding."),
    ("en", "This bag is not eco-friendly, it is just strong."),
    ("en", "The organic shape follows your hand."),
    ("en", "Made of 30% recycled polyester."),
    ("en", "A friend for life."),
    ("nl", "Een groene tas met groene riemen."),
    ("nl", "Groene thee met munt."),
    ("nl", "Een klimaatjas met getapete naden."),
    ("nl", "Stevig en duurzaam canvas met een duurzame rits."),
    ("nl", "Zet de machine in de ecostand."),
    ("nl", "Groener gras na twee weken."),
    ("nl", "Deze tas is niet milieuvriendelijk, wel sterk."),
    ("nl", "De natuur in met een biologische klok."),
    ("sv", "Gröna vantar med grå mudd."),
    ("sv", "Grönt te med mynta."),
    ("sv", "En klimatjacka med tejpade sömmar."),
    ("sv", "Slitstark och hållbar kanvas med en hållbar dragkedja."),
    ("sv", "Kör diskmaskinen i ekoprogram."),
    ("sv", "Grönare gräs efter två veckor."),
    ("sv", "Väskan är inte miljövänlig, men stark."),
    ("sv", "Hållbarhet: bäst före 12 månader."),
]
GENERIC = {"en": "An eco-friendly bag.", "nl": "Een milieuvriendelijke tas.", "sv": "En miljövänlig väska."}


@pytest.mark.parametrize(("language", "text", "words", "rule"), HITS)
def test_claims_are_found_where_they_stand(language: str, text: str, words: str, rule: str) -> None:
    (finding,) = look("eu-green", text, language)
    assert (finding.text, finding.check) == (words, f"policy.eu-green.{rule}")
    assert text[finding.start : finding.end] == words
    assert words in finding.message
    assert "2026-11-22" in finding.source
    assert finding.advice.endswith(".")
    assert not finding.evidence


@pytest.mark.parametrize(("language", "text"), SILENT)
def test_colours_names_and_denials_are_left_alone(language: str, text: str) -> None:
    assert look("eu-green", text, language) == []


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
@pytest.mark.parametrize(
    "certificate", ["EU Ecolabel", "Svanen", "Nordic Swan Ecolabel", "Blue Angel (DE-UZ 194)", "EU-milieukeur"]
)
def test_a_recognised_certificate_lifts_a_generic_claim(language: str, certificate: str) -> None:
    assert look("eu-green", GENERIC[language], language, Fact("f1", "Label", certificate)) == []


@pytest.mark.parametrize(
    "fact",
    [
        Fact("f1", "Label", "EU Ecolabel", approved=False),
        Fact("f1", "EU Ecolabel", "no"),
        Fact("f1", "EU Ecolabel", "applied for"),
        Fact("f1", "Label", "EU Ecolabel", variant="L"),
        Fact("f1", "Label", "our own"),
    ],
)
def test_what_is_no_certificate_of_the_whole_product_lifts_nothing(fact: Fact) -> None:
    (finding,) = look("eu-green", GENERIC["en"], "en", fact)
    assert finding.severity is Severity.ERROR


def test_other_certificates_make_a_generic_claim_an_advice() -> None:
    (finding,) = look("eu-green", GENERIC["nl"], "nl", Fact("f1", "Certificaat", "GOTS"))
    assert finding.severity is Severity.INFO


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("en", "Made of organic cotton.", Fact("f1", "Certificate", "GOTS")),
        ("en", "From responsibly managed forests.", Fact("f1", "Wood", "oak, FSC 100%")),
        ("en", "The pouch is compostable.", Fact("f1", "Packaging", "EN 13432")),
        ("en", "An energy-efficient fridge.", Fact("f1", "Energy class", "A")),
        ("nl", "Gemaakt van biologisch katoen.", Fact("f1", "Certificaat", "OCS 100")),
        ("nl", "Een energiezuinige koelkast.", Fact("f1", "Energieklasse", "A")),
        ("sv", "Ett energisnålt kylskåp.", Fact("f1", "Energiklass", "A")),
        ("sv", "Stickad av ekologisk bomull.", Fact("f1", "Märkning", "GOTS")),
    ],
)
def test_a_certificate_lifts_what_it_certifies(language: str, text: str, fact: Fact) -> None:
    assert look("eu-green", text, language) != []
    assert look("eu-green", text, language, fact) == []


def test_a_middling_energy_class_lifts_nothing() -> None:
    assert look("eu-green", "An energy-efficient fridge.", "en", Fact("f1", "Energy class", "C"))


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("en", "A jacket made of recycled polyester.", Fact("f1", "Recycled polyester", "30", "%")),
        ("nl", "Een jas gemaakt van gerecycled polyester.", Fact("f1", "Gerecycled", "30 %")),
        ("sv", "En jacka gjord av återvunnen polyester.", Fact("f1", "Material", "30 % återvunnen polyester")),
    ],
)
def test_a_part_is_not_the_whole(language: str, text: str, fact: Fact) -> None:
    assert rules_in("eu-green", text, language, fact) == ["part"]
    assert rules_in("eu-green", text, language) == []


@pytest.mark.parametrize(
    "text", ["A jacket made of 30% recycled polyester.", "The lining is made of recycled polyester."]
)
def test_a_share_that_is_named_is_right(text: str) -> None:
    assert look("eu-green", text, "en", Fact("f1", "Recycled polyester", "30", "%")) == []


def test_the_name_of_the_product_is_no_claim_about_green() -> None:
    assert look("eu-green", "Green Choice rooibos, 20 bags.", "en", product="Green Choice rooibos") == []
    assert rules_in("eu-green", "A green choice.", "en", product="Havn backpack") == ["green"]
