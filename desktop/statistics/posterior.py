"""What is known of a rate after it was counted: a beta distribution, and chances and intervals by quadrature.

The rate of `happened` of `shown` has, with the prior of Jeffreys, the distribution Beta(happened + ½, shown − happened
+ ½). It is tabulated over the log-odds, where it is smooth however small the rate: there are no random numbers, so the
same counts always give the same figures.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

_NODES = 400
_FALL = 34.0
"""How far the logarithm of the density falls to the ends of the table: what is beyond weighs less than 1e-13."""
_STEPS = 40
_CLOSE = 1e-6
_COMMON_NODES = 1500


class Posterior:
    """The distribution of a rate over its log-odds, as a table."""

    def __init__(self, happened: int, shown: int) -> None:
        a, b = happened + 0.5, shown - happened + 0.5
        self.mean = a / (a + b)
        self.deviation = math.sqrt(a * b / (a + b + 1)) / (a + b)
        middle, width = math.log(a / b), math.sqrt((a + b) / a / b)
        top = _log_density(middle, a, b)
        self.start = _end(middle, -width / 2, a, b, top)
        self.end = _end(middle, width / 2, a, b, top)
        self._step = (self.end - self.start) / _NODES
        self.nodes = [self.start + place * self._step for place in range(_NODES + 1)]
        raw = [math.exp(_log_density(node, a, b) - top) for node in self.nodes]
        whole = math.fsum(raw) * self._step
        self._density = [value / whole for value in raw]
        self.weights = [value * self._step for value in self._density]
        self._below = _cumulative(self._density, self._step)

    def below(self, odds: float) -> float:
        """The chance that the log-odds of the rate are below these."""
        if odds <= self.start:
            return 0.0
        if odds >= self.end:
            return 1.0
        place = min(int((odds - self.start) / self._step), _NODES - 1)
        part = (odds - self.nodes[place]) / self._step
        rest = 1 - part
        known = (
            rest * rest * (1 + 2 * part) * self._below[place] + part * part * (3 - 2 * part) * self._below[place + 1]
        )
        slopes = rest * self._density[place] - part * self._density[place + 1]
        return min(1.0, max(0.0, known + part * rest * self._step * slopes))

    def quantile(self, chance: float) -> float:
        """The rate that the true one is below of with this chance."""
        place = min(max(bisect_right(self._below, chance) - 1, 0), _NODES - 1)
        low, high = self.nodes[place], self.nodes[place + 1]
        for _ in range(_STEPS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.below(middle) < chance else (low, middle)
        return _rate((low + high) / 2)


def chance_ahead(one: Posterior, other: Posterior) -> float:
    """The chance that the first rate is higher than the other."""
    return 1 - difference_below(one, other, 0.0)


def difference(one: Posterior, other: Posterior, chance: float) -> float:
    """The difference (first minus other) that the true one is below of with this chance."""
    middle, spread = one.mean - other.mean, math.hypot(one.deviation, other.deviation)
    low, high, at_low, at_high = middle - 12 * spread, middle + 12 * spread, -chance, 1 - chance
    stayed = 0
    while high - low > 1e-5 * spread:
        value = difference_below(one, other, middle) - chance
        if abs(value) < _CLOSE:
            break
        if value < 0:
            low, at_low = middle, value
            at_high /= 2 if stayed < 0 else 1  # Illinois: an end that stays is drawn nearer
            stayed = -1
        else:
            high, at_high = middle, value
            at_low /= 2 if stayed > 0 else 1
            stayed = 1
        is_near = high - low < 2 * spread
        middle = (low * at_high - high * at_low) / (at_high - at_low) if is_near else (low + high) / 2
    return middle


def chances_to_be_best(all_: Sequence[Posterior]) -> tuple[float, ...]:
    """For each the chance that its rate is the highest of all; they add up to 1."""
    start, end = max(each.start for each in all_), max(each.end for each in all_)
    nodes = [start + (end - start) * place / _COMMON_NODES for place in range(_COMMON_NODES + 1)]
    below = [[max(each.below(node), 1e-290) for node in nodes] for each in all_]
    logs = [[math.log(value) for value in row] for row in below]
    sums = [math.fsum(column) for column in zip(*logs, strict=True)]
    found = []
    for row, log_row in zip(below, logs, strict=True):
        others = [math.exp(total - own) for total, own in zip(sums, log_row, strict=True)]
        cells = zip(pairwise(row), pairwise(others), strict=True)
        found.append(math.fsum((b - a) * (p + q) / 2 for (a, b), (p, q) in cells) + row[0] * others[0])
    whole = math.fsum(found)
    return tuple(value / whole for value in found)


def difference_below(one: Posterior, other: Posterior, by: float) -> float:
    """The chance that the first rate minus the other is below `by`: summed over the narrower of the two."""
    if one.deviation <= other.deviation:
        pairs = zip(one.nodes, one.weights, strict=True)
        return math.fsum(weight * (1 - other.below(_shifted(node, -by))) for node, weight in pairs)
    pairs = zip(other.nodes, other.weights, strict=True)
    return math.fsum(weight * one.below(_shifted(node, by)) for node, weight in pairs)


def _shifted(odds: float, by: float) -> float:
    """The log-odds of a rate that is higher by so much."""
    if not by:
        return odds
    rate = _rate(odds) + by
    if rate <= 0:
        return -math.inf
    return math.log(rate / (1 - rate)) if rate < 1 else math.inf


def _rate(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _log_density(odds: float, a: float, b: float) -> float:
    """The logarithm of the density over the log-odds, but for a constant."""
    return -a * math.log1p(math.exp(-odds)) - b * math.log1p(math.exp(odds))


def _end(middle: float, step: float, a: float, b: float, top: float) -> float:
    while top - _log_density(middle, a, b) < _FALL:
        middle += step
    return middle


def _cumulative(density: Sequence[float], step: float) -> list[float]:
    """The integral up to each node, each cell by the cubic through the four nodes around it."""
    padded = [0.0, *density, 0.0]
    found = [0.0]
    for place in range(1, len(density)):
        before, left, right, after = padded[place - 1 : place + 3]
        found.append(found[-1] + step / 24 * (13 * (left + right) - before - after))
    return [value / found[-1] for value in found]
