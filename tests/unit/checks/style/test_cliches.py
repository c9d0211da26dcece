from __future__ import annotations

import json

import pytest

from desktop.checks.check import Subject
from desktop.checks.style.cliches import Cliches
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.resources import resource_text


def found(text: str, language: str) -> list[str]:
    return [finding.text for finding in Cliches().find(Subject(Copy({"description": text}), Brief(), language))]


@pytest.mark.parametrize(
    ("text", "language", "marked"),
    [
        ("Elevate your mornings.", "en", ["Elevate your"]),
        (
            "In today’s fast-paced world you need it. Look no further!",
            "en",
            ["In today’s fast-paced world", "Look no further"],
        ),
        ("It is a game-changer for cooks.", "en", ["game-changer"]),
        ("This isn't just a bag.", "en", ["isn't just a"]),
        ("Ontdek de kracht van wol.", "nl", ["Ontdek de kracht van"]),
        ("De perfecte combinatie van stijl en comfort.", "nl", ["De perfecte combinatie van"]),
        ("Waar wacht je nog op?", "nl", ["Waar wacht je nog op"]),
        ("Een ongeëvenaarde smaak.", "nl", ["ongeëvenaarde"]),
        (
            "Förhöj din vardag med en perfekt balans mellan stil och funktion.",
            "sv",
            ["Förhöj din", "perfekt balans mellan"],
        ),
        ("I dagens snabba värld behövs lugn.", "sv", ["I dagens snabba värld"]),
        ("Kvalitet i världsklass.", "sv", ["i världsklass"]),
        ("Vad väntar du på?", "sv", ["Vad väntar du på"]),
        ("The shelf elevates the plants by 5 cm.", "en", []),
        ("We changed the game of chess.", "en", []),
        ("The lens gives no further detail.", "en", []),
        ("The lid unlocks with a key.", "en", []),
        ("De perfecte maat voor je keuken.", "nl", []),
        ("Ontdekkers lopen graag.", "nl", []),
        ("Kijk in de handleiding.", "nl", []),
        ("Een combinatie van wol en zijde.", "nl", []),
        ("Höjden är 12 cm.", "sv", []),
        ("Balansen mellan hjulen är god.", "sv", []),
        ("Väntetiden är två dagar.", "sv", []),
        ("Välkommen till butiken.", "sv", []),
        ("Elevate your mornings.", "de", []),
    ],
)
def test_worn_phrases_are_found(text: str, language: str, marked: list[str]) -> None:
    assert found(text, language) == marked


def test_each_sort_has_its_own_hint() -> None:
    text = "In a world where bags break, elevate your walk. It is not just a bag. Truly unforgettable. Look no further."
    findings = Cliches().find(Subject(Copy({"description": text}), Brief(), "en"))
    messages = [finding.message for finding in findings]
    assert len(messages) == len(set(messages)) == 5


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_every_phrase_of_the_list_is_found_by_itself(language: str) -> None:
    kinds: dict[str, list[str]] = json.loads(resource_text("lexicons/cliches.json"))[language]
    phrases = [
        phrase.replace("your *", "your life").replace("je *", "je huis").replace("din *", "din stil")
        for each in kinds.values()
        for phrase in each
    ]
    assert len(phrases) >= 60
    for phrase in phrases:
        plain = phrase.replace("*", "e")
        assert found(f"Nu {plain} 12.", language) == [plain], phrase
