"""The model of paired comparisons against published examples and against simulation."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import pytest

from desktop.statistics.linear import solve, variances
from desktop.statistics.paired import Pair, chance, fit, shares
from desktop.statistics.paired_arrays import fitted_shares
from desktop.statistics.rating import interval

TEAMS = ("Baltimore", "Boston", "Cleveland", "Detroit", "Milwaukee", "New York", "Toronto")
BASEBALL = """
Milwaukee: Detroit 4-3, Toronto 4-2, New York 4-3, Boston 6-1, Cleveland 4-2, Baltimore 6-0
Detroit: Milwaukee 3-3, Toronto 4-2, New York 4-3, Boston 6-0, Cleveland 6-1, Baltimore 4-3
Toronto: Milwaukee 2-5, Detroit 4-3, New York 2-4, Boston 4-3, Cleveland 4-2, Baltimore 6-0
New York: Milwaukee 3-3, Detroit 5-1, Toronto 2-5, Boston 4-3, Cleveland 4-2, Baltimore 6-1
Boston: Milwaukee 5-1, Detroit 2-5, Toronto 3-3, New York 4-2, Cleveland 5-2, Baltimore 6-0
Cleveland: Milwaukee 2-5, Detroit 3-3, Toronto 3-4, New York 4-3, Boston 4-2, Baltimore 2-4
Baltimore: Milwaukee 2-5, Detroit 1-5, Toronto 1-6, New York 2-4, Boston 1-6, Cleveland 3-4
"""
"""American League, Eastern Division, 1987; Agresti, Categorical Data Analysis (2nd edition, 2002), table 10.10."""
ABILITIES = {"Boston": 1.11, "Cleveland": 0.68, "Detroit": 1.44, "Milwaukee": 1.58, "New York": 1.25, "Toronto": 1.29}
"""Table 10.11 of the same: log-abilities with Baltimore at 0; their standard errors are about 0.3."""
PUDDINGS = (
    (1, 2, 19, 22, 16), (1, 3, 16, 19, 12), (2, 3, 19, 19, 10), (1, 4, 18, 23, 13), (2, 4, 23, 19, 9),
    (3, 4, 19, 20, 15), (1, 5, 13, 19, 18), (2, 5, 16, 20, 12), (3, 5, 16, 15, 17), (4, 5, 17, 14, 16),
    (1, 6, 18, 21, 12), (2, 6, 22, 20, 12), (3, 6, 13, 18, 10), (4, 6, 14, 19, 18), (5, 6, 11, 21, 12),
)  # fmt: skip
"""Davidson (1970): chocolate puddings i and j; how often i was preferred, j was, and neither."""
WORTHS = (0.139, 0.173, 0.162, 0.165, 0.159, 0.202)
TIES = 0.747
"""Their worths and the tie parameter in that paper, as the R package PlackettLuce gives them too."""


def baseball() -> list[Pair]:
    pairs = []
    for line in BASEBALL.strip().splitlines():
        home, _, games = line.partition(": ")
        for game in games.split(", "):
            away, _, score = game.rpartition(" ")
            won, lost = map(int, score.split("-"))
            pairs.append(Pair(TEAMS.index(home), TEAMS.index(away), won + lost, won))
    return pairs


def test_abilities_are_those_of_the_published_example() -> None:
    fitted = fit(7, baseball(), 0, prior=1e-6)
    found = {team: ability - fitted.abilities[0] for team, ability in zip(TEAMS, fitted.abilities, strict=True)}
    assert {team: round(found[team], 2) for team in ABILITIES} == ABILITIES


def test_standard_errors_are_those_of_the_published_example() -> None:
    fitted = fit(7, baseball(), 0, prior=1e-6)
    apart = [[float(place == team) - float(place == 0) for place in range(8)] for team in range(1, 7)]
    assert [round(math.sqrt(value), 1) for value in variances(fitted.information, apart)] == [0.3] * 6


def test_worths_with_ties_are_those_of_the_published_example() -> None:
    pairs = [Pair(i - 1, j - 1, won + lost + tied, won + tied / 2) for i, j, won, lost, tied in PUDDINGS]
    fitted = fit(6, pairs, sum(each[4] for each in PUDDINGS), prior=1e-6)
    worths = [math.exp(ability) for ability in fitted.abilities]
    assert tuple(round(worth / sum(worths), 3) for worth in worths) == WORTHS
    assert math.exp(fitted.log_tie) == pytest.approx(TIES, abs=0.0005)


def test_the_prior_moves_the_published_example_by_little() -> None:
    with_prior, without = fit(7, baseball(), 0), fit(7, baseball(), 0, prior=1e-6)
    moved = [a.score - b.score for a, b in zip(shares(with_prior), shares(without), strict=True)]
    assert max(map(abs, moved)) < 0.01


def test_one_that_always_wins_stays_finite_and_below_one() -> None:
    [best, worst] = shares(fit(2, [Pair(0, 1, 20, 20)], 0))
    low, high = interval(best)
    assert 0.9 < best.score < 1
    assert 0.75 < low < best.score < high < 1
    assert worst.score == pytest.approx(1 - best.score)


def test_only_ties_are_even() -> None:
    [one, other] = shares(fit(2, [Pair(0, 1, 30, 15)], 30))
    assert one.score == pytest.approx(0.5)
    assert interval(one)[1] - interval(one)[0] < 0.15, "thirty ties say that they are alike"
    assert other.variance == pytest.approx(one.variance)


def test_chances_follow_from_abilities_and_ties() -> None:
    even = chance(0.0, math.log(2))
    assert even.tie == pytest.approx(0.5)
    assert even.score == pytest.approx(0.5)
    assert even.variance == pytest.approx(0.125)
    assert chance(math.log(3), -60).score == pytest.approx(0.75)


def test_the_way_by_arrays_gives_the_same() -> None:
    rng = random.Random(4)  # noqa: S311 - the same in every run
    pairs = [Pair(i, j, 8, rng.randint(0, 16) / 2) for i in range(25) for j in range(i) if rng.random() < 0.5]
    by_hand = shares(fit(25, pairs, 40))
    for one, other in zip(by_hand, fitted_shares(25, pairs, 40), strict=True):
        assert one.score == pytest.approx(other.score, abs=1e-6)
        assert one.variance == pytest.approx(other.variance, rel=1e-5)


def test_equations_are_solved() -> None:
    assert solve([[4, 2], [2, 3]], [2, 5]) == pytest.approx([-0.5, 2])
    assert variances([[4, 2], [2, 3]], [[1, 0], [1, 1]]) == pytest.approx([3 / 8, 3 / 8])


def coverage(abilities: Sequence[float], each: int, nu: float, *, chain: bool = False, runs: int = 1000) -> float:
    """How often (in %) the interval holds the true share, over all contenders and seeded runs."""
    size = len(abilities)
    rng = random.Random(20261122)  # noqa: S311 - the same in every run
    met = [(i, j) for i in range(size) for j in range(i) if not chain or i - j == 1]
    log_tie = math.log(nu) if nu else -60.0
    truth = [
        sum(chance(own - other, log_tie).score for place, other in enumerate(abilities) if place != i) / (size - 1)
        for i, own in enumerate(abilities)
    ]
    held = 0
    for _ in range(runs):
        pairs, ties = [], 0
        for i, j in met:
            expected = chance(abilities[i] - abilities[j], log_tie)
            drawn = [rng.random() for _ in range(each)]
            tied = sum(value < expected.tie for value in drawn)
            won = sum(expected.tie <= value < expected.score + expected.tie / 2 for value in drawn)
            ties += tied
            pairs.append(Pair(i, j, each, won + tied / 2))
        found = map(interval, shares(fit(size, pairs, ties)))
        held += sum(low <= true <= high for true, (low, high) in zip(truth, found, strict=True))
    return 100 * held / runs / size


@pytest.mark.parametrize(
    ("abilities", "each", "nu"),
    [
        ((0, 0), 20, 0.8), ((0.85, 0), 20, 0.8), ((0.85, 0), 100, 0), ((2.2, 0), 40, 0.8), ((1.2, 0.4, 0, -0.6), 7, 0),
        ((1.2, 0.4, 0, -0.6), 7, 0.8), ((1.2, 0.4, 0, -0.6), 20, 0), ((2, 0, 0, 0), 10, 0.3),
    ],
)  # fmt: skip
def test_intervals_hold_the_truth_in_95_of_100_runs(abilities: tuple[float, ...], each: int, nu: float) -> None:
    assert 93 <= coverage(abilities, each, nu) <= 97


def test_intervals_hold_the_truth_where_each_met_two_others_only() -> None:
    assert 93 <= coverage((1.2, 0.4, 0, -0.6, 0.5), 20, 0.3, chain=True, runs=400) <= 97
