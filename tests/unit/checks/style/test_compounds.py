from __future__ import annotations

import json

import pytest

from desktop.checks.check import Subject
from desktop.checks.style.compounds import SplitCompounds
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.resources import resource_text


def fixed(text: str, language: str) -> str:
    findings = SplitCompounds().find(Subject(Copy({"description": text}), Brief(), language))
    for finding in sorted(findings, key=lambda each: -each.start):
        text = text[: finding.start] + finding.fixes[0] + text[finding.end :]
    return text


@pytest.mark.parametrize(
    ("text", "right", "language"),
    [
        ("Een eiken keuken tafel.", "Een eiken keukentafel.", "nl"),
        ("Keuken kasten van hout.", "Keukenkasten van hout.", "nl"),
        ("Twee wijn glazen en een rug zak.", "Twee wijnglazen en een rugzak.", "nl"),
        ("Water dichte fiets tassen.", "Waterdichte fietstassen.", "nl"),
        ("Dames Schoenen", "Damesschoenen", "nl"),
        ("Een zonne bril voor de zomer.", "Een zonnebril voor de zomer.", "nl"),
        ("En kaffe kopp i lera.", "En kaffekopp i lera.", "sv"),
        ("Kaffe koppar och köks handdukar.", "Kaffekoppar och kökshanddukar.", "sv"),
        ("En röd hand väska.", "En röd handväska.", "sv"),
        ("Väskorna: rygg säckar och läder väskor.", "Väskorna: ryggsäckar och läderväskor.", "sv"),
        ("Vatten tät jacka.", "Vattentät jacka.", "sv"),
        ("Vägg Lampa", "Vägglampa", "sv"),
    ],
)
def test_words_apart_are_joined(text: str, right: str, language: str) -> None:
    assert fixed(text, language) == right


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Een keukentafel en een wijnglas.", "nl"),
        ("In de keuken, tafel en stoel.", "nl"),
        ("De keuken. Tafel erbij?", "nl"),
        ("Onze collectie tassen van leer.", "nl"),
        ("De was doen en koffie filteren.", "nl"),
        ("Geef je hond voer en water.", "nl"),
        ("Voor dames fietsen wij graag.", "nl"),
        ("Vår kollektion av väskor.", "sv"),
        ("Vår jacka är varm.", "sv"),
        ("En kopp kaffe, kopp för kopp.", "sv"),
        ("Ge din hund mat varje dag.", "sv"),
        ("Ta med barn och stolar.", "sv"),
        ("En vattenflaska och en ryggsäck.", "sv"),
        ("Kaffe/kopp", "sv"),
        ("The hand doek", "en"),
    ],
)
def test_what_is_right_is_left_alone(text: str, language: str) -> None:
    assert fixed(text, language) == text


@pytest.mark.parametrize("language", ["nl", "sv"])
def test_the_list_is_small_and_each_of_its_pairs_is_found(language: str) -> None:
    pairs: dict[str, list[str]] = json.loads(resource_text("lexicons/compounds.json"))[language]
    assert sum(map(len, pairs.values())) >= 250
    for first, seconds in pairs.items():
        for second in seconds:
            assert fixed(f"1 {first} {second} 2", language) == f"1 {first}{second} 2"
