"""All that a history of 200,000 versions may cost: start, search, also narrowed, timeline, filters and the file's size.

It works on a copy of the file, which gets tags and folders.
"""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks.figure import Figure, machine
from benchmarks.history import OF_ONE_DRAFT, VERSIONS, big_history
from benchmarks.search import RANKED_MS, TYPED_MS, Took, figures, queries, times
from benchmarks.xserver import display
from desktop.core.brief import Kind
from desktop.core.history import Filters
from desktop.core.profile import Profile
from desktop.store.store import Store

_TIMELINE_MS, _START_S, _OPEN_S = 50, 0.5, 0.5
_TIMES = 40
_STARTS = 5
_EACH_MB, _LEAST_WORDS = 1_000_000, 130
_NARROWED = (
    Filters(languages=("sv",)), Filters((Kind.MAIL,)), Filters(models=("local/x",)), Filters(tags=("few",)),
    Filters(tags=("many",)), Filters(folder="Half"), Filters(folder=""), Filters(named=True),
    Filters(since="2020-01-01"), Filters(until="2020-01-01"),
)  # fmt: skip
_ORDER = """
INSERT OR IGNORE INTO draft_tags SELECT number, 'few' FROM drafts WHERE number % 1000 = 7;
INSERT OR IGNORE INTO draft_tags SELECT number, 'many' FROM drafts WHERE number % 5 = 1;
UPDATE drafts SET folder = 'Half' WHERE number % 2 = 0;
UPDATE versions SET pinned = 1 WHERE id % 5000 = 3;
"""


def run() -> list[Figure]:
    """Measure them all on one copy."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Profile(Path(folder) / "profile", Path(folder) / "models")
        profile.folder.mkdir()
        shutil.copyfile(big_history().database, profile.database)
        with closing(sqlite3.connect(profile.database)) as connection:
            size = connection.execute("SELECT count(*) FROM versions").fetchone()[0], profile.database.stat().st_size
            connection.executescript(_ORDER)
        began = time.perf_counter()
        store = Store(profile)
        opened = time.perf_counter() - began
        try:
            measured = [*_searches(store), *_lists(store)]
        finally:
            store.close()
        return [*_starts(profile, opened), *measured, _size(*size)]


def _searches(store: Store) -> list[Figure]:
    """Over all, and narrowed by each of the filters in turn."""
    while_typing, on_enter = queries(store)

    def narrowed(asked: list[str], *, ranked: bool) -> list[Took]:
        return [
            took
            for place, filters in enumerate(_NARROWED)
            for took in times(asked[place :: len(_NARROWED)], partial(store.search, ranked=ranked, filters=filters))
        ]

    return [
        *figures("search as you type", times(while_typing, store.search), TYPED_MS),
        *figures("search ranked over all", times(on_enter, lambda query: store.search(query, ranked=True)), RANKED_MS),
        *figures("narrowed search as you type", narrowed(while_typing, ranked=False), TYPED_MS),
        *figures("narrowed search ranked", narrowed(on_enter, ranked=True), RANKED_MS),
    ]


def _lists(store: Store) -> list[Figure]:
    (newest, *_) = store.latest_drafts(1)
    if len(store.versions(newest.id)) != OF_ONE_DRAFT:
        raise RuntimeError("The newest draft is not the one with most versions.")

    def repeated(work: Callable[[], object], count: int = _TIMES) -> list[Took]:
        return times([""] * count, lambda _: work())

    lists = [took for filters in _NARROWED for took in times([""] * 5, partial(store.search, filters=filters))]
    return [
        *figures(f"timeline of {OF_ONE_DRAFT} versions", repeated(lambda: store.versions(newest.id)), _TIMELINE_MS),
        *figures("a list without words, narrowed", lists, _TIMELINE_MS),
        *figures("what filters there are", repeated(store.facets), _TIMELINE_MS),
    ]


def _starts(profile: Profile, opened: float) -> list[Figure]:
    """The window's start to typing, and the opening of the file on its own thread."""
    probe = Path(__file__).parent / "probes" / "start_copydesk.py"
    taken = []
    with display() as environment:
        for _ in range(_STARTS + 1):
            began = time.time()
            ended = subprocess.run(
                [sys.executable, str(probe), str(profile.folder)],
                env=environment | {"PYTHONPATH": str(Path(__file__).parents[1])},
                capture_output=True, text=True, timeout=120, check=True,
            )  # fmt: skip
            taken.append(float(ended.stdout.split()[-1]) - began)
    start = statistics.median(taken[1:])
    note = f"{machine()}; {VERSIONS} versions"
    return [
        Figure(
            "start to typing", start, "s", f"≤ {_START_S} s", None, start <= _START_S, f"{note}, median of {_STARTS}"
        ),
        Figure("the history opens", opened, "s", f"≤ {_OPEN_S} s", None, opened <= _OPEN_S, note),
    ]


def _size(versions: int, size: int) -> Figure:
    """The file, against the plain text that is in it: a version of 130 words has about 1 KB."""
    each = size / versions
    note = f"{versions} versions of {_LEAST_WORDS} words, search index and lists included; {each:.0f} bytes each"
    return Figure("size of the file", size / _EACH_MB, "MB", "≤ 400 MB", None, size <= 400 * _EACH_MB, note)
