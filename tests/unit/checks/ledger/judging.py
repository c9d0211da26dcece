"""Tables of sentences with facts, and what the quantity half of the ledger makes of them."""

from __future__ import annotations

from desktop.checks.ledger.index import ledger_of
from desktop.checks.ledger.numbers.quantity_claims import quantity_claims
from desktop.core.brief import Fact

S, C, U = "supported", "contradicted", "unsupported"
Case = tuple[str, str, str, list[tuple[str, str]]]


def facts_of(text: str) -> tuple[Fact, ...]:
    """`Weight=980 g; Weight (L)=1,020 g @L`: name, value, variant."""
    found = []
    for number, row in enumerate(text.split(";"), start=1):
        name, _, value = row.strip().partition("=")
        value, _, variant = value.partition("@")
        found.append(Fact(id=f"f{number}", name=name.strip(), value=value.strip(), variant=variant.strip()))
    return tuple(found)


def judged(sentence: str, language: str, facts: str) -> list[tuple[str, str]]:
    found = sorted(quantity_claims(sentence, language, ledger_of(facts_of(facts)), ""), key=lambda each: each.start)
    return [(sentence[each.start : each.end], each.verdict.value) for each in found]
