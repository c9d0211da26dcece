from __future__ import annotations

import pytest

from desktop.checks.check import Subject
from desktop.checks.unfinished import Unfinished
from desktop.core.brief import Brief
from desktop.core.copy import Copy


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
