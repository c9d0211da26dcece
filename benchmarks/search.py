"""Search over 200,000 versions: at each key press newest first, and on Enter ranked over all, snippets included."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from benchmarks.figure import Figure, machine, percentile
from benchmarks.history import VERSIONS, big_history
from desktop.store.folding import words_of
from desktop.store.store import Store

_TEXTS = 150
_SEED = 7
_TYPED_MS, _RANKED_MS = 30, 250
_HARD = (
    "the and of", "de van en", "och i att", "van det", "for den", "the of in with", "i av en", "the van och", "e", "de",
    "st", "tr", "pr gr", "för sk", "het ge", "1", "weight g", "warranty months",
)  # fmt: skip


def run() -> list[Figure]:
    """Type and search as people do, with words taken from the texts as often as they occur there."""
    store = Store(big_history())
    try:
        typed_queries, ranked_queries = _queries(store)
        typed = _times(typed_queries, store.search)
        ranked = _times(ranked_queries, lambda query: store.search(query, ranked=True))
    finally:
        store.close()
    return [*_figures("as you type", typed, _TYPED_MS), *_figures("ranked over all", ranked, _RANKED_MS)]


def _queries(store: Store) -> tuple[list[str], list[str]]:
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


def _times(queries: list[str], search: Callable[[str], object]) -> list[float]:
    """Milliseconds of each query."""
    times = []
    for query in queries:
        began = time.perf_counter()
        search(query)
        times.append((time.perf_counter() - began) * 1000)
    return times


def _figures(name: str, times: list[float], budget: int) -> list[Figure]:
    note = f"{machine()}; {VERSIONS} versions, {len(times)} searches, slowest {max(times):.0f} ms"
    middle, most = percentile(times, 0.5), percentile(times, 0.95)
    limit = f"≤ {budget} ms"
    return [
        Figure(f"search {name}, p50", middle, "ms", limit, None, middle <= budget, note),
        Figure(f"search {name}, p95", most, "ms", limit, None, most <= budget, note),
    ]
