from __future__ import annotations

import json

import pytest

from desktop.checks.check import Subject
from desktop.checks.inclusive import InclusiveLanguage
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from desktop.core.resources import resource_text


def found(text: str, language: str) -> list[Finding]:
    return list(InclusiveLanguage().find(Subject(Copy({"description": text}), Brief(), language)))


@pytest.mark.parametrize(
    ("text", "language", "fixed"),
    [
        ("Good for mankind.", "en", "Good for humanity."),
        ("Chairmen like it.", "en", "Chairs like it."),
        ("Every housewife knows.", "en", "Every homemaker knows."),
        ("It takes much manpower.", "en", "It takes much staff."),
        ("Insanely good.", "en", "Extremely good."),
        ("Elke huisvrouw weet het.", "nl", "Elke huishouder weet het."),
        ("Dames en heren, welkom.", "nl", "Iedereen, welkom."),
        ("Op de zwarte lijst.", "nl", "Op de blokkeerlijst."),
        ("Voor bejaarden gemaakt.", "nl", "Voor ouderen gemaakt."),
        ("Idioot goedkoop vandaag.", "nl", "Heel goedkoop vandaag."),
        ("Varje hemmafru vet.", "sv", "Varje hemarbetande vet."),
        ("Sjukt billigt i dag.", "sv", "Mycket billigt i dag."),
        ("En handikappanpassad dusch.", "sv", "En tillgänglighetsanpassad dusch."),
        ("För gemene man.", "sv", "För allmänheten."),
        ("Vår städerska.", "sv", "Vår städare."),
    ],
)
def test_words_that_leave_readers_out_get_another(text: str, language: str, fixed: str) -> None:
    (finding,) = found(text, language)
    assert text[: finding.start] + finding.fixes[0] + text[finding.end :] == fixed
    assert finding.severity is Severity.INFO


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A blind stitch and a roller blind with the blind cord.", "en"),
        ("Manual, manicure, woman, human and Manchester.", "en"),
        ("A chair for the chairlift.", "en"),
        ("Gypsophila and gypsy moth traps.", "en"),
        ("Wool of black sheep.", "en"),
        ("Fireman Sam for kids.", "en"),
        ("Je moedertaal en moederbord.", "nl"),
        ("Een blanke lak op eiken. Blanke olie voor hout.", "nl"),
        ("Schoenen voor dames en heren.", "nl"),
        ("Een zwarte tas en een lijst.", "nl"),
        ("Trui van zwart schaap, van wol.", "nl"),
        ("Lamp met lamswol.", "nl"),
        ("En lapp på jeansen.", "sv"),
        ("Garn från svarta får, av ull.", "sv"),
        ("Modersmål och moderkort.", "sv"),
        ("Lam och lamm i burk.", "sv"),
        ("Kan jag hjälpa till?", "sv"),
        ("Mankind", "de"),
    ],
)
def test_harmless_words_are_left_alone(text: str, language: str) -> None:
    assert found(text, language) == []


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_every_entry_has_a_reason_of_its_own(language: str) -> None:
    entries = json.loads(resource_text("lexicons/inclusive.json"))[language]
    assert len(entries) >= 35
    reasons: dict[str, set[str]] = {}
    for entry in entries:
        for word, uses in entry["words"].items():
            (finding,) = found(f"1 {word} 2", language)
            assert (finding.text, list(finding.fixes)) == (word, uses)
            reasons.setdefault(entry["why"], set()).add(finding.message)
    assert all(len(messages) == 1 for messages in reasons.values())
    assert len({message for messages in reasons.values() for message in messages}) == len(reasons)
