from __future__ import annotations

import time

import pytest

from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact, number_facts
from desktop.core.copy import Copy
from desktop.core.finding import Verdict

_THINGS = ("bolt", "kabel", "skruv", "hinge", "lamp", "mugg", "deksel", "spring", "filter", "adapter")
_WORDS = ("steel", "zwart", "blå", "matt", "12 mm", "230 V", "40 cm", "koper", "nylon", "3 pieces")


def _ledger(count: int, last: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Facts of parts that nobody asks for, and those that count at the very end."""
    rows = (
        Fact(name=f"{_THINGS[number % 10]} {number:05d}", value=f"{_WORDS[number * 7 % 10]} type {number * 31 % 997}")
        for number in range(count - len(last))
    )
    return number_facts((*rows, *last))


LAST = (
    Fact(name="Weight", value="980 g"),
    Fact(name="Waterdicht", value="ja"),
    Fact(name="Filling", value="duck down"),
    Fact(name="Whistle", value="no"),
)


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("The tent is waterproof.", Verdict.SUPPORTED),
        ("It weighs 980 g.", Verdict.SUPPORTED),
        ("It weighs 1250 g.", Verdict.CONTRADICTED),
        ("The quilt is filled with duck down.", Verdict.SUPPORTED),
        ("The tent is not waterproof.", Verdict.CONTRADICTED),
        ("It has a whistle.", Verdict.CONTRADICTED),
        ("It is dishwasher safe.", Verdict.UNSUPPORTED),
    ],
)
def test_a_fact_is_found_among_thousands(sentence: str, verdict: Verdict) -> None:
    brief = Brief(language="en", facts=_ledger(3000, LAST))
    claims = check_copy(Copy({"description": sentence}), brief, channels=()).claims
    assert [claim.verdict for claim in claims] == [verdict]


def test_ten_thousand_facts_are_read_in_seconds_and_then_at_once() -> None:
    sentences = "The tent is waterproof and weighs 980 g. It has a black steel frame of 40 cm and a warm lining. "
    first, begun = 0.0, time.process_time()
    for press in range(21):
        if press == 1:
            first, begun = time.process_time() - begun, time.process_time()
        copy = Copy({"description": sentences * 10 + "e" * press})
        check_copy(copy, Brief(language="en", facts=_ledger(10_000, LAST)), channels=())
    made = 20 * _seconds_to_make()
    assert 0 < first < 6
    assert (time.process_time() - begun - made) / 20 < 0.2


def _seconds_to_make() -> float:
    begun = time.process_time()
    _ledger(10_000, LAST)
    return time.process_time() - begun
