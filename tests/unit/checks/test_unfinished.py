from __future__ import annotations

import pytest

from desktop.checks.check import Subject
from desktop.checks.unfinished import Unfinished
from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.mail import Block, BlockKind, Mail


def found(text: str, language: str, field: str) -> list[str]:
    return [finding.text for finding in Unfinished().find(Subject(Copy({field: text}), Brief(), language))]


@pytest.mark.parametrize(
    ("text", "language", "field", "marked"),
    [
        ("The Havn bag weighs 980 g and", "en", "description", "and"),
        ("The Havn bag weighs 980 g and holds", "en", "description", "holds"),
        ("De tas is licht, sterk en van", "nl", "description", "van"),
        ("Väskan är lätt och", "sv", "description", "och"),
        ("Havn backpack with", "en", "title", "with"),
        ("Havn rugzak,", "nl", "title", "rugzak,"),
        ("Havn rugzak met de", "nl", "seo_title", "de"),
        ("Ryggsäck för en", "sv", "title", "en"),
        ("Havn backpack –", "en", "title", "backpack –"),
        ("Havn (light", "en", "title", "light"),
        ("A light bag & ", "en", "seo_description", "bag &"),
        ("One sentence. And then it stops here", "en", "body", "here"),
    ],
)
def test_what_stops_in_the_middle_is_found(text: str, language: str, field: str, marked: str) -> None:
    assert found(text, language, field) == [marked]


@pytest.mark.parametrize(
    ("text", "language", "field"),
    [
        ("", "en", "description"),
        ("The Havn bag weighs 980 g.", "en", "description"),
        ("Ready to go?", "en", "description"),
        ("Ready to go! 🎒", "en", "description"),
        ("She said: “Take it.”", "en", "description"),
        ("It is light (and strong).", "en", "description"),
        ("See https://havn.example/bags", "en", "description"),
        ("A bag.\n\n- light\n- strong and water-repellent fabric", "en", "description"),
        ("Havn backpack", "en", "description"),
        ("Havn backpack, 18 litres", "en", "title"),
        ("A bag to live in", "en", "title"),
        ("Where the day takes you", "en", "title"),
        ("Neem hem overal mee", "nl", "title"),
        ("Een tas om van te houden, dag in dag uit", "nl", "seo_description"),
        ("Zet hem op", "nl", "title"),
        ("Väskan du alltid har med", "sv", "title"),
        ("Allt du behöver", "sv", "title"),
        ("Light, strong, yours", "en", "bullets"),
        ("USB-C in and out", "en", "bullets"),
        ("Rugzak (18 l)", "nl", "title"),
        ('Sleeve for 15"', "en", "title"),
        ("Weighs 980 g.\n", "en", "description"),
    ],
)
def test_what_is_finished_is_left_alone(text: str, language: str, field: str) -> None:
    assert found(text, language, field) == []


@pytest.mark.parametrize("address", ["b1.text", "b1.text@s1"])
def test_the_text_of_a_product_card_needs_no_sentence(address: str) -> None:
    brief = Brief(Kind.MAIL, mail=Mail(blocks=(Block("b1", BlockKind.PRODUCT), Block("b2", BlockKind.TEXT))))

    def marked(at: str, text: str) -> list[str]:
        return [each.text for each in Unfinished().find(Subject(Copy({at: text}), brief, "sv"))]

    assert marked(address, "130 × 180 cm, 100 % svensk ull") == []
    assert marked(address, "130 × 180 cm, 100 % svensk ull och") == ["och"]
    assert marked("b2", "Filten mäter 130 × 180 cm och är av ull") == ["ull"]


@pytest.mark.parametrize(
    ("leave", "language"),
    [("Kind regards,", "en"), ("Met vriendelijke groet,", "nl"), ("Vänliga hälsningar,", "sv")],
)
def test_a_letter_ends_on_its_closing(leave: str, language: str) -> None:
    def marked(kind: Kind) -> bool:
        return bool(list(Unfinished().find(Subject(Copy({"body": f"Ok.\n\n{leave}"}), Brief(kind), language))))

    assert not marked(Kind.REPLY)
    assert marked(Kind.PRODUCT)


@pytest.mark.parametrize(
    "text",
    [
        "The Havn bag weighs 980 g.[^1]",
        "The Havn bag weighs 980 g.[^q1.2, q3]",
        "The Havn bag weighs 980 g. [q1]",
        "He said “take it along”.[^q1][^2]",
        "It is light.[^1]\n\n[^1]: Weighed by the people of Havn",
        "Set it up so:\n\n```\nlight = this and that\n```",
    ],
)
def test_notes_behind_the_last_sentence_are_not_its_end(text: str) -> None:
    assert found(text, "en", "body") == []


def test_a_mark_does_not_end_a_sentence() -> None:
    assert found("It is light and it weighs 980 g[^1]", "en", "body") == ["1]"]
