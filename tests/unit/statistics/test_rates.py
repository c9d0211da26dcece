"""Rates: their intervals, which is ahead and how surely, and how many more people that takes."""

from __future__ import annotations

import math
import random
from itertools import pairwise

import pytest

from desktop.core.errors import ErrorKind, UserError
from desktop.core.rates import Rate, Versus
from desktop.statistics.posterior import Posterior, chance_ahead, chances_to_be_best, difference, difference_below
from desktop.statistics.rates import compare_many, compare_rates, rate_of


def rate(happened: int, shown: int, name: str = "A") -> Rate:
    return rate_of(name, shown, happened)


def versus(happened: int, shown: int, happened_too: int, shown_too: int) -> Versus:
    return compare_rates(rate(happened, shown, "A"), rate(happened_too, shown_too, "B"))


@pytest.mark.parametrize(
    ("happened", "shown", "low", "high"),
    [(10, 100, 0.052585, 0.170124), (3, 1000, 0.000846, 0.007984), (1204, 4988, 0.229656, 0.253402)],
)
def test_intervals_are_those_of_the_beta_distribution(happened: int, shown: int, low: float, high: float) -> None:
    """As scipy 1.17 has them: `beta(happened + .5, shown - happened + .5).ppf((.025, .975))`."""
    found = rate(happened, shown)
    assert found.rate == happened / shown
    assert found.low == pytest.approx(low, abs=2e-6)
    assert found.high == pytest.approx(high, abs=2e-6)


def test_none_of_all_and_all_of_all_end_at_the_edge() -> None:
    assert (rate(0, 50).low, rate(7, 7).high) == (0.0, 1.0)
    assert 0.02 < (rate(0, 50).high or 0) < 0.07
    assert rate(7, 7).low == pytest.approx(0.707564, abs=1e-4)


def test_shown_to_nobody_has_no_rate() -> None:
    assert rate(0, 0) == Rate("A", 0, 0, None, None, None)


@pytest.mark.parametrize(("happened", "shown"), [(5, 4), (-1, 4), (1, -4)])
def test_what_cannot_be_is_said(happened: int, shown: int) -> None:
    with pytest.raises(UserError, match="“A”") as refused:
        rate(happened, shown)
    assert refused.value.problem.kind is ErrorKind.INPUT
    assert refused.value.problem.hint


@pytest.mark.parametrize("shown", [30, 200])
def test_intervals_of_rates_hold_the_truth_in_95_of_100(shown: int) -> None:
    """The coverage is added up over all that can happen, for rates from 5 to 95 %: no chance is in it."""
    ends = [(found.low or 0.0, found.high or 0.0) for found in (rate(happened, shown) for happened in range(shown + 1))]
    covered = []
    for percent in range(5, 96):
        true = percent / 100
        chances = [math.comb(shown, n) * true**n * (1 - true) ** (shown - n) for n in range(shown + 1)]
        covered.append(sum(chance for chance, (low, high) in zip(chances, ends, strict=True) if low <= true <= high))
    assert 0.94 <= sum(covered) / len(covered) <= 0.96
    assert min(covered) > 0.88


@pytest.mark.parametrize(
    ("figures", "sure"),
    [
        ((20, 100, 10, 100), 0.976828),
        ((18, 1000, 12, 1000), 0.865264),
        ((1300, 4990, 1204, 4988), 0.986281),
        ((9, 100_000, 3, 100_000), 0.960560),
        ((5100, 10**6, 5000, 10**6), 0.840753),
        ((1_001_000, 10**9, 10**6, 10**9), 0.760305),
    ],
)
def test_the_chance_to_be_ahead_is_the_integral_of_the_two(figures: tuple[int, int, int, int], sure: float) -> None:
    """As scipy gives it, from 400,000 quantiles of one and the distribution of the other."""
    a, n, b, m = figures
    assert chance_ahead(Posterior(a, n), Posterior(b, m)) == pytest.approx(sure, abs=2e-6)


def test_the_higher_rate_leads_whichever_comes_first() -> None:
    first, second = versus(30, 400, 18, 400), versus(18, 400, 30, 400)
    assert (first.leader.name, second.leader.name) == ("A", "B")
    assert first.sure == pytest.approx(second.sure)
    assert first.enough


def test_the_interval_of_the_difference_and_the_chance_agree() -> None:
    found = versus(60, 400, 40, 400)
    assert found.sure is not None
    assert found.low is not None
    assert found.high is not None
    assert (found.low > 0) == (found.sure > 0.975)
    assert found.low < 0.05 < found.high
    one, other = Posterior(60, 400), Posterior(40, 400)
    assert difference_below(one, other, difference(one, other, 0.3)) == pytest.approx(0.3, abs=1e-5)


def test_equal_rates_are_even() -> None:
    found = versus(50, 500, 50, 500)
    assert found.sure == pytest.approx(0.5)
    assert found.needed is None


@pytest.mark.parametrize(
    "figures", [(2, 100, 3, 100), (5, 15, 9, 15), (0, 0, 50, 100), (0, 5000, 4, 5000), (99, 100, 98, 100)]
)
def test_too_little_is_no_comparison(figures: tuple[int, int, int, int]) -> None:
    found = versus(*figures)
    assert not found.enough
    assert (found.sure, found.low, found.high, found.needed) == (None, None, None, None)


def test_differences_hold_the_truth_in_95_of_100_runs() -> None:
    rng = random.Random(7)  # noqa: S311 - the same in every run
    for p, q, n, m in ((0.1, 0.13, 200, 300), (0.02, 0.03, 1000, 1000), (0.5, 0.5, 60, 60)):
        held = 0
        for _ in range(300):
            happened = sum(rng.random() < p for _ in range(n))
            happened_too = sum(rng.random() < q for _ in range(m))
            below = difference_below(Posterior(happened, n), Posterior(happened_too, m), p - q)
            held += 0.025 <= below <= 0.975
        assert 93 <= held / 3 <= 97


def test_nothing_more_is_needed_when_it_is_sure() -> None:
    assert versus(60, 400, 30, 400).needed == 0


@pytest.mark.parametrize(
    ("leader", "other", "shown"), [(0.12, 0.10, 300), (0.03, 0.025, 2000), (0.6, 0.55, 100), (0.006, 0.005, 10_000)]
)
def test_the_people_needed_are_those_of_the_textbook(leader: float, other: float, shown: int) -> None:
    """n = z² (p₁(1 − p₁) + p₂(1 − p₂)) / (p₁ − p₂)² for each, z = 1.645; what is given is rounded up to two digits."""
    found = versus(round(leader * shown), shown, round(other * shown), shown)
    textbook = 1.645**2 * (leader * (1 - leader) + other * (1 - other)) / (leader - other) ** 2 - shown
    assert found.needed is not None
    assert textbook <= found.needed <= textbook * 1.1


def test_as_many_people_as_needed_decide_it_half_of_the_time() -> None:
    """The formula is that of an even chance: with as many, half of the runs are sure to 95 %."""
    rng = random.Random(11)  # noqa: S311 - the same in every run
    needed = versus(36, 300, 30, 300).needed
    assert needed is not None
    n, runs = 300 + needed, 300
    sure = 0
    for _ in range(runs):
        spread = [math.sqrt(n * p * (1 - p)) for p in (0.12, 0.10)]
        drawn = [max(0, round(rng.gauss(n * p, by))) for p, by in zip((0.12, 0.10), spread, strict=True)]
        sure += chance_ahead(Posterior(drawn[0], n), Posterior(drawn[1], n)) >= 0.95
    assert 0.43 <= sure / runs <= 0.60


def test_with_the_people_needed_and_the_same_difference_it_is_sure() -> None:
    found = versus(24, 200, 20, 200)
    assert found.needed is not None
    n = 200 + found.needed
    assert versus(round(n * 0.12), n, round(n * 0.10), n).sure == pytest.approx(0.955, abs=0.006)


def test_a_difference_of_almost_nothing_needs_no_figure() -> None:
    assert versus(1001, 10_000, 1000, 10_000).needed is None


def test_variants_shown_unequally_often_need_less_than_twice_the_rarer() -> None:
    one = versus(240, 2000, 20, 200).needed
    assert one is not None
    assert 400 <= one <= 900


def test_many_are_ranked_with_their_chance_to_be_best() -> None:
    """The figures of 2,000,000 draws from the five distributions by numpy."""
    figures = [("B", 150, 5000), ("A", 120, 5000), ("C", 140, 5000), ("D", 90, 3000), ("E", 40, 900)]
    found = compare_many([rate_of(name, shown, happened) for name, happened, shown in figures])
    best = {each.name: chance for each, chance in zip(found.rates, found.best, strict=True)}
    assert found.rates[0].name == "E"
    assert best == {
        name: pytest.approx(value, abs=0.001)
        for name, value in zip("ABCDE", (0, 0.0103, 0.0023, 0.0161, 0.9713), strict=True)
    }
    assert [each.leader.name for each in found.against] == ["E"] * 4
    assert [each.other.name for each in found.against] == ["B", "D", "C", "A"]


def test_the_chance_to_be_best_of_two_is_that_to_be_ahead() -> None:
    one, other = Posterior(20, 100), Posterior(10, 100)
    assert chances_to_be_best([one, other])[0] == pytest.approx(chance_ahead(one, other), abs=1e-5)


def test_the_best_of_many_alike_is_not_sure() -> None:
    found = compare_many([rate_of(name, 1000, 100 + place) for place, name in enumerate("ABCDEFGH")])
    chances = [chance for chance in found.best if chance is not None]
    assert sum(chances) == pytest.approx(1)
    assert chances[0] < 0.25
    assert all(one >= other for one, other in pairwise(chances))


def test_one_that_hardly_anybody_saw_does_not_lead() -> None:
    found = compare_many([rate_of("A", 1000, 100), rate_of("B", 1000, 130), rate_of("C", 1, 1), rate_of("D", 0, 0)])
    assert [each.name for each in found.rates] == ["B", "A", "C", "D"]
    assert found.best[2:] == (None, None)
    assert [each.enough for each in found.against] == [True, False, False]


def test_nothing_and_one_are_ranked_too() -> None:
    assert compare_many([]).rates == ()
    alone = compare_many([rate(10, 100)])
    assert (alone.best, alone.against) == ((None,), ())
