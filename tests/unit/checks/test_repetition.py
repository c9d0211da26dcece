from __future__ import annotations

import pytest

from desktop.checks.check import Subject
from desktop.checks.repetition import Repetition
from desktop.core.brief import Brief
from desktop.core.copy import Copy


def found(**fields: str | tuple[str, ...]) -> list[str]:
    return [finding.text for finding in Repetition().find(Subject(Copy(dict(fields)), Brief(), "en"))]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("It is is light.", ["is is"]),
        ("De tas tas is licht.", ["tas tas"]),
        ("Väskan är är lätt.", ["är är"]),
        ("The the bag", ["The the"]),
        ("It weighs 980 g. It is light. It weighs 980 g.", ["It weighs 980 g"]),
        ("Licht en sterk en licht. Licht en sterk en licht.", ["Licht en sterk en licht"]),
        ("light and strong, light and strong, light and strong", ["light and strong, light and strong"]),
        ("very good very good very good", ["very good very good"]),
        (
            "It fits a laptop of up to 15 inches at work. Yes, it fits a laptop of up to 15 inches at home.",
            ["it fits a laptop of up to 15 inches at"],
        ),
    ],
)
def test_repetition_is_found(text: str, marked: list[str]) -> None:
    assert found(description=text) == marked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Light.",
        "It had had a long life, that that bag.",
        "Dat dat kan! De tas die die dag mee ging.",
        "Det det är, att att välja.",
        "Bora Bora beach towel",
        "So, so soft.",
        "No. No. No.",
        "Light and strong. Strong and light.",
        "One bag, two straps; one bag, two pockets.",
        "Day by day, step by step, bit by bit.",
        "Made in Portugal. Designed in Portugal. Packed in Portugal.",
        "18 18-litre bags",
        "Wash, dry, wash, dry.",
        "From 30 cm to 30 cm in 30 seconds.",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert found(description=text) == []


def test_a_doubled_word_has_a_fix() -> None:
    (finding,) = Repetition().find(Subject(Copy({"title": "The the bag"}), Brief(), "en"))
    assert finding.fixes == ("The",)


def test_bullets_that_say_the_same_are_found() -> None:
    assert found(bullets=("Weighs 980 g", "Weighs 980 g.", "Holds 18 litres")) == ["Weighs 980 g."]
    assert (
        found(bullets=("Water-repellent outer fabric keeps all dry", "Water-repellent outer fabric keeps all dry!"))
        != []
    )
    assert found(bullets=("Small: 30 x 20 x 10 cm of usable space", "Large: 40 x 30 x 10 cm of usable space")) == []
    assert found(bullets=("", "")) == []


def test_the_same_sentence_in_two_fields_is_no_repetition() -> None:
    assert found(description="It weighs 980 g.", seo_description="It weighs 980 g.") == []
