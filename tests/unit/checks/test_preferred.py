from __future__ import annotations

import pytest

from desktop.checks.check import Subject
from desktop.checks.preferred import PreferredWords
from desktop.core.brief import Brief
from desktop.core.checking import CheckOptions, Preference
from desktop.core.copy import Copy
from desktop.core.finding import Severity


def fixed(text: str, language: str, *pairs: tuple[str, str]) -> str:
    options = CheckOptions(preferred=tuple(Preference(*pair) for pair in pairs))
    findings = list(PreferredWords().find(Subject(Copy({"description": text}), Brief(), language, options=options)))
    assert all(finding.severity is Severity.WARNING for finding in findings)
    for finding in sorted(findings, key=lambda each: -each.start):
        text = text[: finding.start] + finding.fixes[0] + text[finding.end :]
    return text


@pytest.mark.parametrize(
    ("text", "language", "pair", "right"),
    [
        ("Our customers. A Customer.", "en", ("customer", "guest"), "Our guests. A Guest."),
        ("CUSTOMER service", "en", ("customer", "guest"), "GUEST service"),
        ("Two purses", "en", ("purse", "clutch"), "Two clutches"),
        ("Our guys’ Bag", "en", ("bag", "tote bag"), "Our guys’ Tote bag"),
        ("The Ipad case", "en", ("Ipad", "iPad"), "The iPad case"),
        ("Send an e-mail.", "en", ("e-mail", "email"), "Send an email."),
        ("De goedkope tas.", "nl", ("goedkoop", "voordelig"), "De voordelig tas."),
        ("Onze klanten. Klant zijn.", "nl", ("klant", "gast"), "Onze gast. Gast zijn."),
        ("Laptop’s hoes", "nl", ("laptop", "computer"), "Computer’s hoes"),
        ("Een state of the art tas", "nl", ("state of the art", "moderne"), "Een moderne tas"),
        ("Kunden väljer.", "sv", ("kund", "gäst"), "Gäst väljer."),
        ("En billig väska.", "sv", ("billig", "prisvärd"), "En prisvärd väska."),
        ("Mejla oss. MEJLA nu.", "sv", ("mejla", "skriv till"), "Skriv till oss. SKRIV TILL nu."),
        ("Vår webbshop", "sv", ("webbshop", "nätbutik"), "Vår nätbutik"),
    ],
)
def test_the_preferred_word_stands_instead(text: str, language: str, pair: tuple[str, str], right: str) -> None:
    assert fixed(text, language, pair) == right


@pytest.mark.parametrize(
    ("text", "language", "pair"),
    [
        ("A tote bag.", "en", ("bag", "tote bag")),
        ("The iPad case", "en", ("Ipad", "iPad")),
        ("A bagel", "en", ("bag", "tote")),
        ("Customs", "en", ("customer", "guest")),
        ("Een schoudertas", "nl", ("tas", "schoudertas")),
        ("De gasten", "nl", ("klant", "gast")),
        ("Duurzaam", "nl", ("duur", "prijzig")),
        ("Iets anders", "nl", ("", "leeg")),
        ("Gästen väljer", "sv", ("kund", "gäst")),
        ("Kundvagn", "sv", ("kund", "gäst")),
        ("En liten väska", "sv", ("väska", "liten väska")),
        ("Billiard", "sv", ("billig", "prisvärd")),
    ],
)
def test_other_words_are_left_alone(text: str, language: str, pair: tuple[str, str]) -> None:
    assert fixed(text, language, pair) == text


def test_several_preferences_come_in_the_order_of_the_text() -> None:
    assert fixed("Guests buy bags.", "en", ("bag", "tote"), ("guest", "customer")) == "Customers buy totes."
