"""The concepts that a sentence mentions, and which of them it denies."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.concepts.concept_data import above, concepts, implied, listed, ruled_out
from desktop.checks.ledger.concepts.concepts import concepts_in


def _named(text: str, language: str) -> dict[str, tuple[str, bool]]:
    return {each.concept: (text[each.start : each.end], each.negated) for each in concepts_in(text, language)}


@pytest.mark.parametrize(
    ("language", "text", "concept", "words", "negated"),
    [
        ("en", "Made of organic cotton", "organic_cotton", "organic cotton", False),
        ("en", "It is not waterproof", "waterproof", "waterproof", True),
        ("en", "A PVC-free mat", "pvc", "PVC-free", True),
        ("en", "No parabens, no sulphates", "sulphates", "sulphates", True),
        ("en", "Water-repellent shell", "water_resistant", "Water-repellent", False),
        ("en", "Not only waterproof but light", "waterproof", "waterproof", False),
        ("en", "Without losing its waterproof layer", "waterproof", "waterproof", False),
        ("en", "An unscented cream", "perfume", "unscented", True),
        ("nl", "De eikenhouten tafel", "oak", "eikenhouten", False),
        ("nl", "Een katoenen laken", "cotton", "katoenen", False),
        ("nl", "Zonder rits", "zip", "rits", True),
        ("nl", "Vrij van parabenen, sulfaten en siliconen", "silicones", "siliconen", True),
        ("nl", "Een glutenvrije koek", "gluten", "glutenvrije", True),
        ("nl", "De waterdichte tas", "waterproof", "waterdichte", False),
        ("sv", "Den massiva ekskivan", "oak", "ekskivan", False),
        ("sv", "Ett linnelakan", "linen", "linnelakan", False),
        ("sv", "Jackan är inte vattentät", "waterproof", "vattentät", True),
        ("sv", "Helt latexfri", "latex", "latexfri", True),
        ("sv", "Utan dragkedja", "zip", "dragkedja", True),
        ("sv", "Inte bara vattentät", "waterproof", "vattentät", False),
    ],
)
def test_a_concept_is_found_with_its_words_and_whether_it_is_denied(
    language: str, text: str, concept: str, words: str, negated: bool
) -> None:
    assert _named(text, language).get(concept) == (words, negated)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A cup of green tea"),
        ("en", "That is a golden rule"),
        ("en", "Reach for the stars"),
        ("en", "We ate turkey in may"),
        ("nl", "Een gouden greep"),
        ("nl", "Zijdezacht en comfortabel"),
        ("nl", "De koper staat op"),
        ("nl", "Een rode draad"),
        ("sv", "Kläder för alla"),
        ("sv", "Full av idéer"),
        ("sv", "En gyllene regel"),
        ("sv", "En kopp grönt te"),
    ],
)
def test_figures_of_speech_and_look_alikes_are_no_mentions(language: str, text: str) -> None:
    found = _named(text, language)
    assert not {"green", "gold_colour", "reach", "Turkey", "silk", "red", "leather", "wool"} & set(found)


def test_kinds_and_consequences_follow_from_each_other() -> None:
    assert {"wool", "animal_fibre", "natural_fibre"} <= above("merino")
    assert "waterproof" in implied("gore_tex")
    assert {"organic", "organic_cotton", "cotton"} <= implied("gots")
    assert "animal_material" in ruled_out("vegan")
    assert "leather" in ruled_out("faux_leather")


def test_every_concept_is_called_something_and_refers_to_others_that_exist() -> None:
    every = concepts()
    assert len(every) > 500
    for key, concept in every.items():
        for names in (concept.parents, concept.gives, concept.bars, concept.over):
            assert all(name.removeprefix("!") in every for name in listed(names)), key
        if not concept.hidden:
            assert all((concept.en, concept.nl, concept.sv)), key
