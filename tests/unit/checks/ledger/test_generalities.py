"""Materials that are spoken of as such, and what is only thought of, brought along or seen beside the product."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import claims_of
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy


def _wrong(fact: str, sentence: str, language: str, title: str = "") -> list[str]:
    name, _, value = fact.partition("=")
    brief = Brief(language=language, facts=(Fact(id="f1", name=name, value=value),))
    copy = Copy({"title": title, "description": sentence} if title else {"description": sentence})
    return [each.text for each in claims_of(copy, brief, language) if each.verdict in {"contradicted", "unsupported"}]


@pytest.mark.parametrize(
    ("language", "fact", "sentence"),
    [
        ("en", "Material=silk", "Cotton creases, polyester crackles, and wool can itch."),
        ("en", "Material=steel", "Plastic bottles last a summer."),
        ("en", "Material=leather", "A leather belt grows with you; a plastic belt gives up."),
        ("en", "Volume=30 l", "We have walked from Vienna to Venice with less."),
        ("en", "Colour=navy", "Think of Lisbon in spring: yellow trams, blue tiles."),
        ("en", "Width=90 cm", "We like it with brass handles."),
        ("en", "Range=60 km", "The number 12 bus takes forty minutes."),
        ("en", "Players=2-4", "His seven-year-old niece finds the trick."),
        ("nl", "Materiaal=zijde", "Katoen kreukt, polyester knettert en wol kan kriebelen."),
        ("nl", "Materiaal=leer", "Een leren riem groeit mee; een plastic riem houdt ermee op."),
        ("nl", "Breedte=90 cm", "Wij zien hem graag met messing grepen."),
        ("nl", "Comforttemperatuur=-5 °C", "We ontmoetten een man die bij min dertig buiten sliep."),
        ("sv", "Material=siden", "Bomull skrynklar, polyester knastrar och ull kan klia."),
        ("sv", "Material=rostfritt stål", "Plastflaskor håller en sommar."),
        ("sv", "Bredd=90 cm", "Vi ser den gärna med mässingshandtag."),
        ("sv", "Räckvidd=60 km", "Buss 12 tar fyrtio minuter."),
    ],
)
def test_the_world_around_is_no_claim(language: str, fact: str, sentence: str) -> None:
    assert _wrong(fact, sentence, language) == []


@pytest.mark.parametrize(
    ("language", "fact", "sentence", "title"),
    [
        ("en", "Material=rubber", "PVC boots lined with fleece.", "Marsh boots"),
        ("en", "Material=wool", "Leather gloves keep your hands warm.", "Ayr gloves"),
        ("nl", "Materiaal=wol", "Leren handschoenen houden je warm.", "Handschoenen Ayr"),
        ("sv", "Material=ull", "Läderhandskar håller dig varm.", "Handskar Ayr"),
    ],
)
def test_what_is_sold_is_a_claim(language: str, fact: str, sentence: str, title: str) -> None:
    assert _wrong(fact, sentence, language, title)
