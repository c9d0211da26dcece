"""What can be done with the product or a part of it, told in verbs."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.concept_claims import concept_claims_of
from desktop.core.brief import Fact


def _judged(facts: str, sentence: str, language: str) -> dict[str, str]:
    name, _, value = facts.partition("=")
    found = concept_claims_of(sentence, (Fact(id="f1", name=name, value=value),), language)
    return {sentence[each.start : each.end]: str(each.verdict) for each in found}


@pytest.mark.parametrize(
    ("language", "fact", "sentence", "words"),
    [
        ("en", "Detachable hood=no", "The hood comes off in spring.", "comes off"),
        ("en", "Hood=fixed", "The hood can be taken off.", "can be taken off"),
        ("en", "Hood=detachable", "The hood is fixed.", "is fixed"),
        ("en", "Stackable=no", "Stack them when guests have left.", "Stack them"),
        ("en", "Washable cover=no", "The cover can be washed.", "can be washed"),
        ("nl", "Opvouwbaar=nee", "Vouw hem op en klaar.", "Vouw hem op"),
        ("nl", "Capuchon=vast", "De capuchon kan eraf.", "kan eraf"),
        ("nl", "Montage nodig=ja", "Je hoeft niets te monteren.", "hoeft niets te monteren"),
        ("nl", "Afneembare hoes=ja", "De hoes kan er niet af.", "kan er niet af"),
        ("sv", "Utdragbart=nej", "Dra ut det när gästerna kommer.", "Dra ut det"),
        ("sv", "Huva=avtagbar", "Huvan sitter fast.", "sitter fast"),
        ("sv", "Montering krävs=ja", "Du behöver inte montera något.", "behöver inte montera"),
        ("sv", "Undertexter=inga", "Filmen är textad.", "textad"),
    ],
)
def test_a_fact_says_otherwise(language: str, fact: str, sentence: str, words: str) -> None:
    assert _judged(fact, sentence, language).get(words) == "contradicted"


@pytest.mark.parametrize(
    ("language", "fact", "sentence"),
    [
        ("en", "Hood=detachable", "In spring the hood comes off."),
        ("en", "Foldable=yes", "Fold it up and hang it on a hook."),
        ("nl", "Capuchon=afneembaar", "De capuchon kan eraf."),
        ("nl", "Montage nodig=nee", "Je hoeft niets te monteren."),
        ("sv", "Överdrag=avtagbart", "Överdraget går att ta av."),
        ("sv", "Stapelbar=ja", "Stapla dem i skåpet."),
    ],
)
def test_a_fact_says_so(language: str, fact: str, sentence: str) -> None:
    assert set(_judged(fact, sentence, language).values()) == {"supported"}


@pytest.mark.parametrize(
    ("language", "fact", "sentence"),
    [
        ("en", "Hood=detachable", "The label is fixed to the seam."),
        ("en", "Foldable=no", "Fold the napkins, light the candles."),
        ("en", "Rotating=no", "The world turns around on a Monday too."),
        ("nl", "Opvouwbaar=nee", "Vouw de servetten en steek de kaarsen aan."),
        ("nl", "Capuchon=vast", "Het prijskaartje kan eraf."),
        ("sv", "Hopfällbar=nej", "Vik servetterna och tänd ljusen."),
        ("sv", "Huva=avtagbar", "Skylten sitter fast på väggen."),
    ],
)
def test_what_is_done_with_other_things_claims_nothing(language: str, fact: str, sentence: str) -> None:
    assert "contradicted" not in _judged(fact, sentence, language).values()
