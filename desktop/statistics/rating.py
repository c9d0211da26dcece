"""How contenders stand after many duels: what share each wins, how surely, and when there are too few to say."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter

from desktop.core.duels import Contender, Duel, Winner
from desktop.core.standings import LEAST, Rated, Record
from desktop.statistics.paired import Pair, Share, fit, shares

__all__ = ["LEAST", "Rated", "Record", "counts", "interval", "rate"]

WITHIN = 1.959963984540054
"""Standard deviations on both sides of the mean that hold 95 % of a normal distribution."""
_MANY = 60
"""Contenders above which numpy is loaded (0.3 s once); up to there plain Python takes less than 50 ms."""
_SCORES = {Winner.LEFT.value: 1.0, Winner.RIGHT.value: 0.0, Winner.TIE.value: 0.5}


def rate(duels: Sequence[Duel], *, least: int = LEAST) -> tuple[Rated, ...]:
    """The contenders group by group, best first, then those with fewer than `least` comparisons.

    Duels count that are between two different contenders, each with a model.
    """
    tally = _Tally(duels)
    found = [
        rated for number, group in enumerate(tally.groups()) for rated in _rated_group(tally, group, number, least)
    ]
    return tuple(sorted(found, key=_order))


def counts(duel: Duel) -> bool:
    """Whether a duel says something of two contenders."""
    return _tells(duel.left, duel.right)


def _tells(left: Contender, right: Contender) -> bool:
    return bool(left.model and right.model) and left != right


def _order(rated: Rated) -> tuple[bool, int, float, int, Contender]:
    few = rated.verdict is Record.TOO_FEW
    return (few, rated.group, -(rated.share or 0.0), -rated.comparisons, rated.contender)


class _Tally:
    """Duels counted: by pair of contenders and winner."""

    def __init__(self, duels: Sequence[Duel]) -> None:
        lefts, rights = [duel.left for duel in duels], [duel.right for duel in duels]
        self.contenders = tuple(dict.fromkeys(chain(lefts, rights)))
        place_of = {contender: place for place, contender in enumerate(self.contenders)}.__getitem__
        left_places, right_places = list(map(place_of, lefts)), list(map(place_of, rights))
        rounds = [duel.round for duel in duels]
        seen = set(zip(left_places, rounds, strict=True)) | set(zip(right_places, rounds, strict=True))
        self.rounds = Counter(place for place, _ in seen)
        size = len(self.contenders)
        self.wins, self.losses, self.ties = [0] * size, [0] * size, [0] * size
        self.pairs: dict[tuple[int, int], tuple[int, float]] = {}
        winners = map(attrgetter("winner._value_"), duels)
        for (left, right, winner), count in Counter(zip(left_places, right_places, winners, strict=True)).items():
            if _tells(self.contenders[left], self.contenders[right]):
                self._add(left, right, _SCORES[winner], count)

    def _add(self, left: int, right: int, score: float, count: int) -> None:
        """Take in that many duels of the two, in which the left one had this score."""
        if score == 0.5:
            self.ties[left] += count
            self.ties[right] += count
        else:
            won, lost = (left, right) if score else (right, left)
            self.wins[won] += count
            self.losses[lost] += count
        key, score = ((left, right), score) if left < right else ((right, left), 1 - score)
        known, scored = self.pairs.get(key, (0, 0.0))
        self.pairs[key] = known + count, scored + score * count

    def comparisons(self, place: int) -> int:
        """How many duels the contender at a place was in."""
        return self.wins[place] + self.losses[place] + self.ties[place]

    def groups(self) -> list[tuple[int, ...]]:
        """The places of contenders that met, directly or through others; the group with most comparisons first."""
        leader = list(range(len(self.contenders)))

        def led_by(place: int) -> int:
            while leader[place] != place:
                leader[place] = leader[leader[place]]
                place = leader[place]
            return place

        for first, second in self.pairs:
            one, other = led_by(first), led_by(second)
            if one != other:
                leader[other] = one
        members: defaultdict[int, list[int]] = defaultdict(list)
        for place in range(len(leader)):
            if self.comparisons(place):
                members[led_by(place)].append(place)
        return sorted(map(tuple, members.values()), key=lambda group: (-sum(map(self.comparisons, group)), group))

    def fitted(self, group: Sequence[int]) -> tuple[Share, ...]:
        """The shares of a group's contenders, in the order of the group."""
        inside = {place: index for index, place in enumerate(group)}
        pairs = [
            Pair(inside[first], inside[second], count, score)
            for (first, second), (count, score) in self.pairs.items()
            if first in inside
        ]
        ties = sum(self.ties[place] for place in group) / 2
        if len(group) > _MANY:
            from desktop.statistics.paired_arrays import fitted_shares

            return fitted_shares(len(group), pairs, ties)
        return shares(fit(len(group), pairs, ties))


def _rated_group(tally: _Tally, group: Sequence[int], number: int, least: int) -> list[Rated]:
    enough = any(tally.comparisons(place) >= least for place in group)
    found = tally.fitted(group) if enough else (None,) * len(group)
    return [_rated(tally, place, number, share, least) for place, share in zip(group, found, strict=True)]


def _rated(tally: _Tally, place: int, group: int, share: Share | None, least: int) -> Rated:
    comparisons = tally.comparisons(place)
    middle = low = high = None
    verdict = Record.TOO_FEW
    if share is not None and comparisons >= least:
        middle = share.score
        low, high = interval(share)
        verdict = Record.MORE if low > 0.5 else Record.LESS if high < 0.5 else Record.EVEN
    return Rated(
        tally.contenders[place], tally.wins[place], tally.losses[place], tally.ties[place], comparisons,
        middle, low, high, verdict, group, tally.rounds[place],
    )  # fmt: skip


def interval(share: Share) -> tuple[float, float]:
    """The 95 % interval of a share, symmetrical in its log-odds, so that it stays between 0 and 1."""
    odds = math.log(share.score / (1 - share.score))
    by = WITHIN * math.sqrt(share.variance) / (share.score * (1 - share.score))
    return 1 / (1 + math.exp(by - odds)), 1 / (1 + math.exp(-by - odds))
