"""Money per person: compared, and never with a certainty that totals do not hold."""

from __future__ import annotations

import pytest

from desktop.core.errors import ErrorKind, UserError
from desktop.core.rates import AmountVersus
from desktop.statistics.amounts import amount_of, compare_amounts


def test_an_amount_is_told_per_person_and_per_case() -> None:
    found = amount_of("A", shown=1000, happened=20, amount=900.0, currency="EUR")
    assert (found.per_person, found.per_case) == (0.9, 45.0)


def test_nobody_and_never_have_no_figure() -> None:
    found = amount_of("A", 0, 0, 0.0, "EUR")
    assert (found.per_person, found.per_case) == (None, None)


def test_the_best_is_told_against_each_other_one() -> None:
    rows = [
        amount_of("A", 1000, 20, 900.0, "EUR"), amount_of("B", 500, 9, 600.0, "EUR"), amount_of("C", 0, 0, 0, "EUR"),
        amount_of("D", 1000, 1, -5.0, "EUR"),
    ]  # fmt: skip
    found = compare_amounts(rows)
    assert [(each.leader.name, each.other.name, round(each.ahead, 3)) for each in found] == [
        ("B", "A", 0.3),
        ("B", "D", 1.205),
    ]


def test_no_certainty_is_made_up() -> None:
    assert not {"sure", "low", "high", "needed"} & set(AmountVersus.__struct_fields__)


def test_currencies_are_not_mixed() -> None:
    with pytest.raises(UserError, match="EUR, SEK") as refused:
        compare_amounts([amount_of("A", 10, 1, 5.0, "SEK"), amount_of("B", 10, 1, 5.0, "EUR")])
    assert refused.value.problem.kind is ErrorKind.INPUT


@pytest.mark.parametrize(("shown", "happened", "amount"), [(-1, 0, 1.0), (1, -1, 1.0), (1, 1, float("nan"))])
def test_what_cannot_be_is_said(shown: int, happened: int, amount: float) -> None:
    with pytest.raises(UserError, match="“A”"):
        amount_of("A", shown, happened, amount, "EUR")


def test_fewer_than_two_are_no_comparison() -> None:
    assert compare_amounts([]) == ()
    assert compare_amounts([amount_of("A", 10, 1, 5.0, "EUR")]) == ()
