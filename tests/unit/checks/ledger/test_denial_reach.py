"""How far a denial reaches over what is joined to it: nouns, other qualities, new clauses."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.concepts.concept_forms import tokens_of
from desktop.checks.ledger.concepts.denial_reach import Reach, is_quality, reach_over
from desktop.checks.ledger.words.concept_claims import concept_claims_of
from tests.unit.checks.ledger.judging import facts_of


def _verdicts(sentence: str, language: str, facts: str) -> list[tuple[str, str]]:
    found = concept_claims_of(sentence, facts_of(facts), language)
    return [(sentence[each.start : each.end], str(each.verdict)) for each in found]


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "words"),
    [
        ("en", "Alcohol-free=yes; Refillable=yes", "It is without alcohol and refillable.", "refillable"),
        ("en", "Lead-free=yes; Handle=foldable", "Free from lead and the handle is foldable.", "foldable"),
        ("en", "Cable included=no; Batteries included=yes", "No cable and the batteries are included.", "batteries"),
        ("en", "Frost-proof=no; Made in=Portugal", "Not frost-proof and lovingly Portuguese-made.", "Portuguese"),
        ("en", "Armrests=no; Stackable=yes", "A chair without armrests, stackable and light.", "stackable"),
        ("en", "Lead=no; Cadmium=no", "Free from lead and cadmium.", "cadmium"),
        ("en", "Waterproof=no; Windproof=no", "It is not waterproof or windproof.", "windproof"),
        ("nl", "Alcohol=nee; Hervulbaar=ja", "De spray is zonder alcohol en hervulbaar.", "hervulbaar"),
        ("nl", "BPA-vrij=ja; Lijm=permanent", "Het papier is vrij van BPA en de lijm is permanent.", "permanent"),
        ("nl", "Zout=nee; Gekookt=ja", "Zonder zout, gekookt en klaar.", "gekookt"),
        ("nl", "Lood=nee; Cadmium=nee", "Vrij van lood en cadmium.", "cadmium"),
        ("sv", "Alkohol=nej; Påfyllningsbar=ja", "Sprayen är utan alkohol och påfyllningsbar.", "påfyllningsbar"),
        ("sv", "Gluten=nej; Rostad=ja", "Den är utan gluten, rostad och klar att äta.", "rostad"),
        ("sv", "Fri från=nickel; Justerbar=ja", "Ringen är fri från nickel, justerbar och blank.", "justerbar"),
        ("sv", "Bly=nej; Kadmium=nej", "Fri från bly och kadmium.", "kadmium"),
    ],
)
def test_what_is_true_of_a_list_is_supported(language: str, facts: str, sentence: str, words: str) -> None:
    found = _verdicts(sentence, language, facts)
    assert any(words in each and verdict == "supported" for each, verdict in found), found
    assert all(verdict != "contradicted" for _, verdict in found), found


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "words"),
    [
        ("en", "Alcohol-free=yes; Refillable=no", "It is without alcohol and refillable.", "refillable"),
        ("en", "Lead=no; Cadmium=yes", "Free from lead and cadmium.", "cadmium"),
        ("en", "Frost-proof=no; Made in=Portugal", "Not frost-proof and lovingly Spanish-made.", "Spanish"),
        ("nl", "Armleuningen=nee; Stapelbaar=nee", "Een stoel zonder armleuningen, stapelbaar.", "stapelbaar"),
        ("nl", "Lood=nee; Cadmium=ja", "Vrij van lood en cadmium.", "cadmium"),
        ("sv", "Armstöd=nej; Stapelbar=nej", "En stol utan armstöd, stapelbar och lätt.", "stapelbar"),
        ("sv", "Bly=nej; Kadmium=ja", "Fri från bly och kadmium.", "kadmium"),
    ],
)
def test_what_is_wrong_behind_a_denial_is_contradicted(language: str, facts: str, sentence: str, words: str) -> None:
    found = _verdicts(sentence, language, facts)
    assert any(words in each and verdict == "contradicted" for each, verdict in found), found


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The jacket is not windproof and waterproof."),
        ("nl", "De jas is niet winddicht en waterdicht."),
        ("sv", "Jackan är inte vindtät och vattentät."),
    ],
)
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_second_quality_behind_and_may_be_denied_or_not(language: str, sentence: str, answer: str) -> None:
    found = _verdicts(sentence, language, f"Waterproof={answer}; Windproof=no")
    assert all(verdict == "supported" for _, verdict in found), found


@pytest.mark.parametrize(
    ("language", "sentence", "negation", "place", "reach"),
    [
        ("en", "without salt and roasted", 0, 3, Reach.NO),
        ("en", "without salt and sugar", 0, 3, Reach.YES),
        ("en", "not salted and roasted", 0, 3, Reach.PERHAPS),
        ("nl", "niet gezouten of geroosterd", 0, 3, Reach.YES),
        ("sv", "inte saltad och rostad", 0, 3, Reach.PERHAPS),
    ],
)
def test_a_denial_reaches_so_far(language: str, sentence: str, negation: int, place: int, reach: Reach) -> None:
    assert reach_over(tokens_of(sentence), negation, place, language) is reach


@pytest.mark.parametrize(
    ("language", "word", "quality"),
    [
        ("en", "machine-washable", True),
        ("en", "linseed", False),
        ("nl", "geluid", False),
        ("nl", "onbreekbaar", True),
        ("sv", "choklad", False),
        ("sv", "sulfat", False),
        ("sv", "läckagesäker", True),
    ],
)
def test_qualities_are_known_by_their_shape(language: str, word: str, *, quality: bool) -> None:
    assert is_quality(tokens_of(word), 0, language) is quality
