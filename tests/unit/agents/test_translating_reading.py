"""Answers of models with what they put around a translation."""

from __future__ import annotations

import pytest

from desktop.agents.translating_reading import read_many, read_one


@pytest.mark.parametrize(
    "answer",
    [
        "De mok is blauw.",
        '"De mok is blauw."',
        "Translation: De mok is blauw.",
        "**Dutch**: De mok is blauw.",
        "Here is the translation:\nDe mok is blauw.",
        "```\nDe mok is blauw.\n```",
        "De mok is blauw.\n\n(Note: a mug is a cup.)",
        "[Use: mug = mok]\nDe mok is blauw.",
        "[Het is: een knop]\n[Niet langer dan 20 tekens]\nDe mok is blauw.",
        "<think>A mug …</think>\nDe mok is blauw.",
    ],
)
def test_only_the_translation_is_left(answer: str) -> None:
    assert read_one(answer, "The mug is blue.") == "De mok is blauw."


def test_quotes_and_labels_of_the_source_stay() -> None:
    assert read_one('"Blauw"', '"Blue"') == '"Blauw"'
    assert read_one("Text: blauw", "Text: blue") == "Text: blauw"
    assert read_one("[Ja]\nNee", "[Yes]\nNo") == "[Ja]\nNee"
    assert read_one("Een\nTwee", "One\nTwo") == "Een\nTwee"


@pytest.mark.parametrize(
    "answer",
    [
        '{"translations": [{"id": 1, "text": "a"}, {"id": 2, "text": "b"}]}',
        '```json\n[{"id": 1, "text": "a"}, {"id": 2, "text": "b"}]\n```',
        '{"1": "a", "2": "b"}',
        '{"translations": [{"id": 1, "text": "a"}, {"id": 2, "text": "b"}, {"id": 3, "te',
    ],
)
def test_a_batch_is_read_in_every_form_that_models_give(answer: str) -> None:
    assert read_many(answer) == {1: "a", 2: "b"}


def test_what_is_no_batch_is_none() -> None:
    assert read_many("Sorry.") == {}
