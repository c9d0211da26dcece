"""Look-ups in a translation memory of 200,000 units, made from real sentences; the first one, the others, whole files.

The sentences are those of `../shared/data/bilingual` (news and the texts of a shop, English and Dutch), varied in a way
that is the same every time: other numbers, other words, a part left out, two put together. One in ten of them is never
put into the memory: what is asked for is half varied units, half sentences that the memory has never seen.
"""

from __future__ import annotations

import csv
import os
import random
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.figure import Figure, machine, percentile
from benchmarks.search import Took, times
from desktop.core.errors import ErrorKind, UserError
from desktop.core.profile import Profile
from desktop.core.translation import MemoryUnit, MemoryUse
from desktop.store.memory_lookup import MemoryLookup
from desktop.store.store import Store

UNITS = 200_000
LOOKUP_MS, CONCORDANCE_MS, SAVE_MS, FILE_S = 50, 50, 250, 300
_FILE = 20_000
_ASKED = 600
_AT_ONCE = 200
_SEED = 8
_LANGUAGES = ("en", "nl")
_DATA = Path(__file__).parents[2] / "shared" / "data" / "bilingual"
_NUMBER = re.compile(r"\d+")


def run() -> list[Figure]:
    """Fill a memory and ask it."""
    pairs = real_pairs()
    chance = random.Random(_SEED)  # noqa: S311 - a repeatable choice
    chance.shuffle(pairs)
    unseen, known = pairs[: len(pairs) // 10], pairs[len(pairs) // 10 :]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Profile(Path(folder), Path(folder)))
        try:
            memory = store.new_memory("bench", *_LANGUAGES).id
            filling, saves = _fill(store, memory, _varied(known, chance))
            asked = [next(_varied(chance.choice((unseen, known)), chance)).source for _ in range(_FILE)]
            return [
                Figure("importing, units a second", UNITS / filling, "1/s", "", None, True, machine()),
                _figure("a save waits while importing, p95", saves, SAVE_MS),
                *_lookups(MemoryLookup(store._file.path), [MemoryUse(memory)], asked),  # noqa: SLF001 - its file
            ]
        finally:
            store.close()


def _lookups(lookup: MemoryLookup, uses: list[MemoryUse], asked: list[str]) -> list[Figure]:
    own = psutil.Process()
    before, began = own.memory_info().rss, time.perf_counter()
    lookup.matches(uses, (asked[0], "", ""), _LANGUAGES)
    first, taken = time.perf_counter() - began, (own.memory_info().rss - before) / 1e6
    some = asked[1 : _ASKED + 1]
    each = times(some, lambda source: lookup.matches(uses, (source, "", ""), _LANGUAGES))
    words = [" ".join(sorted(re.findall(r"\w{4,}", source), key=len)[-2:]) for source in some]
    concordance = times([each for each in words if each], lambda query: lookup.concordance(uses, query))
    began = time.perf_counter()
    found = lookup.matches_of(uses, [(source, "", "") for source in asked], _LANGUAGES)
    whole = time.perf_counter() - began
    matched = sum(match is not None for match in found)
    return [
        Figure("first look-up, sources read", first, "s", "", None, True, machine()),
        Figure("memory that the sources take", taken, "MB", "", None, True, machine()),
        _figure("look-up, p50", each, LOOKUP_MS, 0.5),
        _figure("look-up, p95", each, LOOKUP_MS),
        _figure("concordance, p95", concordance, CONCORDANCE_MS),
        Figure(
            f"a file of {len(asked)} segments", whole, "s", f"≤ {FILE_S} s", None, whole <= FILE_S,
            f"{machine()}; {matched} with a match, load {_load():.1f}",
        ),
    ]  # fmt: skip


def _fill(store: Store, memory: int, units: Iterator[MemoryUnit]) -> tuple[float, list[Took]]:
    """How long it takes in seconds, and each transaction."""
    began, took = time.perf_counter(), list[Took]()
    for _ in range(UNITS // _AT_ONCE):
        some = [next(units) for _ in range(_AT_ONCE)]
        took += times([""], lambda _query, some=some: store.add_units(memory, some))  # type: ignore[misc]
    return time.perf_counter() - began, took


def _figure(name: str, measured: list[Took], budget: int, share: float = 0.95) -> Figure:
    wall = [each.wall for each in measured]
    value, worked = percentile(wall, share), percentile([each.processor for each in measured], share)
    note = f"{machine()}; {UNITS} units, {len(wall)} times, slowest {max(wall):.0f} ms, load {_load():.1f}"
    told = f"{note}; {worked:.1f} ms of the processor"
    return Figure(name, value, "ms", f"≤ {budget} ms", None, value <= budget, told)


def _load() -> float:
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def real_pairs() -> list[tuple[str, str]]:
    """Real sentences in both languages."""
    if not _DATA.is_dir():
        raise UserError(ErrorKind.INPUT, f"The sentences are not at {_DATA}.")
    news = [
        (_DATA / "ntrex" / f"newstest2019-{name}.txt").read_text("utf-8").splitlines()
        for name in ("src.eng", "ref.nld")
    ]
    with (_DATA / "spree-en-nl-sv.tsv").open(encoding="utf-8", newline="") as file:
        shop = [(row[1], row[2]) for row in list(csv.reader(file, "excel-tab"))[1:]]
    return [*zip(*news, strict=True), *shop]


def _varied(pairs: list[tuple[str, str]], chance: random.Random) -> Iterator[MemoryUnit]:
    """Endless units, no two of them likely the same."""
    words = [word for source, _ in pairs for word in source.split()]
    while True:
        source, target = chance.choice(pairs)
        if chance.random() < 0.2:
            more, mehr = chance.choice(pairs)
            source, target = f"{source} {more}", f"{target} {mehr}"
        source = _NUMBER.sub(lambda _: str(chance.randrange(2, 3000)), source)
        parts = source.split()
        for _ in range(chance.randrange(1, 2 + len(parts) // 3)):
            parts[chance.randrange(len(parts))] = chance.choice(words)
        if len(parts) > 8 and chance.random() < 0.3:
            start = chance.randrange(len(parts) - 3)
            del parts[start : start + chance.randrange(1, 4)]
        yield MemoryUnit(" ".join(parts), target)
