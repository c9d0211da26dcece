"""Where a part sits is judged by the fact that is named for the part, whatever the part is called."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.placed import placed_claims
from tests.unit.checks.ledger.judging import facts_of


def found(sentence: str, language: str, facts: str) -> list[tuple[str, str]]:
    claims = placed_claims(sentence, language, facts_of(facts))
    return [(sentence[each.start : each.end], each.verdict.value) for each in claims]


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "words"),
    [
        ("en", "Inlet=side", "The valve has a bottom inlet.", "bottom"),
        ("en", "Inlet position=side", "The inlet is at the top.", "top"),
        ("en", "Handle=right", "Left handle", "Left"),
        ("en", "Pocket=inside", "An outer chest pocket.", "outer"),
        ("nl", "Korf=onderkorf", "Past in de bovenkorf.", "bovenkorf"),
        ("nl", "Aansluiting=onder", "De aansluiting zit aan de zijkant.", "zijkant"),
        ("nl", "Rits=voor", "De rits zit achter.", "achter"),
        ("sv", "Axel=fram", "Monteras på bakaxeln.", "bakaxeln"),
        ("sv", "Anslutning=undertill", "Anslutningen sitter på sidan.", "sidan"),
        ("sv", "Ficka=insidan", "En ficka på utsidan.", "utsidan"),
    ],
)
def test_another_place_is_contradicted(language: str, facts: str, sentence: str, words: str) -> None:
    assert found(sentence, language, facts) == [(words, "contradicted")]


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "words"),
    [
        ("en", "Inlet=side", "With a neat side inlet.", "side"),
        ("en", "Zip=left", "The zip is at the side.", "side"),
        ("nl", "Korf=onderkorf", "Voor de onderkorf.", "onderkorf"),
        ("nl", "Aansluiting=onder", "De aansluiting zit onderaan.", "onderaan"),
        ("sv", "Axel=fram", "Passar framaxeln.", "framaxeln"),
    ],
)
def test_the_same_place_is_supported(language: str, facts: str, sentence: str, words: str) -> None:
    assert (words, "supported") in found(sentence, language, facts)


@pytest.mark.parametrize(
    ("language", "facts", "sentence"),
    [
        ("en", "Pocket=front", "The pocket sits behind the zip."),
        ("en", "Pocket=outside", "Inside the pocket there is room."),
        ("en", "Inlet=side", "Water runs off at the bottom."),
        ("en", "Inlet=side", "Is it a bottom inlet?"),
        ("en", "Zip=top", "The zip is on the left."),
        ("en", "Seat=front row", "A back seat."),
        ("nl", "Aansluiting=onder", "Boven de aansluiting zit een kap."),
        ("nl", "Aansluiting=onder", "Geschikt voor de aansluiting."),
        ("sv", "Dragkedja=bak", "Dragkedjan går fram till halsen."),
        ("en", "Colour=blue", "The back pocket."),
    ],
)
def test_what_tells_of_no_such_place_is_left_alone(language: str, facts: str, sentence: str) -> None:
    assert found(sentence, language, facts) == []
