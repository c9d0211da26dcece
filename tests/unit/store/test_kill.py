"""`kill -9` at random moments of saving: what was acknowledged is there, and the file is sound."""

from __future__ import annotations

import random
import time
from collections import Counter

import pytest

from desktop.core.comparison import ComparisonId
from desktop.core.draft import Origin
from desktop.core.ids import DraftId, VersionId
from desktop.core.profile import Profile
from desktop.store.store import Store
from desktop.store.values import StoreEvent
from tests.unit.store.samples import opened, start_python

KILLS = 24

WRITER = """
import sys
from pathlib import Path
import msgspec
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.comparison import ComparisonId
from desktop.core.draft import Origin
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.store.store import Store

store = Store(Profile(Path(sys.argv[1]), Path(sys.argv[1])))
store.begin_session()
draft = store.save_draft(Draft(DraftId(""), copy=Copy({"body": "0"})))
store.note_open(draft.id, "here")
print("open", draft.id)
number = 0
while True:
    number += 1
    draft = store.save_draft(msgspec.structs.replace(draft, copy=Copy({"body": f"{number} " * 200})))
    print("draft", number)
    if number % 3 == 0:
        print("version", store.add_version(draft, Origin.TYPED).id, number)
    if number % 11 == 0:
        store.idle()
    if number % 17 == 0:
        print("backup", store.backup_now().name)
"""


COMPARER = """
import sys
from pathlib import Path
import msgspec
from desktop.core.comparison import Column, ColumnKey, ColumnState, Comparison
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.duels import Contender, Duel, Winner
from desktop.core.comparison import ComparisonId
from desktop.core.draft import Origin
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.store.store import Store

store = Store(Profile(Path(sys.argv[1]), Path(sys.argv[1])))
draft = store.save_draft(Draft(DraftId(""), copy=Copy({"body": "ours"})))
made = store.save_comparison(Comparison(draft=draft.id))
print("open", draft.id, made.id)
duel = Duel("", "", "", "", Contender("a"), Contender("b"), Winner.TIE)
number = 0
while True:
    number += 1
    text = " ".join(f"{number}-{word}" for word in range(500))
    writing = Column(ColumnKey(""), copy=Copy({"body": text}), state=ColumnState.WRITING)
    columns = tuple(msgspec.structs.replace(writing, key=ColumnKey(f"{number}.{each}")) for each in range(40))
    made = store.save_comparison(msgspec.structs.replace(made, columns=columns))
    print("comparison", number)
    print("variant", store.add_variant(draft.id, draft.brief, Copy({"body": text}), Origin.VARIANT).id, number)
    store.add_duels([msgspec.structs.replace(duel, round=str(number))] * 5)
    print("duels", number)
"""


def killed_run(profile: Profile, chance: random.Random, code: str = WRITER) -> list[list[str]]:
    """Let a writer run, kill it at some moment, and return what it had been told is safe."""
    process = start_python(code, str(profile.folder))
    assert process.stdin is not None
    assert process.stdout is not None
    told = [process.stdout.readline().split()]
    time.sleep(chance.expovariate(10))
    process.kill()
    told += [line.split() for line in process.stdout if line.endswith("\n")]
    process.wait()
    process.stdin.close()
    process.stdout.close()
    return told


@pytest.mark.timeout(240)
def test_what_was_acknowledged_survives_kill_9_at_any_moment(profile: Profile) -> None:
    chance = random.Random(20250101)  # noqa: S311 - no secret
    events: list[StoreEvent] = []
    with opened(profile):
        pass
    saves = 0
    for _ in range(KILLS):
        told = killed_run(profile, chance)
        with opened(profile, events) as store:
            saves += verify(store, told)
    assert events == []
    assert saves > KILLS


def verify(store: Store, told: list[list[str]]) -> int:
    """Hold the history against what the killed program was told; returns how many saves it was told of."""
    assert told[0][0] == "open"
    draft_id = DraftId(told[0][1])
    last = max((int(line[1]) for line in told if line[0] == "draft"), default=0)
    previous = store.begin_session()
    assert previous.unclean
    kept = store.draft(draft_id)
    assert int(kept.copy.text("body").split()[0]) in (last, last + 1)
    if previous.draft:
        assert (previous.draft, previous.state, previous.saved_at) == (draft_id, "here", kept.changed_at)
    for line in told:
        if line[0] == "version":
            version = store.version(VersionId(int(line[1])))
            assert version.copy.text("body").split()[0] == line[2]
            assert version.draft == draft_id
        elif line[0] == "backup":
            assert store.verify_backup(line[1])
    assert all(store.verify_backup(info.name) for info in store.backups()[:3])
    assert store.check()
    return last


@pytest.mark.timeout(240)
def test_variants_that_were_acknowledged_survive_kill_9_at_any_moment(profile: Profile) -> None:
    chance = random.Random(20250102)  # noqa: S311 - no secret
    events: list[StoreEvent] = []
    with opened(profile):
        pass
    saves = 0
    for _ in range(KILLS // 2):
        told = killed_run(profile, chance, COMPARER)
        with opened(profile, events) as store:
            saves += verify_side_by_side(store, told)
            kept = Counter(each.round for each in store.duels())
            assert set(kept.values()) <= {5}, "all choices of a save are kept, or none of them"
            for each in kept:
                store.delete_round(each)
    assert events == []
    assert saves > KILLS


def verify_side_by_side(store: Store, told: list[list[str]]) -> int:
    """Hold what stands beside a draft against what the killed program was told; how many saves it was told of."""
    assert told[0][0] == "open"
    draft_id = DraftId(told[0][1])
    counts = {
        what: max((int(line[-1]) for line in told if line[0] == what), default=0) for what in ("comparison", "duels")
    }
    found = store.comparison(ComparisonId(int(told[0][2])))
    keys = {column.key.partition(".")[0] for column in found.columns}
    texts = {column.copy.text("body").partition("-")[0] for column in found.columns}
    assert keys == texts
    assert len(keys) <= 1, "a comparison is as one save left it"
    assert int(next(iter(keys), 0)) in (counts["comparison"], counts["comparison"] + 1)
    for line in told:
        if line[0] == "variant":
            version = store.version(VersionId(int(line[1])))
            assert version.copy.text("body").startswith(f"{line[2]}-0 ")
            assert (version.draft, version.origin) == (draft_id, Origin.VARIANT)
    assert len({each.round for each in store.duels()}) in (counts["duels"], counts["duels"] + 1)
    assert store.draft(draft_id).copy.text("body") == "ours"
    assert store.check()
    return counts["comparison"]
