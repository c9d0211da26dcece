"""A disk without space: the sentence, what was saved before, and that saving goes on once there is space again."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.draft import Draft, Origin
from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.profile import Profile
from desktop.store.settings_file import load_settings, save_settings
from desktop.store.store import Store
from tests.unit.store.samples import draft, mounted, opened, unmount


def save_until_full(store: Store, size: int = 30_000) -> list[Draft]:
    """Save drafts until the disk is full; returns those that were acknowledged."""
    kept: list[Draft] = []
    for number in range(2_000):
        try:
            version = store.add_version(draft(f"{number} " + os.urandom(size // 2).hex()), Origin.TYPED)
        except EnvironmentProblem as error:
            problem = error.problem
            break
        kept.append(store.draft(version.draft))
    else:
        pytest.fail("the disk was never full")
    assert problem.kind is ErrorKind.DISK_FULL
    assert problem.message == "Not saved: the disk is full."
    assert problem.remedy is Remedy.SAVE_ELSEWHERE
    return kept


def all_there(store: Store, kept: list[Draft]) -> bool:
    """Whether every acknowledged draft is as it was, with its version."""
    return all(store.draft(each.id) == each and len(store.versions(each.id)) == 1 for each in kept)


@pytest.mark.parametrize("spare", range(0, 40, 3))
def test_a_save_that_fails_at_any_page_leaves_nothing_behind(profile: Profile, spare: int) -> None:
    with opened(profile) as store:
        connection = store._file._tables.connection  # noqa: SLF001 - SQLite's own way to make a disk full
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + spare}")
        kept = save_until_full(store)
        assert len(store.latest_drafts(1000)) == len(kept)
        assert all_there(store, kept)
        connection.execute("PRAGMA max_page_count = 1000000")
        again = store.save_draft(draft("after there was space"))
        assert store.draft(again.id) == again
        assert store.check()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("needs Linux and root")
    if not mounted("-t", "tmpfs", "-o", "size=2m", "none", str(folder)):
        pytest.skip("may not mount here")
    yield folder
    unmount(folder)


def fill(folder: Path) -> Path:
    """Take all the space that is left."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return ballast


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    profile = Profile(small_disk / "profile", small_disk)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 700_000)
    with opened(profile) as store:
        kept = save_until_full(store)
        assert len(kept) > 5
        assert all_there(store, kept)
        with pytest.raises(EnvironmentProblem) as caught:
            store.backup_now()
        assert caught.value.problem.kind is ErrorKind.DISK_FULL
        assert store.backups() == []
        assert list(profile.backups.iterdir()) == []
        ballast.unlink()
        again = store.save_draft(draft("after there was space"))
    with opened(profile) as store:
        assert all_there(store, kept)
        assert store.draft(again.id) == again
        assert store.check()


def test_closing_on_a_full_disk_complains_of_nothing_as_all_that_was_kept_is_in_the_log(small_disk: Path) -> None:
    profile = Profile(small_disk / "profile", small_disk)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 300_000)
    with opened(profile) as store:
        kept = save_until_full(store)
    assert profile.database.with_name("copydesk.db-wal").stat().st_size > 500_000
    ballast.unlink()
    with opened(profile) as store:
        assert store.recovery is None
        assert all_there(store, kept)


def test_a_full_disk_at_the_start_is_a_sentence_and_costs_nothing(small_disk: Path) -> None:
    profile = Profile(small_disk / "profile", small_disk)
    with opened(profile) as store:
        kept = store.save_draft(draft())
    ballast = fill(small_disk)
    with pytest.raises(EnvironmentProblem) as caught:
        Store(profile)
    assert caught.value.problem.kind is ErrorKind.DISK_FULL
    ballast.unlink()
    with opened(profile) as store:
        assert store.recovery is None
        assert store.draft(kept.id) == kept


def test_a_first_start_on_a_full_disk_is_a_sentence(small_disk: Path) -> None:
    ballast = fill(small_disk)
    profile = Profile(small_disk / "profile", small_disk)
    with pytest.raises(EnvironmentProblem) as caught:
        Store(profile)
    assert caught.value.problem.kind is ErrorKind.DISK_FULL
    ballast.unlink()
    with opened(profile) as store:
        assert store.recovery is None
        store.save_draft(draft())


def test_settings_on_a_full_disk_stay_as_they_were(small_disk: Path) -> None:
    path = small_disk / "settings.json"
    save_settings(path, {"theme": "dark"})
    fill(small_disk)
    with pytest.raises(EnvironmentProblem) as caught:
        save_settings(path, {"theme": "light" * 2000})
    assert caught.value.problem.kind is ErrorKind.DISK_FULL
    assert load_settings(path).values == {"theme": "dark"}
    assert sorted(each.name for each in small_disk.iterdir()) == ["ballast", "settings.json"]
