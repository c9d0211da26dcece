"""Times of day to the minute, with and without the place beside them."""

from __future__ import annotations

import pytest

from tests.unit.checks.ledger.judging import C, Case, S, judged

_SV, _EN, _NL = "Avgång=Göteborg C kl. 08:25", "Departure=Gothenburg Central at 08:25", "Vertrek=Utrecht Centraal 08:25"
_ROUTE = "Rutt=Göteborg 08:25 – Stockholm 11:30"
CASES: list[Case] = [
    ("Tåget går från Göteborg klockan 08.25.", "sv", _SV, [("08.25", S)]),
    ("Tåget går från Göteborg kl. 08:25.", "sv", _SV, [("08:25", S)]),
    ("Tåget rullar klockan 08.25.", "sv", _SV, [("08.25", S)]),
    ("Tåget går från Göteborg kl. 08:45.", "sv", _SV, [("08:45", C)]),
    ("Klockan 20.25 rullar tåget från Göteborg.", "sv", _SV, [("20.25", C)]),
    ("Från Göteborg kl. 08.25, framme i Stockholm kl. 11.30.", "sv", _ROUTE, [("08.25", S), ("11.30", S)]),
    ("Från Göteborg kl. 11.30 rullar tåget.", "sv", _ROUTE, [("11.30", C)]),
    ("I Malmö äter man lunch kl. 12.15.", "sv", _ROUTE, []),
    ("The train leaves Gothenburg at 8.25.", "en", _EN, [("8.25", S)]),
    ("The train leaves Gothenburg at 8.45, coffee is served at 9.15.", "en", _EN, [("8.45", C)]),
    ("At 8.25 kg it is light enough for Gothenburg.", "en", "Weight=8.25 kg; Tram=Gothenburg 09:10", [("8.25 kg", S)]),
    ("De trein rijdt om 8.25 uur uit Utrecht.", "nl", _NL, [("8.25", S)]),
    ("De trein rijdt om 8.45 uur uit Utrecht.", "nl", _NL, [("8.45", C)]),
    ("Om 12.30 uur lunchen we.", "nl", _NL, []),
]


@pytest.mark.parametrize(("sentence", "language", "facts", "expected"), CASES)
def test_a_time_is_that_of_the_place_beside_it(
    sentence: str, language: str, facts: str, expected: list[tuple[str, str]]
) -> None:
    assert judged(sentence, language, facts) == expected
