"""Answers that go round in circles."""

from __future__ import annotations

import pytest

from desktop.agents.guard import good_part


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (
            "It weighs 5 kg in all. It holds four litres. It weighs 5 kg in all.",
            "It weighs 5 kg in all. It holds four litres.",
        ),
        (
            "It holds 4.2 litres in all. It is red. It holds 4.2 litres in all.",
            "It holds 4.2 litres in all. It is red.",
        ),
        ("red red red red", "red"),
        ("for home cooks, for home cooks, for home cooks, for home cooks", "for home cooks"),
        ("Soft wool from Sweden, soft wool from Sweden, soft wool from Sweden", "Soft wool from Sweden"),
        ("Weight of 220 g\nHeight of 14 cm\nWeight of 220 g\n", "Weight of 220 g\nHeight of 14 cm\n"),
    ],
)
def test_ends_before_the_repeat(text: str, good: str) -> None:
    found = good_part(text)
    assert found is not None
    assert text[:found].rstrip() == good.rstrip()


@pytest.mark.parametrize(
    "text",
    [
        "It weighs 5 kg. It holds 4 litres.",
        "Choose red, red and white, or white.",
        "Size 10 x 10 x 10 cm",
        "Very, very soft. Very warm.",
        "It is soft. It is warm. It is red. It is blue.",
        "",
    ],
)
def test_leaves_text_without_loops(text: str) -> None:
    assert good_part(text) is None
