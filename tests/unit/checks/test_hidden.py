from __future__ import annotations

import pytest

from desktop.checks.check import Subject
from desktop.checks.hidden import HiddenCharacters
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity


def look(text: str) -> list[Finding]:
    return list(HiddenCharacters().find(Subject(Copy({"title": text}), Brief(), "en")))


@pytest.mark.parametrize(
    ("text", "start", "end", "severity"),
    [
        ("Ha\u200bvn", 2, 3, Severity.INFO),
        ("Ha\u00advn", 2, 3, Severity.INFO),
        ("\ufeffHavn", 0, 1, Severity.INFO),
        ("Havn\u202ekcab", 4, 5, Severity.WARNING),
        ("Havn\u200f", 4, 5, Severity.WARNING),
        ("Havn\x00\x01", 4, 6, Severity.WARNING),
        ("Havn\x0b", 4, 5, Severity.WARNING),
        ("Havn\ud800", 4, 5, Severity.WARNING),
        ("Havn\ufdd0", 4, 5, Severity.WARNING),
        ("Havn" + chr(0xFFFD), 4, 5, Severity.WARNING),
        ("Havn\U000e0068\U000e0069", 4, 6, Severity.WARNING),
        ("a\u200db", 1, 2, Severity.INFO),
    ],
)
def test_hidden_characters_are_found(text: str, start: int, end: int, severity: Severity) -> None:
    (finding,) = look(text)
    assert (finding.start, finding.end, finding.severity, finding.fixes) == (start, end, severity, ("",))


@pytest.mark.parametrize(
    "text",
    [
        "Havn",
        "Grön väska\nför 99 €\ttill dig",
        "€\u00a089,95 \u202f",
        "👨‍👩‍👧‍👦 👋🏽 ❤️‍🔥 🏳️‍🌈",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "“dash – and … dots”",
        "a\r\nb",
    ],
)
def test_what_people_type_is_left_alone(text: str) -> None:
    assert look(text) == []
