from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.calls import CallRecord, Purpose
from desktop.core.draft import Origin
from desktop.core.errors import ErrorKind, UserError
from desktop.core.profile import Profile
from desktop.store import backups
from desktop.store.backups import BackupInterruptedError, Backups, is_good, too_many
from desktop.store.store import Store
from tests.unit.store.samples import draft, opened, overwrite

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)


def kept(*ages: timedelta) -> list[timedelta]:
    """Which of these ages, the newest first, stay."""
    times = [NOW - age for age in ages]
    return [age for age, superfluous in zip(ages, too_many(times, NOW), strict=True) if not superfluous]


def hours(*numbers: float) -> list[timedelta]:
    return [timedelta(hours=number) for number in numbers]


@pytest.mark.parametrize(
    ("ages", "stay"),
    [
        (hours(), hours()),
        (hours(0, 0.25, 0.5, 47), hours(0, 0.25, 0.5, 47)),
        (hours(0, 1, 2, 50, 51, 52), hours(0, 1, 2, 50)),
        (hours(0, 1, 2, 75, 76, 99, 100), hours(0, 1, 2, 75, 99)),
        (hours(9_000, 9_001, 9_002, 9_003), hours(9_000, 9_001, 9_002)),
        (hours(-100, -1, 0, 1), hours(-100, -1, 0, 1)),
    ],
)
def test_backups_are_thinned_as_they_age(ages: list[timedelta], stay: list[timedelta]) -> None:
    assert kept(*ages) == stay


def test_two_years_of_a_backup_each_hour_become_some_eighty() -> None:
    ages = [timedelta(hours=number) for number in range(24 * 730)]
    stay = kept(*ages)
    assert stay[:48] == ages[:48]
    assert 70 <= len(stay) <= 80
    assert stay[-1] > timedelta(days=230)


def test_thinning_again_changes_nothing() -> None:
    ages = [timedelta(hours=7 * number) for number in range(1000)]
    stay = kept(*ages)
    assert kept(*stay) == stay


def test_a_backup_is_a_whole_history_in_one_file(store: Store, profile: Profile) -> None:
    saved = store.save_draft(draft("merino"))
    store.add_version(saved, Origin.TYPED)
    info = store.backup_now()
    assert store.backups() == [info]
    assert store.verify_backup(info.name)
    assert [path.name for path in profile.backups.iterdir()] == [info.name]
    with closing(sqlite3.connect(profile.backups / info.name)) as copy:
        assert copy.execute("SELECT id FROM drafts").fetchall() == [(saved.id,)]
    assert info.size == (profile.backups / info.name).stat().st_size


def test_a_damaged_backup_is_known_and_does_not_count(store: Store, profile: Profile) -> None:
    store.save_draft(draft("one"))
    good = store.backup_now()
    store.save_draft(draft("two"))
    bad = store.backup_now()
    overwrite(profile.backups / bad.name, 4096 * 2, 4096 * 4)
    assert [info.name for info in store.backups()] == [bad.name, good.name]
    assert not store.verify_backup(bad.name)
    assert Backups(profile.backups).newest_good() == good
    with pytest.raises(UserError, match="damaged"):
        store.restore_backup(bad.name)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"no database at all" * 500])
def test_what_is_no_history_is_not_good(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.db").write_bytes(content)
    assert not is_good(tmp_path / "x.db")


@pytest.mark.parametrize("name", ["../copydesk.db", "x.db", "copydesk-20260101T000000Z-0000000001.db"])
def test_names_that_no_backup_has_are_refused(store: Store, name: str) -> None:
    with pytest.raises(UserError) as caught:
        store.verify_backup(name)
    assert caught.value.problem.kind is ErrorKind.INPUT


def test_an_interrupted_backup_leaves_nothing(store: Store, profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "LOOK_EVERY", 50)
    store.add_version(draft(), Origin.TYPED)
    asked = [0]

    def interrupted() -> bool:
        asked[0] += 1
        return asked[0] > 2

    with pytest.raises(BackupInterruptedError):
        store._backup(interrupted)  # noqa: SLF001 - where nothing can be read beside the work, it is called so
    assert asked[0] == 3
    assert list(profile.backups.iterdir()) == []
    assert store.verify_backup(store.backup_now().name)


def test_what_calls_said_is_in_no_backup(store: Store, profile: Profile) -> None:
    secret = "what was sent to the model"
    store.add_calls([CallRecord("2026-01-01T00:00:00.000Z", "o", "o/m", "h", Purpose.WRITE, content=secret)])
    saved = store.save_draft(draft("a text that was forgotten"))
    store.forget_draft(saved.id)
    info = store.backup_now()
    data = (profile.backups / info.name).read_bytes()
    assert secret.encode() not in data
    assert b"a text that was forgotten" not in data
    assert [call.content for call in store.calls()] == [secret]


def test_leftovers_of_a_crash_are_cleared_and_never_listed(store: Store, profile: Profile) -> None:
    profile.backups.mkdir()
    (profile.backups / "copydesk-20260101T000000Z-0000000001.tmp").write_bytes(b"half")
    (profile.backups / "notes.txt").write_text("mine", encoding="utf-8")
    assert store.backups() == []
    info = store.backup_now()
    assert sorted(path.name for path in profile.backups.iterdir()) == [info.name, "notes.txt"]


def test_restoring_brings_the_old_text_back_and_keeps_the_new_one_as_a_backup(store: Store) -> None:
    saved = store.save_draft(draft("old"))
    old = store.backup_now()
    newer = store.save_draft(draft("newer"))
    store.begin_session()
    store.restore_backup(old.name)
    assert [each.id for each in store.latest_drafts()] == [saved.id]
    assert store.save_draft(draft("after")).id
    assert len(store.backups()) == 2
    store.restore_backup(store.backups()[0].name)
    assert {each.id for each in store.latest_drafts()} == {saved.id, newer.id}


def test_a_session_goes_on_in_a_restored_history(profile: Profile) -> None:
    with opened(profile) as store:
        store.begin_session()
        kept = store.save_draft(draft())
        info = store.backup_now()
        store.note_open(kept.id, "here")
        store.restore_backup(info.name)
    with opened(profile) as store:
        previous = store.begin_session()
        assert (previous.unclean, previous.draft, previous.state) == (False, kept.id, "here")
