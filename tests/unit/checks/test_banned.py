from __future__ import annotations

import pytest

from desktop.checks.banned import BannedWords, find_banned
from desktop.checks.check import Subject
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.finding import Severity


@pytest.mark.parametrize(
    ("text", "banned", "language", "marked"),
    [
        ("A cheap bag, cheaply made, the Cheap one", "cheap", "en", ["cheap", "cheaply", "Cheap"]),
        ("Een goedkope tas", "goedkoop", "nl", ["goedkope"]),
        ("En billigt gjord väska", "billig", "sv", ["billigt"]),
        ("The best of the best", "best", "en", ["best", "best"]),
        (
            "State-of-the-art sewing, state of the art",
            "state of the art",
            "en",
            ["State-of-the-art", "state of the art"],
        ),
        ("De beste tas. De tas is de beste", "de beste", "nl", ["De beste", "de beste"]),
        ("Light! Strong!", "!", "en", ["!", "!"]),
        ("Bag 🎉", "🎉", "en", ["🎉"]),
        ("Cheaper and cheapskate", "cheap", "en", []),
        ("De tas is duurder", "duur", "nl", []),
        ("The art. Of war", "art of", "en", []),
        ("Handgemaakt", "maakt", "nl", []),
        ("anything", "", "en", []),
    ],
)
def test_banned_words_are_found_in_their_forms(text: str, banned: str, language: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in find_banned(text, banned, language)] == marked


def test_findings_come_in_the_order_of_the_text() -> None:
    brief = Brief(banned=("strong", "light", "light", "  "))
    findings = list(BannedWords().find(Subject(Copy({"title": "Light, strong, light"}), brief, "en")))
    assert [finding.text for finding in findings] == ["Light", "strong", "light"]
    assert {finding.severity for finding in findings} == {Severity.ERROR}
    assert "“strong”" in findings[1].message
