from __future__ import annotations

import pytest

from desktop.checks.check import Subject
from desktop.checks.style.beginnings import Beginnings
from desktop.core.brief import Brief
from desktop.core.copy import Copy


def found(text: str, language: str) -> list[tuple[int, str]]:
    findings = Beginnings().find(Subject(Copy({"description": text}), Brief(), language))
    return [(finding.start, finding.text) for finding in findings]


@pytest.mark.parametrize(
    ("text", "language", "marked"),
    [
        ("It is light. It has a zip. It is yours.", "en", [(27, "It")]),
        ("The bag is light. The bag has a zip. The bag lasts.", "en", [(37, "The bag")]),
        ("You pack it. You go out. You win. You come home.", "en", [(25, "You")]),
        ("Good day. With a zip. With a strap. With a pocket.", "en", [(36, "With")]),
        ("It is light. It has a zip.\n\nIt is yours.", "en", [(28, "It")]),
        ("Hij is licht. Hij heeft een rits. Hij is mooi.", "nl", [(34, "Hij")]),
        ("De tas is licht. De tas is mooi. De tas is sterk.", "nl", [(33, "De tas")]),
        ("Je pakt in. Je gaat weg. Je komt thuis.", "nl", [(25, "Je")]),
        ("Met een rits. Met een band. Met een vak. Klaar dus maar.", "nl", [(28, "Met")]),
        ("Den är lätt. Den har dragkedja. Den är din.", "sv", []),
        ("Den är lätt. Den är mjuk. Den är din.", "sv", [(26, "Den är")]),
        ("Väskan är lätt. Väskan är röd. Väskan håller länge.", "sv", [(31, "Väskan")]),
        ("Du packar den. Du går ut. Du kommer hem.", "sv", [(26, "Du")]),
        ("Med en ficka. Med en rem. Med ett lås.", "sv", [(26, "Med")]),
        ("It is light. It has a zip. Yours for years.", "en", []),
        ("The bag is light. The strap is wide. The zip is strong.", "en", []),
        ("- It is light\n- It is wide\n- It is strong", "en", []),
        ("It is light. It has a zip. No. It is yours.", "en", []),
        ("De tas is licht. De band is breed. De rits is sterk.", "nl", []),
        ("Hij is licht. Hij is mooi. Zo is hij.", "nl", []),
        ("- Je pakt in\n- Je gaat weg\n- Je komt thuis", "nl", []),
        ("Je pakt in. Daarna ga je weg. Je komt thuis.", "nl", []),
        ("Remmen är bred. Den håller länge. Den är din.", "sv", []),
        ("Du packar. Sedan går du. Du kommer hem.", "sv", []),
        ("- Du packar den\n- Du går ut\n- Du kommer hem", "sv", []),
        ("Väskan är lätt. Remmen är bred. Låset är starkt.", "sv", []),
        ("Sie ist gut. Sie ist schön. Sie ist stark.", "de", []),
    ],
)
def test_three_in_a_row_that_begin_alike_are_found(text: str, language: str, marked: list[tuple[int, str]]) -> None:
    assert found(text, language) == marked


def test_the_message_says_how_many() -> None:
    copy = Copy({"body": "You pack it. You go out. You win. You come home."})
    (finding,) = Beginnings().find(Subject(copy, Brief(), "en"))
    assert finding.message == "4 sentences in a row begin with “You”."
