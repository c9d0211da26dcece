"""The model of `paired` for very many contenders, on arrays: the same equations, as a test keeps them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from desktop.statistics.paired import LONGEST_STEP, MOST_STEPS, NEAR, Pair, Share, first_guess

Floats = NDArray[np.float64]


def fitted_shares(size: int, pairs: Sequence[Pair], ties: float, *, prior: float = 1.0) -> tuple[Share, ...]:
    """What `shares(fit(size, pairs, ties, prior=prior))` gives."""
    first, second = np.array([pair.first for pair in pairs]), np.array([pair.second for pair in pairs])
    count, score = np.array([pair.count for pair in pairs], float), np.array([pair.score for pair in pairs], float)
    values = np.array([*first_guess(size, pairs, prior), -1.0])
    information = np.zeros((size + 1, size + 1))
    for _ in range(MOST_STEPS):
        expected, variance, tie, together = _chances(values[first] - values[second], values[size])
        own = 1 / (1 + np.exp(-values[:size]))
        missing = score - count * expected
        even = np.exp(values[size]) / (2 + np.exp(values[size]))
        slope = np.append(
            _sums(size, first, second, missing, -missing) + prior * (0.5 - own),
            ties - np.sum(count * tie) + prior * (0.5 - even),
        )
        weight = count * variance
        information = np.zeros((size + 1, size + 1))
        information[first, second] = information[second, first] = -weight
        np.fill_diagonal(
            information,
            np.append(
                _sums(size, first, second, weight, weight) + prior * own * (1 - own),
                np.sum(count * tie * (1 - tie)) + prior * even * (1 - even),
            ),
        )
        edge = _sums(size, first, second, count * together, -count * together)
        information[size, :size] = information[:size, size] = edge
        step = np.linalg.solve(information, slope)
        longest = float(np.max(np.abs(step)))
        values = values + step * min(1.0, LONGEST_STEP / max(longest, NEAR))
        if longest < NEAR:
            break
    return _shares(values, information)


def _shares(values: Floats, information: Floats) -> tuple[Share, ...]:
    size = len(values) - 1
    score, variance, _, together = _chances(values[:size, None] - values[None, :size], values[size])
    for matrix in (score, variance, together):
        np.fill_diagonal(matrix, 0.0)
    slopes = np.empty((size, size + 1))
    slopes[:, :size] = -variance
    np.fill_diagonal(slopes, np.sum(variance, axis=1))
    slopes[:, size] = np.sum(together, axis=1)
    spread = np.sum(slopes * np.linalg.solve(information, slopes.T).T, axis=1)
    means = np.sum(score, axis=1) / (size - 1)
    return tuple(Share(float(mean), float(each) / (size - 1) ** 2) for mean, each in zip(means, spread, strict=True))


def _chances(apart: Floats, log_tie: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Score, its variance, chance of a tie and the covariance of the two, as `Chance` has them."""
    up = np.exp(apart / 2)
    total = up + 1 / up + np.exp(log_tie)
    win, tie = up / total, np.exp(log_tie) / total
    score = win + tie / 2
    return score, win + tie / 4 - score * score, tie, tie * (0.5 - score)


def _sums(size: int, first: NDArray[np.int_], second: NDArray[np.int_], one: Floats, other: Floats) -> Floats:
    """What the pairs add up to for each contender."""
    sums = np.zeros(size)
    np.add.at(sums, first, one)
    np.add.at(sums, second, other)
    return sums
