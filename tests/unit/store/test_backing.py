"""Backups beside the work: when they are made, where they go, and what is said when they cannot."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.draft import Origin
from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.profile import Profile
from desktop.core.settings import BACKUP_FOLDER
from desktop.store import backing, backup_checks, backups
from desktop.store.client import RemoteStore, open_store
from desktop.store.pictures import keep_picture
from desktop.store.settings_file import save_settings
from desktop.store.store import Store
from desktop.store.values import BackedUp, StoreEvent, Warned
from tests.unit.store.samples import draft, opened
from tests.unit.store.windows import Window

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\0IEND\xaeB`\x82"


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A backup is due as soon as something changed."""
    with monkeypatch.context() as patch:
        patch.setattr(backing, "BACKUP_EVERY_S", 0)
        yield


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.db"))


@pytest.mark.usefixtures("always")
def test_a_backup_is_made_when_something_changed_and_told(profile: Profile, events: list[StoreEvent]) -> None:
    with opened(profile, events) as store:
        store.save_draft(draft())
        store.idle()
        store.wait_for_backup()
        store.idle()
        assert [event.info for event in events if isinstance(event, BackedUp)] == store.backups()
        assert len(store.backups()) == 1
        store.save_draft(draft())
        store.backup_if_due()
        store.wait_for_backup()
        assert len(store.backups()) == 2
    with opened(profile) as store:
        store.backup_if_due()
        store.wait_for_backup()
        assert len(store.backups()) == 2


def test_nothing_is_copied_before_its_time_and_without_a_change(store: Store) -> None:
    store.backup_if_due()
    store.wait_for_backup()
    assert store.backups() == []
    store.save_draft(draft())
    store.backup_if_due()
    store.wait_for_backup()
    assert len(store.backups()) == 1
    store.save_draft(draft())
    store.backup_if_due()
    store.wait_for_backup()
    assert len(store.backups()) == 1


@pytest.mark.parametrize(("minutes", "count"), [(3, 1), (20, 2)])
def test_short_sessions_are_backed_up_as_one_long_one_is(profile: Profile, minutes: int, count: int) -> None:
    with opened(profile) as store:
        store.save_draft(draft())
        path = profile.backups / store.backup_now().name
    made = datetime.now(UTC) - timedelta(minutes=minutes)
    path.rename(profile.backups / f"copydesk-{made:%Y%m%dT%H%M%SZ}-{path.stem[-10:]}.db")
    with opened(profile) as store:
        store.save_draft(draft())
        store.backup_if_due()
        store.wait_for_backup()
        assert len(store.backups()) == count


def test_a_file_of_another_place_is_whole_without_its_pictures(store: Store, profile: Profile, tmp_path: Path) -> None:
    keep_picture(profile.pictures, PNG)
    name = store.backup_now().name
    shutil.copyfile(profile.backups / name, tmp_path / "mine.db")
    assert store.verify_backup(str(tmp_path / "mine.db"))
    shutil.rmtree(profile.backups / "pictures")
    assert not store.verify_backup(name)


@pytest.mark.usefixtures("always")
def test_saving_goes_on_while_a_backup_is_made(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy is of the moment when it began; what is saved meanwhile is neither waited for nor lost."""
    began, go_on = threading.Event(), threading.Event()

    def slow(seconds: float) -> None:
        assert seconds < 1
        began.set()
        go_on.wait(20)

    monkeypatch.setattr(backups, "LOOK_EVERY", 50)
    monkeypatch.setattr(backups, "sleep", slow)
    first = store.save_draft(draft("first"))
    store.backup_if_due(lambda: True)  # whoever types without a pause is not in its way
    assert began.wait(20)
    later = store.save_draft(draft("second"))
    assert {each.id for each in store.latest_drafts()} == {first.id, later.id}
    go_on.set()
    store.wait_for_backup()
    info = store.backups()[-1]
    path = store._file.backups.path(info.name)  # noqa: SLF001
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("SELECT id FROM drafts").fetchall() == [(first.id,)]


@pytest.mark.usefixtures("always")
def test_closing_ends_a_backup_and_leaves_nothing_of_it(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    began = threading.Event()

    def slow(_seconds: float) -> None:
        began.set()
        threading.Event().wait(0.01)

    monkeypatch.setattr(backups, "LOOK_EVERY", 1)
    monkeypatch.setattr(backups, "sleep", slow)
    with opened(profile) as store:
        store.add_version(draft("a"), Origin.TYPED)
        store.backup_if_due()
        assert began.wait(20)
    assert not any(thread.name == "backup" for thread in threading.enumerate())
    assert list(profile.backups.iterdir()) == []


def test_where_nothing_can_be_read_beside_the_work_typing_has_its_turn_but_not_for_ever(profile: Profile) -> None:
    with opened(Profile(profile.folder / "Dropbox", profile.models)) as store:
        store.save_draft(draft())
        store._last_backup_s = time.monotonic() - 1.5 * backing.BACKUP_EVERY_S  # noqa: SLF001 - as after that time
        store.backup_if_due(lambda: True)
        assert store.backups() == []
        store._last_backup_s = time.monotonic() - 2.5 * backing.BACKUP_EVERY_S  # noqa: SLF001
        store.backup_if_due(lambda: True)
        assert len(store.backups()) == 1


@pytest.mark.usefixtures("always")
def test_a_backup_that_fails_is_told_and_made_the_next_time(profile: Profile, events: list[StoreEvent]) -> None:
    with opened(profile, events) as store:
        store.save_draft(draft())
        profile.backups.write_text("in the way", encoding="utf-8")
        store.backup_if_due()
        store.wait_for_backup()
        (told,) = [event for event in events if isinstance(event, Warned)]
        assert told.message.startswith("No backup was made")
        assert "What you wrote is saved." in told.hint
        with pytest.raises(EnvironmentProblem, match="No backup was made") as caught:
            store.backup_now()
        assert caught.value.problem.kind is ErrorKind.STORAGE
        profile.backups.unlink()
        store.backup_if_due()
        store.wait_for_backup()
        assert len(store.backups()) == 1


def test_a_second_folder_gets_a_checked_copy_of_each_backup(profile: Profile, tmp_path: Path) -> None:
    keep_picture(profile.pictures, PNG)
    second = tmp_path / "disk"
    second.mkdir()
    save_settings(profile.settings, {BACKUP_FOLDER.key: str(second)})
    with opened(profile) as store:
        store.save_draft(draft())
        first = store.backup_now()
        store.save_draft(draft())
        last = store.backup_now()
        (own,) = second.iterdir()
        assert names(own) == sorted([first.name, last.name])
        assert all(backup_checks.is_good(own / name) for name in names(own))
        assert [path.name for path in (own / "pictures").iterdir()] == [
            path.name for path in profile.pictures.iterdir()
        ]
        store.set_backup_folder("")
        store.save_draft(draft())
        store.backup_now()
        assert len(names(own)) == 2
    assert backup_checks.is_good(own / last.name)


@pytest.mark.usefixtures("always")
def test_a_second_folder_that_is_gone_is_told_once_and_the_own_one_still_works(
    profile: Profile, tmp_path: Path, events: list[StoreEvent]
) -> None:
    def told() -> list[str]:
        return [event.message for event in events if isinstance(event, Warned)]

    with opened(profile, events) as store:
        store.set_backup_folder(str(tmp_path / "stick"))
        for number in range(3):
            store.save_draft(draft(str(number)))
            store.backup_if_due()
            store.wait_for_backup()
        assert len(store.backups()) == 3
        assert told() == [f"The backup could not be copied to {tmp_path / 'stick'}."]
        (tmp_path / "stick").mkdir()
        store.save_draft(draft())
        store.backup_now()
        assert len(names(tmp_path / "stick")) == 1
        (tmp_path / "stick").rename(tmp_path / "away")
        store.backup_now()
        assert len(told()) == 2


@pytest.mark.parametrize("folder", ["relative", "{file}", "{backups}"])
def test_a_second_folder_that_is_no_use_is_refused(store: Store, profile: Profile, tmp_path: Path, folder: str) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(UserError):
        store.set_backup_folder(folder.format(file=file, backups=profile.backups))


def test_pictures_are_kept_with_the_backups_that_need_them(store: Store, profile: Profile) -> None:
    picture = keep_picture(profile.pictures, PNG)
    saved = store.save_draft(draft())
    info = store.backup_now()
    kept = profile.backups / "pictures" / picture.name
    assert kept.read_bytes() == (profile.pictures / picture.name).read_bytes()
    assert store.verify_backup(info.name)
    (profile.pictures / picture.name).unlink()
    store.save_draft(saved)
    store.restore_backup(info.name)
    assert (profile.pictures / picture.name).is_file()
    kept.unlink()
    kept.write_bytes(b"broken")
    assert not store.verify_backup(info.name)


def test_pictures_that_no_backup_needs_go(store: Store, profile: Profile) -> None:
    picture = keep_picture(profile.pictures, PNG)
    store.save_draft(draft())
    old = store.backup_now()
    (profile.pictures / picture.name).unlink()
    store.save_draft(draft())
    store.backup_now()
    assert (profile.backups / "pictures" / picture.name).is_file()
    (profile.backups / old.name).unlink()
    store.save_draft(draft())
    store.backup_now()
    assert not (profile.backups / "pictures" / picture.name).exists()


def test_where_there_are_no_links_pictures_are_copied(
    store: Store, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    picture = keep_picture(profile.pictures, PNG)
    assert store.verify_backup(store.backup_now().name)
    assert not (profile.pictures / picture.name).samefile(profile.backups / "pictures" / picture.name)


def test_every_word_about_backups_works_through_a_window(profile: Profile, tmp_path: Path) -> None:
    window = Window(profile)
    try:
        remote = open_store(profile)
        assert isinstance(remote, RemoteStore)
        kept = remote.draft(remote.add_version(draft("one"), Origin.TYPED).draft)
        (tmp_path / "disk").mkdir()
        remote.set_backup_folder(str(tmp_path / "disk"))
        name = remote.backup_now().name
        assert names(tmp_path / "disk") == [name]
        assert remote.verify_backup(name)
        assert remote.backup_plan(name).is_empty
        assert [card.draft for card in remote.backup_drafts(name)] == [kept.id]
        assert remote.backup_draft_plan(name, kept.id).there == kept
        assert remote.restore_draft_from(name, kept.id).copy == kept.copy
        remote.restore_backup(name)
        assert remote.draft(kept.id) == kept
        remote.export_workspace(str(tmp_path / "all.zip"))
        assert remote.import_workspace(str(tmp_path / "all.zip")).skipped == 1
        with pytest.raises(UserError):
            remote.import_workspace(str(tmp_path / "none.zip"))
        remote.close()
    finally:
        window.close()
