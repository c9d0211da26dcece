"""What customers ask, who they are, and what is known about it."""

from __future__ import annotations

import pytest

from desktop.checks.questions import (
    asked_in,
    asks,
    customer_in,
    is_closing,
    is_courtesy,
    leaves_open,
    own_words,
    without_greeting,
)
from desktop.core.brief import Brief, Fact, Kind, Passage
from tests.fakes.letters import DUTCH, ENGLISH, SWEDISH


@pytest.mark.parametrize(
    ("brief", "language", "expected"),
    [
        (DUTCH, "nl", [{"w"}, {"p2"}, set(), {"p3"}]),
        (SWEDISH, "sv", [{"p1"}, {"p2"}]),
        (ENGLISH, "en", [{"b"}, {"a"}, set()]),
    ],
)
def test_each_question_finds_what_is_known_about_it(brief: Brief, language: str, expected: list[set[str]]) -> None:
    found = asked_in(brief, language)
    assert [set(each.ids) for each in found] == expected
    assert all(brief.question[each.start : each.end] == each.text for each in found)


def test_what_is_quoted_of_earlier_mails_is_not_asked() -> None:
    assert "discount" not in "".join(each.text for each in asked_in(ENGLISH, "en"))
    assert len(own_words(ENGLISH.question)) == len(ENGLISH.question)


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        (DUTCH.question, "nl", "Anna de Vries"),
        (SWEDISH.question, "sv", "Erik Lund"),
        (ENGLISH.question, "en", "Tom"),
        ("Wanneer komt mijn pakket?", "nl", ""),
        ("Hej, när öppnar ni? Hälsningar Åsa", "sv", ""),
        ("Is it waterproof?\n\nKind regards, Joan", "en", "Joan"),
        ("Hoi, is hij rood?\nGroetjes Piet", "nl", "Piet"),
    ],
)
def test_the_customer_is_called_as_they_sign(text: str, language: str, name: str) -> None:
    assert customer_in(text, language) == name


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("When does it arrive?", "en", True),
        ("I would like to know the price.", "en", True),
        ("The box was broken.", "en", False),
        ("Ik ben benieuwd hoe groot hij is.", "nl", True),
        ("De doos was kapot.", "nl", False),
        ("Jag undrar hur stor den är.", "sv", True),
        ("Paketet kom i går.", "sv", False),
    ],
)
def test_what_asks(sentence: str, language: str, *, expected: bool) -> None:
    assert asks(sentence, language) is expected


@pytest.mark.parametrize(
    ("sentence", "language", "courtesy", "is_open"),
    [
        ("Dear Anna,", "en", True, False),
        ("Thank you for your message.", "en", True, False),
        ("It weighs 2 kg.", "en", False, False),
        ("We will find out and get back to you.", "en", False, True),
        ("Bedankt voor je bericht.", "nl", True, False),
        ("De deken is van wol.", "nl", False, False),
        ("Dat zoeken we uit.", "nl", False, True),
        ("Tack för ditt mejl.", "sv", True, False),
        ("Filten är av ull.", "sv", False, False),
        ("Vi tar reda på det och återkommer.", "sv", False, True),
    ],
)
def test_courtesy_and_what_is_left_open(sentence: str, language: str, *, courtesy: bool, is_open: bool) -> None:
    assert is_courtesy(sentence, language) is courtesy
    assert leaves_open(sentence, language) is is_open


@pytest.mark.parametrize("line", ["Kind regards,", "Met vriendelijke groet,", "Vänliga hälsningar"])
def test_a_closing_in_any_language(line: str) -> None:
    assert is_closing(line, "")


def test_a_place_that_nothing_speaks_of_is_not_answered_by_another() -> None:
    known = (Passage("p1", "We deliver in the Netherlands within two working days."),)
    here = Brief(kind=Kind.REPLY, question="Do you deliver in the Netherlands?", passages=known)
    there = Brief(kind=Kind.REPLY, question="Do you deliver to Norway?", passages=known)
    assert [each.ids for each in asked_in(here, "en")] == [("p1",)]
    assert [each.ids for each in asked_in(there, "en")] == [()]


def test_a_fact_that_is_not_approved_answers_nothing() -> None:
    brief = Brief(
        kind=Kind.REPLY, question="How long is the warranty?", facts=(Fact("a", "Warranty", "2 years", approved=False),)
    )
    assert [each.ids for each in asked_in(brief, "en")] == [()]


@pytest.mark.parametrize(
    ("question", "language", "apart"),
    [
        (
            "Hi, does it go in the washing machine, and how long does delivery take?",
            "en",
            ["Hi, does it go in the washing machine", "how long does delivery take?"],
        ),
        ("Kan hij in de was en wat kost hij?", "nl", ["Kan hij in de was", "wat kost hij?"]),
        ("Tål den tvätt och när kommer den?", "sv", ["Tål den tvätt", "när kommer den?"]),
        ("I bought a pan and how do I clean it?", "en", ["I bought a pan and how do I clean it?"]),
        ("Is it red and blue?", "en", ["Is it red and blue?"]),
    ],
)
def test_two_questions_in_one_sentence_are_answered_apart(question: str, language: str, apart: list[str]) -> None:
    found = asked_in(Brief(kind=Kind.REPLY, question=question), language)
    assert [each.text for each in found] == apart
    assert all(question[each.start : each.end] == each.text for each in found)


def test_the_half_that_is_known_is_answered() -> None:
    facts = (Fact("w", "Washing", "wool programme at 30 °C"),)
    question = "Does the blanket go in the washing machine, and how long does delivery to Ireland take?"
    found = asked_in(Brief(kind=Kind.REPLY, question=question, facts=facts), "en")
    assert [each.ids for each in found] == [("w",), ()]


@pytest.mark.parametrize(
    ("line", "language", "rest"),
    [
        ("Hello, I'm sorry to hear that.", "en", "I'm sorry to hear that."),
        ("Beste Anna, de deken weegt 2 kg.", "nl", "De deken weegt 2 kg."),
        ("Hej Erik! filten väger 2 kg.", "sv", "Filten väger 2 kg."),
        ("Hij weegt 2 kg, en past altijd.", "nl", "Hij weegt 2 kg, en past altijd."),
        ("High quality wool, washed by hand.", "en", "High quality wool, washed by hand."),
    ],
)
def test_a_greeting_in_a_line_is_left_out(line: str, language: str, rest: str) -> None:
    assert without_greeting(line, language) == rest
