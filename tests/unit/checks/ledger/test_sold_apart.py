"""Facts by which a thing does not come along, against copy that gives it, also across languages."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.concept_claims import concept_claims_of
from desktop.core.brief import Fact


def _included(facts: str, sentence: str, language: str) -> set[str]:
    rows = [each.split("=", 1) for each in facts.split("; ")]
    ledger = tuple(Fact(id=f"f{place}", name=name, value=value) for place, (name, value) in enumerate(rows))
    found = concept_claims_of(sentence, ledger, language)
    return {str(each.verdict) for each in found if each.kind == "included"}


@pytest.mark.parametrize(
    ("language", "facts", "sentence"),
    [
        ("en", "Stand=sold separately", "It comes with a stand."),
        ("en", "Tripod=sold separately", "A tripod comes with it."),
        ("en", "Delivery=excl. batteries", "Batteries are included."),
        ("en", "Power=3 x AAA (not incl.)", "Three AAA batteries are included."),
        ("en", "Charger=optional", "A charger is included."),
        ("en", "Contents=lamp, without bulb", "Bulb included."),
        ("en", "Riser=sold separately", "The riser comes with it."),
        ("en", "Batterijen=niet inbegrepen", "Batteries come in the box."),
        ("nl", "Voeding=2 x AA (excl. batterijen)", "Batterijen zitten in de doos."),
        ("nl", "Oplader=apart te bestellen", "Met oplader in de doos."),
        ("nl", "Draagriem=optioneel", "Een draagriem zit erbij."),
        ("nl", "Tegelhaken=niet bijgeleverd", "Tegelhaken worden meegeleverd."),
        ("nl", "Scope of delivery=without charger", "Een lader wordt meegeleverd."),
        ("nl", "Accu=18 V, 2 stuks (excl. lader)", "De lader wordt meegeleverd."),
        ("sv", "Drift=batteri 40 V; Batteri ingår=nej", "Batteri medföljer."),
        ("sv", "Batterier utegivare=3 x AA, ingår ej", "Batterier till givaren medföljer."),
        ("sv", "Snökedjor=tillval", "Snökedjor ingår."),
        ("sv", "Ytterkruka ingår=nej", "Ytterkrukan ingår."),
        ("nl", "Sierpot inbegrepen=nee", "De sierpot is inbegrepen."),
        ("en", "Outer pot included=no", "The outer pot is included."),
        ("en", "Outer pot included=yes", "The outer pot is not included."),
        ("sv", "Lieferumfang=ohne Batterien", "Batterier medföljer."),
        ("sv", "Leveransomfattning=utan lampa", "Glödlampan ingår."),
    ],
)
def test_what_a_fact_leaves_out_does_not_come_along(language: str, facts: str, sentence: str) -> None:
    assert "contradicted" in _included(facts, sentence, language)


@pytest.mark.parametrize(
    ("language", "facts", "sentence"),
    [
        ("en", "Batteries=2 x AAA included; Spare battery=sold separately", "Batteries are included."),
        ("en", "Case=hard case, without strap", "A hard case is included."),
        ("en", "Charger=optional", "The optional charger fills it in an hour."),
        ("nl", "Batterij=2 x AA, meegeleverd", "Batterijen worden meegeleverd."),
        ("nl", "Accu=18 V, 2 stuks (excl. lader)", "Twee accu's worden meegeleverd."),
        ("sv", "Etui=ingår, utan rem", "Ett etui medföljer."),
        ("sv", "Batteri ingår=nej", "Batteri köps separat."),
        ("sv", "Ytterkruka ingår=nej", "Ytterkrukan ingår inte, och det är en ursäkt för att gå på loppis."),
        ("nl", "Sierpot inbegrepen=nee", "De sierpot is niet inbegrepen."),
        ("en", "Cover pot included=no", "The cover pot is not included."),
    ],
)
def test_what_a_fact_has_or_the_copy_leaves_out_too_is_right(language: str, facts: str, sentence: str) -> None:
    assert "contradicted" not in _included(facts, sentence, language)


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "verdicts"),
    [
        ("sv", "Klarar frysning=nej", "Den klarar frysning inte.", {"supported"}),
        ("en", "Suitable for induction=yes", "Suitable for induction, not for camp fires.", {"supported"}),
    ],
)
def test_the_next_word_may_deny_it(language: str, facts: str, sentence: str, verdicts: set[str]) -> None:
    name, value = facts.split("=")
    found = concept_claims_of(sentence, (Fact(id="f1", name=name, value=value),), language)
    assert {str(each.verdict) for each in found if "f1" in each.facts} == verdicts
