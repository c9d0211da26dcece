"""Saving so that it survives a power cut, as the store's thread does.

A draft of 20 KB while somebody types, and a comparison of 100 columns while it streams.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from benchmarks.figure import Figure, machine, percentile
from benchmarks.words import Words
from desktop.core.brief import Brief
from desktop.core.comparison import Choice, Column, ColumnKey, ColumnState, Comparison, ComparisonId
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.ids import DraftId, VersionId
from desktop.core.profile import Profile
from desktop.store.store import Store

_SAVES, _VERSIONS = 300, 100
_BYTES = 20_000
_BUDGET_MS = 15
_VERSION_BUDGET_MS = 100  # our own: a version is made every five minutes, and nobody waits for it


def run() -> list[Figure]:
    """Save after each of 300 changes, keep 100 versions, and save comparisons that grow.

    The disk is that of the folder for temporary files.
    """
    words = Words(11, vocabulary=5_000)
    text = words.text("nl", _BYTES // 4)[:_BYTES]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Profile(Path(folder) / "profile", Path(folder) / "models"))
        draft = store.save_draft(Draft(DraftId(""), brief=Brief(product="20 KB"), copy=Copy({"body": text})))

        def typed(count: int) -> Draft:
            return msgspec.structs.replace(draft, copy=Copy({"body": f"{text} {count}"}))

        saves = _times(_SAVES, lambda count: store.save_draft(typed(count)))
        versions = _times(_VERSIONS, lambda count: store.add_version(typed(count), Origin.TYPED))
        usual, large = (_comparison(draft.id, texts) for texts in _under_way(words))
        comparisons = _times(_SAVES, lambda count: store.save_comparison(_grown(usual, count)))
        large_ones = _times(_VERSIONS, lambda count: store.save_comparison(_grown(large, count)))
        store.close()
    return [
        _figure("save of a 20 KB draft, p95", saves, _BUDGET_MS),
        _figure("save with a version and its words in the index, p95", versions, _VERSION_BUDGET_MS),
        _figure("save of a comparison of 100 columns, 8 of 200 words under way, p95", comparisons, _BUDGET_MS),
        _figure("the same with a text of 50,000 words under way, p95", large_ones, _VERSION_BUDGET_MS),
    ]


def _under_way(words: Words) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The texts that stream at the same time: as is usual, and with one that is very long."""
    usual = tuple(words.text("nl", 200) for _ in range(8))
    return usual, (*usual, words.text("nl", 50_000))


def _comparison(draft: DraftId, under_way: tuple[str, ...]) -> Comparison:
    """A hundred columns, of which the last ones stream; the texts of the others are versions."""
    done = tuple(
        Column(ColumnKey(f"done{place}"), Choice("local/small", "warm"), place, VersionId(place))
        for place in range(1, 101 - len(under_way))
    )
    writing = tuple(
        Column(
            ColumnKey(f"c{place}"), Choice("local/small", "warm"), copy=Copy({"body": text}), state=ColumnState.WRITING
        )
        for place, text in enumerate(under_way)
    )
    return Comparison(draft=draft, columns=(*done, *writing))


def _grown(comparison: Comparison, count: int) -> Comparison:
    """The comparison with a bit more of its last text; all saves are of one and the same."""
    *others, last = comparison.columns
    more = msgspec.structs.replace(last, copy=Copy({"body": f"{last.copy.text('body')} {count}"}))
    return msgspec.structs.replace(comparison, id=ComparisonId(1), columns=(*others, more))


def _times(count: int, save: Callable[[int], object]) -> list[float]:
    times = []
    for number in range(count):
        began = time.perf_counter()
        save(number)
        times.append((time.perf_counter() - began) * 1000)
    return times


def _figure(name: str, times: list[float], budget: int) -> Figure:
    value = percentile(times, 0.95)
    note = (
        f"{machine()}; {len(times)} saves with fsync, p50 {percentile(times, 0.5):.1f} ms, slowest {max(times):.0f} ms"
    )
    return Figure(name, value, "ms", f"≤ {budget} ms", None, value <= budget, note)
