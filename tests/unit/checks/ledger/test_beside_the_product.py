"""What stands beside the product and claims nothing of it, in three languages, and the claims that look like it."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.concept_claims import concept_claims_of
from desktop.core.brief import Fact


def _facts(text: str) -> tuple[Fact, ...]:
    rows = (row.strip().partition("=") for row in text.split(";"))
    return tuple(Fact(id=f"f{n}", name=name, value=value) for n, (name, _, value) in enumerate(rows, start=1))


def _said(sentence: str, language: str, facts: str) -> list[tuple[str, str]]:
    found = concept_claims_of(sentence, _facts(facts), language)
    return [(sentence[each.start : each.end], each.verdict.value) for each in found]


INNOCENT = [
    ("en", "Fragrance=none", "It does not argue with your perfume."),
    ("en", "Weight=1 kg", "Lovely with a slice of lemon cake or a window seat."),
    ("en", "Weight=1 kg", "It goes over pyjamas and under a waxed jacket."),
    ("en", "Weight=1 kg", "Window open, hay fever closed in, and the winter duvet lying on you."),
    ("en", "Weight=1 kg", "Sew a new zip in your favourite jeans."),
    ("en", "Weight=1 kg", "Hold the child with one hand and the pram with the other."),
    ("en", "Light=LED", "It lights up navy fabrics."),
    ("en", "Material=cotton", "The bag is made of cotton; the EU has rules for that."),
    ("nl", "Weight=1 kg", "Lekker als filter, met een stroopwafel erbij."),
    ("nl", "Materiaal=acaciahout", "De bijpassende kussens in linnenlook bestel je los."),
    ("nl", "Weight=1 kg", "Heerlijk met een schepje honing."),
    ("nl", "Weight=1 kg", "Met een hand je kind en met de andere de buggy."),
    ("nl", "Weight=1 kg", "Hij past over een trui en onder een gewaxte jas."),
    ("nl", "Weight=1 kg", "Net als de hooikoorts weer begint."),
    ("en", "Material=cotton", "Great with a hoodie or a denim jacket."),
    ("nl", "Materiaal=katoen", "Leuk met een spijkerjas of een wollen trui."),
    ("sv", "Material=bomull", "Fint med en jeansjacka eller en ylletröja."),
    ("sv", "Material=PU leather", "Fäll upp skärmen och se klart avsnittet."),
    ("sv", "Material=silver", "Små solar till första dagen på jobbet."),
    ("sv", "Vikt=1 kg", "En sovsäck är antingen för tung eller för tunn."),
    ("sv", "Vikt=1 kg", "Sy en ny dragkedja i favoritjeansen."),
    ("sv", "LED=ja", "Den lyser upp mörkblå tyger."),
    ("sv", "Tillbehör=visp", "Köttkvarnen får du önska dig av tomten."),
]


@pytest.mark.parametrize(("language", "facts", "sentence"), INNOCENT)
def test_what_stands_beside_the_product_is_left_alone(language: str, facts: str, sentence: str) -> None:
    assert [each for each in _said(sentence, language, facts) if each[1] != "supported"] == []


CLAIMED = [
    ("en", "Light source=LED, 8 W, included", "The bulb is not included.", "bulb is not included", "contradicted"),
    ("en", "Returns=free within 30 days", "If it doesn't suit, return it free.", "return it free", "supported"),
    ("en", "Material=bok, vattenbaserad färg", "The beech blocks are solid.", "beech", "supported"),
    ("en", "Weight=1 kg", "Suitable for allergy sufferers.", "Suitable for allergy sufferers", "unsupported"),
    ("en", "Weight=1 kg", "With a zip and two pockets.", "zip", "unsupported"),
    ("en", "Weight=1 kg", "It folds with one hand.", "with one hand", "unsupported"),
    (
        "en",
        "Weight=1 kg",
        "It contributes to normal muscle function.",
        "contributes to normal muscle function",
        "unsupported",
    ),
    (
        "nl",
        "Weight=1 kg",
        "Het draagt bij aan een normale werking.",
        "draagt bij aan een normale werking",
        "unsupported",
    ),
    ("nl", "Materiaal=katoen", "Mooi met wollen rand.", "wollen", "contradicted"),
    ("nl", "Geparfumeerd=nee", "Met lavendelgeur.", "lavendelgeur", "contradicted"),
    ("nl", "Use=interior only", "Voor binnen en buiten.", "binnen en buiten", "contradicted"),
    ("nl", "Included=gig bag, tuner", "Tas en stemapparaat krijg je erbij.", "Tas", "supported"),
    ("nl", "Mopping function=yes", "Robotstofzuiger met dweilfunctie", "dweilfunctie", "supported"),
    ("sv", "Vikt=1 kg", "Motorn har metallväxlar.", "metallväxlar", "unsupported"),
    ("sv", "Vikt=1 kg", "Den är snäll mot allergiker.", "allergiker", "unsupported"),
    ("sv", "Vikt=1 kg", "Det är krocktestat av VTI.", "krocktestat av VTI", "unsupported"),
    ("sv", "Vikt=1 kg", "Fem stjärnor i Folksams test", "Fem stjärnor i Folksams test", "unsupported"),
    ("sv", "Vikt=1 kg", "Den belönades med Måltidspriset.", "Måltidspriset", "unsupported"),
    (
        "sv",
        "Regenschutz=nicht enthalten",
        "Regnskyddet som följer med löser resten.",
        "Regnskyddet som följer med",
        "contradicted",
    ),
    ("sv", "Kropp=al; Hals=lönn", "Garage har kropp av al.", "av al", "supported"),
    ("sv", "Material=PU leather", "Den är klädd med fäll.", "fäll", "contradicted"),
]


@pytest.mark.parametrize(("language", "facts", "sentence", "span", "verdict"), CLAIMED)
def test_what_is_said_of_the_product_is_judged(
    language: str, facts: str, sentence: str, span: str, verdict: str
) -> None:
    assert (span, verdict) in _said(sentence, language, facts)
