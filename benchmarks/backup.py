"""A backup of 200,000 versions while somebody writes: how long it takes, and what the window and each save feel of it.

The window's thread is stood in for by one that wants Python's lock every 4 ms, as one that draws does; it is measured
quiet first, because a loaded machine wakes it late without any backup.
"""

from __future__ import annotations

import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from benchmarks.figure import Figure, machine, percentile
from benchmarks.history import VERSIONS, big_history
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.profile import Profile
from desktop.store import backing
from desktop.store.connection import open_reading
from desktop.store.store import Store

_BEAT_S = 0.004
_QUIET_S = 5.0
_PAUSE_S = 0.02  # between saves: many more than anybody makes
_FRAME_MS = 16.0
_SAVE_MS = 15.0
_BACKUP_S = 60.0  # our own: one begins every quarter of an hour
_PLAN_S = 10.0  # our own: somebody waits for it, once


def run(versions: int = VERSIONS) -> list[Figure]:
    """Back up the large history while drafts are saved, then say what restoring it would change."""
    with tempfile.TemporaryDirectory() as name:
        profile = Profile(Path(name) / "profile", Path(name) / "models")
        profile.folder.mkdir()
        source = open_reading(big_history(versions).database)
        with closing(source), closing(sqlite3.connect(profile.database)) as copy:
            source.backup(copy)
        store = Store(profile)
        try:
            return _measured(store)
        finally:
            store.close()


def _measured(store: Store) -> list[Figure]:
    draft = store.latest_drafts(1)[0]
    until = time.monotonic() + _QUIET_S
    with _beating() as quiet:
        _saves(store, draft, lambda: time.monotonic() < until)
    began = time.monotonic()
    backing.BACKUP_EVERY_S = 0
    store.backup_if_due()
    backing.BACKUP_EVERY_S = 14 * 60
    with _beating() as busy:
        saves = _saves(store, draft, lambda: store.is_backing_up)
    took = time.monotonic() - began
    store.wait_for_backup()
    made = store.backups()[0]
    began = time.monotonic()
    store.backup_plan(made.name)
    planned = time.monotonic() - began
    late, usual = percentile(busy, 0.999), percentile(quiet, 0.999)
    size = f"{machine()}; {made.size / 1e6:.0f} MB"
    beats = f"{len(busy)} beats, slowest {max(busy):.1f} ms; without a backup p99.9 {usual:.1f}, {max(quiet):.1f} ms"
    rest = f"{len(saves)} saves, p50 {percentile(saves, 0.5):.1f}, slowest {max(saves):.0f} ms"
    return [
        Figure("backup of the history, copied and checked", took, "s", f"≤ {_BACKUP_S:.0f} s", None,
               took <= _BACKUP_S, size),
        Figure("the window's thread late while it is made, p99.9", late, "ms", f"≤ {_FRAME_MS:.0f} ms", None,
               late <= _FRAME_MS, f"{size}; {beats}"),
        Figure("save while it is made, p95", percentile(saves, 0.95), "ms", f"≤ {_SAVE_MS:.0f} ms", None,
               percentile(saves, 0.95) <= _SAVE_MS, f"{size}; {rest}"),
        Figure("what restoring it would change", planned, "s", f"≤ {_PLAN_S:.0f} s", None, planned <= _PLAN_S, size),
    ]  # fmt: skip


def _saves(store: Store, draft: Draft, go_on: Callable[[], bool]) -> list[float]:
    """Save again and again; how long each took in ms."""
    times = []
    while go_on():
        began = time.perf_counter()
        store.save_draft(msgspec.structs.replace(draft, copy=Copy({"body": f"{began}"})))
        times.append((time.perf_counter() - began) * 1000)
        time.sleep(_PAUSE_S)
    return times or [0.0]


@contextmanager
def _beating() -> Iterator[list[float]]:
    """By how many ms each beat of a thread like the window's is late."""
    late: list[float] = []
    done = threading.Event()

    def beat() -> None:
        while not done.is_set():
            began = time.perf_counter()
            time.sleep(_BEAT_S)
            late.append((time.perf_counter() - began - _BEAT_S) * 1000)

    thread = threading.Thread(target=beat)
    thread.start()
    try:
        yield late
    finally:
        done.set()
        thread.join()
