"""Claims in words against facts, in three languages."""

from __future__ import annotations

import itertools

import pytest

from desktop.checks.ledger.words.concept_claims import concept_claims_of
from desktop.core.brief import Fact


def _verdicts(
    facts: dict[str, str], sentence: str, language: str, product: str = ""
) -> list[tuple[str, str, tuple[str, ...]]]:
    rows = tuple(Fact(id=f"f{place}", name=name, value=value) for place, (name, value) in enumerate(facts.items(), 1))
    return [
        (sentence[each.start : each.end], str(each.verdict), each.facts)
        for each in concept_claims_of(sentence, rows, language, product)
    ]


_JACKET = {
    "Outer": "100% polyester",
    "Lining": "cotton",
    "Colour": "navy",
    "Water": "water-resistant",
    "Made in": "Portugal",
}
_JAS = {
    "Materiaal": "merinowol",
    "Kleur": "donkergroen",
    "Garantie": "2 jaar",
    "Retour": "€ 4,95",
    "Wassen": "alleen handwas",
}
_BORD = {
    "Material": "massiv ek",
    "Ben": "stål",
    "Ytbehandling": "obehandlad",
    "Certifiering": "FSC",
    "Diskmaskin": "nej",
}


@pytest.mark.parametrize(
    ("facts", "language", "sentence", "expected"),
    [
        (_JACKET, "en", "With a cotton lining.", ("cotton", "supported", ("f2",))),
        (_JACKET, "en", "Made of cotton.", ("cotton", "contradicted", ("f1",))),
        (_JACKET, "en", "A blue coat.", ("blue", "supported", ("f3",))),
        (_JACKET, "en", "Fully waterproof.", ("Fully waterproof", "contradicted", ("f4",))),
        (_JACKET, "en", "Made in Italy.", ("Italy", "contradicted", ("f5",))),
        (_JACKET, "en", "Made in Europe.", ("Europe", "supported", ("f5",))),
        (_JACKET, "en", "OEKO-TEX certified.", ("OEKO-TEX", "unsupported", ())),
        ({"UPF": "50+"}, "en", "Built-in UV protection.", ("UV protection", "supported", ("f1",))),
        ({"Rating": "IP67"}, "en", "It is waterproof.", ("waterproof", "supported", ("f1",))),
        ({"Zip": "yes"}, "en", "Without zip.", ("zip", "contradicted", ("f1",))),
        ({"Batteries": "not included"}, "en", "Batteries included.", ("Batteries included", "contradicted", ("f1",))),
        ({"Stain guard": "no"}, "en", "With stain guard.", ("stain guard", "contradicted", ("f1",))),
        ({"Material": "Edelstahl"}, "en", "Made of stainless steel.", ("stainless steel", "supported", ("f1",))),
        (_JAS, "nl", "Een wollen trui.", ("wollen", "supported", ("f1",))),
        (_JAS, "nl", "Een katoenen trui.", ("katoenen", "contradicted", ("f1",))),
        (_JAS, "nl", "Een groene trui.", ("groene", "supported", ("f2",))),
        (_JAS, "nl", "Levenslange garantie.", ("Levenslange garantie", "contradicted", ("f3",))),
        (_JAS, "nl", "Gratis retourneren.", ("Gratis retourneren", "contradicted", ("f4",))),
        (_JAS, "nl", "Kan in de wasmachine.", ("in de wasmachine", "contradicted", ("f5",))),
        (_JAS, "nl", "Klimaatneutraal gemaakt.", ("Klimaatneutraal", "unsupported", ())),
        (_BORD, "sv", "Skivan är av ekträ.", ("ekträ", "supported", ("f1",))),
        (_BORD, "sv", "Ett träbord för köket.", ("träbord", "supported", ("f1",))),
        (_BORD, "sv", "Benen är av aluminium.", ("aluminium", "contradicted", ("f2",))),
        (_BORD, "sv", "Ytan är vitlackerad.", ("vitlackerad", "contradicted", ("f3",))),
        (_BORD, "sv", "FSC-märkt.", ("FSC", "supported", ("f4",))),
        (_BORD, "sv", "Tål maskindisk.", ("Tål maskindisk", "contradicted", ("f5",))),
        (_BORD, "sv", "Fri frakt.", ("Fri frakt", "unsupported", ())),
        ({"Laktos": "Fri"}, "sv", "Laktosfritt pulver.", ("Laktosfritt", "supported", ("f1",))),
    ],
)
def test_a_claim_gets_its_verdict_and_the_facts_that_decide_it(
    facts: dict[str, str], language: str, sentence: str, expected: tuple[str, str, tuple[str, ...]]
) -> None:
    assert expected in _verdicts(facts, sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Softer than wool."),
        ("en", "Perfect for oak floors."),
        ("en", "Wear it with your favourite leather boots."),
        ("en", "Removes stains from silk and leather."),
        ("en", "Do you love leather?"),
        ("en", "Ideal for Swedish winters."),
        ("en", "The grass is green."),
        ("nl", "Zo zacht als zijde."),
        ("nl", "Ook voor houten vloeren."),
        ("nl", "Beschermt je houten tafel."),
        ("nl", "Met een glas wijn op de bank."),
        ("nl", "We bezorgen in Nederland en België."),
        ("sv", "Mjukare än bomull."),
        ("sv", "Bär den till dina läderskor."),
        ("sv", "Vi levererar i hela Sverige."),
        ("sv", "Ett glas vin i soffan."),
        ("de", "Aus Leder."),
    ],
)
def test_what_is_not_said_of_the_product_is_left_alone(language: str, sentence: str) -> None:
    assert not _verdicts({"Material": "polyester", "Colour": "black"}, sentence, language)


def test_the_name_of_the_product_claims_nothing() -> None:
    facts = {"Material": "polyester"}
    assert not _verdicts(facts, "Meet the Silver Oak Chair.", "en", "Silver Oak Chair")
    found = _verdicts({**facts, "Model": "Silver Oak Chair"}, "Meet the Silver Oak Chair.", "en")
    assert {verdict for _, verdict, _ in found} <= {"supported"}


def test_the_words_of_a_fact_support_what_no_lexicon_knows() -> None:
    assert _verdicts({"Author": "Imogen Vale"}, "A novel by Imogen Vale.", "en") == [
        ("Imogen Vale", "supported", ("f1",))
    ]


def test_no_two_claims_overlap_and_the_order_is_that_of_the_text() -> None:
    found = concept_claims_of("Den vattentäta jackan i ull har waterproof zip, huva och fickor i läder.", (), "sv")
    assert found
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
