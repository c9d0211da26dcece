"""What facts that answer yes or no say by a prefix, a suffix, or their words in another order."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.affixed_claims import AffixedFacts, affixed_claims
from tests.unit.checks.ledger.judging import facts_of


def _verdicts(sentence: str, language: str, facts: str) -> list[tuple[str, str]]:
    found = affixed_claims(sentence, language, AffixedFacts(facts_of(facts)))
    return [(sentence[each.start : each.end], str(each.verdict)) for each in found]


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "expected"),
    [
        ("en", "Treated=no", "The untreated boards turn grey.", ("untreated", "supported")),
        ("en", "Untreated=yes", "The treated boards stay brown.", ("treated", "contradicted")),
        ("en", "Height-adjustable=no", "Adjustable in height.", ("Adjustable in height", "contradicted")),
        ("nl", "Geglazuurd=nee", "Een ongeglazuurde schaal.", ("ongeglazuurde", "supported")),
        ("nl", "Inschrijving vereist=ja", "Kom zonder inschrijving.", ("zonder inschrijving", "contradicted")),
        ("sv", "Behandlad=ja", "Den obehandlade ytan.", ("obehandlade", "contradicted")),
        ("sv", "Anmälan krävs=nej", "Kom utan anmälan.", ("utan anmälan", "supported")),
    ],
)
def test_another_shape_of_the_same_is_judged(
    language: str, facts: str, sentence: str, expected: tuple[str, str]
) -> None:
    assert _verdicts(sentence, language, facts) == [expected]


@pytest.mark.parametrize(
    ("language", "facts", "sentence"),
    [
        ("en", "Treated=no", "Is it untreated?"),
        ("en", "Handsfree=yes", "It fits your hands."),
        ("en", "Treated=with oil", "The untreated boards turn grey."),
        ("nl", "Ontkalken nodig=nee", "Een pot kalk."),
        ("sv", "Orange=ja", "På väg hem."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(language: str, facts: str, sentence: str) -> None:
    assert _verdicts(sentence, language, facts) == []
