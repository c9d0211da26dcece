"""The sources of one memory in numbers, in memory, so that the units like a source are found among very many.

Every piece of a source is a number. Which units share words with a source is counted for all units at once; only where
enough is shared for the least percentage, the pieces are compared one by one, the most promising units first. 200,000
units take some 60 MB.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from desktop.core.match_tokens import LEAST_WORDS, MOST_TOKENS, is_word, plain_source, tokens_of
from desktop.store.folding import fold

_AT_ONCE = 256  # units compared before it is asked whether the rest can still be better
_MANY_NEW = 2_000  # new units that are compared one by one before they are sorted in
_LARGEST = 0x10FFFF  # pieces are compared as characters of a text; two that share one are told apart afterwards
_Ints = NDArray[np.int32]
_Numbers = NDArray[np.int64]
_Pieces = NDArray[np.uint32]


class MemoryIndex:
    """The sources of a memory; `add` and `find` are called by one thread at a time."""

    def __init__(self) -> None:
        self._pieces: defaultdict[str, int] = defaultdict()
        self._pieces.default_factory = self._pieces.__len__
        self._words: defaultdict[str, int] = defaultdict()
        self._words.default_factory = self._words.__len__
        self._word_of: list[int] = []  # of each piece; -1 for what is no word
        self._ids: _Numbers = np.empty(0, np.int64)
        self._tokens: _Pieces = np.empty(0, np.uint32)
        self._starts: _Numbers = np.zeros(1, np.int64)
        self._sizes: _Ints = np.empty(0, np.int32)
        self._word_counts: _Ints = np.empty(0, np.int32)
        self._postings: _Ints = np.empty(0, np.int32)
        self._posting_starts: _Numbers = np.zeros(1, np.int64)
        self._new: list[tuple[int, _Pieces]] = []
        self.last = 0
        """The greatest id that is known."""
        self.gone = 0
        """How many units were found that are not in the file any more."""

    def __len__(self) -> int:
        """How many units are known."""
        return len(self._ids) + len(self._new)

    def add(self, units: Iterable[tuple[int, str]]) -> None:
        """Learn units with their sources, in the order of their ids."""
        if len(self._ids):
            for unit, source in units:
                self._new.append((unit, self._read(source)[0]))
                self.last = unit
            if len(self._new) > _MANY_NEW:
                self._sort_new_in()
            return
        ids, flat, sizes = array("q"), array("I"), array("i")
        number_of = self._pieces.__getitem__
        for unit, source in units:
            found = tokens_of(plain_source(source))[:MOST_TOKENS]
            ids.append(unit)
            sizes.append(len(found))
            flat.extend(map(number_of, found))
        if ids:
            self.last = ids[-1]
            self._sort_in(np.frombuffer(ids, np.int64), np.frombuffer(flat, np.uint32), np.frombuffer(sizes, np.int32))

    def find(self, source: str, least: int, limit: int) -> list[int]:
        """The ids of the units that are most like a source, the likest first; all of at least `least` per cent.

        A few too many may be among them, as different pieces may share a number: the sources themselves decide.
        """
        pieces, words = self._read(source)
        if not words:
            return []
        text = self._text_of(pieces)
        best = _compared(text, [unit for unit, _ in self._new], [self._text_of(each) for _, each in self._new], least)
        candidates, bounds = self._promising(words, len(pieces), least)
        for start in range(0, len(candidates), _AT_ONCE):
            floor = max(least, best[limit - 1][0] if len(best) >= limit else 0)
            if bounds[start] < floor:
                break
            chosen = candidates[start : start + _AT_ONCE]
            texts = [self._text(place) for place in chosen.tolist()]
            best += _compared(text, self._ids[chosen].tolist(), texts, floor)
            best.sort(key=lambda each: (-each[0], -each[1]))
            del best[limit * 4 :]
        best.sort(key=lambda each: (-each[0], -each[1]))
        return [unit for _, unit in best[:limit]]

    def _promising(self, words: Counter[int], size: int, least: int) -> tuple[_Numbers, _Numbers]:
        """Places of units that may be like enough, and the most per cent that each may have, the highest first."""
        count = sum(words.values())
        shared = self._shared(words)
        candidates = np.flatnonzero(shared >= max(1, LEAST_WORDS * count))
        shared = shared[candidates]
        theirs = self._word_counts[candidates]
        likely = shared >= LEAST_WORDS * np.maximum(theirs, count)
        candidates, shared, theirs = candidates[likely], shared[likely], theirs[likely]
        sizes = self._sizes[candidates]
        others = np.minimum(sizes - theirs, size - count)
        bounds = 100 * (np.minimum(shared, np.minimum(theirs, count)) + others) // np.maximum(sizes, size)
        likely = bounds >= least
        candidates, bounds = candidates[likely], bounds[likely]
        order = np.argsort(-bounds, kind="stable")
        return candidates[order], bounds[order]

    def _shared(self, words: Counter[int]) -> _Numbers:
        """How many words each unit shares with a source at most."""
        lists = []
        for word, count in words.items():
            if word < len(self._posting_starts) - 1:
                found = self._postings[self._posting_starts[word] : self._posting_starts[word + 1]]
                lists += [found] * count
        if not lists:
            return np.zeros(len(self._ids), np.int64)
        return np.bincount(np.concatenate(lists), minlength=len(self._ids))

    def _text(self, place: int) -> str:
        return self._text_of(self._tokens[self._starts[place] : self._starts[place + 1]])

    def _text_of(self, pieces: _Pieces) -> str:
        """Pieces as characters, which rapidfuzz compares fastest."""
        if len(self._pieces) > _LARGEST:
            pieces = pieces % _LARGEST
        return pieces.tobytes().decode("utf-32-le", "surrogatepass")

    def _read(self, source: str) -> tuple[_Pieces, Counter[int]]:
        """The pieces of a source, and its words."""
        found = tokens_of(plain_source(source))[:MOST_TOKENS]
        pieces = [self._pieces[token] for token in found]
        self._learn_words()
        words = Counter(word for piece in pieces if (word := self._word_of[piece]) >= 0)
        return np.array(pieces, np.uint32), words

    def _learn_words(self) -> None:
        """Which word each new piece is: its capitals and accents do not count."""
        known = len(self._word_of)
        if known == len(self._pieces):
            return
        for token in list(self._pieces)[known:] if known == 0 else _after(self._pieces, known):
            self._word_of.append(self._words[fold(token)] if is_word(token) else -1)

    def _sort_new_in(self) -> None:
        """Take the units that came last in for good."""
        ids = np.array([unit for unit, _ in self._new], np.int64)
        pieces = [each for _, each in self._new]
        self._new = []
        self._sort_in(ids, np.concatenate(pieces), np.array([len(each) for each in pieces], np.int32))

    def _sort_in(self, ids: NDArray[np.int64], tokens: _Pieces, sizes: _Ints) -> None:
        """Take units in for good, and sort which word is in which of them anew."""
        self._learn_words()
        self._ids = np.concatenate([self._ids, ids])
        self._tokens = np.concatenate([self._tokens, tokens])
        self._sizes = np.concatenate([self._sizes, sizes])
        self._starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(self._sizes, dtype=np.int64)])
        words = np.array(self._word_of, np.int32)[self._tokens]
        owners = np.repeat(np.arange(len(self._ids), dtype=np.int32), self._sizes)
        real = words >= 0
        words, owners = words[real], owners[real]
        self._word_counts = np.bincount(owners, minlength=len(self._ids)).astype(np.int32)
        pairs = words.astype(np.int64) << 32
        pairs |= owners
        del words, owners, real  # or the peak would be twice what stays
        pairs.sort()
        pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])] if len(pairs) else pairs
        self._postings = (pairs & 0xFFFFFFFF).astype(np.int32)
        pairs >>= 32
        counts = np.bincount(pairs, minlength=len(self._words))
        self._posting_starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])


def _after(pieces: dict[str, int], known: int) -> list[str]:
    """The pieces that came last."""
    found: list[str] = []
    for token in reversed(pieces):
        if len(found) == len(pieces) - known:
            break
        found.append(token)
    return found[::-1]


def _compared(text: str, ids: list[int], texts: list[str], least: int) -> list[tuple[int, int]]:
    """The percentage and id of those that are at least so much alike."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    found = process.extract(
        text, texts, scorer=Levenshtein.normalized_similarity, processor=None, score_cutoff=least / 100 - 1e-9,
        limit=None,
    )  # fmt: skip
    return [(int(100 * similarity + 1e-9), ids[place]) for _, similarity, place in found]
