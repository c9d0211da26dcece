"""Counts of what is sold: how many are in a pack, for how many it is, in how many sizes it comes."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import claims_of
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy


def _judged(language: str, fact: str, title: str, text: str) -> dict[str, str]:
    name, value = fact.split("=")
    facts = (Fact(id="f1", name="Weight", value="200", unit="g"), Fact(id="f2", name=name, value=value))
    found = claims_of(Copy({"title": title, "description": text}), Brief(language=language, facts=facts), language)
    return {each.text: str(each.verdict) for each in found}


@pytest.mark.parametrize(
    ("language", "title", "text", "words"),
    [
        ("en", "Garden lights, set of four", "Nice.", "four"),
        ("en", "Building blocks, 64 pieces", "Nice.", "64 pieces"),
        ("en", "Party plates, a dozen", "Nice.", "a dozen"),
        ("en", "Lynx three-person tent", "Nice.", "three-person"),
        ("en", "Harbour", "Two to five players race to fill their ships.", "Two to five players"),
        ("en", "Helmet", "Air flows through 18 vents.", "18 vents"),
        ("en", "Jumper", "It is available in three sizes.", "three sizes"),
        ("en", "Trainers", "Available in sizes 36 to 47.", "36 to 47"),
        ("nl", "Badpak", "In de maten 34 tot 46.", "34 tot 46"),
        ("sv", "Regnjacka", "Finns i storlekarna 92 till 128.", "92 till 128"),
        ("nl", "Kleurpotloden, 36 stuks", "Mooi.", "36 stuks"),
        ("nl", "Badhanddoeken Branding, set van 2", "Mooi.", "2"),
        ("nl", "Vierpersoonstent Texel", "Mooi.", "Vierpersoonstent"),
        ("nl", "Spel", "In de doos zitten vijf pionnen.", "vijf pionnen"),
        ("nl", "Trui", "Verkrijgbaar in drie kleuren.", "drie kleuren"),
        ("sv", "Handdukar i 4-pack", "Fint.", "4-pack"),
        ("sv", "Pussel Hamnen, 1 000 bitar", "Fint.", "1 000 bitar"),
        ("sv", "Tremannatält Tarn", "Fint.", "Tremannatält"),
        ("sv", "Spel", "Två till fyra spelare tävlar.", "Två till fyra spelare"),
        ("sv", "Tröja", "Finns i tre storlekar.", "tre storlekar"),
    ],
)
def test_no_fact_says_how_many(language: str, title: str, text: str, words: str) -> None:
    assert _judged(language, "Origin=France", title, text).get(words) == "unsupported"


@pytest.mark.parametrize(
    ("language", "fact", "title", "text", "words"),
    [
        ("en", "Set=4 lights", "Garden lights, set of four", "Nice.", "supported"),
        ("en", "Players=2-5", "Harbour", "Two to five players race.", "supported"),
        ("nl", "Aantal=36 potloden", "Kleurpotloden, 36 stuks", "Mooi.", "supported"),
        ("nl", "Personen=3", "Vierpersoonstent Texel", "Mooi.", "contradicted"),
        ("sv", "Bitar=1 000", "Pussel Hamnen, 500 bitar", "Fint.", "contradicted"),
        ("sv", "Antal spelare=2-4", "Spel", "Två till fyra spelare tävlar.", "supported"),
    ],
)
def test_a_fact_says_how_many(language: str, fact: str, title: str, text: str, words: str) -> None:
    assert words in _judged(language, fact, title, text).values()


@pytest.mark.parametrize(
    ("language", "fact", "title", "text"),
    [
        ("en", "Sizes=S-XL", "Jumper", "It is available in four sizes."),
        ("en", "Origin=France", "Three reasons to stay in bed", "Nice."),
        ("en", "Origin=France", "Two-seater sofa", "Nice."),
        ("nl", "Kleuren=zand, klei", "Trui", "Verkrijgbaar in twee kleuren."),
        ("nl", "Origin=France", "Driezitsbank Juul", "Mooi."),
        ("nl", "Slaapplaatsen=4", "Tent", "Een vierpersoonstent voor de zomer."),
        ("sv", "Origin=France", "Tresitssoffa Ro", "Fint."),
        ("sv", "Färger=sand, lera", "Tröja", "Finns i två färger."),
    ],
)
def test_kinds_of_goods_and_what_facts_list_are_left_alone(language: str, fact: str, title: str, text: str) -> None:
    assert not {"unsupported", "contradicted"} & set(_judged(language, fact, title, text).values())
