"""What is taken from an answer, and what must stay."""

from __future__ import annotations

import pytest

from desktop.agents.cleaning import clean_line, clean_list, clean_text, may_be_leftover, unquote


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("Title: Brisa casserole", "Brisa casserole"),
        ("**Title:** Brisa casserole", "Brisa casserole"),
        ('"Brisa casserole"', "Brisa casserole"),
        ("“Brisa casserole”", "Brisa casserole"),
        ("Titel: Broodplank Kruim", "Broodplank Kruim"),
        ("Beskrivning: En kanna.", "En kanna."),
        ("Here is the title:\nBrisa casserole", "Brisa casserole"),
        ("Here's a short description: It weighs 5 kg.", "It weighs 5 kg."),
        ("Sure! Here is the title:\nBrisa casserole", "Brisa casserole"),
        ("Hier is de titel:\nBroodplank Kruim", "Broodplank Kruim"),
        ("Här är beskrivningen:\nEn kanna.", "En kanna."),
        ("```\nBrisa casserole\n```", "Brisa casserole"),
        ("It weighs 5 kg. (12 words)", "It weighs 5 kg."),
        ("It weighs 5 kg.\n\nNote: this text has 4 words.", "It weighs 5 kg."),
        ("It weighs 5 kg.\n\nLet me know if you want changes!", "It weighs 5 kg."),
        ("It **weighs** *only* 5 kg.", "It weighs only 5 kg."),
        ("## Brisa\nIt weighs 5 kg.", "Brisa\nIt weighs 5 kg."),
        ("Brisa casserole<|im_end|>", "Brisa casserole"),
    ],
)
def test_takes_away_what_is_no_copy(answer: str, text: str) -> None:
    assert clean_text(answer) == text


@pytest.mark.parametrize(
    "text",
    [
        "Brisa casserole, 4.2 litres",
        "Description of a country: a book in 3 parts",
        "Heat sources: gas, electric",
        "Sure grip, 230 g",
        "Hier zit je goed.",
        "Here comes the sun lamp, 6 W",
        'The "Brisa" holds 4 litres',
        '"Brisa" and "Bris"',
        "It is 5 * 4 * 3 cm",
        "Notes in a book. Words in a row.",
        "First paragraph.\n\nSecond paragraph.",
    ],
)
def test_leaves_copy_alone(text: str) -> None:
    assert clean_text(text) == text


def test_joins_the_lines_of_a_line() -> None:
    assert clean_line("- Brisa casserole\n- 4.2 litres") == "Brisa casserole 4.2 litres"


@pytest.mark.parametrize(
    ("answer", "items"),
    [
        ("- One\n- Two", ("One", "Two")),
        ("1. One\n2) Two\n\n* Three", ("One", "Two", "Three")),
        ("Bullet points:\n• One\n• **Two:** more", ("One", "Two: more")),
        ("Here are the bullet points:\n- One", ("One",)),
        ("One\none.\nTwo", ("One", "Two")),
        ("48 pieces\n2.5 hours of charging", ("48 pieces", "2.5 hours of charging")),
        ("", ()),
    ],
)
def test_reads_a_list(answer: str, items: tuple[str, ...]) -> None:
    assert clean_list(answer) == items


def test_quotes_inside_stay() -> None:
    assert unquote('"A" or "B"') == '"A" or "B"'


@pytest.mark.parametrize("beginning", ["", "He", "Here is", '"Bri', "**Ti", "Title", "Sure", "Titel: "])
def test_waits_while_a_beginning_may_be_no_copy(beginning: str) -> None:
    assert may_be_leftover(beginning)


@pytest.mark.parametrize("beginning", ["Brisa ", "The Brisa", "Broodplank", "Here is\nBrisa"])
def test_shows_copy_at_once(beginning: str) -> None:
    assert not may_be_leftover(beginning)
