from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.draft import Origin
from desktop.core.errors import EnvironmentProblem, ErrorKind
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.store import opening
from desktop.store.place import SharedPlace
from desktop.store.store import Store
from desktop.store.values import Damage, Recovered, StoreEvent, Warned
from tests.unit.store.samples import draft, mounted, opened, outsider, unmount


def refused(store: Store) -> str:
    """The sentence with which a save is refused."""
    with pytest.raises(EnvironmentProblem) as caught:
        store.save_draft(draft())
    assert caught.value.problem.kind is ErrorKind.READ_ONLY
    assert caught.value.problem.hint
    return caught.value.problem.message


def test_a_newer_history_is_only_read_and_no_byte_of_it_changes(profile: Profile) -> None:
    with opened(profile) as store:
        kept = store.save_draft(draft("merino"))
        store.add_version(kept, Origin.TYPED)
    with outsider(profile.database) as other:
        other.execute("PRAGMA user_version = 99")
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = profile.database.read_bytes()
    with opened(profile) as store:
        assert "newer Copydesk" in store.read_only_reason
        assert store.begin_session().unclean is False
        assert store.draft(kept.id).copy == kept.copy
        assert len(store.search("merino")) == len(store.search("merino", ranked=True)) == 1
        assert refused(store) == store.read_only_reason
        with pytest.raises(EnvironmentProblem):
            store.backup_now()
        store.idle()
    assert profile.database.read_bytes() == before


def test_a_newer_history_is_known_by_its_log_too(profile: Profile) -> None:
    with opened(profile) as store:
        store.save_draft(draft())
        with outsider(profile.database) as other:
            other.execute("PRAGMA user_version = 99")
            main = profile.database.read_bytes()
            log = profile.database.with_name("copydesk.db-wal").read_bytes()
    profile.database.write_bytes(main)
    profile.database.with_name("copydesk.db-wal").write_bytes(log)
    with opened(profile) as store:
        assert "newer" in store.read_only_reason
    assert profile.database.read_bytes() == main
    assert profile.database.with_name("copydesk.db-wal").read_bytes() == log


@pytest.fixture
def protected(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of its own that `mount_read_only` makes unwritable even for root."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0 or not mounted("-t", "tmpfs", "none", str(folder)):
        pytest.skip("needs Linux and the right to mount")
    yield folder
    unmount(folder)


@pytest.mark.parametrize("with_log", [False, True])
def test_a_read_only_folder_is_read_and_left_alone(protected: Path, with_log: bool) -> None:
    profile = Profile(protected / "profile", protected)
    with opened(profile) as store:
        store.begin_session()
        kept = store.save_draft(draft("merino"))
        store.add_version(kept, Origin.TYPED)
        main, log = profile.database.read_bytes(), profile.database.with_name("copydesk.db-wal").read_bytes()
    if with_log:
        profile.database.write_bytes(main)
        profile.database.with_name("copydesk.db-wal").write_bytes(log)
    assert mounted("-o", "remount,ro", str(protected))
    before = sorted(path.name for path in profile.folder.iterdir())
    with opened(profile) as store:
        assert "may not be written" in store.read_only_reason
        assert [each.id for each in store.latest_drafts()] == [kept.id]
        assert len(store.search("merino")) == 1
        assert refused(store) == store.read_only_reason
        assert store.begin_session().unclean is with_log
        store.note_open(DraftId("d"))
    assert sorted(path.name for path in profile.folder.iterdir()) == before


def test_nothing_at_all_in_a_read_only_folder_is_an_empty_history(protected: Path) -> None:
    assert mounted("-o", "remount,ro", str(protected))
    with opened(Profile(protected / "profile", protected)) as store:
        assert store.read_only_reason
        assert (store.latest_drafts(), store.templates(), store.search("x")) == ([], [], [])
        refused(store)


def test_a_write_protected_file_is_only_read(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(profile) as store:
        store.save_draft(draft())
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != profile.database and real(path, mode))
    with opened(profile) as store:
        assert "write-protected" in store.read_only_reason
        assert len(store.latest_drafts()) == 1


def test_a_file_in_the_place_of_the_folder_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("mine", encoding="utf-8")
    with pytest.raises(EnvironmentProblem):
        Store(Profile(tmp_path / "profile", tmp_path))
    assert (tmp_path / "profile").read_text(encoding="utf-8") == "mine"


def test_a_shared_folder_is_warned_of_and_gets_no_log(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "shared_place", lambda folder: SharedPlace("OneDrive"))
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        kept = store.save_draft(draft())
        assert [path.name for path in profile.folder.iterdir()] == ["copydesk.db"]
        assert store.draft(kept.id) == kept
    assert any(isinstance(event, Warned) and "OneDrive" in event.message for event in events)


def test_a_log_without_its_file_is_read_and_never_meets_another_file(profile: Profile) -> None:
    with opened(profile) as store:
        kept = store.save_draft(draft("old"))
        log = profile.database.with_name("copydesk.db-wal").read_bytes()
    profile.database.unlink()
    profile.database.with_name("copydesk.db-wal").write_bytes(log)
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        assert [each.copy for each in store.latest_drafts()] == [kept.copy]
        store.save_draft(draft("new"))
        assert store.check()
    (told,) = [event.report for event in events if isinstance(event, Recovered)]
    assert told.message == "The file of the history is gone. What was still in the log beside it is back."
    assert (told.damage, told.drafts, told.damaged_file) == (Damage.MISSING, 1, "")
    assert [path.read_bytes() for path in profile.folder.glob("copydesk.db.corrupt-*-wal")] == [log]


def test_a_strange_log_without_its_file_is_set_aside_and_nothing_is_told(profile: Profile) -> None:
    profile.database.with_name("copydesk.db-wal").write_bytes(b"no log at all" * 1000)
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        store.save_draft(draft("new"))
    assert events == []
    assert len(list(profile.folder.glob("copydesk.db.corrupt-*-wal"))) == 1


@pytest.mark.parametrize("with_log", [False, True])
def test_where_the_file_is_gone_the_newest_backup_takes_its_place(profile: Profile, with_log: bool) -> None:
    log = profile.database.with_name("copydesk.db-wal")
    with opened(profile) as store:
        kept = store.save_draft(draft("in the backup"))
        backup = store.backup_now()
        later = store.save_draft(draft("in the log"))
        content = log.read_bytes()
    profile.database.unlink()
    if with_log:
        log.write_bytes(content)
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        found = {each.id: each.copy for each in store.latest_drafts()}
        assert store.check()
    assert found == {kept.id: kept.copy} | ({later.id: later.copy} if with_log else {})
    (told,) = [event.report for event in events if isinstance(event, Recovered)]
    assert told.message == f"The file of the history is gone. It is back as it was at {backup.made_at}."
    assert "damaged file" not in told.details.lower().replace("from the damaged file", "")


def test_opening_waits_for_another_program(profile: Profile) -> None:
    with opened(profile) as store:
        kept = store.save_draft(draft())
    with outsider(profile.database) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(EnvironmentProblem, match="another program") as caught:
            Store(profile, patience_s=0.3)
        assert caught.value.problem.kind is ErrorKind.STORAGE
        other.execute("ROLLBACK")
    with opened(profile) as store:
        assert store.draft(kept.id) == kept


def test_another_programs_database_is_set_aside_untouched(profile: Profile) -> None:
    other = sqlite3.connect(profile.database)
    other.execute("CREATE TABLE theirs (x)")
    other.commit()
    other.close()
    before = profile.database.read_bytes()
    with opened(profile) as store:
        assert store.recovery is not None
        store.save_draft(draft())
    (aside,) = profile.folder.glob("copydesk.db.corrupt-*")
    assert aside.read_bytes() == before
