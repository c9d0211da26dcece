"""What two texts in two languages have in common: numbers, addresses, tags, names, and words that look alike."""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.core.segment import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ADDRESS = re.compile(r"https?://[^\s<>\"')]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"\d+(?:[.,:\u00a0\u202f ]\d+)*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_HOLDER = re.compile(r"%[-\d.]*[sdif@]|%\(\w+\)s|\{\{?[\w .]+\}?\}|:\w+:")
_BEGINNING = 4
_MOST = 60
"""A word that stands in more segments than this says nothing of where it belongs."""
_SURE, _WEAK = 0.7, 0.2
"""What sharing a word says, and sharing a beginning; measured on news and on the words of a shop in two pairs."""
_CAP = 12.0


def words_of(segment: Segment) -> tuple[str, tuple[str, ...]]:
    """The words of a segment, and the codes of its tags as far as they say something."""
    return segment.source.words, tuple(f"<{tag.code}" for tag in segment.tags if tag.number in segment.source.numbers)


class Anchors:
    """How much each pair of segments has in common; what each has that could be shared at all."""

    def __init__(
        self,
        rows: Mapping[int, Mapping[int, float]],
        could: tuple[Sequence[float], Sequence[float]],
        once: Sequence[tuple[int, int]],
    ) -> None:
        """`once` are the places of what stands once in each text, by the places of the source."""
        import numpy as np

        self._rows: dict[int, tuple[NDArray[np.int64], NDArray[np.float64]]] = {}
        for row, found in rows.items():
            columns = sorted(found)
            values = np.minimum(np.array([found[each] for each in columns]), _CAP)
            self._rows[row] = (np.array(columns, dtype=np.int64), values)
        self._could = could
        self.once = once

    def shared(self, row: int, columns: NDArray[np.int64]) -> NDArray[np.float64]:
        """What a segment of the source shares with these of the target, which are in a row."""
        import numpy as np

        result = np.zeros(len(columns))
        if row in self._rows and len(columns):
            places, values = self._rows[row]
            first, last = np.searchsorted(places, (columns[0], columns[-1] + 1))
            result[places[first:last] - columns[0]] = values[first:last]
        return result

    def part(self, rows: Sequence[int], columns: Sequence[int]) -> float | None:
        """How much of what could be shared is, from 0 to 1; `None` where nothing could."""
        import numpy as np

        could = sum(self._could[0][row] for row in rows) + sum(self._could[1][column] for column in columns)
        if could <= 0:
            return None
        shared = sum(float(self.shared(row, np.array(columns)).sum()) for row in rows)
        return min(1.0, 2 * shared / could)


def found_anchors(
    source: Sequence[tuple[str, tuple[str, ...]]], target: Sequence[tuple[str, tuple[str, ...]]]
) -> Anchors:
    """What the segments of two texts share, the rarer the more."""
    ours = [_tokens(text, tags) for text, tags in source]
    theirs = [_tokens(text, tags) for text, tags in target]
    where_ours, where_theirs = _places(ours), _places(theirs)
    rows: dict[int, dict[int, float]] = {}
    could: tuple[list[float], list[float]] = ([0.0] * len(ours), [0.0] * len(theirs))
    once: list[tuple[int, int]] = []
    for token in where_ours.keys() & where_theirs.keys():
        here, there = where_ours[token], where_theirs[token]
        if len(here) > _MOST or len(there) > _MOST:
            continue
        weight = (_WEAK if token.startswith("~") else _SURE) * math.log(
            1 + max(len(ours), len(theirs)) / max(len(here), len(there))
        )
        for row in here:
            could[0][row] += weight
            found = rows.setdefault(row, {})
            for column in there:
                found[column] = found.get(column, 0.0) + weight
        for column in there:
            could[1][column] += weight
        if len(here) == len(there) == 1 and len(token) > 3:
            once.append((here[0], there[0]))
    return Anchors(rows, could, sorted(set(once)))


def _tokens(text: str, tags: Iterable[str]) -> frozenset[str]:
    """What may stand in a translation too: alike, or with a beginning that looks alike (`~`)."""
    found = set(tags)
    for pattern in (_ADDRESS, _HOLDER):
        found.update(each[0] for each in pattern.finditer(text))
        text = pattern.sub(" ", text)
    found.update(re.sub(r"\D", "", each[0]) for each in _NUMBER.finditer(text))
    for each in _WORD.finditer(text):
        word = _plain(each[0])
        if len(word) > _BEGINNING:
            found.add(f"~{word[:_BEGINNING]}")
        if len(word) > 3 or each[0].isupper():
            found.add(word)
    return frozenset(found)


def _plain(word: str) -> str:
    """A word in small letters without marks above them, `ph`, `c` and `z` as `f`, `k` and `s`."""
    low = unicodedata.normalize("NFKD", word.lower())
    bare = "".join(letter for letter in low if not unicodedata.combining(letter))
    return bare.replace("ph", "f").replace("c", "k").replace("z", "s")


def _places(tokens: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, each in enumerate(tokens):
        for token in each:
            found.setdefault(token, []).append(place)
    return found


def way_through(anchors: Anchors, rows: int, columns: int) -> tuple[list[int], list[int], bool]:
    """Places that belong together, in the order of both texts, from their beginnings to their ends.

    The third tells whether there are so many of them that the way between them cannot be far off.
    """
    chain = _longest(_trusted(anchors.once))
    found = [(0, 0), *((row, column) for row, column in chain if row and column), (rows, columns)]
    gaps = [second[0] - first[0] for first, second in pairwise(found)]
    shifts = [abs((second[1] - first[1]) - (second[0] - first[0])) for first, second in pairwise(found)]
    sure = max(gaps) <= 400 and max(shifts) <= 80
    return [row for row, _ in found], [column for _, column in found], sure


def _trusted(once: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs that another one stands near of, in both texts: single ones are often chance."""
    counts = Counter((row // 25, (column - row) // 25) for row, column in once)
    return [
        (row, column)
        for row, column in once
        if sum(
            counts[row // 25 + down, (column - row) // 25 + across] for down in (-1, 0, 1) for across in (-1, 0, 1)
        ) > 1
    ]  # fmt: skip


def _longest(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs that rises in both texts."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    for place, (_, column) in enumerate(ordered):
        spot = bisect_left(ends, column)
        before.append(at[spot - 1] if spot else -1)
        if spot == len(ends):
            ends.append(column)
            at.append(place)
        else:
            ends[spot], at[spot] = column, place
    chain = []
    place = at[-1] if at else -1
    while place >= 0:
        chain.append(ordered[place])
        place = before[place]
    return chain[::-1]
