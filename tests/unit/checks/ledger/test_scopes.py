"""How far a thing goes: for whom, to where, in which sizes, on which days; new or used; and who teaches."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.concept_claims import concept_claims_of
from desktop.core.brief import Fact


def _wrong(fact: str, sentence: str, language: str) -> list[str]:
    name, _, value = fact.partition("=")
    found = concept_claims_of(sentence, (Fact(id="f1", name=name, value=value),), language)
    return [sentence[each.start : each.end] for each in found if each.verdict == "contradicted"]


@pytest.mark.parametrize(
    ("language", "fact", "sentence", "words"),
    [
        ("en", "Skin type=all", "For oily skin only.", "For oily skin only"),
        ("en", "Skin type=dry, sensitive", "For all skin types.", "all skin types"),
        ("en", "Delivery area=UK", "We deliver worldwide.", "worldwide"),
        ("en", "Condition=refurbished", "It is brand new.", "brand new"),
        ("en", "Sizes=S, M, L", "Available in S, M, L and XXL.", "XXL"),
        ("en", "Days=Tuesday and Thursday", "Classes on Tuesdays and Fridays.", "Fridays"),
        ("en", "Teacher=Nadia Ferrar", "Nina Feller teaches you to draw.", "Nina Feller"),
        ("nl", "Huidtype=alle", "Alleen voor de vette huid.", "Alleen voor de vette huid"),
        ("nl", "Leverbaar in=Nederland", "We bezorgen wereldwijd.", "wereldwijd"),
        ("nl", "Staat=refurbished", "Hij is gloednieuw.", "gloednieuw"),
        ("nl", "Maten=S t/m L", "Verkrijgbaar in S, M, L en XXL.", "XXL"),
        ("nl", "Docent=Marit de Boer", "Karin Visser neemt je aan de hand mee.", "Karin Visser"),
        ("sv", "Hudtyp=alla", "Bara för fet hy.", "Bara för fet hy"),
        ("sv", "Levereras till=Sverige", "Vi levererar över hela världen.", "över hela världen"),
        ("sv", "Skick=renoverad", "Den är helt ny.", "helt ny"),
        ("sv", "Kursdagar=tisdag och torsdag", "Lektioner på tisdagar och fredagar.", "fredagar"),
        ("sv", "Lärare=Nadia Ferrar", "Nina Feller lär dig teckna.", "Nina Feller"),
    ],
)
def test_it_does_not_go_so_far(language: str, fact: str, sentence: str, words: str) -> None:
    assert words in _wrong(fact, sentence, language)


@pytest.mark.parametrize(
    ("language", "fact", "sentence"),
    [
        ("en", "Skin type=all", "For every skin, dry or oily."),
        ("en", "Skin type=all", "Only your skin knows what it needs."),
        ("nl", "Huidtype=alle", "Alleen je huid weet wat ze nodig heeft."),
        ("sv", "Hudtyp=alla", "Bara din hud vet vad den behöver."),
        ("en", "Delivery area=UK", "Loved worldwide."),
        ("en", "Condition=new", "Brand new and waiting for you."),
        ("en", "Sizes=S-XL", "In S, M and L."),
        ("en", "Sizes=S, M, L", "Order in L and give the XL back to your brother? No need."),
        ("en", "Days=Monday to Friday", "Closed on Sundays and Mondays at Easter."),
        ("nl", "Lesdagen=dinsdag en donderdag", "Vrijdag is er tijd voor iets anders."),
        ("nl", "Staat=nieuw", "Gloednieuw in doos."),
        ("sv", "Storlekar=S-XL", "Finns i M och L."),
        ("sv", "Levereras till=Sverige", "Vi levererar i hela landet."),
    ],
)
def test_it_goes_so_far_or_nothing_is_said(language: str, fact: str, sentence: str) -> None:
    assert _wrong(fact, sentence, language) == []
