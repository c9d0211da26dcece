"""Search over 200,000 versions: at each key press newest first, and on Enter ranked over all, snippets included."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from typing import NamedTuple

from benchmarks.figure import Figure, machine, percentile
from benchmarks.history import VERSIONS, big_history
from desktop.store.folding import words_of
from desktop.store.store import Store

_TEXTS = 150
_SEED = 7
TYPED_MS, RANKED_MS = 30, 250
_HARD = (
    "the and of", "de van en", "och i att", "van det", "for den", "the of in with", "i av en", "the van och", "e", "de",
    "st", "tr", "pr gr", "för sk", "het ge", "1", "weight g", "warranty months",
)  # fmt: skip


def run() -> list[Figure]:
    """Type and search as people do, with words taken from the texts as often as they occur there."""
    store = Store(big_history())
    try:
        while_typing, on_enter = queries(store)
        typed = times(while_typing, store.search)
        ranked = times(on_enter, lambda query: store.search(query, ranked=True))
    finally:
        store.close()
    return [*figures("search as you type", typed, TYPED_MS), *figures("search ranked over all", ranked, RANKED_MS)]


def queries(store: Store) -> tuple[list[str], list[str]]:
    """Every key press of typing one to three words of a text, from two letters on; and the same words on Enter."""
    chance = random.Random(_SEED)  # noqa: S311 - a repeatable choice
    typed: list[str] = []
    ranked: list[str] = list(_HARD)
    drafts = store.latest_drafts(20_000)
    for draft in chance.sample(drafts, _TEXTS):
        words = list(words_of(draft.copy.text("description")))
        start = chance.randrange(len(words) - 5)
        phrase = " ".join(words[start : start + chance.choice((1, 2, 2, 3))])
        typed += [phrase[:length] for length in range(2, len(phrase) + 1)]
        ranked += [phrase, " ".join(chance.sample(words, chance.choice((1, 2, 3, 4, 5))))]
    typed += [query for query in _HARD if len(query) > 1]
    chance.shuffle(typed)
    return typed, ranked


class Took(NamedTuple):
    """Milliseconds by the clock on the wall, and of the processor alone, which other work does not make longer."""

    wall: float
    processor: float


def times(asked: list[str], search: Callable[[str], object]) -> list[Took]:
    """What each query took."""
    found = []
    for query in asked:
        began, worked = time.perf_counter(), time.thread_time()
        search(query)
        found.append(Took((time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000))
    return found


def figures(name: str, measured: list[Took], budget: int) -> list[Figure]:
    """The middle and the 95th percentile of so many; load and processor time say what other work took its share."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    wall = [each.wall for each in measured]
    note = f"{machine()}; {VERSIONS} versions, {len(wall)} times, slowest {max(wall):.0f} ms, load {load:.1f}"
    found = []
    for which, share in (("p50", 0.5), ("p95", 0.95)):
        value, worked = percentile(wall, share), percentile([each.processor for each in measured], share)
        told = f"{note}; {worked:.1f} ms of the processor"
        found.append(Figure(f"{name}, {which}", value, "ms", f"≤ {budget} ms", None, value <= budget, told))
    return found
