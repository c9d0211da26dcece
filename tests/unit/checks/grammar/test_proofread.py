from __future__ import annotations

import pytest

pytest.importorskip("harper", reason="harper-py has no wheel for this system")

from desktop.checks.grammar.proofread import proofread_copy
from desktop.core.brief import Brief
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.finding import Severity


@pytest.mark.parametrize(
    ("text", "check", "marked", "fixed"),
    [
        ("This fits an unique bag for you.", "grammar.article", "an", "This fits a unique bag for you."),
        ("Pack it within a hour of use.", "grammar.article", "a", "Pack it within an hour of use."),
        ("He don't like heavy bags.", "grammar.agreement", "don't", "He doesn't like heavy bags."),
        ("He don’t like heavy bags.", "grammar.agreement", "don’t", "He doesn’t like heavy bags."),
        ("It could of been better.", "grammar.word", "could of", "It could have been better."),
        ("Their is no better backpack.", "grammar.grammar", "Their", "There is no better backpack."),
        ("We was there for you.", "grammar.agreement", "was", "We were there for you."),
        ("Its a great jacket for rain.", "grammar.apostrophe", "Its", "It's a great jacket for rain."),
        ("This bag is lighter then the old one, and better then ours.", "grammar.word", "then", ""),
    ],
)
def test_mistakes_are_found_with_what_is_right(text: str, check: str, marked: str, fixed: str) -> None:
    before = "🎒 A line before.\n"
    found = proofread_copy(Copy({"body": before + text}), Brief(language="en"))
    finding = found[-1]
    assert (finding.check, finding.severity) == (check, Severity.WARNING)
    assert (before + text)[finding.start : finding.end] == finding.text == marked
    if fixed:
        assert (
            before + (before + text)[len(before) : finding.start] + finding.fixes[0] + (before + text)[finding.end :]
            == before + fixed
        )


@pytest.mark.parametrize(
    "text",
    [
        "Our Havn backpack holds 20 litres and fits a 15-inch laptop. The zipper keeps your things dry.",
        "Whether you're cycling to work or hiking in the mountains, it's light. Its straps are padded.",
        'Machine-washable at 30 °C. Order before 4 p.m. and we\'ll ship it today. 2–3 days. "Great," she said.',
        '- 18 litres\n- Sleeve for 15" laptops\n- Two side pockets\n- An 8-hour battery and a one-year warranty',
        "Hello {{ first_name }}, your order are here. See https://x.example/a-hour for more about it.",
        "Students got a grade A in Dutch, and a size A in shoes.",
        "Made from 65% polyester and 35% organic cotton, with padded back panel.",
        "x" * 5000 + " an unique " * 300,
    ],
)
def test_good_copy_is_left_alone(text: str) -> None:
    assert proofread_copy(Copy({"body": text}), Brief(language="en")) == ()


def test_other_languages_and_what_is_silenced_say_nothing() -> None:
    copy = Copy({"body": "It could of been better, and we was there."})
    assert proofread_copy(copy, Brief(language="nl")) == ()
    assert proofread_copy(copy, Brief(language="en"), CheckOptions(silenced=("grammar.",))) == ()
    assert len(proofread_copy(copy, Brief())) == 2
