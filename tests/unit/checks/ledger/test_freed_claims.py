"""What a sentence says a product is free from, of whatever name."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.freed_claims import freed_claims
from tests.unit.checks.ledger.judging import facts_of


def _verdicts(sentence: str, language: str, facts: str) -> list[tuple[str, str]]:
    found = freed_claims(sentence, language, facts_of(facts))
    return [(sentence[each.start : each.end], str(each.verdict)) for each in found]


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "expected"),
    [
        ("en", "Weight=2 kg", "It is free from optical brighteners.", ("optical brighteners", "unsupported")),
        ("en", "Composition=wax, benzene", "It contains no benzene.", ("benzene", "contradicted")),
        ("nl", "Gewicht=2 kg", "Het schuim is vrij van asbest.", ("asbest", "unsupported")),
        ("sv", "Vikt=2 kg", "Skummet innehåller inga fyllmedel.", ("fyllmedel", "unsupported")),
    ],
)
def test_what_no_fact_says_it_is_free_from_is_called(
    language: str, facts: str, sentence: str, expected: tuple[str, str]
) -> None:
    assert _verdicts(sentence, language, facts) == [expected]


@pytest.mark.parametrize(
    ("language", "facts", "sentence"),
    [
        ("en", "Weight=2 kg", "It keeps your desk free from dust."),
        ("en", "Benzene=no", "It is free from benzene."),
        ("en", "Weight=2 kg", "It is free from frills."),
        ("nl", "Gewicht=2 kg", "Het ontwerp is vrij van poespas."),
        ("sv", "Vikt=2 kg", "Är den fri från asbest?"),
    ],
)
def test_figures_of_speech_and_known_things_are_left_alone(language: str, facts: str, sentence: str) -> None:
    assert _verdicts(sentence, language, facts) == []
