from __future__ import annotations

import pytest

from desktop.checks.check import Check, Subject
from desktop.checks.readability import (
    LongParagraphs,
    LongSentences,
    PassiveVoice,
    ReadingEase,
    Subheadings,
    Transitions,
    has_transition,
)
from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity

_SHORT = {
    "en": "The bag fits a book and a cup of tea.",
    "nl": "In de tas past een boek en een kop thee.",
    "sv": "I väskan får du plats med en bok och te.",
}
_LONG = {
    "en": "The bag that we sew in the old mill by the river holds a book and a pen and a cup of tea and a map.",
    "nl": "De tas die we in de oude molen aan de rivier naaien heeft plaats voor een boek en een pen en een kop thee.",
    "sv": "Den väska som vi syr i den gamla kvarnen vid ån har plats för en bok och en penna och en kopp te och kex.",
}
_PASSIVE = {
    "en": "The bag is sewn by hand in the mill.",
    "nl": "De tas wordt met de hand in de molen genaaid.",
    "sv": "Väskan tillverkas för hand i den gamla kvarnen.",
}
_HARD = {
    "en": "Multifunctional accessories demonstrate extraordinary organizational capabilities.",
    "nl": "Multifunctionele accessoires vergemakkelijken ingewikkelde organisatorische werkzaamheden.",
    "sv": "Multifunktionella accessoarer underlättar komplicerade organisatoriska arbetsuppgifter.",
}
_TIED = {
    "en": "But the bag fits a book and a cup of tea.",
    "nl": "Maar in de tas past een boek en een kop thee.",
    "sv": "Men i väskan får du plats med en bok och te.",
}


def found(check: Check, text: str, language: str, kind: Kind = Kind.BLOG) -> list[Finding]:
    findings = list(check.find(Subject(Copy({"body": text}), Brief(kind=kind), language)))
    assert all(finding.severity is Severity.INFO for finding in findings)
    return findings


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_long_sentences_are_said_at_the_longest(language: str) -> None:
    long, short = _LONG[language], _SHORT[language]
    longest = long[:-1] + " 1 2 3."
    text = " ".join([short] * 4 + [long, longest])
    (finding,) = found(LongSentences(), text, language)
    assert finding.text == longest
    assert "33 % of the sentences" in finding.message
    assert found(LongSentences(), " ".join([short] * 6 + [long, longest]), language) == []
    assert len(found(LongSentences(), " ".join([short] * 6 + [long, longest]), language, Kind.PRODUCT)) == 1
    assert found(LongSentences(), " ".join([short] * 4 + [long]), language, Kind.PRODUCT) == []
    assert found(LongSentences(), f"{long}", language) == []
    assert found(LongSentences(), text, "de") == []


@pytest.mark.parametrize("language", ["en", "nl", "sv", "de"])
def test_long_paragraphs_are_said_once(language: str) -> None:
    short = "a b c d e f g h i j. "
    text = f"{short * 8}\n\n{short * 9}\n\n{short * 7}"
    (finding,) = found(LongParagraphs(), text, language, Kind.PRODUCT)
    assert finding.text == short * 9
    assert found(LongParagraphs(), text, language) == []
    assert len(found(LongParagraphs(), short * 16, language)) == 1
    assert found(LongParagraphs(), short * 7, language, Kind.PRODUCT) == []
    assert found(LongParagraphs(), "- " + short * 20, language) == []


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_a_share_of_passive_sentences_is_said_at_the_first(language: str) -> None:
    passive, short = _PASSIVE[language], _SHORT[language]
    (finding,) = found(PassiveVoice(), " ".join([short] * 10 + [passive] * 3), language)
    assert finding.text == passive
    assert finding.message.startswith("3 of 13 sentences")
    assert found(PassiveVoice(), " ".join([short] * 10 + [passive] * 2), language) == []
    assert found(PassiveVoice(), " ".join([short] * 40 + [passive] * 3), language) == []
    assert found(PassiveVoice(), " ".join([passive] * 3), language) == []


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_few_transitions_are_said_of_longer_texts(language: str) -> None:
    short, tied = _SHORT[language], _TIED[language]
    assert has_transition(tied, language)
    assert not has_transition(short, language)
    (finding,) = found(Transitions(), " ".join([tied] * 2 + [short] * 25), language)
    assert finding.text == short
    assert found(Transitions(), " ".join([tied] * 7 + [short] * 20), language) == []
    assert found(Transitions(), " ".join([short] * 15), language) == []
    assert found(Transitions(), " ".join([short] * 25), language, Kind.PRODUCT) == []


@pytest.mark.parametrize("language", ["en", "nl", "sv", "de"])
def test_a_heading_is_missed_after_three_hundred_words(language: str) -> None:
    paragraph = "word " * 100
    text = "\n\n".join(["## Heading", *[f"{paragraph}{number}." for number in range(5)]])
    (finding,) = found(Subheadings(), text, language)
    assert finding.text == f"{paragraph}2."
    assert found(Subheadings(), text, language, Kind.PRODUCT) == []
    divided = "\n\n".join(["## One", paragraph, paragraph, "## Two", paragraph, paragraph, paragraph[:-5]])
    assert found(Subheadings(), divided, language) == []


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_hard_texts_are_said_unless_their_sentences_are_the_cause(language: str) -> None:
    (finding,) = found(ReadingEase(), " ".join([_HARD[language]] * 10), language)
    assert finding.text == _HARD[language]
    assert found(ReadingEase(), " ".join([_SHORT[language]] * 8), language) == []
    assert found(ReadingEase(), _HARD[language], language) == []
    endless = " and ".join([_HARD[language][:-1]] * 6) + "."
    assert found(ReadingEase(), f"{endless} {endless}", language) == []
    assert len(found(LongSentences(), f"{endless} {endless}", language)) == 1
