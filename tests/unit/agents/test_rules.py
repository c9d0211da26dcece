"""The small rules: joined sentences, whole sentences."""

from __future__ import annotations

import pytest

from desktop.agents.joining import only_joins
from desktop.agents.trimming import to_whole_items, to_whole_sentence, without_sentence

DRAFT = "Kaars Zilt van bijenwas. De brandduur is 45 uur. Het gewicht is 220 g."


@pytest.mark.parametrize(
    ("text", "joins"),
    [
        (DRAFT, True),
        ("Kaars Zilt van bijenwas. De brandduur is 45 uur en het gewicht is 220 g.", True),
        ("Kaars Zilt van bijenwas, de brandduur is 45 uur en het gewicht is 220 g.", True),
        ("Kaars Zilt van bijenwas. Het brandduur is 45 uur. Het gewicht is 220 g.", False),
        ("Kaars Zilt van bijenwas heeft 45 uur. De brandduur is 45 uur. Het gewicht is 220 g.", False),
        ("Kaars Zilt van bijenwas. De brandduur is 220 g. Het gewicht is 45 uur.", False),
        ("Kaars Zilt is een mooie kaars van bijenwas. De brandduur is 45 uur. Het gewicht is 220 g.", False),
        ("Kaars Zilt van bijenwas.", False),
        ("", False),
    ],
)
def test_joining_brings_no_word_and_no_article_of_its_own(text: str, joins: bool) -> None:
    assert only_joins(text, DRAFT, "nl") is joins


def test_the_colon_of_a_label_stays() -> None:
    draft = "Plank Kruim van beukenhout. De maat is 40 x 25 cm. Afwerking: lijnzaadolie."
    assert only_joins(draft, draft, "nl")
    assert not only_joins(draft.replace(":", ""), draft, "nl")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("It weighs 2.3 kg. It has a", "It weighs 2.3 kg."),
        ("It holds approx. 4 litres and", "It holds approx. 4 litres and"),
        ("One! Two? Three", "One! Two?"),
        ("No end", "No end"),
    ],
)
def test_a_text_ends_at_a_whole_sentence(text: str, whole: str) -> None:
    assert to_whole_sentence(text) == whole


def test_a_list_ends_at_a_whole_item() -> None:
    assert to_whole_items("One\nTwo\nThr") == "One\nTwo"
    assert to_whole_items("One") == "One"


def test_a_sentence_is_taken_out_when_enough_stays() -> None:
    text = "One is here. Two is 25 years old. Three is here."
    start = text.index("25")
    assert without_sentence(text, start, start + 2) == "One is here. Three is here."
    assert without_sentence("One is here. Two is 25.", 20, 22) is None
