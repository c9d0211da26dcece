"""Values that a sentence gives another way than the facts: materials of parts, persons in by-lines, places."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import claims_of
from desktop.checks.ledger.words.where_done import place_claims
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy


def _verdicts(facts: str, sentence: str, language: str) -> set[str]:
    rows = tuple(
        Fact(id=f"f{number}", name=name, value=value)
        for number, (name, _, value) in enumerate(row.strip().partition("=") for row in facts.split(";"))
    )
    brief = Brief(language=language, facts=rows)
    return {str(each.verdict) for each in claims_of(Copy({"description": sentence}), brief, language)}


_WRONG = """
en|Material=aluminium|Cork massage roller
en|Handle=walnut|The ash handle sits well in the hand.
en|Cover=linen|Filled with pellets under a cotton cover.
en|Strings=steel|Eighteen frets, and nylon strings are easy on fingers.
nl|Blad=roestvrij staal|Het eiken blad rust op vier poten.
nl|Materiaal=terracotta|Juten vloerkleed
sv|Skärm=opalglas|Lampan sprider ett lugnt sken genom sin textilskärm.
sv|Foder=fleece|Ett mjukt fårullsfoder värmer.
sv|Skaft=björk|Yxan har ett askskaft.
sv|Material=neopren|Loungegrupp i konstrotting
en|Author=Nell Harcourt|The Salt Road by Imogen Vale
en|Author=Nell Harcourt|Eighty recipes from Dele Marsh.
nl|Auteur=Hanne Verbeke|Het huis aan de dijk – Tine De Wolf
nl|Auteur=Hanne Verbeke|Bedacht door Marja Hoekstra, volledig in het Nederlands.
nl|Uitgever=Lannoo|Het verscheen in september bij Uitgeverij De Kade.
sv|Författare=Mona Ekdahl|Kallt vatten – ljudbok av Sara Ekeblad
sv|Förlag=Tuvan|Boken gavs ut 2022 av Hallonbergs.
en|Roasted in=Ghent|They end up on our roaster in Leeds, where we keep things light.
en|Location=Whitby|We have been making bags in Ghent for years.
nl|Gebrand in=Rotterdam|We branden de bonen in Groningen tot een medium branding.
nl|Made in=Portugal|Dit kleed is in India met de hand geweven.
sv|Ort=Linköping|Däckhotell i Västerås
nl|Filter=binnenfilter|Een stil buitenfilter houdt het water schoon.
sv|Typ=innerfilter|Ett tyst ytterfilter för akvarium.
en|Filter=internal filter|A quiet external filter keeps the tank clear.
en|Camera=rear camera|With a front camera.
en|Neckline=crew neck|The V-neck sits well under a blazer.
en|Fit=relaxed|Slim jeans
en|Movement=quartz|Meridian 38 automatic
en|Colours=oatmeal, moss|It comes in olive or black.
nl|Pasvorm=slim fit|Rechte jeans Daan
nl|Doelgroep=dames|Herenwandelschoenen Ardennen
nl|Geur=kokos|Geurkaars vijg
nl|Kleur=mat zwart|De afwerking is hoogglans.
sv|Storlek=sopran|Ukulele Skärgård, konsertstorlek
sv|Tillverkad i=Malmö|Vi gör chokladen i Göteborg, med mycket tålamod.
"""
_NOT_WRONG = """
en|Material=aluminium|Cork and glass fit too
en|Material=aluminium|A pan for the oak table.
en|Handle=ash|The ash handle sits well in the hand.
en|Author=Nell Harcourt|The Salt Road by Nell Harcourt
en|Author=Nell Harcourt|Illustrated by Imogen Vale.
en|Author=Nell Harcourt|Two hundred pages from New York.
nl|Auteur=Hanne Verbeke|Een roman van Hanne Verbeke.
sv|Författare=Mona Ekdahl|Boken har tecknade bilder av Sara Ekeblad.
en|Roasted in=Ghent|Best enjoyed in January with a biscuit.
en|Location=Ghent|Bags made in Ghent
nl|Plaats=Gent|In Januari zijn we dicht.
sv|Ort=Linköping|Hunddagis i Linköping
en|Filter=external filter|A quiet external filter keeps the tank clear.
nl|Lamp=voorlamp, achterlamp|Met een achterlamp.
sv|Kamera=frontkamera|Med kamera.
en|Fit=relaxed|A slim chance of rain
en|Movement=quartz|Japanese quartz
en|Material=bamboo viscose 70%, cotton 30%|Muslin swaddle
"""


def _rows(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().splitlines()]


@pytest.mark.parametrize(("language", "facts", "sentence"), _rows(_WRONG))
def test_another_value_is_contradicted(language: str, facts: str, sentence: str) -> None:
    assert "contradicted" in _verdicts(facts, sentence, language)


@pytest.mark.parametrize(("language", "facts", "sentence"), _rows(_NOT_WRONG))
def test_the_same_value_or_something_else_is_not(language: str, facts: str, sentence: str) -> None:
    assert "contradicted" not in _verdicts(facts, sentence, language)


def test_a_town_may_lie_in_the_land_of_the_facts() -> None:
    fact = Fact(id="f1", name="Ort", value="Sverige")
    assert {each.verdict.value for each in place_claims("Hyr kanot i Bengtsfors", "sv", (fact,))} == {"unsupported"}
