"""The step that a mark or a certificate was given in: *Sold Secure Diamond* where a fact says *Sold Secure Gold*."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.verdicts import at
from desktop.core.brief import Fact
from desktop.core.finding import Verdict

_TIERS = {
    word: tier
    for tier, words in enumerate(
        (
            "bronze brons", "silver zilver", "gold goud guld", "platinum platina", "diamond diamant",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_NAMED = re.compile(
    rf"(?P<name>[A-ZÀ-Þ][\w&-]*(?:\s(?:to\s|of\s)?[A-ZÀ-Þ][\w&-]*)*)[\s-](?P<tier>(?i:{'|'.join(_TIERS)}))(?![\w-])"
)
_MOST_FACTS = 200


def tier_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The tiers that a sentence names right behind a name that a fact has with a tier."""
    for fact, name, tier in _told(ledger.facts[:_MOST_FACTS]):
        for match in re.finditer(rf"\b{re.escape(name)}[\s-](?P<tier>{'|'.join(_TIERS)})\b", sentence, re.IGNORECASE):
            same = _TIERS[match["tier"].lower()] == tier
            yield at(
                match.start(), match.end(), Verdict.SUPPORTED if same else Verdict.CONTRADICTED, "certificate", fact
            )


@functools.lru_cache(maxsize=8)
def _told(facts: tuple[Fact, ...]) -> tuple[tuple[Fact, str, int], ...]:
    """The facts that give a name with its tier, with both; one capital word alone is a metal or a colour."""
    found = ((fact, match) for fact in facts for match in _NAMED.finditer(fact.text))
    return tuple(
        (fact, match["name"], _TIERS[match["tier"].lower()])
        for fact, match in found
        if " " in match["name"] or match["name"].isupper()
    )
