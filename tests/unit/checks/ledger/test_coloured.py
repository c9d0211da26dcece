"""Colours of the product in titles, first words and clauses, and colours of something else."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import claims_of
from desktop.checks.ledger.words.concept_claims import concept_claims_of
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy


def _verdicts(fact: str, sentence: str, language: str) -> list[str]:
    name, _, value = fact.partition("=")
    return [
        str(each.verdict) for each in concept_claims_of(sentence, (Fact(id="f1", name=name, value=value),), language)
    ]


_WRONG = """
en|Colour=black|Pebble speaker in coral
en|Farbe=grau|Black roof box, 420 litres
en|Colour=navy|Tortoiseshell sunglasses
en|Colour=navy|Pip bicycle helmet for children, mint
en|Colour=red|Yellow wellies
en|Colour=sand|A blue poncho for days with no plans.
en|Colour=navy|Kitchen scale, chrome
nl|Colour=bordeaux|Gele regenjas Schipper
nl|Kleur=zwart|De kast is 180 cm hoog en wit.
nl|Kleur=zwart|In een rustig gebroken wit.
nl|Kleur=taupe|Schoudertas cognac
nl|Kleur=zwart|Telefoonhoesje, lavendel
sv|Färg=grå|Mobilskal i silikon, lavendel
sv|Färg=röd|Kaffebryggare Fika, krom
sv|Färg=svart|En blå halvpolo som håller stilen.
sv|Färg=mossgrön|Tofflan Kura är brun, av mocka.
sv|Färg=gul|Lakanet är vävt i linne och ljusgrått som morgondimma.
sv|Färg=olivgrön|Elgitarr Garage, sunburst
"""
_NO_WRONG = """
en|Colour=black|White goes with anything.
en|Colour=black|Pebble speaker
en|Colour=black|Clear instructions in the box
en|Bottle=500 ml|Lavender soap, mint
en|Colour=coral|Pebble speaker in coral
en|Colour=navy|Dive in coral reefs.
nl|Kleur=zwart|Wit staat bij alles.
nl|Kleur=zwart|De groene wereld van thee.
nl|Kleur=lavendel|Telefoonhoesje, lavendel
sv|Färg=svart|Rött hör julen till.
sv|Färg=svart|Klart för start direkt ur kartongen.
sv|Färg=lavendel|Bärsele Nära, lavendel
"""


def _rows(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().splitlines()]


@pytest.mark.parametrize(("language", "fact", "sentence"), _rows(_WRONG))
def test_another_colour_is_contradicted(language: str, fact: str, sentence: str) -> None:
    assert "contradicted" in _verdicts(fact, sentence, language)


@pytest.mark.parametrize(("language", "fact", "sentence"), _rows(_NO_WRONG))
def test_a_colour_of_something_else_is_no_claim(language: str, fact: str, sentence: str) -> None:
    assert "contradicted" not in _verdicts(fact, sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence", "verdict"),
    [
        ("en", "Black roof box, 420 litres", "unsupported"),
        ("en", "Cotton rug, beige", "unsupported"),
        ("nl", "Blauwe sokken Schipper", "unsupported"),
        ("nl", "Vloerkleed Solana, beige", "unsupported"),
        ("sv", "Gul regnjacka", "unsupported"),
        ("sv", "Matta Solana, beige", "unsupported"),
        ("en", "White wine glasses", ""),
        ("en", "Soap, mint", ""),
        ("nl", "Groene vakanties", ""),
        ("sv", "Svart Fredag", ""),
    ],
)
def test_a_heading_claims_a_colour_of_which_no_fact_speaks(language: str, sentence: str, verdict: str) -> None:
    found = _verdicts("Weight=200 g", sentence, language)
    assert verdict in found if verdict else "unsupported" not in found


def test_what_the_title_calls_its_goods_is_the_product() -> None:
    for title, text, language in (
        ("Regnjackan Skagen", "Då är det skönt med en gul jacka som håller tätt.", "sv"),
        ("Coltrui van merinowol", "Hij is gebreid van merinowol en komt in donkergroen.", "nl"),
    ):
        brief = Brief(language=language, facts=(Fact(id="f1", name="Färg", value="svart"),))
        found = claims_of(Copy({"title": title, "description": text}), brief, language)
        assert any(str(each.verdict) == "contradicted" for each in found)
