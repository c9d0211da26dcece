"""Times of other clauses, swapped variants, sums within a fact, shares of down and stitches, with look-alikes."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.index import ledger_of
from desktop.checks.ledger.numbers.quantity_claims import quantity_claims
from desktop.core.brief import Fact


def _facts(text: str) -> tuple[Fact, ...]:
    found = []
    for number, row in enumerate(filter(None, text.split(";")), start=1):
        name, _, value = row.strip().partition("=")
        value, _, variant = value.partition("@")
        found.append(Fact(id=f"f{number}", name=name, value=value, variant=variant))
    return tuple(found)


def _said(sentence: str, language: str, facts: str) -> list[tuple[str, str]]:
    found = quantity_claims(sentence, language, ledger_of(_facts(facts)), "")
    return sorted((sentence[each.start : each.end], each.verdict.value) for each in found)


INNOCENT = [
    ("en", "It lives at the bottom of your bag for eleven months and earns its keep in one afternoon."),
    ("en", "A bone-dry Riesling, then, best after half an hour in the ice bucket."),
    ("en", "Two weeks by the sea, and it keeps the sand out."),
    ("en", "Packed in two minutes, and out of the door."),
    ("nl", "Of je nu met de hele familie drie weken langs de Dordogne trekt of een dagje naar zee gaat."),
    ("nl", "Ingepakt in twee minuten en weg."),
    ("nl", "Vijf maanden onderin je tas, en dan houdt hij je droog."),
    ("sv", "Den är packad på två minuter och rymmer allt."),
    ("sv", "Den ligger elva månader i garderoben, och sedan värmer den."),
    ("sv", "Tre veckor i fjällen, men kaffet tar slut först."),
]


@pytest.mark.parametrize(("language", "sentence"), INNOCENT)
def test_a_time_of_another_clause_is_not_promised(language: str, sentence: str) -> None:
    assert _said(sentence, language, "Material=nylon") == []


PROMISED = [
    ("en", "It lasts eleven months.", "eleven months"),
    ("en", "It dries in half an hour.", "half an hour"),
    ("nl", "Na een nachtje gaat hij drie weken mee.", "drie weken"),
    ("nl", "Hij is droog binnen twee uur.", "twee uur"),
    ("sv", "Den torkar på två timmar.", "två timmar"),
    ("sv", "Påsen räcker i tre veckor.", "tre veckor"),
]


@pytest.mark.parametrize(("language", "sentence", "span"), PROMISED)
def test_a_time_of_its_own_clause_is_promised(language: str, sentence: str, span: str) -> None:
    assert (span, "unsupported") in _said(sentence, language, "Material=nylon")


SIZED = "Weight (S)=70 g@S; Weight (L)=115 g@L"
LONG = "Vikt (Regular)=890 g@Regular; Vikt (Long)=960 g@Long"
JUDGED = [
    ("en", SIZED, "Size S is for daypacks, while the large one, at 70 g, is for the big ones.", "70 g", "contradicted"),
    ("en", SIZED, "Size S is for daypacks, while the large one, at 115 g, is for the big ones.", "115 g", "supported"),
    ("en", SIZED, "Size S weighs 70 g.", "70 g", "supported"),
    ("sv", LONG, "Med 960 gram i Regular bär du den gärna.", "960 gram", "contradicted"),
    ("sv", LONG, "Med 890 gram i Regular bär du den gärna.", "890 gram", "supported"),
    ("nl", "Lengte ketting=42 cm + 5 cm verlengbaar", "Je draagt hem op 47 cm.", "47 cm", "supported"),
    ("nl", "Lengte ketting=42 cm + 5 cm verlengbaar", "Je draagt hem op 52 cm.", "52 cm", "contradicted"),
    ("nl", "Fill=90/10 duck down; Shell=100% recycled nylon", "De vulling is 90% eendendons.", "90%", "supported"),
    ("nl", "Fill=90/10 duck down; Shell=100% recycled nylon", "De vulling is 80% eendendons.", "80%", "contradicted"),
    ("sv", "Fyllning=anddun, 90/10", "Fyllningen är 85 % anddun.", "85 %", "contradicted"),
    ("sv", "Fyllning=anddun, 90/10", "Fyllningen är 90 % anddun.", "90 %", "supported"),
    ("en", "Speed=max. 750 spm", "It sews 750 stitches per minute.", "750 stitches per minute", "supported"),
    ("nl", "Speed=max. 750 spm", "Hij naait 900 steken per minuut.", "900 steken per minuut", "contradicted"),
    ("sv", "Speed=max. 750 spm", "Den syr 750 stygn i minuten.", "750 stygn i minuten", "supported"),
    ("nl", "Brandduur=6 uur (hoog), 18 uur (laag)", "In de zuinige stand haal je 24 uur.", "24 uur", "contradicted"),
    ("en", "Strap=leather", "Numbered edition of 500", "Numbered edition of 500", "unsupported"),
    ("nl", "Band=leer", "Een oplage van 500 stuks.", "oplage van 500", "unsupported"),
    ("sv", "Band=läder", "En upplaga på 500 exemplar.", "upplaga på 500", "unsupported"),
    ("nl", "Personen=4", "Opzetten kost een kwartier.", "een kwartier", "unsupported"),
    ("sv", "Personer=4", "Monteringen tar en kvart.", "en kvart", "unsupported"),
    (
        "en",
        "Battery life=30 h",
        "Ten minutes of charging gives five hours of music.",
        "Ten minutes of charging gives five hours",
        "unsupported",
    ),
    (
        "nl",
        "Accuduur=30 uur",
        "Tien minuten laden geeft vijf uur muziek.",
        "Tien minuten laden geeft vijf uur",
        "unsupported",
    ),
    (
        "sv",
        "Batteritid=30 timmar",
        "Tio minuters laddning ger fem timmars musik.",
        "Tio minuters laddning ger fem timmars",
        "unsupported",
    ),
    ("en", "Flow=6 l/min", "It saves half of the hot water.", "saves half of the hot water", "unsupported"),
    ("nl", "Debiet=6 l/min", "Hij bespaart de helft van het water.", "bespaart de helft van het water", "unsupported"),
    ("sv", "Flöde=6 l/min", "Den sparar hälften av varmvattnet.", "sparar hälften av varmvattnet", "unsupported"),
]


@pytest.mark.parametrize(("language", "facts", "sentence", "span", "verdict"), JUDGED)
def test_a_number_is_judged_by_the_very_variant_sum_or_share(
    language: str, facts: str, sentence: str, span: str, verdict: str
) -> None:
    assert (span, verdict) in _said(sentence, language, facts)
