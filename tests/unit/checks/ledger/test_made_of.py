"""What is called pure is nothing else: beside a share that a fact gives it is too much."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.concept_claims import concept_claims_of
from tests.unit.checks.ledger.judging import facts_of

WOOL = {
    "en": "Material=80% wool, 20% nylon",
    "nl": "Materiaal=80% wol, 20% nylon",
    "sv": "Material=80 % ull, 20 % nylon",
}


def verdicts(sentence: str, language: str, facts: str) -> list[str]:
    return [each.verdict.value for each in concept_claims_of(sentence, facts_of(facts), language)]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Knitted from pure wool."),
        ("en", "Pure new wool"),
        ("en", "Made entirely of wool."),
        ("en", "Nothing but wool."),
        ("nl", "Van zuivere scheerwol."),
        ("nl", "Puur wol"),
        ("nl", "Helemaal gebreid van wol."),
        ("sv", "Stickad av ren ull."),
        ("sv", "Helt gjord av ull."),
    ],
)
def test_a_blend_called_pure_is_contradicted(language: str, sentence: str) -> None:
    assert verdicts(sentence, language, WOOL[language]) == ["contradicted"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Genuine wool"),
        ("en", "Mostly wool."),
        ("en", "A pure joy, this wool."),
        ("nl", "Van een wolmix."),
        ("nl", "Echte wol"),
        ("sv", "En ullblandning."),
        ("sv", "Äkta ull"),
    ],
)
def test_a_blend_that_is_not_called_pure_is_supported(language: str, sentence: str) -> None:
    assert verdicts(sentence, language, WOOL[language]) == ["supported"]


@pytest.mark.parametrize(
    ("sentence", "facts", "verdict"),
    [
        ("Pure wool", "Material=100% wool; Lining=80% cotton, 20% nylon", "supported"),
        ("Pure wool", "Material=60% merino wool, 40% lambswool", "supported"),
        ("Pure merino", "Material=60% merino wool, 40% lambswool", "contradicted"),
        ("Pure polyester", "Material=polyester (65% recycled)", "supported"),
        ("Poured from pure beeswax.", "Beeswax content=10%", "contradicted"),
        ("Pure cotton", "Material=cotton", "supported"),
    ],
)
def test_what_a_fact_gives_shares_of_decides(sentence: str, facts: str, verdict: str) -> None:
    assert verdicts(sentence, "en", facts) == [verdict]


PARTS = {
    "en": "Burrs=ceramic; Housing=stainless steel",
    "nl": "Maalwerk=keramiek; Behuizing=rvs",
    "sv": "Malverk=keramik; Hölje=rostfritt stål",
}


@pytest.mark.parametrize(
    ("language", "sentence", "verdict"),
    [
        ("en", "It has burrs of hardened steel.", "contradicted"),
        ("en", "The housing is ceramic.", "contradicted"),
        ("en", "Ceramic burrs, a steel housing.", "supported"),
        ("nl", "Met een maalwerk van gehard staal.", "contradicted"),
        ("nl", "De behuizing is van keramiek.", "contradicted"),
        ("nl", "De behuizing is van staal.", "supported"),
        ("sv", "Den har ett malverk av härdat stål.", "contradicted"),
        ("sv", "Höljet är av keramik.", "contradicted"),
        ("sv", "Malverket är av keramik.", "supported"),
    ],
)
def test_the_fact_named_for_the_part_decides(language: str, sentence: str, verdict: str) -> None:
    claims = concept_claims_of(sentence, facts_of(PARTS[language]), language)
    assert {each.verdict.value for each in claims if each.kind == "material"} == {verdict}
