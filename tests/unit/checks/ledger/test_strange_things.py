"""What is strange to a product: no fact, title or part of a compound has it, and it is a thing at all."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.concepts.concept_forms import tokens_of
from desktop.checks.ledger.words.noun_phrases import phrase_at
from desktop.checks.ledger.words.strange_things import AddedFacts, is_strange
from desktop.core.brief import Fact


@pytest.mark.parametrize(
    ("language", "facts", "words", "title", "strange"),
    [
        ("en", "Weight=900 g", "a tripod", "camera", True),
        ("en", "Weight=900 g", "an LED light", "drill", True),
        ("en", "Weight=900 g", "a Gorilla tripod", "camera", False),
        ("en", "Contents=tripod, case", "a small tripod", "camera", False),
        ("en", "Weight=900 g", "two tripods", "tripod", False),
        ("en", "Weight=900 g", "a certain charm", "camera", False),
        ("en", "Tripod=no", "a tripod", "camera", False),
        ("en", "Weight=900 g", "12 cm", "camera", False),
        ("nl", "Gewicht=900 g", "een muurbeugel", "lamp", True),
        ("nl", "Inhoud=beugel", "een muurbeugel", "lamp", False),
        ("nl", "Gewicht=900 g", "een koffer", "reiskoffer", False),
        ("nl", "Gewicht=900 g", "een vleugje humor", "lamp", False),
        ("sv", "Svärd=40 cm", "ett svärdskydd", "häcksax", True),
        ("sv", "Ingår=skydd", "ett svärdskydd", "häcksax", False),
        ("sv", "Vikt=900 g", "en stunds lugn", "häcksax", False),
    ],
)
def test_strange_is_what_nothing_has(language: str, facts: str, words: str, title: str, *, strange: bool) -> None:
    name, value = facts.split("=")
    known = AddedFacts([Fact(id="f1", name=name, value=value)])
    tokens = tokens_of(words)
    phrase = phrase_at(tokens, 0, language)
    assert (phrase is not None and is_strange(tokens, phrase, language, known, (title,))) is strange


def test_what_is_denied_or_sold_apart_is_not_there() -> None:
    known = AddedFacts([Fact(id="f1", name="Weight", value="900 g")])
    for words, place in (("There is no tripod", 3), ("a tripod is sold separately", 0)):
        tokens = tokens_of(words)
        phrase = phrase_at(tokens, place, "en")
        assert phrase is not None
        assert not is_strange(tokens, phrase, "en", known, ())
