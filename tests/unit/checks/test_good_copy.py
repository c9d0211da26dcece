"""Good texts get next to no remarks: the checks of style, search and readability say one thing of a text at most."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.checks.catalogue import CHECKS
from desktop.checks.check import Subject
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from desktop.core.resources import resource_text

_TEXTS: dict[str, list[dict[str, str]]] = json.loads(
    (Path(__file__).parent / "good_copy.json").read_text(encoding="utf-8")
)
_OURS = ("search.", "readability.", "style.", "words.")
_CASSEROLE = "The Brisa casserole of enamelled cast iron holds 4.2 litres. It weighs 5.1 kg, so lift it with care."


def said(copy: Copy, brief: Brief) -> list[Finding]:
    subject = Subject(copy, brief, brief.language)
    return [finding for check in CHECKS if check.id.startswith(_OURS) for finding in check.find(subject)]


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in _TEXTS.items() for text in texts]
)
def test_good_copy_gets_one_word_of_advice_at_most(language: str, text: dict[str, str]) -> None:
    brief = Brief(language=language, keyphrase=text["keyphrase"])
    findings = said(Copy({name: value for name, value in text.items() if name != "keyphrase"}), brief)
    assert len(findings) <= 1, findings
    assert all(finding.severity is Severity.INFO for finding in findings)


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_the_sample_is_left_alone(language: str) -> None:
    text = resource_text(f"sample/{language}.txt")
    assert said(Copy({"description": text}), Brief(language=language)) == []


def test_the_sentence_that_other_tests_call_good_is_left_alone() -> None:
    assert said(Copy({"title": "Brisa casserole, 5.1 kg", "description": _CASSEROLE}), Brief(language="en")) == []


def test_a_language_that_is_not_known_gets_only_what_needs_none() -> None:
    text = "Die Tasche ist  leicht!! Sie ist gut. Sie ist schön. Sie ist stark. Look no further, chairman."
    findings = said(Copy({"description": text}), Brief(language="de"))
    assert [(finding.check, finding.text) for finding in findings] == [
        ("style.exclamations", "!!"),
        ("style.spacing", "  "),
    ]
