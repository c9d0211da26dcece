"""`kill -9` at random moments of saving: what was acknowledged is there, and the file is sound."""

from __future__ import annotations

import random
import time

import pytest

from desktop.core.draft import DraftId, VersionId
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
from desktop.core.draft import Draft, DraftId, Origin
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


def killed_run(profile: Profile, chance: random.Random) -> list[list[str]]:
    """Let a writer run, kill it at some moment, and return what it had been told is safe."""
    process = start_python(WRITER, str(profile.folder))
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
