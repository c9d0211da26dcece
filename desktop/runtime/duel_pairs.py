"""Who meets whom in a round of duels, in which order and on which side: all of it by chance."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

MOST_FOR_ALL = 6
"""Up to so many contenders everyone meets everyone: 15 duels, some minutes."""

Pair = tuple[int, int]


def pairs_of(count: int, dice: Random) -> list[Pair]:
    """The duels of so many contenders (numbered from 0), the left one of each first.

    Every pair once; with more than `MOST_FOR_ALL` a choice in which each meets three others (one of an odd number
    meets four), and all are joined through others, so that their strengths can be compared.
    """
    met = set(combinations(range(count), 2)) if count <= MOST_FOR_ALL else _three_each(count, dice)
    pairs = sorted(met)
    dice.shuffle(pairs)
    return [pair if dice.random() < 0.5 else (pair[1], pair[0]) for pair in pairs]


def _three_each(count: int, dice: Random) -> set[Pair]:
    """A ring through all of them, and one more for each."""
    ring = list(range(count))
    dice.shuffle(ring)
    joined = {_pair(one, other) for one, other in zip(ring, [*ring[1:], ring[0]], strict=True)}
    while True:
        rest = list(range(count))
        dice.shuffle(rest)
        more = [_pair(*rest[place : place + 2]) for place in range(0, count - 1, 2)]
        if count % 2:
            more.append(_pair(rest[-1], dice.choice(rest[:-1])))
        if len(set(more)) == len(more) and joined.isdisjoint(more):
            return joined | set(more)


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
