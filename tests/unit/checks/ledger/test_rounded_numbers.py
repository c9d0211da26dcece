"""Numbers as people round them, and numbers of other people's days, are no errors; a number that is wrong stays one."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import claims_of
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.finding import Verdict


def _verdicts(language: str, name: str, value: str, sentence: str) -> set[Verdict]:
    fact = Fact(id="f1", name=name, value=value)
    claims = claims_of(Copy({"description": sentence}), Brief(language=language, facts=(fact,)), language)
    return {each.verdict for each in claims if each.kind != "opinion"}


@pytest.mark.parametrize(
    ("language", "name", "value", "sentence"),
    [
        ("en", "Weight", "3.4 kg", "It weighs just over three kilos."),
        ("nl", "Gewicht", "3,4 kg", "Hij weegt ruim drie kilo."),
        ("sv", "Vikt", "3,4 kg", "Den väger drygt 3 kilo."),
        ("sv", "Uppvärmning", "ca 8 min", "Uppvärmningen tar knappt tio minuter."),
        ("nl", "Prijs", "€ 64,95", "De prijs is 65 euro."),
        ("sv", "Pris", "649 kr", "Priset är 650 kronor."),
        ("sv", "Höjd", "152 cm", "Den är en och en halv meter hög."),
        ("nl", "Lengte", "1,8 m", "De lengte is een meter tachtig."),
        ("en", "Length", "1.2 m", "The length is one metre twenty."),
        ("sv", "Räckvidd", "60–110 km", "Räckvidden är upp till tio mil."),
    ],
)
def test_what_is_said_as_round_follows_from_the_fact(language: str, name: str, value: str, sentence: str) -> None:
    assert _verdicts(language, name, value, sentence) == {Verdict.SUPPORTED}


@pytest.mark.parametrize(
    ("language", "name", "value", "sentence"),
    [
        ("en", "Weight", "3.4 kg", "It weighs just over two kilos."),
        ("nl", "Gewicht", "3,4 kg", "Hij weegt ruim vier kilo."),
        ("sv", "Vikt", "3,4 kg", "Den väger drygt 4 kilo."),
        ("nl", "Gewicht", "3,8 kg", "Hij weegt ruim drie kilo."),
        ("nl", "Prijs", "€ 69,95", "De prijs is 65 euro."),
        ("sv", "Pris", "649 kr", "Priset är 640 kronor."),
        ("sv", "Höjd", "172 cm", "Den är en och en halv meter hög."),
        ("nl", "Lengte", "1,5 m", "De lengte is een meter tachtig."),
        ("en", "Warranty", "3 years", "The warranty is just over five years."),
        ("sv", "Räckvidd", "60–110 km", "Räckvidden är upp till femton mil."),
    ],
)
def test_what_is_too_far_off_for_rounding_is_contradicted(language: str, name: str, value: str, sentence: str) -> None:
    assert Verdict.CONTRADICTED in _verdicts(language, name, value, sentence)


@pytest.mark.parametrize(
    ("language", "name", "value", "sentence"),
    [
        ("nl", "Accuduur", "tot 15 uur", "Hij gaat makkelijk een werkdag van acht uur mee."),
        ("en", "Battery life", "up to 15 hours", "The battery gets you through a working day of eight hours."),
        ("en", "Age", "10+", "We know an eight-year-old in Hull who wins more than is decent."),
        ("nl", "Maten", "36-46", "Valt je voet tussen twee maten in, kies dan de kleinste."),
        ("en", "Cable length", "2.8 m", "Nearly three metres of flex means the sofa need not move an inch."),
        ("en", "Price", "£149", "Your barista on the corner charges four pounds for the same cup."),
        ("nl", "Inhoud", "2,5 l", "Heb je een plafond van vijf meter, leen dan een ladder van de buren."),
        ("sv", "Vikt", "1,6 kg", "Svågern vill låna den inom en vecka."),
    ],
)
def test_numbers_of_others_are_left_alone(language: str, name: str, value: str, sentence: str) -> None:
    wrong = {Verdict.CONTRADICTED, Verdict.UNSUPPORTED}
    assert not _verdicts(language, name, value, sentence) & wrong


def test_a_tin_covers_what_its_litres_cover() -> None:
    facts = (Fact(id="f1", name="Rendement", value="10-12 m² per liter"), Fact(id="f2", name="Inhoud", value="2,5 l"))

    def verdicts(sentence: str) -> list[Verdict]:
        found = claims_of(Copy({"description": sentence}), Brief(language="nl", facts=facts), "nl")
        return [each.verdict for each in found]

    assert verdicts("Met één blik schilder je 25 tot 30 vierkante meter.") == [Verdict.SUPPORTED]
    assert verdicts("Met één blik schilder je 45 tot 60 vierkante meter.") == [Verdict.CONTRADICTED]
