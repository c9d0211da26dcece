from __future__ import annotations

import pytest

from desktop.checks.check import Subject
from desktop.checks.dates import Dates
from desktop.core.brief import Brief
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from tests.unit.checks.marking import only_mark

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def look(text: str, language: str, today: str = "2026-06-10") -> list[Finding]:
    options = CheckOptions(today=today)
    return list(Dates().find(Subject(Copy({"body": text}), Brief(), language, options=options)))


@pytest.mark.parametrize(
    ("language", "text", "marked", "severity", "fixes"),
    [
        ("en", "Valid until 3 March 2024.", "3 March 2024", WARNING, ()),
        ("en", "The offer ends on March 3rd, 2024.", "March 3rd, 2024", WARNING, ()),
        ("en", "Order by 12 May and save.", "12 May", WARNING, ()),
        ("en", "Come on Monday 3 March 2026.", "Monday", WARNING, ("Tuesday",)),
        ("en", "Delivered on 31 June.", "31 June", ERROR, ()),
        ("en", "From February 30, 2026 onwards", "February 30, 2026", ERROR, ()),
        ("en", "Valid until 2024-03-03.", "2024-03-03", WARNING, ()),
        ("en", "Valid until 25/12/2025.", "25/12/2025", WARNING, ()),
        ("nl", "Geldig t/m 12 mei.", "12 mei", WARNING, ()),
        ("nl", "Actie tot en met zondag 3 maart 2024!", "3 maart 2024", WARNING, ()),
        ("nl", "Bestel uiterlijk 5-6-2026.", "5-6-2026", WARNING, ()),
        ("nl", "Kom op maandag 9 juni 2026.", "maandag", WARNING, ("dinsdag",)),
        ("nl", "Vanaf 31 april leverbaar.", "31 april", ERROR, ()),
        ("sv", "Gäller till och med 3/5.", "3/5", WARNING, ()),
        ("sv", "Erbjudandet gäller t.o.m. den 3 mars 2024.", "3 mars 2024", WARNING, ()),
        ("sv", "Beställ senast 12 maj.", "12 maj", WARNING, ()),
        ("sv", "Välkommen lördagen den 13 juni 2025.", "lördagen", WARNING, ()),
        ("sv", "Öppet till 31 november 2026.", "31 november 2026", ERROR, ()),
    ],
)
def test_dates_that_are_wrong_are_found(
    language: str, text: str, marked: str, severity: Severity, fixes: tuple[str, ...]
) -> None:
    finding = only_mark(lambda whole: look(whole, language), text)
    assert (finding.text, finding.severity, finding.fixes) == (marked, severity, fixes)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Valid until 3 March 2027, or until 12 July."),
        ("en", "The sale ran until 3 March 2024. We were founded on 3 March 1998."),
        ("en", "It may 35 times do so; up to 5/8 inch, until 24/7, by 3-4 days, 1/2 price before 12.30."),
        ("en", "Open on Wednesday 10 June 2026 and on Friday, 25 December. Version 3.5.2024x, 16-9, 3/4."),
        ("en", "Valid until 04/05/2027 and 29 February 2028; since 2019-03-03."),
        ("nl", "Actie t/m 12 juli; maat 38 t/m 46, 2-4 dagen, 24/7 bereikbaar."),
        ("nl", "Kom op dinsdag 9 juni 2026. Sinds 3 maart 1998. Geldig tot 31-12-2026."),
        ("nl", "De actie liep t/m 3 maart 2024 en was een succes."),
        ("nl", "Voor 5 mei 2027 besteld, 15.00-17.00 uur, € 12,50 per 1/2 liter, 40-60 cm, 10.10.10.10"),
        ("sv", "Gäller till och med 3/8. Storlek 38–46, 24/7, 2-4 dagar, kl. 9.30-17.00."),
        ("sv", "Välkommen lördagen den 13 juni 2026. Sedan 3 mars 1998."),
        ("sv", "Kampanjen pågick till den 3 mars 2024."),
        ("sv", "Den 29 februari 2028 och 31 maj. Skruv 1/4 tum, mars 35 procent."),
    ],
)
def test_dates_to_come_and_numbers_that_are_no_dates_are_left_alone(language: str, text: str) -> None:
    assert look(text, language) == []


def test_a_date_without_a_year_is_the_nearest_one() -> None:
    assert look("Geldig t/m 12 mei.", "nl", "2026-11-22") == []
    assert len(look("Geldig t/m 12 mei.", "nl", "2026-05-13")) == 1
    assert look("Geldig t/m 12 mei.", "nl", "2026-05-12") == []
    assert look("Valid until 3 January.", "en", "2026-12-20") == []
    assert len(look("Valid until 20 December.", "en", "2027-01-03")) == 1


def test_other_languages_and_a_today_that_is_none_do_no_harm() -> None:
    assert look("Valid until 3 March 2024.", "de") == []
    assert len(look("Valid until 3 March 2004.", "en", "soon")) == 1
