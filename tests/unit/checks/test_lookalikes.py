from __future__ import annotations

import pytest

from desktop.checks.check import Subject
from desktop.checks.lookalikes import LookAlikes
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from tests.unit.checks.marking import only_mark


def look(text: str) -> list[Finding]:
    return list(LookAlikes().find(Subject(Copy({"title": text}), Brief(), "")))


@pytest.mark.parametrize(
    ("text", "marked", "fix"),
    [
        ("A w\u0430terproof bag", "w\u0430terproof", "waterproof"),
        ("Een r\u03bfyale tas", "r\u03bfyale", "royale"),
        ("En v\u00e4sk\u0430 till dig", "v\u00e4sk\u0430", "väska"),
        ("Buy \u0410\u0421\u041c\u0415 bags in our large shop today", "\u0410\u0421\u041c\u0415", "ACME"),
        ("De \uff28\uff21\uff36\uff2e tas", "\uff28\uff21\uff36\uff2e", "HAVN"),
        ("\U0001d400 \U0001d401\U0001d402 sale", "\U0001d400 \U0001d401\U0001d402", "A BC"),
        ("New \U0001d4e2\U0001d4ea\U0001d4f5\U0001d4ee", "\U0001d4e2\U0001d4ea\U0001d4f5\U0001d4ee", "Sale"),
        ("Een \ufb01jne tas", "\ufb01", "fi"),
        ("Ryggs\u0435ck f\u00f6r", "Ryggs\u0435ck", "Ryggseck"),
    ],
)
def test_letters_in_disguise_are_found_and_undone(text: str, marked: str, fix: str) -> None:
    finding = only_mark(look, text)
    assert (finding.text, finding.severity, finding.fixes) == (marked, Severity.WARNING, (fix,))


@pytest.mark.parametrize(
    "text",
    [
        "A waterproof bag, naïve café, 15 μm thin, 10 kΩ and α-version",
        "Een rugzak van 40 × 30 cm, één stuk, ½ liter, 5 µm, π",
        "Vattentät väska för åäö, Ærø, Łódź, Škoda, İzmir",
        "Привет мир",
        "Our shop in Moscow is called Привет",
        "Καλημέρα",
        "The word космос means space, and Σ is a sum; β-carotene helps",
        "100\u2009% \u2116 5 \u2122 \u00bd ™ ① ²",
        "日本語、カナ！",
    ],
)
def test_other_scripts_and_signs_are_left_alone(text: str) -> None:
    assert look(text) == []
