"""Saving a draft of 20 KB so that it survives a power cut, as the store's thread does while somebody types."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from benchmarks.figure import Figure, machine, percentile
from benchmarks.words import Words
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft, DraftId, Origin
from desktop.core.profile import Profile
from desktop.store.store import Store

_SAVES, _VERSIONS = 300, 100
_BYTES = 20_000
_BUDGET_MS = 15
_VERSION_BUDGET_MS = 100  # our own: a version is made every five minutes, and nobody waits for it


def run() -> list[Figure]:
    """Save after each of 300 changes, and keep 100 versions; the disk is that of the folder for temporary files."""
    words = Words(11, vocabulary=5_000)
    text = words.text("nl", _BYTES // 4)[:_BYTES]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Profile(Path(folder) / "profile", Path(folder) / "models"))
        draft = store.save_draft(Draft(DraftId(""), brief=Brief(product="20 KB"), copy=Copy({"body": text})))

        def typed(count: int) -> Draft:
            return msgspec.structs.replace(draft, copy=Copy({"body": f"{text} {count}"}))

        saves = _times(_SAVES, lambda count: store.save_draft(typed(count)))
        versions = _times(_VERSIONS, lambda count: store.add_version(typed(count), Origin.TYPED))
        store.close()
    return [
        _figure("save of a 20 KB draft, p95", saves, _BUDGET_MS),
        _figure("save with a version and its words in the index, p95", versions, _VERSION_BUDGET_MS),
    ]


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
