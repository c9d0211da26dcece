from __future__ import annotations

import pytest

from desktop.checks.check import Subject
from desktop.checks.prices import Prices, prices_of
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from tests.unit.checks.marking import only_mark

WARNING, INFO = Severity.WARNING, Severity.INFO


def look(text: str, language: str) -> list[Finding]:
    return list(Prices().find(Subject(Copy({"body": text}), Brief(), language)))


@pytest.mark.parametrize(
    ("language", "text", "marked", "severity", "fixes"),
    [
        ("en", "Was £40, now £45.", "£45", WARNING, ()),
        ("en", "Was £40.00, now £30.00: 30% off!", "30", WARNING, ("25",)),
        ("en", "Now £30 (was £40). Save £15 today.", "£15", WARNING, ()),
        ("en", "It costs €12,50.", "12,50", INFO, ("12.50",)),
        ("en", "It costs €1.299,00.", "1.299,00", INFO, ("1,299.00",)),
        ("en", "It is €49. Order for 49 euros now.", "49 euros", INFO, ("€49",)),
        ("nl", "Van € 40 voor € 45.", "€ 45", WARNING, ()),
        ("nl", "Van € 40,00 voor € 30,00, dus 20% korting.", "20", WARNING, ("25",)),
        ("nl", "Nu € 30 i.p.v. € 40: bespaar € 12.", "€ 12", WARNING, ()),
        ("nl", "De tas kost € 12.50.", "12.50", INFO, ("12,50",)),
        ("nl", "De tas kost €49,00 en geen cent meer dan 49 euro.", "49 euro", INFO, ("€49,00",)),
        (
            "nl",
            "De tas kost € 49. Het riempje kost € 9 en is sterk en licht en mooi. In Zweden is het laatste 99 kr.",
            "99 kr",
            INFO,
            (),
        ),
        ("sv", "Ord. pris 399 kr, nu 449 kr.", "449 kr", WARNING, ()),
        ("sv", "Ord. pris 400 kr, nu 300 kr. 30 % rabatt!", "30", WARNING, ("25",)),
        ("sv", "300 kr i stället för 400 kr. Spara 150 kr.", "150 kr", WARNING, ()),
        ("sv", "Väskan kostar 1,299.50 kr.", "1,299.50", INFO, ("1.299,50",)),
        ("sv", "Väskan kostar 399 kr. Bara 399:- i dag.", "399:-", INFO, ("399 kr",)),
    ],
)
def test_prices_that_are_wrong_are_found(
    language: str, text: str, marked: str, severity: Severity, fixes: tuple[str, ...]
) -> None:
    finding = only_mark(lambda whole: look(whole, language), text)
    assert (finding.text, finding.severity, finding.fixes) == (marked, severity, fixes)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Was £40, now £30: 25% off, save £10. Up to 70% off elsewhere."),
        ("en", "From £20 to £40. Prices from £1,299.00; shipping is £4.95 and returns £4.95."),
        ("en", "It costs €49 (about $53). The bag was light and now it is £5 lighter in price than £80."),
        ("en", "RRP £60, now only £45. Extra 10% off with the code."),
        ("nl", "Van € 40 voor € 30: 25% korting, bespaar € 10. Tot 50% korting op alles."),
        ("nl", "€ 1.299,00 of € 12,50 per maand; gratis verzending vanaf € 50."),
        ("nl", "Van 20 tot 40 euro, of van 20 tot 40 stuks, was nu al licht. Of niet. Niet."),
        ("nl", "Van € 20 tot € 40. Normaal € 59,95, nu € 49,95."),
        ("nl", "De tas kost € 49,-. Voor maar € 49,- thuis."),
        ("sv", "Ord. pris 400 kr, nu 300 kr. 25 % rabatt, spara 100 kr. Upp till 50 % rabatt."),
        ("sv", "1 299 kr eller 12,50 kr per dag. Fri frakt över 499 kr."),
        ("sv", "Från 199 kr till 399 kr. Väskan var dyr, 900 kr, och är det än."),
        ("sv", "Pris: 399:- inkl. moms. Nu 399:- i butik."),
    ],
)
def test_prices_that_add_up_are_left_alone(language: str, text: str) -> None:
    assert look(text, language) == []


def test_prices_are_read_in_each_notation() -> None:
    found = prices_of("€ 1.299,00 £1,299.00 1 299:- 12,50 euro SEK 99 49 kr and 20 litres, 5 krukor")
    assert [(each.value, each.currency) for each in found] == [
        (1299.0, "€"), (1299.0, "£"), (1299.0, "kr"), (12.5, "€"), (99.0, "kr"), (49.0, "kr")
    ]  # fmt: skip


def test_other_languages_are_left_alone() -> None:
    assert look("Statt 40 €, jetzt 45 €: 12.50 €", "de") == []
