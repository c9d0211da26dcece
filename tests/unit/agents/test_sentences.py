"""Facts as sentences by rule in the three languages."""

from __future__ import annotations

import pytest

from desktop.agents.sentences import (
    add_sentences,
    bullets_by_rule,
    description_by_rule,
    fact_phrase,
    fact_sentences,
    line_by_rule,
    title_by_rule,
)
from desktop.checks.mentions import mentions
from desktop.core.brief import Brief, Fact

CANDLE = Brief(
    product="Bijenwaskaars Zilt",
    language="nl",
    audience="mensen die graag thuis zijn",
    facts=(
        Fact("f1", "Materiaal", "100 % bijenwas", must_mention=True),
        Fact("f2", "Brandduur", "45", "uur"),
        Fact("f3", "Gewicht", "220", "g", must_mention=True),
        Fact("f4", "Hoogte", "14", "cm"),
        Fact("f5", "Lont", "katoen"),
    ),
)


@pytest.mark.parametrize(
    ("language", "name", "value", "sentence"),
    [
        ("en", "Weight", "340 g", "The weight is 340 g."),
        ("en", "Colours", "navy, moss", "Available in navy and moss."),
        ("en", "Lid", "self-basting ridges", "Lid: self-basting ridges."),
        ("en", "Handle", "beech", "The handle is made of beech."),
        ("en", "Handle", "on the back", "Handle: on the back."),
        ("en", "Fragrance", "no", "No fragrance."),
        ("en", "Fragrance", "none", "Fragrance: none."),
        ("en", "Dishwasher safe", "yes", "Dishwasher safe."),
        ("en", "", "made by hand", "Made by hand."),
        ("nl", "Gewicht", "340 g", "Het gewicht is 340 g."),
        ("nl", "Leeftijd", "vanaf 3 jaar", "Geschikt vanaf 3 jaar."),
        ("nl", "Deksel", "met ribbels", "Deksel: met ribbels."),
        ("nl", "Parfum", "nee", "Zonder parfum."),
        ("sv", "Vikt", "340 g", "Vikten är 340 g."),
        ("sv", "Handtag", "ek", "Handtaget är av ek."),
        ("sv", "Håller kaffet varmt", "6 timmar", "Håller kaffet varmt i 6 timmar."),
        ("de", "Gewicht", "340 g", "Gewicht: 340 g."),
    ],
)
def test_a_fact_becomes_a_sentence_that_carries_it(language: str, name: str, value: str, sentence: str) -> None:
    fact = Fact("f1", name, value)
    assert fact_sentences((fact,), language) == [sentence]
    assert mentions(sentence, fact, language)


def test_measures_come_in_pairs() -> None:
    facts = (Fact("a", "Vikt", "640", "g"), Fact("b", "Färger", "röd, blå"), Fact("c", "Höjd", "14", "cm"))
    assert fact_sentences(facts, "sv") == ["Finns i röd och blå.", "Vikten är 640 g och höjden är 14 cm."]


def test_a_description_tells_what_it_is_and_each_fact() -> None:
    text = description_by_rule(CANDLE)
    assert text == (
        "Bijenwaskaars Zilt van 100 % bijenwas, voor mensen die graag thuis zijn. De brandduur is 45 uur en het"
        " gewicht is 220 g. De hoogte is 14 cm. De lont is van katoen."
    )
    assert all(mentions(text, fact, "nl") for fact in CANDLE.facts)


def test_an_audience_that_cannot_be_said_is_left_out() -> None:
    brief = Brief(product="Brisa", language="en", audience="Women 30-50, urban")
    assert description_by_rule(brief) == "Brisa."


def test_a_title_takes_short_facts_only() -> None:
    assert title_by_rule(CANDLE, 2) == "Bijenwaskaars Zilt, 100 % bijenwas, 45 uur"
    assert title_by_rule(Brief(product="Nattro", language="en", facts=(Fact("f1", "Washing", "40 °C"),)), 2) == "Nattro"


def test_bullets_and_lines_take_must_mention_facts_first() -> None:
    assert bullets_by_rule(CANDLE, 2) == ("Materiaal: 100 % bijenwas", "Gewicht: 220 g")
    assert line_by_rule(CANDLE, 2) == "Bijenwaskaars Zilt: 100 % bijenwas, gewicht 220 g."


def test_facts_that_are_not_approved_are_not_told() -> None:
    brief = Brief(product="Brisa", language="en", facts=(Fact("f1", "Weight", "5", "kg", approved=False),))
    assert "5 kg" not in description_by_rule(brief)


def test_closing_sentences_follow_a_whole_one() -> None:
    assert add_sentences("A casserole", (Fact("f1", "Weight", "5", "kg"),), "en") == "A casserole. The weight is 5 kg."
    assert add_sentences("", (Fact("f1", "Weight", "5", "kg"),), "en") == "The weight is 5 kg."


def test_a_phrase_begins_with_a_capital() -> None:
    assert fact_phrase(Fact("f1", "weight", "5", "kg")) == "Weight: 5 kg"
