"""Paired comparisons with ties: the model of Bradley and Terry in the form of Davidson (1970), by maximum likelihood.

Of two contenders with abilities θ₁ and θ₂ the first wins with a probability in proportion to exp(d/2), the second to
exp(−d/2), and they tie in proportion to ν, where d = θ₁ − θ₂. Without ties this is the model of Bradley and Terry
(1952). A score is 1 for a win, ½ for a tie.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from desktop.statistics.linear import solve, variances

MOST_STEPS = 60
NEAR = 1e-5
"""A step of Newton's method that changes nothing by more than this is the last one: the error is then its square."""
LONGEST_STEP = 2.0


class Pair(msgspec.Struct, frozen=True):
    """What two contenders, by place, came to: `count` comparisons, and the sum of the first one's scores."""

    first: int
    second: int
    count: float
    score: float


class Chance(msgspec.Struct, frozen=True):
    """What is expected of a comparison: the score, its variance, the chance of a tie, the covariance of the two."""

    score: float
    variance: float
    tie: float
    together: float


class Fit(msgspec.Struct, frozen=True):
    """Abilities by place, the logarithm of the tie parameter ν, and the information matrix of all of them."""

    abilities: tuple[float, ...]
    log_tie: float
    information: tuple[tuple[float, ...], ...]


class Share(msgspec.Struct, frozen=True):
    """The expected score against an average other contender, and its variance."""

    score: float
    variance: float


def fit(size: int, pairs: Sequence[Pair], ties: float, *, prior: float = 1.0) -> Fit:
    """The abilities of `size` contenders that make what was seen likeliest; `ties` is how many comparisons were tied.

    The prior stands for `prior` imaginary comparisons of each contender with one of ability 0, half of them won and
    half lost, and for as many between equals, half of them tied: so everything stays finite when one always wins.
    """
    values = [*first_guess(size, pairs, prior), -1.0]
    information: list[list[float]] = []
    for _ in range(MOST_STEPS):
        slope, information = _slope(values, pairs, ties, prior)
        step = solve(information, slope)
        longest = max(map(abs, step))
        scale = min(1.0, LONGEST_STEP / longest) if longest else 1.0
        values = [value + scale * by for value, by in zip(values, step, strict=True)]
        if longest < NEAR:
            break
    return Fit(tuple(values[:-1]), values[-1], tuple(map(tuple, information)))


def shares(fitted: Fit) -> tuple[Share, ...]:
    """Each contender's expected score against an average other one: the mean over all others; two are needed."""
    size = len(fitted.abilities)
    scores = [0.0] * size
    slopes = [[0.0] * (size + 1) for _ in range(size)]
    tie = math.exp(fitted.log_tie)
    for i, ability in enumerate(fitted.abilities):
        own = slopes[i]
        for j in range(i):
            score, variance, _, together = _chance(ability - fitted.abilities[j], tie)
            other = slopes[j]
            scores[i] += score
            scores[j] += 1 - score
            own[i] += variance
            own[j] = other[i] = -variance
            other[j] += variance
            own[size] += together
            other[size] -= together
    others = size - 1
    return tuple(
        Share(score / others, variance / others**2)
        for score, variance in zip(scores, variances(fitted.information, slopes), strict=True)
    )


def chance(apart: float, log_tie: float) -> Chance:
    """What is expected of a contender whose ability is `apart` above that of the other."""
    return Chance(*_chance(apart, math.exp(log_tie)))


def _chance(apart: float, nu: float) -> tuple[float, float, float, float]:
    up = math.exp(apart / 2)
    total = up + 1 / up + nu
    win, tie = up / total, nu / total
    score = win + tie / 2
    return score, win + tie / 4 - score * score, tie, tie * (0.5 - score)


def first_guess(size: int, pairs: Sequence[Pair], prior: float) -> list[float]:
    """Abilities to begin with: the log-odds of what each won."""
    won, played = [prior / 2] * size, [prior] * size
    for pair in pairs:
        won[pair.first] += pair.score
        won[pair.second] += pair.count - pair.score
        played[pair.first] += pair.count
        played[pair.second] += pair.count
    return [math.log((w + 0.1) / (n - w + 0.1)) for w, n in zip(won, played, strict=True)]


def _slope(
    values: Sequence[float], pairs: Sequence[Pair], ties: float, prior: float
) -> tuple[list[float], list[list[float]]]:
    """The gradient of the log-likelihood with its prior, and the information (minus the second derivatives)."""
    size = len(values) - 1
    nu = math.exp(values[size])
    slope = [0.0] * (size + 1)
    matrix = [[0.0] * (size + 1) for _ in range(size + 1)]
    edge = matrix[size]
    tied = tie_information = 0.0
    for pair in pairs:
        i, j, count = pair.first, pair.second, pair.count
        score, variance, tie, together = _chance(values[i] - values[j], nu)
        missing = pair.score - count * score
        slope[i] += missing
        slope[j] -= missing
        weight = count * variance
        matrix[i][i] += weight
        matrix[j][j] += weight
        matrix[i][j] -= weight
        matrix[j][i] -= weight
        edge[i] += count * together
        edge[j] -= count * together
        tied += count * tie
        tie_information += count * tie * (1 - tie)
    for i in range(size):
        score = 1 / (1 + math.exp(-values[i]))
        slope[i] += prior * (0.5 - score)
        matrix[i][i] += prior * score * (1 - score)
        matrix[i][size] = edge[i]
    even = nu / (2 + nu)
    slope[size] = ties - tied + prior * (0.5 - even)
    edge[size] = tie_information + prior * even * (1 - even)
    return slope, matrix
