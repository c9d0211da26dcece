from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.ids import VersionId
from desktop.core.profile import Profile
from desktop.store.store import Store
from desktop.store.values import StoreEvent
from tests.unit.store.power import Power, power_of
from tests.unit.store.samples import draft, opened

SAVES = 30


def after_the_cut(power: Power, folder: Path, newest: Draft, versions: list[VersionId], chance: random.Random) -> None:
    """Cut the power at this moment, in two ways, and look at what is there."""
    for way, torn in (("dropped", None), ("torn", chance)):
        profile = Profile(folder.with_name(f"{folder.name}-{way}"), folder)
        power.cut(profile.folder, torn)
        events: list[StoreEvent] = []
        with opened(profile, events) as store:
            assert store.draft(newest.id) == newest
            assert [each.id for each in reversed(store.versions(newest.id))] == versions
            assert store.check()
        assert events == []


@pytest.mark.timeout(240)
@pytest.mark.parametrize("seed", range(2))
def test_a_power_cut_right_after_any_save_loses_nothing_that_was_called_saved(profile: Profile, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    with opened(profile) as store:
        kept = store.save_draft(draft("first"))
        versions: list[VersionId] = []
        connection = store._file._tables.connection  # noqa: SLF001 - its files are listened to
        with power_of(connection, profile.database) as power:
            for number in range(SAVES):
                before = power.syncs
                kept, made = saved(store, kept, number)
                versions += made
                assert power.syncs > before, "nothing is called saved that was not synchronised"
                after_the_cut(power, profile.folder.with_name(f"cut-{number}"), kept, versions, chance)


def saved(store: Store, kept: Draft, number: int) -> tuple[Draft, list[VersionId]]:
    """One more save, now and then a version, and the log folded into the file."""
    changed = msgspec.structs.replace(kept, copy=Copy({"body": f"{number} " * (300 + number)}))
    if number % 3:
        return store.save_draft(changed), []
    version = store.add_version(changed, Origin.TYPED)
    if number % 9 == 0:
        store.idle()
        return store.save_draft(store.draft(kept.id)), [version.id]
    return store.draft(kept.id), [version.id]
