from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from pytestqt.qtbot import QtBot

from desktop.core.draft import Draft, Origin
from desktop.core.errors import EnvironmentProblem, ErrorKind
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.settings import Settings
from desktop.runtime.desk import Desk
from desktop.runtime.keeper import Found, Keeper
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.store_thread import StoreThread
from desktop.runtime.writer import Writer
from desktop.store.store import Store
from tests.unit.store.comparing import VARIANT
from tests.unit.store.samples import draft, opened


@pytest.mark.parametrize("with_version", [True, False])
def test_a_variant_beside_the_draft_is_not_taken_for_its_newest_version(
    qapp: QCoreApplication, profile: Profile, with_version: bool
) -> None:
    stopped = Store(profile)
    stopped.begin_session()
    kept = stopped.save_draft(draft("ours"))
    stopped.note_open(kept.id)
    version = stopped.add_version(kept, Origin.TYPED) if with_version else None
    stopped.add_variant(kept.id, kept.brief, VARIANT.copy, Origin.VARIANT, "", VARIANT)
    stopped._file.close()  # noqa: SLF001 - its session does not end, as after a crash
    found: list[Found] = []
    keeper = Keeper(profile)
    keeper._found.connect(found.append)  # noqa: SLF001 - what the store's thread tells the window
    with opened(profile) as store:
        keeper._look(store)  # noqa: SLF001 - as the store's thread does
    assert found[0].previous.unclean
    assert found[0].draft is not None
    assert found[0].draft.copy == kept.copy
    assert found[0].newest == version


def test_a_draft_that_cannot_be_read_is_told_and_the_start_goes_on(
    qapp: QCoreApplication, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_store: Store, draft_id: DraftId) -> Draft:
        raise EnvironmentProblem(ErrorKind.STORAGE, f"The draft {draft_id} is damaged and cannot be read.")

    stopped = Store(profile)
    stopped.begin_session()
    kept = stopped.save_draft(draft("ours"))
    stopped.note_open(kept.id)
    stopped.close()
    monkeypatch.setattr(Store, "draft", refuse)
    found: list[Found] = []
    keeper = Keeper(profile)
    keeper._found.connect(found.append)  # noqa: SLF001 - what the store's thread tells the window
    with opened(profile) as store:
        keeper._look(store)  # noqa: SLF001 - as the store's thread does
    assert found[0].draft is None
    assert found[0].problem is not None
    assert found[0].problem.message == f"The draft {kept.id} is damaged and cannot be read."


def test_what_was_open_comes_back_also_when_another_draft_changed_later(
    qapp: QCoreApplication, profile: Profile
) -> None:
    ended = Store(profile)
    ended.begin_session()
    ours = ended.save_draft(draft("ours"))
    ended.save_draft(draft("a command's"))
    ended.note_open(ours.id)
    ended.close()
    found: list[Found] = []
    keeper = Keeper(profile)
    keeper._found.connect(found.append)  # noqa: SLF001 - what the store's thread tells the window
    with opened(profile) as store:
        keeper._look(store)  # noqa: SLF001 - as the store's thread does
    assert not found[0].previous.unclean
    assert found[0].draft == ours


def test_a_backup_that_is_due_is_made_also_when_there_is_no_idle_moment(
    qtbot: QtBot, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(Store, "backup_if_due", lambda _store, interrupted: asked.append(interrupted()))
    keeper = Keeper(profile)
    desk = Desk(profile, SettingsService(Settings(), lambda _values: None), StoreThread(keeper.open_store))
    monkeypatch.setattr(Writer, "busy", property(lambda _writer: True))
    try:
        keeper.start(desk, lambda: None)
        backing = next(timer for timer in keeper.findChildren(QTimer) if timer.interval() == 60_000)
        assert backing.isActive()
        backing.timeout.emit()
        qtbot.waitUntil(lambda: bool(asked), timeout=10_000)
    finally:
        keeper.close()
        desk.shut_down()
    assert not backing.isActive()
