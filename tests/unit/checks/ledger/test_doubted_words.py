"""Words that no fact has, and that no shop must back: each beside a claim of the same words that it must."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import claims_of
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.finding import Verdict

_WRONG = frozenset({Verdict.CONTRADICTED, Verdict.UNSUPPORTED})


def _wrong(language: str, facts: str, sentence: str) -> list[str]:
    rows = (row.strip().partition("=") for row in facts.split(";"))
    given = tuple(Fact(id=f"f{n}", name=name, value=value) for n, (name, _, value) in enumerate(rows, start=1))
    claims = claims_of(Copy({"description": sentence}), Brief(language=language, facts=given), language)
    return [each.text for each in claims if each.verdict in _WRONG]


@pytest.mark.parametrize(
    ("language", "facts", "sentence"),
    [
        ("en", "Inhalt=180 Tabletten; Verpackung=Braunglas", "The brown glass bottle makes a decent vase."),
        ("en", "Sidor=192; Omslag=linneklädd pärm", "The boards are covered in linen."),
        ("nl", "Wireless charging=supported; Material=TPU", "Je telefoon laadt er draadloos doorheen."),
        ("en", "Upholstery=wool blend, removable covers", "The covers come off, should the wine go over."),
        ("en", "Överdrag=avtagbart, tvättbart i 40 °C", "The cover goes in the wash."),
        ("nl", "Inhalt=45 cl; Material=bleifreies Kristallglas", "De glazen zijn van loodvrij kristal."),
        ("sv", "Poids=6,9 kg; Pliage=d'une seule main", "Vagnen fälls med en hand."),
        ("sv", "Material=TPU; Inclusief=draagriem", "Bärremmen följer med."),
        ("en", "Upper=polyester; Lugs=4 mm", "We wear ours with merino socks until the lambs are out."),
        ("en", "Voltage=18 V; Chuck=13 mm", "For wood, plaster and thin steel this one is plenty."),
        ("en", "Voltage=18 V; Chuck=13 mm", "A spirit level and a pencil do the rest."),
        ("nl", "Materiaal=TPU; Dikte=1,2 mm", "Een screenprotector erbij en je slaapt een stuk rustiger."),
        ("sv", "Material=silver; Sten=månsten", "Ta av det när du badar."),
        ("sv", "Bredd=224 cm; Ben=ek", "Ryggen och armstöden skruvar du själv fast i sitsen."),
        ("en", "Height=42 cm; Cable=1.8 m", "It stands clear of a stack of paperbacks."),
        ("en", "Tank=1.2 l; Pressure=15 bar", "Two cups before the children wake up."),
    ],
)
def test_what_the_facts_have_in_another_shape_and_what_is_beside_the_product_is_left_alone(
    language: str, facts: str, sentence: str
) -> None:
    assert _wrong(language, facts, sentence) == []


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "wrong"),
    [
        ("en", "Wireless headset=yes; Driver=40 mm", "It has a wireless charger.", "wireless charger"),
        ("nl", "Materiaal=nylon; Maten=36-44", "De stof is chloorbestendig.", "chloorbestendig"),
        ("en", "Contents=180 tablets; Packaging=cardboard", "The cover is made of linen.", "linen"),
        ("nl", "Inhoud=45 cl; Hoogte=22 cm", "De glazen zijn loodvrij.", "loodvrij"),
        ("sv", "Vikt=6,9 kg; Sele=5 punkter", "Vagnen fälls med en hand.", "med en hand"),
        ("en", "Upper=polyester; Lugs=4 mm", "The lining is made of merino.", "merino"),
        ("nl", "Pigment=ijzeroxide; Inhoud=2 l", "De verf heeft het EU Ecolabel.", "het EU Ecolabel"),
        ("en", "Voltage=18 V; Chuck=13 mm", "It has a built-in spirit level.", "spirit level"),
        ("nl", "Materiaal=TPU; Dikte=1,2 mm", "Inclusief screenprotector.", "screenprotector"),
        ("sv", "Material=silver; Sten=månsten", "Stenen är avtagbar.", "avtagbar"),
        ("nl", "Pagina's=320; Prijs=€ 27", "Het is een paperback.", "paperback"),
    ],
)
def test_the_same_words_said_of_the_product_want_a_fact(language: str, facts: str, sentence: str, wrong: str) -> None:
    assert wrong in _wrong(language, facts, sentence)
